"""The panel of messages: what was told and how far it has come, and the next message being written.

Promise: widgets tell what a person did, the presenter decides, `_show` shows; Ctrl+Enter asks once, with the names of
those who get it, and sends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Locale
from console.models.message_kinds import DeliveryState, MessageKind
from console.services.bus import Changed
from console.services.communications import DeliveryRow, Listeners, MessageRow, in_language
from console.views.actions import Action, Scope, of_rows
from console.views.choices import Choice
from console.views.entry_list import ONE_LINE, Entry, EntryList
from console.views.incidents.message_presenter import MessageAround, MessagePresenter
from console.views.incidents.message_state import MessageState
from console.views.incidents.panel import SidePanel
from console.views.labels import label
from console.views.pages import Frame
from console.views.plain_field import PlainField
from console.views.theme import COLUMN_HEAD
from console.views.times import brief
from console.views.translation import QT_TRANSLATE_NOOP

ACTIONS = (
    ("message.write", QT_TRANSLATE_NOOP("Actions", "Write the next message"), "I", "pencil", Scope.PAGE),
    ("message.who", QT_TRANSLATE_NOOP("Actions", "Who hears of it…"), "Z", "users", Scope.PAGE),
    ("message.groups", QT_TRANSLATE_NOOP("Actions", "Choose the groups that hear of it…"), "", "users", Scope.PAGE),
    ("message.kind", QT_TRANSLATE_NOOP("Actions", "Say what the message is for…"), "", "flag", Scope.PAGE),
    ("message.language", QT_TRANSLATE_NOOP("Actions", "Message in the other language"), "", "globe", Scope.PAGE),
    ("message.public", QT_TRANSLATE_NOOP("Actions", "On the status page, or not"), "", "eye", Scope.PAGE),
    ("message.again", QT_TRANSLATE_NOOP("Actions", "Draft the message anew"), "", "undo", Scope.PAGE),
    ("message.send", QT_TRANSLATE_NOOP("Actions", "Send the message"), "", "send", Scope.PAGE),
)
LEAST, MOST_SENT, MOST_TOLD = 72, 4, 3
SEND = "send"
"""The key of the row that sends."""
SIGNS = {
    DeliveryState.FAILED: ("step-fail", "breach"),
    DeliveryState.UNSURE: ("step-ask", "warn"),
    DeliveryState.PENDING: ("step-run", "ok"),
    DeliveryState.SENT: ("step-pass", "met"),
}


class Words(PlainField):
    """The words of a message; Ctrl+Enter sends, Ctrl+L turns to the other language, Esc leaves."""

    sent, turned, left = Signal(), Signal(), Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: those keys."""
        if (told := _told_by(self, event)) is not None:
            told.emit()
        else:
            super().keyPressEvent(event)


class SubjectField(QLineEdit):
    """The subject, with the keys of the words; Enter goes on to them."""

    sent, turned, left, entered = Signal(), Signal(), Signal(), Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: those keys."""
        if (told := _told_by(self, event)) is not None:
            told.emit()
        elif event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _told_by(field: Words | SubjectField, event: QKeyEvent) -> SignalInstance | None:
    """What a key means in both fields."""
    if event.key() == Qt.Key.Key_Escape:
        return field.left
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    if event.key() in _ENTER:
        return field.sent
    return field.turned if event.key() == Qt.Key.Key_L else None


class MessagesPanel(SidePanel):
    """The panel."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(frame, parent)
        self._revision = -1
        self._showing = False
        self._title, self._said = label(self, "title"), label(self, "small")
        self.list = EntryList(frame.look, "surface", ONE_LINE, self)
        self._detail = label(self, "small", wraps=True)
        self.kind, self.public = QPushButton(self), QPushButton(self)
        self.tongues = {locale: QPushButton(self) for locale in (Locale.EN, Locale.ZH)}
        self.subject, self.body = SubjectField(self), Words(self)
        self._from, self._refusal = label(self, "small"), label(self, "warn", wraps=True)
        self.people, self.send = QPushButton(self), QPushButton(self)
        self.presenter = MessagePresenter(
            MessageAround(
                *(frame.courier, frame.me, frame.clock.now, frame.state, self._show),
                sent=self._tell_sent,
                fail=frame.courier.refused.emit,
            )
        )
        self._build()
        self._connect()
        self.retranslate()

    @property
    def keyboard(self) -> QWidget:
        """What was sent."""
        return self.list

    def title(self) -> str:
        """Its name."""
        return self.tr("Messages")

    def open(self, incident: str | None) -> None:
        """Another incident is open, or none."""
        self.presenter.open(incident)

    def take(self, event: Changed) -> None:
        """Something was committed, here or elsewhere."""
        self.presenter.take(event)

    def own_actions(self) -> tuple[Action, ...]:
        """What a person can do here."""
        runs = {
            "message.write": self.begin,
            "message.who": lambda: self._ask_send(with_send=False),
            "message.groups": self._ask_groups,
            "message.kind": self._ask_kind,
            "message.language": self.presenter.turn_language,
            "message.public": self.presenter.turn_public,
            "message.again": self.presenter.again,
            "message.send": self._ask_send,
        }
        return of_rows(ACTIONS, runs, self._hindrance)

    def begin(self) -> None:
        """Take the keyboard to the words."""
        self.wanted.emit("incident.side.messages")
        self.body.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def retranslate(self) -> None:
        """Take the words of the present language and the look in use."""
        self._title.setText(self.tr("Messages"))
        self.list.setAccessibleName(self.tr("Messages that were sent"))
        self.subject.setAccessibleName(self.tr("Subject"))
        self.subject.setPlaceholderText(self.tr("Subject"))
        self.body.setAccessibleName(self.tr("Message"))
        self.body.setPlaceholderText(self.tr("Nothing is said in this language."))
        self.tongues[Locale.EN].setText("EN")
        self.tongues[Locale.ZH].setText("中文")
        for button in self.tongues.values():
            button.setToolTip(self.tr("The other language (Ctrl L)"))
        self.public.setText(self.tr("Status page"))
        self.public.setToolTip(self.tr("Whether the status page shows it"))
        self._show(self.presenter.state)

    def _hindrance(self, key: str) -> str:
        def say(text: str) -> str:
            return QCoreApplication.translate("Actions", text)

        state = self.presenter.state
        if state.found is None:
            return say(QT_TRANSLATE_NOOP("Actions", "no incident is open"))
        if key == "message.send" and self.presenter.hindrance() is not None:
            return say(QT_TRANSLATE_NOOP("Actions", "subject, words and groups are needed"))
        if key == "message.again" and not state.changed:
            return say(QT_TRANSLATE_NOOP("Actions", "nothing was changed in it"))
        return ""

    def _show(self, state: MessageState) -> None:
        locale, written, found = self.frame.language.locale, state.written, state.found
        self._showing = True
        rows = found.rows if found else ()
        self._said.setText(self.tr("{n} sent").format(n=len(rows)) if rows else self.tr("nothing was told yet"))
        self.list.show_entries([self._entry(row, locale) for row in rows], state.chosen)
        self.list.setFixedHeight(ONE_LINE * max(1, min(len(rows), MOST_SENT)))
        missing = list(self._undelivered(state.deliveries, locale)) if state.chosen else []
        lines = missing[:MOST_TOLD]
        if len(missing) > MOST_TOLD:
            lines.append(self.tr("and {n} more").format(n=len(missing) - MOST_TOLD))
        self._detail.setText("\n".join(lines))
        self._detail.setVisible(bool(lines))
        self.kind.setText(self._called(state, locale))
        for language, button in self.tongues.items():
            button.setChecked(language is state.language)
        if state.revision != self._revision:
            self._revision = state.revision
            self.subject.setText(written.said(written.subject, state.language))
            self.subject.setCursorPosition(0)
            self.body.setPlainText(written.said(written.body, state.language))
        self.public.setChecked(written.public)
        self._show_foot(state, locale)
        self._showing = False

    def _show_foot(self, state: MessageState, locale: Locale) -> None:
        today = self.frame.clock.now().astimezone().date()
        draft = state.found.draft if state.found else None
        since = brief(draft.since, today, locale) if draft else ""
        gained = self.tr("{n} entries since {when}").format(n=draft.entries, when=since) if draft else ""
        self._from.setText(self.tr("changed here · {gained}").format(gained=gained) if state.changed else gained)
        heard = state.listeners
        count = len(heard.people.recipients) + len(heard.rooms) if heard else 0
        self.people.setText(self.tr("{n} hear of it").format(n=count))
        self.send.setText(self.tr("Send {what}  Ctrl+Enter").format(what=self._called(state, locale)))
        self.send.setEnabled(state.found is not None and not state.sending and self.presenter.hindrance() is None)
        self._refusal.setText(self._warning(heard))
        self._refusal.setVisible(bool(self._refusal.text()))

    def _warning(self, heard: Listeners | None) -> str:
        if heard is None:
            return ""
        if heard.people.recipients and not heard.has_mail:
            return self.tr("No mail is set up: people get it once an admin has, on the page of rules.")
        missed = len(heard.people.unreached)
        return self.tr("{n} are not reached; Z says why.").format(n=missed) if missed else ""

    def _called(self, state: MessageState, locale: Locale) -> str:
        kind, draft = state.written.kind, state.found.draft if state.found else None
        number = f" {draft.number}" if draft and draft.number and kind is draft.kind else ""
        return words.word(kind, locale) + number

    def _entry(self, row: MessageRow, locale: Locale) -> Entry:
        today = self.frame.clock.now().astimezone().date()
        total, sent = sum(row.counts.values()), row.counts.get(DeliveryState.SENT, 0)
        state = next((one for one in SIGNS if row.counts.get(one)), DeliveryState.PENDING)
        parts = [self.tr("{sent} of {total}").format(sent=sent, total=total)] if total else [self.tr("on its way")]
        wrong = [one for one in (DeliveryState.FAILED, DeliveryState.UNSURE) if row.counts.get(one)]
        parts += [f"{words.word(one, locale)} {row.counts[one]}" for one in wrong]
        icon, meaning = SIGNS[state]
        text = (
            f"{brief(row.sent_at, today, locale)}  {words.word(row.kind, locale)}  {in_language(row.subject, locale)}"
        )
        return Entry(row.id, text, note=" · ".join(parts), icon=icon, meaning=meaning)

    def _undelivered(self, rows: Sequence[DeliveryRow], locale: Locale) -> Iterator[str]:
        for row in rows:
            if row.state is not DeliveryState.SENT:
                why = f": {words.outcome(row.trouble, locale)}" if row.trouble else ""
                yield f"{words.word(row.state, locale)} · {row.name} {row.address}{why}"

    def _ask_send(self, *, with_send: bool = True) -> None:
        """Show who gets it; the first row sends."""
        state, locale = self.presenter.state, self.frame.language.locale
        heard = state.listeners
        if state.found is None or heard is None or (with_send and self.presenter.hindrance() is not None):
            return
        count = len(heard.people.recipients) + len(heard.rooms)
        choices = [Choice(SEND, self.tr("Send it now"), icon="send")] if with_send else []
        choices += [
            Choice("", gap.name or gap.group, note=f"{gap.group} · {words.word(gap.gap, locale)}", icon="alert")
            for gap in heard.people.unreached
        ]
        choices += [Choice("", name, icon="chat") for name in heard.rooms]
        choices += [
            Choice("", one.name, note=f"{one.address} · {', '.join(one.groups)}", icon="user")
            for one in heard.people.recipients
        ]
        title = self.tr("{what}: {n} get it").format(what=self._called(state, locale), n=count)
        self.frame.choosers.choose(title, choices, self._answered)

    def _answered(self, choice: Choice) -> None:
        if choice.key == SEND:
            self.presenter.send()

    def _ask_groups(self) -> None:
        """One more group hears of it, or one fewer."""
        state = self.presenter.state
        held = state.written.groups
        choices = (
            [Choice(name, name, icon="users", checked=name in held) for name in state.found.groups]
            if state.found
            else []
        )

        def turn(choice: Choice) -> None:
            rest = tuple(name for name in held if name != choice.key)
            self.presenter.set_groups(rest if choice.key in held else (*held, choice.key))

        self.frame.choosers.choose(self.tr("Groups that hear of it"), choices, turn)

    def _ask_kind(self) -> None:
        held, locale = self.presenter.state.written.kind, self.frame.language.locale
        choices = [Choice(kind, words.word(kind, locale), checked=kind is held) for kind in MessageKind]
        then = self.presenter.set_kind
        self.frame.choosers.choose(self.tr("What the message is for"), choices, lambda one: then(MessageKind(one.key)))

    def _tell_sent(self, kind: MessageKind) -> None:
        said = self.tr("“{what}” is on its way.").format(what=words.word(kind, self.frame.language.locale))
        self.frame.notices.done(said, ())

    def _typed(self) -> None:
        if not self._showing:
            self.presenter.write(body=self.body.toPlainText())

    def _leave(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        presenter = self.presenter
        self.list.chosen.connect(presenter.choose)
        self.subject.textEdited.connect(lambda text: presenter.write(subject=text))
        self.body.textChanged.connect(self._typed)
        self.subject.entered.connect(lambda: self.body.setFocus(Qt.FocusReason.OtherFocusReason))
        for field in (self.subject, self.body):
            field.sent.connect(lambda: self.wanted.emit("message.send"))
            field.turned.connect(presenter.turn_language)
            field.left.connect(self._leave)
        for language, button in self.tongues.items():
            button.clicked.connect(lambda *_, language=language: presenter.speak(language))
        for pressed, key in (
            (self.kind, "message.kind"),
            (self.public, "message.public"),
            (self.people, "message.groups"),
            (self.send, "message.send"),
        ):
            pressed.clicked.connect(lambda *_, key=key: self.wanted.emit(key))

    def _build(self) -> None:
        self.send.setProperty("kind", "primary")
        for chip in (self.kind, self.public, *self.tongues.values()):
            chip.setProperty("kind", "option")
        for chip in (self.public, *self.tongues.values()):
            chip.setCheckable(True)
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(LEAST)
        self._detail.setContentsMargins(16, 2, 16, 6)
        top = QFrame(self)
        top.setFixedHeight(COLUMN_HEAD)
        top.setLayout(_row(self._title, self._said, stretch=1))
        kinds = _row(self.kind, self.public, *self.tongues.values())
        kinds.insertStretch(2, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(6)
        for part in (top, self.list, self._detail):
            column.addWidget(part)
        column.addLayout(kinds)
        column.addLayout(_row(self.subject, stretch=0))
        column.addLayout(_row(self.body, stretch=0), 1)
        for told in (self._refusal, self._from):
            column.addLayout(_row(told, stretch=0))
        column.addLayout(_row(self.people, self.send, stretch=1))


def _row(*parts: QWidget, stretch: int = -1) -> QHBoxLayout:
    """Parts beside one another; the one at `stretch` takes what room there is."""
    row = QHBoxLayout()
    row.setContentsMargins(16, 0, 12, 0)
    row.setSpacing(6)
    for place, part in enumerate(parts):
        row.addWidget(part, int(place == stretch))
    return row
