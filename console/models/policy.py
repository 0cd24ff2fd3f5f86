"""What is ruled for everybody or for a team, in effective-dated versions (SPEC 1.7, 4.1).

Promise: append-only; a new version is a new row, and what was decided by an older one stays explained by it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from console.models.base import Synced, fixed
from console.models.kinds import PolicyKind


class Policy(Synced):
    """One version of agreements, of a calendar, of the severities or of the rules."""

    __tablename__ = "policy"
    __table_args__ = (Index("policy_by_name", "kind", "owner", "name", "version"),)

    kind: Mapped[PolicyKind] = fixed(PolicyKind)
    owner: Mapped[str | None] = fixed()
    name: Mapped[str] = fixed()
    version: Mapped[int] = fixed()
    effective_at: Mapped[datetime] = fixed()
    published_at: Mapped[datetime] = fixed()
    author: Mapped[str | None] = fixed()
    body: Mapped[dict[str, object]] = fixed()


SYNCED = (Policy,)
"""The synced entities of this module."""
