"""The knowledge page: shelves, articles, and the one that is open, read or written.

Promise: widgets tell what a person did, the presenter decides, `_show` shows; nothing else writes to them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Code, Refused
from console.models.knowledge_kinds import ArticleState, ContentType
from console.services.tickets.texts import BODY_LIMIT
from console.views.actions import CONTEXT, Action, Scope
from console.views.choices import Choice
from console.views.entry_list import ONE_LINE, TWO_LINES, Entry, EntryList
from console.views.knowledge.care import Care
from console.views.knowledge.doing import ACTIONS, hindrance, knowledge_actions
from console.views.knowledge.editor import EditorPanel
from console.views.knowledge.history import HistoryPanel
from console.views.knowledge.parts import Nothing, SearchField
from console.views.knowledge.presenter import Around, KnowledgePresenter
from console.views.knowledge.reading import ReadingPanel
from console.views.knowledge.state import ALL, GAPS, IN_CATEGORY, OVERDUE, Mode, Row, State
from console.views.labels import label
from console.views.pages import Frame, NoTickets, Place
from console.views.theme import COLUMN_HEAD, VIEWS
from console.views.times import brief

if TYPE_CHECKING:
    from console.services.knowledge.figures import Gap
    from console.services.tickets.commands import Command

LIST_WIDTH = 380


class KnowledgePage(QObject, NoTickets):
    """The page."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._is_ready = False
        self._widget = QWidget()
        self.setParent(self._widget)
        look = frame.look
        self.presenter = KnowledgePresenter(self._around())
        self.shelves = EntryList(look, "panel", ONE_LINE, self._widget)
        self.list = EntryList(look, "surface", TWO_LINES, self._widget)
        self.search = SearchField(look, self._widget)
        self._new = QToolButton(self._widget)
        self._new.setFixedSize(28, 28)
        self._nothing = Nothing(self._widget)
        self._head, self._count = label(self._widget, "title"), label(self._widget, "small")
        self._stack = QStackedWidget(self._widget)
        self.reading = ReadingPanel(look, self._stack)
        self.editor = EditorPanel(look, self._stack)
        self.history = HistoryPanel(look, self._stack)
        self._blank = QFrame(self._stack)
        self._blank.setProperty("kind", "surface")
        self._actions = knowledge_actions(self.presenter, self._ways())
        self._build()
        self._connect()
        self._retranslate()
        self._show(self.presenter.state)
        self.presenter.start()

    def _around(self) -> Around:
        frame = self._frame
        speaks, now = lambda: frame.language.locale, frame.clock.now
        return Around(frame.courier, self._later, frame.me, speaks, frame.state, now, self._show, self._tell)

    def _ways(self) -> dict[str, Callable[[], object]]:
        """What is done with widgets and questions."""
        care = Care(self._frame, self.presenter, self)
        return {
            "article.search": lambda: self.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "article.read": lambda: self.reading.text.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "article.category": self._ask_category,
            "article.type": self._ask_type,
            "article.shelve": self._ask_shelf,
            "article.owner": care.ask_owner,
            "article.due": care.ask_review,
            "article.pair": care.ask_pair,
        }

    @property
    def widget(self) -> QWidget:
        """What is shown."""
        return self._widget

    def actions(self) -> tuple[Action, ...]:
        """Everything a person can do here."""
        return self._actions

    def show_place(self, place: Place) -> None:
        """Open an article."""
        self.presenter.go(place.key)
        self.focus()

    def focus(self) -> None:
        """Take the keyboard to the list; what others wrote meanwhile is shown."""
        self.presenter.again()
        self._to_list()

    def panels(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        right = {Mode.READ: self.reading.text, Mode.WRITE: self.editor.body, Mode.VERSIONS: self.history.list}
        return self.shelves, self.list, right[self.presenter.state.mode]

    def close_page(self) -> None:
        """Keep what is being written."""
        self.presenter.keep_words()

    def _show(self, state: State) -> None:
        locale, today = self._frame.language.locale, self._frame.clock.now().astimezone().date()
        self.shelves.show_entries(self._shelf_entries(state), None if state.text.strip() else state.shelf)
        self._show_list(state)
        self._head.setText(self._shelf_title(state))
        before = self._stack.currentWidget()
        if state.mode is Mode.WRITE:
            self.editor.show_writing(state, locale)
            self._stack.setCurrentWidget(self.editor)
        elif state.whole is None:
            self._stack.setCurrentWidget(self._blank)
        elif state.mode is Mode.VERSIONS:
            self.history.show_history(state, locale, today)
            self._stack.setCurrentWidget(self.history)
        else:
            self.reading.show_article(state.whole, locale, today, partial(hindrance, self.presenter))
            self._stack.setCurrentWidget(self.reading)
        self._follow(before, self._stack.currentWidget())
        if state.rows is not None and not self._is_ready:
            self._is_ready = True
            self._later(0, self._frame.ready)
            self._frame.answering()

    def _show_list(self, state: State) -> None:
        rows = state.rows or ()
        if state.shelf == GAPS and not state.text.strip():
            self.list.show_entries([self._gap(gap) for gap in state.gaps], state.gap)
            self._count.setText(self.tr("%n searches", "", len(state.gaps)))
            self._nothing.setVisible(not state.gaps)
        else:
            self.list.show_entries([self._entry(row) for row in rows], state.article)
            self._count.setText(self.tr("%n articles", "", len(rows)) if state.rows is not None else "")
            self._nothing.setVisible(state.rows == ())
        self._nothing.say(self._nothing_words(state))

    def _gap(self, gap: Gap) -> Entry:
        """What was searched for in vain, how often and by how many people."""
        today = self._frame.clock.now().astimezone().date()
        times, people = self.tr("searched %n times", "", gap.searches), self.tr("by %n people", "", gap.people)
        return Entry(gap.text, gap.text, f"{times}, {people}", brief(gap.last, today, self._frame.language.locale))

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        """The keyboard goes where work goes on."""
        if before is now or not self._widget.isVisible():
            return
        if now is self.editor:
            self.editor.title.setFocus(Qt.FocusReason.OtherFocusReason)
        elif now is self.history:
            self.history.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif before in (self.editor, self.history):
            self._to_list()

    def _shelf_entries(self, state: State) -> list[Entry]:
        locale = self._frame.language.locale
        states = {"drafts": ArticleState.DRAFT, "review": ArticleState.IN_REVIEW, "archived": ArticleState.ARCHIVED}
        icons = {"drafts": "pencil", "review": "eye", "archived": "lock"}
        return [
            Entry(ALL, self.tr("All articles"), icon="book"),
            Entry(OVERDUE, self.tr("To look at again"), icon="clock"),
            Entry(GAPS, self.tr("Searched in vain"), note=str(len(state.gaps) or ""), icon="search"),
            *(Entry(key, words.word(kind, locale), icon=icons[key]) for key, kind in states.items()),
            *([Entry("", self.tr("Categories"))] if state.categories else []),
            *(Entry(f"{IN_CATEGORY}{row.id}", row.name, note=str(row.articles)) for row in state.categories),
        ]

    def _shelf_title(self, state: State) -> str:
        if state.text.strip():
            return self.tr("Found")
        entries = {entry.key: entry.text for entry in self._shelf_entries(state) if entry.key}
        return entries.get(state.shelf, self.tr("All articles"))

    def _entry(self, row: Row) -> Entry:
        locale, article = self._frame.language.locale, row.article
        today = self._frame.clock.now().astimezone().date()
        facts = [
            words.word(article.state, locale) if article.state is not ArticleState.PUBLISHED else "",
            self.tr("newer draft") if article.has_newer else "",
            words.word(article.type, locale),
            article.category_name,
            self.tr("look at it again") if article.review_by and article.review_by <= self._frame.clock.now() else "",
        ]
        below = row.snippet or " · ".join(filter(None, facts))
        return Entry(article.id, article.title, below, brief(article.updated, today, locale))

    def _nothing_words(self, state: State) -> str:
        if state.text.strip():
            return self.tr("No article holds all of these words. Enter notes that it is missing.")
        if state.shelf == GAPS:
            return self.tr("Whoever searched found something.")
        if state.shelf == OVERDUE:
            return self.tr("No article waits to be looked at again. D says when one does.")
        return self.tr("Nothing stands here yet. C begins an article; “knowledge import” brings in a folder.")

    def _tell(self, said: str, title: str, undo: Command | None) -> None:
        sentences = {
            "saved": self.tr("“{title}” is kept as a version."),
            "published": self.tr("Readers see “{title}” now."),
            "withdrawn": self.tr("Readers see “{title}” no more."),
            "review": self.tr("“{title}” waits for a review."),
            "draft": self.tr("“{title}” is a draft again."),
            "archived": self.tr("“{title}” is archived."),
            "revived": self.tr("“{title}” is back."),
            "restored": self.tr("“{title}” says again what it said."),
            "cared": self.tr("It is noted who looks after “{title}”, and until when."),
            "paired": self.tr("“{title}” is linked to the other language."),
            "parted": self.tr("“{title}” stands alone again."),
            "category": self.tr("Category “{title}” is there."),
        }
        if said in sentences:
            self._frame.notices.done(sentences[said].format(title=title), () if undo is None else (undo,))

    def _ask_category(self) -> None:
        from console.views.dialogs import Question

        question = Question(self.tr("New category"), self.tr("Name"), self.tr("Add"), one_line=True)
        self._frame.choosers.ask(question, lambda _, name: self.presenter.add_category(name))

    def _ask_type(self) -> None:
        locale = self._frame.language.locale
        choices = [Choice(kind.value, words.word(kind, locale)) for kind in ContentType]
        then = self.presenter.set_type
        self._frame.choosers.choose(self.tr("Type"), choices, lambda choice: then(ContentType(choice.key)))

    def _ask_shelf(self) -> None:
        rows = self.presenter.state.categories
        choices = [Choice("", self.tr("No category")), *(Choice(row.id, row.name) for row in rows)]
        then = self.presenter.set_category
        self._frame.choosers.choose(self.tr("Category"), choices, lambda choice: then(choice.key or None))

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _later(self, milliseconds: int, call: Callable[[], None]) -> None:
        QTimer.singleShot(milliseconds, self, call)

    def _clear_search(self) -> None:
        if self.presenter.state.rows == ():
            self.presenter.searched()
        self.search.clear()
        self.presenter.search("")

    def _refresh(self) -> None:
        for part in (self.reading, self.editor, self.history):
            part.dress()
        self._new.setIcon(self._frame.look.theme.icon("plus"))
        self._show(self.presenter.state)

    def _retranslate(self) -> None:
        titles = {key: QCoreApplication.translate(CONTEXT, text) for key, text, *_ in ACTIONS}
        self._new.setToolTip(self.tr("New article (C)"))
        self._new.setAccessibleName(titles["article.new"])
        self.search.setPlaceholderText(self.tr("Search articles"))
        self.search.setAccessibleName(self.tr("Search articles"))
        self.shelves.setAccessibleName(self.tr("Shelves"))
        self.list.setAccessibleName(self.tr("Articles"))
        titles["article.review"] = self.tr("Review")
        self.reading.retranslate(lambda key: titles[key])
        self.editor.retranslate(titles["article.save"])
        self.history.retranslate(titles["article.leave"], titles["article.restore"])
        self._refresh()

    def _connect(self) -> None:
        frame, presenter = self._frame, self.presenter
        self.search.textEdited.connect(presenter.search)
        self.search.done.connect(presenter.searched)
        self.search.left.connect(self._to_list)
        self.search.cleared.connect(self._clear_search)
        self.shelves.chosen.connect(self._choose_shelf)
        self.list.chosen.connect(self._choose_entry)
        self.history.chosen.connect(presenter.compare)
        self.editor.typed.connect(presenter.type_content)
        self.editor.body.overlong.connect(self._tell_overlong)
        self._new.clicked.connect(lambda: frame.actions.run("article.new"))
        for panel in (self.reading, self.editor, self.history):
            panel.wanted.connect(frame.actions.run)
        frame.courier.changed.connect(presenter.take)
        frame.look.changed.connect(self._refresh)
        frame.language.changed.connect(self._retranslate)
        for part in (self.list, self.shelves, self.history):
            frame.actions.bind(part, Scope.LIST)
        frame.actions.bind(self.editor, Scope.TEXT)

    def _tell_overlong(self, length: int) -> None:
        self._frame.notices.refused(Refused(Code.TEXT_TOO_LONG, field="text", length=length, limit=BODY_LIMIT))

    def _choose_entry(self, key: str) -> None:
        if self.presenter.state.shelf == GAPS and not self.presenter.state.text.strip():
            self.presenter.go_to_gap(key)
        else:
            self.presenter.go(key)

    def _choose_shelf(self, key: str) -> None:
        self.search.clear()
        self.presenter.choose_shelf(key)

    def _build(self) -> None:
        left = _column(self._headed(self._head_of_shelves(), "panel"), self.shelves)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(self._head)
        head.addWidget(self._count, 1)
        head.addWidget(self.search)
        self.search.setFixedWidth(150)
        middle = _column(self._headed(head, "surface"), self._nothing, self.list)
        for panel in (self.reading, self.editor, self.history, self._blank):
            self._stack.addWidget(panel)
        columns = QSplitter(Qt.Orientation.Horizontal, self._widget)
        for place, part in enumerate((left, middle, self._stack)):
            columns.addWidget(part)
            columns.setStretchFactor(place, int(place == 2))
        columns.setHandleWidth(1)
        columns.setChildrenCollapsible(False)
        left.setMinimumWidth(140)
        middle.setMinimumWidth(260)
        self._frame.state.splitter("knowledge.columns", columns, [VIEWS, LIST_WIDTH, 800])
        row = QHBoxLayout(self._widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(columns)

    def _head_of_shelves(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 8, 0)
        title = label(self._widget, "title", QCoreApplication.translate(CONTEXT, "Knowledge"))
        self._frame.language.changed.connect(lambda: title.setText(QCoreApplication.translate(CONTEXT, "Knowledge")))
        row.addWidget(title, 1)
        row.addWidget(self._new)
        return row

    def _headed(self, row: QHBoxLayout, kind: str) -> QFrame:
        head = QFrame(self._widget)
        head.setProperty("kind", kind)
        head.setFixedHeight(COLUMN_HEAD - 1)
        head.setLayout(row)
        return head


def _column(head: QFrame, *parts: QWidget) -> QFrame:
    made = QFrame()
    made.setProperty("kind", head.property("kind"))
    line = QFrame(made)
    line.setProperty("kind", "hair")
    line.setFixedHeight(1)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    for part in (head, line, *parts[:-1]):
        column.addWidget(part)
    column.addWidget(parts[-1], 1)
    return made
