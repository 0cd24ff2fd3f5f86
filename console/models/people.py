"""People, requesters and teams (SPEC 1.1).

Promise: one table for everyone a ticket can name; a requester is a person without a login.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, func, text
from sqlalchemy.orm import Mapped

from console.models.base import Synced, last
from console.models.kinds import Availability, Locale, Role


class Person(Synced):
    """Someone who works on tickets (has a login) or asks for help (has none)."""

    __tablename__ = "person"
    __table_args__ = (Index("person_by_email", func.lower(text("email"))), Index("person_by_name", "name"))

    name: Mapped[str] = last()
    email: Mapped[str | None] = last()
    phone: Mapped[str | None] = last()
    department: Mapped[str | None] = last()
    login: Mapped[str | None] = last()
    team: Mapped[str | None] = last()
    locale: Mapped[Locale] = last(Locale)
    roles: Mapped[list[str]] = last()
    skills: Mapped[dict[str, int]] = last()
    availability: Mapped[Availability] = last(Availability)
    away_until: Mapped[datetime | None] = last()
    substitute: Mapped[str | None] = last()
    cap: Mapped[int | None] = last()

    def has(self, role: Role) -> bool:
        """Whether this person acts in that role."""
        return role.value in self.roles


class Team(Synced):
    """A group of people with one queue; its tickets live in the scope `own_scope`."""

    __tablename__ = "team"

    name: Mapped[str] = last()
    lead: Mapped[str | None] = last()
    own_scope: Mapped[str] = last()


SYNCED = (Person, Team)
"""The synced entities of this module."""
