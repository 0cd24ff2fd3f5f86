"""What people ask of each other on an incident, and which tickets it caused, as commands (SPEC 7.7, 7.9).

Promise: as the other commands of incidents.
"""

from __future__ import annotations

from console.models.incident_kinds import Duty, OfferState, TaskState
from console.models.kinds import Category
from console.models.values import dataclass


@dataclass(frozen=True, slots=True)
class OfferRole:
    """Offer a duty to somebody; one taken up oneself is accepted at once."""

    incident: str
    duty: Duty
    person: str
    category: Category | None = None
    """What an expert is called in for; None is the incident's own."""


@dataclass(frozen=True, slots=True)
class MoveRole:
    """Accept or decline what was offered; end what was accepted, or take an offer back."""

    role: str
    target: OfferState


@dataclass(frozen=True, slots=True)
class AskTask:
    """Ask one person for one thing within so many minutes of their accepting it."""

    incident: str
    title: str
    person: str
    minutes: int


@dataclass(frozen=True, slots=True)
class MoveTask:
    """Accept, decline, end or drop a task; `result` is what came of it."""

    task: str
    target: TaskState
    result: str = ""


@dataclass(frozen=True, slots=True)
class LinkToIncident:
    """Say that an incident caused these tickets: their resolution clocks stand covered while it lasts (SPEC 4.4).

    Without any, those that a console of another team linked are brought in line.
    """

    incident: str
    tickets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnlinkFromIncident:
    """Say that it did not."""

    incident: str
    tickets: tuple[str, ...]


WorkCommand = OfferRole | MoveRole | AskTask | MoveTask | LinkToIncident | UnlinkFromIncident
