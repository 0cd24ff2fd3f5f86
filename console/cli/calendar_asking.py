"""Questions about working time (docs/CLI.md: `calendar ask`).

Promise: a bad calendar is an error on each of its questions, and on no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from console.cli.questions import Question, answered, document, micros, missing_or_bad, seconds, whole
from console.models.calendars import Calendar, calendar_of
from console.models.hours import date_of, table
from console.models.kinds import Code, Locale, Refused, from_micros
from console.models.wall import instant_of

MOST_SPANS = 100_000
"""Spans one question may ask for."""


def calendar_answers(name: str, locale: Locale) -> Iterator[str]:
    """The JSON text of the answers to the file `name` (`-`: stdin), in pieces."""
    told, questions = document(name, locale)
    calendars = Calendars(told.get("calendars", {}))
    return answered(questions, calendars.answer, locale)


class Calendars:
    """The calendars of a document, each made when first asked about."""

    def __init__(self, described: object) -> None:
        self._described = described
        self._made: dict[str, Calendar | Refused] = {}

    def answer(self, question: Question) -> object:
        """The value of a question; raises Refused."""
        calendar = self._named(question.get("calendar"))
        asked = question.get("ask")
        answer = ASKS.get(asked) if isinstance(asked, str) else None
        if answer is None:
            raise missing_or_bad(asked, "ask")
        return answer(calendar, question)

    def _named(self, name: object) -> Calendar:
        described = table(self._described, "calendars")
        if not isinstance(name, str) or name not in described:
            raise Refused(Code.CALENDAR_UNKNOWN, name=name, known=tuple(described))
        if name not in self._made:
            try:
                self._made[name] = calendar_of(described[name])
            except Refused as error:
                self._made[name] = error
        made = self._made[name]
        if isinstance(made, Refused):
            raise made
        return made


def _add(calendar: Calendar, question: Question) -> object:
    start = _instant(calendar, question, "start")
    return _shown(calendar, calendar.add(start, micros(question.get("seconds"), "seconds")))


def _between(calendar: Calendar, question: Question) -> object:
    return seconds(calendar.between(_instant(calendar, question, "start"), _instant(calendar, question, "end")))


def _is_open(calendar: Calendar, question: Question) -> object:
    return calendar.is_open(_instant(calendar, question, "at"))


def _next_open(calendar: Calendar, question: Question) -> object:
    return _shown(calendar, calendar.next_open(_instant(calendar, question, "at")))


def _prev_open(calendar: Calendar, question: Question) -> object:
    return _shown(calendar, calendar.prev_open(_instant(calendar, question, "at")))


def _next_close(calendar: Calendar, question: Question) -> object:
    return _shown(calendar, calendar.next_close(_instant(calendar, question, "at")))


def _periods(calendar: Calendar, question: Question) -> object:
    count = whole(question.get("count"), "count")
    if count < 0:
        raise missing_or_bad(count, "count")
    if count > MOST_SPANS:
        raise Refused(Code.TOO_MANY, limit=MOST_SPANS)
    found: list[list[str]] = []
    try:
        for opens, closes in islice(calendar.spans(_instant(calendar, question, "from")), count):
            found.append([_shown(calendar, opens), _shown(calendar, closes)])
    except Refused:
        # A calendar of single dates has no more; all there are is the answer.
        if not found:
            raise
    return found


def _add_days(calendar: Calendar, question: Question) -> object:
    days = whole(question.get("days"), "days")
    day = date_of(question.get("start"))
    if day is not None:
        return calendar.add_dates(day, days).isoformat()
    return _shown(calendar, calendar.add_days(_instant(calendar, question, "start"), days))


ASKS: Mapping[str, Callable[[Calendar, Question], object]] = {
    "add": _add,
    "between": _between,
    "is_open": _is_open,
    "next_open": _next_open,
    "prev_open": _prev_open,
    "next_close": _next_close,
    "periods": _periods,
    "add_days": _add_days,
}


def _instant(calendar: Calendar, question: Question, place: str) -> int:
    return instant_of(question.get(place), place, calendar.zone_at(0))


def _shown(calendar: Calendar, at: int) -> str:
    return from_micros(at).astimezone(calendar.zone_at(at)).isoformat()
