"""What a person does on the page once its rows are there: questions, fields, files, menus, rows of the inspector.

Promise: built at the first need; a file is only ever saved where the person says, never opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from console.models.kinds import Code, Refused, Visibility, local_mark
from console.services.attachments import clean_name
from console.services.tickets.texts import BODY_LIMIT
from console.services.tickets.views import View
from console.services.tickets.whole import AttachmentRow
from console.views.actions import Action, Scope, key_caps
from console.views.choices import Choice
from console.views.pages import Frame, Place, PlaceKind
from console.views.queue.asking import Asking
from console.views.queue.display import Display
from console.views.queue.incident import TicketIncident
from console.views.queue.narrowing import Narrowing
from console.views.queue.offers import Offers
from console.views.queue.presenter import QueuePresenter
from console.views.queue.properties import Property, Row
from console.views.queue.whom import Whom

BUTTONS = (
    ("ghost", "ticket.assign"),
    ("ghost", "ticket.status"),
    ("ghost", "ticket.priority"),
    ("", "ticket.resolve"),
)
"""What stands at the head of a ticket, from the left; the kind of button and the action."""


class Hands(QObject):
    """Carries it out."""

    def __init__(self, frame: Frame, presenter: QueuePresenter, display: Display, names: dict[str, str]) -> None:
        super().__init__(display)
        self._frame = frame
        self._presenter = presenter
        self._display = display
        self.lower = display.complete()
        whom = Whom(frame, names, self)
        self.asking = Asking(frame, presenter, whom, self)
        self.incident = TicketIncident(frame, presenter, self)
        self.narrowing = Narrowing(frame, presenter, whom, self)
        self.offers = Offers(frame, presenter, self.lower.composer, self)
        self._connect()
        self._bind()

    def name_buttons(self, actions: Mapping[str, Action]) -> None:
        """Name the buttons of the ticket's head in the present language."""
        said = (self.tr("Assign"), self.tr("Status"), self.tr("Priority"), self.tr("Resolve…"))
        caps = (key_caps(actions[key]) for _, key in BUTTONS)
        self.lower.ticket_head.say(list(zip(said, caps, strict=True)))

    def search(self) -> None:
        """The keyboard goes to the search field."""
        field = self._display.head.search
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def search_archive(self) -> None:
        """Raise the archive, with the words of the search."""
        from console.views.queue.archive import ArchivePanel

        listing = self._presenter.listing
        host = self._display.host.window()
        panel = ArchivePanel(host, self._frame, listing.state.filter.text, listing.go_to_ticket)
        panel.file_wanted.connect(self.save_file)
        panel.open(panel.first)

    def write(self, mode: Visibility) -> None:
        """Write a public reply or an internal note."""
        self._presenter.writing.choose(mode)
        self._presenter.advising.begin()
        self.lower.composer.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def switch(self) -> None:
        """From reply to note, or back."""
        is_public = self._presenter.writing.state.mode is Visibility.PUBLIC
        self.write(Visibility.INTERNAL if is_public else Visibility.PUBLIC)

    def copy(self) -> None:
        """Number and title of the open ticket to the clipboard."""
        whole = self._presenter.ticket.state.shown
        if whole is not None:
            QGuiApplication.clipboard().setText(f"{whole.number or local_mark(whole.id)} {whole.title}")
            self._frame.notices.hint(self.tr("Copied: {text}").format(text=QGuiApplication.clipboard().text()))

    def copy_why(self) -> None:
        """Why the foremost clock of the open ticket stands as it does, to the clipboard."""
        self._copy_text(self.lower.inspector.details.clocks.text())

    def _copy_text(self, text: str) -> None:
        if text:
            QGuiApplication.clipboard().setText(text)
            self._frame.notices.hint(self.tr("Copied: {text}").format(text=text.partition("\n")[0]))

    def read(self) -> None:
        """The keyboard goes to the conversation."""
        self.lower.conversation.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn(self) -> None:
        """From details to history, or back."""
        self.lower.inspector.show_tab(1 - self.lower.inspector.tab)

    def attach(self) -> None:
        """Choose files for what is being written."""
        creating = self._presenter.creating
        self.choose_files(creating.attach if creating.state.open else self._presenter.writing.attach)

    def choose_files(self, then: Callable[[tuple[Path, ...]], None], *_: object) -> None:
        """Ask for files, then hand them over."""
        dialog = QFileDialog(self._display.host, self.tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: then(tuple(map(Path, names))))
        dialog.open()

    def save_file(self, file: AttachmentRow) -> None:
        """Ask where to keep a copy of a file, fetched where it is not here; it is never opened."""
        dialog = QFileDialog(self._display.host, self.tr("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(clean_name(file.name))
        dialog.fileSelected.connect(lambda name: self._save_as(file, Path(name)))
        dialog.open()

    def _save_as(self, file: AttachmentRow, target: Path) -> None:
        def saved(_: None) -> None:
            self._frame.notices.hint(self.tr("Saved: {name}").format(name=target.name))

        at_hub = self._frame.at_hub
        self._frame.courier.aside(lambda: at_hub().save(file, target), saved, self._frame.notices.refused)

    def inspect(self, row: Row) -> None:
        """Change or open what a row of the inspector shows."""
        whole = self._presenter.ticket.state.shown
        if whole is None:
            return
        if row.property is Property.FILE:
            self.save_file(next(file for file in whole.attachments if file.id == row.key))
        elif row.property is Property.LINK:
            self._presenter.listing.go_to_ticket(next(link.ticket for link in whole.links if link.id == row.key))
        elif row.property is Property.INCIDENT:
            self._frame.go(Place(PlaceKind.INCIDENT, row.key))
        else:
            self._questions()[row.property]()

    def ticket_menu(self, place: QPoint) -> None:
        """The menu of a ticket."""
        keys = ["ticket.reply", "ticket.note", "", "ticket.assign", "ticket.take", "ticket.status", "ticket.resolve"]
        keys += ["ticket.priority", "ticket.type", "ticket.tags", "", "ticket.link", "ticket.team"]
        self._frame.actions.menu(keys, self._display.host).popup(place)

    def view_menu(self, view: View, place: QPoint) -> None:
        """The menu of a saved view."""
        if view.built_in is None:
            self._presenter.listing.open_view(view)
            self._frame.actions.menu(["list.update", "list.drop"], self._display.host).popup(place)

    def property_menu(self, row: Row, place: QPoint) -> None:
        """The menu of a row of the inspector: a link can be taken away."""
        whole = self._presenter.ticket.state.shown
        link = next((link for link in whole.links if link.id == row.key), None) if whole else None
        if row.property is Property.LINK and link is not None:
            self._frame.choosers.choose(
                self.tr("Take this link away?"),
                [Choice(link.id, self.tr("Take away"), icon="x")],
                lambda _: self._presenter.acting.unlink(link),
            )

    def _questions(self) -> dict[Property, Callable[[], object]]:
        asking = self.asking
        return {
            Property.STATUS: asking.status,
            Property.TYPE: asking.type,
            Property.PRIORITY: asking.priority,
            Property.IMPACT: asking.impact,
            Property.TEAM: asking.team,
            Property.ASSIGNEE: asking.assign,
            Property.REQUESTER: asking.requester,
            Property.TAGS: asking.tags,
            Property.ADD_LINK: asking.link,
            Property.ADD_FILE: partial(self.choose_files, self._presenter.acting.attach),
        }

    def _tell_overlong(self, field: str, length: int) -> None:
        self._frame.notices.refused(Refused(Code.TEXT_TOO_LONG, field=field, length=length, limit=BODY_LIMIT))

    def _connect(self) -> None:
        lower, presenter, asking = self.lower, self._presenter, self.asking
        writing, creating, panel = presenter.writing, presenter.creating, lower.create_panel
        to_list = self._display.focus
        for signal, slot in (
            (lower.ticket_head.rename_wanted, asking.rename),
            (lower.conversation.earlier_wanted, presenter.ticket.show_earlier),
            (lower.conversation.file_wanted, self.save_file),
            (lower.conversation.left, to_list),
            (lower.composer.mode_wanted, self.write),
            (lower.composer.typed, writing.type),
            (lower.composer.send_wanted, writing.send),
            (lower.composer.attach_wanted, partial(self.choose_files, writing.attach)),
            (lower.composer.files_came, writing.attach),
            (lower.composer.file_dropped, writing.detach),
            (lower.composer.left, to_list),
            (lower.composer.advice.wanted, self.offers.ask),
            (lower.composer.field.overlong, partial(self._tell_overlong, "message")),
            (lower.inspector.details.chosen, self.inspect),
            (lower.inspector.details.menu_wanted, self.property_menu),
            (lower.inspector.details.clocks.copy_wanted, self._copy_text),
            (panel.typed, creating.type),
            (panel.description.overlong, partial(self._tell_overlong, "description")),
            (panel.requester_wanted, asking.ask_new_requester),
            (panel.type_wanted, asking.ask_new_type),
            (panel.priority_wanted, asking.ask_new_priority),
            (panel.automatic_turned, creating.turn_automatic),
            (panel.attach_wanted, partial(self.choose_files, creating.attach)),
            (panel.files_came, creating.attach),
            (panel.file_dropped, creating.detach),
            (panel.create_wanted, creating.create),
            (panel.left, creating.close),
        ):
            signal.connect(slot)

    def _bind(self) -> None:
        actions, lower = self._frame.actions, self.lower
        actions.bind(lower.ticket, Scope.TICKET)
        actions.bind(lower.inspector, Scope.TICKET)
        actions.bind(lower.composer, Scope.TEXT)
        for kind, key in BUTTONS:
            lower.ticket_head.add_button(kind, partial(actions.run, key))
