"""What a person's hands do on the page beside questions: fields, files, menus, rows of the inspector.

Promise: a file is only ever saved where the person says, never opened.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QFileDialog

from console.models.kinds import Visibility
from console.services.attachments import clean_name
from console.services.tickets.views import View
from console.services.tickets.whole import AttachmentRow
from console.views.choices import Choice
from console.views.pages import Frame
from console.views.queue.asking import Asking
from console.views.queue.display import Display
from console.views.queue.presenter import QueuePresenter
from console.views.queue.properties import Property, Row


class Hands(QObject):
    """Carries them out."""

    def __init__(self, frame: Frame, presenter: QueuePresenter, display: Display, asking: Asking) -> None:
        super().__init__(display)
        self._frame = frame
        self._presenter = presenter
        self._display = display
        self._asking = asking

    def search(self) -> None:
        """The keyboard goes to the search field."""
        field = self._display.head.search
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def write(self, mode: Visibility) -> None:
        """Write a public reply or an internal note."""
        self._presenter.writing.choose(mode)
        self._display.composer.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def switch(self) -> None:
        """From reply to note, or back."""
        is_public = self._presenter.writing.state.mode is Visibility.PUBLIC
        self.write(Visibility.INTERNAL if is_public else Visibility.PUBLIC)

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
        """Ask where to keep a copy of a file; it is never opened."""
        dialog = QFileDialog(self._display.host, self.tr("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(clean_name(file.name))
        blobs, courier = self._frame.blobs, self._frame.courier
        dialog.fileSelected.connect(lambda name: courier.keep(partial(blobs.copy_to, file.sha256, Path(name))))
        dialog.open()

    def inspect(self, row: Row) -> None:
        """Change or open what a row of the inspector shows."""
        whole = self._presenter.ticket.state.shown
        if whole is None:
            return
        if row.property is Property.FILE:
            self.save_file(next(file for file in whole.attachments if file.id == row.key))
        elif row.property is Property.LINK:
            self._presenter.listing.go_to_ticket(next(link.ticket for link in whole.links if link.id == row.key))
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
                lambda _: self._presenter.ticket.unlink(link),
            )

    def _questions(self) -> dict[Property, Callable[[], object]]:
        asking = self._asking
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
            Property.ADD_FILE: partial(self.choose_files, self._presenter.ticket.attach),
        }
