"""A new ticket being written: what its words suggest, and making it.

Promise: suggestions follow the words and can be overruled; a refused creation keeps every word (SPEC 3.5, 3.6, 3.8).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from console.models.kinds import Channel, Priority, Refused, TicketType
from console.services.desk import Done
from console.views.carrier import Carrier, Later
from console.views.queue.state import CreateState

if TYPE_CHECKING:
    from console.models.triage import PrioritySuggestion, TypeSuggestion
    from console.services.people import PersonRow
    from console.services.tickets.commands import NewRequester

PAUSE_MS = 250
"""How long nothing is typed before the words are read."""


class Creating:
    """The part of the presenter for a new ticket."""

    def __init__(
        self, carrier: Carrier, later: Later, changed: Callable[[], None], created: Callable[[Done], None]
    ) -> None:
        self._carrier = carrier
        self._later = later
        self._changed = changed
        self._created = created
        self._words = ("", "")
        self._keystroke = 0
        self.state = CreateState()

    def open(self) -> None:
        """Show the panel, as it was left."""
        self._be(replace(self.state, open=True))

    def close(self) -> None:
        """Put the panel away; what was written waits in it."""
        self._be(replace(self.state, open=False))

    def discard(self) -> None:
        """Put the panel away, emptied."""
        self._clear()

    def type(self, title: str, description: str) -> None:
        """The fields hold these words now."""
        if (title, description) == self._words:
            return
        self._words = (title, description)
        self._keystroke += 1
        if self.state.refused is not None:
            self._be(replace(self.state, refused=None))
        self._later(PAUSE_MS, partial(self._pause, self._keystroke))

    def ask_for(self, requester: PersonRow | NewRequester | None) -> None:
        """Say who asks."""
        self._be(replace(self.state, requester=requester))

    def choose_type(self, kind: TicketType | None) -> None:
        """Rule the type; None takes the suggestion."""
        self._be(replace(self.state, type=kind))
        self._pause(self._keystroke)

    def choose_priority(self, priority: Priority | None) -> None:
        """Rule the priority; None takes the suggestion."""
        self._be(replace(self.state, priority=priority))

    def turn_automatic(self) -> None:
        """Let whoever suits best have it, or nobody yet."""
        self._be(replace(self.state, automatic=not self.state.automatic))

    def attach(self, files: tuple[Path, ...]) -> None:
        """Put these files on it too."""
        self._be(replace(self.state, files=(*self.state.files, *files), refused=None))

    def detach(self, file: Path) -> None:
        """Leave that file out."""
        self._be(replace(self.state, files=tuple(one for one in self.state.files if one != file)))

    def create(self, channel: Channel = Channel.CONSOLE) -> None:
        """Make the ticket."""
        if self.state.sending:
            return
        from console.services.people import PersonRow
        from console.services.tickets.commands import CreateTicket

        state, (title, description) = self.state, self._words
        asked = state.requester.id if isinstance(state.requester, PersonRow) else state.requester
        self._be(replace(state, sending=True, refused=None))
        command = CreateTicket(
            title,
            description,
            asked,
            type=state.type,
            priority=state.priority,
            channel=channel,
            automatic=state.automatic,
            files=state.files,
        )
        self._carrier.do(command, self._done, self._fail)

    def _pause(self, keystroke: int) -> None:
        if keystroke == self._keystroke:
            text, kind = "\n".join(self._words), self.state.type
            self._carrier.keep(partial(_suggested, text, kind), partial(self._take, keystroke))

    def _take(self, keystroke: int, found: tuple[TypeSuggestion, PrioritySuggestion]) -> None:
        if keystroke == self._keystroke:
            kind, priority = found
            self._be(replace(self.state, suggested_type=kind, suggested=priority))

    def _done(self, done: Done) -> None:
        self._clear()
        self._created(done)

    def _clear(self) -> None:
        self._words = ("", "")
        self._keystroke += 1
        self._be(CreateState(revision=self.state.revision + 1, automatic=self.state.automatic))

    def _fail(self, error: Refused) -> None:
        self._be(replace(self.state, sending=False, refused=error))

    def _be(self, state: CreateState) -> None:
        self.state = state
        self._changed()


def _suggested(text: str, kind: TicketType | None) -> tuple[TypeSuggestion, PrioritySuggestion]:
    from console.models.triage import suggest_priority, suggest_type  # its cues cost start-up

    type_ = suggest_type(text)
    return type_, suggest_priority(kind or type_.type, text)
