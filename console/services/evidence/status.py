"""Evidence from a look at a service: whether it answers now (SPEC 8.2)."""

from __future__ import annotations

from console.models.allowed import Source
from console.models.evidence import Gathered, Probe
from console.models.runbook_kinds import Finding, Result, Scheme, SourceKind
from console.models.step_outcome import Outcome, Unreached, found
from console.services import http
from console.services.look import Look
from console.services.reach import connect

KIND = SourceKind.STATUS
SECONDS = 5.0


def collect(source: Source, look: Look) -> Gathered:
    """Whether the service is up: by HTTP an answer below 400, else a connection."""
    outcome = _looked(source, look)
    up = None if outcome.result is Result.NOT_SET_UP else outcome.result is Result.PASSED
    return Gathered(source.name, KIND, probes=(Probe(source.name, outcome, up),))


def _looked(source: Source, look: Look) -> Outcome:
    try:
        place = look.scene.place(source.target)
        deadline = look.scene.deadline(SECONDS)
        if place.scheme not in (Scheme.HTTP, Scheme.HTTPS):
            connect(place, deadline).close()
            return found(Result.PASSED, Finding.CONNECTED, host=place.host, port=str(place.port))
        headers = http.signed_in(place, look.scene.secret(place))
        answer = http.ask(place, source.path or "/", deadline, headers=headers)
    except Unreached as error:
        return error.outcome
    if answer.status >= 400:
        return found(Result.FAILED, Finding.HTTP_STATUS, status=answer.status, expected="< 400")
    return found(Result.PASSED, Finding.HTTP_GOOD, status=answer.status)
