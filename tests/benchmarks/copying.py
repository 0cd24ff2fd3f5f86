"""The first copy of half a million rows into an empty replica, beside ADBC and SQLAlchemy Core.

Promise: the same tables by the same line, as the same person, under row-level security; the others make no index but
the key, the replica has all of its own when its time ends.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from urllib.parse import quote

import psycopg

from console.models.kinds import COMMON_SHELF
from console.models.shape import Kind, Shape, shapes
from console.services.store import Store
from console.services.sync.hub_schema import OWNER
from console.services.sync.postgres_hub import PostgresHub
from console.services.sync.replica import Replica
from tests.benchmarks.table import Figure
from tests.benchmarks.team import Seat, team

ROWS = 500_000
TABLES = ("person", "ticket", "message", "attachment", "event", "link", "tag")
TURNS = 2
"""Of each way, in alternation; the quicker counts."""
BATCH = 5000
NOTE = (
    f"{ROWS:,} rows (tickets and all that hangs on them, requesters); 1 / 0.35 = 2.86; floor: ADBC from PostgreSQL into"
    " a SQLite file without secondary indexes; of the second line: SQLAlchemy Core read, Core insert, likewise without;"
    " listing and full text are derived in the same transaction, so the third line is what joining takes"
)


def copy(hub_file: Path, home: Path) -> list[Figure]:
    """Rows of the hub at `hub_file`, laid into a team's hub and copied from there in three ways."""
    with team(1, home) as desk:
        with desk.hub.root() as root:
            _lay(root, hub_file)
        seat, ways = desk.seats[0], (_rows, _joined, _by_adbc, _by_core)
        taken: dict[str, list[float]] = {way.__name__: [] for way in ways}
        for turn in range(TURNS):
            for way in ways:
                start = time.perf_counter()
                way(seat, home / f"{way.__name__}{turn}.db")
                taken[way.__name__].append(time.perf_counter() - start)
        _same(home / "_rows0.db", home / "_by_adbc0.db")
    ours, whole, adbc, core = map(min, taken.values())
    return [
        Figure("copy", "rows with their indexes", ours, "s", floor=adbc, ratio=1 / 0.35, note=NOTE),
        Figure("copy", "... beside SQLAlchemy Core to Core", ours, "s", floor=core, ratio=0.5),
        Figure("copy", "... with listing and full text", whole, "s", floor=adbc),
    ]


class RowsAlone(Store):
    """A replica in which nothing is derived from the rows."""

    @contextmanager
    def bulk(self, patience: float | None = None) -> Iterator[sqlite3.Connection]:
        """One transaction of plain rows, for which nobody else has the file."""
        del patience
        with closing(self._connect()) as db:
            db.execute("begin immediate")
            yield db
            db.execute("commit")


def _rows(seat: Seat, file: Path) -> None:
    _filled(RowsAlone(file), seat)


def _joined(seat: Seat, file: Path) -> None:
    _filled(Store(file), seat)


def _filled(store: Store, seat: Seat) -> None:
    with closing(store), closing(seat.dial()) as line:
        Replica(store, seat.login).fill(PostgresHub(line))


def _by_adbc(seat: Seat, file: Path) -> None:
    postgresql, sqlite = (import_module(f"adbc_driver_{name}.dbapi") for name in ("postgresql", "sqlite"))
    where = f"sslmode=verify-full&sslrootcert={quote(str(seat.certificates))}"
    who = f"{seat.login}:{quote(seat.password)}@{seat.connection.host}:{seat.connection.port}"
    url = f"postgresql://{who}/{seat.connection.database}?{where}"
    with postgresql.connect(url) as there, sqlite.connect(str(file)) as here:
        for shape in _copied():
            with there.cursor() as reading, here.cursor() as writing:
                reading.execute(f"select {_as_text(shape)} from desk.{shape.table} where not dead")
                writing.adbc_ingest(shape.table, reading.fetch_arrow(), mode="create")
        here.commit()


def _as_text(shape: Shape) -> str:
    """The columns; documents as text, for SQLite has no other kind for them."""
    return ", ".join(f"{field.name}::text" if field.kind is Kind.JSON else field.name for field in shape.fields)


def _by_core(seat: Seat, file: Path) -> None:
    from sqlalchemy import JSON, BigInteger, Boolean, Column, MetaData, Table, Text, create_engine, insert, select

    kinds = {Kind.JSON: JSON, Kind.FLAG: Boolean, Kind.NUMBER: BigInteger, Kind.INSTANT: BigInteger}
    known = MetaData()
    tables = [
        Table(
            shape.table,
            known,
            *(Column(f.name, kinds.get(f.kind, Text), primary_key=f.name == "id") for f in shape.fields),
        )
        for shape in _copied()
    ]
    there = create_engine("postgresql+psycopg://", creator=seat.dial).execution_options(
        schema_translate_map={None: "desk"}, stream_results=True, isolation_level="READ COMMITTED"
    )
    here = create_engine(f"sqlite:///{file}")
    known.create_all(here)
    with there.connect() as reading, here.begin() as writing:
        for table in tables:
            for page in reading.execute(select(table).where(~table.c.dead)).mappings().partitions(BATCH):
                writing.execute(insert(table), [dict(row) for row in page])
    there.dispose()
    here.dispose()


def _copied() -> Iterator[Shape]:
    return (shape for shape in shapes().values() if shape.table in TABLES)


def _lay(root: psycopg.Connection, hub_file: Path) -> None:
    """Rows of a hub's file under the first team, past the rules; the log tells of none of them."""
    team, scope = root.execute("select id, own_scope from desk.team order by name limit 1").fetchall()[0]
    root.execute("set session_replication_role = replica")
    with closing(sqlite3.connect(f"{hub_file.absolute().as_uri()}?mode=ro", uri=True)) as db:
        tickets = _enough(db)
        for shape in _copied():
            places = {"scope": COMMON_SHELF if shape.table == "person" else scope, "team": team}
            _lay_table(root, db, shape, tickets, places)
    root.execute("reset session_replication_role")
    root.execute("update desk.head set seq = 1000000")
    root.execute(f"set role {OWNER}")
    root.execute("update desk.person set name = name where login is not null")  # a commit the chain tells of
    root.execute("reset role")
    root.execute("analyze")


def _enough(db: sqlite3.Connection) -> str:
    """The greatest id of a ticket with which there are as many rows as wanted."""
    rows = db.execute("select count(*) from person where login is null").fetchone()[0]
    tables = " union all ".join(f"select root from {t} where dead = 0" for t in TABLES if t != "person")
    for ticket, many in db.execute(f"select root, count(*) from ({tables}) group by root order by root"):
        rows += many
        if rows >= ROWS:
            return str(ticket)
    raise RuntimeError(f"{rows} rows in the profile")


def _lay_table(
    root: psycopg.Connection, db: sqlite3.Connection, shape: Shape, last: str, places: Mapping[str, str]
) -> None:
    held = "login is null" if shape.table == "person" else "root <= :last"
    values = ", ".join(f":{name}" if name in places else name for name in shape.names)
    found = db.execute(f"select {values} from {shape.table} where dead = 0 and {held}", {**places, "last": last})
    into = f"copy desk.{shape.table} ({', '.join(shape.names)}) from stdin"
    with root.cursor() as cursor, cursor.copy(into.encode()) as copying:
        for row in found:
            copying.write_row(row)


def _same(ours: Path, theirs: Path) -> None:
    """Both ways brought as many rows; raises RuntimeError."""
    held = "id not in (select id from person where login is not null)"
    counts = []
    for file in (ours, theirs):
        with closing(sqlite3.connect(file)) as db:
            counts.append([db.execute(f"select count(*) from {t} where {held}").fetchone()[0] for t in TABLES])
    if counts[0] != counts[1] or sum(counts[0]) < ROWS:
        raise RuntimeError(counts)
