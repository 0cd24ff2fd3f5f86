"""What is ruled on a desk before anybody has ruled anything (SPEC 1.5, 4.2).

Promise: rows are made once, where there are none; a desk of before there were policies gets them too.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta

from console.models.kinds import COMMON_SHELF, Locale, PolicyKind, Refused, to_micros
from console.services.store import Store

AGREEMENTS, CALENDAR, SEVERITIES, RULES = "Standard", "Working hours", "Severities", "Rules"
"""Names of what holds for everybody."""

_ID = "00000000-0000-7000-8000-0000000001{:02}"
"""Ids known beforehand: a replica that begins anew rules the same rows its hub has."""

Row = tuple[PolicyKind, str | None, str, dict[str, object]]
"""Kind, owner, name and body of a first version."""


YEARS_BACK, YEARS_AHEAD = 10, 2
"""Years around the first one of which public holidays are ruled."""


def first_rows(zone: str, year: int) -> tuple[Row, ...]:
    """The first version of everything; working hours are of that zone, with the holidays of its country."""
    from console.models.agreements import default_agreements
    from console.models.rulings import default_rules, default_severities

    return (
        (PolicyKind.SLA, None, AGREEMENTS, default_agreements()),
        (PolicyKind.CALENDAR, None, CALENDAR, first_hours(zone, year)),
        (PolicyKind.SEVERITY, None, SEVERITIES, default_severities()),
        (PolicyKind.RULES, None, RULES, default_rules()),
    )


def first_hours(zone: str, year: int) -> dict[str, object]:
    """Working hours until somebody publishes others, as JSON."""
    from console.models.catalogue import WORKING_DAY, default_hours
    from console.services.public_holidays import country_of, public_days

    hours, country = default_hours(zone), country_of(zone)
    try:
        days = public_days(country or "", range(year - YEARS_BACK, year + YEARS_AHEAD + 1), Locale.EN)
    except Refused:
        return hours  # nobody knows the holidays of that country
    made_up = dict.fromkeys(map(str, sorted(days.worked)), WORKING_DAY)
    return hours | {"holidays": list(map(str, sorted(days.free))), "overrides": made_up}


def first_rota(zone: str, now: datetime, person: str) -> dict[str, object]:
    """Somebody on call week by week, as JSON (SPEC 1.5)."""
    from console.models.wall import zone_named

    day = now.astimezone(zone_named(zone))
    monday = (day - timedelta(days=day.weekday())).date()
    turns = {"unit": "week", "length": 1, "start": f"{monday}T09:00", "people": [person]}
    return {"tz": zone, "rotations": [turns]}


def rule_first(store: Store, now: datetime, zone: Callable[[], str]) -> None:
    """Rule what nobody has ruled yet, on this machine's own desk."""
    with store.read() as connection:
        if _ruled(connection):
            return
    at = to_micros(now)
    with store.bulk() as connection:
        found = connection.execute("select person, team from _meta where person is not null").fetchone()
        if found is None or _ruled(connection):
            return
        from console.models.groups import GROUPS, default_groups
        from console.models.rota import ON_CALL

        person, team = found
        here = zone()
        rota = (PolicyKind.ROTA, team, ON_CALL, first_rota(here, now, person))
        groups = (PolicyKind.GROUPS, None, GROUPS, default_groups(person))
        for place, (kind, owner, name, body) in enumerate((*first_rows(here, now.year), rota, groups), 1):
            written = json.dumps(body, sort_keys=True)
            connection.execute(
                "insert into policy(id, root, scope, at, who, dead, kind, owner, name, version, effective_at,"
                " published_at, author, body) values (?1, ?1, ?2, ?3, ?4, 0, ?5, ?6, ?7, 1, ?3, ?3, ?4, ?8)",
                (_ID.format(place), COMMON_SHELF, at, person, kind.value, owner, name, written),
            )


def _ruled(connection: sqlite3.Connection) -> bool:
    found = connection.execute("select 1 from policy where kind = ? limit 1", (PolicyKind.SLA.value,))
    return found.fetchone() is not None
