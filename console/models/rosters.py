"""Rules, rotations and schedules as JSON describes them (docs/CLI.md: `oncall ask`; SPEC 7.11).

Promise: pure; what cannot be understood is refused with its place, never guessed at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from console.models.hours import WEEKDAYS, listed, span_of, table
from console.models.kinds import Code, Refused
from console.models.on_call import Assignment, Override, Schedule
from console.models.rotation import Rotation, Unit, WeeklyRule
from console.models.wall import instant_of, wall_of, zone_named

MOST_PARTS = 1_000
"""Rules, rotations or overrides of one schedule."""

_RULE = {"days", "start", "end", "tz"}
_ROTATION = {"unit", "length", "start", "tz", "people"}
_OVERRIDE = {"start", "end", "add", "remove", "replace"}


def rule_of(data: object, zone: ZoneInfo | None = None) -> WeeklyRule:
    """A weekly rule; `zone` is its schedule's, for one that names none.  Raises Refused."""
    return _rule(table(data, "rule", _RULE), zone)


def rotation_of(data: object, zone: ZoneInfo | None = None) -> Rotation:
    """A rotation; `zone` is its schedule's, for one that names none.  Raises Refused."""
    given = table(data, "rotation", _ROTATION)
    unit, length = given.get("unit"), given.get("length")
    if not isinstance(unit, str) or unit not in set(Unit):
        raise Refused(Code.BAD_VALUE, place="unit", value=unit)
    if type(length) is not int or length < 1:
        raise Refused(Code.BAD_VALUE, place="length", value=length)
    zone = _zone(given, zone)
    start = wall_of(given.get("start"), "start", zone)
    return Rotation(Unit(unit), length, start, zone, _names(given.get("people"), "people"))


def schedule_of(data: object) -> tuple[Schedule, ZoneInfo]:
    """A schedule and the zone its answers are told in.  Raises Refused."""
    given = table(data, "schedule", {"tz", "rules", "rotations", "overrides"})
    zone = zone_named(given.get("tz"))
    schedule = Schedule(
        tuple(_assignment(item, zone) for item in _parts(given, "rules")),
        tuple(rotation_of(item, zone) for item in _parts(given, "rotations")),
        tuple(_override(item, zone) for item in _parts(given, "overrides")),
    )
    return schedule, zone


def _rule(given: Mapping[str, object], zone: ZoneInfo | None) -> WeeklyRule:
    days = listed(given.get("days"), "days")
    for day in days:
        if day not in WEEKDAYS:
            raise Refused(Code.BAD_VALUE, place="days", value=day)
    numbers = frozenset(number for number, day in enumerate(WEEKDAYS) if day in days)
    return WeeklyRule(numbers, span_of(given.get("start"), given.get("end"), "rule"), _zone(given, zone))


def _assignment(data: object, zone: ZoneInfo) -> Assignment:
    given = table(data, "rules", _RULE | {"person", "rotation"})
    rule, person = _rule(given, zone), given.get("person")
    if (person is None) == (given.get("rotation") is None):
        raise Refused(Code.VALUE_NEEDED, place="person")
    return Assignment(rule, rotation_of(given["rotation"], zone) if person is None else _name(person, "person"))


def _override(data: object, zone: ZoneInfo) -> Override:
    given = table(data, "overrides", _OVERRIDE)
    start, end = (instant_of(given.get(place), place, zone) for place in ("start", "end"))
    # What lies in a gap of the clocks lasts no time there, and changes nothing.
    if end < start or given.get("end") == given.get("start"):
        raise Refused(Code.BAD_VALUE, place="end", value=given.get("end"))
    replace, instead = _replacements(given.get("replace"))
    remove, add = (_names(given.get(place), place) for place in ("remove", "add"))
    return Override(start, end, remove, replace, instead, add)


def _replacements(data: object) -> tuple[tuple[tuple[str, str], ...], str | None]:
    """Who stands in for whom, or who stands in for everybody."""
    if isinstance(data, dict):
        return tuple((_name(old, "replace"), _name(new, "replace")) for old, new in data.items()), None
    names = _names(data, "replace")
    if len(names) > 2:
        raise Refused(Code.BAD_VALUE, place="replace", value=data)
    return (((names[0], names[1]),), None) if len(names) == 2 else ((), names[0] if names else None)


def _parts(given: Mapping[str, object], place: str) -> Sequence[object]:
    parts = listed(given.get(place, []), place)
    if len(parts) > MOST_PARTS:
        raise Refused(Code.TOO_MANY, limit=MOST_PARTS)
    return parts


def _zone(given: Mapping[str, object], zone: ZoneInfo | None) -> ZoneInfo:
    return zone_named(given.get("tz")) if zone is None or given.get("tz") is not None else zone


def _names(data: object, place: str) -> tuple[str, ...]:
    """A name, a list of names, or none."""
    if data is None:
        return ()
    return tuple(_name(item, place) for item in ([data] if isinstance(data, str) else listed(data, place)))


def _name(data: object, place: str) -> str:
    if not isinstance(data, str) or not data:
        raise Refused(Code.BAD_VALUE, place=place, value=data)
    return data
