"""A patch is refused or taken alike whichever way the hub applies it: by a kept plan, or by a statement of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from console.models.kinds import Role
from console.models.rights import rights
from console.services.sync.hub_apply import apply_function
from tests.support.team_hub import LOGINS, TeamHub, team_hub

WHOLE = {"dead": False, "description": "", "priority": "LOW", "status": "NEW", "channel": "PHONE", "cycle": 1}
TOLD = {"kind": "CREATED", "to_value": "NEW", "happened_at": 1, "recorded_at": 1, "root": "new"}


@pytest.fixture(scope="module")
def hub() -> Iterator[TeamHub]:
    with team_hub() as made:
        yield made


def told(hub: TeamHub, login: str, function: str, *patches: dict[str, object]) -> str | None:
    """The SQLSTATE a patch after the others ends with, applied by one function; nothing is kept."""
    with closing(hub.connect(login, autocommit=False)) as line:
        try:
            for patch in patches:
                line.execute(f"select desk.{function}(%s)".encode(), (json.dumps(patch),))
        except psycopg.Error as error:
            return error.sqlstate
        finally:
            line.rollback()
    return None


def test_both_ways_answer_alike(hub: TeamHub) -> None:
    new = WHOLE | {"title": "Printer", "team": hub.team, "created_at": 1, "updated_at": 1}
    ticket: dict[str, object] = {"t": "ticket", "k": "own", "set": {"title": "Said better"}}
    patches: tuple[tuple[str | None, dict[str, object]], ...] = (
        (None, ticket),
        (None, ticket | {"expect": {"priority": "LOW"}}),
        (None, ticket | {"set": {"wake_at": 7, "assignee": None}}),
        (None, {"t": "event", "k": "e", "new": TOLD | {"kind": "TITLE", "root": "own"}}),
        (None, {"t": "ticket", "k": "new", "new": new}),
        ("23502", {"t": "ticket", "k": "new", "new": new | {"dead": None}}),
        ("23502", {"t": "ticket", "k": "new", "new": {"title": "Printer", "team": hub.team}}),
        ("42703", {"t": "ticket", "k": "new", "new": new | {"colour": "red"}}),
        ("42703", ticket | {"set": {"title": "Said better", "colour": "red"}}),
        ("42501", ticket | {"set": {"title": "Said better", "satisfaction": "GOOD"}}),
        ("42501", ticket | {"set": {"number": 1}}),
        ("42501", {"t": "message", "k": "m", "set": {"body": "Never said"}}),
        ("DS001", ticket | {"expect": {"status": "CLOSED"}}),
        ("DS001", ticket | {"k": "theirs"}),
        ("42P01", ticket | {"t": "nothing"}),
    )
    for code, patch in patches:
        for function in ("apply", "apply_any"):
            assert told(hub, LOGINS[Role.AGENT], function, patch) == code, (function, patch)


def test_what_one_role_alone_may_write_is_written(hub: TeamHub) -> None:
    patch: dict[str, object] = {"t": "ticket", "k": "own", "set": {"satisfaction_comment": "Quick"}}
    assert told(hub, LOGINS[Role.WORKER], "apply", patch) is None
    assert told(hub, LOGINS[Role.LEAD], "apply", patch) == "42501"


def test_a_table_nobody_writes_has_no_statement() -> None:
    made = apply_function()
    written = {table for given in rights().values() for table in given}
    assert all(f"insert into desk.{table} (" in made for table in written)
    assert "desk.team" not in made
