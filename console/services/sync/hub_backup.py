"""A copy of a PostgreSQL hub in one file, by the server's own program.

Promise: the file is whole or not there, readable by its owner alone, and never takes the place of another; the password
is in no argument list.  It holds the hub's database; logins and their passwords are the server's and not in it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from psycopg.conninfo import make_conninfo

from console.files import make_durable
from console.models.kinds import Code, Refused
from console.services.sync.admin import administrator, version
from console.services.sync.postgres_address import Ask, address, password_of

PLACES = (
    ("/", "usr/lib/postgresql/*/bin"),
    ("/", "usr/pgsql-*/bin"),
    ("/", "opt/homebrew/opt/postgresql@*/bin"),
    ("C:/", "Program Files/PostgreSQL/*/bin"),
)
"""Where systems keep the programs of each version beside each other."""


def backup(url: str, ask: Ask, path: Path, programs: Sequence[str] | None = None) -> int:
    """Copy the hub into a new file, for `pg_restore`; the answer is its size in bytes.  Raises Refused.

    `programs` are the pg_dump to choose from; those of this machine without it.
    """
    with administrator(url, ask) as connection:
        if version(connection) is None:
            raise Refused(Code.HUB_MISSING, name=connection.info.dbname)
        program = newest(list(installed()) if programs is None else programs, connection.info.server_version // 10_000)
        secret = {"PGPASSWORD": password} if (password := password_of(connection)) else {}
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError:
        raise Refused(Code.BACKUP_EXISTS, path=path) from None
    except OSError as error:
        raise Refused(Code.BACKUP_FAILED, path=path, reason=error) from error
    try:
        _dump(
            [program, "--format=custom", "--no-password", f"--dbname={make_conninfo('', **address(url))}"], secret, path
        )
    except BaseException:
        path.unlink()
        raise
    return path.stat().st_size


def _dump(command: Sequence[str], secret: dict[str, str], path: Path) -> None:
    """Write beside, then take the empty file's place."""
    handle, beside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            done = subprocess.run(
                command, stdout=file, stderr=subprocess.PIPE, env={**os.environ, **secret}, text=True, check=False
            )
            if done.returncode != 0:
                raise Refused(Code.BACKUP_FAILED, path=path, reason=done.stderr.strip().rpartition("error: ")[2])
            os.fsync(file.fileno())
        Path(beside).replace(path)
        make_durable(path.parent)
    except OSError as error:
        raise Refused(Code.BACKUP_FAILED, path=path, reason=error) from error
    finally:
        Path(beside).unlink(missing_ok=True)


def newest(programs: Sequence[str], needed: int) -> str:
    """The newest of these pg_dump, for a server of major version `needed`; raises Refused where none is new enough."""
    found = sorted(((_major(program), program) for program in programs), reverse=True)
    if not found:
        raise Refused(Code.BACKUP_NO_PROGRAM, needed=needed)
    if found[0][0] < needed:
        raise Refused(Code.BACKUP_PROGRAM_OLD, found=found[0][0], needed=needed)
    return found[0][1]


def installed() -> Iterator[str]:
    """Every pg_dump of this machine."""
    if on_path := shutil.which("pg_dump"):
        yield on_path
    for anchor, pattern in PLACES:
        for name in ("pg_dump", "pg_dump.exe"):
            yield from map(str, Path(anchor).glob(f"{pattern}/{name}"))


def _major(program: str) -> int:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+", told)
    return int(found[0]) if found else 0
