"""The archive: closed tickets that lie at the hub alone, found by words, read, and opened again by a lead.

Promise: nothing here can be changed but by opening it again; why the hub cannot be asked is said, with what was typed
kept; the ticket is shown in the list once it has come back.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Refused
from console.models.workflow import REOPENS_CLOSED
from console.services.bus import Changed
from console.services.tickets.queries import Hit
from console.services.tickets.whole import OpenTicket, Whole
from console.views.choice_list import ChoiceList
from console.views.choices import Choice
from console.views.chooser import hair
from console.views.labels import label
from console.views.overlay import Overlay
from console.views.pages import Frame
from console.views.queue.conversation import Conversation
from console.views.queue.manner import Manner
from console.views.queue.talk import items
from console.views.queue.ticket_head import TicketHead

WIDTH, READING = 760, 300
"""Pixels of the frame, and of the conversation in it."""
PAUSE_MS = 300
"""After the last letter typed, before the hub is asked."""


class ArchivePanel(Overlay):
    """A field, what was found, and the ticket one reads."""

    file_wanted = Signal(object)
    """An `AttachmentRow` is to be saved."""

    def __init__(self, host: QWidget, frame: Frame, text: str, go: Callable[[str], None]) -> None:
        """`text` is searched at once; `go` shows a ticket that came back, by its id."""
        super().__init__(host, WIDTH, "")
        self._frame = frame
        self._go = go
        self._asked = 0
        self._hits: tuple[Hit, ...] = ()
        self._whole: Whole | None = None
        self._awaited = ""
        self.first = QLineEdit(text, self)
        self.first.setProperty("kind", "bare")
        self.list = ChoiceList(frame.look, self.first, self)
        self.note = label(self, "tertiary")
        self.note.setWordWrap(True)
        self.again = QPushButton(self)
        self.reading = QWidget(self)
        self.head = TicketHead(frame.look, self.reading)
        self.conversation = Conversation(frame.look, self.reading)
        self.conversation.setMinimumHeight(READING)
        self.reason = QLineEdit(self.reading)
        self.reopen = QPushButton(self.reading)
        self.reopen.setProperty("kind", "primary")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._build()
        self._connect()
        self._speak()
        self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc leaves the ticket first, then the archive."""
        if event.key() == Qt.Key.Key_Escape and self._whole is not None:
            self._leave()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        field = QHBoxLayout()
        field.setContentsMargins(16, 6, 16, 6)
        field.addWidget(self.first)
        again = QHBoxLayout()
        again.setContentsMargins(16, 8, 16, 4)
        again.setSpacing(8)
        again.addWidget(self.reason, 1)
        again.addWidget(self.reopen)
        inside = QVBoxLayout(self.reading)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.head)
        inside.addWidget(self.conversation, 1)
        inside.addWidget(hair(self.reading))
        inside.addLayout(again)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 6)
        column.setSpacing(0)
        column.addLayout(field)
        column.addWidget(hair(self))
        column.addWidget(self.list)
        column.addWidget(self.reading)
        said = QHBoxLayout()
        said.setContentsMargins(16, 8, 16, 8)
        said.addWidget(self.note, 1)
        said.addWidget(self.again)
        column.addLayout(said)
        self.reading.hide()

    def _connect(self) -> None:
        self.first.textEdited.connect(self._typed)
        self.again.clicked.connect(self._search)
        self._pause.timeout.connect(self._search)
        self.list.picked.connect(self._open)
        self.conversation.left.connect(self._leave)
        self.conversation.file_wanted.connect(self.file_wanted)
        self.reason.returnPressed.connect(self._reopen)
        self.reopen.clicked.connect(self._reopen)
        self._frame.courier.changed.connect(self._came)

    def _speak(self) -> None:
        name = self.tr("Search the archive: words, or a number")
        self.setAccessibleName(self.tr("Archive"))
        for part in (self.first, self.list):
            part.setAccessibleName(name)
        self.first.setPlaceholderText(name)
        self.conversation.retranslate()
        may = bool(REOPENS_CLOSED & self._frame.me.roles)
        why = self.tr("Why it is opened again, kept in the history")
        self.reason.setPlaceholderText(why if may else self.tr("A lead or an admin can open it again."))
        self.reason.setAccessibleName(self.reason.placeholderText())
        self.reopen.setText(self.tr("Reopen"))
        self.again.setText(self.tr("Try again"))
        self.reason.setEnabled(may)
        self.reopen.setEnabled(may)

    def _typed(self) -> None:
        self._asked += 1
        self._leave()
        self._show_hits(())
        self._pause.start()

    def _search(self) -> None:
        self._pause.stop()
        self._asked += 1
        text, at_hub = self.first.text().strip(), self._frame.at_hub
        if not text:
            self._show_hits(())
            return
        self._say(self.tr("Asking the hub…"))
        found, failed = partial(self._found, self._asked), partial(self._failed, self._asked)
        self._frame.courier.aside(lambda: at_hub().search_archives(text), found, failed)

    def _found(self, asked: int, hits: tuple[Hit, ...]) -> None:
        if asked == self._asked:
            self._leave()
            self._show_hits(hits)

    def _failed(self, asked: int, error: Refused) -> None:
        if asked == self._asked:
            said = self.tr("The archive lies at the hub alone. {sentence}")
            sentence = words.refusal(error, self._frame.language.locale)
            self._say(said.format(sentence=sentence) if self._whole is None else sentence)
            self.again.setVisible(self._whole is None)
            self.place()

    def _show_hits(self, hits: tuple[Hit, ...]) -> None:
        self._hits = hits
        self.list.show_choices([Choice(hit.id, f"{hit.number or ''} {hit.title}".strip(), icon="db") for hit in hits])
        self.list.setVisible(bool(hits))
        text = self.first.text().strip()
        if hits:
            self._say(self.tr("%n archived tickets, newest first. Enter reads one.", "", len(hits)))
        elif text:
            self._say(self.tr("No archived ticket of your teams contains “{text}”.").format(text=text))
        else:
            self._say(self.tr("Tickets closed long ago lie here. Type a word or a number."))

    def _open(self, choice: Choice) -> None:
        self._asked += 1
        self._say(self.tr("Asking the hub…"))
        at_hub = self._frame.at_hub
        opened, failed = partial(self._opened, self._asked), partial(self._failed, self._asked)
        self._frame.courier.aside(lambda: at_hub().open_archived(choice.key), opened, failed)

    def _opened(self, asked: int, whole: Whole) -> None:
        if asked != self._asked:
            return
        self._whole = whole
        frame = self._frame
        manner = Manner(frame.look, frame.language.locale, frame.clock.now().astimezone().date())
        self.head.show_ticket(whole, manner)
        self.conversation.show_items(whole.id, items(whole, frame.me.id), manner)
        self.list.hide()
        self.reading.show()
        self._say(self.tr("Archived: read here, changed by nobody. Esc goes back to what was found."))
        (self.reason if self.reason.isEnabled() else self.conversation).setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        """From the ticket back to what was found."""
        if self._whole is None:
            return
        self._whole = None
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reading.hide()
        self.reason.clear()
        self._show_hits(self._hits)

    def _reopen(self) -> None:
        whole, reason, at_hub = self._whole, self.reason.text().strip(), self._frame.at_hub
        if whole is None:
            return
        if not reason:
            self._say(self.tr("Write a few words first."))
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._asked += 1
        self._awaited = whole.id
        self._say(self.tr("Asking the hub…"))
        done, failed = partial(self._reopened, self._asked), partial(self._failed, self._asked)
        self._frame.courier.aside(lambda: at_hub().reopen(whole.id, reason), done, failed)

    def _reopened(self, asked: int, _: None) -> None:
        if asked == self._asked:
            self._say(self.tr("Opened again. It is on its way back…"))
            self._came(Changed(everything=True))

    def _came(self, event: Changed) -> None:
        """Show the ticket that was opened again, once it is here."""
        if self._awaited and (event.everything or self._awaited in event.tickets):
            self._frame.courier.ask(OpenTicket(self._awaited, 1), self._show_back, refused=lambda _: None)

    def _show_back(self, whole: Whole) -> None:
        if self._awaited == whole.id:
            self._awaited = ""
            self.dismiss()
            self._go(whole.id)

    def _say(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.again.hide()
        self.place()
