"""How instants are written in the window: the shorter, the nearer they are; never without a clock time or a date.

Promise: wall times of this machine's zone, in the words of the locale; whoever shows one says which day it is today.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from PySide6.QtCore import QLocale

from console.models.kinds import Locale

_SHORT = QLocale.FormatType.ShortFormat


def brief(at: datetime, today: date, locale: Locale) -> str:
    """For a column: "14:10" today, "Sat" within a week, "27 Feb" within the year, "Feb 2025" before."""
    wall = at.astimezone()
    days = (today - wall.date()).days
    if days == 0:
        return _clock(wall)
    if 0 < days < 7:
        return weekday(wall.date(), locale)
    if wall.year == today.year:
        return short_date(wall.date(), locale)
    month = _month(wall.month, locale)
    return f"{wall.year}年{month}" if locale is Locale.ZH else f"{month} {wall.year}"


def moment(at: datetime, today: date, locale: Locale) -> str:
    """For a message or event: "14:10" today, "Sat 16:10" within a week, "27 Feb 16:10", "27 Feb 2025 16:10"."""
    wall = at.astimezone()
    days = (today - wall.date()).days
    if days == 0:
        return _clock(wall)
    if 0 < days < 7:
        return f"{weekday(wall.date(), locale)} {_clock(wall)}"
    return f"{_dated(wall.date(), today, locale)} {_clock(wall)}"


def exact(at: datetime, today: date, locale: Locale) -> str:
    """For a field: "Sat 28 Feb 15:48", "2月28日 周六 15:48"; the year only when it is another one."""
    wall = at.astimezone()
    day, name = _dated(wall.date(), today, locale), weekday(wall.date(), locale)
    return f"{day} {name} {_clock(wall)}" if locale is Locale.ZH else f"{name} {day} {_clock(wall)}"


def _clock(wall: datetime) -> str:
    # Not by strftime: that imports a module at every call, and Qt's bindings look into each import.
    return f"{wall.hour:02}:{wall.minute:02}"


def _dated(day: date, today: date, locale: Locale) -> str:
    if day.year == today.year:
        return short_date(day, locale)
    return f"{day.year}年{short_date(day, locale)}" if locale is Locale.ZH else f"{short_date(day, locale)} {day.year}"


@lru_cache(maxsize=1024)
def short_date(day: date, locale: Locale) -> str:
    """Without the year: "27 Feb", "2月27日"."""
    month = _month(day.month, locale)
    return f"{month}{day.day}日" if locale is Locale.ZH else f"{day.day} {month}"


@lru_cache(maxsize=24)
def _month(month: int, locale: Locale) -> str:
    return QLocale(locale.value).standaloneMonthName(month, _SHORT)


@lru_cache(maxsize=1024)
def weekday(day: date, locale: Locale) -> str:
    """Short: "Sat", "周六"."""
    return QLocale(locale.value).standaloneDayName(day.isoweekday(), _SHORT)
