"""Goals c, d, e, h: views, orders and filters, opening tickets, scrolling.

Promise: views are clicked, heads are clicked, tickets are gone to by key; each from rest.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QScrollBar

from console.models.kinds import LIVE, Channel, Priority, Status, TicketType
from console.services.tickets.filters import NOBODY, Filter
from console.services.tickets.views import BuiltIn, View
from console.views.rows import Column
from tests.benchmarks import floors
from tests.benchmarks.table import Figure, percentile
from tests.benchmarks.window import Driven, Taken

CLICKS, TICKETS, FRAMES = 6, 60, 600
FRAME_S = 1 / 60


def views(window: Driven, profile: Path) -> list[Figure]:
    """Goal c: a click on a view."""
    taken = []
    for _ in range(CLICKS):
        for view in window.presenter.listing.state.views:
            if view.id != window.presenter.listing.state.view.id and _holds_rows(window, view):
                taken.append(_click_view(window, view))
                window.settle()
    floor = floors.times("view", profile)
    return [
        _wall("c", "view clicked to painted rows, p95", taken, most=30, floor=percentile(floor, 0.95), ratio=2),
        _wall("c", "view clicked to painted rows, median", taken, share=0.5, floor=median(floor), ratio=2),
        _cpu("c", "CPU of it, median", taken),
    ]


def orders(window: Driven, _profile: Path) -> list[Figure]:
    """Goal d: every order by a click on a head, and filters as their choosers ask for them."""
    painted, counted = list[Taken](), list[Taken]()
    for name in (BuiltIn.ALL, BuiltIn.ALL_OPEN):
        window.open_view(view_named(window, name))
        for column in Column:
            for _ in range(2):
                _timed(window, partial(_click_head, window, column), painted, counted)
    window.open_view(view_named(window, BuiltIn.ALL))
    for wanted in _filters(window):
        _timed(window, partial(window.presenter.listing.narrow, wanted), painted, counted)
    window.open_view(view_named(window, BuiltIn.ALL_OPEN))
    return [
        _wall("d", f"{len(painted)} orders and filters to painted rows, p95", painted, most=40),
        _wall("d", "... the slowest", painted, share=1, most=40),
        _cpu("d", "CPU of it, p95", painted, share=0.95),
        _wall("d", "... to the exact count, p95", counted, most=150),
    ]


def opening(window: Driven, profile: Path) -> list[Figure]:
    """Goal e: down by key, ticket by ticket."""
    window.open_view(view_named(window, BuiltIn.ALL_OPEN))
    window.table.setFocus(Qt.FocusReason.OtherFocusReason)
    taken = []
    for _ in range(TICKETS):
        taken.append(go_down(window))
        window.rest(250)
    floor = floors.times("ticket", profile)
    return [
        _wall("e", "ticket gone to by key to painted conversation, p95", taken, most=30, floor=percentile(floor, 0.95)),
        _wall("e", "... median", taken, share=0.5, floor=median(floor)),
        _cpu("e", "CPU of it, median", taken),
    ]


def scrolling(window: Driven, profile: Path) -> list[Figure]:
    """Goal h: three rows a frame, 60 frames a second, through all tickets."""
    window.open_view(view_named(window, BuiltIn.ALL))
    bar, row = window.table.verticalScrollBar(), window.table.rowHeight(0)
    late, work = [], []
    start = time.perf_counter()
    for frame in range(FRAMES):
        due = start + frame * FRAME_S
        while (left := due - time.perf_counter()) > 0:
            window.rest(left * 1000) if left > 0.003 else window.turn(wait=False)
        wanted = bar.value() + 3 * row
        taken = window.painted(
            window.table.viewport(),
            partial(_stands_at, bar, wanted),
            partial(bar.setValue, wanted),
        )
        late.append((time.perf_counter() - max(due, start)) * 1000)
        work.append(taken.wall)
        if time.perf_counter() > due + FRAME_S:
            start = time.perf_counter() - (frame + 1) * FRAME_S  # a late frame delays those after it
    floor = floors.times("scroll", profile)
    return [
        Figure("h", "frame of 3 rows, due to painted, p99", percentile(late, 0.99), most=1000 / 60),
        Figure("h", "... its work, p99", percentile(work, 0.99), most=1000 / 60, floor=percentile(floor, 0.99)),
        Figure("h", "... its work, median", median(work), floor=median(floor), ratio=1),
    ]


def go_down(window: Driven) -> Taken:
    """To the next ticket by key, until its conversation is painted."""
    content = window.display.complete().conversation._content
    before = window.presenter.ticket.state.ticket
    return window.painted(
        content, partial(_talks, window, before), lambda: QTest.keyClick(window.table, Qt.Key.Key_Down)
    )


def view_named(window: Driven, name: BuiltIn) -> View:
    """A built-in view."""
    return next(view for view in window.presenter.listing.state.views if view.built_in is name)


def _holds_rows(window: Driven, view: View) -> bool:
    return window.presenter.listing.state.counts.get(view.id, 1) > 0


def _click_view(window: Driven, view: View) -> Taken:
    panel = window.display.views.list
    place = panel.visualRect(panel.views.index(panel.views.row_of(view))).center()
    before = window.presenter.listing.state.lines
    return window.painted(
        window.table.viewport(),
        lambda: window.presenter.listing.state.lines is not before and window.shows_lines(),
        lambda: QTest.mouseClick(panel.viewport(), Qt.MouseButton.LeftButton, pos=place),
    )


def _click_head(window: Driven, column: Column) -> None:
    heads = window.table.horizontalHeader()
    place = QPoint(heads.sectionViewportPosition(column) + 10, heads.height() // 2)
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=place)


def _timed(window: Driven, act: Callable[[], object], painted: list[Taken], counted: list[Taken]) -> None:
    listing = window.presenter.listing
    before, start = listing.state.lines, time.perf_counter()
    shown = window.table.viewport()
    painted.append(window.painted(shown, lambda: listing.state.lines is not before and window.shows_lines(), act))
    window.until(lambda: listing.state.count is not None)
    counted.append(Taken((time.perf_counter() - start) * 1000, 0))
    window.settle(200)


def _talks(window: Driven, before: str | None) -> bool:
    shown = window.presenter.ticket.state.shown
    return shown is not None and shown.id != before and window.display.complete().conversation._ticket == shown.id


def _filters(window: Driven) -> list[Filter]:
    """Wide and narrow ones, single and together."""
    with window.store.read() as connection:
        one = connection.execute(
            "select requester, team, assignee from ticket where requester is not null and assignee is not null limit 1"
        ).fetchone()
        tag = connection.execute("select name from tag group by name order by count(*) desc limit 1").fetchone()[0]
    return [
        Filter(statuses=LIVE),
        Filter(statuses=frozenset({Status.CLOSED})),
        Filter(priorities=frozenset({Priority.CRITICAL})),
        Filter(priorities=frozenset({Priority.LOW}), statuses=LIVE),
        Filter(types=frozenset({TicketType.LOGIN_PROBLEM})),
        Filter(channels=frozenset({Channel.PHONE}), types=frozenset({TicketType.FEATURE_REQUEST})),
        Filter(requester=one[0]),
        Filter(team=one[1]),
        Filter(assignee=one[2]),
        Filter(assignee=NOBODY, statuses=LIVE),
        Filter(tag=tag),
        Filter(awaiting=True),
        Filter(text="password", statuses=LIVE),
        Filter(text="密码", priorities=frozenset({Priority.HIGH})),
    ]


def _stands_at(bar: QScrollBar, value: int) -> bool:
    return bar.value() == value


def _wall(
    goal: str,
    what: str,
    taken: list[Taken],
    *,
    share: float = 0.95,
    most: float | None = None,
    floor: float | None = None,
    ratio: float | None = None,
) -> Figure:
    value = percentile([one.wall for one in taken], share)
    return Figure(goal, what, value, most=most, floor=floor, ratio=ratio)


def _cpu(goal: str, what: str, taken: list[Taken], share: float = 0.5) -> Figure:
    return Figure(goal, what, percentile([one.cpu for one in taken], share))
