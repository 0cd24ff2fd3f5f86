"""What the patches of an operation say, read back: rows as entities, reasons.

Promise: every field of a patch is set, instants as instants; ids stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from console.models.base import Base, Synced
from console.models.kinds import from_micros
from console.models.shape import Kind, shapes
from console.services.sync.attention import Part, values

S = TypeVar("S", bound=Synced)


def entity(part: Part, kind: type[S]) -> S:
    """The new row a patch tells of, in no session yet; raises TypeError where it is no `kind`."""
    shape, told = shapes()[str(part["t"])], values(part)
    instants = shape.of(Kind.INSTANT)
    typed = {
        name: from_micros(value) if name in instants and isinstance(value, int) else value
        for name in shape.names
        if name not in ("id", "root", "dead") and (value := told.get(name)) is not None
    }
    for mapper in Base.registry.mappers:
        if mapper.class_.__tablename__ == shape.table and issubclass(mapper.class_, kind):
            return mapper.class_(id=part["k"], **typed)
    raise TypeError(f"{kind.__name__} expected, not {shape.table}")


def reason_of(parts: Sequence[Part], kind: StrEnum) -> str:
    """Why, by the event of that kind; "" where nobody said."""
    told = (values(part) for part in parts if "kind" in values(part))
    return next((str(event["reason"]) for event in told if event["kind"] == kind and event.get("reason")), "")


def text_of(value: object) -> str | None:
    """A stored value as text; None stays None."""
    return None if value is None else str(value)
