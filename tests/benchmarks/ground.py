"""The profile of 100,000 tickets all figures are measured on.

Promise: made by the command line's own `demo`, its hub filled by its own `sync`, both timed; kept for later runs; every
run works on a copy of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from console.bootstrap import build_services
from console.models.kinds import LIVE, Channel, Priority, Status, TicketType
from console.models.shape import shapes
from console.services.store import connect
from console.services.tickets.commands import SaveView
from console.services.tickets.filters import NOBODY, Filter, Sort, SortKey
from tests.benchmarks.table import Figure

ROOT = Path(__file__).resolve().parents[2]
SIZE = 100_000
SOURCES = (
    "console/services/demo*.py",
    "console/services/listing.py",
    "console/services/search.py",
    "console/services/sync/filling.py",
    "console/services/sync/sqlite_hub.py",
    "console/models/*.py",
)
"""With `resources`, what decides the content of a demo profile and of its hub."""

SAVED = (
    ("Pressing", Filter(statuses=LIVE, priorities=frozenset({Priority.CRITICAL, Priority.HIGH})), Sort()),
    ("Sign-in", Filter(statuses=LIVE, types=frozenset({TicketType.LOGIN_PROBLEM})), Sort(SortKey.CREATED)),
    ("By phone", Filter(channels=frozenset({Channel.PHONE}), statuses=frozenset({Status.CLOSED})), Sort()),
    ("New, nobody's", Filter(statuses=frozenset({Status.NEW}), assignee=NOBODY), Sort(SortKey.NUMBER)),
    ("Waiting for us", Filter(statuses=LIVE, awaiting=True), Sort(SortKey.UPDATED, descending=False)),
)
"""With the seven built-in views, twelve."""


SETTLED = (
    "a window fills the hub when it is first open after it; all figures but those of a fill are of a profile whose hub"
    " is filled"
)


@dataclass(frozen=True, slots=True)
class Ground:
    """The kept profile and what its making took."""

    folder: Path
    seconds: float
    settling: float
    """Seconds in which the hub beside it was filled."""
    made_now: bool

    def figures(self) -> list[Figure]:
        """Goal a."""
        when = "made in this run" if self.made_now else "made in an earlier run; --fresh makes it anew"
        return [
            Figure("a", f"demo --size {SIZE}", self.seconds, "s", most=60, note=f"the profile was {when}"),
            Figure("a", "... its hub filled, with no window open", self.settling, "s", note=SETTLED),
        ]


def ground(cache: Path, *, fresh: bool) -> Ground:
    """The profile, from `cache` where it stands for the present sources."""
    folder = cache / f"profile-{SIZE}-{_fingerprint()}"
    stamp = folder / "made.json"
    if stamp.exists() and not fresh:
        return Ground(folder, **json.loads(stamp.read_text("utf-8")), made_now=False)
    for former in cache.glob(f"profile-{SIZE}-*"):
        shutil.rmtree(former)
    cache.mkdir(mode=0o700, parents=True, exist_ok=True)
    seconds = _timed(folder, "demo", "--size", str(SIZE))
    _save_views(folder)
    settling = _timed(folder, "sync", "--once")
    stamp.write_text(json.dumps({"seconds": seconds, "settling": settling}), "utf-8")
    return Ground(folder, seconds, settling, made_now=True)


def _timed(folder: Path, *verb: str) -> float:
    start = time.perf_counter()
    command = [sys.executable, "-m", "console", "--profile", str(folder), *verb]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def copied(made: Ground, target: Path) -> Path:
    """A copy a run may change; on the disk before it does, for the first flush would write all of it."""
    copy = shutil.copytree(made.folder, target)
    _flush(copy)
    return copy


def unfilled(made: Ground, target: Path) -> Path:
    """A copy as `demo` leaves it: no hub has seen its rows."""
    copy = shutil.copytree(made.folder, target, ignore=shutil.ignore_patterns("hub.db*"))
    with closing(connect(next(copy.glob("embedded/*/replica.db")))) as db:
        db.execute("begin immediate")
        for table in shapes():
            db.execute(f"update {table} set seq = null")
        db.execute("update _meta set cursor = 0, tag = '', have = '[]'")
        db.execute("commit")
    _flush(copy)
    return copy


def _flush(copy: Path) -> None:
    for path in filter(Path.is_file, copy.rglob("*")):
        with path.open("rb") as file:
            os.fsync(file.fileno())


def cache_folder() -> Path:
    """Where the profile is kept between runs."""
    return Path(tempfile.gettempdir(), "support-console-benchmarks")


def _save_views(folder: Path) -> None:
    services = build_services(folder)
    for name, wanted, sort in SAVED:
        services.desk.do(SaveView(name, wanted.to_json(), str(sort)))
    services.close()


def _fingerprint() -> str:
    made = sha256()
    paths = [path for pattern in SOURCES for path in sorted(ROOT.glob(pattern))]
    for path in [*paths, *sorted((ROOT / "resources").rglob("*"))]:
        if path.is_file() and path.suffix not in {".svg", ".qm", ".ts", ".qss"}:
            made.update(path.read_bytes())
    return made.hexdigest()[:12]
