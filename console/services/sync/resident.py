"""Who works in a replica: found by login among the hub's people, and remembered beside it.

Promise: a console whose replica was lost still knows whose it is, so that its window opens before the hub answers.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from console.models.kinds import COMMON_SHELF, Availability, Code, Locale, Refused, new_id, to_micros
from console.models.shape import shapes
from console.services.local import Local
from console.services.sync import rows

REMEMBERED = "resident"
STANDING_IN = 0
"""The `seq` of rows that no hub stamped and none is to be given."""
_TABLES = ("person", "team")


def adopt(db: sqlite3.Connection, login: str) -> None:
    """Let the person who signs in as `login` work here, in their team, else in the first they may see.

    Raises Refused HUB_NO_PERSON or HUB_NO_TEAM.
    """
    person = db.execute("select id, team from person where login = ? and dead = 0", (login,)).fetchone()
    if person is None:
        raise Refused(Code.HUB_NO_PERSON, name=login)
    have = db.execute("select have from _meta").fetchone()[0]
    team = db.execute(
        "select id from team where dead = 0 order by id is ? desc,"
        " own_scope in (select value from json_each(?)) desc, name limit 1",
        (person[1], have),
    ).fetchone()
    if team is None:
        raise Refused(Code.HUB_NO_TEAM, name=login, known=())
    found, before = (person[0], team[0]), db.execute("select person, team from _meta").fetchone()
    if found != before:
        db.execute("update _meta set person = ?, team = ?", found)
        for table, key in zip(_TABLES, before, strict=True):
            db.execute(f"delete from {table} where id = ? and seq = {STANDING_IN}", (key,))


def stand_in(db: sqlite3.Connection, login: str, now: datetime) -> None:
    """Let somebody without a name or a role work in an empty replica until the hub tells who signs in as `login`."""
    person, team = new_id(now), new_id(now)
    at = to_micros(now)
    db.execute(
        "insert into team(id, root, scope, seq, at, who, dead, name, own_scope)"
        " values (?1, ?1, ?2, ?3, ?4, '', 0, '', ?1)",
        (team, COMMON_SHELF, STANDING_IN, at),
    )
    db.execute(
        "insert into person(id, root, scope, seq, at, who, dead, name, team, locale, roles, skills, availability)"
        " values (?1, ?1, ?2, ?3, ?4, '', 0, ?5, ?6, ?7, '[]', '{}', ?8)",
        (person, COMMON_SHELF, STANDING_IN, at, login, team, Locale.EN, Availability.AVAILABLE),
    )
    db.execute("update _meta set person = ?, team = ?", (person, team))


def remember(db: sqlite3.Connection, local: Local) -> None:
    """Note the rows of who works here, where they are other than noted."""
    ids = db.execute("select person, team from _meta").fetchone()
    found = [rows.read(db, shapes()[table], key) for table, key in zip(_TABLES, ids, strict=True) if key]
    if None not in found and len(found) == len(_TABLES) and local.state(REMEMBERED) != (noted := _as_json(found)):
        local.keep_state(REMEMBERED, noted)


def recall(db: sqlite3.Connection, local: Local) -> bool:
    """Put the remembered rows into an empty replica; whether there were any.  The first pull brings them anew."""
    noted = local.state(REMEMBERED)
    if not isinstance(noted, list) or len(noted) != len(_TABLES):
        return False
    for table, row in zip(_TABLES, noted, strict=True):
        rows.put(db, shapes()[table], row)
    db.execute("update _meta set person = ?, team = ?", [row["id"] for row in noted])
    return True


def _as_json(found: list[rows.Row | None]) -> object:
    value: object = json.loads(json.dumps(found))
    return value
