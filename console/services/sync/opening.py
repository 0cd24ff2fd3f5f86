"""The rounds of one profile, put together for the hub it works with.

Promise: nothing is asked of the hub here; whatever is wrong shows in the state the rounds tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from console.models.kinds import Code, Refused
from console.services.attachments import Blobs
from console.services.bus import Bus, Changed
from console.services.clock import Clock, HubClock
from console.services.desk import Desk
from console.services.local import Local
from console.services.secrets import Password
from console.services.store import HUB_FILE, Store
from console.services.sync import recovery, resident
from console.services.sync.attendance import Attendance
from console.services.sync.bell import FileBell
from console.services.sync.connection import read_connection
from console.services.sync.embedded import embedded
from console.services.sync.filling import fill
from console.services.sync.hub import Hub
from console.services.sync.profiles import CERTIFICATES, SKEW, Membership
from console.services.sync.replica import Replica
from console.services.sync.rounds import Line, Rounds
from console.services.sync.state import SyncState

if TYPE_CHECKING:
    from console.services.sync.postgres_bell import WireBell

NOTICEABLE = timedelta(seconds=1)

Opener = Callable[[], AbstractContextManager[Hub]]


def opener(
    profile: Path,
    member: Membership,
    store: Path,
    clock: Clock,
    password: Password,
    bell: WireBell | FileBell | None = None,
) -> Opener:
    """How to reach the hub of a membership: this machine's own file, or a team's server."""
    if not member.remote:
        rung = bell if isinstance(bell, FileBell) else FileBell()
        return lambda: embedded(store, hub_file(store), member.login, clock, rung)
    # Imported here: a machine alone pays nothing for PostgreSQL.
    from console.services.sync.postgres_bell import WireBell
    from console.services.sync.postgres_session import signed_in

    folder, wire = profile / member.hub, bell if isinstance(bell, WireBell) else WireBell()

    @contextmanager
    def connect() -> Iterator[Hub]:
        connection = read_connection(folder / HUB_FILE)
        with signed_in(connection, folder / CERTIFICATES, password, member.login, wire) as hub:
            yield hub

    return connect


def hub_file(store: Path) -> Path:
    """The file of this machine's own hub, beside the replica."""
    return store.with_name("hub.db")


class Opened(Protocol):
    """What rounds need of an opened profile."""

    @property
    def profile(self) -> Path:
        """Its folder."""
        ...

    @property
    def member(self) -> Membership:
        """Which hub, and who."""
        ...

    @property
    def store(self) -> Store:
        """The replica."""
        ...

    @property
    def desk(self) -> Desk:
        """The door of the one who works here."""
        ...

    @property
    def local(self) -> Local:
        """What this machine keeps for itself."""
        ...

    @property
    def blobs(self) -> Blobs:
        """The files of messages."""
        ...

    @property
    def bus(self) -> Bus:
        """Where changes and states are told."""
        ...

    @property
    def clock(self) -> Clock:
        """The hub's as far as it is known."""
        ...

    @property
    def password(self) -> Password:
        """Of the team's hub."""
        ...


def rounds(on: Opened) -> Rounds:
    """The rounds, not yet begun; who works here is looked up and remembered whenever people change."""
    replica, hear = Replica(on.store, on.member.login), _ear(on.clock, on.local)
    _attend(on.member, on.store, on.local, on.bus)
    if not on.member.remote:
        rung, file = FileBell(), on.store.path
        connect = opener(on.profile, on.member, file, on.clock, on.password, rung)
        give = partial(fill, file, hub_file(file), on.member.login, on.clock)
        line = Line(rung, fill=give, stillness=lambda: on.desk.stillness)
        return Rounds(replica, connect, on.bus, on.clock, on.blobs, line=line, hear=hear)
    from console.services.sync.postgres_bell import WireBell

    bell = WireBell()
    connect = opener(on.profile, on.member, on.store.path, on.clock, on.password, bell)
    line = Line(bell, Attendance(on.bus, on.clock, bell, partial(_name, on.store)))
    return Rounds(replica, connect, on.bus, on.clock, on.blobs, line=line, hear=hear)


def _name(store: Store, person: str) -> str:
    """What a colleague is called; "" before their row is here."""
    with store.read() as db:
        found = db.execute("select name from person where id = ?", (person,)).fetchone()
    return str(found[0]) if found else ""


def _attend(member: Membership, store: Store, local: Local, bus: Bus) -> None:
    def people_changed(event: Changed) -> None:
        if event.people or event.everything:
            _look_up(member, store, local)

    def told(state: SyncState) -> None:
        if state.trouble is not None and state.trouble.code is Code.DATABASE_CORRUPT:
            recovery.mark(store.path)

    bus.subscribe(SyncState, told)
    if member.remote:
        bus.subscribe(Changed, people_changed)
        _look_up(member, store, local)


def _look_up(member: Membership, store: Store, local: Local) -> None:
    """Find who works here; somebody whom the hub does not know any more goes on as they were, and is told by it."""
    with suppress(Refused), store.bulk() as db:
        resident.adopt(db, member.login)
        resident.remember(db, local)


def _ear(clock: Clock, local: Local) -> Callable[[datetime], timedelta]:
    """Sets the clock by what the hub says, and keeps the difference for a start without the hub."""
    if not isinstance(clock, HubClock):
        return lambda _: timedelta()
    hub_clock = clock

    def hear(now: datetime) -> timedelta:
        before, skew = hub_clock.skew, hub_clock.hear(now)
        if abs(skew - before) > NOTICEABLE:
            local.keep_state(SKEW, skew.total_seconds())
        return skew

    return hear
