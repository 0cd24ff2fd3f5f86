"""What a refused operation on an analysis meant, as the command that means it.

Promise: a text that another wrote meanwhile is put together with what was to be written, so that redoing loses no words
of theirs but those that both changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from console.models.incident_kinds import IncidentEventKind
from console.models.kinds import from_micros
from console.models.merging import merge
from console.models.post_incident import ActionItem, Review
from console.models.review_kinds import ActionState, ReviewState, ReviewText
from console.services.incidents.review_commands import (
    AddAction,
    ChangeAction,
    EndAction,
    LinkRecurrence,
    MoveReview,
    PrefillReview,
    ReviewCommand,
    SetReviewer,
    WriteReview,
)
from console.services.sync.attention import Part, new_parts, values
from console.services.sync.patches import text_of
from console.services.transaction import Transaction


def intents(tx: Transaction, parts: list[Part]) -> Iterator[ReviewCommand]:
    """The command an operation was made by, first; none for what is no analysis."""
    for part in parts:
        if part["t"] == "action_item":
            yield from _of_action(tx, str(part["k"]), part)
    for part in reversed(parts):  # what was said after it was begun
        if part["t"] == "review":
            yield from _of_review(tx, str(part["k"]), part, _root(parts))
    for part in new_parts(parts, "incident_event"):
        row = values(part)
        if row["kind"] == IncidentEventKind.RECURRENCE:
            after, before = text_of(row.get("to_value")), text_of(row.get("from_value"))
            yield LinkRecurrence(str(row["root"]), after or before or "", after is not None)


def _root(parts: list[Part]) -> str:
    """The incident of the rows an operation makes; "" where it makes none."""
    return next((str(values(part)["root"]) for part in parts if "root" in values(part)), "")


def _of_review(tx: Transaction, key: str, part: Part, root: str) -> Iterator[ReviewCommand]:
    row, wrote = tx.session.get(Review, key), values(part, "set") or values(part)
    incident = root if row is None else row.root
    if "state" in values(part, "set"):
        yield MoveReview(incident, ReviewState(str(wrote["state"])))
    texts = [field for field in ReviewText if wrote.get(field.value)]
    if len(texts) > 1:
        yield PrefillReview(incident)
    for field in (field for field in ReviewText if field.value in values(part, "set") or field in texts):
        base, now = (str(one or "") for one in (values(part, "expect").get(field.value), getattr(row, field.value, "")))
        yield WriteReview(incident, field, merge(base, str(wrote[field.value]), now).text)
    if wrote.keys() & {"reviewer", "review_at"}:
        at = wrote.get("review_at", getattr(row, "review_at", None))
        yield SetReviewer(incident, text_of(wrote.get("reviewer", getattr(row, "reviewer", None))), _instant(at))


def _of_action(tx: Transaction, key: str, part: Part) -> Iterator[ReviewCommand]:
    new, sets = values(part), values(part, "set")
    if new:
        yield AddAction(str(new["root"]), str(new["text"]), text_of(new.get("owner")), _instant(new.get("due_at")))
    elif "state" in sets:
        yield EndAction(key, ActionState(str(sets["state"])), str(sets.get("result") or ""))
    else:
        row = tx.get(ActionItem, key)
        text, owner, due = (sets.get(name, getattr(row, name)) for name in ("text", "owner", "due_at"))
        yield ChangeAction(key, str(text), text_of(owner), _instant(due))


def _instant(value: object) -> datetime | None:
    return value if isinstance(value, datetime) else from_micros(value) if isinstance(value, int) else None
