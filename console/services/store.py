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
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from console.models import schema
from console.models.kinds import Code, Refused
from console.resources import resource

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from console.services.transaction import Transaction

BUSY_SECONDS = 5.0
"""How long a write waits for another process on the same file before it gives up."""


class Store:
    """One replica.db of one profile."""

    def __init__(self, path: Path) -> None:
        """Open or make the replica at `path`; raises Refused when the file or its folder cannot be used."""
        self.path = path
        self._local = threading.local()
        self._engine: Engine | None = None
        self._connections: list[sqlite3.Connection] = []
        with explained(path):
            make_private(path.parent)
            connection = self._connect()
            found = schema.version(connection)
            if found == 0:
                _create_once(connection)
            elif found > schema.VERSION:
                raise Refused(Code.DATABASE_NEWER, path=path, found=found, known=schema.VERSION)
            connection.execute("select revision from _meta").fetchone()
            self._local.reader = connection

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """This thread's connection for reading; rows come as tuples."""
        with explained(self.path):
            if not hasattr(self._local, "reader"):
                self._local.reader = self._connect()
            yield self._local.reader

    @contextmanager
    def write(self, what: str, at: datetime) -> Iterator[Transaction]:
        """One transaction named `what` at the instant `at`: committed and durable at the end, rolled back on any
        error.
        """
        from console.services.transaction import transaction

        with explained(self.path), transaction(self._writer(), what, at) as open_transaction:
            yield open_transaction

    @contextmanager
    def bulk(self) -> Iterator[sqlite3.Connection]:
        """One transaction of plain rows for imports: no operations are captured, the listing is derived before the
        commit.
        """
        from console.services.listing import derive

        with explained(self.path):
            connection = self._connect()
            try:
                connection.execute("begin immediate")
                yield connection
                derive(connection)
                connection.execute("commit")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("rollback")
                raise
            finally:
                self._forget(connection)

    def warm(self) -> None:
        """Prepare the writing connection and its mappings."""
        self._writer()

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded into the file."""
        if self._engine is not None:
            self._engine.dispose()
        for connection in list(self._connections):
            self._forget(connection)
        self._local = threading.local()

    def _writer(self) -> Engine:
        if self._engine is None:
            from console.services.transaction import engine

            self._engine = engine(self._connect)
        return self._engine

    def _connect(self) -> sqlite3.Connection:
        connection = connect(self.path)
        self._connections.append(connection)
        return connection

    def _forget(self, connection: sqlite3.Connection) -> None:
        connection.close()
        if connection in self._connections:
            self._connections.remove(connection)


def connect(path: Path | str) -> sqlite3.Connection:
    """A connection as every database of a profile is opened: durable, private, transactions begun by hand."""
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    # WAL lets readers and one writer work side by side; FULL makes a commit survive a power cut.
    for pragma in ("journal_mode = wal", "synchronous = full", "cache_size = -16000", "secure_delete = on"):
        connection.execute(f"pragma {pragma}")
    connection.execute("pragma journal_size_limit = 67108864")
    return connection


def _create_once(connection: sqlite3.Connection) -> None:
    """Make the schema; two processes that start at once on a new profile both end with one."""
    try:
        schema.create(connection, resource("replica/local.sql").read_text(encoding="utf-8"))
    except sqlite3.OperationalError:
        if schema.version(connection) == 0:
            raise


def make_private(folder: Path) -> None:
    """Make `folder` for this user alone, or refuse one that others can read (files hold customers' words)."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
            folder.chmod(0o700)
    except FileExistsError:
        raise Refused(Code.PROFILE_UNSAFE, path=folder) from None
    except PermissionError:
        raise Refused(Code.DATABASE_READONLY, path=folder) from None


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite, the disk or SQLAlchemy raise inside into a `Refused` about `path`."""
    try:
        yield
    except Refused:
        raise
    except OSError as error:
        raise _of_disk(error, path) from error
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


def _of_sqlite(error: sqlite3.Error, path: Path) -> Refused:
    name = getattr(error, "sqlite_errorname", "") or ""
    for start, code in _CODES.items():
        if name.startswith(start):
            return Refused(code, path=path, **({"reason": str(error)} if code is Code.DATABASE_CORRUPT else {}))
    return Refused(Code.STORE_FAILED, path=path, reason=str(error))


_CODES = {
    "SQLITE_FULL": Code.DISK_FULL,
    "SQLITE_IOERR_WRITE": Code.DISK_FULL,
    "SQLITE_READONLY": Code.DATABASE_READONLY,
    "SQLITE_CANTOPEN": Code.DATABASE_READONLY,
    "SQLITE_BUSY": Code.DATABASE_BUSY,
    "SQLITE_CORRUPT": Code.DATABASE_CORRUPT,
    "SQLITE_NOTADB": Code.DATABASE_CORRUPT,
}
