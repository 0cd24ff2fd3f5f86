"""What a person can do to the analysis of an incident, as values.

Promise: a command says everything its handler needs but who acts and when; `expect` is the value its author saw.
"""

from __future__ import annotations

from datetime import datetime

from console.models.review_kinds import ActionState, ReviewState, ReviewText
from console.models.values import dataclass


@dataclass(frozen=True, slots=True)
class WriteReview:
    """Write one text of the analysis; the first begins it."""

    incident: str
    field: ReviewText
    text: str
    expect: str | None = None


@dataclass(frozen=True, slots=True)
class PrefillReview:
    """Fill what nobody has written with what the incident itself tells (SPEC 11)."""

    incident: str


@dataclass(frozen=True, slots=True)
class SetReviewer:
    """Say who goes through the analysis, and when; None: nobody, at no time."""

    incident: str
    reviewer: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class MoveReview:
    """Hand the analysis in, sign it off, or take it up again."""

    incident: str
    target: ReviewState
    expect: ReviewState | None = None


@dataclass(frozen=True, slots=True)
class AddAction:
    """Something is to be done so that it does not happen again."""

    incident: str
    text: str
    owner: str | None = None
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChangeAction:
    """What is to be done, by whom, until when: whole."""

    action: str
    text: str
    owner: str | None
    due_at: datetime | None
    expect: str | None = None
    """The text its author saw."""


@dataclass(frozen=True, slots=True)
class EndAction:
    """It is done, or will not be, or is open again; what came of it."""

    action: str
    state: ActionState
    result: str = ""
    expect: ActionState | None = None


@dataclass(frozen=True, slots=True)
class LinkRecurrence:
    """The incident is, or is not, an earlier one come back."""

    incident: str
    earlier: str
    recurs: bool = True


ReviewCommand = (
    WriteReview | PrefillReview | SetReviewer | MoveReview | AddAction | ChangeAction | EndAction | LinkRecurrence
)
"""Everything `Desk.do` takes of analyses."""
