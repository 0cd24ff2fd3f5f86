"""Evidence from a look at a service (SPEC 8.2)."""

from __future__ import annotations

from console.models.runbook_kinds import Finding, Scheme, SourceKind
from console.services.evidence import status
from tests.support.looks import look, source
from tests.support.peers import Reply, always, serving, shut_port, talking
from tests.support.scenes import place

SERVICE = source(SourceKind.STATUS, path="/health")


def test_a_service_is_up_down_or_not_to_be_seen() -> None:
    for answer, up in ((Reply(204, b""), True), (Reply(404), False), (Reply(500), False)):
        with serving(always(answer)) as peer:
            (probe,) = status.collect(SERVICE, look(place(peer.port))).probes
        assert (probe.service, probe.up) == ("logs", up)
    with talking(b"") as port:
        assert status.collect(SERVICE, look(place(port, Scheme.TCP))).probes[0].up is True
    assert status.collect(SERVICE, look(place(shut_port()))).probes[0].up is False
    (unseen,) = status.collect(SERVICE, look()).probes
    assert (unseen.up, unseen.outcome.finding) == (None, Finding.NO_PLACE)
