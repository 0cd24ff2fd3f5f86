"""The synced tables as plain values, read off the mapped classes.

Promise: whoever moves rows (the replica, both hubs, the generator of the hub's SQL) reads names, kinds and merge rules
here, so a new field is known everywhere once it is mapped.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from sqlalchemy import JSON, BigInteger, Boolean, Integer
from sqlalchemy.types import TypeEngine

from console.models import (
    alert,
    communication,
    incident,
    incident_work,
    knowledge,
    milestone,
    people,
    policy,
    post_incident,
    response,
    ticket,
)
from console.models.base import Base, Instant, Rule, Synced, Word
from console.models.values import dataclass


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WORD = "word"
    """One of an enum's values."""
    NUMBER = "number"
    INSTANT = "instant"
    """Whole microseconds since 1970."""
    FLAG = "flag"
    JSON = "json"


_ZEROS = {
    Kind.TEXT: "''",
    Kind.WORD: "''",
    Kind.NUMBER: "0",
    Kind.INSTANT: "0",
    Kind.FLAG: "false",
    Kind.JSON: "'{}'",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One column."""

    name: str
    kind: Kind
    rule: Rule
    optional: bool
    words: tuple[str, ...] = ()
    """The values a WORD may have."""

    @property
    def zero(self) -> str:
        """What rows of before this column hold in it, as SQL; "" where it may be empty.  Of a word, the first."""
        if self.optional:
            return ""
        return repr(self.words[0]) if self.words else _ZEROS[self.kind]


@dataclass(frozen=True, slots=True)
class Shape:
    """One synced table; `fields` begins with id, root, scope, seq, at, who, dead."""

    table: str
    root: str
    """The table its root lives in; the table itself where a row is its own root."""
    fields: tuple[Field, ...]
    names: tuple[str, ...]
    """Of the columns, in order."""

    def of(self, kind: Kind) -> tuple[str, ...]:
        """The names of the columns that hold that."""
        return tuple(field.name for field in self.fields if field.kind is kind)


CHILDREN: dict[type[Synced], type[Synced]] = {
    ticket.Message: ticket.Ticket,
    ticket.Attachment: ticket.Ticket,
    ticket.Event: ticket.Ticket,
    ticket.Link: ticket.Ticket,
    ticket.Tag: ticket.Ticket,
    knowledge.ArticleUse: ticket.Ticket,
    **dict.fromkeys(milestone.SYNCED, ticket.Ticket),
    **dict.fromkeys(knowledge.PARTS, knowledge.Article),
    **dict.fromkeys(
        (
            *incident.PARTS,
            *response.PARTS,
            *incident_work.PARTS,
            *post_incident.PARTS,
            *alert.PARTS,
            *communication.PARTS,
        ),
        incident.Incident,
    ),
}
"""Whose scope a row lives in, where it is not its own root."""


ENTITIES = (
    *people.SYNCED,
    *policy.SYNCED,
    *ticket.SYNCED,
    *milestone.SYNCED,
    *knowledge.SYNCED,
    *incident.SYNCED,
    *response.SYNCED,
    *incident_work.SYNCED,
    *post_incident.SYNCED,
    *alert.SYNCED,
    *communication.SYNCED,
)
"""All synced entities, parents first."""


@cache
def shapes() -> dict[str, Shape]:
    """Every synced table by name, parents first."""
    made = [_shape(entity) for entity in ENTITIES]
    return {shape.table: shape for shape in made}


def _shape(entity: type[Synced]) -> Shape:
    table = Base.metadata.tables[entity.__tablename__]
    fields = tuple(
        Field(
            column.name,
            _kind(column.type),
            Rule(column.info["rule"]),
            bool(column.nullable),
            column.type.words if isinstance(column.type, Word) else (),
        )
        for column in table.columns
    )
    names = tuple(field.name for field in fields)
    return Shape(table.name, CHILDREN.get(entity, entity).__tablename__, fields, names)


def _kind(kind: TypeEngine[object]) -> Kind:
    found = {Instant: Kind.INSTANT, Word: Kind.WORD, JSON: Kind.JSON, Boolean: Kind.FLAG}.get(type(kind))
    if found is not None:
        return found
    return Kind.NUMBER if isinstance(kind, Integer | BigInteger) else Kind.TEXT
