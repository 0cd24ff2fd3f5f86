"""Times as people and systems write them become the instants they mean (SPEC 1.4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.kinds import from_micros, to_micros
from console.services.importing.times import reader

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from([ZoneInfo(name) for name in ("Asia/Shanghai", "America/St_Johns", "Europe/Berlin", "UTC")])
TIMES = st.datetimes(datetime.fromisoformat("1971-01-01"), datetime.fromisoformat("2200-01-01"))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2012-02-05 13:32", "2012-02-05T13:32+00:00"),
        ("2012-02-05T13:32:07.25", "2012-02-05T13:32:07.250000+00:00"),
        ("2012-02-05T13:32:07Z", "2012-02-05T13:32:07+00:00"),
        ("2012-02-05T13:32+08:00", "2012-02-05T05:32+00:00"),
        ("2012-02-05 13:32:07 +0800", "2012-02-05T05:32:07+00:00"),
        ("2012-02-05 13:32:07 UTC", "2012-02-05T13:32:07+00:00"),
        ("2012-02-05 01:32:07 PM", "2012-02-05T13:32:07+00:00"),
        ("2012-02-05", "2012-02-05T00:00+00:00"),
        ("05/02/2012 13:32", "2012-02-05T13:32+00:00"),
        ("5/2/2012 1:32 PM", "2012-02-05T13:32+00:00"),
        ("5/2/2012 12:05 am", "2012-02-05T00:05+00:00"),
        ("5.2.2012 13:32:07", "2012-02-05T13:32:07+00:00"),
        ("5.2.2012", "2012-02-05T00:00+00:00"),
        ("2012/2/5 13:32", "2012-02-05T13:32+00:00"),
        ("2012年2月5日 13:32", "2012-02-05T13:32+00:00"),
        (" 2012-02-05, 13:32 ", "2012-02-05T13:32+00:00"),
    ],
)
def test_usual_ways_of_writing_are_understood(text: str, meant: str) -> None:
    assert reader(UTC)(text) == to_micros(datetime.fromisoformat(meant))


@pytest.mark.parametrize(
    "text",
    [
        *("", "soon", "31/02/2012 10:00", "13:32", "2012-02-30", "32.1.2012", "5/13/2012 10:00", "5/2/2012 25:00"),
        *("5/2/2012 13:00 PM", "5/2/12 10:00", "0000-01-01", "9999-12-31T23:59-10:00", "2012-02-05 13:32 Uhr", "3,87"),
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert reader(UTC)(text) is None


def test_the_month_stands_first_where_the_map_says_so() -> None:
    assert reader(UTC, day_first=False)("2/5/2012 13:32") == to_micros(datetime(2012, 2, 5, 13, 32, tzinfo=UTC))


def test_a_wall_time_is_of_the_zone_and_its_season() -> None:
    read = reader(BERLIN)
    assert read("1.1.2012 12:00") == to_micros(datetime(2012, 1, 1, 11, tzinfo=UTC))
    assert read("1.7.2012 12:00") == to_micros(datetime(2012, 7, 1, 10, tzinfo=UTC))


def test_a_repeated_wall_time_is_the_first_and_one_in_a_gap_the_first_instant_after_it() -> None:
    read = reader(BERLIN)
    assert read("28.10.2012 02:30") == to_micros(datetime(2012, 10, 28, 0, 30, tzinfo=UTC))
    for skipped in ("25.03.2012 02:00", "25.03.2012 02:30", "2012-03-25 02:59:59.999"):
        assert read(skipped) == to_micros(datetime(2012, 3, 25, 1, tzinfo=UTC))
    assert read("25.03.2012 03:00:01") == to_micros(datetime(2012, 3, 25, 1, 0, 1, tzinfo=UTC))
    assert reader(ZoneInfo("Australia/Lord_Howe"))("2024-10-06 02:10") == to_micros(
        datetime(2024, 10, 5, 15, 30, tzinfo=UTC)
    )
    assert reader(ZoneInfo("Pacific/Apia"))("2011-12-30 12:00") == to_micros(datetime(2011, 12, 30, 10, tzinfo=UTC))


def test_without_a_zone_wall_times_are_this_machines() -> None:
    """Tests run in Shanghai, so a wall time taken for UTC shows."""
    assert reader(None)("2012-02-05 13:32") == to_micros(datetime(2012, 2, 5, 5, 32, tzinfo=UTC))


@given(TIMES, ZONES, st.integers(-14 * 60, 14 * 60))
def test_an_offset_in_the_text_overrules_the_zone(at: datetime, zone: ZoneInfo, minutes: int) -> None:
    instant = at.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert reader(zone)(instant.isoformat()) == to_micros(instant)


@given(TIMES, ZONES)
def test_every_instant_is_read_as_it_was_written(at: datetime, zone: ZoneInfo) -> None:
    instant = at.replace(tzinfo=UTC)
    found = reader(zone)(instant.isoformat())
    assert found is not None
    assert from_micros(found) == instant
