"""How this console stands to its hub, made ready to be said: no Qt, no words.

Promise: only what is known is told; an age or a difference of clocks that nobody measured is None, never zero.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum, auto

from console.models.kinds import Refused
from console.models.values import dataclass
from console.services.sync.state import Company, Phase, SyncState

MANY = 50
"""Operations that wait at once, above which their sending is told as a way to go."""
CLOCK_OFF = timedelta(seconds=10)
"""How far this machine's clock is off before it is told."""

WORKER_MISSED = timedelta(minutes=2)
"""How long no worker told that it lives before that is told (SPEC 5.2)."""


class Truth(StrEnum):
    """What the status line says first."""

    LOCAL = auto()
    """This computer only: there is no hub to speak of."""
    CONNECTING = auto()
    CONNECTED = auto()
    SENDING = auto()
    """Much was done without the hub and is on its way."""
    OFFLINE = auto()
    NEEDS_PASSWORD = auto()
    TOO_OLD = auto()


_TRUTHS = {
    Phase.STARTING: Truth.CONNECTING,
    Phase.CONNECTED: Truth.CONNECTED,
    Phase.OFFLINE: Truth.OFFLINE,
    Phase.NEEDS_PASSWORD: Truth.NEEDS_PASSWORD,
    Phase.TOO_OLD: Truth.TOO_OLD,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the status line and the Sync panel tell."""

    truth: Truth = Truth.LOCAL
    since: datetime | None = None
    """When that began."""
    pending: int = 0
    refused: int = 0
    sent: int = 0
    """Of `whole`, while SENDING."""
    whole: int = 0
    last_round: datetime | None = None
    ahead: timedelta | None = None
    """How far this machine's clock is ahead of the hub's, where that is worth a word; negative: behind."""
    trouble: Refused | None = None
    company: Company = Company()


class Watch:
    """Follows the states of the sync; remembers how much there was to send."""

    def __init__(self, *, remote: bool) -> None:
        self._remote = remote
        self._most = 0
        self.now = Standing(Truth.CONNECTING if remote else Truth.LOCAL)

    def take(self, state: SyncState) -> Standing:
        """How things stand by this state."""
        truth = _TRUTHS[state.phase] if self._remote else Truth.LOCAL
        # Only what waits in one go is a way: once it is short, or the line is cut, another one begins.
        self._most = max(self._most, state.pending) if truth is Truth.CONNECTED and state.pending else 0
        if self._most > MANY:
            truth = Truth.SENDING
        self.now = Standing(
            truth,
            state.since,
            state.pending if self._remote else 0,
            state.refused,
            self._most - state.pending if truth is Truth.SENDING else 0,
            self._most if truth is Truth.SENDING else 0,
            state.last_round if self._remote else None,
            state.skew if self._remote and abs(state.skew) >= CLOCK_OFF else None,
            state.trouble,
            self.now.company,
        )
        return self.now

    def meet(self, company: Company) -> None:
        """Who else is at the hub."""
        now = self.now
        rest = now.since, now.pending, now.refused, now.sent, now.whole, now.last_round, now.ahead, now.trouble
        self.now = Standing(now.truth, *rest, company)


class Worker(StrEnum):
    """What is known of the hub's worker."""

    HEARD = auto()
    """It lives, or nobody can know."""
    SILENT = auto()
    NEVER = auto()
    """None ever told that it lives."""


def worker(standing: Standing, now: datetime) -> tuple[Worker, timedelta]:
    """Whether a worker is missed, and since how long, in the largest unit."""
    company = standing.company
    if not company.known:
        return Worker.HEARD, timedelta()
    if company.beat is None:
        return Worker.NEVER, timedelta()
    silent = now - company.beat
    return (Worker.SILENT, coarse(silent)) if silent >= WORKER_MISSED else (Worker.HEARD, timedelta())


def age(standing: Standing, now: datetime) -> timedelta | None:
    """How old the data of the team is, in its largest unit; None where no round is known or there is no team."""
    if standing.last_round is None:
        return None
    return coarse(max(timedelta(), now - standing.last_round))


def coarse(length: timedelta) -> timedelta:
    """A length cut to its largest unit: 27 min 12 s to 27 min; as nobody wants it to the second."""
    for unit in (timedelta(days=2), timedelta(hours=1), timedelta(minutes=1)):
        if length >= unit:
            step = min(unit, timedelta(days=1))
            return length // step * step
    return length // timedelta(seconds=1) * timedelta(seconds=1)
