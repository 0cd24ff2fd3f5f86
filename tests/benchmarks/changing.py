"""Goals g, i, j, k: own commands and changes of others, from the store to the pixels.

Promise: every change is a committed row; nothing is told that did not happen.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from array import array
from itertools import pairwise
from pathlib import Path
from statistics import median

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from console.models.kinds import Priority, new_id, to_micros
from console.services.bus import Changed
from console.services.tickets.filters import Filter, conditions
from console.services.tickets.queries import Count, Order
from console.services.tickets.views import BuiltIn
from tests.benchmarks import floors
from tests.benchmarks.reading import view_named
from tests.benchmarks.table import Figure, percentile
from tests.benchmarks.window import Driven, Taken

ROOT = Path(__file__).resolve().parents[2]
COMMANDS, SETS = 40, 7
RATE, SECONDS = 1000, 60
STREAM = (
    "a second process commits 100 changed rows ten times a second (priority and time of change: each moves to the top"
    " of the open view of all tickets); this process reads the ids and tells them on its bus, as a pull does, and finds"
    " them once more by its own watch; CPU is that of all its threads"
)


def commands(window: Driven, profile: Path) -> list[Figure]:
    """Goal g: P, the first letters of another priority, Enter."""
    window.open_view(view_named(window, BuiltIn.ALL))
    taken = []
    for _ in range(COMMANDS):
        window.table.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClick(window.table, Qt.Key.Key_Down)
        window.rest(250)
        taken.append(_set_priority(window))
        window.rest(400)
    floor = floors.times("command", profile)
    walls = [one.wall for one in taken]
    return [
        Figure(
            "g",
            "Enter on a priority to durable and painted, p95",
            percentile(walls, 0.95),
            most=8,
            floor=percentile(floor, 0.95),
        ),
        Figure("g", "... median", median(walls), floor=median(floor)),
        Figure("g", "... CPU, median", median(one.cpu for one in taken)),
    ]


def _set_priority(window: Driven) -> Taken:
    """From the last key until the row shows it; a row shows only what was committed."""
    rows, n = window.table.rows, window.table.current()
    line = None if n is None else rows.line_of(n)
    if n is None or line is None:
        raise RuntimeError("no ticket is current")
    wanted = Priority.LOW if line.priority is Priority.HIGH else Priority.HIGH
    QTest.keyClick(window.table, Qt.Key.Key_P)
    window.rest(60)
    field = window.shell.focusWidget()
    QTest.keyClicks(field, wanted.value.lower())
    window.rest(60)

    def shown() -> bool:
        present = rows.line_of(n)
        return present is not None and present.priority is wanted

    return window.painted(window.table.viewport(), shown, lambda: QTest.keyClick(field, Qt.Key.Key_Return))


def change_sets(window: Driven, profile: Path) -> list[Figure]:
    """Goals j and k: 1,000 changes into the open view, committed at once as a pull commits them; then the counts."""
    window.open_view(view_named(window, BuiltIn.ALL))
    window.table.verticalScrollBar().setValue(0)
    window.table.step(3)
    window.rest(500)
    taken, counts, kept, equal = [], [], True, True
    views = window.presenter.listing.state.views
    for _ in range(SETS):
        current, place = window.table.current(), _place(window)
        event = _commit_set(window)
        filters = tuple(view.filter for view in views)
        start = time.perf_counter()
        counted = window.desk.ask(Count(filters))
        counts.append((time.perf_counter() - start) * 1000)
        equal = equal and counted == tuple(_recount(window, one) for one in filters)
        order = window.desk.ask(Order(window.presenter.listing.state.filter, window.presenter.listing.state.sort))
        taken.append(_told(window, event, order))
        kept = kept and (window.table.current(), _place(window)) == (current, place)
        window.rest(2500)
    shown = tuple(window.presenter.listing.state.counts[view.id] for view in views)
    equal = equal and shown == window.desk.ask(Count(tuple(view.filter for view in views)))
    floor = floors.times("changes", profile)
    walls = [one.wall for one in taken]
    return [
        Figure(
            "j",
            "1,000 changes told to painted in place, median",
            median(walls),
            floor=median(floor),
            ratio=1.5,
            note="told once they are committed; 100 new, 50 gone, 100 to the top, 750 changed where they stand",
        ),
        Figure("j", "... CPU, median", median(one.cpu for one in taken)),
        Figure("j", "... selection and scroll kept", float(kept), "", least=1),
        Figure("k", f"{len(views)} views counted after it, p95", percentile(counts, 0.95), most=10),
        Figure("k", "... equal to a recount", float(equal), "", least=1),
    ]


def _place(window: Driven) -> int:
    """Where the current row stands on the screen, in pixels."""
    return window.table.rowViewportPosition(window.table.currentIndex().row())


def _told(window: Driven, event: Changed, order: array[int]) -> Taken:
    return window.painted(
        window.table.viewport(),
        lambda: window.table.rows.order == order and window.shows_lines(),
        lambda: window.bus.publish(event),
    )


def _commit_set(window: Driven) -> Changed:
    """100 new, 50 gone, 100 to the top, 750 changed in place: one transaction of plain rows."""
    now = window.shell._lent.clock.now()
    at = to_micros(now)
    with window.store.bulk() as connection:
        ids = [row[0] for row in connection.execute("select ticket from listing order by random() limit 900")]
        current = window.presenter.ticket.state.ticket
        gone, moved, changed = ([key for key in part if key != current] for part in (ids[:50], ids[50:150], ids[150:]))
        connection.executemany("update ticket set dead = 1 where id = ?", [(key,) for key in gone])
        connection.executemany("update ticket set updated_at = ? where id = ?", [(at, key) for key in moved])
        connection.executemany(
            "update ticket set priority = case priority when 'LOW' then 'HIGH' else 'LOW' end where id = ?",
            [(key,) for key in changed],
        )
        made = [new_id(now) for _ in range(100)]
        connection.executemany(
            "insert into ticket(id, root, scope, at, who, dead, title, description, priority, status, channel, team,"
            " created_at, updated_at, cycle) select ?1, ?1, scope, at, who, 0, title, description, priority, 'NEW',"
            " channel, team, ?2, ?2, 1 from ticket where id = ?3",
            [(key, at, other) for key, other in zip(made, changed, strict=False)],
        )
    return Changed(tickets=frozenset([*ids, *made]))


def _recount(window: Driven, wanted: Filter) -> int:
    """The number of tickets a filter holds for, one by one without an index."""
    where = conditions(wanted)
    with window.store.read() as connection:
        sql = f"select count(*) from listing l not indexed{' where ' + where.sql if where.sql else ''}"
        return int(connection.execute(sql, where.values).fetchone()[0])


def stream(window: Driven, profile: Path) -> list[Figure]:
    """Goal i: another process commits 1,000 changed rows a second; this one tells and shows them."""
    window.open_view(view_named(window, BuiltIn.ALL))
    beats: list[float] = []
    heart = QTimer(interval=4, timerType=Qt.TimerType.PreciseTimer)
    heart.timeout.connect(lambda: beats.append(time.perf_counter()))
    resting = _share(window, 10)
    command = [sys.executable, "-m", "tests.benchmarks.writer", str(profile), str(RATE), str(SECONDS)]
    writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    told = list[int]()

    def tell() -> None:
        for line in writer.stdout or ():
            tickets = json.loads(line)
            told.append(len(tickets))
            window.bus.publish(Changed(tickets=frozenset(tickets)))

    teller = threading.Thread(target=tell)
    teller.start()
    window.until(lambda: len(told) > 1)
    heart.start()
    share = _share(window, SECONDS - 3)
    heart.stop()
    gaps = [(after - before) * 1000 for before, after in pairwise(beats)]
    writer.wait()
    teller.join()
    window.rest(1500)
    return [
        Figure(
            "i",
            f"CPU at {sum(told) / SECONDS:,.0f} changed rows/s",
            100 * share,
            "% of a core",
            most=10,
            note=STREAM,
        ),
        Figure("i", "... at rest before, no beat", 100 * resting, "% of a core"),
        Figure("i", "... beat of 4 ms, p99", percentile(gaps, 0.99)),
        Figure("i", "... longest", max(gaps)),
    ]


def _share(window: Driven, seconds: float) -> float:
    """CPU time over time while the window lives for so long."""
    cpu, start = time.process_time(), time.perf_counter()
    window.rest(seconds * 1000)
    return (time.process_time() - cpu) / (time.perf_counter() - start)
