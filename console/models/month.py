"""A month of a calendar, day by day: how long it is open and why (SPEC 4.3).

Promise: pure; a day has what is open between its midnight and the next, the tail of a night before it included.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from console.models import wall
from console.models.calendars import Calendar
from console.models.hours import Hours, Spans
from console.models.open_time import Version
from console.models.values import dataclass
from console.models.wall import SECOND


class DayReason(StrEnum):
    """Why a day has the hours it has."""

    WEEK = "week"
    HOLIDAY = "holiday"
    OVERRIDE = "override"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One day."""

    day: date
    seconds: int
    """Open in it."""
    reason: DayReason
    spans: Spans
    """That start on it, before breaks."""


def month_of(hours: Hours, first: date) -> tuple[MonthDay, ...]:
    """The days of the month of that date."""
    calendar, zone = Calendar(Version(hours)), wall.zone_named(hours.zone)
    day = first.replace(day=1)
    found: list[MonthDay] = []
    while day.month == first.month:
        starts = (wall.instant(datetime.combine(one, datetime.min.time()), zone) for one in (day, day + timedelta(1)))
        opened = calendar.between(*starts) // SECOND
        found.append(MonthDay(day, opened, _reason(hours, day), hours.spans(day)))
        day += timedelta(days=1)
    return tuple(found)


def _reason(hours: Hours, day: date) -> DayReason:
    if hours.is_holiday(day):
        return DayReason.HOLIDAY
    if hours.breaks.get(day):
        return DayReason.BREAK
    return DayReason.OVERRIDE if day in hours.overrides else DayReason.WEEK
