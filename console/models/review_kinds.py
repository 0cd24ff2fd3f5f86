"""The values an analysis after an incident speaks in (SPEC 11).

Promise: importing this module costs as little as `kinds`; the words are the stored ones.
"""

from __future__ import annotations

from enum import StrEnum

from console.models.kinds import Role

REVIEWERS = (Role.COMMANDER, Role.LEAD)
"""Roles that write the analysis of an incident and sign it off (SPEC 1.3)."""


class ReviewState(StrEnum):
    """Where an analysis stands, in the order of its life."""

    DRAFT = "DRAFT"
    IN_REVIEW = "IN_REVIEW"
    SIGNED_OFF = "SIGNED_OFF"


class ActionState(StrEnum):
    """What became of an action item."""

    OPEN = "OPEN"
    DONE = "DONE"
    DROPPED = "DROPPED"


class ReviewText(StrEnum):
    """What an analysis says, in the order in which it is read; each the name of its column."""

    ROOT_CAUSE = "root_cause"
    FACTORS = "factors"
    IMPACT = "impact"
    EFFECTIVENESS = "effectiveness"
    LESSONS = "lessons"


MOVES: dict[ReviewState, frozenset[ReviewState]] = {
    ReviewState.DRAFT: frozenset({ReviewState.IN_REVIEW}),
    ReviewState.IN_REVIEW: frozenset({ReviewState.DRAFT, ReviewState.SIGNED_OFF}),
    ReviewState.SIGNED_OFF: frozenset({ReviewState.IN_REVIEW}),
}
"""From each state those that may follow it: what is signed off changes only once it is taken up again."""
