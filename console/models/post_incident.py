"""The analysis after an incident, and what is to be done because of it (SPEC 11).

Promise: an incident has one analysis, for its id is made of the incident's; what two people write into the same text is
never lost to the last of them; a signed-off analysis says what it said when it was signed.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from console.models.base import Synced, checked, fixed, last
from console.models.review_kinds import ActionState, ReviewState


class Review(Synced):
    """What an incident was, what it did, and what was learnt."""

    __tablename__ = "review"
    __table_args__ = (Index("review_by_root", "root"),)

    state: Mapped[ReviewState] = checked(ReviewState)
    root_cause: Mapped[str] = checked()
    factors: Mapped[str] = checked()
    impact: Mapped[str] = checked()
    effectiveness: Mapped[str] = checked()
    """Of the resolution."""
    lessons: Mapped[str] = checked()
    reviewer: Mapped[str | None] = checked()
    review_at: Mapped[datetime | None] = last()
    """When it is gone through together."""
    signed_by: Mapped[str | None] = last()
    signed_at: Mapped[datetime | None] = last()
    author: Mapped[str | None] = fixed()
    created_at: Mapped[datetime] = fixed()


class ActionItem(Synced):
    """Something that is to be done so that it does not happen again."""

    __tablename__ = "action_item"
    __table_args__ = (Index("action_item_by_root", "root"), Index("action_item_by_owner", "owner", "state", "due_at"))

    text: Mapped[str] = checked()
    owner: Mapped[str | None] = checked()
    due_at: Mapped[datetime | None] = last()
    state: Mapped[ActionState] = checked(ActionState)
    result: Mapped[str | None] = last()
    done_at: Mapped[datetime | None] = last()
    author: Mapped[str | None] = fixed()
    created_at: Mapped[datetime] = fixed()


PARTS = (Review, ActionItem)
"""What hangs on an incident."""

SYNCED = PARTS
"""The synced entities of this module, parents first."""
