"""The window of a console in a team: when it shows what another did, and what the sync costs who works in it.

Promise: the window is the product's own with its rounds beside it, the others are consoles in processes of their own;
a change counts as shown when the table has painted it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from math import inf
from multiprocessing.connection import Connection as Line
from pathlib import Path

import psycopg
from PySide6.QtCore import QEvent, QObject, Qt, QTimer

from console.models.kinds import Priority
from console.services.desk import Done
from console.services.sync.state import Phase, SyncState
from console.services.tickets.commands import SetPriority
from console.services.tickets.views import BuiltIn
from tests.benchmarks import member
from tests.benchmarks.member import Noted
from tests.benchmarks.reading import view_named
from tests.benchmarks.table import Figure, percentile
from tests.benchmarks.team import Seat, asked, at_work, heard, team
from tests.benchmarks.window import Driven, drive
from tests.support.secure_hub import OTHER_TEAM
from tests.support.waiting import until

TICKETS, CHANGES, PACE = 8, 100, 0.37
"""The pace is none the consoles have themselves."""
AHEAD = 1.0
WRITERS, RATE = 3, 50
COMING = 20_000
OWN, OWN_PACE_MS = 100, 250
SHARING = (
    "from the command in the other console's process to the paint of its row in this window, which looks up to 100 ms"
    " after the doorbell; floor: psycopg and sqlite3 alone, from the transaction to the other's SQLite commit, no wait"
)
BESIDE = (
    f"this window sets a priority every {OWN_PACE_MS} ms while {WRITERS} consoles change {RATE} tickets a second and"
    f" {COMING:,} tickets of a team it was just let into come by pages; from the command to its answer on the window's"
    " thread; floor: the same while nothing syncs; the beat is 4 ms of the window's thread"
)

_OF_OTHERS = f"""
insert into desk.ticket (id, root, scope, seq, at, who, dead, number, team, title, description, priority, status,
        channel, cycle, created_at, updated_at)
    select 'many' || n, 'many' || n, t.own_scope, h.seq, h.now, '', false, 1000 + n, t.id, 'Ticket ' || n,
        repeat('The printer stopped. ', 12), 'LOW', 'NEW', 'PHONE', 1, h.now, h.now
    from generate_series(1, {COMING}) n, desk.team t, desk.head h where t.name = '{OTHER_TEAM}';
insert into desk.event (id, root, scope, seq, at, who, dead, kind, to_value, happened_at, recorded_at)
    select 'event' || id, id, scope, seq, at, who, false, 'CREATED', 'NEW', created_at, created_at
    from desk.ticket where id like 'many%';
"""


class Titles(QObject):
    """Notes when each title first stood in the table as it was painted."""

    def __init__(self, window: Driven) -> None:
        super().__init__()
        self.seen: Noted = {}
        self._rows = window.table.rows
        window.table.viewport().installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """Qt: look at an event of the table."""
        if event.type() is QEvent.Type.Paint:
            now = time.perf_counter()
            for line in map(self._rows.line_of, self._rows.order[:TICKETS]):
                if line is not None:
                    self.seen.setdefault(line.title, now)
        return False


def sharing(home: Path) -> list[Figure]:
    """What one writes, the other's window shows."""
    with team(2, home) as desk:
        mine, theirs = (seat.joined() for seat in desk.seats)
        taken: list[float] = []
        with at_work((theirs,), member.console) as (line,):
            (own,) = asked((line,), "make", TICKETS)
            until(lambda: all(asked((line,), "in_step")))
            drive(mine.profile, lambda window: taken.extend(_shown(window, mine, line, own)))
        with at_work(desk.seats, member.bare) as lines:
            asked(lines[:1], "read", 0.0)
            begun = asked(lines[1:], "write", PACE, time.perf_counter(), CHANGES)[0]
            until(lambda: asked(lines[:1], "all_seen")[0].keys() >= begun.keys())
            floor = _between(begun, asked(lines[:1], "all_seen")[0])
    return [
        Figure(
            "sharing",
            "a change until the other window shows it, p95",
            percentile(taken, 0.95),
            most=200,
            floor=percentile(floor, 0.95),
            note=SHARING,
        ),
        Figure("sharing", "... median", percentile(taken, 0.5), floor=percentile(floor, 0.5)),
        Figure("sharing", "... longest", max(taken), floor=max(floor)),
    ]


def _between(begun: Noted, seen: Noted) -> list[float]:
    return [(seen.get(title, inf) - at) * 1000 for title, at in begun.items()]


def _shown(window: Driven, seat: Seat, line: Line, tickets: Sequence[str]) -> list[float]:
    _sign_in(window, seat)
    window.open_view(view_named(window, BuiltIn.ALL_OPEN))
    window.until(lambda: len(window.table.rows.order) == TICKETS)
    titles = Titles(window)
    line.send(("write", tickets, PACE, time.perf_counter() + AHEAD, CHANGES))
    while not line.poll():
        window.rest(AHEAD * 100)
    begun: Noted = heard(line)
    window.rest(AHEAD * 1000)
    return _between(begun, titles.seen)


def _sign_in(window: Driven, seat: Seat) -> None:
    """Give the password as the person would, and wait until the hub has answered."""
    phases: list[Phase] = []
    window.bus.subscribe(SyncState, lambda state: phases.append(state.phase))
    window.shell._lent.team.sign_in(seat.password, keep_it=False)
    window.until(lambda: Phase.CONNECTED in phases)
    window.settle()


def beside(home: Path) -> list[Figure]:
    """Somebody works on while the replica takes in what others did."""
    with team(1 + WRITERS, home) as desk, desk.hub.root() as root:
        mine, *others = (seat.joined() for seat in desk.seats)
        with at_work(others, member.console) as lines:
            own = asked(lines, "make", TICKETS)
            until(lambda: all(asked(lines, "in_step")))
            _lay(root)
            made = Worked()

            def let_in() -> None:
                desk.hub.people(root).change_members(mine.login, [OTHER_TEAM], [])
                first = time.perf_counter()
                for n, line in enumerate(lines):
                    many = round(OWN * OWN_PACE_MS / 1000 * RATE / WRITERS)
                    line.send(("write", own[n], WRITERS / RATE, first + n / RATE, many))

            drive(mine.profile, partial(_works, made, mine, let_in))
            for line in lines:
                heard(line)
    return made.figures()


def _lay(root: psycopg.Connection) -> None:
    """The tickets of the other team, past the rules."""
    root.execute("set session_replication_role = replica")
    root.execute(_OF_OTHERS.encode())
    root.execute("reset session_replication_role")


class Worked:
    """What somebody at the window met, in milliseconds, and the longest log in bytes."""

    def __init__(self) -> None:
        self.alone: list[float] = []
        self.beside: list[float] = []
        self.gaps: list[float] = []
        self.log = 0
        self.came = 0

    def figures(self) -> list[Figure]:
        """All of them."""
        what = "a command of the window beside its sync, p99"
        return [
            Figure(
                "beside", what, percentile(self.beside, 0.99), most=15, floor=percentile(self.alone, 0.99), note=BESIDE
            ),
            Figure("beside", "... median", percentile(self.beside, 0.5), floor=percentile(self.alone, 0.5)),
            Figure("beside", "... the window's longest beat", max(self.gaps), most=50),
            Figure("beside", "... beat p99", percentile(self.gaps, 0.99)),
            Figure("beside", "... greatest write-ahead log", self.log / 2**20, "MB", most=64),
            Figure("beside", f"... tickets that came, of {COMING:,}", self.came, ""),
        ]


def _works(made: Worked, seat: Seat, let_in: Callable[[], None], window: Driven) -> None:
    _sign_in(window, seat)
    window.open_view(view_named(window, BuiltIn.ALL))
    made.alone += _commands(window)
    with _beating(window, made):
        let_in()
        made.beside += _commands(window)
    with window.store.read() as db:
        made.came = db.execute("select count(*) from ticket where id like 'many%'").fetchone()[0]


def _commands(window: Driven) -> list[float]:
    taken: list[float] = []
    with window.store.read() as db:
        ticket = db.execute("select id from ticket where id not like 'many%' order by id limit 1").fetchone()[0]
    for n in range(OWN):
        answers: list[Done] = []
        start = time.perf_counter()
        window.courier.do(SetPriority(ticket, (Priority.LOW, Priority.HIGH)[n % 2]), answers.append)
        window.until(partial(bool, answers))
        taken.append((time.perf_counter() - start) * 1000)
        window.rest(OWN_PACE_MS)
    return taken


@contextmanager
def _beating(window: Driven, made: Worked) -> Iterator[None]:
    """While it lasts, notes how evenly the window's thread turns and how long the log grows."""
    beats: list[float] = []
    log = window.store.path.with_name("replica.db-wal")

    def beat() -> None:
        beats.append(time.perf_counter())
        made.log = max(made.log, log.stat().st_size)

    heart = QTimer(interval=4, timerType=Qt.TimerType.PreciseTimer)
    heart.timeout.connect(beat)
    heart.start()
    try:
        yield
    finally:
        heart.stop()
    made.gaps += [(after - before) * 1000 for before, after in pairwise(beats)]
