"""Words being written on a ticket: kept at every pause, sent whole, never lost.

Promise: a text is on disk 400 ms after the last keystroke and when another ticket, mode or the end of the window takes
its place; what was refused stays in the field with the reason (SPEC 3.11).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from console.models.kinds import Refused, Visibility, new_id
from console.services.clock import Clock
from console.views.carrier import Acts, Carrier, Later
from console.views.queue.state import WritingState

if TYPE_CHECKING:
    from console.services.local import Draft, Local
    from console.services.tickets.whole import Whole

PAUSE_MS = 400
"""How long nothing is typed before the draft is kept."""


class Writing:
    """The composer's part of the presenter."""

    def __init__(
        self,
        carrier: Carrier,
        clock: Clock,
        later: Later,
        local: Local,
        changed: Callable[[], None],
        acts: Acts,
        *,
        sent: Callable[[str, Visibility, str], None],
    ) -> None:
        """`sent` hears of every message that is on its ticket: ticket, mode, words."""
        self._carrier = carrier
        self._clock = clock
        self._later = later
        self._local = local
        self._changed = changed
        self._acts = acts
        self._tell_sent = sent
        self._message = ""
        self._keystroke = 0
        self._kept_at = 0
        self._known: int | None = None
        """Messages there were at the first keystroke."""
        self.state = WritingState()
        self.drafted: frozenset[str] = frozenset()
        """The tickets on which words wait."""

    def learn(self) -> None:
        """Look which tickets have a draft."""

        def know(found: frozenset[str]) -> None:
            if found != self.drafted:
                self.drafted = found
                self._changed()

        self._carrier.keep(self._local.drafted, know)

    def open(self, ticket: str | None) -> None:
        """Write on another ticket: keep what is here, bring what was kept there."""
        if ticket == self.state.ticket:
            return
        self.flush()
        self._begin(ticket, Visibility.PUBLIC, guess=True)

    def choose(self, mode: Visibility) -> None:
        """Write a public reply or an internal note; each has its own draft."""
        if mode is self.state.mode or self.state.ticket is None:
            return
        self.flush()
        self._begin(self.state.ticket, mode, guess=False)

    def type(self, text: str) -> None:
        """The field holds this text now."""
        if text == self.state.text or self.state.ticket is None:
            return
        self._keystroke += 1
        self.state = replace(self.state, text=text, refused=None)
        self._changed()
        self._later(PAUSE_MS, partial(self._pause, self._keystroke))

    def attach(self, files: tuple[Path, ...]) -> None:
        """Send these files with the message too."""
        if self.state.ticket is not None:
            self._be(replace(self.state, files=(*self.state.files, *files), refused=None))

    def detach(self, file: Path) -> None:
        """Leave that file out."""
        self._be(replace(self.state, files=tuple(one for one in self.state.files if one != file)))

    def follow(self, whole: Whole) -> None:
        """Count what arrived on the ticket since the first keystroke."""
        if whole.id != self.state.ticket:
            return
        if self._known is None or not self.state.text:
            self._known = whole.message_count
        arrived = whole.message_count - self._known
        if arrived != self.state.arrived:
            self._be(replace(self.state, arrived=max(0, arrived)))

    def send(self) -> None:
        """Send the message; the text goes when it is on the ticket."""
        ticket, mode, text = self.state.ticket, self.state.mode, self.state.text
        if ticket is None or self.state.sending:
            return
        self.flush()
        self._be(replace(self.state, sending=True, refused=None))
        first = self._acts.act(ticket)
        from console.services.tickets.commands import AddMessage

        command = AddMessage(ticket, text, mode, self.state.files, self._message or None)
        self._carrier.do(command, lambda _: self._sent(ticket, mode, text), partial(self._fail, ticket), first)

    def flush(self) -> None:
        """Keep what was typed since the draft was last kept."""
        if self._kept_at != self._keystroke:
            self._keep()

    def _begin(self, ticket: str | None, mode: Visibility, *, guess: bool) -> None:
        self._message, self._known = "", None
        self._kept_at = self._keystroke = self._keystroke + 1
        revision = self.state.revision + 1
        self._be(WritingState(ticket=ticket, mode=mode, revision=revision))
        if ticket is not None:
            other = Visibility.INTERNAL if guess else mode

            def kept() -> Draft | None:
                return self._local.draft(ticket, mode) or (self._local.draft(ticket, other) if guess else None)

            self._carrier.keep(kept, lambda draft: self._restore(revision, draft))

    def _restore(self, revision: int, draft: Draft | None) -> None:
        """Bring a draft; what the person has typed before it came stands behind it."""
        typed = self.state.text
        if draft is None or revision != self.state.revision or (typed and draft.visibility is not self.state.mode):
            return
        self._message = draft.message
        kept = None if typed else draft.at
        text, shown = "\n".join(filter(None, (draft.body, typed))), self.state.revision + 1
        self._be(replace(self.state, mode=draft.visibility, text=text, kept=kept, revision=shown))
        if typed:
            self._keystroke += 1
            self._later(PAUSE_MS, partial(self._pause, self._keystroke))

    def _pause(self, keystroke: int) -> None:
        if keystroke == self._keystroke and keystroke != self._kept_at:
            self._keep()

    def _keep(self) -> None:
        self._kept_at = self._keystroke
        ticket, mode, text, now = self.state.ticket, self.state.mode, self.state.text, self._clock.now()
        if ticket is None:
            return
        if not text.strip():
            self._carrier.keep(lambda: self._local.drop_draft(ticket, mode))
            self._be(replace(self.state, kept=None))
            self.learn()
            return
        from console.services.local import Draft

        self._message = self._message or new_id(now)
        draft = Draft(ticket, mode, text, self._message, now)
        keystroke = self._keystroke
        self._carrier.keep(lambda: self._local.keep_draft(draft), lambda _: self._mark(keystroke, draft))
        self.learn()

    def _mark(self, keystroke: int, draft: Draft) -> None:
        if keystroke == self._keystroke and not self.state.sending:
            self._be(replace(self.state, kept=draft.at))

    def _sent(self, ticket: str, mode: Visibility, text: str) -> None:
        self._acts.acted(ticket)
        self._tell_sent(ticket, mode, text)
        self._carrier.keep(lambda: self._local.drop_draft(ticket, mode))
        self.learn()
        if (ticket, mode) == (self.state.ticket, self.state.mode):
            self._message, self._known = "", None
            self._kept_at = self._keystroke = self._keystroke + 1
            self._be(WritingState(ticket=ticket, mode=mode, revision=self.state.revision + 1))

    def _fail(self, ticket: str, error: Refused) -> None:
        if ticket == self.state.ticket:
            self._be(replace(self.state, sending=False, refused=error))

    def _be(self, state: WritingState) -> None:
        self.state = state
        self._changed()
