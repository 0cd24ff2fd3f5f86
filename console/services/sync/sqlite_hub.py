"""The hub on one SQLite file: the embedded default of one machine.

Promise: equal answers to the PostgreSQL hub for equal histories.  There is no security boundary but the file's
permissions; rights are checked all the same, so that one machine behaves as the team's hub will.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from console.models.incident_kinds import INCIDENTS
from console.models.kinds import COMMON_SHELF, Code, Refused, Role, from_micros, new_id, to_micros
from console.models.shape import Shape, shapes
from console.resources import resource
from console.services.clock import Clock
from console.services.store import bring_up, connect, explained, make_private
from console.services.sync import rows
from console.services.sync.hub import Answer, Cursor, Gone, Head, Loaded, Operation, Place, Pulled
from console.services.sync.rows import Row, Stored
from console.services.sync.rules import LOADABLE, NUMBERED, Caller, Rejected, Told, apply, check, free_number, landing

GENESIS = "0" * 64
"""The hash before the first entry of the chain."""
MANY_CHANGES = 1000
"""From so many entries of the log on, a pull looks into every table instead."""


def open_hub(path: Path | str) -> sqlite3.Connection:
    """Open or make the hub's file; ":memory:" makes one that lives as long as the connection."""
    if isinstance(path, Path):
        with explained(path):
            make_private(path.parent)
    db = connect(path)
    try:
        with explained(Path(path)):
            bring_up(db, path, _script)
    except BaseException:
        db.close()
        raise
    return db


def _script() -> str:
    indexes = "".join(f"create index {name}_by_scope on {name}(scope, seq, id);\n" for name in shapes())
    return resource("hub/sqlite.sql").read_text(encoding="utf-8") + indexes


class SqliteHub:
    """One signed-in console's view of the hub on `db`; several may share the connection, not the thread."""

    def __init__(
        self,
        db: sqlite3.Connection,
        login: str,
        clock: Clock,
        shown: Callable[[str], int | None] = lambda _: None,
    ) -> None:
        """`shown` tells the number a new row is shown with already; it keeps that where it is free."""
        self._db = db
        self._login = login
        self._clock = clock
        self._shown = shown

    @property
    def db(self) -> sqlite3.Connection:
        """The hub's file, for what else is asked of the same hub."""
        return self._db

    @property
    def login(self) -> str:
        """Who asks."""
        return self._login

    def scopes(self) -> frozenset[str]:
        """The scopes this login may read: the common shelf, its own, and their archives."""
        found = self._db.execute(
            "select s.id from scope s join member m on m.scope in (s.id, s.archive_of) where m.login = ?",
            (self._login,),
        )
        return frozenset(row[0] for row in found) | {COMMON_SHELF, INCIDENTS}

    def live_scopes(self) -> frozenset[str]:
        """Those of them a replica holds: archives are searched on the hub."""
        archives = {row[0] for row in self._db.execute("select id from scope where archive_of is not null")}
        return self.scopes() - archives

    def push(self, operations: Sequence[Operation]) -> list[Answer]:
        """Settle each operation once, in one commit."""
        self._db.execute("begin immediate")
        try:
            commit = Commit(self._db, self._login, self._clock)
            answers = [self._settled(operation, commit) for operation in operations]
            commit.seal()
            self._db.execute("commit")
        except BaseException:
            self._db.execute("rollback")
            raise
        return answers

    def _settled(self, operation: Operation, commit: Commit) -> Answer:
        known = self._db.execute("select code, message from op where id = ?", (operation.id,)).fetchone()
        if known is not None:
            return Answer(operation.id, *known)
        answer = Answer(operation.id)
        self._db.execute("savepoint operation")
        before = commit.place()
        try:
            told = Told()
            caller = Caller(
                self._db, self._login, self.scopes(), commit.at, self._instant(operation.since), self._shown
            )
            for patch in operation.patches:
                for shape, row, old in apply(self._db, caller, told, patch):
                    commit.save(shape, row, old)
            told.check_used_up()
        except Rejected as error:
            answer = Answer(operation.id, error.code, error.message)
        except sqlite3.IntegrityError as error:
            answer = Answer(operation.id, "23000", str(error))
        if answer.code is not None:
            self._db.execute("rollback to operation")
            commit.back_to(before)
        self._db.execute("release operation")
        self._db.execute(
            "insert into op values (?, ?, ?, ?, ?, ?)",
            (operation.id, self._login, commit.at, commit.seq, answer.code, answer.message),
        )
        return answer

    def load(self, given: Sequence[tuple[str, Row]]) -> Loaded:
        """Take rows in whole, in one commit with one entry of the log (SPEC 1.3: lead, admin; the founder of an empty
        hub).
        """
        self._db.execute("begin immediate")
        try:
            commit = Commit(self._db, self._login, self._clock)
            founding = self._db.execute("select not exists (select 1 from person where login is not null)").fetchone()[
                0
            ]
            caller = None if founding else Caller(self._db, self._login, self.scopes(), commit.at)
            _check_loader(caller)
            scopes, refused = self._taken(given, commit, caller)
            commit.note_load(len(given), hashlib.sha256(rows.dumps(list(given)).encode()).hexdigest())
            commit.seal()
            self._db.execute("commit")
        except BaseException:
            self._db.execute("rollback")
            raise
        return Loaded(commit.seq, commit.at, self._login, tuple(scopes), tuple(refused))

    def _taken(
        self, given: Sequence[tuple[str, Row]], commit: Commit, caller: Caller | None
    ) -> tuple[list[str | None], list[Answer]]:
        """Where each row lives then, and those that were refused."""
        scopes: list[str | None] = []
        refused: list[Answer] = []
        live = self.live_scopes()
        for table, row in given:
            try:
                scope = self._take(shapes()[table], row, commit, caller)
            except Rejected as error:
                refused.append(Answer(str(row["id"]), error.code, error.message))
                scope = None
            except sqlite3.IntegrityError as error:
                refused.append(Answer(str(row["id"]), "23000", str(error)))
                scope = None
            scopes.append(scope if caller is None or scope in live else None)
        return scopes, refused

    def _take(self, shape: Shape, row: Row, commit: Commit, caller: Caller | None) -> str:
        """The scope one row lives in; nothing is written when it raises Rejected."""
        there = rows.read(self._db, shape, str(row["id"]))
        if there is not None:
            return str(there["scope"])
        scope = str(landing(self._db, shape, row))
        if caller is not None:
            signs_in = shape.table == "person" and (row["login"] is not None or row["roles"] not in (None, []))
            if shape.table not in LOADABLE or signs_in or scope not in caller.scopes:
                raise Rejected("42501", shape.table)
        if shape.table in NUMBERED:
            row = row | {"number": free_number(self._db, shape.table, row["number"])}
        check(shape, row | {"scope": scope})
        if shape.table == "team":
            self._db.execute("insert or ignore into scope values (?, ?, null)", (row["own_scope"], row["name"]))
            self._db.execute("insert or ignore into member values (?, ?)", (self._login, row["own_scope"]))
        rows.put(self._db, shape, row | {"seq": commit.seq, "at": commit.at, "who": self._login, "scope": scope})
        return scope

    def pull(self, cursor: Cursor, *, whole: bool = True) -> Pulled:
        """One snapshot of all that changed in this login's scopes since `cursor`."""
        self._db.execute("begin")
        try:
            seq, floor, version, oldest = self._db.execute("select seq, floor, schema, oldest from head").fetchone()
            late = dict(cursor.late)
            reset = min((cursor.seq, *late.values())) < floor or not self._is_past(cursor)
            scopes = self.live_scopes()
            touched = self._touched(min((cursor.seq, *late.values())))
            found: list[tuple[str, Row]] = []
            gone: list[Gone] = []
            for scope in sorted(scopes):
                since = late.get(scope, cursor.seq) if scope in cursor.have and not reset else -1
                if since < 0 and not whole:
                    continue
                for shape in shapes().values():
                    if since < 0 or touched is None or (shape.table, scope) in touched:
                        changed = rows.select(self._db, shape, "scope = ? and seq > ? order by seq, id", (scope, since))
                        found += [(shape.table, row) for row in changed]
                if since >= 0:
                    left = self._db.execute("select t, k, seq from gone where scope = ? and seq > ?", (scope, since))
                    gone += [Gone(*row) for row in left]
            head = Head(seq, self.tag(), self._clock.now(), reset, scopes, version, oldest)
        finally:
            self._db.execute("commit")
        return Pulled(head, tuple(found), tuple(gone), whole)

    def _touched(self, since: int) -> set[tuple[str, str]] | None:
        """Tables and scopes in which rows changed since a commit, by the log; None where it tells of too many, or of a
        bulk load.
        """
        told = self._db.execute("select t, scope from log where seq > ? limit ?", (since, MANY_CHANGES)).fetchall()
        touched = {(str(table), str(scope)) for table, scope in told}
        return None if len(told) == MANY_CHANGES or any(table == "load" for table, _ in touched) else touched

    def page(self, place: Place, many: int) -> list[Stored]:
        """The next live rows after a place."""
        if place.scope not in self.scopes():
            return []
        condition = "scope = ? and (seq, id) > (?, ?) and dead = 0 order by seq, id limit ?"
        values = (place.scope, place.seq, place.id, many)
        return rows.select_stored(self._db, shapes()[place.table], condition, values)

    def put(self, attachment: str, n: int, data: bytes) -> None:
        """Keep a piece; only its owner goes on with a file, none replaces one."""
        taken = self._db.execute(
            "select 1 from attachment where id = ?1 union select 1 from chunk where id = ?1 and owner <> ?2",
            (attachment, self._login),
        )
        if taken.fetchone():
            raise Refused(Code.NOT_FOUND, what="attachment")
        at = to_micros(self._clock.now())
        self._db.execute("insert or ignore into chunk values (?, ?, ?, ?, ?)", (attachment, n, self._login, at, data))

    def stored(self, attachment: str) -> int:
        """How many pieces this person has put."""
        mine = "select count(*) from chunk where id = ? and owner = ?"
        return int(self._db.execute(mine, (attachment, self._login)).fetchone()[0])

    def fetch(self, attachment: str, n: int) -> bytes | None:
        """A piece of a file in one of this person's scopes."""
        found = self._db.execute(
            "select c.data, a.scope from chunk c join attachment a on a.id = c.id where c.id = ? and c.n = ?",
            (attachment, n),
        ).fetchone()
        return bytes(found[0]) if found and found[1] in self.scopes() else None

    def tag(self) -> str:
        """The hash at the end of the chain."""
        found = self._db.execute("select hash from log order by seq desc, n desc limit 1").fetchone()
        return str(found[0]) if found else GENESIS

    def _instant(self, seq: int) -> int:
        found = self._db.execute("select at from log where seq = ? limit 1", (seq,)).fetchone()
        return int(found[0]) if found else 0

    def _is_past(self, cursor: Cursor) -> bool:
        if cursor.seq == 0:
            return True
        found = self._db.execute("select hash from log where seq = ? order by n desc limit 1", (cursor.seq,)).fetchone()
        return found is not None and found[0] == cursor.tag


def _check_loader(caller: Caller | None) -> None:
    if caller is not None and not caller.roles & {Role.LEAD, Role.ADMIN}:
        raise Refused(Code.ROLE_NEEDED, role=Role.LEAD)


class Commit:
    """The commit under way: its number, its instant, and the chain it lengthens."""

    def __init__(self, db: sqlite3.Connection, login: str, clock: Clock) -> None:
        self._db = db
        self._login = login
        seq, now = db.execute("select seq, now from head").fetchone()
        self.seq = int(seq) + 1
        self.at = max(int(now) + 1, to_micros(clock.now()))
        last = db.execute("select hash from log order by seq desc, n desc limit 1").fetchone()
        self._hash = str(last[0]) if last else GENESIS
        self._n = 0

    @property
    def tag(self) -> str:
        """The hash at the end of the chain as it will be."""
        return self._hash

    def place(self) -> tuple[int, str]:
        """Where the chain stands, to come back to when an operation is refused."""
        return self._n, self._hash

    def back_to(self, place: tuple[int, str]) -> None:
        """Forget what a refused operation added."""
        self._n, self._hash = place

    def save(self, shape: Shape, row: Row, old: Row | None) -> None:
        """Write a row with its stamps, and the entry of the log that tells of it."""
        row = row | {"seq": self.seq, "at": self.at, "who": self._login}
        rows.put(self._db, shape, row)
        before = old or {}
        diff = {
            name: [before.get(name), value]
            for name, value in row.items()
            if name not in ("seq", "at", "who") and value != before.get(name)
        }
        self._enter(shape.table, str(row["id"]), row["scope"], rows.dumps(diff))
        if old is not None and old["scope"] != row["scope"]:
            self._db.execute(
                "insert or ignore into gone values (?, ?, ?, ?)", (old["scope"], self.seq, shape.table, row["id"])
            )

    def _enter(self, table: str, key: str, scope: object, text: str) -> None:
        digest = hashlib.sha256(text.encode()).hexdigest()
        link = f"{self._hash}|{self.seq}|{self._n}|{table}|{key}|{self._login}|{self.at}|{digest}"
        self._hash = hashlib.sha256(link.encode()).hexdigest()
        self._db.execute(
            "insert into log values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self.seq, self._n, table, key, scope, self._login, self.at, text, digest, self._hash),
        )
        self._n += 1

    def note_load(self, count: int, digest: str) -> None:
        """The one entry of the log that tells of a bulk load: how many rows, and the digest of them all."""
        text = rows.dumps({"rows": count, "sha256": digest})
        self._enter("load", new_id(from_micros(self.at)), None, text)

    def seal(self) -> None:
        """Move the head on, when anything was written."""
        if self._n:
            self._db.execute("update head set seq = ?, now = ?", (self.seq, self.at))
