"""How an entry of a timeline is said.

Promise: stored values become words of the language, everything people wrote stands as they wrote it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from console import words
from console.models.incident_kinds import (
    AlertState,
    Duty,
    EntryKind,
    IncidentEventKind,
    IncidentStatus,
    OfferState,
    TaskState,
)
from console.models.kinds import Category, Locale, Severity
from console.models.message_kinds import MessageKind
from console.models.review_kinds import ActionState, ReviewState
from console.models.runbook_kinds import ProcessState, Radius, Result, StepState

if TYPE_CHECKING:
    from console.models.runbook import Runbook

_FIRST: dict[EntryKind, tuple[type[StrEnum], ...]] = {
    EntryKind.DECLARED: (Severity, Category),
    EntryKind.STATUS: (IncidentStatus,),
    EntryKind.SEVERITY: (Severity,),
    EntryKind.CATEGORY: (Category,),
    EntryKind.ROLE: (Duty, OfferState, IncidentEventKind),
    EntryKind.TASK: (TaskState,),
    EntryKind.TICKET: (IncidentEventKind,),
    EntryKind.STEP: (ProcessState, Category),
    EntryKind.REVIEW: (ReviewState, ActionState),
    EntryKind.ALERT: (AlertState, Severity),
    EntryKind.COMMUNICATION: (MessageKind,),
}
"""What the first words of an entry of that kind may be values of."""
_STEP = (StepState, Result, Radius)
"""What is said of a step behind its id."""


def titles_of(book: Runbook | None, locale: Locale) -> dict[str, str]:
    """The titles of a runbook's steps by their ids, as an entry about one is told."""
    return {} if book is None else {step.id: step.title.said(locale) for step in book.steps}


def told(kind: EntryKind, text: str, locale: Locale, titles: Mapping[str, str]) -> str:
    """An entry's text: leading values of enums by their words, the id of a step by its title."""
    if kind is EntryKind.STEP and ": " in text:
        key, _, rest = text.partition(": ")
        return f"{titles.get(key, key)}: {_leading(rest, _STEP, locale)}"
    return _leading(text, _FIRST.get(kind, ()), locale)


def _leading(text: str, kinds: tuple[type[StrEnum], ...], locale: Locale) -> str:
    said: list[str] = []
    rest = text
    while rest:
        value, _, after = rest.partition(" ")
        bare = value.strip(":()")
        known = next((word for kind in kinds if (word := _word(kind, bare, locale))), None)
        if known is None:
            break
        said.append(value.replace(bare, known))
        rest = after
    return " ".join(filter(None, (*said, rest)))


def _word(kind: type[StrEnum], value: str, locale: Locale) -> str | None:
    return words.word(kind(value), locale) if value in kind.__members__.values() else None
