"""Questions about who is on call (docs/CLI.md: `oncall ask`).

Promise: every question brings its own rule, rotation or schedule; one that cannot be answered hurts no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import TypeAlias
from zoneinfo import ZoneInfo

from console.cli.questions import Question, answered, document, missing_or_bad
from console.models.kinds import Code, Locale, Refused, from_micros
from console.models.on_call import Schedule
from console.models.rosters import rotation_of, rule_of, schedule_of
from console.models.rotation import Rotation
from console.models.wall import instant_of

MOST_HANDOFFS = 50_000
"""Hand-offs one question may ask for."""

Asks: TypeAlias = Mapping[str, Callable[[], object]]


def oncall_answers(name: str, locale: Locale) -> Iterator[str]:
    """The JSON text of the answers to the file `name` (`-`: stdin), in pieces."""
    _, questions = document(name, locale)
    return answered(questions, answer, locale)


def answer(question: Question) -> object:
    """The value of a question; raises Refused."""
    kinds = [kind for kind in KINDS if question.get(kind) is not None]
    if len(kinds) != 1:
        raise missing_or_bad(kinds or None, "rule | rotation | schedule")
    return KINDS[kinds[0]](question)


def _of_rule(question: Question) -> object:
    rule = rule_of(question["rule"])
    asks: Asks = {
        "is_active": lambda: rule.is_active(_at(question, rule.zone)),
        "start": lambda: _shown(rule.shift(_at(question, rule.zone))[0], rule.zone),
        "end": lambda: _shown(rule.shift(_at(question, rule.zone))[1], rule.zone),
    }
    return _asked(asks, question)


def _of_rotation(question: Question) -> object:
    rotation = rotation_of(question["rotation"])
    asks: Asks = {
        "start": lambda: _shown(rotation.shift(_at(question, rotation.zone))[0], rotation.zone),
        "end": lambda: _shown(rotation.shift(_at(question, rotation.zone))[1], rotation.zone),
        "who": lambda: _on_turn(rotation, question),
        "handoffs": lambda: _handoffs(rotation, question),
    }
    return _asked(asks, question)


def _on_turn(rotation: Rotation, question: Question) -> list[str]:
    person = rotation.who(_at(question, rotation.zone))
    return [] if person is None else [person]


def _handoffs(rotation: Rotation, question: Question) -> list[str]:
    found = list(islice(rotation.handoffs(*_period(question, rotation.zone)), MOST_HANDOFFS + 1))
    if len(found) > MOST_HANDOFFS:
        raise Refused(Code.TOO_MANY, limit=MOST_HANDOFFS)
    return [_shown(handoff, rotation.zone) for handoff in found]


def _of_schedule(question: Question) -> object:
    schedule, zone = schedule_of(question["schedule"])
    asks: Asks = {
        "who": lambda: list(schedule.who(_at(question, zone))),
        "shifts": lambda: _shifts(schedule, question, zone),
    }
    return _asked(asks, question)


def _shifts(schedule: Schedule, question: Question, zone: ZoneInfo) -> list[dict[str, str]]:
    return [
        {"person": shift.person, "start": _shown(shift.start, zone), "end": _shown(shift.end, zone)}
        for shift in schedule.shifts(*_period(question, zone))
    ]


KINDS: Mapping[str, Callable[[Question], object]] = {
    "rule": _of_rule,
    "rotation": _of_rotation,
    "schedule": _of_schedule,
}


def _asked(asks: Asks, question: Question) -> object:
    asked = question.get("ask")
    answering = asks.get(asked) if isinstance(asked, str) else None
    if answering is None:
        raise missing_or_bad(asked, "ask")
    return answering()


def _at(question: Question, zone: ZoneInfo) -> int:
    return instant_of(question.get("at"), "at", zone)


def _period(question: Question, zone: ZoneInfo) -> tuple[int, int]:
    return instant_of(question.get("from"), "from", zone), instant_of(question.get("to"), "to", zone)


def _shown(at: int, zone: ZoneInfo) -> str:
    return from_micros(at).astimezone(zone).isoformat()
