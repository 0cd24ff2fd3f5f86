"""How tickets and results look as text: for people, where `--json` is for programs.

Promise: the same rows the JSON answers carry, aligned, in the person's language and zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from console import words
from console.cli import phrases
from console.cli.output import Column, plain, table
from console.models.kinds import (
    Channel,
    EventKind,
    Locale,
    Outcome,
    Priority,
    Status,
    TicketType,
    Visibility,
    local_mark,
)
from console.services.exporting import Row
from console.services.tickets.queries import Hit

K = TypeVar("K", bound=StrEnum)

_HEAD = "type priority status channel requester team assignee tags created_at updated_at resolved_at closed_at".split()
_COLON = {Locale.EN: ": ", Locale.ZH: "："}
_BRACKETS = {Locale.EN: " ({})", Locale.ZH: "（{}）"}
_KINDS: dict[str, type[StrEnum]] = {
    "type": TicketType,
    "priority": Priority,
    "status": Status,
    "channel": Channel,
    "outcome": Outcome,
}


def ticket_list(rows: Iterable[Row], locale: Locale) -> Iterator[str]:
    """A line a ticket."""
    columns = [
        Column("#", 7),
        Column(words.field("status", locale), 14),
        Column(words.field("priority", locale), 8),
        Column(words.field("updated_at", locale), 16),
        Column(words.field("requester", locale), 16),
        Column(words.field("assignee", locale), 16),
        Column(words.field("title", locale), 20),
    ]
    names = ("number", "status", "priority", "updated_at", "requester", "assignee", "title")
    yield from table(columns, ([value(row, name, locale) for name in names] for row in rows))


def result_list(hits: Iterable[Hit], locale: Locale) -> Iterator[str]:
    """A line a result."""
    columns = [Column("#", 7), Column(words.field("title", locale), 40), Column(words.field("body", locale), 20)]
    yield from table(columns, ([_marked(hit, locale), hit.title, hit.snippet] for hit in hits))


def _marked(hit: Hit, locale: Locale) -> str:
    return str(hit.number or local_mark(hit.id)) if hit.kind != "article" else words.field(hit.kind, locale)


def whole_ticket(row: Row, locale: Locale) -> Iterator[str]:
    """A ticket's fields, its text, its conversation and its history."""
    yield plain(f"{called(row)}  {row['title']}")
    for name in _HEAD:
        if shown := value(row, name, locale):
            yield f"  {words.field(name, locale)}{_COLON[locale]}{shown}"
    if row["description"]:
        yield "\n" + plain(str(row["description"]))
    for heading, lines in (
        (phrases.CONVERSATION, [_message(part, locale) for part in _parts(row, "messages")]),
        (phrases.FILES, [_file(part, locale) for part in _parts(row, "attachments")]),
        (phrases.HISTORY, [_event(part, locale) for part in _parts(row, "events")]),
    ):
        if lines:
            yield f"\n{phrases.phrase(heading, locale)}"
            yield from lines


def value(row: Row, name: str, locale: Locale) -> str:
    """A field as words: enums by their names, instants in local time, nothing for None."""
    found = row[name]
    if name == "number":
        return called(row).removeprefix("#")
    if found is None:
        return ""
    if name in _KINDS:
        return words.word(_KINDS[name](str(found)), locale)
    if name.endswith("_at"):
        return local(str(found))
    return plain(" ".join(map(str, found)) if isinstance(found, list) else str(found))


def called(row: Row) -> str:
    """The number of a ticket, or the mark it bears until the hub numbers it (SPEC 3.2)."""
    return local_mark(str(row["id"])) if row["number"] is None else f"#{row['number']}"


def local(instant: str) -> str:
    """An instant in this machine's zone, to the minute."""
    return datetime.fromisoformat(instant).astimezone().strftime("%Y-%m-%d %H:%M")


def _parts(row: Row, name: str) -> list[Row]:
    found = row.get(name)
    return found if isinstance(found, list) else []


def _message(part: Row, locale: Locale) -> str:
    author = part["author"] or words.field("requester", locale)
    seen = _BRACKETS[locale].format(words.word(Visibility(str(part["visibility"])), locale))
    body = "\n    ".join(plain(str(part["body"])).splitlines())
    return f"  {local(str(part['created_at']))}  {plain(str(author))}{seen}\n    {body}"


def _file(part: Row, locale: Locale) -> str:
    size = part["size"]
    return f"  {plain(str(part['name']))}  {words.size(size if isinstance(size, int) else 0, locale)}"


def _event(part: Row, locale: Locale) -> str:
    before, after, why, author = (
        None if part[name] is None else str(part[name]) for name in ("from", "to", "reason", "author")
    )
    sentence = words.event(EventKind(str(part["kind"])), before, after, why, author, locale)
    return f"  {local(str(part['happened_at']))}  {sentence}"
