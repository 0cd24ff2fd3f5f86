"""Business time: how working time is added, counted and found in a calendar (SPEC 4.1, 4.3).

Promise: pure and exact; instants and lengths are whole microseconds (since 1970-01-01T00:00Z).  A calendar is a row of
effective-dated versions; each rules the spans that start while it is in force.  What lies more than 400 years away is
refused.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from console.models import wall
from console.models.hours import hours_of
from console.models.kinds import Code, Refused
from console.models.open_time import YEARS_400, Interval, OpenTime, Version

_MOST_DAYS = 146_097


class Calendar:
    """The working time of a team; all methods take and give instants and lengths in microseconds.

    Raises Refused where an instant or an answer lies too far away.
    """

    def __init__(self, *versions: Version) -> None:
        """`versions` in the order of their dates; the first rules the time before it as well."""
        self._time = OpenTime(versions)

    def add(self, start: int, length: int) -> int:
        """When so much working time has passed since `start`; before it, if the length is negative.

        A closing time reached is kept, and so is an opening time reached backwards; 0 gives the next open instant,
        but a closing time stays.
        """
        if abs(length) > YEARS_400:
            raise Refused(Code.TIME_TOO_FAR)
        if length < 0:
            return self._subtract(start, -length)
        if length == 0:
            return max(start, self._next_piece(start - 1)[0])
        for block in self._time.ahead(start):
            passed = block.passed(start) + length
            if passed <= block.whole():
                return block.reached(passed)
            length = passed - block.whole()
        raise Refused(Code.TIME_TOO_FAR)

    def between(self, start: int, end: int) -> int:
        """The working time from one instant to the other; negative where they are reversed."""
        if end < start:
            return -self.between(end, start)
        if end - start > YEARS_400:
            raise Refused(Code.TIME_TOO_FAR)
        return sum(block.passed(end) - block.passed(start) for block in self._time.ahead(start, end))

    def is_open(self, at: int) -> bool:
        """Whether the instant is working time: an opening time is, a closing time is not."""
        return any(opens <= at for opens, _, _ in self._pieces(at, at + 1))

    def next_open(self, at: int) -> int:
        """The instant itself if it is open, else the next opening time."""
        return max(at, self._next_piece(at)[0])

    def prev_open(self, at: int) -> int:
        """The instant itself if it is open or a closing time but no opening time, else the last closing time before."""
        for block in self._time.behind(at):
            piece = bisect_left(block.opens, at) - 1
            if piece >= 0:
                return min(at, block.closes[piece])
        raise Refused(Code.TIME_TOO_FAR)

    def next_close(self, at: int) -> int:
        """The end of the span that holds the instant, else of the next span."""
        return next(self.spans(at))[1]

    def spans(self, start: int, end: int | None = None) -> Iterator[Interval]:
        """The spans that end after `start` and begin before `end`, cut to both; without an end, on and on.

        Spans that overlap are one, spans that touch are two.
        """
        opened: int | None = None
        for opens, closes, goes_on in self._pieces(start, end):
            opened = max(opens, start) if opened is None else opened
            if not goes_on or (end is not None and closes >= end):
                yield opened, closes if end is None else min(closes, end)
                opened = None

    def zone_at(self, at: int) -> ZoneInfo:
        """The zone of the version in force."""
        return self._time.rule_at(at).zone

    def add_days(self, start: int, days: int) -> int:
        """So many working days later, or earlier, at the same wall time; where that is closed, the next open instant,
        or the last one before.  0 gives `start`.
        """
        shown = wall.shown(wall.reckoned(start), self.zone_at(start))
        if days == 0:
            return start
        day = self.add_dates(shown.date(), days)
        result = wall.instant(datetime.combine(day, shown.time()), self._time.rule_on(day.toordinal()).zone)
        if self.is_open(result):
            return result
        return self.next_open(result) if days > 0 else self.prev_open(result)

    def add_dates(self, start: date, days: int) -> date:
        """So many working days after a date, or before it; a date that is none first moves on.  0 gives `start`."""
        step, left, day = (1 if days > 0 else -1), abs(days), start.toordinal()
        if left and not self._works(day):
            left += 1
        for _ in range(_MOST_DAYS if left <= _MOST_DAYS else 0):
            if not left:
                return date.fromordinal(day)
            day += step
            left -= self._works(day)
        raise Refused(Code.TIME_TOO_FAR)

    def _subtract(self, start: int, length: int) -> int:
        for block in self._time.behind(start):
            passed = block.passed(start)
            if length <= passed:
                return block.left(passed - length)
            length -= passed
        raise Refused(Code.TIME_TOO_FAR)

    def _works(self, day: int) -> bool:
        wall.reckoned((day - wall.EPOCH_DAY) * wall.DAY)
        return self._time.works(day)

    def _next_piece(self, at: int) -> Interval:
        """The first piece of open time that closes after the instant."""
        opens, closes, _ = next(self._pieces(at, None))
        return opens, closes

    def _pieces(self, start: int, end: int | None) -> Iterator[tuple[int, int, bool]]:
        """The pieces of open time that close after `start` and open before `end`; which the next one continues."""
        for block in self._time.ahead(start, end):
            for piece in range(bisect_right(block.closes, start), len(block.opens)):
                if end is not None and block.opens[piece] >= end:
                    return
                yield block.opens[piece], block.closes[piece], piece in block.goes_on


def calendar_of(data: object) -> Calendar:
    """The calendar of one version that JSON describes (docs/CLI.md: `calendar ask`); raises Refused."""
    return Calendar(Version(hours_of(data)))
