"""`sla explain` and `sla report` answer exactly what docs/CLI.md says."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.support.shell import Shell

TICKET = {
    "id": "case-1",
    "title": "Cannot sign in",
    "type": "LOGIN_PROBLEM",
    "priority": "CRITICAL",
    "status": "RESOLVED",
    "created_at": "2026-03-02T10:00:00+08:00",
    "resolved_at": "2026-03-02T13:00:00+08:00",
    "messages": [
        {
            "direction": "OUT",
            "visibility": "PUBLIC",
            "channel": "EMAIL",
            "body": "We look at it.",
            "created_at": "2026-03-02T10:30:00+08:00",
        }
    ],
}
KEYS = "clock cycle state policy calendar target due used remaining next segments".split()


@pytest.fixture
def file(tmp_path: Path) -> str:
    """One ticket to import."""
    path = tmp_path / "tickets.jsonl"
    path.write_text(json.dumps(TICKET) + "\n")
    return str(path)


def explained(shell: Shell) -> list[dict[str, object]]:
    """The clocks of the one ticket."""
    answer = shell.ask("sla", "explain", "1", "--json")
    assert set(answer) == {"ticket", "clocks"}
    assert all(list(clock) == KEYS for clock in answer["clocks"])
    return answer["clocks"]


def test_an_import_with_its_clocks_explains_them(shell: Shell, file: str) -> None:
    assert shell.run("tickets", "import", file, "--with-sla").returncode == 0
    first, resolution = explained(shell)
    assert {key: first[key] for key in KEYS[:6]} == {
        "clock": "first_response",
        "cycle": 1,
        "state": "met",
        "policy": "Critical v1",
        "calendar": "24x7",
        "target": 3600,
    }
    assert (first["used"], first["remaining"], first["next"]) == (1800, 1800, None)
    assert datetime.fromisoformat(str(first["due"])) == datetime.fromisoformat("2026-03-02T11:00:00+08:00")
    segments = first["segments"]
    assert isinstance(segments, list)
    (segment,) = segments
    assert {**segment, "from": 0, "to": 0} == {"from": 0, "to": 0, "kind": "counted", "seconds": 1800}
    assert datetime.fromisoformat(segment["to"]).utcoffset() is not None
    assert (resolution["state"], resolution["used"]) == ("met", 3 * 3600)
    report = shell.ask("sla", "report", "--json")
    none = {"met": 0, "missed": 0, "pending": 0, "not_applicable": 0}
    met = none | {"met": 1}
    wanted: dict[str, object] = {"first_response": met, "next_response": none, "resolution": met}
    assert dict(report.items()) == wanted


def test_an_import_without_them_has_clocks_that_do_not_apply(shell: Shell, file: str) -> None:
    assert shell.run("tickets", "import", file).returncode == 0
    found = explained(shell)
    assert [(clock["clock"], clock["state"]) for clock in found] == [
        (clock, "not_applicable") for clock in ("first_response", "next_response", "resolution")
    ]
    assert all(clock["due"] is None and clock["segments"] == [] for clock in found)
    shown = shell.run("sla", "explain", "1", LC_ALL="en_US.UTF-8")
    assert "Not applicable" in shown.stdout.decode()
    assert "Resolution" in shell.run("sla", "report", LC_ALL="en_US.UTF-8").stdout.decode()


def test_an_unknown_ticket_is_refused(shell: Shell) -> None:
    done = shell.run("sla", "explain", "7", "--json")
    assert (done.returncode, done.stdout) == (1, b"")
