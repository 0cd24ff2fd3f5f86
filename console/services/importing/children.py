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
            direction=_member(item, "direction", Direction, "messages"),
            visibility=_member(item, "visibility", Visibility, "messages"),
            channel=_member(item, "channel", Channel, "messages"),
            body=texts.body(_text(item, "body")),
            created=_instant(item, "created_at", time, "messages"),
            author=texts.optional(_text(item, "author"), "person"),
            recorded_by=texts.optional(_text(item, "recorded_by"), "person"),
            id=_text(item, "id").lower() or None,
        )
        for item in _items(raw, "messages")
    )


def events_of(raw: object, time: Time) -> list[Happening]:
    """The history; raises Refused when it is not what an export writes."""
    return [
        Happening(
            kind=EventKind(_member(item, "kind", EventKind, "events")),
            before=_line(item, "from"),
            after=_line(item, "to"),
            happened=_instant(item, "happened_at", time, "events"),
            reason=_line(item, "reason"),
            author=texts.optional(_text(item, "author"), "person"),
            recorded=_instant(item, "recorded_at", time, "events") if item.get("recorded_at") else None,
            id=_text(item, "id").lower() or None,
        )
        for item in _items(raw, "events")
    ]


def links_of(raw: object) -> tuple[Relation, ...]:
    """The links; raises Refused when they are not what an export writes."""
    return tuple(
        Relation(_member(item, "kind", LinkKind, "links"), _text(item, "ticket").lower())
        for item in _items(raw, "links")
    )


def _items(raw: object, column: str) -> Iterator[dict[str, object]]:
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


def _text(item: dict[str, object], name: str) -> str:
    value = item.get(name)
    return "" if value is None else str(value)


def _line(item: dict[str, object], name: str) -> str | None:
    """A value of an event: kept as it is, if it can be kept at all."""
    return texts.description(_text(item, name)) or None


def _member(item: dict[str, object], name: str, kind: type[K], column: str) -> str:
    value = item.get(name)
    if value not in set(kind):
        raise Refused(Code.ROW_BAD_VALUE, column=f"{column}.{name}", value=str(value))
    return str(value)


def _instant(item: dict[str, object], name: str, time: Time, column: str) -> int:
    text = _text(item, name)
    at = time(text) if text else None
    if at is None:
        raise Refused(Code.ROW_BAD_TIME, column=f"{column}.{name}", value=text)
    return at
