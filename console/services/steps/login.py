"""A step that signs in at an OpenID Connect provider, as a person or as a service (SPEC 8.5).

Promise: the token that comes back is looked at and kept nowhere; what the provider says of a refusal is told without
the secret.
"""

from __future__ import annotations

from urllib.parse import urlencode

from console.models.allowed import Place
from console.models.runbook import LoginCheck, Step
from console.models.runbook_kinds import Finding, Grant, Result, Scheme
from console.models.step_outcome import Outcome, Unreached, found
from console.services import http
from console.services.reach import Deadline
from console.services.scene import Scene, evidence, work_as

KIND = LoginCheck


def run(step: Step, scene: Scene, deadline: Deadline) -> Outcome:
    """Whether the token endpoint gives a token; raises Unreached."""
    work = work_as(step.work, LoginCheck)
    place = scene.place(work.target, Scheme.HTTPS, Scheme.HTTP)
    body = urlencode(_form(work, place, scene.secret_of(place))).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded", "Accept": http.JSON}
    answer = http.ask(place, work.path, deadline, method="POST", body=body, headers=kind)
    if answer.status != 200:
        return found(Result.FAILED, Finding.SIGN_IN_REFUSED, reason=_reason(answer))
    token = http.at(answer.json(), "access_token")
    if not isinstance(token, str) or not token:
        return found(Result.FAILED, Finding.NOTHING_GIVEN)
    return found(Result.PASSED, Finding.SIGNED_IN)


def _form(work: LoginCheck, place: Place, secret: str) -> dict[str, str]:
    form = {"grant_type": work.grant.value, "client_id": place.client, "scope": work.scope}
    if work.grant is Grant.OWNER:
        return form | {"username": place.login, "password": secret}
    return form | {"client_secret": secret}


def _reason(answer: http.Answer) -> str:
    """The error of RFC 6749 5.2, else the status."""
    try:
        error = http.at(answer.json(), "error")
    except Unreached:
        error = None
    return evidence(error)[:100] if isinstance(error, str) and error else str(answer.status)
