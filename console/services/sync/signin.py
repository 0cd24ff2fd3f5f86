"""Joining a team's hub from this profile, changing between hubs, and going back to this machine alone.

Promise: nothing is sent before the server has proven who it is, nothing is kept before the hub has let the person in,
and nothing here deletes what a person wrote.  Every call reaches out and takes seconds: none is for the window's
thread.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING

from console.models import schema
from console.models.kinds import Code, HubStep, Refused
from console.models.values import dataclass
from console.services.local import Local
from console.services.secrets import Password
from console.services.store import HUB_FILE, Store, explained, make_private
from console.services.sync.connection import Connection, Method, is_login, read_connection
from console.services.sync.profiles import (
    CERTIFICATES,
    EMBEDDED,
    SKEW,
    Membership,
    activate,
    active,
    folder_name,
    settle,
)

if TYPE_CHECKING:
    import psycopg

    from console.services.clock import Clock


@dataclass(frozen=True, slots=True)
class Check:
    """One step on the way to a hub, and what is wrong with it."""

    step: HubStep
    trouble: Refused | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """A hub that was joined."""

    member: Membership
    kept: bool
    """Whether the keyring keeps the password; else it is asked for at each start."""


Told = Callable[[Check], None]

_BELONGS = {Code.HUB_NO_DATABASE: HubStep.DATABASE, Code.HUB_NO_ROLE: HubStep.RIGHTS}
"""What a server says while one signs in, but is about a later step."""


def probe(connection: Connection, login: str, password: str, told: Told = lambda _: None) -> tuple[Check, ...]:
    """Look at everything that is needed to join, in order, up to the first trouble; `told` hears each step.

    `password` is "" where Kerberos proves who one is.  Nothing is kept or written.
    """
    with ExitStack() as ending:
        certificates = Path(ending.enter_context(tempfile.TemporaryDirectory())) / CERTIFICATES
        certificates.write_text(connection.ca, "ascii")
        done: list[Check] = []
        for check in _checks(connection, certificates, login, password, ending):
            told(check)
            done.append(check)
        return tuple(done)


def join(
    profile: Path,
    connection: Connection,
    login: str,
    password: str,
    clock: Clock,
    *,
    keep_it: bool = True,
    told: Told = lambda _: None,
) -> Joined:
    """Probe, pull once, keep the password if wished and possible, and work with that hub from the next start on.

    Raises Refused for the first thing that is wrong; the profile works on as before then.
    """
    from console.services.sync.postgres_session import dial

    checks = probe(connection, login, password, told)
    if (trouble := checks[-1].trouble) is not None:
        raise trouble
    member = Membership(folder_name(connection.hub), login)
    with tempfile.TemporaryDirectory() as beside:
        certificates = Path(beside) / CERTIFICATES
        certificates.write_text(connection.ca, "ascii")
        with closing(dial(connection, certificates, login, password)) as line:
            _check_same(profile / member.hub, connection, line)
            settle(profile, member.hub, connection.written(), connection.ca)
            _pull(member.folder(profile), login, line, clock)
    kept = keep_it and connection.method is not Method.KERBEROS
    kept = kept and Password(lambda: connection.place, login).give(password, keep_it=True)
    activate(profile, member)
    return Joined(member, kept)


def switch(profile: Path, member: Membership) -> None:
    """Work with a hub that was joined before from the next start on; raises Refused when it was not."""
    if member.remote and not (member.folder(profile) / "replica.db").exists():
        raise Refused(Code.NOT_FOUND, what="profile")
    activate(profile, member)


def leave(profile: Path, here: str) -> None:
    """Work on this machine alone, as `here`, from the next start on; the password is forgotten, all else stays."""
    member = active(profile, here)
    if member.remote:
        place = read_connection(profile / member.hub / HUB_FILE).place
        Password(lambda: place, member.login).forget()
    activate(profile, Membership(EMBEDDED, here))


def _checks(
    connection: Connection, certificates: Path, login: str, password: str, ending: ExitStack
) -> Iterator[Check]:
    """Each step with its trouble; ends after the first trouble."""
    from console.services.sync import wire
    from console.services.sync.postgres_session import check_database, check_rights, check_schema, dial

    for step, look in wire.steps(connection):
        yield (check := _checked(step, look))
        if check.trouble is not None:
            return
    lines: list[psycopg.Connection] = []
    check = _checked(HubStep.SIGN_IN, lambda: lines.append(_dialled(dial, connection, certificates, login, password)))
    if check.trouble is not None:
        step = _BELONGS.get(check.trouble.code, HubStep.SIGN_IN)
        if step is not HubStep.SIGN_IN:
            yield Check(HubStep.SIGN_IN)
        yield Check(step, check.trouble)
        return
    yield check
    line = ending.enter_context(closing(lines[0]))
    for step, look in (
        (HubStep.DATABASE, lambda: check_database(line)),
        (HubStep.SCHEMA, lambda: check_schema(line)),
        (HubStep.RIGHTS, lambda: check_rights(line, login)),
    ):
        yield (check := _checked(step, look))
        if check.trouble is not None:
            return


def _dialled(
    dial: Callable[[Connection, Path, str, str], psycopg.Connection],
    connection: Connection,
    certificates: Path,
    login: str,
    password: str,
) -> psycopg.Connection:
    if not is_login(login):
        raise Refused(Code.HUB_LOGIN_UNKNOWN, login=login)
    if not password and connection.method is not Method.KERBEROS:
        raise Refused(Code.HUB_SIGN_IN_NEEDED, login=login)
    return dial(connection, certificates, login, password)


def _checked(step: HubStep, look: Callable[[], None]) -> Check:
    from console.services.sync.hub import Unreachable

    try:
        look()
    except Refused as error:
        return Check(step, error)
    except Unreachable as error:
        return Check(step, Refused(Code.HUB_UNREACHABLE, reason=str(error)))
    return Check(step)


def _check_same(folder: Path, connection: Connection, line: psycopg.Connection) -> None:
    """A hub may move to another address; another hub of the same name may not take over what was pulled from this.

    Raises Refused HUB_NAME_TAKEN.
    """
    if not (folder / HUB_FILE).exists() or read_connection(folder / HUB_FILE).place == connection.place:
        return
    for replica in folder.glob("*/replica.db"):
        with explained(replica), closing(sqlite3.connect(f"{replica.absolute().as_uri()}?mode=ro", uri=True)) as db:
            seq, tag = db.execute("select cursor, tag from _meta").fetchone()
        if not line.execute("select desk.known(%s, %s)", (seq, tag)).fetchall()[0][0]:
            raise Refused(Code.HUB_NAME_TAKEN, name=connection.hub)


def _pull(folder: Path, login: str, line: psycopg.Connection, clock: Clock) -> None:
    """Bring the replica up to the hub's present, and let the person work in it."""
    from console.services.sync import resident
    from console.services.sync.hub import TooOld
    from console.services.sync.postgres_hub import PostgresHub
    from console.services.sync.recovery import set_aside
    from console.services.sync.replica import Replica

    make_private(folder)
    with closing(Local(folder / "local.db")) as local:
        try:
            store = Store(folder / "replica.db")
        except Refused as error:
            if error.code is not Code.DATABASE_CORRUPT:
                raise
            set_aside(folder / "replica.db", local)
            store = Store(folder / "replica.db")
        with closing(store):
            hub = PostgresHub(line)
            try:
                Replica(store, login).fill(hub)
            except TooOld as error:
                raise Refused(Code.HUB_NEWER, found=error.args[0], known=schema.VERSION) from None
            with store.bulk() as db:
                resident.adopt(db, login)
                resident.remember(db, local)
            local.keep_state(SKEW, (clock.now() - hub.now()).total_seconds())
