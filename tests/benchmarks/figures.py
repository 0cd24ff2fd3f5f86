"""Goal t: figures of 100,000 tickets, and a dashboard of them beside a bare pyqtgraph script that draws as many charts.

Promise: the script draws the same numbers and nothing else; both start in a process of their own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import median

from console.bootstrap import build_services
from console.services.clock import zone_name
from console.services.statistics.board import BoardOf, Mark, MarkKind, TicketsBehind
from console.services.statistics.periods import Span
from console.services.statistics.records import Reader
from tests.benchmarks.table import Figure

ROUNDS = 9
PLAIN = """
import sys, json, time
start = time.perf_counter()
from PySide6.QtWidgets import QApplication, QGridLayout, QWidget
import pyqtgraph
application = QApplication([])
data = json.loads(sys.stdin.read())
window = QWidget()
grid = QGridLayout(window)
window.resize(1440, 900)
for place in range(8):
    plot = pyqtgraph.PlotWidget()
    for row in data:
        plot.plot(row, antialias=True)
    grid.addWidget(plot, place // 3, place % 3)
window.show()
window.grab()
print((time.perf_counter() - start) * 1000)
"""
OURS = """
import sys, time
from pathlib import Path
start = time.perf_counter()
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
import pickle
from console.models.kinds import Locale
from console.settings import Settings
from console.views.theme import Look
from console.views.dashboard.surface import WIDE_SPANS, Surface
from console.views.dashboard.head import Head
from console.views.dashboard.tiles import Tiles
look = Look(application, Settings())
board = pickle.loads(sys.stdin.buffer.read())
surface = Surface()
tiles = Tiles(look, surface)
charts = tuple(kind(look, surface) for kind, _ in WIDE_SPANS)
surface.fill(Head(surface), tiles, charts)
surface.resize(1440, 900)
for part in (tiles, *charts):
    part.show_board(board, Locale.EN)
surface.show()
surface.grab()
print((time.perf_counter() - start) * 1000)
"""


def figures(profile: Path) -> list[Figure]:
    """Boards of a month and of a quarter, and the window that draws them."""
    services = build_services(profile)
    try:
        today = services.clock.now().astimezone().date() + timedelta(days=1)
        span = Span(today - timedelta(days=30), today, zone_name())
        reader = Reader()
        month = BoardOf(reader, span, services.clock.now(), with_former=True, team=services.me.team)
        quick = replace(month, with_clocks=False)
        quarter = replace(month, span=replace(span, first=today - timedelta(days=90)))
        first = _milliseconds(lambda: services.desk.ask(quick))
        clocks = _milliseconds(lambda: services.desk.ask(month))
        board = services.desk.ask(month)
        services.desk.ask(quarter)
        behind = TicketsBehind(month, Mark(MarkKind.OPENED))
        again = [Figure("t", "... asked again", _often(lambda: services.desk.ask(month)), most=60)]
        again.append(Figure("t", "... of 90 days, asked again", _often(lambda: services.desk.ask(quarter)), most=60))
        again.append(Figure("t", "the tickets behind a mark", _often(lambda: services.desk.ask(behind))))
    finally:
        services.close()
    rows = [list(board.course.opened), list(board.course.resolved)]
    import pickle

    ours = [_drawn(OURS, pickle.dumps(board)) for _ in range(3)]
    bare = [_drawn(PLAIN, json.dumps(rows).encode()) for _ in range(3)]
    return [
        Figure("t", "figures of 30 days and the 30 before, first read", first),
        Figure("t", "... the clocks of their tickets besides", clocks),
        *again,
        Figure("t", "dashboard drawn by a new process", median(ours), floor=median(bare), ratio=1.7),
    ]


def _often(one: Callable[[], object]) -> float:
    return median(_milliseconds(one) for _ in range(ROUNDS))


def _milliseconds(one: Callable[[], object]) -> float:
    start = time.perf_counter()
    one()
    return (time.perf_counter() - start) * 1000


def _drawn(script: str, given: bytes) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    done = subprocess.run([sys.executable, "-c", script], input=given, env=environment, capture_output=True, check=True)
    return float(done.stdout.split()[-1])
