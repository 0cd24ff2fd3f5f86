"""Deterministic histories of several consoles on one hub, with faults, restores and changes of membership.

Promise: a history is decided by its seed alone; `run` raises Violation naming the invariant that broke, and the seed
repeats it.

Invariants: I1 a replica is the hub's rows of its scopes, byte for byte. I2 every operation a user saw saved is
applied, or shown as refused; so is every row brought in. I3 ticket numbers are unique. I4 the chain holds and the log
folds to the rows. I5 only legal moves stand in the log. I6 a child lives in its root's scope. I7 what I wrote and is
unanswered stays visible. I8 a failed round leaves the replica as it was. I9 a guarded field changes as often as events
tell of it. I10 nothing is recorded before it happened.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import UUID

from console.models import incident_workflow, schema, workflow
from console.models.incident_kinds import IncidentStatus
from console.models.kinds import COMMON_SHELF, Category, Refused, Role, Severity, Status, to_micros
from console.models.review_kinds import ReviewState, ReviewText
from console.models.shape import shapes
from console.resources import resource
from console.services import audit
from console.services.sync import copying, rows
from console.services.sync.hub import Answer, Hub, Pulled, Unreachable
from console.services.sync.replica import Replica, operation, replay
from console.services.sync.sqlite_hub import SqliteHub, open_hub

MOST_LOADS = 200
"""Loads after which a console has given all it has."""
PAGE = 3
"""Rows of one page of a scope that is new to a console."""
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TEAMS = {"team-a": "scope-a", "team-b": "scope-b"}
PEOPLE = {
    "alice": ((Role.AGENT,), ("scope-a",)),
    "bob": ((Role.AGENT, Role.COMMANDER), ("scope-a", "scope-b")),
    "carol": ((Role.LEAD,), ("scope-a", "scope-b")),
    "dave": ((Role.AGENT,), ("scope-b",)),
}
CONSOLES = ("alice", "bob", "carol", "dave", "bob")
"""Bob works on two."""


class Violation(AssertionError):
    """An invariant did not hold."""


class Ticks:
    """A clock that moves on by a millisecond at each look."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at

    def monotonic(self) -> float:
        return 0.0


@cache
def _empty_replica() -> bytes:
    db = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(db, resource("replica/local.sql").read_text(encoding="utf-8"))
    return db.serialize()


@cache
def _peopled_hub() -> bytes:
    """A hub with two teams and their people, put there as an admin's functions do: stamped, outside any operation."""
    db = open_hub(":memory:")
    for table, key, values in residents():
        row = rows.fresh(shapes()[table], key, values) | {"scope": COMMON_SHELF, "seq": 0, "at": 0, "who": "admin"}
        rows.put(db, shapes()[table], row)
    db.executemany("insert into scope(id, name) values (?, ?)", [(scope, scope) for scope in TEAMS.values()])
    pairs = [(login, scope) for login, (_, scopes) in PEOPLE.items() for scope in scopes]
    db.executemany("insert into member values (?, ?)", pairs)
    return db.serialize()


def residents() -> Iterator[tuple[str, str, dict[str, object]]]:
    """Table, id and values of the teams and people there are from the beginning."""
    for team, scope in TEAMS.items():
        yield "team", team, {"name": team, "own_scope": scope}
    for login, (roles, _) in PEOPLE.items():
        person: dict[str, object] = {"name": login, "login": login, "locale": "en", "availability": "AVAILABLE"}
        person |= {"roles": [r.value for r in roles], "skills": {}}
        yield "person", f"p-{login}", person | {"availability": "AVAILABLE"}


def memory(image: bytes) -> sqlite3.Connection:
    """A database in memory, as it was."""
    db = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    db.deserialize(image)
    return db


class Shelf:
    """A store in memory: the domain's rows only, nothing derived."""

    def __init__(self) -> None:
        self.db = memory(_empty_replica())
        self.before_commit: Callable[[], None] = lambda: None

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        yield self.db

    @contextmanager
    def bulk(self) -> Iterator[sqlite3.Connection]:
        self.db.execute("begin immediate")
        try:
            yield self.db
            self.db.execute("delete from _stale")
            self.before_commit()
            self.db.execute("commit")
        except BaseException:
            self.db.execute("rollback")
            raise


@dataclass
class Console:
    """One console of one person."""

    login: str
    shelf: Shelf = field(default_factory=Shelf)
    online: bool = True

    @property
    def replica(self) -> Replica:
        return Replica(self.shelf, self.login)

    def write(self, key: str, patches: list[dict[str, object]]) -> None:
        """What a command does to the replica, without the ORM: the operation and its rows."""
        since = self.replica.cursor().seq
        body = json.dumps({"id": key, "do": patches, "since": since})
        with self.shelf.bulk() as db:
            db.execute(
                "insert into _op(id, login, what, at, body) values (?, ?, 'test', 0, ?)", (key, self.login, body)
            )
            replay(db, self.login, operation(body))

    def dump(self) -> str:
        return dump(self.shelf.db, None)

    def pending(self) -> int:
        return int(self.shelf.db.execute("select count(*) from _op where state = 'pending'").fetchone()[0])


def dump(db: sqlite3.Connection, scopes: frozenset[str] | None) -> str:
    """All live rows, of some scopes, as one text."""
    out = []
    for shape in shapes().values():
        kept = (
            row
            for row in rows.select(db, shape, "1 order by id", ())
            if scopes is None or (row["scope"] in scopes and not row["dead"])
        )
        out += [f"{shape.table} {rows.dumps(row)}" for row in kept]
    return "\n".join(out)


def _is_legal(table: str, was: str, to: str) -> bool:
    if table == "incident":
        return IncidentStatus(to) in incident_workflow.TRANSITIONS[IncidentStatus(was)]
    return Status(to) in workflow.TRANSITIONS[Status(was)]


class History:
    """One run of the simulation."""

    incidents = False
    """Whether some commands are on incidents."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.clock = Ticks()
        self.db = memory(_peopled_hub())
        self.backup: bytes | None = None
        self.consoles = [Console(login) for login in CONSOLES]
        self.tickets: list[str] = []
        self.written: dict[str, str] = {}
        self.imported: set[str] = set()
        self.restores = 0
        self.tally: Counter[str] = Counter()

    def run(self, steps: int) -> None:
        """Play, heal, check."""
        for console in self.consoles:
            self.round(console, 0.0)
        for _ in range(steps):
            self.step()
        for _ in range(160):
            for console in self.consoles:
                self.round(console, 0.0)
            if not any(console.pending() or console.replica.coming() for console in self.consoles):
                break
        for console in self.consoles:
            self.round(console, 0.0)
        self.check()

    def step(self) -> None:
        """One thing happens."""
        chance, console = self.random.random(), self.random.choice(self.consoles)
        if chance < 0.06 and Role.LEAD in PEOPLE[console.login][0]:
            self.bring_in(console)
        elif chance < 0.55:
            self.write(console)
        elif chance < 0.60:
            console.online = not console.online
        elif chance < 0.63:
            self.change_membership()
        elif chance < 0.633:
            # The hub's own clock is set a year off and back; the order of commits must not care.
            self.clock.at += timedelta(days=self.random.choice([-365, 365]))
        elif chance < 0.675:
            self.look_after(console, chance)
        elif console.online:
            self.round(console, self.random.choice([0, 0, 0.3, 0.7]))

    def look_after(self, console: Console, chance: float) -> None:
        """The hub's administrator copies it, or puts the copy in its place; or a console is updated."""
        if chance < 0.645:
            self.backup = self.db.serialize()
        elif chance >= 0.67:
            self.upgrade(console)
        elif self.backup is not None:
            self.restore()

    def write(self, console: Console) -> None:
        """A command of one console; what it wrote is visible at once."""
        key, patches = self.uid(), self.patches(console)
        self.written[key] = console.login
        console.write(key, patches)
        self.tally["written"] += 1

    def bring_in(self, console: Console) -> None:
        """Rows from elsewhere: past commands, with numbers of their own or none, now and then one no hub takes."""
        with console.shelf.bulk() as db:
            for _ in range(self.random.choice([1, 2, 4])):
                (made, _) = self.created()
                ticket = {**rows.part(made, "new"), "status": "RESOLVED", "number": self.random.choice([None, 3, 90])}
                team = self.random.choice([*TEAMS, *TEAMS, *TEAMS, "nowhere"])
                said = self.child("message", str(made["k"]), self.message())
                for table, key, values in (
                    ("ticket", str(made["k"]), ticket | {"team": team}),
                    ("message", str(said["k"]), rows.part(said, "new")),
                ):
                    rows.put(db, shapes()[table], rows.fresh(shapes()[table], key, values) | {"scope": TEAMS.get(team)})
                    self.imported.add(key)
        self.tally["imports"] += 1

    def uid(self) -> str:
        return str(UUID(int=self.random.getrandbits(128)))

    def patches(self, console: Console) -> list[dict[str, object]]:
        """A believable command, now and then one the hub refuses."""
        if self.incidents and self.random.random() < 0.1:
            return self.of_incidents(console)
        chance = self.random.random()
        here = console.shelf.db.execute("select id from ticket order by id").fetchall()
        if chance < 0.2 or not here:
            return self.created()
        key = str(self.random.choice(here)[0])
        ticket = rows.read(console.shelf.db, shapes()["ticket"], key) or {}
        if chance < 0.4:
            return [self.child("message", key, self.message()), self.touch(key)]
        if chance < 0.6:
            return self.moved(ticket)
        if chance < 0.72:
            was, to = ticket["assignee"], self.random.choice(["p-alice", "p-bob", None])
            event = self.event(key, "ASSIGNEE", was, to)
            return [event, {"t": "ticket", "k": key, "set": {"assignee": to}, "expect": {"assignee": was}}]
        if chance < 0.84:
            title = f"title {self.random.random()}"
            return [
                self.event(key, "TITLE", ticket["title"], title),
                {"t": "ticket", "k": key, "set": {"title": title}},
            ]
        if chance < 0.92:
            return [self.event(key, "TEAM", ticket["team"], self.random.choice([*TEAMS, "nowhere"]))]
        return self.tagged(console, key)

    def created(self) -> list[dict[str, object]]:
        key = self.uid()
        title = "t" * self.random.choice([1, 5, 5, 5, 301])
        values: dict[str, object] = {
            "title": title,
            "description": "",
            "priority": "HIGH",
            "status": "NEW",
            "channel": "CONSOLE",
            "cycle": 1,
            "team": self.random.choice(list(TEAMS)),
            "created_at": 1,
            "updated_at": 1,
        }
        made: dict[str, object] = {"t": "ticket", "k": key, "new": values}
        return [made, self.event(key, "CREATED", None, "NEW")]

    def of_incidents(self, console: Console) -> list[dict[str, object]]:
        """An incident declared, told more of, moved or classified; whoever does not handle it is refused some."""
        here = list(rows.select(console.shelf.db, shapes()["incident"], "1 order by id", ()))
        if not here or self.random.random() < 0.3:
            return self.declared(console)
        incident = self.random.choice(here)
        key = str(incident["id"])
        if self.random.random() < 0.3:
            said = {"kind": "NOTE", "text": "seen", "event_at": 1, "recorded_at": 1, "pinned": False}
            return [self.child("timeline_entry", key, said)]
        if self.random.random() < 0.3:
            return [self.reviewed(console, key)]
        name = self.random.choice(["status", "status", "category", "severity"])
        kinds = {"status": IncidentStatus, "category": Category, "severity": Severity}
        to = self.random.choice([kind.value for kind in kinds[name]])
        told = {"kind": name.upper(), "to_value": to, "happened_at": 1, "recorded_at": 1}
        change: dict[str, object] = {"t": "incident", "k": key, "set": {name: to}, "expect": {name: incident[name]}}
        event = self.child("incident_event", key, told)
        return self.random.choice([[event, change]] * 12 + [[change], [event]])

    def reviewed(self, console: Console, key: str) -> dict[str, object]:
        """Its analysis begun, written, moved or signed, or what is to be done changed, by whoever may or may not."""
        review = rows.read(console.shelf.db, shapes()["review"], f"r-{key}")
        actions = list(rows.select(console.shelf.db, shapes()["action_item"], "root = ? order by id", (key,)))
        if actions and self.random.random() < 0.3:
            ended = {"state": "DONE", "result": "well", "done_at": 1}
            return {"t": "action_item", "k": self.random.choice(actions)["id"], "set": ended}
        if self.random.random() < 0.2:
            owned = {"text": "renew it", "owner": f"p-{console.login}", "state": "OPEN", "created_at": 1}
            return self.child("action_item", key, owned)
        state = self.random.choice(list(ReviewState)).value
        if review is None:
            begun = {"root": key, "state": self.random.choice(["DRAFT"] * 3 + [state]), "created_at": 1}
            return {"t": "review", "k": f"r-{key}", "new": begun | dict.fromkeys(map(str, ReviewText), "")}
        name, value = self.random.choice([("state", state), ("state", state), ("lessons", f"words {self.claim()}")])
        change = {name: value} | ({"signed_by": "p-alice"} if self.random.random() < 0.2 else {})
        return {"t": "review", "k": f"r-{key}", "set": change, "expect": {name: review[name]}}

    def declared(self, console: Console) -> list[dict[str, object]]:
        key = self.uid()
        values: dict[str, object] = {
            "title": self.random.choice(["Outage", "Outage", " "]),
            "description": "",
            "severity": "HIGH",
            "category": "UNCLASSIFIED",
            "status": "REPORTED",
            "restricted": self.random.random() < 0.1,
            "handler": self.random.choice([f"p-{console.login}", None]),
            "affected_services": [],
            "causes": [],
            "reported_at": 1,
        }
        told = {"kind": "CREATED", "to_value": "REPORTED", "happened_at": 1, "recorded_at": 1}
        return [{"t": "incident", "k": key, "new": values}, self.child("incident_event", key, told)]

    def moved(self, ticket: rows.Row) -> list[dict[str, object]]:
        """A move of status, legal in one case of two; sometimes without the event
        that must stand before it, or an event alone.
        """
        key, was = str(ticket["id"]), str(ticket["status"])
        legal = sorted(s.value for s in workflow.TRANSITIONS[Status(was)])
        to = self.random.choice([*legal, *(s.value for s in Status)])
        change: dict[str, object] = {"t": "ticket", "k": key, "set": {"status": to}, "expect": {"status": was}}
        event = self.event(key, "STATUS", was, to)
        return self.random.choice([[event, change]] * 12 + [[change], [event]])

    def tagged(self, console: Console, key: str) -> list[dict[str, object]]:
        tags = list(rows.select(console.shelf.db, shapes()["tag"], "root = ? order by id", (key,)))
        if tags and self.random.random() < 0.5:
            return [{"t": "tag", "k": self.random.choice(tags)["id"], "set": {"dead": True}}]
        return [self.child("tag", key, {"name": self.random.choice("abc")})]

    def message(self) -> dict[str, object]:
        body = f"words {self.random.random()}"
        return {"direction": "NOTE", "visibility": "INTERNAL", "channel": "CONSOLE", "body": body, "created_at": 1}

    def child(self, table: str, root: str, values: dict[str, object]) -> dict[str, object]:
        return {"t": table, "k": self.uid(), "new": {"root": root, **values}}

    def event(self, root: str, kind: str, was: object, to: object) -> dict[str, object]:
        told = {"kind": kind, "from_value": was, "to_value": to, "happened_at": self.claim(), "recorded_at": 1}
        return self.child("event", root, told)

    def claim(self) -> int:
        """An instant about now: consoles' clocks differ."""
        return to_micros(self.clock.at) + self.random.randrange(-(10**10), 10**7)

    def touch(self, key: str) -> dict[str, object]:
        return {"t": "ticket", "k": key, "set": {"updated_at": self.random.randrange(10**6)}}

    def change_membership(self) -> None:
        login, scope = self.random.choice(["alice", "bob", "dave"]), self.random.choice(list(TEAMS.values()))
        if self.random.random() < 0.5:
            self.db.execute("delete from member where login = ? and scope = ?", (login, scope))
        else:
            self.db.execute("insert or ignore into member values (?, ?)", (login, scope))

    def restore(self) -> None:
        """The hub comes back from an old copy; who may see what is set anew by the admin."""
        members = self.db.execute("select login, scope from member").fetchall()
        self.db, self.backup = memory(self.backup or b""), None
        self.db.execute("delete from member")
        self.db.executemany("insert into member values (?, ?)", members)
        self.restores += 1
        self.tally["restores"] += 1

    def round(self, console: Console, fault: float) -> None:
        """Push, pull, absorb; with a chance of `fault` at each stage the round breaks there."""
        hub: Hub = SqliteHub(self.db, console.login, self.clock)
        try:
            self.copy(console, hub, fault)
            self.load(console, hub, fault)
        except Unreachable:
            return
        before = console.shelf.db.serialize() if fault else b""
        try:
            operations = console.replica.pending(self.random.choice([1, 5, 50]))
            self.flaky(fault)
            answers: list[Answer] = hub.push(operations) if operations else []
            self.flaky(fault)
            pulled = self.pull(console, hub)
            self.flaky(fault)
            console.shelf.before_commit = lambda: self.flaky(fault)
            console.replica.absorb(answers, pulled)
            self.tally["rounds"] += 1
        except Unreachable:
            if console.shelf.db.serialize() != before:
                raise Violation("I8 a failed round changed the replica") from None
            return
        finally:
            console.shelf.before_commit = lambda: None
        self.check_visible(console)

    def pull(self, console: Console, hub: Hub) -> Pulled:
        """What changed; new scopes whole, or to be fetched by pages."""
        return hub.pull(console.replica.cursor(), whole=self.random.random() < 0.3)

    def copy(self, console: Console, hub: Hub, fault: float, on: float = 0.6) -> None:
        """Some pages of what is on its way; others may write, move and restore before the rest comes."""
        while self.random.random() < on and (place := console.replica.coming()) is not None:
            self.flaky(fault / 3)
            console.replica.take_page(place, hub.page(place, PAGE), console.replica.cursor(), PAGE)
            self.tally["pages"] += 1
            self.check_visible(console)

    def upgrade(self, console: Console) -> None:
        """A newer program begins at this console, which knows a table more; what is written there waits meanwhile."""
        console.shelf.db.execute(
            "delete from tag where seq is not null and id not in (select k from _shadow where t = 'tag')"
        )
        copying.again(console.shelf.db)
        self.tally["upgrades"] += 1
        self.write(console)
        if console.online:
            self.copy(console, SqliteHub(self.db, console.login, self.clock), 0.0, on=0.98)

    def load(self, console: Console, hub: Hub, fault: float) -> None:
        """What was brought in goes to the hub first, some rows at a time."""
        for _ in range(MOST_LOADS):
            if not (given := console.replica.unsent(self.random.choice([2, 50]))):
                return
            self.flaky(fault)
            try:
                stamps = hub.load(given)
            except Refused:
                raise Violation("I1 rows nobody brought in have no stamp") from None
            self.flaky(fault)
            pulled = self.pull(console, hub)
            self.flaky(fault)
            console.replica.absorb([], pulled, (given, stamps))
        raise Violation("I2 a row that was given has no stamp")

    def flaky(self, fault: float) -> None:
        if self.random.random() < fault:
            self.tally["faults"] += 1
            raise Unreachable

    def check_visible(self, console: Console) -> None:
        last: dict[tuple[str, str, str], object] = {}
        for (body,) in console.shelf.db.execute("select body from _op where state = 'pending' order by n"):
            for patch in operation(body).patches:
                for name, value in rows.part(patch, "set").items():
                    last[str(patch["t"]), str(patch["k"]), name] = value
        for (table, key, name), value in last.items():
            row = rows.read(console.shelf.db, shapes()[table], key)
            if row is not None and row[name] != value:
                raise Violation(f"I7 a pending write is hidden: {table}.{name}")

    def check(self) -> None:
        """All invariants at the end."""
        for console in self.consoles:
            scopes = SqliteHub(self.db, console.login, self.clock).scopes()
            if console.dump() != dump(self.db, scopes):
                raise Violation(f"I1 the replica of {console.login} is not the hub's rows")
        self.check_operations()
        if audit.of_sqlite(self.db).broken is not None:
            raise Violation("I4 the chain is broken")
        self.check_log()
        self.check_told()
        self.check_instants()
        self.check_imported()
        for shape in shapes().values():
            if shape.root != shape.table:
                stray = f"select 1 from {shape.table} c join {shape.root} r on r.id = c.root where c.scope <> r.scope"
                if self.db.execute(stray).fetchone():
                    raise Violation("I6 a child outside its root's scope")

    def check_told(self) -> None:
        """I9: the guarded fields changed just as often as events told of it."""
        changes: Counter[str] = Counter()
        for key, diff in self.db.execute("select k, diff from log where t = 'ticket'"):
            was, _ = json.loads(diff).get("status", (None, None))
            changes[key] += was is not None
        told: Counter[str] = Counter()
        for key, was, to in self.db.execute("select root, from_value, to_value from event where kind = 'STATUS'"):
            told[key] += was != to
        if +changes != +told:
            raise Violation("I9 a change without its event, or an event without its change")

    def check_operations(self) -> None:
        settled = dict(self.db.execute("select id, code from op").fetchall())
        states: dict[str, str] = {}
        for console in self.consoles:
            states |= dict(console.shelf.db.execute("select id, state from _op").fetchall())
        for key in self.written:
            if key not in settled and not (self.restores and states[key] == "refused"):
                raise Violation("I2 an operation is lost")
            if key in settled and states[key] != ("refused" if settled[key] else "sent"):
                raise Violation("I2 an answer is not what the console shows")
            self.tally["refused" if states[key] == "refused" else "applied"] += 1

    def check_instants(self) -> None:
        """I10: nothing happened later than it was recorded."""
        if self.db.execute("select 1 from event where happened_at > recorded_at").fetchone():
            raise Violation("I10 something happened before its time")

    def check_imported(self) -> None:
        """I2, for rows brought in: each is on the hub, or shown as refused; I3: no number is borne twice or missing."""
        shown: set[object] = set()
        for console in self.consoles:
            for (body,) in console.shelf.db.execute("select body from _op where state = 'refused'"):
                shown |= {patch["k"] for patch in operation(body).patches}
        held = {key for (key,) in self.db.execute("select id from ticket union all select id from message")}
        if self.imported - held - shown:
            raise Violation("I2 a row brought in is lost")
        numbers = [number for (number,) in self.db.execute("select number from ticket")]
        if None in numbers or len(numbers) != len(set(numbers)):
            raise Violation("I3 a number is borne twice, or missing")

    def check_log(self) -> None:
        folded: dict[tuple[str, str], dict[str, object]] = {}
        for table, key, diff in self.db.execute("select t, k, diff from log where t <> 'load' order by seq, n"):
            known = folded.setdefault((table, key), {})
            for name, (was, to) in json.loads(diff).items():
                if name == "status" and was and not _is_legal(table, was, to):
                    raise Violation("I5 an illegal move stands in the log")
                if known.setdefault(name, was if key in self.imported else None) != was:
                    raise Violation("I4 the log does not follow from itself")
                known[name] = to
        for (table, key), values in folded.items():
            row = rows.read(self.db, shapes()[table], key)
            if row is None or any(row[name] != value for name, value in values.items()):
                raise Violation("I4 the log does not fold to the rows")
        numbers = [row[0] for row in self.db.execute("select distinct seq from log order by seq")]
        if numbers != list(range(1, len(numbers) + 1)):
            raise Violation("I4 the numbers of commits have a gap")


def run(seed: int, steps: int = 60) -> Counter[str]:
    """Play the history of `seed`; raises Violation."""
    history = History(seed)
    try:
        history.run(steps)
    except Violation as error:
        raise Violation(f"seed {seed}: {error}") from error
    return history.tally
