"""How a console stands to its hub, as a value everybody may listen for on the bus.

Promise: importing this costs nothing; the status line says what stands here and nothing else.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum, auto

from console.models.kinds import Refused
from console.models.values import dataclass


class Phase(StrEnum):
    """How this console stands to its hub."""

    STARTING = auto()
    CONNECTED = auto()
    OFFLINE = auto()
    NEEDS_PASSWORD = auto()
    """Nothing is tried before the person has signed in."""
    TOO_OLD = auto()
    """The hub has moved on past this program: nothing is written until it is brought up to date."""


@dataclass(frozen=True, slots=True)
class SyncState:
    """What the status line tells."""

    phase: Phase = Phase.STARTING
    since: datetime | None = None
    """When the phase began."""
    pending: int = 0
    """Operations the hub has not answered."""
    refused: int = 0
    """Operations it refused that nobody has dealt with."""
    last_round: datetime | None = None
    trouble: Refused | None = None
    """What is wrong, to be phrased by `words.refusal`; while connected, what stays behind although the rest goes on."""
    skew: timedelta = timedelta()
    """How far this machine's clock is ahead of the hub's, by which the console works (SPEC 1.4)."""


@dataclass(frozen=True, slots=True)
class SyncWanted:
    """Somebody wants a round now: they signed in, or do not want to wait."""


@dataclass(frozen=True, slots=True)
class FileMoved:
    """How far a file on its way has come, in bytes; at the end, or when it was cut off, `done` is `whole`."""

    done: int
    whole: int
    comes: bool = False
    """From the hub; else it goes there."""


@dataclass(frozen=True, slots=True)
class BeingAt:
    """What this person has before them, to be told to colleagues."""

    ticket: str | None = None
    """The id of a ticket; None: none."""
    replying: bool = False


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody else at a ticket."""

    name: str
    ticket: str
    replying: bool


@dataclass(frozen=True, slots=True)
class Company:
    """Who else is at the hub, as far as it is known now; empty while it is not."""

    colleagues: tuple[Colleague, ...] = ()
    beat: datetime | None = None
    """When a worker last told that it lives."""
    known: bool = False
    """Whether a worker was asked for: without it a missing `beat` says nothing."""
