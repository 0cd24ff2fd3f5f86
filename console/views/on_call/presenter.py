"""What the page of who is on call shows and does (SPEC 2.3, 7.11).

Promise: no Qt; a change is a new version of the rota its author saw, so nobody's is overwritten unseen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from console.models.contacts import DIRECTORY, Contact, written
from console.models.kinds import Availability, Code, PolicyKind, Refused, Role, from_micros, to_micros
from console.models.rota import ON_CALL
from console.models.values import dataclass
from console.services.bus import Changed
from console.services.clock import Clock, zone_name
from console.services.on_call import OnCallBetween
from console.services.query import Query
from console.services.tickets.commands import Command, PublishPolicy, SetAvailability
from console.views.on_call.state import DAYS, State, monday_of

if TYPE_CHECKING:
    from console.services.desk import Done
    from console.services.on_call import Directory, Watch
    from console.services.people import Me

T = TypeVar("T")
MOMENT = "%Y-%m-%d %H:%M"
"""How a person writes an instant."""
_MOMENTS = re.compile(r"(\d{4}-\d\d-\d\d \d\d?:\d\d)\s*(?:-|–|—|~|to|至|到)\s*(\d{4}-\d\d-\d\d \d\d?:\d\d)")
_HAND_OVER = "09:00"


class Carrier(Protocol):
    """Carries questions and commands (views/courier.py)."""

    def ask(self, query: Query[T], then: Callable[[T], None], *, latest: Hashable | None = None) -> None:
        """Call `then` with the answer."""
        ...

    def do(self, command: Command, then: Callable[[Done], None] | None = None) -> None:
        """Carry out a command, then call `then`."""
        ...


@dataclass(frozen=True, slots=True)
class Around:
    """What the presenter works with."""

    carrier: Carrier
    clock: Clock
    me: Me
    show: Callable[[State], None]
    tell: Callable[[str, Command | None], None]
    """Says what was done, by a key, with the command that takes it back."""
    complain: Callable[[Refused], None]


class OnCallPresenter:
    """Decides."""

    def __init__(self, around: Around) -> None:
        self._around = around
        now = around.clock.now()
        self.state = State(monday_of(now), now, team=around.me.team)

    def start(self) -> None:
        """Ask for the week at hand."""
        self._ask()

    def take(self, event: Changed) -> None:
        """Follow what was committed."""
        if event.everything or event.people:
            self._ask()

    def time_passed(self) -> None:
        """Who is on call may be another one now."""
        self._ask()

    def turn(self, weeks: int) -> None:
        """Another week; 0: the one at hand."""
        monday = self.state.monday + timedelta(weeks=weeks) if weeks else monday_of(self._around.clock.now())
        self._put(replace(self.state, monday=monday))
        self._ask()

    def choose(self, team: str) -> None:
        """Keys act on this team."""
        self._put(replace(self.state, team=team))

    def step(self, by: int) -> None:
        """The next team, or the one before."""
        teams = [watch.team for watch in self.state.directory.watches] if self.state.directory else []
        if teams:
            place = teams.index(self.state.team) if self.state.team in teams else -by
            self.choose(teams[max(0, min(len(teams) - 1, place + by))])

    def rules(self, team: str | None) -> bool:
        """Whether this person may change the rota of a team, or with None what is everybody's (SPEC 1.3)."""
        roles = self._around.me.roles
        return Role.ADMIN in roles or (Role.LEAD in roles and team == self._around.me.team)

    def span(self) -> str:
        """A period to begin with: until who is on call changes."""
        watch, now = self.state.watch, self._around.clock.now()
        until = from_micros(watch.until) if watch and watch.until else now + timedelta(hours=8)
        return f"{now.astimezone():{MOMENT}} – {until.astimezone():{MOMENT}}"

    def stand_in(self, person: str, period: str) -> None:
        """Let somebody stand in for everybody on call in a period, as a person wrote it."""
        self._override(period, {"replace": [person]})

    def join(self, person: str, period: str) -> None:
        """Let somebody be on call besides the others in a period."""
        self._override(period, {"add": [person]})

    def rotate(self, people: Sequence[str], unit: str) -> None:
        """Let these take turns of a day or a week, from Monday of this week on; rules and overrides stay."""
        watch = self.state.watch
        if watch is not None and people:
            zone = watch.body.get("tz") or zone_name()
            start = f"{monday_of(self._around.clock.now())}T{_HAND_OVER}"
            turns = {"unit": unit, "length": 1, "start": start, "people": list(people)}
            self._publish(watch, {**watch.body, "tz": zone, "rotations": [turns]}, "rotation")

    def be_away(self, until: str, substitute: str | None) -> None:
        """Be out of office till an instant as a person wrote it, or till nobody knows when."""
        try:
            back = _moment(until) if until.strip() else None
        except ValueError:
            self._around.complain(Refused(Code.BAD_VALUE, place="until", value=until))
            return
        self._do(SetAvailability(self._around.me.id, Availability.OUT_OF_OFFICE, back, substitute), "away")

    def be_back(self) -> None:
        """Be at work again."""
        self._do(SetAvailability(self._around.me.id, Availability.AVAILABLE), "back")

    @property
    def is_away(self) -> bool:
        """Whether this person is out of office."""
        return self.state.directory is not None and self._around.me.id in self.state.directory.away

    def add_contact(self, contact: Contact) -> None:
        """One more line of the emergency directory."""
        if self.state.directory is not None:
            self._list((*self.state.directory.contacts, contact))

    def drop_contact(self, place: int) -> None:
        """Take the line at that place out of the directory."""
        if self.state.directory is not None:
            contacts = self.state.directory.contacts
            self._list((*contacts[:place], *contacts[place + 1 :]))

    def _list(self, contacts: tuple[Contact, ...]) -> None:
        expect = self.state.directory.version if self.state.directory else None
        self._do(PublishPolicy(PolicyKind.CONTACTS, DIRECTORY, written(contacts), expect=expect), "contacts")

    def _override(self, period: str, what: Mapping[str, object]) -> None:
        watch, found = self.state.watch, _MOMENTS.fullmatch(period.strip())
        try:
            start, end = (_moment(text) for text in found.groups()) if found else (None, None)
        except ValueError:
            start = end = None
        if start is None or end is None or start >= end:
            self._around.complain(Refused(Code.BAD_VALUE, place="period", value=period))
        elif watch is not None:
            held = watch.body.get("overrides")
            override = {"start": start.isoformat(), "end": end.isoformat(), **what}
            overrides = [*(held if isinstance(held, list) else []), override]
            self._publish(watch, {**watch.body, "overrides": overrides}, "override")

    def _publish(self, watch: Watch, body: Mapping[str, object], said: str) -> None:
        command = PublishPolicy(PolicyKind.ROTA, ON_CALL, body, watch.team, expect=watch.version)
        self._do(command, said)

    def _do(self, command: Command, said: str) -> None:
        self._around.carrier.do(command, lambda done: self._around.tell(said, done.undo))

    def _ask(self) -> None:
        now = self._around.clock.now()
        days = self.state.days
        query = OnCallBetween(to_micros(now), days[0], days[DAYS])

        def take(directory: Directory) -> None:
            if self.state.days == days:
                self._put(replace(self.state, now=now, directory=directory))

        self._around.carrier.ask(query, take, latest="on_call")

    def _put(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self._around.show(state)


def _moment(text: str) -> datetime:
    """The instant a person wrote as a wall time of this machine; raises ValueError."""
    return datetime.strptime(text.strip(), MOMENT).astimezone()
