"""The war-room with a timeline of 10,000 entries: opened, and captured into.

Promise: the incident is opened from another one, an entry is given as the field gives it; each from rest, to pixels.
"""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path

from console.models.incident_kinds import INCIDENTS, EntryKind
from console.models.kinds import from_micros, new_id
from console.services.incidents.commands import DeclareIncident
from console.views.incidents.page import IncidentsPage
from console.views.incidents.state import WINDOW
from tests.benchmarks.table import Figure, percentile
from tests.benchmarks.window import Driven, Taken

ENTRIES, OPENINGS, CAPTURES = 10_000, 40, 40
MINUTE = 60_000_000


def war_room(window: Driven, _profile: Path) -> list[Figure]:
    """An incident opened, and an entry captured."""
    small = window.desk.do(DeclareIncident("A small one")).subject
    large = window.desk.do(DeclareIncident("A long one")).subject
    with window.store.bulk() as connection:
        _fill(connection, large)
    window.shell.show_page("incidents")
    page = window.shell.page
    if not isinstance(page, IncidentsPage):
        raise TypeError(page)
    window.until(lambda: page.presenter.state.rows is not None)
    opened = [_opened(window, page, small, large) for _ in range(OPENINGS)]
    captured = [_captured(window, page, f"What happened, {n}") for n in range(CAPTURES)]
    window.shell.show_page("queue")
    return [
        _figure(f"an incident of {ENTRIES} entries opened to painted entries, p95", opened, 150),
        Figure("r", "CPU of it, median", percentile([one.cpu for one in opened], 0.5)),
        _figure("an entry captured to painted, p95", captured, 50),
        Figure("r", "CPU of it, median", percentile([one.cpu for one in captured], 0.5)),
    ]


def _fill(connection: sqlite3.Connection, incident: str) -> None:
    asked = connection.execute("select reported_at, reporter from incident where id = ?", (incident,))
    reported, author = asked.fetchone()
    connection.executemany(
        "insert into timeline_entry(id, root, scope, seq, at, who, dead, kind, text, author, event_at, recorded_at,"
        " pinned) values (?, ?, ?, 1, ?, 'bench', 0, ?, ?, ?, ?, ?, 0)",
        (
            (
                *(new_id(from_micros(reported - n * MINUTE)), incident, INCIDENTS, reported, EntryKind.NOTE.value),
                f"Entry {n}: node {n % 7} answers again after its certificate was renewed, the others are next",
                *(author, reported - n * MINUTE, reported - n * MINUTE),
            )
            for n in range(ENTRIES)
        ),
    )


def _opened(window: Driven, page: IncidentsPage, small: str, large: str) -> Taken:
    entries, view = page.room.list.entries, page.room.list.viewport()
    page.presenter.go(small)
    window.until(lambda: entries.rowCount() == 1)
    window.rest(150)

    def is_there() -> bool:
        room = page.presenter.state.room
        return room is not None and room.row.id == large and entries.rowCount() == WINDOW

    return window.painted(view, is_there, partial(page.presenter.go, large))


def _captured(window: Driven, page: IncidentsPage, text: str) -> Taken:
    entries = page.room.list.entries
    taken = window.painted(
        page.room.list.viewport(), lambda: entries.text(0) == text, partial(page.presenter.capture, text)
    )
    window.rest(100)
    return taken


def _figure(what: str, taken: list[Taken], most: float) -> Figure:
    return Figure("r", what, percentile([one.wall for one in taken], 0.95), most=most)
