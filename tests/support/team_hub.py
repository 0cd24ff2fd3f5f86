"""A team's hub on PostgreSQL with one person for each role, made the way a database administrator and an admin make it.

Promise: what is proven on it holds for a real one: nothing is granted or inserted past the product's own functions,
but for tickets, which are written as any person would.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from console.models.kinds import COMMON_SHELF, Locale, Role
from console.services.sync.admin import FIRST_TEAM, First, init
from console.services.sync.hub_people import HubPeople, NewPerson
from tests.support.postgres import SYSTEM, cluster
from tests.support.team_incidents import entered, incident, of_incident, offered, task, to_do
from tests.support.team_shelf import article, category, noted

LOGINS = {
    Role.AGENT: "agnes",
    Role.COMMANDER: "cosima",
    Role.LEAD: "lena",
    Role.ADMIN: "ada",
    Role.AUDITOR: "aurel",
    Role.WORKER: "wanda",
}
"""One person of each role, all of the first team."""
STRANGER = "otto"
"""An agent of the other team."""
OTHER_TEAM = "Network"
DATABASE = "desk"

NEW = {
    "title": "'Printer'",
    "description": "''",
    "priority": "'LOW'",
    "status": "'NEW'",
    "channel": "'PHONE'",
    "cycle": "1",
    "created_at": "1",
    "updated_at": "1",
}
"""What a new ticket says, as SQL."""


@dataclass(frozen=True, slots=True)
class TeamHub:
    """A running hub and the rows its tests speak of."""

    socket: Path
    team: str
    other_team: str
    people: dict[str, str]
    """The person of each login."""

    def url(self, user: str = "postgres") -> str:
        """The address as a person types it."""
        return f"postgresql://{user}@/{DATABASE}?host={self.socket}"

    def connect(self, login: str = "postgres", *, autocommit: bool = True) -> psycopg.Connection:
        """A connection of that person."""
        return psycopg.connect(self.url(login), autocommit=autocommit)

    def names(self) -> dict[str, str]:
        """What the SQL of a test may speak of by `<name>`."""
        return self.people | {"team": self.team, "other_team": self.other_team, "shelf": COMMON_SHELF}

    def spoken(self, sql: str) -> str:
        """SQL with its `<names>` put in."""
        for name, value in self.names().items():
            sql = sql.replace(f"<{name}>", value)
        return sql


def event(root: str, kind: str, after: str, before: str | None = None) -> str:
    """The SQL of an event of `root`."""
    columns = "id, root, kind, from_value, to_value, happened_at, recorded_at"
    held = "null" if before is None else f"'{before}'"
    return f"insert into desk.event ({columns}) values (gen_random_uuid(), '{root}', '{kind}', {held}, '{after}', 1, 1)"


def ticket(key: str, team: str) -> str:
    """The SQL of a new ticket with the event that must tell of it."""
    names, values = ", ".join(NEW), ", ".join(NEW.values())
    made = f"insert into desk.ticket (id, root, team, {names}) values ('{key}', '{key}', '{team}', {values})"
    return f"{made}; {event(key, 'CREATED', 'NEW')}"


def moved(key: str, *ways: str) -> str:
    """The SQL by which a ticket goes through these statuses, each with its event."""
    return "; ".join(changed(key, "status", way) for way in ways)


def changed(key: str, field: str, value: str) -> str:
    """The SQL by which a guarded field of a ticket changes, after the event that tells of it."""
    change = f"update desk.ticket set {field} = '{value}' where id = '{key}'"
    return f"{event(key, field.upper(), value)}; {change}"


@contextmanager
def team_hub(version: str = SYSTEM) -> Iterator[TeamHub]:
    """A hub with two teams and a few tickets: `own`, `resolved`, `closed` of the first, `theirs` of the other."""
    with cluster(version=version) as socket:
        url = f"postgresql://postgres@/{DATABASE}?host={socket}"
        init(url, no_password, First(LOGINS[Role.ADMIN], "Ada", Locale.EN))
        with closing(psycopg.connect(url, autocommit=True)) as root:
            people = HubPeople(root)
            other_team = people.add_team(OTHER_TEAM)
            for role, login in LOGINS.items():
                if role is not Role.ADMIN:
                    people.add(NewPerson(login, login.title(), FIRST_TEAM, (role,), Locale.EN))
            people.add(NewPerson(STRANGER, "Otto", OTHER_TEAM, (Role.AGENT,), Locale.EN))
            rows = root.execute("select login, id from desk.person where login is not null").fetchall()
            known = {str(login): str(person) for login, person in rows}
            team = root.execute("select id from desk.team where name = %s", (FIRST_TEAM,)).fetchall()[0][0]
        hub = TeamHub(socket, str(team), other_team, known)
        _furnish(hub)
        yield hub


def asked_of(person: str) -> str:
    """The SQL of a duty `role` and a task `task` on the incident `fault` that wait for somebody."""
    return f"{offered('fault', 'SCRIBE', person, key='role')}; {task('fault', person, 'task')}"


def no_password(user: str) -> str:
    """Answers where a password is asked for; the tests' server trusts everybody, so it never is."""
    raise AssertionError(f"a password was asked of {user}")


def _furnish(hub: TeamHub) -> None:
    person = {"locale": "en", "roles": [], "skills": {}, "availability": "AVAILABLE"}
    with hub.connect(LOGINS[Role.AGENT], autocommit=False) as agent:
        for key in ("own", "resolved", "closed"):
            agent.execute(ticket(key, hub.team).encode())
        agent.execute(moved("own", "OPEN").encode())
        agent.execute(moved("resolved", "OPEN", "RESOLVED").encode())
        agent.execute(moved("closed", "OPEN", "RESOLVED", "CLOSED").encode())
        agent.execute("insert into desk.tag (id, root, name) values ('tag', 'own', 'vpn')")
        agent.execute("insert into desk.link (id, root, kind, target) values ('link', 'own', 'relates', 'closed')")
        agent.execute(
            "insert into desk.message (id, root, direction, visibility, channel, body, created_at)"
            " values ('message', 'own', 'OUT', 'PUBLIC', 'CONSOLE', 'Hello', 1)"
        )
        agent.execute(
            "insert into desk.saved_view (id, root, name, owner, filter, sort, position)"
            " values ('view', 'view', 'Mine', desk.me(), '{}', 'due', 1)"
        )
        agent.execute(
            "insert into desk.person (id, root, name, locale, roles, skills, availability)"
            " select 'requester', 'requester', 'Rui', locale, roles, skills, availability"
            " from jsonb_populate_record(null::desk.person, %s)",
            (json.dumps(person),),
        )
    with hub.connect(LOGINS[Role.LEAD], autocommit=False) as lead:
        for sql in (
            category("shelf"),
            article("guide"),
            noted("article_vote", "guide", key="vote"),
            noted("search_event", "kept", "text, results", "'x', 0", "kept"),
        ):
            lead.execute(sql.encode())
    with hub.connect(LOGINS[Role.COMMANDER], autocommit=False) as commander:
        for key, handler in (("fault", "null"), ("handled", "'<agnes>'"), ("over", "null")):
            commander.execute(hub.spoken(incident(key, handler)).encode())
        asked = asked_of(hub.people[STRANGER]), to_do("'<agnes>'", "own"), to_do("null", "theirs")
        for sql in (of_incident("over", "status", "CLOSED"), entered("fault", "entry"), *asked):
            commander.execute(hub.spoken(sql).encode())
    with hub.connect(STRANGER, autocommit=False) as stranger:
        stranger.execute(ticket("theirs", hub.other_team).encode())
