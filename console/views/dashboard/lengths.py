"""How figures are written on the dashboard.

Promise: no Qt; few are told as numbers, not as percent, and what is not known yet as longer than what is.
"""

from __future__ import annotations

import math
from datetime import timedelta

from console import words
from console.models.figures import Seconds, Spread, Tally
from console.models.kinds import Locale

FEW_FOR_MEDIAN, FEW_FOR_P90, FEW_FOR_SHARE = 5, 10, 30
"""Below so many there is no median, no p90, no percent (look: small numbers)."""


def length(seconds: Seconds | None, locale: Locale) -> str:
    """In two units; a dash for None."""
    return "–" if seconds is None else words.duration(timedelta(seconds=seconds), locale)


def brief(seconds: Seconds, locale: Locale) -> str:
    """In the greatest unit alone, what is over left out."""
    unit = next((unit for least, unit in ((172_800, 86_400), (3_600, 3_600), (60, 60)) if seconds >= least), 1)
    return length(seconds // unit * unit, locale)


def median(spread: Spread, locale: Locale) -> str:
    """The median; "> x" where it falls among the open ones."""
    return at_rank(spread.median, spread, FEW_FOR_MEDIAN, locale)


def p90(spread: Spread, locale: Locale) -> str:
    """The p90 likewise."""
    return at_rank(spread.p90, spread, FEW_FOR_P90, locale)


def at_rank(seconds: Seconds | None, spread: Spread, few: int, locale: Locale) -> str:
    """A percentile of a spread; a dash where there are too few."""
    if spread.n < few or (seconds is None and spread.longest is None):
        return "–"
    return length(seconds, locale) if seconds is not None else f"> {length(spread.longest, locale)}"


def number(value: float) -> str:
    """With commas between thousands."""
    return f"{value:,}"


def percent(share: float | None) -> str:
    """To one digit."""
    return "–" if share is None else f"{share:.1f} %"


def met(tally: Tally, locale: Locale) -> str:
    """How many clocks were met: in percent, of few as a number."""
    decided = tally.met + tally.missed
    if not decided:
        return "–"
    if decided < FEW_FOR_SHARE:
        return f"{tally.met} / {decided}" if locale is Locale.ZH else f"{tally.met} of {decided}"
    return percent(tally.share)


def top(most: float) -> float:
    """A round number from `most` on, for the upper end of an axis."""
    if most <= 4:
        return 4
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (1.0, 2.0, 4.0, 8.0, 10.0) if step * power >= most)


def hours_top(seconds: float) -> tuple[float, int]:
    """A round length from `seconds` on, and into how many parts its axis is cut."""
    for minutes in (20, 60, 120, 240, 480, 960, 1440, 2880, 5760, 11_520, 23_040, 46_080, 92_160):
        if minutes * 60 >= seconds:
            return minutes * 60, 2
    return top(seconds / 86_400) * 86_400, 2
