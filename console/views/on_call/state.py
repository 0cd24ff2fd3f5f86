"""What the page of who is on call shows, as values.

Promise: frozen; a week begins on Monday and ends on the next, by the clock on this machine's wall.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from console.models.kinds import Refused, to_micros
from console.models.values import dataclass

if TYPE_CHECKING:
    from console.services.on_call import Directory, Watch

DAYS = 7


@dataclass(frozen=True, slots=True)
class State:
    """The page."""

    monday: date
    now: datetime
    directory: Directory | None = None
    team: str | None = None
    """The id of the team that keys act on."""
    refused: Refused | None = None

    @property
    def days(self) -> tuple[int, ...]:
        """The instants at which the days of the week begin, and the next week; in microseconds."""
        return tuple(midnight(self.monday + timedelta(days=day)) for day in range(DAYS + 1))

    @property
    def watch(self) -> Watch | None:
        """The rota of that team."""
        watches = self.directory.watches if self.directory else ()
        return next((one for one in watches if one.team == self.team), None)


def midnight(day: date) -> int:
    """When a day begins here, in microseconds."""
    return to_micros(datetime(day.year, day.month, day.day).astimezone())


def monday_of(at: datetime) -> date:
    """The Monday of the week an instant lies in here."""
    day = at.astimezone().date()
    return day - timedelta(days=day.weekday())
