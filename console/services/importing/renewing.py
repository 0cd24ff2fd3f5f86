"""What a row changes of a ticket that is here already.

Promise: pure; only what the map tells is compared; a history is only ever added to, and what it gains is told by events
(SPEC 1.6).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from console.models.kinds import EventKind, Status
from console.services.importing.drafts import Draft, Happening, course
from console.services.importing.known import Standing

_TELLING = {
    "priority": EventKind.PRIORITY,
    "type": EventKind.TYPE,
    "impact": EventKind.IMPACT,
    "urgency": EventKind.URGENCY,
    "title": EventKind.TITLE,
    "team": EventKind.TEAM,
    "assignee": EventKind.ASSIGNEE,
}
_NEVER = frozenset({"channel", "created_at", "updated_at"})
"""Set when the ticket is made, or of no content by itself."""

_COURSE = (EventKind.CREATED, EventKind.STATUS)


@dataclass(slots=True)
class Change:
    """What is to be written."""

    fields: dict[str, object] = field(default_factory=dict)
    events: list[tuple[int, Happening]] = field(default_factory=list)
    """What the file tells, with the place of each in its history; people and teams by name."""
    told: list[Happening] = field(default_factory=list)
    """What this console tells besides; values as they are stored."""
    tagged: list[str] = field(default_factory=list)
    untagged: list[str] = field(default_factory=list)


def renewed(draft: Draft, standing: Standing, wanted: Mapping[str, object], now: int) -> Change:
    """The change a row of a whole ticket makes; `wanted` are its fields with people and teams by id."""
    told = draft.names | {"title"}
    fields = {
        name: value
        for name, value in wanted.items()
        if name in told and name not in _NEVER and standing.fields[name] != value
    }
    change = Change(fields, _missing(draft, standing))
    if draft.tags is not None:
        change.tagged = sorted(set(draft.tags) - standing.tags.keys())
        change.untagged = sorted(standing.tags.keys() - set(draft.tags))
    _tell(change, standing, now)
    if change.fields or change.events or change.tagged or change.untagged:
        told_at = int(str(draft.fields["updated_at"])) if "updated_at" in draft.names else 0
        change.fields["updated_at"] = told_at if told_at > int(str(standing.fields["updated_at"])) else now
    return change


def renewed_log(draft: Draft, standing: Standing) -> Change:
    """The change rows of a log make: events not yet here, and where the whole history now leads."""
    change = Change(events=_missing(draft, standing))
    if change.events:
        known = [(at, place, after) for place, (_, kind, after, _, at) in enumerate(standing.events) if kind in _COURSE]
        added = [(event.happened, len(known) + place, event.after) for place, event in change.events]
        end = course((Status(str(after)), at) for at, _, after in sorted(known + added))
        latest = max(at for at, _, _ in known + added)
        change.fields = {
            "status": end.status.value,
            "cycle": end.cycle,
            "resolved_at": end.resolved,
            "closed_at": end.closed,
            "updated_at": max(latest, int(str(standing.fields["updated_at"]))),
        }
    return change


def _missing(draft: Draft, standing: Standing) -> list[tuple[int, Happening]]:
    """The events of a draft that are not here: neither by id nor as often by what they say."""
    ids = {key for key, *_ in standing.events}
    created = any(kind == EventKind.CREATED for _, kind, *_ in standing.events)
    have = Counter(_said(EventKind(kind), after, reason, at) for _, kind, after, reason, at in standing.events)
    missing: list[tuple[int, Happening]] = []
    for place, event in enumerate(draft.events):
        said = _said(event.kind, event.after, event.reason, event.happened)
        if event.id in ids or (event.kind is EventKind.CREATED and created and not draft.is_log):
            continue
        if have[said] > 0:
            have[said] -= 1
        elif event.kind is EventKind.CREATED and created:
            missing.append((place, replace(event, kind=EventKind.STATUS)))
        else:
            missing.append((place, event))
    return missing


def _said(kind: EventKind, after: str | None, reason: str | None, at: int) -> tuple[str, str | None, str | None, int]:
    """What makes two events the same; creation is the first status, and people and teams are named differently here."""
    group = EventKind.STATUS if kind is EventKind.CREATED else kind
    return group.value, None if kind in (EventKind.ASSIGNEE, EventKind.TEAM) else after, reason, at


def _tell(change: Change, standing: Standing, now: int) -> None:
    """Add an event for each changed field and tag whose change no event of the file tells."""
    told = {event.kind for _, event in change.events}
    found = [
        Happening(kind, _text(standing.fields[name]), _text(change.fields[name]), now)
        for name, kind in _TELLING.items()
        if name in change.fields and kind not in told
    ]
    steps = [(event.happened, event.after) for _, event in change.events if event.kind in _COURSE]
    steps += [(at, after) for _, kind, after, _, at in standing.events if kind in _COURSE]
    last = max(steps, default=(0, None), key=lambda step: step[0])[1]
    if "status" in change.fields and last != change.fields["status"]:
        found.append(Happening(EventKind.STATUS, _text(standing.fields["status"]), _text(change.fields["status"]), now))
    if EventKind.TAGGED not in told:
        found += [Happening(EventKind.TAGGED, None, tag, now) for tag in change.tagged]
    if EventKind.UNTAGGED not in told:
        found += [Happening(EventKind.UNTAGGED, tag, None, now) for tag in change.untagged]
    change.told = found


def _text(value: object) -> str | None:
    return None if value is None else str(value)
