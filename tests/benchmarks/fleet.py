"""What a team waits for each other: 20 consoles at once, one back after a week, 50 that had lost their hub.

Promise: consoles are the product's, on one PostgreSQL by TLS, all on this machine; a change counts as seen when the
other replica has committed it and tells its window.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import closing
from math import inf
from multiprocessing.connection import Connection as Line
from pathlib import Path

from console.bootstrap import build_services
from console.models.kinds import Priority, Visibility
from console.services.tickets.commands import AddMessage, CreateTicket, SetPriority, SetTags, SetTitle
from tests.benchmarks import bare_hub, member
from tests.benchmarks.member import Noted
from tests.benchmarks.table import Figure, percentile
from tests.benchmarks.team import Team, asked, at_work, heard, team
from tests.support.postgres import stopped
from tests.support.waiting import until

CONSOLES, RATE, SECONDS = 20, 50, 20
OWN = 10
"""Tickets of each writer: a title is seen before it is followed by the next."""
JITTER = 0.1
"""What the bare script waits at most before it looks, as the console does."""
AHEAD = 1.0
"""Seconds until the first write, in which all have been told."""
PATIENCE = 60.0
WEEK = 500
MANY, AWAY = 50, 20.0

_FLEET = (
    f"all {CONSOLES} consoles write in turn, {RATE} changes a second together, each in a process of its own on this"
    " machine's cores; from the command to the commit in each other replica; floor: bare psycopg and sqlite3 processes"
    " that look, as the consoles do, up to 100 ms after the doorbell"
)
_WEEK = (
    f"{WEEK} operations of one console that was offline, 50 a push, pulled and absorbed;"
    " floor: as many plain transactions, one after another"
)
_BACK = (
    f"the server stops for {AWAY:.0f} s, in which each console makes a change; from its return until each console is"
    " connected, has sent its own and holds all others'"
)


def fleet(home: Path) -> list[Figure]:
    """All consoles write, and see what all others write."""
    with team(CONSOLES, home) as desk:
        ours, worked = _of_consoles(desk)
        floor, bare_worked = _of_scripts(desk)
    what = f"{CONSOLES} consoles, {RATE} changes/s: seen by each other"
    return [
        Figure("fleet", f"{what}, p50", percentile(ours, 0.5), most=120, floor=percentile(floor, 0.5), note=_FLEET),
        Figure("fleet", "... p99", percentile(ours, 0.99), most=300, floor=percentile(floor, 0.99)),
        Figure("fleet", "... longest", max(ours), floor=max(floor)),
        Figure("fleet", "... CPU of a change at all consoles", worked * 1000, floor=bare_worked * 1000),
    ]


def _of_consoles(desk: Team) -> tuple[list[float], float]:
    seats = tuple(seat.joined() for seat in desk.seats)
    with at_work(seats, member.console) as lines:
        own = asked(lines, "make", OWN)
        until(lambda: all(asked(lines, "in_step")), PATIENCE)
        until(lambda: min(asked(lines, "tickets")) == OWN * CONSOLES, PATIENCE)
        return _written(lines, [(tickets,) for tickets in own])


def _of_scripts(desk: Team) -> tuple[list[float], float]:
    with at_work(desk.seats, member.bare) as lines:
        asked(lines, "read", JITTER)
        return _written(lines, [()] * len(lines))


def _written(lines: Sequence[Line], words: Sequence[tuple[object, ...]]) -> tuple[list[float], float]:
    """Milliseconds from each write to each other's sight of it, and seconds of CPU a write."""
    worked, first = sum(asked(lines, "cpu")), time.perf_counter() + AHEAD
    pace, many = len(lines) / RATE, RATE * SECONDS // len(lines)
    for n, line in enumerate(lines):
        line.send(("write", *words[n], pace, first + n / RATE, many))
    begun: list[Noted] = [heard(line) for line in lines]
    threading.Event().wait(AHEAD)
    worked = sum(asked(lines, "cpu")) - worked
    seen: list[Noted] = asked(lines, "all_seen")
    taken = [
        (there.get(title, inf) - at) * 1000
        for writer, written in enumerate(begun)
        for reader, there in enumerate(seen)
        if reader != writer
        for title, at in written.items()
    ]
    return taken, worked / (many * len(lines))


def week(home: Path) -> list[Figure]:
    """A console comes back with a week's work."""
    with team(1, home) as desk:
        seat = desk.seats[0].joined()
        with closing(build_services(seat.profile)) as services:
            services.password.give(seat.password, keep_it=False)
            for n in range(WEEK // 5):
                ticket = services.desk.do(CreateTicket(f"Ticket {n} of the week", "It stopped. " * 20)).subject
                services.desk.do(AddMessage(ticket, "We look into it. " * 20, Visibility.PUBLIC))
                services.desk.do(SetPriority(ticket, Priority.HIGH))
                services.desk.do(SetTags(ticket, ("vpn", f"week{n}")))
                services.desk.do(SetTitle(ticket, f"Ticket {n}, better said"))
            rounds = services.open_sync()
            start = time.perf_counter()
            state = rounds.once()
            taken = time.perf_counter() - start
        if (state.pending, state.refused) != (0, 0):
            raise RuntimeError(state)
        with closing(seat.dial()) as line:
            start = time.perf_counter()
            for n in range(WEEK):
                bare_hub.change(line, n, f"title {n}")
            floor = time.perf_counter() - start
    return [Figure("week", f"{WEEK} operations of an offline week", taken, "s", most=5, floor=floor, note=_WEEK)]


def back(home: Path) -> list[Figure]:
    """A server comes back, and all its consoles with it."""
    with team(MANY, home) as desk:
        seats = tuple(seat.joined() for seat in desk.seats)
        with at_work(seats, member.console) as lines:
            own = asked(lines, "make", 1)
            until(lambda: all(asked(lines, "in_step")), PATIENCE)
            with stopped(desk.hub.socket):
                gone = time.perf_counter()
                for line, tickets in zip(lines, own, strict=True):
                    line.send(("write", tickets, 0.0, 0.0, 1))
                titles = [title for line in lines for title in heard(line)]
                threading.Event().wait(AWAY - (time.perf_counter() - gone))
            returned = time.perf_counter()
            until(lambda: all(asked(lines, "holds", titles)), 2 * PATIENCE)
            taken = [at - returned for at in asked(lines, "complete", titles)]
    return [
        Figure("back", f"{MANY} consoles back after their server", max(taken), "s", most=30, note=_BACK),
        Figure("back", "... median", percentile(taken, 0.5), "s"),
    ]
