"""The open time of a calendar, worked out from its versions in blocks (SPEC 4.1, 4.3).

Promise: pure and exact; a block is worked out when first asked for and kept, so that what lies apart by years costs
little.  No walk goes on for more than 400 years or a million pieces.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from console.models.hours import Hours, Spans
from console.models.kinds import Code, Refused
from console.models.values import dataclass
from console.models.wall import DAY, EARLIEST, LATEST, day_of, instant, on_date, reckoned, zone_named

BLOCK = 64 * DAY
YEARS_400 = 146_097 * DAY
"""After it dates and weekdays repeat."""
MOST_PIECES = 1_000_000

_BEHIND = 5 * DAY
"""A span lasts a day, and up to two where a zone lived a date twice; what starts earlier reaches no further."""
_AHEAD = 3 * DAY

Interval = tuple[int, int]
"""Two instants in microseconds: the first belongs to it, the second does not."""


@dataclass(frozen=True, slots=True)
class Version:
    """Hours and the date from which they hold; they end where the next version begins."""

    hours: Hours
    since: date | None = None
    """None: ever since."""


class Block:
    """The pieces of open time that start in one stretch: apart from each other and in order."""

    __slots__ = ("closes", "goes_on", "opens", "sums")

    def __init__(self) -> None:
        self.opens: list[int] = []
        self.closes: list[int] = []
        self.sums: list[int] = []
        """Open time from the first piece to the end of each."""
        self.goes_on: set[int] = set()
        """Pieces that the next one continues, because their spans overlap."""

    def add(self, opens: int, closes: int) -> None:
        """Append a piece."""
        self.sums.append(closes - opens + self.before(len(self.opens)))
        self.opens.append(opens)
        self.closes.append(closes)

    def before(self, piece: int) -> int:
        """Open time of all pieces before that one."""
        return self.sums[piece - 1] if piece else 0

    def whole(self) -> int:
        """Open time of the block."""
        return self.before(len(self.sums))

    def passed(self, at: int) -> int:
        """Open time of the block that lies before the instant."""
        pieces = bisect_right(self.opens, at)
        return self.before(pieces) - max(0, self.closes[pieces - 1] - at) if pieces else 0

    def reached(self, passed: int) -> int:
        """The first instant by which so much open time has passed: a closing time stays."""
        piece = bisect_left(self.sums, passed)
        return self.closes[piece] - (self.sums[piece] - passed)

    def left(self, passed: int) -> int:
        """The last instant at which no more than so much open time has passed: an opening time stays."""
        piece = bisect_right(self.sums, passed)
        return self.opens[piece] + passed - self.before(piece)


@dataclass(frozen=True, slots=True)
class Rule:
    """A version ready to reckon with: the spans that start in [since, until) are its."""

    hours: Hours
    zone: ZoneInfo
    since: int
    until: int
    exceptions: tuple[int, ...]
    """Ordinals of the dates with an override, in order."""
    breaks: tuple[int, ...]
    """Ordinals of the dates with a break, in order."""

    def spans(self, first: int, last: int) -> Iterator[Interval]:
        """The spans that start in [first, last), in order."""
        dates = None if self.hours.has_pattern() else self.exceptions
        return self._intervals(first, last, dates, self.hours.spans)

    def closed(self, first: int, last: int) -> Iterator[Interval]:
        """The breaks that start in [first, last)."""
        return self._intervals(first, last, self.breaks, lambda day: self.hours.breaks.get(day, ()))

    def spans_of(self, day: int) -> list[Interval]:
        """The spans of the date of that ordinal."""
        return [self._interval(day, span) for span in self.hours.spans(date.fromordinal(day))]

    def _intervals(
        self, first: int, last: int, dates: Sequence[int] | None, spans: Callable[[date], Spans]
    ) -> Iterator[Interval]:
        first, last = max(first, self.since), min(last, self.until)
        if first >= last:
            return
        days: Iterable[int] = range(day_of(first) - 1, day_of(last) + 2)
        if dates is not None:
            days = dates[bisect_left(dates, day_of(first) - 1) : bisect_left(dates, day_of(last) + 2)]
        for day in days:
            for span in spans(date.fromordinal(day)):
                opens, closes = self._interval(day, span)
                if first <= opens < last:
                    yield opens, closes

    def _interval(self, day: int, span: tuple[int, int]) -> Interval:
        return on_date(day, span[0], self.zone), on_date(day, span[1], self.zone)


class OpenTime:
    """The blocks of a calendar."""

    def __init__(self, versions: Sequence[Version]) -> None:
        """`versions` in the order of their dates; the first rules the time before it as well."""
        zones = [zone_named(version.hours.zone) for version in versions]
        starts = [
            instant(datetime.combine(version.since, datetime.min.time()), zone) if version.since else EARLIEST
            for version, zone in zip(versions[1:], zones[1:], strict=True)
        ]
        self._rules = [
            Rule(
                version.hours,
                zone,
                since,
                until,
                tuple(sorted(day.toordinal() for day in version.hours.overrides)),
                tuple(sorted(day.toordinal() for day in version.hours.breaks)),
            )
            for version, zone, (since, until) in zip(
                versions, zones, pairwise((EARLIEST, *starts, LATEST)), strict=True
            )
        ]
        self._blocks: dict[int, Block] = {}
        self._kept = 0

    def ahead(self, start: int, end: int | None = None) -> Iterator[Block]:
        """The blocks from the one before `start`, which may reach into it, to the one that holds `end`; without one,
        on and on.  Raises Refused where the walk becomes too long.
        """
        last = min(reckoned(start) + YEARS_400, LATEST) if end is None else reckoned(end)
        yield from self._walk(range(start // BLOCK - 1, last // BLOCK + 1))
        if end is None:
            raise Refused(Code.TIME_TOO_FAR)

    def behind(self, end: int) -> Iterator[Block]:
        """The blocks from the one that holds `end` back and back.  Raises Refused where the walk becomes too long."""
        first = max(reckoned(end) - YEARS_400, EARLIEST)
        yield from self._walk(range(end // BLOCK, first // BLOCK - 1, -1))
        raise Refused(Code.TIME_TOO_FAR)

    def rule_at(self, at: int) -> Rule:
        """The version in force at an instant."""
        return next((rule for rule in reversed(self._rules[1:]) if rule.since <= at), self._rules[0])

    def rule_on(self, day: int) -> Rule:
        """The version in force on the date of that ordinal."""
        later = (rule for rule in reversed(self._rules[1:]) if on_date(day, 0, rule.zone) >= rule.since)
        return next(later, self._rules[0])

    def works(self, day: int) -> bool:
        """Whether some open time starts on the date of that ordinal."""
        spans = self.rule_on(day).spans_of(day)
        breaks = self._breaks(spans[0][0], spans[-1][1]) if spans else []
        return any(closes > opens for span in spans for opens, closes in _without(span, breaks))

    def _walk(self, numbers: Iterable[int]) -> Iterator[Block]:
        pieces = 0
        for number in numbers:
            block = self._block(number)
            pieces += len(block.opens)
            if pieces > MOST_PIECES:
                raise Refused(Code.TIME_TOO_FAR)
            yield block

    def _block(self, number: int) -> Block:
        found = self._blocks.get(number)
        if found is None:
            found = self._worked_out(number * BLOCK, (number + 1) * BLOCK)
            self._kept += len(found.opens)
            if self._kept > MOST_PIECES:
                self._blocks.clear()
                self._kept = len(found.opens)
            self._blocks[number] = found
        return found

    def _worked_out(self, first: int, last: int) -> Block:
        """The pieces that open in [first, last)."""
        block = Block()
        breaks = self._breaks(first - _BEHIND, last + _AHEAD)
        covered = first - _BEHIND
        for rule in self._rules:
            for opens, closes in rule.spans(first - _BEHIND, last + _AHEAD):
                for piece in _without((max(opens, covered), closes), breaks):
                    if opens < covered and block.closes and piece[0] == block.closes[-1]:
                        block.goes_on.add(len(block.closes) - 1)
                    if first <= piece[0] < last:
                        block.add(*piece)
                covered = max(covered, closes)
        return block

    def _breaks(self, first: int, last: int) -> list[Interval]:
        """The breaks that reach into [first, last), in order and apart from each other."""
        found: list[Interval] = []
        for opens, closes in (both for rule in self._rules for both in rule.closed(first - _BEHIND, last)):
            if found and opens <= found[-1][1]:
                found[-1] = found[-1][0], max(found[-1][1], closes)
            elif opens < closes:
                found.append((opens, closes))
        return found


def _without(span: Interval, breaks: Sequence[Interval]) -> Iterator[Interval]:
    """What the breaks, in order and apart from each other, leave of a span."""
    opens, closes = span
    for start, end in breaks[bisect_right(breaks, opens, key=lambda both: both[1]) :]:
        if start >= closes:
            break
        if opens < start:
            yield opens, start
        opens = end
    if opens < closes:
        yield opens, closes
