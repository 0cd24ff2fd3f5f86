"""The hours of one version of a calendar: which spans a date has (SPEC 4.3).

Promise: pure; spans are wall times of the zone.  What cannot be understood is refused with its place, never guessed
at, and so are hours that never open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date
from typing import TypeVar

from console.models.kinds import Code, Refused
from console.models.values import dataclass
from console.models.wall import zone_named

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_SECONDS = 86_400
MOST_SPANS = 100
"""Of one date."""

Span = tuple[int, int]
"""Start and end in seconds of wall time after 00:00 of the date the span belongs to; the end may be of the next one."""

Spans = tuple[Span, ...]

_CLOCK = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YEARLY = re.compile(r"(\d\d)-(\d\d)", re.ASCII)
_LEAP_YEAR = 2000

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Hours:
    """When work is done, by the clocks of one zone; a holiday beats an override, a break beats both."""

    zone: str
    week: tuple[Spans, ...]
    """Of Monday to Sunday."""
    holidays: frozenset[date] = frozenset()
    yearly: frozenset[tuple[int, int]] = frozenset()
    """Holidays by month and day."""
    overrides: Mapping[date, Spans] = field(default_factory=dict)
    breaks: Mapping[date, Spans] = field(default_factory=dict)
    """Closed whatever else holds."""

    def spans(self, day: date) -> Spans:
        """The spans that start on the date, in order; breaks are not taken out of them."""
        if self.is_holiday(day):
            return ()
        exception = self.overrides.get(day)
        return self.week[day.weekday()] if exception is None else exception

    def is_holiday(self, day: date) -> bool:
        """Whether no span starts on the date, whatever week and overrides say."""
        return day in self.holidays or (day.month, day.day) in self.yearly

    def has_pattern(self) -> bool:
        """Whether the week opens again and again: some of its weekdays meet, within 40 years, a date that is free."""
        return any(self.week) and len(self.yearly) < 366


def always(zone: str = "UTC") -> Hours:
    """The hours that never close: 24x7 (SPEC 4.2)."""
    return Hours(zone, (((0, DAY_SECONDS),),) * 7)


def hours_of(data: object) -> Hours:
    """The hours that `data` describes, as JSON gives them (docs/CLI.md: `calendar ask`); raises Refused."""
    given = table(data, "calendar", {"tz", "week", "holidays", "holidays_yearly", "overrides", "breaks"})
    hours = Hours(
        zone_named(given.get("tz")).key,
        _week(given.get("week", {})),
        frozenset(_day(item, "holidays") for item in listed(given.get("holidays", []), "holidays")),
        frozenset(_month_day(item) for item in listed(given.get("holidays_yearly", []), "holidays_yearly")),
        _by_date(given.get("overrides", {}), "overrides"),
        _by_date(given.get("breaks", {}), "breaks"),
    )
    if not hours.has_pattern() and not any(map(hours.spans, hours.overrides)):
        raise Refused(Code.NEVER_OPEN)
    return hours


def clock_time(text: object, place: str, *, end: bool = False) -> int:
    """Seconds after 00:00 of `HH:MM` or `HH:MM:SS`; as an end 24:00 too.  Raises Refused."""
    found = _CLOCK.fullmatch(text) if isinstance(text, str) else None
    if found:
        hour, minute, second = (int(part or 0) for part in found.groups())
        if (hour < 24 and minute < 60 and second < 60) or (end and (hour, minute, second) == (24, 0, 0)):
            return hour * 3600 + minute * 60 + second
    raise Refused(Code.BAD_VALUE, place=place, value=text)


def span_of(start: object, end: object, place: str) -> Span:
    """The span between two clock times; an end not after the start is of the next day.  Raises Refused."""
    opens, closes = clock_time(start, place), clock_time(end, place, end=True)
    return opens, closes if closes > opens else closes + DAY_SECONDS


def table(data: object, place: str, keys: set[str] | None = None) -> Mapping[str, object]:
    """`data` as an object of no other than `keys`; raises Refused."""
    if not isinstance(data, dict):
        raise Refused(Code.BAD_VALUE, place=place, value=data)
    for key in data:
        if keys is not None and key not in keys:
            raise Refused(Code.BAD_VALUE, place=place, value=key)
    return data


def listed(data: object, place: str) -> Sequence[object]:
    """`data` as a list; raises Refused."""
    if not isinstance(data, list):
        raise Refused(Code.BAD_VALUE, place=place, value=data)
    return data


def date_of(text: object) -> date | None:
    """The date written as YYYY-MM-DD, None for anything else."""
    if isinstance(text, str) and _DATE.fullmatch(text):
        return _made(date.fromisoformat, text)
    return None


def _week(data: object) -> tuple[Spans, ...]:
    given = table(data, "week", set(WEEKDAYS))
    return tuple(_spans(given.get(name, []), f"week.{name}") for name in WEEKDAYS)


def _by_date(data: object, place: str) -> dict[date, Spans]:
    return {_day(key, place): _spans(value, f"{place}.{key}") for key, value in table(data, place).items()}


def _spans(data: object, place: str) -> Spans:
    found = []
    if len(listed(data, place)) > MOST_SPANS:
        raise Refused(Code.TOO_MANY, limit=MOST_SPANS)
    for item in listed(data, place):
        pair = listed(item, place)
        if len(pair) != 2:
            raise Refused(Code.BAD_VALUE, place=place, value=item)
        found.append(span_of(pair[0], pair[1], place))
    return tuple(sorted(found))


def _day(text: object, place: str) -> date:
    day = date_of(text)
    if day is None:
        raise Refused(Code.BAD_VALUE, place=place, value=text)
    return day


def _month_day(text: object) -> tuple[int, int]:
    found = _YEARLY.fullmatch(text) if isinstance(text, str) else None
    day = _made(lambda: date(_LEAP_YEAR, int(found[1]), int(found[2]))) if found else None
    if day is None:
        raise Refused(Code.BAD_VALUE, place="holidays_yearly", value=text)
    return day.month, day.day


def _made(make: Callable[..., Read], *given: object) -> Read | None:
    try:
        return make(*given)
    except ValueError:
        return None
