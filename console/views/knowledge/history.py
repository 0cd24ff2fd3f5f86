"""The versions of an article: who wrote which when, and what each says otherwise than the one before.

Promise: what was taken out and what came in differ by sign, edge and ground together; all of it is plain text.
"""

from __future__ import annotations

from datetime import date
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from console.models.differences import Fate, Line
from console.models.kinds import Locale
from console.services.knowledge.queries import WholeArticle
from console.views.entry_list import TWO_LINES, Entry, EntryList
from console.views.knowledge.parts import Reader, stacked
from console.views.knowledge.state import State
from console.views.theme import Look
from console.views.times import exact

_SIGNS = {Fate.KEPT: "\u2007", Fate.ADDED: "+", Fate.TAKEN_OUT: "\u2212"}


class HistoryPanel(QFrame):
    """Versions at the left, the change at the right."""

    chosen = Signal(str)
    """The id of a version."""
    wanted = Signal(str)
    """The id of an action."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._lines: tuple[Line, ...] = ()
        self.setProperty("kind", "surface")
        self.list = EntryList(look, "panel", TWO_LINES, self)
        self.list.setFixedWidth(280)
        self.change = Reader(look, self)
        self.back, self.restore = QPushButton(self), QPushButton(self)
        self.back.clicked.connect(lambda: self.wanted.emit("article.leave"))
        self.restore.clicked.connect(lambda: self.wanted.emit("article.restore"))
        self.list.chosen.connect(self.chosen)
        self._build()

    def show_history(self, state: State, locale: Locale, today: date) -> None:
        """Show the versions and the chosen change."""
        whole = state.whole
        if whole is None:
            return
        self.list.show_entries(
            [self._entry(whole, place, locale, today) for place in range(len(whole.versions))], state.chosen
        )
        self.restore.setEnabled(state.chosen not in (None, whole.version))
        if state.comparison is not None:
            self._lines = state.comparison.lines
            self.dress()

    def retranslate(self, back: str, restore: str) -> None:
        """Take the words of the present language."""
        self.back.setText(back)
        self.restore.setText(restore)
        self.list.setAccessibleName(self.tr("Versions"))
        self.change.setAccessibleName(self.tr("Changes of this version"))

    def dress(self) -> None:
        """Take the look in use."""
        theme = self._look.theme
        grounds = {Fate.ADDED: theme.sla["ok"].tint.name(), Fate.TAKEN_OUT: theme.sla["breach"].tint.name()}
        rows = "".join(
            f'<tr><td style="color:{theme.text.tertiary.name()}">{_SIGNS[line.fate]}</td>'
            f'<td style="background-color:{grounds.get(line.fate, theme.bg.surface.name())}">{_marked(line)}</td></tr>'
            for line in self._lines
        )
        self.change.dress()
        self.change.show_html(f'<table width="100%" cellspacing="0">{rows}</table>')

    def _entry(self, whole: WholeArticle, place: int, locale: Locale, today: date) -> Entry:
        version = whole.versions[place]
        marks = [
            self.tr("newest") if version.is_newest else "",
            self.tr("readers see it") if version.is_published else "",
        ]
        below = " · ".join(filter(None, (exact(version.created, today, locale), version.author, *marks)))
        return Entry(version.id, version.title, below)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(24, 8, 24, 8)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.restore)
        row.addStretch(1)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.list)
        inner = QVBoxLayout()
        inner.setContentsMargins(24, 12, 24, 12)
        inner.addWidget(self.change)
        body.addLayout(inner, 1)
        head = QFrame(self)
        head.setLayout(row)
        stacked(self, head, body)
        self.setFocusProxy(self.list)
        self.change.setFocusPolicy(Qt.FocusPolicy.ClickFocus)


def _marked(line: Line) -> str:
    """The line escaped, the words that changed in it underlined."""
    made, at = "", 0
    for span in line.marks:
        made += escape(line.text[at : span.start])
        made += f"<u>{escape(line.text[span.start : span.start + span.length])}</u>"
        at = span.start + span.length
    return made + escape(line.text[at:]) or "&nbsp;"
