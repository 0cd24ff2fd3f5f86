"""Public holidays of a country for a calendar, make-up days included (SPEC 4.3).

Promise: the package that knows them is imported when first asked, for its import costs 100 ms; what a team has decided
for a date itself is kept.
"""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable
from datetime import date
from importlib import resources
from pathlib import Path

from console.models.hours import Hours
from console.models.kinds import Code, Locale, Refused
from console.models.values import dataclass

_LANGUAGES = {Locale.ZH: "zh_CN", Locale.EN: "en_US"}


@dataclass(frozen=True, slots=True)
class PublicDays:
    """What the law says about some years."""

    free: dict[date, str]
    """Holidays by their names, in the language asked for where it is known."""
    worked: frozenset[date]
    """Days of a weekend that make up for a holiday (调休)."""


def country_of(zone: str) -> str | None:
    """The ISO 3166 code of the country a zone is named for; None for zones of none, and where no table tells.

    Source: zone.tab, which comes with the zones.
    """
    lines = (line.split("\t") for line in _zone_table().splitlines() if not line.startswith("#"))
    return next((parts[0] for parts in lines if parts[2:3] == [zone]), None)


def _zone_table() -> str:
    places = [Path(folder, "zone.tab") for folder in zoneinfo.TZPATH]
    found = next((place for place in places if place.is_file()), None)
    try:
        table = resources.files("tzdata.zoneinfo").joinpath("zone.tab") if found is None else found
        return table.read_text("utf-8")
    except (ModuleNotFoundError, OSError):
        return ""


def public_days(country: str, years: Iterable[int], locale: Locale) -> PublicDays:
    """The public days of a country by its ISO 3166 code; raises Refused for one that is not known.

    Source: the package `holidays`.  Days of a weekend within a long holiday are named only where the law names them.
    """
    import holidays

    if country not in holidays.list_supported_countries():
        raise Refused(Code.BAD_VALUE, place="country", value=country)
    languages = holidays.list_localized_countries().get(country, [])
    language = _LANGUAGES[locale] if _LANGUAGES[locale] in languages else None
    wanted = set(years)
    # A day before the New Year may make up for one after it.
    found = holidays.country_holidays(country, years=wanted | {year + 1 for year in wanted}, language=language)
    return PublicDays(
        {day: name for day, name in sorted(found.items()) if day.year in wanted},
        frozenset(day for day in found.weekend_workdays if day.year in wanted),
    )


def with_public_days(hours: Hours, days: PublicDays) -> Hours:
    """The hours with these holidays; a make-up day has the hours of the first weekday that has any.

    A date the team has an override for stays as it is.
    """
    of_a_weekday = next(filter(None, hours.week), ())
    made_up = dict.fromkeys(sorted(days.worked), of_a_weekday)
    return Hours(
        hours.zone,
        hours.week,
        hours.holidays | {day for day in days.free if day not in hours.overrides},
        hours.yearly,
        made_up | dict(hours.overrides),
        hours.breaks,
    )
