"""Lines say what was published, and what they say is what is published."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.agreements import agreements_of, default_agreements
from console.models.hours import Hours, hours_of
from console.models.kinds import Channel, Code, Priority, Refused, TicketType
from console.models.ruling_text import agreements_body, agreements_text, hours_body, hours_text, length_text

TEAMS = {"t1": "Night", "t2": "Helpdesk", "t3": "Twin", "t4": "Twin", "t5": "Odd, name"}

CALENDAR = """\
zone Asia/Shanghai
# five days, and a night that ends on Saturday
mon-thu 09:00-12:00 13:00-18:00
fri 22:00-06:00
yearly 01-01 05-01
holiday 2026-02-15..2026-02-23 2026-10-01..2026-10-03
holiday 2027-01-01
open 2026-02-14 2026-02-28: 09:00-12:00 13:00-18:00
open 2026-12-24: 09:00-12:00
open 2026-12-25:
break 2026-03-02: 10:00-10:30:15
"""


def words() -> st.SearchStrategy[str]:
    """Names without commas and line breaks."""
    return st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters=",#"), min_size=1, max_size=8)


@st.composite
def agreements(draw: st.DrawFn) -> dict[str, object]:
    """A list in which anything may stand that lines can tell."""
    lengths = st.integers(1, 400_000)
    found: list[dict[str, object]] = []
    for last in (*[False] * draw(st.integers(0, 3)), True):
        kinds = {"types": TicketType, "priorities": Priority, "channels": Channel}
        when: dict[str, list[str]] = {
            name: sorted(draw(st.sets(st.sampled_from([member.value for member in kind]))))
            for name, kind in kinds.items()
        }
        when |= {"teams": sorted(draw(st.sets(st.sampled_from(sorted(TEAMS))))), "tags": draw(st.lists(words()))}
        found.append(
            {
                "name": " ".join(draw(st.lists(words(), min_size=1, max_size=3))),
                "when": {} if last else when,
                "targets": draw(st.dictionaries(st.sampled_from(("first_response", "resolution")), lengths)),
                "calendar": draw(st.sampled_from(("24x7", "team", "Working hours"))),
                "thresholds": draw(st.lists(st.integers(1, 99))),
                "escalation": [{"tell": "lead", "after": draw(lengths)} for _ in range(draw(st.integers(0, 2)))],
            }
        )
    return {"agreements": found}


@given(agreements())
def test_what_lines_tell_of_agreements_comes_back(body: dict[str, object]) -> None:
    again = agreements_body(agreements_text(body, TEAMS), TEAMS)
    assert agreements_of(again) == agreements_of(body)


spans = st.lists(
    st.tuples(st.integers(0, 86_399), st.integers(0, 86_399)).map(
        lambda both: [f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}" for at in both]
    ),
    max_size=3,
)
dates = st.dates(date(2024, 12, 1), date(2026, 3, 1)).map(str)


@given(
    st.fixed_dictionaries(dict.fromkeys(("mon", "tue", "wed", "sun"), spans)),
    st.lists(dates),
    st.dictionaries(dates, spans, max_size=5),
    st.dictionaries(dates, spans, max_size=5),
)
def test_what_lines_tell_of_hours_comes_back(
    week: dict[str, object], holidays: list[str], overrides: dict[str, object], breaks: dict[str, object]
) -> None:
    body = {
        "tz": "Asia/Shanghai",
        "week": week | {"fri": [["09:00", "24:00"]]},
        "holidays": holidays,
        "holidays_yearly": ["02-29"],
        "overrides": overrides,
        "breaks": breaks,
    }
    assert hours_of(hours_body(hours_text(body))) == hours_of(body)


def test_a_calendar_reads_as_a_person_would_write_it() -> None:
    body = hours_body(CALENDAR)
    written = hours_text(body).splitlines()
    assert sorted(written) == sorted(line for line in CALENDAR.splitlines() if not line.startswith("#"))
    hours: Hours = hours_of(body)
    assert hours.week[4] == ((22 * 3600, 30 * 3600),)
    assert hours.overrides[date(2026, 12, 25)] == ()
    assert len(hours.holidays) == 13


def test_the_first_agreements_are_lines_of_their_own() -> None:
    text = agreements_text(default_agreements(), {})
    assert text.startswith(
        "agreement Critical\nwhen priority CRITICAL\nfirst_response 1h\nnext_response 1h\nresolution 4h\n"
        "calendar 24x7\nwarn 50% 75% 90%\ntell assignee 0m\ntell lead 30m\ntell on_call 1h\n\nagreement High\n"
    )
    assert text.endswith("tell on_call 1h\n")


def test_teams_are_written_by_name_where_it_is_theirs_alone() -> None:
    body = agreements_body(
        "agreement A\nwhen team Night, t3\nresolution 1h\nagreement B\nresolution 1h30m\ncalendar team", TEAMS
    )
    assert [one.teams for one in agreements_of(body)] == [{"t1", "t3"}, frozenset()]
    assert "when team Night, t3" in agreements_text(body, TEAMS)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("resolution 1h", "line 1"),
        ("agreement A\n\nresolution soon", "line 3"),
        ("agreement A\nwarn 50% most", "line 2"),
        ("agreement A\nwhen colour red", "line 2"),
        ("agreement A\nwhen tag ,", "line 2"),
        ("agreement A\ntell lead", "line 2"),
        ("agreement A\n重要", "line 2"),
    ],
)
def test_a_line_nobody_understands_is_named(text: str, place: str) -> None:
    with pytest.raises(Refused) as found:
        agreements_body(text, TEAMS)
    assert (found.value.code, found.value.params["place"]) == (Code.BAD_VALUE, place)


@pytest.mark.parametrize(
    "line",
    [
        "mon 9-17",
        "mon-xyz 09:00-17:00",
        "holiday soon",
        "holiday 2026-10-07..2026-10-01",
        "open 2026-10-01",
        "09:00",
        "yearly",
    ],
)
def test_a_line_of_a_calendar_nobody_understands_is_named(line: str) -> None:
    with pytest.raises(Refused) as found:
        hours_body(f"zone UTC\n{line}")
    assert (found.value.code, found.value.params["place"]) == (Code.BAD_VALUE, "line 2")


def test_what_lines_cannot_tell_is_not_told_otherwise() -> None:
    tagged = {"name": "A", "when": {"tags": ["a,b"]}, "targets": {}}
    with pytest.raises(Refused):
        agreements_text({"agreements": [tagged, {"name": "B", "targets": {}}]}, {})


def test_lengths_are_told_in_the_units_they_have() -> None:
    assert [length_text(seconds) for seconds in (0, 59, 3600, 5400, 90_001)] == ["0m", "59s", "1h", "1h30m", "25h1s"]


def test_an_endless_text_is_not_read() -> None:
    with pytest.raises(Refused) as found:
        hours_body("\n" * 3000)
    assert found.value.code is Code.TOO_MANY
