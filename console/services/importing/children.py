"""Messages, events and links of a ticket as an export wrote them: JSON, in a JSON row or in a cell.

Promise: pure; a child that is not whole refuses its row, for half a conversation would be worse than none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TypeVar

from console.models.kinds import Channel, Code, Direction, EventKind, LinkKind, Refused, Visibility
from console.services.importing.drafts import Happening, Relation, Said
from console.services.tickets import texts

Time = Callable[[str], int | None]
K = TypeVar("K", bound=StrEnum)


def messages_of(raw: object, time: Time) -> tuple[Said, ...]:
    """The conversation; raises Refused when it is not what an export writes."""
    return tuple(
        Said(
            direction=member_of(item, "direction", Direction, "messages"),
            visibility=member_of(item, "visibility", Visibility, "messages"),
            channel=member_of(item, "channel", Channel, "messages"),
            body=texts.body(text_of(item, "body")),
            created=instant_of(item, "created_at", time, "messages"),
            author=texts.optional(text_of(item, "author"), "person"),
            recorded_by=texts.optional(text_of(item, "recorded_by"), "person"),
            id=text_of(item, "id").lower() or None,
        )
        for item in items_of(raw, "messages")
    )


def events_of(raw: object, time: Time) -> list[Happening]:
    """The history; raises Refused when it is not what an export writes."""
    return [
        Happening(
            kind=EventKind(member_of(item, "kind", EventKind, "events")),
            before=line_of(item, "from"),
            after=line_of(item, "to"),
            happened=instant_of(item, "happened_at", time, "events"),
            reason=line_of(item, "reason"),
            author=texts.optional(text_of(item, "author"), "person"),
            recorded=instant_of(item, "recorded_at", time, "events") if item.get("recorded_at") else None,
            id=text_of(item, "id").lower() or None,
        )
        for item in items_of(raw, "events")
    ]


def links_of(raw: object) -> tuple[Relation, ...]:
    """The links; raises Refused when they are not what an export writes."""
    return tuple(
        Relation(member_of(item, "kind", LinkKind, "links"), text_of(item, "ticket").lower())
        for item in items_of(raw, "links")
    )


def items_of(raw: object, column: str) -> Iterator[dict[str, object]]:
    """The objects of a list, or of its JSON in a cell; raises Refused for anything else."""
    if raw is None or raw == "":
        return
    found = raw
    if isinstance(raw, str):
        try:
            found = json.loads(raw)
        except (ValueError, RecursionError):
            raise Refused(Code.ROW_BAD_VALUE, column=column, value=raw) from None
    if not isinstance(found, list):
        raise Refused(Code.ROW_BAD_VALUE, column=column, value=str(found))
    for item in found:
        if not isinstance(item, dict):
            raise Refused(Code.ROW_BAD_VALUE, column=column, value=str(item))
        yield item


def text_of(item: dict[str, object], name: str) -> str:
    """A value as text; "" where there is none."""
    value = item.get(name)
    return "" if value is None else str(value)


def line_of(item: dict[str, object], name: str) -> str | None:
    """A value of an event: kept as it is, if it can be kept at all."""
    return texts.description(text_of(item, name)) or None


def member_of(item: dict[str, object], name: str, kind: type[K], column: str) -> str:
    """A value that `kind` knows; raises Refused for another."""
    value = item.get(name)
    if value not in set(kind):
        raise Refused(Code.ROW_BAD_VALUE, column=f"{column}.{name}", value=str(value))
    return str(value)


def instant_of(item: dict[str, object], name: str, time: Time, column: str) -> int:
    """An instant, which may not be missing."""
    text = text_of(item, name)
    at = time(text) if text else None
    if at is None:
        raise Refused(Code.ROW_BAD_TIME, column=f"{column}.{name}", value=text)
    return at
