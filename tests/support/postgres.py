"""A PostgreSQL server of the tests' own, on a Unix socket, gone when they are.

Promise: a real server: the one of the system (as its own user when we are root); nothing listens on the network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHOSEN = "POSTGRES_PROGRAMS"
"""The folder of the programs of another version, to test on that."""
FAST = "-F -c synchronous_commit=off -c full_page_writes=off"


def binary(name: str) -> str:
    """The path of a server program: of the folder named by POSTGRES_PROGRAMS, else the newest installed one.

    Raises FileNotFoundError naming the package that brings it.
    """
    if chosen := os.environ.get(CHOSEN):
        return str(Path(chosen) / name)
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: int(p.parts[-3]))
    if found:
        return str(found[-1])
    on_path = shutil.which(name)
    if on_path is None:
        raise FileNotFoundError(f"{name}: install the package postgresql")
    return on_path


def as_server_user(command: list[str]) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def _run(command: list[str]) -> None:
    subprocess.run(as_server_user(command), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


@contextmanager
def cluster(options: str = FAST) -> Iterator[Path]:
    """A running server; the answer is the folder of its socket.  Its superuser is `postgres`, everybody is trusted."""
    # Not pytest's tmp_path: that is closed to other users, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="pg."))
    folder.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    data = folder / "data"
    try:
        made = [
            binary("initdb"),
            "-D",
            str(data),
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "--no-sync",
        ]
        _run(made)
        start = [binary("pg_ctl"), "-D", str(data), "-w", "-l", str(data / "log")]
        _run([*start, "-o", f"-c listen_addresses='' -k {folder} {options}", "start"])
        yield folder
    finally:
        stop = [binary("pg_ctl"), "-D", str(data), "-m", "immediate", "stop"]
        subprocess.run(as_server_user(stop), check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        shutil.rmtree(folder, ignore_errors=True)


def crash(folder: Path) -> None:
    """Kill every process of the server at that socket and start it again: it recovers from its log."""
    again = [binary("pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "-w", "-l", str(folder / "data/log")]
    _run([*again, "restart"])
