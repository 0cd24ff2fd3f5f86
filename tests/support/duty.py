"""On-call duty worked out the plainest way: who stands in each minute of some days.

Promise: shares no code with the product; hand-offs are looked up on the clock of each minute.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta

from tests.support.working_time import WEEKDAYS, Clock, seconds

Json = Mapping[str, object]


def active(told: Json, clock: Clock) -> list[bool]:
    """For each minute whether a weekly rule, as JSON describes it, is active."""
    found = [False] * clock.length
    for day in clock.dates():
        if WEEKDAYS[day.weekday()] in _texts(told["days"]):
            start, end = seconds(str(told["start"])), seconds(str(told["end"]))
            end += 86400 * (end <= start)
            midnight = datetime.combine(day, time.min)
            first, last = (clock.first_showing(midnight + timedelta(seconds=at)) for at in (start, end))
            found[first:last] = [True] * (last - first)
    return found


def turns(told: Json, clock: Clock) -> list[int]:
    """For each minute the number of the turn of a rotation, as JSON describes it."""
    found = [0] * clock.length
    handoffs = [(clock.first_showing(wall), turn) for turn, wall in _grid(told, clock)]
    for (start, turn), (end, _) in zip(handoffs, [*handoffs[1:], (clock.length, 0)], strict=True):
        found[start:end] = [turn] * (end - start)
    return found


def on_turn(told: Json, clock: Clock) -> list[set[str]]:
    """For each minute whose turn it is."""
    people = _texts(told["people"])
    return [{people[turn % len(people)]} if people else set() for turn in turns(told, clock)]


def on_call(told: Json, clock: Clock) -> list[set[str]]:
    """For each minute who is on call by a schedule, as JSON describes it."""
    standing: list[set[str]] = [set() for _ in range(clock.length)]
    for rule in _tables(told["rules"]):
        rotation = rule.get("rotation")
        people = on_turn(rotation, clock) if isinstance(rotation, dict) else [{str(rule["person"])}] * clock.length
        for minute, holds in enumerate(active(rule, clock)):
            standing[minute] |= people[minute] if holds else set()
    for rotation in _tables(told["rotations"]):
        for minute, turn in enumerate(on_turn(rotation, clock)):
            standing[minute] |= turn
    overrides = [(*_minutes(override, clock), override) for override in _tables(told["overrides"])]
    for minute in range(clock.length):
        holding = [override for start, end, override in overrides if start <= minute < end]
        standing[minute] = _overridden(standing[minute], holding)
    return standing


def runs(standing: Sequence[set[str]], first: int, last: int) -> list[tuple[int, str, int]]:
    """Start, person and end of each unbroken stretch within [first, last), in order."""
    found = []
    for person in set[str]().union(*standing[first:last]):
        start = None
        for minute in range(first, last + 1):
            there = minute < last and person in standing[minute]
            if there and start is None:
                start = minute
            elif not there and start is not None:
                found.append((start, person, minute))
                start = None
    return sorted(found)


def _overridden(standing: set[str], overrides: Sequence[Json]) -> set[str]:
    """Removed, then replaced, then added."""
    stands_in: dict[str, str | None] = {}
    for override in overrides:
        stands_in |= dict.fromkeys(_texts(override.get("remove", [])))
    for override in overrides:
        old_and_new = _texts(override.get("replace", []))
        stands_in |= dict([old_and_new]) if old_and_new else {}
    found = {stands_in.get(person, person) for person in standing}
    return {name for name in found if name} | {name for each in overrides for name in _texts(each.get("add", []))}


def _grid(told: Json, clock: Clock) -> Iterator[tuple[int, datetime]]:
    """Number and wall time of the turns that can matter."""
    start, unit = datetime.fromisoformat(str(told["start"])), told["unit"]
    length = int(str(told["length"]))
    earliest, latest = clock.shown[0] - timedelta(days=800), clock.shown[-1] + timedelta(days=2)
    if unit == "month":
        for turn in range(-2000, 2000):
            year, month = divmod(start.year * 12 + start.month - 1 + turn * length, 12)
            if earliest.year <= year <= latest.year:
                day = min(start.day, monthrange(year, month + 1)[1])
                yield turn, start.replace(year=year, month=month + 1, day=day)
        return
    step = {"hour": timedelta(hours=length), "day": timedelta(days=length), "week": timedelta(weeks=length)}[str(unit)]
    turn = (earliest - start) // step
    while start + turn * step <= latest:
        yield turn, start + turn * step
        turn += 1


def _minutes(override: Json, clock: Clock) -> tuple[int, int]:
    first, last = (clock.first_showing(datetime.fromisoformat(str(override[place]))) for place in ("start", "end"))
    return first, last


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _tables(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
