"""The declarative base, the columns every synced row begins with, and the merge rule of each field.

Promise: a synced table says about every column what happens when two consoles change it at once, and a test refuses a
column that does not (design: field rules declared once).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar, TypeVar

from sqlalchemy import JSON, BigInteger, Dialect, String
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator

from console.models.kinds import from_micros, to_micros

E = TypeVar("E", bound=StrEnum)


class Rule(StrEnum):
    """What happens to a field that two consoles change at the same time."""

    CHECK = "check"
    """The operation says which value it expects; another one there refuses it."""
    LAST = "last"
    """The last commit wins; both values stay in the log."""
    COUNT = "count"
    """Increments commute."""
    APPEND = "append"
    """Set when the row is made, never changed."""
    EVENT = "event"
    """Moved by the event that tells of it; a patch names the event, not the field."""
    STAMP = "stamp"
    """Written by the hub alone; never part of a patch."""


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant, stored as whole microseconds since 1970 (SPEC 1.4): exact, sortable, zone-free."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """The stored number of microseconds; raises ValueError for a naive datetime."""
        del dialect  # the same in every database
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """The aware UTC instant of a stored number."""
        del dialect
        return None if value is None else from_micros(value)


class Word(TypeDecorator[E]):
    """An enum stored by its value, so that the database reads like the specification."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[E]) -> None:
        super().__init__()
        self.kind = kind
        self.words = tuple(member.value for member in kind)

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """The stored value; raises ValueError for one the enum does not know."""
        del dialect
        return None if value is None else self.kind(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """The member of a stored value; raises ValueError for one the enum does not know."""
        del dialect
        return None if value is None else self.kind(value)


class Base(DeclarativeBase):
    """All tables of the replica that follow the domain."""

    type_annotation_map: ClassVar = {datetime: Instant, list[str]: JSON, dict[str, int]: JSON, dict[str, object]: JSON}


def checked(kind: type[E] | None = None) -> MappedColumn[E]:
    """A field whose change states the value it expects; the old value is always loaded for that."""
    info = {"rule": Rule.CHECK}
    if kind is None:
        return mapped_column(info=info, active_history=True)
    return mapped_column(Word(kind), info=info, active_history=True)


def last(kind: type[E] | None = None) -> MappedColumn[E]:
    """A field of which the last commit wins."""
    info = {"rule": Rule.LAST}
    return mapped_column(info=info) if kind is None else mapped_column(Word(kind), info=info)


def fixed(kind: type[E] | None = None) -> MappedColumn[E]:
    """A field that is set when the row is made and never changed."""
    info = {"rule": Rule.APPEND}
    return mapped_column(info=info) if kind is None else mapped_column(Word(kind), info=info)


def moved() -> MappedColumn[E]:
    """A field that changes by the effect of its event; the old value is always loaded, the event claims it."""
    return mapped_column(info={"rule": Rule.EVENT}, active_history=True)


def stamped() -> MappedColumn[E]:
    """A field only the hub writes."""
    return mapped_column(info={"rule": Rule.STAMP})


class Synced(Base):
    """The columns every synced row begins with; a child (`root` is another row) lives in its root's scope."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(String, primary_key=True, sort_order=-9, info={"rule": Rule.APPEND})
    root: Mapped[str] = mapped_column(String, sort_order=-9, info={"rule": Rule.APPEND})
    scope: Mapped[str | None] = mapped_column(String, sort_order=-9, info={"rule": Rule.STAMP})
    seq: Mapped[int | None] = mapped_column(BigInteger, sort_order=-9, info={"rule": Rule.STAMP})
    at: Mapped[datetime | None] = mapped_column(Instant, sort_order=-9, info={"rule": Rule.STAMP})
    who: Mapped[str | None] = mapped_column(String, sort_order=-9, info={"rule": Rule.STAMP})
    dead: Mapped[bool] = mapped_column(sort_order=-9, default=False, info={"rule": Rule.LAST})
