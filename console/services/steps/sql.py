"""A step that asks a database one question that reads (SPEC 8.5).

Promise: the transaction is read-only and rolled back, the server ends a statement that takes too long, and a statement
is one statement; the server's certificate is verified unless an admin named the place as plain.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from console.models.allowed import Place
from console.models.runbook import SqlCheck, Step
from console.models.runbook_kinds import Finding, Result, Scheme
from console.models.step_outcome import Outcome, Unreached, found
from console.services.reach import Deadline, address_of, connect
from console.services.scene import Scene, evidence, work_as

if TYPE_CHECKING:
    import psycopg

KIND = SqlCheck


def run(step: Step, scene: Scene, deadline: Deadline) -> Outcome:
    """Whether the first value of the first row keeps its bound; raises Unreached."""
    work = work_as(step.work, SqlCheck)
    place = scene.place(work.target, Scheme.POSTGRESQL, Scheme.POSTGRESQL_PLAIN)
    value = _asked(place, scene, work.query, deadline)
    try:
        number = float(str(int(value) if isinstance(value, bool) else value))
    except ValueError:
        return found(Result.FAILED, Finding.NO_NUMBER, evidence(str(value)))
    good = work.expect.holds(number)
    finding = Finding.NUMBER_GOOD if good else Finding.NUMBER_BAD
    return found(Result.PASSED if good else Result.FAILED, finding, value=number, expected=str(work.expect))


def _asked(place: Place, scene: Scene, query: str, deadline: Deadline) -> object:
    import psycopg

    connect(place, deadline).close()  # a port that is shut is told as such, not as libpq puts it
    try:
        with closing(_connected(place, scene, deadline)) as connection, connection.cursor() as cursor:
            cursor.execute(query.encode(), prepare=True)
            row = cursor.fetchone() if cursor.description else None
    except psycopg.errors.QueryCanceled:
        raise Unreached(Finding.TIMED_OUT, seconds=round(deadline.seconds, 1)) from None
    except psycopg.Error as error:
        deadline.left()
        raise Unreached(Finding.SQL_FAILED, reason=_reason(error)) from None
    return None if row is None else row[0]


def _connected(place: Place, scene: Scene, deadline: Deadline) -> psycopg.Connection:
    """A connection whose every transaction reads; the password is nowhere but in it."""
    import psycopg

    address = str(address_of(place, deadline)[0])
    settings = f"-c default_transaction_read_only=on -c statement_timeout={max(1, int(deadline.left() * 1000))}"
    with tempfile.TemporaryDirectory() as folder:
        made = psycopg.connect(
            host=place.host,
            hostaddr=address,
            port=place.port,
            dbname=place.database or "postgres",
            user=place.login,
            password=scene.secret(place) or "",
            options=f"{settings} -c lock_timeout=0 -c idle_in_transaction_session_timeout=60000",
            connect_timeout=max(2, int(deadline.left())),
            application_name="support-console runbook",
            passfile=str(Path(folder, "none")),
            sslmode="disable" if place.scheme is Scheme.POSTGRESQL_PLAIN else "verify-full",
            sslrootcert=_authority(place, Path(folder)),
        )
    made.read_only = True
    return made


def _authority(place: Place, folder: Path) -> str:
    """What vouches for the server, as libpq is told: this system's authorities, or a file of the place's own."""
    if not place.authority:
        return "" if place.scheme is Scheme.POSTGRESQL_PLAIN else "system"
    written = folder / "authority.pem"
    written.write_text(place.authority, "ascii")
    return str(written)


def _reason(error: psycopg.Error) -> str:
    said = error.diag.message_primary or str(error)
    return evidence(said.strip().splitlines()[0] if said.strip() else type(error).__name__)[:200]
