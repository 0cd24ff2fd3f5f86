"""A clock tells in words why it stands as it does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.models.kinds import ClockKind, Locale, Status
from console.services.explaining import ClockRow, Explain
from console.services.tickets.commands import SetStatus
from console.settings import Settings
from console.views.queue import ledger
from console.views.queue.ledger import OVER, clock_lines, copied, foremost, ledger_lines, newest
from console.views.queue.manner import Manner
from console.views.theme import Look
from tests.support.desk import Office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = open_office(tmp_path / "profile")
    yield made
    made.services.close()


@pytest.fixture
def manner(qapp: QApplication, office: Office) -> Manner:
    return Manner(Look(qapp, Settings()), Locale.EN, office.clock.now().astimezone().date())


def clocks(office: Office, ticket: str) -> tuple[ClockRow, ...]:
    """How they stand now."""
    return office.ask(Explain(ticket, office.clock.now()))


def test_the_ledger_of_a_late_clock_is_cut_where_it_became_late(office: Office, manner: Manner) -> None:
    ticket = office.ticket()
    office.clock.advance(timedelta(days=7))
    row = foremost(clocks(office, ticket))
    assert row is not None
    assert (row.clock, ledger.title(row)) == (ClockKind.FIRST_RESPONSE, "Why is this red")
    lines = ledger_lines(row, manner)
    late = [line.kind == OVER for line in lines if line.kind in ("counted", OVER)]
    assert late == sorted(late)
    assert set(late) == {False, True}
    counted = sum(line.seconds for line in lines if line.kind in ("counted", OVER))
    assert counted == row.used
    assert sum(line.seconds for line in lines if line.kind == OVER) == -(row.remaining or 0)
    assert sum(line.seconds for line in lines) == timedelta(days=7).total_seconds()
    assert all(line.length.startswith("+") for line in lines if line.kind == OVER)


def test_what_is_copied_tells_all_of_it(office: Office, manner: Manner) -> None:
    ticket = office.ticket()
    office.clock.advance(timedelta(days=30))
    row = foremost(clocks(office, ticket))
    assert row is not None
    head, *lines, total = copied("12", row, manner).splitlines()
    assert head.startswith("12 · First reply · High v1 · Working hours v1 · Missed · ")
    assert len(lines) == len(ledger_lines(row, manner)) > ledger.MOST_LINES
    assert total == f"{ledger.clocked(row.used or 0)} of 4:00 counted"


def test_clocks_that_are_open_come_first_and_each_says_how_it_stands(office: Office, manner: Manner) -> None:
    ticket = office.ticket()
    office.clock.advance(timedelta(minutes=25))
    office.reply(ticket)
    office.do(SetStatus(ticket, Status.ON_HOLD, "parts"))
    rows = clocks(office, ticket)
    assert [row.clock for row in newest(rows)] == [ClockKind.RESOLUTION, ClockKind.FIRST_RESPONSE]
    paused, met = clock_lines(rows, office.clock.now(), manner)
    assert (paused.kind, paused.what, paused.time, paused.due) == ("paused", "Resolution", "Paused", "")
    assert (met.kind, met.what, met.target) == ("met", "First reply", "target 4 h")
    assert met.time.startswith("met in ")
    told = foremost(rows)
    assert told is not None
    assert (told.clock, ledger.title(told)) == (ClockKind.RESOLUTION, "What has counted")


def test_a_running_clock_counts_down_and_warns(office: Office, manner: Manner) -> None:
    ticket = office.ticket()
    row = clocks(office, ticket)[0]
    assert row.due is not None
    (first, _) = clock_lines((row, clocks(office, ticket)[1]), row.due - timedelta(minutes=9), manner)
    assert (first.kind, first.time) == ("ok", "9 m left")
    assert clock_lines((row,), row.due + timedelta(hours=1), manner)[0].time == "1 h over"
    office.clock.instant = row.due - timedelta(minutes=9)
    assert clock_lines(clocks(office, ticket)[:1], office.clock.now(), manner)[0].kind == "warn"


def test_without_clocks_there_is_nothing_to_explain() -> None:
    assert foremost(()) is None
    assert newest(()) == ()
