"""The period that figures are asked for: local dates, made instants (docs/CLI.md: stats).

Promise: pure; a date begins where clocks of the zone first show it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from console.models.kinds import Code, Refused
from console.models.values import dataclass
from console.models.wall import instant, reckoned, zone_named


@dataclass(frozen=True, slots=True)
class Span:
    """From one date on and before another, in a zone."""

    first: date
    end: date
    zone: str
    """Its IANA name."""

    def place(self) -> ZoneInfo:
        """The zone; raises Refused BAD_VALUE for one nobody knows."""
        try:
            return zone_named(self.zone)
        except Refused:
            raise Refused(Code.BAD_VALUE, place="--zone", value=self.zone) from None

    def midnights(self) -> tuple[int, ...]:
        """The beginnings of its days and its end; raises Refused where it ends before it begins."""
        if self.end < self.first:
            raise Refused(Code.BAD_VALUE, place="--to", value=self.end.isoformat())
        zone = self.place()
        days = (self.end - self.first).days
        return tuple(midnight(self.first + timedelta(days=day), zone) for day in range(days + 1))

    def bounds(self) -> tuple[int, int]:
        """Its first instant, and the first one behind it; raises Refused as `midnights`."""
        if self.end < self.first:
            raise Refused(Code.BAD_VALUE, place="--to", value=self.end.isoformat())
        zone = self.place()
        return midnight(self.first, zone), midnight(self.end, zone)

    def before(self) -> Span:
        """As many days just before it."""
        return Span(self.first - (self.end - self.first), self.first, self.zone)


def midnight(day: date, zone: ZoneInfo) -> int:
    """The instant at which a date begins; raises Refused TIME_TOO_FAR."""
    try:
        return reckoned(instant(datetime.combine(day, datetime.min.time()), zone))
    except OverflowError:
        raise Refused(Code.TIME_TOO_FAR) from None
