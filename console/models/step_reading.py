"""Reads what a step does, by its kind (SPEC 8.5).

Promise: one function per kind; what is wrong is noted in the table, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from console.models.reading_tables import Table, Wrong
from console.models.runbook import (
    CertificateCheck,
    CommandRun,
    HttpCheck,
    LoginCheck,
    Manual,
    PrometheusCheck,
    SqlCheck,
    TcpCheck,
    WebhookJob,
    Work,
)
from console.models.runbook_kinds import Grant, StepKind

PLACEHOLDERS = frozenset({"incident", "run", "step"})
"""What a command's argument or a job's body may name in braces: ids of this console, nothing a stranger wrote."""
HOLE = re.compile(r"\{(\w*)\}")
"""A placeholder; any other brace stands for itself."""
_QUERY = re.compile(r"\s*(select|with|values|table|show)\b", re.IGNORECASE)
_DOTTED = re.compile(r"[^.\s]+(\.[^.\s]+)*")


def work_of(kind: StepKind, table: Table) -> Work:
    """What a step of that kind does."""
    return _READERS[kind](table)


def _http(table: Table) -> HttpCheck:
    statuses = table.numbers("status", (200,), 599)
    wanted = table.scalars("json")
    for place, _ in wanted:
        _check_dotted(table, "json", place)
    return HttpCheck(table.name("target"), table.path("path", "/"), statuses, wanted, table.text("contains", ""))


def _tcp(table: Table) -> TcpCheck:
    return TcpCheck(table.name("target"))


def _certificate(table: Table) -> CertificateCheck:
    return CertificateCheck(table.name("target"), table.number("days", 14, 0, 3650))


def _sql(table: Table) -> SqlCheck:
    query = table.text("query")
    if query and (not _QUERY.match(query) or ";" in query.rstrip().rstrip(";")):
        table.blame(Wrong.NOT_A_QUERY, "query", query[:80])
    return SqlCheck(table.name("target"), query, table.bound("expect"))


def _login(table: Table) -> LoginCheck:
    return LoginCheck(
        table.name("target"), table.path("path"), table.word("grant", Grant), table.text("scope", "openid")
    )


def _prometheus(table: Table) -> PrometheusCheck:
    return PrometheusCheck(
        table.name("target", "metrics"), table.text("query"), table.bound("expect"), table.flag("without_data")
    )


def _command(table: Table) -> CommandRun:
    arguments = table.texts("arguments", ())
    for argument in arguments:
        _check_holes(table, "arguments", argument)
    statuses = table.numbers("status", (0,), 255)
    return CommandRun(table.name("program"), arguments, statuses, table.text("contains", ""))


def _webhook(table: Table) -> WebhookJob:
    body = table.scalars("body")
    for _, value in body:
        _check_holes(table, "body", str(value))
    job, poll, state = table.text("job", ""), table.path("poll", ""), table.text("state", "")
    if job or poll or state or table.has("done"):
        for key, value in (("job", job), ("poll", poll), ("state", state)):
            if not value:
                table.blame(Wrong.MISSING, key)
        _check_dotted(table, "job", job)
        _check_dotted(table, "state", state)
        if poll and "{job}" not in poll:
            table.blame(Wrong.PLACEHOLDER, "poll", poll)
    done = table.texts("done", None if job else ())
    return WebhookJob(table.name("target"), table.path("path"), body, job, poll, state, done, table.texts("failed", ()))


def _manual(_table: Table) -> Manual:
    return Manual()


def _check_holes(table: Table, key: str, text: str) -> None:
    if not PLACEHOLDERS.issuperset(HOLE.findall(text)):
        table.blame(Wrong.PLACEHOLDER, key, text)


def _check_dotted(table: Table, key: str, place: str) -> None:
    if place and not _DOTTED.fullmatch(place):
        table.blame(Wrong.BAD_PLACE, key, place)


_READERS: Mapping[StepKind, Callable[[Table], Work]] = {
    StepKind.HTTP: _http,
    StepKind.TCP: _tcp,
    StepKind.TLS_CERTIFICATE: _certificate,
    StepKind.SQL: _sql,
    StepKind.LOGIN: _login,
    StepKind.PROMETHEUS: _prometheus,
    StepKind.COMMAND: _command,
    StepKind.WEBHOOK: _webhook,
    StepKind.MANUAL: _manual,
}
