"""Evidence from a log service, in each form they answer (SPEC 8.2)."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from console.models.kinds import to_micros
from console.models.log_lines import Level
from console.models.runbook_kinds import Finding, SourceKind
from console.models.step_outcome import Unreached
from console.services.evidence import http_log
from tests.support.looks import HOUR, look, source
from tests.support.peers import Asked, Reply, always, reply, serving
from tests.support.scenes import place

PATH = "/logs?from={from}&to={to}&start={from_ns}"


def test_lines_a_list_and_loki_are_read_alike() -> None:
    here = look()
    at = here.last - HOUR / 2
    line = f"{at.isoformat()} ERROR token store is gone"
    told = {"level": "error", "time": at.isoformat(), "msg": "token store is gone"}
    nanoseconds = str(to_micros(at) * 1000)
    streams = [{"stream": {"level": "error"}, "values": [[nanoseconds, "token store is gone"], [nanoseconds, line]]}]
    for answer, count in (
        (Reply(200, f"{line}\n{line}\n".encode()), 2),
        (Reply(200, f"{json.dumps(told)}\n{line}\n".encode()), 2),
        (Reply(200, json.dumps(told).encode()), 1),
        (reply([told, line]), 2),
        (reply({"status": "success", "data": {"resultType": "streams", "result": streams}}), 2),
    ):
        with serving(always(answer)) as peer:
            gathered = http_log.collect(source(SourceKind.HTTP_LOG, path=PATH), look(place(peer.port)))
        assert gathered.log is not None
        assert [(entry.level, "token store is gone" in entry.text) for entry in gathered.log.entries] == [
            (Level.ERROR, True)
        ] * count


def test_the_window_is_asked_for() -> None:
    def answer(asked: Asked) -> Reply:
        return Reply(200, b"")

    with serving(answer) as peer:
        here = look(place(peer.port))
        http_log.collect(source(SourceKind.HTTP_LOG, path=PATH), here)
    asked = parse_qs(urlsplit(peer.asked[0].path).query)
    assert asked["from"] == [here.first.isoformat()]
    assert asked["start"] == [str(to_micros(here.first) * 1000)]


def test_a_refusal_is_a_failure() -> None:
    with serving(lambda _: Reply(502)) as peer, pytest.raises(Unreached) as caught:
        http_log.collect(source(SourceKind.HTTP_LOG, path=PATH), look(place(peer.port)))
    assert caught.value.finding is Finding.HTTP_STATUS
