"""Ids and instants every layer shares."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models import kinds
from console.models.kinds import (
    EPOCH,
    HUMAN_ROLES,
    MARKS,
    Priority,
    Role,
    from_micros,
    iso,
    local_mark,
    new_id,
    to_micros,
)

instants = st.datetimes(
    min_value=EPOCH.replace(tzinfo=None) + timedelta(days=1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=8)), timezone(-timedelta(hours=9, minutes=30))]),
)


@given(instants)
def test_an_instant_survives_its_microseconds_exactly(instant: datetime) -> None:
    """SPEC 1.4."""
    assert from_micros(to_micros(instant)) == instant
    assert from_micros(to_micros(instant)).tzinfo is UTC


def test_a_wall_time_without_a_zone_is_no_instant() -> None:
    with pytest.raises(ValueError, match="zone"):
        to_micros(EPOCH.replace(tzinfo=None))


@given(instants)
def test_an_id_carries_its_instant_to_the_millisecond(instant: datetime) -> None:
    """RFC 9562: UUIDv7."""
    made = UUID(new_id(instant))
    assert made.version == 7
    assert made.int >> 80 == to_micros(instant) // 1000


def test_ids_of_one_instant_differ() -> None:
    at = datetime(2026, 2, 27, tzinfo=UTC)
    assert len({new_id(at) for _ in range(1000)}) == 1000


def test_priorities_are_ranked_from_one_the_most_pressing_first() -> None:
    """SPEC 3.1."""
    assert {p: p.rank for p in Priority} == {"CRITICAL": 1, "HIGH": 2, "MEDIUM": 3, "LOW": 4}


def test_people_hold_every_role_but_the_workers() -> None:
    """SPEC 1.2, 1.5."""
    assert set(HUMAN_ROLES) == set(Role) - {Role.WORKER}


def test_instants_are_printed_with_their_offset() -> None:
    assert iso(datetime(2026, 2, 27, 6, 30, tzinfo=UTC)) == "2026-02-27T06:30:00+00:00"
    assert iso(None) is None


def test_live_and_paused_statuses_are_known() -> None:
    assert kinds.PAUSES < kinds.LIVE


@given(instants)
def test_a_local_mark_is_short_and_stays_with_its_ticket(instant: datetime) -> None:
    """SPEC 3.2."""
    ticket = new_id(instant)
    mark = local_mark(ticket)
    assert mark == local_mark(ticket.upper())
    assert len(mark) == 6
    assert set(mark.removeprefix("L-")) <= set(MARKS)
    value = 0
    for sign in mark.removeprefix("L-"):
        value = value * 32 + MARKS.index(sign)
    assert value == UUID(ticket).int & 0xFFFFF
