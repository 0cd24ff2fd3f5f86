"""Shifts as iCalendar are read by whatever reads RFC 5545, whoever is named in them."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from console.models.on_call import Shift
from console.services.rota_calendar import escaped, folded, icalendar

MADE = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
START = 1_772_442_000_000_000
SHIFT = Shift("a", START, START + 3_600_000_000)


def written(name: str) -> str:
    return icalendar("Desk, night", (SHIFT,), {"a": name}, "On call: {person}", MADE)


def test_a_shift_is_an_event_in_utc_with_a_lasting_uid() -> None:
    lines = written("Wei Lin").split("\r\n")
    assert lines[:4] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//support-console//on call//EN",
        "X-WR-CALNAME:Desk\\, night",
    ]
    assert {"DTSTAMP:20260302T080000Z", "DTSTART:20260302T090000Z", "DTEND:20260302T100000Z"} <= set(lines)
    assert "SUMMARY:On call: Wei Lin" in lines
    assert lines[-2:] == ["END:VCALENDAR", ""]
    uid = next(line for line in lines if line.startswith("UID:"))
    assert uid in written("Renamed Since")


@given(st.text(max_size=60))
def test_no_name_breaks_out_of_its_line(name: str) -> None:
    """What is unfolded and read again is the name, but for what cannot be printed."""
    text = written(name)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "").split("\r\n")
    assert [line.partition(":")[0] for line in unfolded if line].count("BEGIN") == 2
    assert len(unfolded) == len(written("x").replace("\r\n ", "").split("\r\n"))


@given(st.text(alphabet="a值\U0001f642 ", max_size=200))
def test_a_folded_line_is_put_together_again_whole(line: str) -> None:
    first, *rest = folded(line)
    assert all(piece.startswith(" ") for piece in rest)
    assert first + "".join(piece[1:] for piece in rest) == line


def test_what_means_something_is_escaped() -> None:
    assert escaped("a;b,c\\d\ne\x07") == "a\\;b\\,c\\\\d\\ne "
