"""A damaged replica: what was not sent is saved from it, the file is set aside, a new one is filled from the hub.

Promise: operations that can be read are in local.db before the file is touched, and leave it when the new replica
holds them; a crash at any point is made good by the next start; the damaged file is kept.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, suppress
from datetime import datetime
from pathlib import Path

from console.models.kinds import Code, Refused
from console.services.local import KeptOperation, Local
from console.services.store import Store, explained
from console.services.sync import resident
from console.services.sync.hub import Hub, TooOld, Unreachable
from console.services.sync.replica import Replica, operation, replay

log = logging.getLogger(__name__)

MARK = "replica.damaged"
"""A file of this name beside the replica says that a page of it could not be read."""
_STATES = frozenset({"pending", "sent", "refused"})
_COLUMNS = "n, id, login, what, at, body, state, code, message"


def mark(replica: Path) -> None:
    """Have the next start set the replica aside."""
    with explained(replica):
        replica.with_name(MARK).touch(mode=0o600)


def set_aside(replica: Path, local: Local) -> Refused:
    """Save what can be read and move the file away; the answer is the sentence that tells of it."""
    kept = list(salvaged(replica))
    local.keep_operations(kept)
    with explained(replica):
        target = _free_name(replica)
        for tail in ("-wal", "-shm", ""):
            part = replica.with_name(replica.name + tail)
            if part.exists():
                part.replace(target.with_name(target.name + tail))
        replica.with_name(MARK).unlink(missing_ok=True)
    waiting = sum(one.state != "sent" for one in kept)
    return Refused(Code.REPLICA_REBUILT, path=target.name, count=waiting)


def salvaged(replica: Path) -> Iterator[KeptOperation]:
    """The operations that can still be read, in order."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"{replica.absolute().as_uri()}?mode=ro", uri=True)) as db:
        db.text_factory = _lenient
        found: dict[int, KeptOperation] = {}
        for way in ("asc", "desc"):  # a page that cannot be read is passed on both of its sides
            with suppress(sqlite3.Error):
                for row in db.execute(f"select {_COLUMNS} from _op order by n {way}"):
                    if _is_whole(row):
                        found[row[0]] = KeptOperation(*row[1:])
        yield from (found[n] for n in sorted(found))


def give_back(store: Store, local: Local, kept: Sequence[KeptOperation], login: str) -> None:
    """Take the saved operations into the replica, to be sent and shown again."""
    with store.bulk() as db:
        for one in kept:
            added = db.execute(
                "insert or ignore into _op(id, login, what, at, body, state, code, message)"
                " values (?, ?, ?, ?, ?, ?, ?, ?)",
                (one.id, one.login, one.what, one.at, one.body, one.state, one.code, one.message),
            ).rowcount
            if added and one.state == "pending":
                replay(db, login, operation(one.body))
    local.drop_operations(kept)


def fill(
    store: Store, local: Local, login: str, now: datetime, connect: Callable[[], AbstractContextManager[Hub]]
) -> None:
    """Give an empty replica its person: from what is remembered beside it, else by pulling the hub whole.

    Where neither can be had now, somebody stands in, so that a window opens in which one can sign in.
    """
    with store.bulk() as db:
        if resident.recall(db, local):
            return
    try:
        with connect() as hub:
            Replica(store, login).fill(hub)
        with store.bulk() as db:
            resident.adopt(db, login)
    except (Unreachable, TooOld, Refused) as error:
        log.warning("the replica could not be filled: %s", error)
        with store.bulk() as db:
            resident.stand_in(db, login, now)


def _free_name(replica: Path) -> Path:
    taken = sum(1 for _ in replica.parent.glob("replica.damaged-*.db"))
    return replica.with_name(f"replica.damaged-{taken + 1}.db")


def _lenient(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _is_whole(row: tuple[object, ...]) -> bool:
    """Whether what was read is an operation, and not the ruins of one."""
    try:
        body = json.loads(str(row[5]))
    except ValueError:
        return False
    shaped = isinstance(body, dict) and body.get("id") == row[1] and isinstance(body.get("do"), list)
    return shaped and row[6] in _STATES and isinstance(row[4], int) and "\ufffd" not in str(row[5])
