"""The rotas, the groups and the emergency directory of the demo.

Promise: the same people and instant make the same rows; every team has somebody on call, one a gap to be seen, one an
evening with two.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from console.models.contacts import DIRECTORY, Contact, ContactKind, written
from console.models.groups import GROUPS, STANDARD
from console.models.kinds import COMMON_SHELF, PolicyKind, to_micros
from console.models.rota import ON_CALL, SHIFTS
from console.models.wall import zone_named

_ID = "00000000-0000-7000-8000-0000000002{:02}"
_WORKDAYS = ["mon", "tue", "wed", "thu", "fri"]
_ROTATING = 5
"""People of a team who take turns."""

CONTACTS = (
    Contact(ContactKind.HOTLINE, "Service hotline · 服务热线", "", "ext. 7000", "ext. 7001", "24x7"),
    Contact(ContactKind.HOTLINE, "Security line · 安全热线", "", "ext. 7110", "ext. 7111", "24x7"),
    Contact(ContactKind.EMERGENCY, "Data centre · 机房", "Facility", "+49 30 23125 410", "+49 30 23125 411", "24x7"),
    Contact(ContactKind.EMERGENCY, "Network carrier · 运营商", "NOC", "+44 20 7946 0180", "", "Mon-Fri 07:00-21:00"),
    Contact(ContactKind.ON_SITE, "Berlin", "Front desk IT", "ext. 7201", "ext. 7202", "Mon-Fri 08:00-18:00"),
    Contact(ContactKind.ON_SITE, "上海 Shanghai", "IT 服务台", "ext. 7301", "ext. 7302", "Mon-Fri 09:00-18:00"),
)
PARTNER = {"address": "noc@partner.example", "locale": "zh_CN", "name": "Partner NOC"}


def rule_rotas(connection: sqlite3.Connection, now: datetime) -> None:
    """Publish a rota of shifts and one of who is on call for each team, the groups, and the directory."""
    found = connection.execute("select body from policy where kind = 'CALENDAR' and owner is null").fetchone()
    zone = json.loads(found[0])["tz"] if found else "UTC"
    (author,) = connection.execute("select person from _meta").fetchone()
    at = to_micros(now)
    for place, (kind, owner, name, body) in enumerate(_rows(connection, now, zone), 1):
        last = "select coalesce(max(version), 0) from policy where kind = ? and owner is ? and name = ?"
        (version,) = connection.execute(last, (kind.value, owner, name)).fetchone()
        connection.execute(
            "insert into policy(id, root, scope, at, who, dead, kind, owner, name, version, effective_at,"
            " published_at, author, body) values (?1, ?1, ?2, ?3, ?4, 0, ?5, ?6, ?7, ?8, ?3, ?3, ?4, ?9)",
            (
                *(_ID.format(place), COMMON_SHELF, at, author),
                *(kind.value, owner, name, version + 1, json.dumps(body, sort_keys=True)),
            ),
        )


def _rows(
    connection: sqlite3.Connection, now: datetime, zone: str
) -> Iterator[tuple[PolicyKind, str | None, str, dict[str, object]]]:
    yield PolicyKind.CONTACTS, None, DIRECTORY, written(CONTACTS)
    yield PolicyKind.GROUPS, None, GROUPS, _groups(connection)
    teams = connection.execute("select id from team where dead = 0 order by name, id").fetchall()
    for place, (team,) in enumerate(teams):
        people = [
            row[0]
            for row in connection.execute(
                "select id from person where team = ? and login is not null and roles <> '[]' order by id", (team,)
            )
        ]
        if people:
            yield PolicyKind.ROTA, team, SHIFTS, _shifts(people, zone)
            yield PolicyKind.ROTA, team, ON_CALL, _on_call(people[:_ROTATING], place, now, zone)


def _groups(connection: sqlite3.Connection) -> dict[str, object]:
    """Everybody hears of something, and a partner outside of what is worst."""
    staff = connection.execute("select id from person where login is not null and roles <> '[]' order by id").fetchall()
    members = [[{"person": key} for (key,) in staff[place :: len(STANDARD)]] for place in range(len(STANDARD))]
    members[0].append(PARTNER)
    return {"groups": [{"name": name, "members": found} for name, found in zip(STANDARD, members, strict=True)]}


def _shifts(people: Sequence[str], zone: str) -> dict[str, object]:
    """Half of the team early, half late, on working days."""
    hours = (("08:00", "16:30"), ("10:30", "19:00"))
    rules = [
        {"days": _WORKDAYS, "start": hours[place % 2][0], "end": hours[place % 2][1], "person": person}
        for place, person in enumerate(people)
    ]
    return {"tz": zone, "rules": rules}


def _on_call(people: Sequence[str], place: int, now: datetime, zone: str) -> dict[str, object]:
    """Turns of a week or, in the second team, of a day; hand-over at nine."""
    day = now.astimezone(zone_named(zone)).date()
    monday = day - timedelta(days=day.weekday())
    turns = {"unit": "day" if place == 1 else "week", "length": 1, "start": f"{monday}T09:00", "people": list(people)}
    body: dict[str, object] = {"tz": zone, "rotations": [turns]}
    if place == 1:
        free = monday + timedelta(days=3)
        body["overrides"] = [{"start": f"{free}T13:00", "end": f"{free}T17:30", "remove": list(people)}]
    if place == 2:
        body["rules"] = [{"days": ["tue"], "start": "18:00", "end": "23:00", "person": people[-1]}]
    return body
