"""The ticket below the table: opened, kept present, changed.

Promise: a change says what its author saw, so it is refused when a colleague was faster; what was done is told with the
command that takes it back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from console.models.kinds import Channel, Impact, LinkKind, Outcome, Priority, Refused, Status, TicketType, Urgency
from console.services.bus import Changed
from console.services.desk import Done
from console.services.people import PersonRow, TeamRow
from console.services.tickets import commands
from console.services.tickets.commands import Command, NewRequester
from console.services.tickets.whole import MESSAGES_SHOWN, LinkRow, OpenTicket, Whole
from console.views.queue.carrier import Carrier, Later
from console.views.queue.state import Said, TicketState, Told

if TYPE_CHECKING:
    from console.models.triage import PrioritySuggestion

Tell = Callable[[Told, Command | None], None]
"""Says what was done, with the command that takes it back."""
SETTLE_MS = 90
"""Rows run through faster than this are not opened on the way."""


class Opened:
    """The ticket part of the presenter."""

    def __init__(
        self,
        carrier: Carrier,
        later: Later,
        changed: Callable[[], None],
        tell: Tell,
        about_to_act: Callable[[str], None],
    ) -> None:
        self._carrier = carrier
        self._later = later
        self._changed = changed
        self._tell = tell
        self._about_to_act = about_to_act
        self._messages: int | None = MESSAGES_SHOWN
        self._chosen = 0
        self._settling = False
        self.state = TicketState()

    def show(self, ticket: str | None) -> None:
        """Open another ticket, or none."""
        if ticket == self.state.ticket:
            return
        self._messages = MESSAGES_SHOWN
        self._chosen += 1
        self._be(replace(self.state, ticket=ticket, refused=None, suggestion=None))
        if self._settling or ticket is None:
            return
        self._settling = True
        self._read()
        self._later(SETTLE_MS, partial(self._settle, self._chosen))

    def show_earlier(self) -> None:
        """Read the whole conversation."""
        self._messages = None
        self._read()

    def take(self, event: Changed) -> None:
        """Read again what was changed."""
        if event.everything or event.people or self.state.ticket in event.tickets:
            self._read()

    def assign(self, person: PersonRow | None) -> None:
        """Give it to somebody, or to nobody."""
        whole = self.state.shown
        if whole is not None:
            before = whole.assignee.id if whole.assignee else None
            said = Told(Said.UNASSIGNED if person is None else Said.ASSIGNED, value=person.name if person else None)
            self._do(whole, commands.Assign(whole.id, person.id if person else None, before, checked=True), said)

    def set_status(self, target: Status, reason: str = "", outcome: Outcome | None = None) -> None:
        """Move it along SPEC 3.3."""
        whole = self.state.shown
        if whole is not None:
            command = commands.SetStatus(whole.id, target, reason, outcome, whole.status)
            self._do(whole, command, Told(Said.STATUS, value=target))

    def set_priority(self, priority: Priority) -> None:
        """Rule its priority."""
        whole = self.state.shown
        if whole is not None:
            command = commands.SetPriority(whole.id, priority, whole.priority)
            self._do(whole, command, Told(Said.PRIORITY, value=priority))

    def set_type(self, kind: TicketType | None) -> None:
        """Say what it is about."""
        whole = self.state.shown
        if whole is not None:
            command = commands.SetType(whole.id, kind, whole.type, checked=True)
            self._do(whole, command, Told(Said.TYPE, value=kind))

    def set_impact(self, impact: Impact | None, urgency: Urgency | None) -> None:
        """Give impact and urgency."""
        whole = self.state.shown
        if whole is not None:
            self._do(whole, commands.SetImpact(whole.id, impact, urgency), Told(Said.IMPACT))

    def transfer(self, team: TeamRow) -> None:
        """Hand it to another team."""
        whole = self.state.shown
        if whole is not None:
            command = commands.Transfer(whole.id, team.id, expect=whole.team_id)
            self._do(whole, command, Told(Said.TEAM, value=team.name))

    def set_title(self, title: str) -> None:
        """Rename it."""
        whole = self.state.shown
        if whole is not None and title != whole.title:
            self._do(whole, commands.SetTitle(whole.id, title), Told(Said.TITLE))

    def set_tags(self, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> None:
        """Put tags on and take tags off."""
        whole = self.state.shown
        if whole is not None:
            self._do(whole, commands.SetTags(whole.id, add, remove), Told(Said.TAGS))

    def set_requester(self, requester: PersonRow | NewRequester) -> None:
        """Say who asks."""
        whole = self.state.shown
        if whole is not None:
            wanted = requester.id if isinstance(requester, PersonRow) else requester
            self._do(whole, commands.SetRequester(whole.id, wanted), Told(Said.REQUESTER, value=requester.name))

    def link(self, other: str, kind: LinkKind) -> None:
        """Relate it to another ticket."""
        whole = self.state.shown
        if whole is not None:
            self._do(whole, commands.LinkTickets(whole.id, other, kind), Told(Said.LINKED))

    def unlink(self, link: LinkRow) -> None:
        """Take a relation away."""
        whole = self.state.shown
        if whole is not None:
            self._do(whole, commands.UnlinkTickets(whole.id, link.id), Told(Said.UNLINKED))

    def attach(self, files: tuple[Path, ...]) -> None:
        """Put files on it."""
        whole = self.state.shown
        if whole is not None and files:
            self._do(whole, commands.Attach(whole.id, files), Told(Said.ATTACHED))

    def record(self, channel: Channel, text: str) -> None:
        """Write down what the requester said (SPEC 3.4)."""
        whole = self.state.shown
        if whole is not None:
            self._do(whole, commands.RecordMessage(whole.id, text, channel), Told(Said.RECORDED))

    def _do(self, whole: Whole, command: Command, told: Told) -> None:
        self._about_to_act(whole.id)
        number = "" if whole.number is None else str(whole.number)

        def done(what: Done) -> None:
            if what.changed.tickets:
                self._tell(replace(told, number=number), what.undo)

        self._carrier.do(command, done)

    def _settle(self, chosen: int) -> None:
        self._settling = False
        if chosen != self._chosen and self.state.ticket is not None:
            self._settling = True
            self._read()
            self._later(SETTLE_MS, partial(self._settle, self._chosen))

    def _read(self) -> None:
        if self.state.ticket is not None:
            query = OpenTicket(self.state.ticket, self._messages)
            self._carrier.ask(query, self._take_whole, refused=self._fail, latest="ticket")

    def _take_whole(self, whole: Whole) -> None:
        if whole.id != self.state.ticket or (whole == self.state.whole and self.state.refused is None):
            return
        self._be(replace(self.state, whole=whole, refused=None))
        self._carrier.keep(lambda: _suggested(whole), lambda found: self._take_suggestion(whole, found))

    def _take_suggestion(self, whole: Whole, found: PrioritySuggestion) -> None:
        if self.state.whole is whole and found != self.state.suggestion:
            self._be(replace(self.state, suggestion=found))

    def _fail(self, error: Refused) -> None:
        self._be(replace(self.state, refused=error))

    def _be(self, state: TicketState) -> None:
        self.state = state
        self._changed()


def _suggested(whole: Whole) -> PrioritySuggestion:
    from console.models.triage import suggest_priority  # its cues cost start-up

    return suggest_priority(whole.type, f"{whole.title}\n{whole.description}", whole.impact, whole.urgency)
