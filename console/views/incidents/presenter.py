"""The war-room without its widgets: the incidents, the one that is open, what is captured on it.

Promise: plain Python; every change ends in one `show` of the whole state; what a person wrote is cleared only once it
is on the disk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from console.models.incident_kinds import Duty, IncidentStatus, OfferState
from console.models.incident_workflow import ENDS, Mover
from console.models.kinds import Category, Refused, Severity
from console.models.values import dataclass
from console.services.bus import Changed
from console.services.incidents import commands
from console.services.incidents.queries import IncidentRow, Incidents
from console.services.incidents.room import OpenPlan, OpenRoom, Plan, Room, Shown, TimelineWindow
from console.services.incidents.work_commands import MoveRole, OfferRole
from console.services.incidents.work_queries import RoleRow, held_by
from console.views.carrier import Carrier, Memory
from console.views.incidents.state import CAPTURED, KINDS, WINDOW, Capture, Mode, Only, State
from console.views.incidents.telling import dated

if TYPE_CHECKING:
    from console.services.people import Me
    from console.services.response import Responder
    from console.services.tickets.commands import Command

T = TypeVar("T")
INCIDENT = "incidents.incident"


class Courier(Carrier, Protocol):
    """A carrier that also does what may wait long."""

    def aside(self, work: Callable[[], T], then: Callable[[T], None], refused: Callable[[Refused], None]) -> None:
        """Do what reaches out, beside the window, then call `then`."""
        ...


@dataclass(frozen=True, slots=True)
class Around:
    """What the presenter works with."""

    carrier: Courier
    me: Me
    now: Callable[[], datetime]
    memory: Memory
    show: Callable[[State], None]
    tell: Callable[[str, str, Command | None], None]
    """Says what was done: its key, the title, and the command that takes it back."""
    fail: Callable[[Refused], None]
    """Says why the response could not be gone on with."""
    respond: Callable[[str, Callable[[Responder], object]], None]
    """Begins the response, does something of it, and goes on; beside the window alone."""


class WarRoomPresenter:
    """What the page shows and what a person can do on it."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self.state = State()

    @property
    def mover(self) -> Mover:
        """Who acts, on the open incident."""
        me, room = self._around.me, self.state.room
        if room is None:
            return Mover(me.roles)
        return Mover(me.roles, held_by(me.id, room.roles), room.row.handler_id == me.id)

    def start(self) -> None:
        """Show where the page was left."""
        self.put(replace(self.state, incident=self._around.memory.text(INCIDENT) or None))
        self.again()

    def again(self) -> None:
        """Ask for all that is shown; the timeline first, for somebody may be waiting for their entry."""
        self._open()
        self._around.carrier.ask(Incidents(), self._listed, latest="incidents.list")

    def take(self, event: Changed) -> None:
        """Follow what was committed, here or elsewhere."""
        if event.incidents or event.everything:
            self.again()

    def go(self, incident: str | None) -> None:
        """Open an incident."""
        if incident == self.state.incident:
            return
        self._around.memory.keep(INCIDENT, incident or "")
        kept = self.state
        capture = Capture(revision=kept.capture.revision)
        self.put(State(kept.rows, incident, only=kept.only, mode=kept.mode, draft=kept.draft, capture=capture))
        self._open()

    def step(self, step: int) -> None:
        """Go to the next incident of the list, or the one before."""
        keys = [row.id for row in self.state.rows or ()]
        if keys:
            place = keys.index(self.state.incident) + step if self.state.incident in keys else 0
            self.go(keys[max(0, min(place, len(keys) - 1))])

    def show_only(self, only: Only) -> None:
        """Show these entries alone."""
        if only is not self.state.only:
            self.put(replace(self.state, only=only, limit=WINDOW))
            self._read()

    def search(self, text: str) -> None:
        """Show the entries that hold these words."""
        if text.strip() != self.state.text:
            self.put(replace(self.state, text=text.strip(), limit=WINDOW))
            self._read()

    def choose(self, incident: str) -> None:
        """Open an incident by hand: a form that is open is put away, with its words."""
        self.leave()
        self.go(incident)

    def read_on(self) -> None:
        """The end of what was read is in sight: read as many entries again."""
        if len(self.state.entries) == self.state.limit:
            self.put(replace(self.state, limit=self.state.limit + WINDOW))
            self._read()

    def choose_entry(self, key: str) -> None:
        """That entry is what pin and correct act on."""
        self.put(replace(self.state, entry=key))

    @property
    def entry(self) -> Shown | None:
        """The chosen entry."""
        return next((one for one in self.state.entries if one.entry.id == self.state.entry), None)

    def next_kind(self) -> None:
        """What is captured is of the next kind."""
        capture = self.state.capture
        kind = CAPTURED[(CAPTURED.index(capture.kind) + 1) % len(CAPTURED)]
        self.put(replace(self.state, capture=replace(capture, kind=kind)))

    def correct(self) -> None:
        """What is captured next corrects the chosen entry."""
        self.put(replace(self.state, capture=replace(self.state.capture, corrects=self.entry)))

    def leave_correcting(self) -> None:
        """What is captured next is an entry of its own."""
        self.put(replace(self.state, capture=replace(self.state.capture, corrects=None)))

    def capture(self, text: str) -> None:
        """Put what was written on the timeline; a time at its beginning is when it happened."""
        incident, capture = self.state.incident, self.state.capture
        if incident is None or not text.strip():
            return
        at, said = dated(text, self._around.now())
        of = capture.corrects.entry.id if capture.corrects else None
        command = commands.AddEntry(incident, said, at, capture.kind, corrects=of)
        self._around.carrier.do(command, lambda _: self._captured(incident))

    def _captured(self, incident: str) -> None:
        if incident != self.state.incident:
            return
        capture = self.state.capture
        self.put(replace(self.state, capture=Capture(capture.kind, None, capture.revision + 1)))

    def pin(self) -> None:
        """Keep the chosen entry in sight, or no longer."""
        if (shown := self.entry) is not None:
            self._around.carrier.do(commands.PinEntry(shown.entry.id, not shown.entry.pinned))

    def move(self, target: IncidentStatus, reason: str = "") -> None:
        """Take the incident on, or back."""
        if (room := self.state.room) is not None:
            self._do("moved", commands.MoveIncident(room.row.id, target, reason, room.row.status))

    def set_severity(self, severity: Severity, rationale: str) -> None:
        """Rule the severity, and say why."""
        if (room := self.state.room) is not None:
            self._do("severity", commands.SetSeverity(room.row.id, severity, rationale, room.row.severity))

    def set_category(self, category: Category) -> None:
        """Confirm or change the category."""
        if (room := self.state.room) is not None:
            self._do("category", commands.SetCategory(room.row.id, category, room.row.category))

    def command(self, person: str | None) -> None:
        """Offer the command to somebody, who accepts it; one takes it oneself, or leaves it to nobody, at once."""
        if person is not None:
            self.offer(Duty.COMMANDER, person)
        elif (room := self.state.room) is not None:
            self._do("commander", commands.SetCommander(room.row.id, None))

    def offer(self, duty: Duty, person: str, category: Category | None = None) -> None:
        """Offer a duty to somebody."""
        if (room := self.state.room) is not None:
            said = "taken" if person == self._around.me.id else "offered"
            self._do(said, OfferRole(room.row.id, duty, person, category))

    def move_role(self, role: str, target: OfferState) -> None:
        """Answer an offer, or end a duty."""
        self._do(target.value, MoveRole(role, target))

    def roles(self, *, mine: bool) -> tuple[RoleRow, ...]:
        """Duties offered to who works here; else all that they may end."""
        room, me = self.state.room, self._around.me.id
        found = room.roles if room is not None else ()
        if mine:
            return tuple(one for one in found if one.person == me and one.state is OfferState.OFFERED)
        return tuple(one for one in found if one.id and (one.person == me or self.mover.commands))

    def hand(self, person: str | None) -> None:
        """Give it to somebody."""
        if (room := self.state.room) is not None:
            self._do("handler", commands.SetHandler(room.row.id, person))

    def merge(self, into: str) -> None:
        """Close it as the duplicate of another."""
        if (room := self.state.room) is not None:
            self._do("merged", commands.MergeIncident(room.row.id, into))

    def others(self) -> tuple[IncidentRow, ...]:
        """Incidents that last, but for the open one."""
        rows = self.state.rows or ()
        return tuple(row for row in rows if row.status not in ENDS and row.id != self.state.incident)

    def turn_wall(self) -> None:
        """Fill the page with what a room full of people reads, or no longer."""
        if self.state.mode is not Mode.DECLARE:
            mode = Mode.READ if self.state.mode is Mode.WALL else Mode.WALL
            self.put(replace(self.state, mode=mode))

    def turn_review(self) -> None:
        """Show the analysis of the open incident, or the incident again."""
        if self.state.mode in (Mode.READ, Mode.REVIEW) and self.state.room is not None:
            mode = Mode.READ if self.state.mode is Mode.REVIEW else Mode.REVIEW
            self.put(replace(self.state, mode=mode))

    def leave(self) -> None:
        """Back to the incident."""
        if self.state.mode is not Mode.READ:
            self.put(replace(self.state, mode=Mode.READ))

    def choose_step(self, key: str) -> None:
        """That step is what the actions of the plan act on."""
        self.put(replace(self.state, step=key))

    def respond(self, act: Callable[[Responder], object]) -> None:
        """Do something of the response, beside the window, then go on as far as this console may."""
        incident = self.state.incident
        if incident is None or self.state.busy:
            return
        self.put(replace(self.state, busy=True))
        work = partial(self._around.respond, incident, act)
        self._around.carrier.aside(work, lambda _: self._responded(None), self._responded)

    def _responded(self, error: Refused | None) -> None:
        self.put(replace(self.state, busy=False))
        if error is not None:
            self._around.fail(error)
        self._plan()

    def tick(self) -> None:
        """Time goes by: ask how the clocks stand."""
        if self.state.incident is not None:
            query = OpenRoom(self.state.incident, self._around.now())
            self._around.carrier.ask(query, self._opened, refused=self._gone, latest="incidents.room")

    def open_new(self, incident: str) -> None:
        """Open an incident that was just declared."""
        self.put(replace(self.state, mode=Mode.READ))
        self.go(incident)

    def put(self, state: State) -> None:
        """Show another state."""
        if state != self.state:
            self.state = state
            self._around.show(state)

    def _do(self, said: str, command: Command) -> None:
        title = self.state.room.row.title if self.state.room else ""
        self._around.carrier.do(command, lambda done: self._around.tell(said, title, done.undo))

    def _open(self) -> None:
        if self.state.incident is not None:
            self._read()
            self.tick()
            self._plan()

    def _read(self) -> None:
        state = self.state
        if state.incident is not None:
            kinds, pinned = KINDS.get(state.only, ()), state.only is Only.PINNED
            query = TimelineWindow(state.incident, state.limit, kinds, pinned, state.text)
            self._around.carrier.ask(query, partial(self._shown, state.incident), latest="incidents.timeline")

    def _plan(self) -> None:
        if (incident := self.state.incident) is not None:
            query = OpenPlan(incident, self._around.now())
            then = partial(self._planned, incident)
            self._around.carrier.ask(query, then, refused=self._gone, latest="incidents.plan", slow=True)

    def _listed(self, rows: tuple[IncidentRow, ...]) -> None:
        rows = tuple(sorted(rows, key=lambda row: (row.status in ENDS, _rank(row))))
        self.put(replace(self.state, rows=rows))
        if self.state.incident is None and rows:
            self.go(rows[0].id)

    def _opened(self, room: Room) -> None:
        if room.row.id == self.state.incident:
            self.put(replace(self.state, room=room))

    def _shown(self, incident: str, entries: tuple[Shown, ...]) -> None:
        if incident == self.state.incident:
            self.put(replace(self.state, entries=entries))

    def _planned(self, incident: str, plan: Plan) -> None:
        if incident == self.state.incident:
            self.put(replace(self.state, plan=plan))

    def _gone(self, error: Refused) -> None:
        del error  # it is not here any more; the list says what is
        self.put(replace(self.state, incident=None, room=None, entries=(), plan=None))


def _rank(row: IncidentRow) -> int:
    """Of those that last the gravest first; those that are over in the order they came."""
    return 0 if row.status in ENDS else tuple(Severity).index(row.severity)
