"""One HTTP request to a place that is allowed, and its answer.

Promise: the address was found once; no redirect is followed; an answer has at most `LARGEST` bytes; the whole exchange
keeps its deadline; secrets are in no exception.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead, RemoteDisconnected

from console.models.allowed import PORTS, Place
from console.models.runbook_kinds import Finding, Scheme
from console.models.step_outcome import Unreached
from console.models.values import dataclass
from console.services.reach import Deadline, conversation

LARGEST = 1024 * 1024
"""Bytes of an answer."""
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, whatever it is."""
        return self.body.decode("utf-8", "replace")

    def json(self) -> object:
        """The body as JSON; raises Unreached NOT_JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            raise Unreached(Finding.NOT_JSON) from None


def ask(
    place: Place,
    path: str,
    deadline: Deadline,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """The answer to one request; raises Unreached."""
    if place.scheme not in (Scheme.HTTP, Scheme.HTTPS):
        raise Unreached(Finding.OTHER_SCHEME, name=place.name, scheme="https")
    with conversation(place, deadline, encrypted=place.scheme is Scheme.HTTPS) as plug:
        client = HTTPConnection(place.host, place.port)
        client.default_port = PORTS[place.scheme]
        client.auto_open = 0
        client.sock = plug
        try:
            client.request(
                method, path, body, {"User-Agent": "support-console", "Connection": "close", **(headers or {})}
            )
            with client.getresponse() as response:
                return Answer(response.status, _whole(response, place, deadline))
        except HTTPException as error:
            deadline.left()
            cut = isinstance(error, RemoteDisconnected | IncompleteRead)
            raise Unreached(Finding.HUNG_UP if cut else Finding.NOT_HTTP, host=place.host) from None


def signed_in(place: Place, secret: str | None) -> dict[str, str]:
    """The header that signs in at a place; none where nobody does.  Raises Unreached UNSIGNED."""
    if not place.login and not place.bearer:
        return {}
    if secret is None:
        raise Unreached(Finding.UNSIGNED, name=place.name)
    if place.bearer:
        return {"Authorization": f"Bearer {secret}"}
    return {"Authorization": "Basic " + b64encode(f"{place.login}:{secret}".encode()).decode()}


def at(value: object, dotted: str) -> object:
    """What stands at a dotted place of a JSON value, such as `job.steps.0.state`; None where nothing does."""
    for name in dotted.split("."):
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and name.isascii() and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value


def _whole(response: HTTPResponse, place: Place, deadline: Deadline) -> bytes:
    body = response.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise Unreached(Finding.TOO_LARGE, limit=LARGEST)
    deadline.left()  # when the time is up the connection is shut, which looks like an end
    if response.length:
        raise Unreached(Finding.HUNG_UP, host=place.host)
    return body
