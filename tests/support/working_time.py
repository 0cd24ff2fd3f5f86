"""Working time and on-call duty worked out the plainest way: step by step through every instant of a short while.

Promise: shares no code with the product; a wall time is found by looking at the clock of each step.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from typing import TypedDict
from zoneinfo import ZoneInfo

Spans = list[list[str]]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock:
    """What clocks of a zone show at each step of some days."""

    def __init__(self, zone: str, first: date, days: int, step: int = 60) -> None:
        self.step, self.zone = step, ZoneInfo(zone)
        self.start = int((datetime(first.year, first.month, first.day, tzinfo=UTC) - EPOCH).total_seconds())
        self.length = days * 86400 // step
        self.shown = [
            (EPOCH + timedelta(seconds=self.start + n * step)).astimezone(self.zone).replace(tzinfo=None)
            for n in range(self.length)
        ]
        self.highest = list(accumulate(self.shown, max))

    def first_showing(self, wall: datetime) -> int:
        """The number of the first step whose clock shows that or more."""
        return bisect_left(self.highest, wall)

    def second(self, step: int) -> int:
        """Seconds since 1970 at which a step begins."""
        return self.start + step * self.step

    def dates(self) -> Iterator[date]:
        """Every date that can matter."""
        day = self.shown[0].date() - timedelta(days=3)
        while day <= self.shown[-1].date() + timedelta(days=3):
            yield day
            day += timedelta(days=1)


class Told(TypedDict, total=False):
    """A calendar as JSON describes it."""

    tz: str
    week: dict[str, Spans]
    holidays: list[str]
    holidays_yearly: list[str]
    overrides: dict[str, Spans]
    breaks: dict[str, Spans]


class SlowCalendar:
    """A calendar as JSON describes it, step by step."""

    def __init__(self, told: Told, clock: Clock) -> None:
        self.clock, self.told = clock, told
        closed = [False] * clock.length
        for day in clock.dates():
            for start, end in self._steps(day, told.get("breaks", {}).get(day.isoformat(), [])):
                closed[start:end] = [True] * (end - start)
        self.spans: list[tuple[int, int]] = []
        self.open = [False] * clock.length
        for start, end in self._joined():
            step = start
            while step < end:
                while step < end and closed[step]:
                    step += 1
                begun = step
                while step < end and not closed[step]:
                    step += 1
                if begun < step:
                    self.spans.append((begun, step))
                    self.open[begun:step] = [True] * (step - begun)

    def hours(self, day: date) -> Spans:
        """The spans in force on a date."""
        free = day.isoformat() in self.told.get("holidays", []) or f"{day:%m-%d}" in self.told.get(
            "holidays_yearly", []
        )
        of_the_week = self.told.get("week", {}).get(WEEKDAYS[day.weekday()], [])
        return [] if free else self.told.get("overrides", {}).get(day.isoformat(), of_the_week)

    def _joined(self) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for start, end in sorted(both for day in self.clock.dates() for both in self._steps(day, self.hours(day))):
            if found and start < found[-1][1]:
                found[-1] = found[-1][0], max(found[-1][1], end)
            else:
                found.append((start, end))
        return found

    def _steps(self, day: date, spans: Spans) -> list[tuple[int, int]]:
        found = []
        for start, end in spans:
            opens, closes = (seconds(text) for text in (start, end))
            closes += 86400 * (closes <= opens)
            midnight = datetime.combine(day, time.min)
            both = [self.clock.first_showing(midnight + timedelta(seconds=at)) for at in (opens, closes)]
            if both[0] < both[1]:
                found.append((both[0], both[1]))
        return found

    def add(self, step: int, count: int) -> int | None:
        """The step reached when so many open steps have passed; None where these days do not hold it."""
        if count == 0:
            return step if step and self.open[step - 1] else self.next_open(step)
        while count > 0:
            if step >= self.clock.length:
                return None
            count -= self.open[step]
            step += 1
        while count < 0:
            if step <= 0:
                return None
            step -= 1
            count += self.open[step]
        return step

    def between(self, start: int, end: int) -> int:
        """How many open steps lie between; negative when reversed."""
        return sum(self.open[start:end]) if start <= end else -sum(self.open[end:start])

    def next_open(self, step: int) -> int | None:
        """The first open step from there."""
        return next((at for at in range(step, self.clock.length) if self.open[at]), None)

    def prev_open(self, step: int) -> int | None:
        """The last step, from there back, that follows an open one."""
        return next((at for at in range(step, 0, -1) if self.open[at - 1]), None)

    def periods(self, step: int) -> list[tuple[int, int]]:
        """The spans that end after the step, the first cut at it."""
        return [(max(start, step), end) for start, end in self.spans if end > step]


def seconds(text: str) -> int:
    """Seconds after midnight of a clock time."""
    hour, minute, *second = map(int, text.split(":"))
    return hour * 3600 + minute * 60 + (second[0] if second else 0)
