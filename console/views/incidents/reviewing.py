"""The analysis of an incident without its widgets: what is written, kept, and what to do where two wrote.

Promise: plain Python; words are in local.db a moment after they were typed and leave it only once they are kept in the
analysis; what another wrote meanwhile is put together with them, or both are shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from console.models.kinds import Code, Refused
from console.models.merging import Merged, merge
from console.models.review_kinds import ActionState, ReviewState, ReviewText
from console.models.values import dataclass
from console.services.bus import Changed
from console.services.incidents import review_drafts
from console.services.incidents.review_commands import (
    AddAction,
    ChangeAction,
    EndAction,
    LinkRecurrence,
    MoveReview,
    PrefillReview,
    SetReviewer,
    WriteReview,
)
from console.services.incidents.review_drafts import Written
from console.services.incidents.reviews import ActionRow
from console.services.reports.review import Analysed, AnalysisOf
from console.views.carrier import Carrier, Later

if TYPE_CHECKING:
    from console.services.desk import Done
    from console.services.local import Local
    from console.services.tickets.commands import Command

PAUSE_MS = 400
"""After so long without a key what is being written is kept on this machine."""
STILL_MS = 2500
"""After so long it is kept in the analysis."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Two people wrote into one text."""

    theirs: str
    merged: Merged


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What the form shows."""

    incident: str | None = None
    found: Analysed | None = None
    drafts: tuple[tuple[ReviewText, Written], ...] = ()
    clashes: tuple[tuple[ReviewText, Clash], ...] = ()
    action: str | None = None
    """The chosen action item."""
    refused: Refused | None = None

    def text(self, field: ReviewText) -> str:
        """What stands in a field: what is being written, else what is kept."""
        draft, found = dict(self.drafts).get(field), self.found
        if draft is not None and (found is None or found.room.review.state is not ReviewState.SIGNED_OFF):
            return draft.text
        return "" if found is None else found.room.review.texts[field]


@dataclass(frozen=True, slots=True)
class Around:
    """What the presenter works with."""

    carrier: Carrier
    local: Local
    later: Later
    now: Callable[[], datetime]
    show: Callable[[Reviewing], None]
    tell: Callable[[Command | None], None]
    """Says that something was done, with the command that takes it back."""


class ReviewPresenter:
    """What the form shows and what a person can do on it."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self.state = Reviewing()
        self._typed = 0
        self._going: set[tuple[str, ReviewText]] = set()
        """Incidents and texts on their way into their analysis."""
        self._wanted = False
        """Whether more was to be kept meanwhile."""
        self._written = 0
        """How many went."""

    def open(self, incident: str) -> None:
        """Show the analysis of an incident, with what was being written on it."""
        if incident != self.state.incident:
            self.save()
            self._put(Reviewing(incident))
            work = partial(review_drafts.kept, self._around.local, incident)
            self._around.carrier.keep(work, partial(self._remembered, incident))
        self.again()

    def again(self) -> None:
        """Ask for all of it."""
        if (incident := self.state.incident) is not None:
            query = AnalysisOf(incident, self._around.now())
            then = partial(self._found, self._written)
            self._around.carrier.ask(query, then, latest="incidents.review", slow=True)

    def take(self, event: Changed) -> None:
        """Follow what was committed, here or elsewhere."""
        if event.everything or self.state.incident in event.incidents:
            self.again()

    @property
    def action(self) -> ActionRow | None:
        """The chosen action item."""
        found = self.state.found
        rows = () if found is None else found.room.actions
        return next((row for row in rows if row.id == self.state.action), rows[0] if rows else None)

    def choose_action(self, key: str) -> None:
        """That action item is what keys act on."""
        self._put(replace(self.state, action=key))

    def write(self, field: ReviewText, text: str) -> None:
        """A key was pressed in a field."""
        if self.state.found is None or text == self.state.text(field):
            return
        drafts = dict(self.state.drafts)
        held = drafts.get(field)
        base = self.state.found.room.review.texts[field] if held is None else held.base
        self._draft({**drafts, field: Written(text, base)})
        self._typed += 1
        self._around.later(PAUSE_MS, partial(self._pause, self._typed, self._keep))
        self._around.later(STILL_MS, partial(self._pause, self._typed, self.save))

    def save(self) -> None:
        """Keep everything that is being written in the analysis; what clashes waits for a person."""
        incident, clashes = self.state.incident, dict(self.state.clashes)
        if incident is None or not self.state.drafts:
            return
        self._keep()
        for field, draft in self.state.drafts:
            if (incident, field) in self._going:
                self._wanted = True
            elif field not in clashes:
                self._going.add((incident, field))
                command = WriteReview(incident, field, draft.text, draft.base)
                then, refused = partial(self._kept, incident, field, draft), partial(self._refused, incident, field)
                self._around.carrier.do(command, then, refused)

    def put_away(self) -> None:
        """The window goes: what is being written is kept on this machine."""
        if self.state.drafts:
            self._keep()

    def settle(self, field: ReviewText, text: str) -> None:
        """A person has seen what both wrote: this is what it says now."""
        clash = dict(self.state.clashes).get(field)
        if clash is not None:
            self._put(replace(self.state, clashes=tuple(one for one in self.state.clashes if one[0] is not field)))
            self._draft({**dict(self.state.drafts), field: Written(text, clash.theirs)})
            self.save()

    def prefill(self) -> None:
        """Fill what nobody has written."""
        self._do(PrefillReview)

    def move(self) -> None:
        """Hand it in, sign it off, or take it up again: whatever comes next."""
        if (found := self.state.found) is not None:
            here = found.room.review.state
            target = ReviewState.SIGNED_OFF if here is ReviewState.IN_REVIEW else ReviewState.IN_REVIEW
            self.save()
            self._do(lambda incident: MoveReview(incident, target, here if found.room.begun else None))

    def set_reviewer(self, person: str | None, at: datetime | None) -> None:
        """Who goes through it, and when."""
        self._do(lambda incident: SetReviewer(incident, person, at))

    def add(self, text: str, owner: str | None, due: datetime | None) -> None:
        """Something more is to be done."""
        self._do(lambda incident: AddAction(incident, text, owner, due))

    def change(self, row: ActionRow, text: str, owner: str | None, due: datetime | None) -> None:
        """What, who, until when."""
        self._do(lambda _: ChangeAction(row.id, text, owner, due, row.text))

    def end(self, row: ActionRow, state: ActionState, result: str = "") -> None:
        """It is done, will not be, or is open again."""
        self._do(lambda _: EndAction(row.id, state, result, row.state))

    def link(self, earlier: str) -> None:
        """It is an earlier incident come back; or no longer, where it was said."""
        found = self.state.found
        held = set() if found is None else {one.id for one in found.room.recurrences}
        self._do(lambda incident: LinkRecurrence(incident, earlier, earlier not in held))

    def _do(self, made: Callable[[str], Command]) -> None:
        if (incident := self.state.incident) is not None:
            self._put(replace(self.state, refused=None))
            self._around.carrier.do(made(incident), lambda done: self._around.tell(done.undo), self._refuse)

    def _refuse(self, error: Refused) -> None:
        self._put(replace(self.state, refused=error))

    def _pause(self, typed: int, then: Callable[[], None]) -> None:
        if typed == self._typed:
            then()

    def _keep(self) -> None:
        if (incident := self.state.incident) is not None:
            self._around.carrier.keep(
                partial(review_drafts.keep, self._around.local, incident, dict(self.state.drafts))
            )

    def _draft(self, drafts: dict[ReviewText, Written]) -> None:
        self._put(replace(self.state, drafts=tuple(drafts.items())))

    def _remembered(self, incident: str, drafts: dict[ReviewText, Written]) -> None:
        if incident == self.state.incident and drafts:
            self._draft({**drafts, **dict(self.state.drafts)})
            self.save()

    def _found(self, written: int, found: Analysed) -> None:
        if written != self._written:
            self.again()  # it was read before what is kept by now
        elif found.room.row.id == self.state.incident:
            self._put(replace(self.state, found=found))

    def _gone(self, incident: str, field: ReviewText) -> None:
        self._going.discard((incident, field))
        self._written += 1

    def _kept(self, incident: str, field: ReviewText, written: Written, done: Done) -> None:
        """It stands in the analysis; what was typed since goes on from there."""
        del done
        self._gone(incident, field)
        local = self._around.local
        self._around.carrier.keep(partial(review_drafts.drop, local, incident, field, written.text))
        if incident != self.state.incident:
            return
        drafts = dict(self.state.drafts)
        now = drafts.pop(field, written)
        if now.text != written.text:
            drafts[field] = Written(now.text, written.text)
        found = self.state.found
        if found is not None:
            texts = {**found.room.review.texts, field: written.text}
            room = replace(found.room, review=replace(found.room.review, texts=texts))
            self._put(replace(self.state, found=replace(found, room=room)))
        self._draft(drafts)
        if self._wanted:
            self._wanted = False
            self.save()

    def _refused(self, incident: str, field: ReviewText, error: Refused) -> None:
        self._gone(incident, field)
        if incident != self.state.incident:
            return  # the words wait on this machine until that analysis is opened again
        draft = dict(self.state.drafts).get(field)
        if draft is None or error.code is not Code.CHANGED_MEANWHILE:
            self._refuse(error)
            return
        theirs = str(error.params["found"])
        merged = merge(draft.base, draft.text, theirs)
        if merged.clashes:
            self._put(replace(self.state, clashes=(*self.state.clashes, (field, Clash(theirs, merged)))))
            return
        self._draft({**dict(self.state.drafts), field: Written(merged.text, theirs)})
        self.save()

    def _put(self, state: Reviewing) -> None:
        if state != self.state:
            self.state = state
            self._around.show(state)
