"""A step that signs in at an identity provider (SPEC 8.5)."""

from __future__ import annotations

from console.models.runbook import LoginCheck
from console.models.runbook_kinds import Finding, Grant, Result
from console.services import stepping
from tests.support.peers import Reply, always, identity_provider, reply, serving
from tests.support.scenes import done, params, place, scene, step

AS_PERSON = LoginCheck("there", "/token", Grant.OWNER, "openid")
AS_SERVICE = LoginCheck("there", "/token", Grant.CLIENT_CREDENTIALS, "openid")


def test_a_person_and_a_service_sign_in() -> None:
    with serving(identity_provider) as peer:
        there = place(peer.port, login="probe", client="desk")
        for work in (AS_PERSON, AS_SERVICE):
            outcome = stepping.run(step(work), scene(there, kept="right horse"))
            assert (outcome.result, outcome.finding) == (Result.PASSED, Finding.SIGNED_IN)
            assert "eyJ" not in repr(outcome)
    forms = [asked.form for asked in peer.asked]
    assert [form["grant_type"] for form in forms] == ["password", "client_credentials"]
    assert [form["scope"] for form in forms] == ["openid", "openid"]


def test_a_refusal_tells_the_error_and_not_the_secret() -> None:
    with serving(identity_provider) as peer:
        wrong = stepping.run(step(AS_PERSON), scene(place(peer.port, login="probe", client="desk"), kept="nope"))
        client = stepping.run(step(AS_SERVICE), scene(place(peer.port, client="other"), kept="nope"))
    assert [(one.result, one.finding, params(one)) for one in (wrong, client)] == [
        (Result.FAILED, Finding.SIGN_IN_REFUSED, {"reason": "invalid_grant"}),
        (Result.FAILED, Finding.SIGN_IN_REFUSED, {"reason": "invalid_client"}),
    ]
    assert "nope" not in repr((wrong, client))


def test_an_answer_without_a_token_is_no_sign_in() -> None:
    for answer, finding in (
        (reply({"token_type": "Bearer"}), Finding.NOTHING_GIVEN),
        (Reply(200, b"<html>"), Finding.NOT_JSON),
        (Reply(502, b"<html>"), Finding.SIGN_IN_REFUSED),
    ):
        with serving(always(answer)) as peer:
            assert done(step(AS_SERVICE), scene(place(peer.port), kept="x")) == (Result.FAILED, finding)


def test_nobody_signs_in_without_a_secret() -> None:
    with serving(identity_provider) as peer:
        assert done(step(AS_PERSON), scene(place(peer.port))) == (Result.NOT_SET_UP, Finding.UNSIGNED)
    assert peer.asked == []
