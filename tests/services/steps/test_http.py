"""A step by HTTP: the answer is held against what is expected, and nothing else is reached (SPEC 8.5)."""

from __future__ import annotations

from base64 import b64encode

import pytest

from console.models.runbook import HttpCheck
from console.models.runbook_kinds import Finding, Result, Scheme
from console.services import stepping
from console.services.http import LARGEST
from tests.support.certificates import Authority
from tests.support.peers import Asked, Reply, reply, serving, shut_port, talking
from tests.support.scenes import done, params, place, scene, step

LOOK = HttpCheck("there", "/health", (200,), (), "")


def health(asked: Asked) -> Reply:
    return reply({"status": "UP", "parts": [{"name": "db", "up": True, "n": 1}]})


def test_an_answer_as_expected_passes_and_is_kept_as_evidence() -> None:
    with serving(health) as peer:
        outcome = stepping.run(step(LOOK), scene(place(peer.port)))
    assert (outcome.result, outcome.finding, params(outcome)) == (Result.PASSED, Finding.HTTP_GOOD, {"status": 200})
    assert '"status": "UP"' in outcome.evidence
    (asked,) = peer.asked
    assert (asked.method, asked.path, asked.headers["host"]) == ("GET", "/health", f"127.0.0.1:{peer.port}")
    assert "authorization" not in asked.headers


@pytest.mark.parametrize(
    ("json", "finding"),
    [
        ((("status", "UP"), ("parts.0.up", True), ("parts.0.n", 1)), Finding.HTTP_GOOD),
        ((("status", "DOWN"),), Finding.JSON_OTHER),
        ((("parts.0.up", 1),), Finding.JSON_OTHER),
        ((("parts.1.up", True),), Finding.JSON_OTHER),
        ((("status.inner", "UP"),), Finding.JSON_OTHER),
    ],
)
def test_places_of_a_json_answer_are_compared(json: tuple[tuple[str, str | bool | int], ...], finding: Finding) -> None:
    with serving(health) as peer:
        assert done(step(HttpCheck("there", "/", (200,), json, "")), scene(place(peer.port)))[1] is finding


def test_another_status_another_text_and_no_json_are_findings() -> None:
    with serving(lambda _: Reply(503, b"<h1>maintenance</h1>")) as peer:
        here = scene(place(peer.port))
        assert done(step(LOOK), here) == (Result.FAILED, Finding.HTTP_STATUS)
        busy = HttpCheck("there", "/", (200, 503), (), "")
        assert done(step(busy), here) == (Result.PASSED, Finding.HTTP_GOOD)
        assert done(step(HttpCheck("there", "/", (503,), (), "ready")), here)[1] is Finding.TEXT_LACKING
        assert done(step(HttpCheck("there", "/", (503,), (("a", 1),), "")), here)[1] is Finding.NOT_JSON


def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    with serving(lambda _: Reply(500)) as other:
        target = {"Location": f"http://127.0.0.1:{other.port}/secret"}
        with serving(lambda _: Reply(302, b"", target)) as peer:
            outcome = stepping.run(step(LOOK), scene(place(peer.port)))
    assert (outcome.finding, params(outcome)["status"]) == (Finding.HTTP_STATUS, 302)
    assert other.asked == []


def test_whoever_signs_in_does_so_by_name_or_by_token_and_never_without_the_secret() -> None:
    with serving(health) as peer:
        named, token = place(peer.port, login="probe"), place(peer.port, bearer=True)
        assert done(step(LOOK), scene(named, kept="right: horse"))[0] is Result.PASSED
        assert done(step(LOOK), scene(token, kept="t0ken"))[0] is Result.PASSED
        assert done(step(LOOK), scene(named)) == (Result.NOT_SET_UP, Finding.UNSIGNED)
    basic = "Basic " + b64encode(b"probe:right: horse").decode()
    assert [asked.headers["authorization"] for asked in peer.asked] == [basic, "Bearer t0ken"]


def test_an_answer_too_large_is_not_taken() -> None:
    with serving(lambda _: Reply(200, b"x" * (LARGEST + 1))) as peer:
        assert done(step(LOOK), scene(place(peer.port))) == (Result.FAILED, Finding.TOO_LARGE)


def test_secrets_in_an_answer_are_masked() -> None:
    with serving(lambda _: Reply(200, b'{"password": "hunter2", "mail": "ann@corp.example"}')) as peer:
        outcome = stepping.run(step(LOOK), scene(place(peer.port)))
    assert "hunter2" not in outcome.evidence
    assert "ann@" not in outcome.evidence


def test_nobody_there_or_something_else_there_is_told_apart() -> None:
    assert done(step(LOOK), scene(place(shut_port()))) == (Result.FAILED, Finding.CONNECTION_REFUSED)
    with talking(b"220 mail.example ESMTP\r\n") as port:
        assert done(step(LOOK), scene(place(port))) == (Result.FAILED, Finding.NOT_HTTP)
    with talking(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf") as port:
        assert done(step(LOOK), scene(place(port))) == (Result.FAILED, Finding.HUNG_UP)
    with talking(b"") as port:
        assert done(step(LOOK), scene(place(port))) == (Result.FAILED, Finding.HUNG_UP)


@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"])
def test_a_server_that_drips_is_left_when_the_time_is_up(first: bytes) -> None:
    with talking(first, drip=b"x: y\r\n" if first.count(b"\r\n") == 1 else b"x") as port:
        assert done(step(LOOK, seconds=0.4), scene(place(port))) == (Result.TIMED_OUT, Finding.TIMED_OUT)


def test_one_that_drips_over_tls_is_left_too() -> None:
    authority = Authority()
    drip = b"x" * (LARGEST // 10)  # it would be too large, were it waited for
    with talking(b"HTTP/1.1 200 OK\r\n\r\n", drip=drip, issued=authority.issue()) as port:
        there = place(port, Scheme.HTTPS, host="localhost", authority=authority.pem)
        assert done(step(LOOK, seconds=0.2), scene(there)) == (Result.TIMED_OUT, Finding.TIMED_OUT)


def test_a_certificate_is_verified_by_the_places_own_authority() -> None:
    authority = Authority()
    with serving(health, authority.issue()) as peer:
        there = place(peer.port, Scheme.HTTPS, host="localhost", authority=authority.pem)
        assert done(step(LOOK), scene(there)) == (Result.PASSED, Finding.HTTP_GOOD)
        stranger = place(peer.port, Scheme.HTTPS, host="localhost")
        assert done(step(LOOK), scene(stranger)) == (Result.FAILED, Finding.CERTIFICATE_UNKNOWN)
    assert len(peer.asked) == 1


def test_an_address_no_entry_names_is_not_reached() -> None:
    with serving(health) as peer:
        named = place(peer.port, host="localhost.localdomain")
        outcome = stepping.run(step(LOOK), scene(named))
        assert outcome.finding in (Finding.ADDRESS_DENIED, Finding.NO_HOST)
        assert outcome.result is Result.FAILED
    assert peer.asked == []
    assert done(step(HttpCheck("gone", "/", (200,), (), "")), scene()) == (Result.NOT_SET_UP, Finding.NO_PLACE)
    assert done(step(LOOK), scene(place(1, Scheme.TCP))) == (Result.NOT_SET_UP, Finding.OTHER_SCHEME)
