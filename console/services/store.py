"""The replica file: opening it safely, reading beside writers, writing one transaction at a time.

Promise: a write is whole and on disk when `write` returns, or has not happened and raised a `Refused` that says why; a
read never waits for a writer.  Every failure of the disk or the file becomes such a sentence, never a bare database
error.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections import deque
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from console.files import OTHERS, make_private_folder
from console.models import schema
from console.models.kinds import Code, Refused, to_micros
from console.resources import resource
from console.services.clock import Clock, SystemClock

if TYPE_CHECKING:
    from console.services.transaction import Transaction, Writer

OWN = ("embedded", "active.json", "settings.toml", "window.lock", "window.call", "console.log")
"""How the names of all files in a profile begin, and of the folder of this machine."""
HUB_FILE = "connection.toml"
"""By this file in it a folder is known for that of a team's hub."""

SMALLEST = 512
"""Bytes of the smallest database; SQLite would take a shorter file for an empty one and write over it."""

FOLDED = 16
"""Writes after which the write-ahead log is moved into the file; each is some 30 pages."""
LONGEST_LOG = 4000
"""Pages of the log at which a write moves it into the file itself, where nobody else did."""

ROOM = 64 * 1024
"""Free bytes that the smallest files beside a database need."""
SMALL_BULK = 2000
"""Rows a transaction of plain rows may change for its connection to be kept: to open one takes milliseconds."""
SMALL_CACHE = "pragma cache_size = -4000"
"""Said to a connection that stays open beside others."""

BUSY_SECONDS = 5.0
"""How long a write waits for another process on the same file before it gives up."""


class Store:
    """One replica.db of one profile."""

    def __init__(self, path: Path, clock: Clock | None = None, *, alone: bool = False) -> None:
        """Open or make the replica at `path`; raises Refused when the file or its folder cannot be used.

        `clock` (else this machine's own) is what `hub_now()` tells in SQL; `alone`: its hub is this machine's own, so
        that an older program here passed over nothing.
        """
        self.path = path
        self._clock = clock or SystemClock()
        self._writing: Writer | None = None
        self._written: sqlite3.Connection | None = None
        self._unfolded = 0
        self._aside = threading.Lock()
        self._alone = alone
        self._used: set[sqlite3.Connection] = set()
        self._writes = self._closed = False
        self._connections: list[sqlite3.Connection] = []
        self._idle: deque[sqlite3.Connection] = deque()
        self._idle_bulk: deque[sqlite3.Connection] = deque()
        try:
            with explained(path):
                make_private(path.parent)
                self._idle.append(_reading(self._opened()))
        except BaseException:
            self.close()
            raise

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection on which all reads see one and the same commit; rows come as tuples."""
        with explained(self.path):
            connection = self._idle_or_new()
            try:
                with self._in_use(connection):
                    connection.execute("begin")
                    yield connection
            finally:
                if self._closed:
                    self._forget(connection)
                else:
                    self._idle.append(connection)

    @contextmanager
    def read_aside(self) -> Iterator[sqlite3.Connection]:
        """The same for what nobody waits for: one at a time, so that all of it keeps the memory of one connection."""
        with self._aside, self.read() as connection:
            yield connection

    @contextmanager
    def write(self, what: str, at: datetime) -> Iterator[Transaction]:
        """One transaction named `what` at the instant `at`: committed and durable at the end, rolled back on any
        error.
        """
        self._writes = True
        try:
            with explained(self.path), self._writer().transaction(what, at) as open_transaction:
                yield open_transaction
        finally:
            self._writes = False
            if self._closed:
                self._close_writer()
        self._unfolded += 1

    @contextmanager
    def bulk(self, patience: float | None = None) -> Iterator[sqlite3.Connection]:
        """One transaction of plain rows for imports: no operations are captured, the listing is derived before the
        commit.  Other writers are waited for up to `patience` seconds, else as long as any write waits.
        """
        from console.services.listing import derive

        with explained(self.path):
            try:
                connection = self._idle_bulk.pop()
            except IndexError:
                connection = self._connect()
            before = connection.total_changes
            try:
                with self._in_use(connection):
                    wait = BUSY_SECONDS if patience is None else patience
                    connection.execute(f"pragma busy_timeout = {round(wait * 1000)}")
                    connection.execute("begin immediate")
                    yield connection
                    derive(connection)
                    connection.execute("commit")
            finally:
                # A large one has filled its cache: that memory is given back.
                if self._closed or connection.total_changes - before > SMALL_BULK:
                    self._forget(connection)
                else:
                    self._idle_bulk.append(connection)

    def warm(self, at: datetime) -> None:
        """Prepare the writing connection and the statements of the most usual write, which is taken back."""
        with suppress(Refused), explained(self.path):  # what is wrong with the file, the first command says
            self._writer().rehearse(at)

    def fold(self) -> None:
        """Move the write-ahead log into the file when some writes are in it: a write then never has to.

        As much is moved as readers let; not to be called while this store writes.
        """
        if self._written is not None and self._unfolded >= FOLDED:
            self._unfolded = 0
            with suppress(sqlite3.Error):  # what is written stays; what is wrong with the file, the next write says
                self._written.execute("pragma wal_checkpoint(passive)")

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded into the file.

        What another thread is in the middle of ends first, and then closes its own: SQLite would crash under it.
        """
        self._closed = True
        self._idle.clear()
        self._idle_bulk.clear()
        for connection in [one for one in self._connections if one not in self._used and one is not self._written]:
            self._forget(connection)
        if not self._writes:
            self._close_writer()

    def _close_writer(self) -> None:
        writing, written = self._writing, self._written
        self._writing = self._written = None
        if writing is not None:
            writing.close()
        if written is not None:
            self._forget(written)

    @contextmanager
    def _in_use(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Nobody else closes it meanwhile; what is not committed by then is undone."""
        self._used.add(connection)
        try:
            yield
        finally:
            if connection.in_transaction:
                connection.execute("rollback")
            self._used.discard(connection)

    def _opened(self) -> sqlite3.Connection:
        connection = self._connect()
        bring_up(connection, self.path, _script, _listed if self._alone else _caught_up, _DERIVED)
        connection.execute("select revision from _meta").fetchone()
        return connection

    def _idle_or_new(self) -> sqlite3.Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return _reading(self._connect())

    def _writer(self) -> Writer:
        if self._writing is None:
            from console.services.transaction import Writer

            self._writing = Writer(self._connect_writer)
        return self._writing

    def _connect_writer(self) -> sqlite3.Connection:
        self._written = self._connect()
        self._written.execute(f"pragma wal_autocheckpoint = {LONGEST_LOG}")
        return self._written

    def _connect(self) -> sqlite3.Connection:
        connection = connect(self.path)
        # Deterministic: asked once a statement, not once a row.
        connection.create_function("hub_now", 0, lambda: to_micros(self._clock.now()), deterministic=True)
        self._connections.append(connection)
        return connection

    def _forget(self, connection: sqlite3.Connection) -> None:
        connection.close()
        if connection in self._connections:
            self._connections.remove(connection)


def bring_up(
    connection: sqlite3.Connection,
    path: Path | str,
    script: Callable[[], str],
    after: Callable[[sqlite3.Connection, frozenset[str]], None] | None = None,
    derived: Collection[str] = (),
) -> None:
    """Leave an open database with the tables of this program: made where it is new, added to where it is older, and
    then `after` runs in the same transaction, told which tables grew; those `derived` from others are made anew.

    Raises Refused DATABASE_NEWER for a newer one, sqlite3.DatabaseError for that of another program.
    """
    found = schema.version(connection)
    if found > schema.VERSION:
        raise Refused(Code.DATABASE_NEWER, path=path, found=found, known=schema.VERSION)
    if found == 0:
        schema.create(connection, script())
    schema.check(connection)
    if 0 < found < schema.VERSION:
        from console.models.upgrade import upgrade

        upgrade(connection, script(), after, derived)


_DERIVED = frozenset({"name", "listing", "search"})
"""Tables that `services.listing.derive` fills."""


def _script() -> str:
    return resource("replica/local.sql").read_text(encoding="utf-8")


def _caught_up(connection: sqlite3.Connection, grown: frozenset[str]) -> None:
    """All that the older program could not keep comes from the hub once more; what it did not list is derived."""
    from console.services.sync.copying import again

    again(connection)
    _listed(connection, grown)


def _listed(connection: sqlite3.Connection, grown: frozenset[str]) -> None:
    """What an older program did not list is derived."""
    from console.services.listing import derive

    if grown & _DERIVED:
        connection.execute("insert or replace into _stale select id, 1 from ticket")
    derive(connection)


def _reading(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The same connection, unable to write; its cache is small, for several readers may be at work."""
    connection.execute("pragma query_only = on")
    connection.execute(SMALL_CACHE)
    return connection


def connect(path: Path | str) -> sqlite3.Connection:
    """A connection as every database of a profile is opened: durable, private, transactions begun by hand."""
    if isinstance(path, Path):
        _make_private_file(path)
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"pragma {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


_PRAGMAS = (
    "journal_mode = wal",  # readers and one writer work side by side
    "synchronous = full",  # a commit survives a power cut
    "cache_size = -16000",
    "secure_delete = on",
    "journal_size_limit = 67108864",
    "temp_store = memory",  # what undoes a single statement: in a file it made ten writes of every one of an import
)


def _make_private_file(path: Path) -> None:
    """Make the file for this user alone before SQLite writes to it; its log and index files take its mode.

    One that is there is not opened: closing it again would drop the locks SQLite holds on it in this process.
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        there = path.stat()
        if stat.S_ISREG(there.st_mode) and 0 < there.st_size < SMALLEST:
            raise Refused(Code.DATABASE_CORRUPT, path=path, reason="it is cut short") from None
        if os.name == "posix" and stat.S_ISREG(there.st_mode) and there.st_mode & OTHERS:
            path.chmod(0o600)


def claim(profile: Path) -> None:
    """Make a folder that somebody named for a profile private, as far as it is the console's own.

    One that holds other things keeps its mode (what the console keeps there lies in private folders of its own), and
    is refused where others could put files into it.
    """
    with explained(profile):
        if not _is_shared(profile):
            make_private(profile)
        elif stat.S_IMODE(profile.stat().st_mode) & 0o022 and not profile.stat().st_mode & stat.S_ISVTX:
            raise Refused(Code.PROFILE_UNSAFE, path=profile)


def _is_shared(profile: Path) -> bool:
    return profile.is_dir() and not all(map(_is_own, profile.iterdir()))


def _is_own(path: Path) -> bool:
    return path.name.startswith(OWN) or (path / HUB_FILE).is_file()


def make_private(folder: Path) -> None:
    """Make `folder` for this user alone, and those above it that are missing (files hold customers' words)."""
    with explained(folder):
        make_private_folder(folder)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite, the disk or SQLAlchemy raise inside into a `Refused` about `path`."""
    try:
        yield
    except Refused:
        raise
    except OSError as error:
        raise _of_disk(error, path) from error
    except UnicodeEncodeError as error:
        raise Refused(Code.BAD_TEXT, field="text") from error  # half a character: no database keeps one
    except UnicodeDecodeError as error:
        raise Refused(Code.DATABASE_CORRUPT, path=path, reason=str(error)) from error
    except sqlite3.Error as error:
        raise _of_sqlite(error, path) from error
    except Exception as error:
        original = getattr(error, "orig", None)
        if isinstance(original, sqlite3.Error):
            raise _of_sqlite(original, path) from error
        raise


def _of_disk(error: OSError, path: Path) -> Refused:
    import errno

    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refused(Code.DISK_FULL, path=path)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return Refused(Code.DATABASE_READONLY, path=path)
    return Refused(Code.STORE_FAILED, path=path, reason=error.strerror or str(error))


def unwritable(path: Path) -> Refused:
    """Why nothing can be written at `path`: its disk is full, else it may not be."""
    return Refused(Code.DATABASE_READONLY if has_room(path) else Code.DISK_FULL, path=path)


def has_room(path: Path) -> bool:
    """Whether the disk of `path` can take a small file more; so it is where nobody can tell."""
    import shutil

    try:
        return shutil.disk_usage(path if path.is_dir() else path.parent).free >= ROOM
    except OSError:
        return True


def check_whole(path: Path) -> None:
    """Read every page of a database; raises Refused, DATABASE_CORRUPT where one of them is damaged."""
    with explained(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
        wrong = [row[0] for row in connection.execute("pragma quick_check(3)") if row[0] != "ok"]
    if wrong:
        raise Refused(Code.DATABASE_CORRUPT, path=path, reason="; ".join(wrong))


def _of_sqlite(error: sqlite3.Error, path: Path) -> Refused:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(_PERHAPS_FULL) and not has_room(path):
        return Refused(Code.DISK_FULL, path=path)
    for start, code in _CODES.items():
        if name.startswith(start):
            return Refused(code, path=path, **({"reason": str(error)} if code is Code.DATABASE_CORRUPT else {}))
    return Refused(Code.STORE_FAILED, path=path, reason=str(error))


_PERHAPS_FULL = ("SQLITE_IOERR", "SQLITE_CANTOPEN")
"""What SQLite says where it cannot make the files beside a database."""
_CODES = {
    "SQLITE_FULL": Code.DISK_FULL,
    "SQLITE_IOERR_WRITE": Code.DISK_FULL,
    "SQLITE_READONLY": Code.DATABASE_READONLY,
    "SQLITE_CANTOPEN": Code.DATABASE_READONLY,
    "SQLITE_BUSY": Code.DATABASE_BUSY,
    "SQLITE_CORRUPT": Code.DATABASE_CORRUPT,
    "SQLITE_NOTADB": Code.DATABASE_CORRUPT,
}
