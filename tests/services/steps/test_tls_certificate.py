"""A step that looks at a certificate (SPEC 8.5)."""

from __future__ import annotations

from datetime import timedelta

from console.models.runbook import CertificateCheck
from console.models.runbook_kinds import Finding, Result, Scheme
from console.services import stepping
from tests.support.certificates import DAY, Authority, Issued
from tests.support.peers import Reply, serving, talking
from tests.support.scenes import done, params, place, scene, step

AUTHORITY = "Corp test authority"


def looked(authority: Authority, issued: Issued, days: int = 7, trusted: str | None = None) -> tuple[Result, Finding]:
    with serving(lambda _: Reply(), issued) as peer:
        there = place(peer.port, Scheme.TLS, host="localhost", authority=trusted or authority.pem)
        return done(step(CertificateCheck("there", days)), scene(there))


def test_a_certificate_is_good_for_so_many_days() -> None:
    authority = Authority()
    with serving(lambda _: Reply(), authority.issue()) as peer:
        there = scene(place(peer.port, Scheme.TLS, host="localhost", authority=authority.pem))
        good = stepping.run(step(CertificateCheck("there", 9)), there)
        ending = stepping.run(step(CertificateCheck("there", 14)), there)
    assert (good.result, good.finding, params(good)) == (Result.PASSED, Finding.CERTIFICATE_GOOD, {"days": 9})
    assert (ending.result, ending.finding) == (Result.FAILED, Finding.CERTIFICATE_ENDING)
    assert params(ending) == {"days": 9, "needed": 14}


def test_what_is_wrong_with_a_certificate_is_told_apart() -> None:
    authority = Authority()
    expired = authority.issue(since=-3 * DAY, until=-DAY)
    early = authority.issue(since=DAY, until=3 * DAY)
    assert looked(authority, expired) == (Result.FAILED, Finding.CERTIFICATE_EXPIRED)
    assert looked(authority, early) == (Result.FAILED, Finding.CERTIFICATE_EARLY)
    assert looked(authority, authority.issue("sso.example.com")) == (Result.FAILED, Finding.CERTIFICATE_OTHER)
    stranger = Authority("Somebody else").pem
    assert looked(authority, authority.issue(), trusted=stranger) == (Result.FAILED, Finding.CERTIFICATE_UNKNOWN)
    assert looked(authority, authority.issue(until=timedelta(hours=30)), days=1) == (
        Result.PASSED,
        Finding.CERTIFICATE_GOOD,
    )


def test_a_port_without_tls_is_told() -> None:
    with talking(b"220 no TLS here\r\n", drip=b"x") as port:
        there = scene(place(port, Scheme.TLS, host="localhost"))
        assert done(step(CertificateCheck("there", 1)), there) == (Result.FAILED, Finding.NO_TLS)
