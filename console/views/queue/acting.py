"""What is done to the open ticket.

Promise: a change says what its author saw, so it is refused when a colleague was faster; what was done is told with the
command that takes it back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from console.models.kinds import Channel, Impact, LinkKind, Outcome, Priority, Status, TicketType, Urgency
from console.models.merging import Merged, merge
from console.services.desk import Done
from console.services.people import PersonRow, TeamRow
from console.services.tickets import commands
from console.services.tickets.commands import Command, NewRequester
from console.services.tickets.whole import LinkRow, Whole
from console.views.carrier import Acts, Carrier
from console.views.queue.state import Said, Told, number_of


class Acting:
    """Turns what a person wants into commands on the ticket that is open."""

    def __init__(
        self,
        carrier: Carrier,
        shown: Callable[[], Whole | None],
        tell: Callable[[Told, Command | None], None],
        acts: Acts,
    ) -> None:
        """`tell` says what was done, with the command that takes it back."""
        self._carrier = carrier
        self._shown = shown
        self._tell = tell
        self._acts = acts

    def assign(self, person: PersonRow | None) -> None:
        """Give it to somebody, or to nobody."""
        whole = self._shown()
        if whole is not None:
            before = whole.assignee.id if whole.assignee else None
            said = Told(Said.UNASSIGNED if person is None else Said.ASSIGNED, value=person.name if person else None)
            self._do(whole, commands.Assign(whole.id, person.id if person else None, before, checked=True), said)

    def set_status(
        self, target: Status, reason: str = "", outcome: Outcome | None = None, wake: datetime | None = None
    ) -> None:
        """Move it along SPEC 3.3; a pause may end by itself at `wake`."""
        whole = self._shown()
        if whole is not None:
            command = commands.SetStatus(whole.id, target, reason, outcome, whole.status, wake)
            self._do(whole, command, Told(Said.STATUS, value=target))

    def set_priority(self, priority: Priority) -> None:
        """Rule its priority."""
        whole = self._shown()
        if whole is not None:
            command = commands.SetPriority(whole.id, priority, whole.priority)
            self._do(whole, command, Told(Said.PRIORITY, value=priority))

    def set_type(self, kind: TicketType | None) -> None:
        """Say what it is about."""
        whole = self._shown()
        if whole is not None:
            command = commands.SetType(whole.id, kind, whole.type, checked=True)
            self._do(whole, command, Told(Said.TYPE, value=kind))

    def set_impact(self, impact: Impact | None, urgency: Urgency | None) -> None:
        """Give impact and urgency."""
        whole = self._shown()
        if whole is not None:
            self._do(whole, commands.SetImpact(whole.id, impact, urgency), Told(Said.IMPACT))

    def transfer(self, team: TeamRow) -> None:
        """Hand it to another team."""
        whole = self._shown()
        if whole is not None:
            command = commands.Transfer(whole.id, team.id, expect=whole.team_id)
            self._do(whole, command, Told(Said.TEAM, value=team.name))

    def set_title(self, title: str) -> None:
        """Rename it."""
        whole = self._shown()
        if whole is not None and title != whole.title:
            self._do(whole, commands.SetTitle(whole.id, title), Told(Said.TITLE))

    def set_description(self, seen: Whole, words: str) -> Merged | None:
        """Describe it in other words, begun from what was `seen`.  What somebody wrote meanwhile is put together with
        them; where both changed the same words nothing is done, and what came of both is answered.
        """
        now = self._shown()
        theirs = seen.description if now is None or now.id != seen.id else now.description
        merged = merge(seen.description, words, theirs)
        if merged.clashes:
            return merged
        if merged.text != theirs:
            self._do(seen, commands.SetDescription(seen.id, merged.text, theirs), Told(Said.DESCRIPTION))
        return None

    def set_tags(self, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()) -> None:
        """Put tags on and take tags off."""
        whole = self._shown()
        if whole is not None:
            self._do(whole, commands.SetTags(whole.id, add, remove), Told(Said.TAGS))

    def set_requester(self, requester: PersonRow | NewRequester) -> None:
        """Say who asks."""
        whole = self._shown()
        if whole is not None:
            wanted = requester.id if isinstance(requester, PersonRow) else requester
            self._do(whole, commands.SetRequester(whole.id, wanted), Told(Said.REQUESTER, value=requester.name))

    def link(self, other: str, kind: LinkKind) -> None:
        """Relate it to another ticket."""
        whole = self._shown()
        if whole is not None:
            self._do(whole, commands.LinkTickets(whole.id, other, kind), Told(Said.LINKED))

    def unlink(self, link: LinkRow) -> None:
        """Take a relation away."""
        whole = self._shown()
        if whole is not None:
            self._do(whole, commands.UnlinkTickets(whole.id, link.id), Told(Said.UNLINKED))

    def attach(self, files: tuple[Path, ...]) -> None:
        """Put files on it."""
        whole = self._shown()
        if whole is not None and files:
            self._do(whole, commands.Attach(whole.id, files), Told(Said.ATTACHED))

    def record(self, channel: Channel, text: str) -> None:
        """Write down what the requester said (SPEC 3.4)."""
        whole = self._shown()
        if whole is not None:
            self._do(whole, commands.RecordMessage(whole.id, text, channel), Told(Said.RECORDED))

    def _do(self, whole: Whole, command: Command, told: Told) -> None:
        first = self._acts.act(whole.id)

        def done(what: Done) -> None:
            self._acts.acted(whole.id)
            if what.changed.tickets:
                self._tell(replace(told, number=number_of(whole)), what.undo)

        self._carrier.do(command, done, first=first)
