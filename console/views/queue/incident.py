"""The incident a ticket stands under: put there by a question, gone to by a key.

Promise: incidents that last are offered, the gravest first; a restricted one is not among them.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.models.incident_workflow import ENDS
from console.models.kinds import Severity, local_mark
from console.services.incidents.queries import IncidentRow, Incidents
from console.services.incidents.work_commands import LinkToIncident, UnlinkFromIncident
from console.views.choices import Choice
from console.views.pages import Frame, Place, PlaceKind
from console.views.queue.presenter import QueuePresenter
from console.words import word


class TicketIncident(QObject):
    """Asks about the incident of the open ticket."""

    def __init__(self, frame: Frame, presenter: QueuePresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._presenter = presenter

    def ask(self) -> None:
        """Which incident caused it; the one that is ticked is taken away again."""
        whole = self._presenter.ticket.state.shown
        if whole is None:
            return
        linked, locale = {one.id for one in whole.incidents}, self._frame.language.locale

        def offer(rows: tuple[IncidentRow, ...]) -> None:
            lasting = [one for one in rows if one.id in linked or (one.status not in ENDS and not one.restricted)]
            lasting.sort(key=lambda one: tuple(Severity).index(one.severity))
            choices = [
                Choice(
                    *(
                        one.id,
                        f"{_mark(one)} {one.title}",
                        f"{word(one.severity, locale)} · {word(one.status, locale)}",
                    ),
                    icon="warroom",
                    checked=one.id in linked,
                )
                for one in lasting
            ]
            if choices:
                title = self.tr("Under which incident?")
                self._frame.choosers.choose(title, choices, lambda one: self._turn(whole.id, one.key, linked))
            else:
                self._frame.notices.hint(self.tr("No incident lasts."))

        self._frame.courier.ask(Incidents(), offer, latest="asking")

    def open(self) -> None:
        """Go to it in the war-room."""
        whole = self._presenter.ticket.state.shown
        if whole is not None and whole.incidents:
            self._frame.go(Place(PlaceKind.INCIDENT, whole.incidents[0].id))
        else:
            self._frame.notices.hint(self.tr("The ticket stands under no incident. Shift L puts it there."))

    def _turn(self, ticket: str, incident: str, linked: set[str]) -> None:
        tell = self._frame.notices.done
        if incident in linked:
            said = self.tr("The ticket is taken off the incident; its clock goes on.")
            command = UnlinkFromIncident(incident, (ticket,))
            self._frame.courier.do(command, lambda done: tell(said, (done.undo,) if done.undo else ()))
        else:
            said = self.tr("The ticket stands under the incident; its clock waits for it.")
            link = LinkToIncident(incident, (ticket,))
            self._frame.courier.do(link, lambda done: tell(said, (done.undo,) if done.undo else ()))


def _mark(incident: IncidentRow) -> str:
    return local_mark(incident.id) if incident.number is None else f"INC-{incident.number}"
