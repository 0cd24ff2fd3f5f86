"""How long a ticket's most pressing clock still has, in words and as a share of its time.

Promise: from the clock and now alone; the words change once a minute, in the last minute once a second.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from console import words
from console.models.kinds import ClockKind, ClockState, Locale
from console.models.pressing import Pressing
from console.views.translation import QT_TRANSLATE_NOOP

CONTEXT = "Due"
SECOND, MINUTE, HOUR = 1_000_000, 60_000_000, 3_600_000_000
LONG = 48 * HOUR
"""From here on no minutes are told."""
LONGEST = (28 * 24 + 20) * 60 * MINUTE
"""A time of which the words are the longest."""
STEPS = 60
"""A bar grows in so many steps, so that it is not painted anew every second."""
WAITS = {
    ClockKind.FIRST_RESPONSE: QT_TRANSLATE_NOOP("Due", "Reply"),
    ClockKind.NEXT_RESPONSE: QT_TRANSLATE_NOOP("Due", "Reply"),
    ClockKind.RESOLUTION: QT_TRANSLATE_NOOP("Due", "Resolve"),
}
"""What a clock waits for."""
STILL = {
    ClockState.PAUSED: QT_TRANSLATE_NOOP("Due", "Paused"),
    ClockState.COVERED: QT_TRANSLATE_NOOP("Due", "By incident"),
}
"""Why a clock stands still."""


class Standing(NamedTuple):
    """How a clock stands at an instant."""

    kind: str
    """Of its icon and colours: "ok", "warn", "breach", "paused" or "covered"."""
    what: str
    time: str
    """ "" for one that stands still."""
    steps: int
    """Of `STEPS`: how far the bar has grown; -1: there is none."""

    def said(self, locale: Locale) -> str:
        """As one phrase, for assistive technology."""
        return ("，" if locale is Locale.ZH else ", ").join(filter(None, (self.what, self.time)))


def standing(one: Pressing, now: int, locale: Locale) -> Standing:
    """How a clock stands; `now` in microseconds."""
    if one.state in STILL:
        return Standing(one.state.value, _(STILL[one.state]), "", -1)
    late = one.due <= now
    kind = "breach" if late else "warn" if one.warn <= now else "ok"
    steps = min(STEPS, int(STEPS * one.used(now)))
    return Standing(kind, _(WAITS[one.clock]), countdown(one.due - now, locale), steps)


def waits() -> tuple[str, ...]:
    """All words for what is waited for."""
    return tuple(map(_, WAITS.values()))


def countdown(micros: int, locale: Locale) -> str:
    """How long there is still, or since when it is over: "1 h 22 m left", "32 m over"."""
    length = abs(micros)
    unit = HOUR if length >= LONG else MINUTE if length >= MINUTE else SECOND
    whole = length - length % unit
    said = words.duration(timedelta(microseconds=whole), locale)
    text = _(QT_TRANSLATE_NOOP("Due", "{time} left")) if micros > 0 else _(QT_TRANSLATE_NOOP("Due", "{time} over"))
    return text.format(time=said)


def _(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
