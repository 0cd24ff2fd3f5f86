"""Business time: how working time is added, counted and found in a calendar (SPEC 4.1, 4.3).

Promise: pure and exact; instants and lengths are whole microseconds (since 1970-01-01T00:00Z).  A calendar is a row of
effective-dated versions; each rules the spans that start while it is in force.  No search goes on for more than 400
years: what lies beyond is refused.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from console.models import wall
from console.models.hours import Hours, Spans, hours_of
from console.models.kinds import Code, Refused

BLOCK = 64 * wall.DAY
"""Open time is worked out for so long a stretch at once, when first asked for, and kept."""

YEARS_400 = 146_097 * wall.DAY
"""After it dates and weekdays repeat; no search goes further."""

_BEHIND = 5 * wall.DAY
"""A span lasts a day, and up to two where a zone lived a date twice; what starts earlier reaches no further."""
_AHEAD = 3 * wall.DAY
_MOST_BLOCKS = 4_000
_MOST_DAYS = 146_097

Interval = tuple[int, int]
"""Two instants: the first belongs to it, the second does not."""


@dataclass(frozen=True)
class Version:
    """Hours and the date from which they hold; they end where the next version begins."""

    hours: Hours
    since: date | None = None
    """None: ever since."""


@dataclass(frozen=True)
class _Rule:
    """A version ready to reckon with: spans that start from `since` to before `until` are its."""

    hours: Hours
    zone: ZoneInfo
    since: int
    until: int

    def intervals(self, spans: Callable[[date], Spans], first: int, last: int) -> Iterator[Interval]:
        """The spans of all dates that start from instant `first` to before `last`, in order."""
        first, last = max(first, self.since), min(last, self.until)
        for day in range(wall.day_of(first) - 1, wall.day_of(last) + 2) if first < last else ():
            for start, end in spans(date.fromordinal(day)):
                midnight = wall.midnight(day)
                opens = wall.instant(midnight + timedelta(seconds=start), self.zone)
                if first <= opens < last:
                    yield opens, wall.instant(midnight + timedelta(seconds=end), self.zone)


@dataclass(frozen=True)
class _Block:
    """The pieces of open time that start in one stretch: apart from each other and in order."""

    opens: list[int] = field(default_factory=list)
    closes: list[int] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    """Open time from the first piece to the end of each."""
    goes_on: set[int] = field(default_factory=set)
    """Pieces that the next one continues, because their spans overlap."""

    def add(self, opens: int, closes: int) -> None:
        """Append a piece."""
        self.opens.append(opens)
        self.closes.append(closes)
        self.sums.append(closes - opens + self.before(len(self.sums)))

    def before(self, piece: int) -> int:
        """Open time of all pieces before that one."""
        return self.sums[piece - 1] if piece else 0

    def passed(self, at: int) -> int:
        """Open time of the block that lies before the instant."""
        pieces = bisect_right(self.opens, at)
        return self.before(pieces) - max(0, self.closes[pieces - 1] - at) if pieces else 0

    def reached(self, passed: int) -> int:
        """The first instant by which so much of the block's open time has passed: a closing time stays."""
        piece = bisect_left(self.sums, passed)
        return self.closes[piece] - (self.sums[piece] - passed)

    def left(self, passed: int) -> int:
        """The last instant at which no more than so much of the block's open time has passed: an opening time stays."""
        piece = bisect_right(self.sums, passed)
        return self.opens[piece] + passed - self.before(piece)


class Calendar:
    """The working time of a team; all methods take and give instants and lengths in microseconds.

    Raises Refused where an instant or an answer lies too far away.
    """

    def __init__(self, *versions: Version) -> None:
        """`versions` in the order of their dates; the first rules the time before it as well."""
        zones = [wall.zone_named(version.hours.zone) for version in versions]
        starts = [
            wall.instant(datetime.combine(version.since, datetime.min.time()), zone) if version.since else wall.EARLIEST
            for version, zone in zip(versions[1:], zones[1:], strict=True)
        ]
        bounds = pairwise((wall.EARLIEST, *starts, wall.LATEST))
        self._rules = [
            _Rule(version.hours, zone, since, until)
            for version, zone, (since, until) in zip(versions, zones, bounds, strict=True)
        ]
        self._blocks: dict[int, _Block] = {}

    def add(self, start: int, length: int) -> int:
        """When so much working time has passed since `start`; before it, if the length is negative.

        A closing time reached is kept, and so is an opening time reached backwards; 0 gives the next open instant.
        """
        if length < 0:
            return self._subtract(start, -length)
        if length == 0:
            # A closing time counts as reached: it is open just before.
            return max(start, self._first_piece(start - 1)[0])
        for block in self._ahead(start):
            passed = block.passed(start) + length
            if passed <= block.before(len(block.sums)):
                return block.reached(passed)
            length = passed - block.before(len(block.sums))
        raise Refused(Code.TIME_TOO_FAR)

    def between(self, start: int, end: int) -> int:
        """The working time from one instant to the other; negative where they are reversed."""
        if end < start:
            return -self.between(end, start)
        if end - start > YEARS_400:
            raise Refused(Code.TIME_TOO_FAR)
        return sum(block.passed(end) - block.passed(start) for block in self._ahead(start, end))

    def is_open(self, at: int) -> bool:
        """Whether the instant is working time: an opening time is, a closing time is not."""
        return any(opens <= at < closes for opens, closes, _ in self._pieces(at, at + 1))

    def next_open(self, at: int) -> int:
        """The instant itself if it is open, else the next opening time."""
        return max(at, self._first_piece(at)[0])

    def prev_open(self, at: int) -> int:
        """The instant itself if it is open or a closing time, else the last closing time before it."""
        for block in self._behind(at):
            piece = bisect_left(block.opens, at) - 1
            if piece >= 0:
                return min(at, block.closes[piece])
        raise Refused(Code.TIME_TOO_FAR)

    def next_close(self, at: int) -> int:
        """The end of the span that holds the instant, else of the next span."""
        for _, closes in self.spans(at):
            return closes
        raise Refused(Code.TIME_TOO_FAR)

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
        if opened is not None:
            raise Refused(Code.TIME_TOO_FAR)

    def zone_at(self, at: int) -> ZoneInfo:
        """The zone of the version in force."""
        return self._rule_at(at).zone

    def add_days(self, start: int, days: int) -> int:
        """So many working days later, or earlier, at the same wall time; where that is closed, the next open instant,
        or the last one before.  0 gives `start`.
        """
        zone = self.zone_at(wall.reckoned(start))
        shown = wall.shown(start, zone)
        day = self.add_dates(shown.date(), days)
        if days == 0:
            return start
        noon = wall.instant(datetime.combine(day, shown.time()), zone)
        zone = self.zone_at(noon)
        result = wall.instant(datetime.combine(day, shown.time()), zone)
        if self.is_open(result):
            return result
        return self.next_open(result) if days > 0 else self.prev_open(result)

    def add_dates(self, start: date, days: int) -> date:
        """So many working days after a date, or before it; a date that is none first moves on.  0 gives `start`."""
        if abs(days) > _MOST_DAYS:
            raise Refused(Code.TIME_TOO_FAR)
        step, left, day = (1 if days > 0 else -1), abs(days), start.toordinal()
        if left and not self._works(day):
            left += 1
        for _ in range(_MOST_DAYS):
            if not left:
                return date.fromordinal(day)
            day += step
            left -= self._works(day)
        raise Refused(Code.TIME_TOO_FAR)

    def _subtract(self, start: int, length: int) -> int:
        for block in self._behind(start):
            passed = block.passed(start)
            if length <= passed:
                return block.left(passed - length)
            length -= passed
        raise Refused(Code.TIME_TOO_FAR)

    def _works(self, day: int) -> bool:
        """Whether some working time starts on the date."""
        noon = wall.reckoned((day - wall.day_of(0)) * wall.DAY + wall.DAY // 2)
        hours, zone = self._rule_at(noon).hours, self.zone_at(noon)
        midnight = wall.midnight(day)
        spans = [
            (
                wall.instant(midnight + timedelta(seconds=start), zone),
                wall.instant(midnight + timedelta(seconds=end), zone),
            )
            for start, end in hours.spans(date.fromordinal(day))
        ]
        breaks = self._breaks(spans[0][0], spans[-1][1]) if spans else []
        return any(closes > opens for span in spans for opens, closes in _without(span, breaks))

    def _rule_at(self, at: int) -> _Rule:
        return next(rule for rule in reversed(self._rules) if rule.since <= at or rule is self._rules[0])

    def _first_piece(self, at: int) -> Interval:
        """The first piece of open time that closes after the instant."""
        for opens, closes, _ in self._pieces(at, None):
            return opens, closes
        raise Refused(Code.TIME_TOO_FAR)

    def _pieces(self, start: int, end: int | None) -> Iterator[tuple[int, int, bool]]:
        """The pieces of open time that close after `start` and open before `end`; which the next continues."""
        for block in self._ahead(start, end):
            for piece in range(bisect_right(block.closes, start), len(block.opens)):
                if end is not None and block.opens[piece] >= end:
                    return
                yield block.opens[piece], block.closes[piece], piece in block.goes_on

    def _ahead(self, start: int, end: int | None = None) -> Iterator[_Block]:
        """The blocks from the one before `start`, which may reach into it, to the one that holds `end`."""
        last = min(start + YEARS_400, wall.LATEST) if end is None else wall.reckoned(end)
        for number in range(wall.reckoned(start) // BLOCK - 1, last // BLOCK + 1):
            yield self._block(number)

    def _behind(self, end: int) -> Iterator[_Block]:
        """The blocks back from the one that holds `end`."""
        first = max(wall.reckoned(end) - YEARS_400, wall.EARLIEST)
        for number in range(end // BLOCK, first // BLOCK - 1, -1):
            yield self._block(number)

    def _block(self, number: int) -> _Block:
        found = self._blocks.get(number)
        if found is None:
            if len(self._blocks) >= _MOST_BLOCKS:
                self._blocks.clear()
            found = self._blocks[number] = self._worked_out(number * BLOCK, (number + 1) * BLOCK)
        return found

    def _worked_out(self, first: int, last: int) -> _Block:
        """The pieces that open in [first, last)."""
        block = _Block()
        spans = self._intervals(lambda hours: hours.spans, first - _BEHIND, last + _AHEAD)
        breaks = self._breaks(first - _BEHIND, last + _AHEAD)
        covered = first - 2 * _BEHIND
        for opens, closes in spans:
            joined = opens < covered
            for piece in _without((max(opens, covered), closes), breaks):
                if joined and block.closes and piece[0] == covered == block.closes[-1]:
                    block.goes_on.add(len(block.closes) - 1)
                if first <= piece[0] < last:
                    block.add(*piece)
            covered = max(covered, closes)
        return block

    def _breaks(self, first: int, last: int) -> list[Interval]:
        return sorted(self._intervals(lambda hours: lambda day: hours.breaks.get(day, ()), first - _BEHIND, last))

    def _intervals(self, of: Callable[[Hours], Callable[[date], Spans]], first: int, last: int) -> Iterator[Interval]:
        for rule in self._rules:
            yield from rule.intervals(of(rule.hours), first, last)


def calendar_of(data: object) -> Calendar:
    """The calendar of one version that JSON describes (docs/CLI.md: `calendar ask`); raises Refused."""
    return Calendar(Version(hours_of(data)))


def _without(span: Interval, breaks: Sequence[Interval]) -> Iterator[Interval]:
    """What the breaks, in order of their starts, leave of a span."""
    opens, closes = span
    for start, end in breaks:
        if start < closes and end > opens:
            if opens < start:
                yield opens, start
            opens = max(opens, end)
    if opens < closes:
        yield opens, closes
