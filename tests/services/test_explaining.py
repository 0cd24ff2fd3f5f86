"""A clock explains itself, and a desk tells how its clocks stand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.models.kinds import TICKET_CLOCKS, ClockKind, Code, Refused, Status, Verdict
from console.services.explaining import Explain, SlaReport, seconds
from console.services.tickets.commands import SetStatus
from tests.support.desk import Office


def test_a_clock_tells_what_it_goes_by_and_what_counted(office: Office) -> None:
    ticket = office.ticket()
    created = office.clock.now()
    office.clock.advance(timedelta(hours=30))
    first, resolution = office.ask(Explain(ticket, office.clock.now()))
    assert (first.clock, first.cycle, first.start) == (ClockKind.FIRST_RESPONSE, 1, created)
    assert first.policy == "High v1"
    assert first.calendar == "Working hours v1"
    assert first.used is not None
    assert first.target is not None
    assert first.remaining == first.target - first.used
    counted = [part.seconds for part in first.segments if part.kind.value == "counted"]
    assert sum(counted) == first.used
    assert (first.segments[0].start, first.segments[-1].end) == (created, office.clock.now())
    assert resolution.clock is ClockKind.RESOLUTION


def test_an_unknown_ticket_is_not_found(office: Office) -> None:
    with pytest.raises(Refused) as refusal:
        office.ask(Explain("nothing", office.clock.now()))
    assert refusal.value.code is Code.NOT_FOUND


@pytest.mark.parametrize(
    ("micros", "told"), [(None, None), (60_000_000, 60), (1_500_000, 1.5), (0, 0), (-2_000_000, -2)]
)
def test_lengths_are_seconds_whole_where_they_are(micros: int | None, told: float | None) -> None:
    assert seconds(micros) == told
    assert type(seconds(micros)) is type(told)


def test_clocks_are_counted_by_what_came_of_them(office: Office) -> None:
    answered, late, paused = office.ticket(), office.ticket(), office.ticket()
    for ticket in (answered, paused):
        office.reply(ticket)
    office.do(SetStatus(paused, Status.ON_HOLD, "parts"))
    office.clock.advance(timedelta(days=60))
    counts = office.ask(SlaReport(office.clock.now()))
    assert tuple(counts) == TICKET_CLOCKS
    assert counts[ClockKind.FIRST_RESPONSE] == dict.fromkeys(Verdict, 0) | {Verdict.MET: 2, Verdict.MISSED: 1}
    assert counts[ClockKind.NEXT_RESPONSE] == dict.fromkeys(Verdict, 0)
    assert counts[ClockKind.RESOLUTION] == dict.fromkeys(Verdict, 0) | {Verdict.MISSED: 2, Verdict.PENDING: 1}
    assert office.whole(late).first_responded is None
