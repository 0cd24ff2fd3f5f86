"""`alerts read` answers a row for each alert of its files, in order, and writes nothing (docs/CLI.md)."""

from __future__ import annotations

import json
from pathlib import Path

from console.cli.alert_phrases import FAULTS, REASONS
from console.models.alert_bodies import Wrong
from console.models.alerting import Why
from tests.support.shell import Shell

LABELS = {"alertname": "LoginDown", "severity": "warning"}
FIRING = {"status": "firing", "labels": LABELS, "startsAt": "2026-03-02T09:00:00Z", "endsAt": "0001-01-01T00:00:00Z"}
ENDED = FIRING | {"status": "resolved", "endsAt": "2026-03-02T09:30:00Z"}
AGAIN = FIRING | {"startsAt": "2026-03-02T09:34:00Z"}


def body(*alerts: object, **more: object) -> bytes:
    return json.dumps({"version": "4", "groupKey": "g", "alerts": alerts} | more).encode()


def test_the_files_are_one_sequence(shell: Shell, tmp_path: Path) -> None:
    contents = (body(FIRING), body(FIRING, truncatedAlerts=2), body(ENDED), body(AGAIN), b"%PDF-1.7", b"[" * 100_000)
    files = [tmp_path / f"{at}.json" for at in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    done = shell.run("alerts", "read", *map(str, files))
    assert (done.returncode, done.stderr) == (0, b"")
    rows = json.loads(done.stdout)["results"]
    assert [row["action"] for row in rows] == ["open", "update", "resolve", "open", "refuse", "refuse"]
    assert [row["file"] for row in rows] == [str(file) for file in files]
    assert list(rows[0]) == ["file", "key", "action", "reason", "title", "severity", "group"]
    assert [row.get("truncated") for row in rows] == [None, 2, None, None, None, None]
    assert "reopen" in rows[3]["reason"]
    assert (rows[0]["title"], rows[0]["severity"], rows[0]["group"]) == ("LoginDown", "MEDIUM", "g")
    assert not shell.profile.exists()


def test_a_missing_file_is_refused_in_a_sentence(shell: Shell, tmp_path: Path) -> None:
    done = shell.run("alerts", "read", str(tmp_path / "gone.json"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert "it does not exist" in done.stderr.decode()


def test_a_file_too_large_is_refused(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    file.write_bytes(b" " * (8 * 2**20 + 1))
    (row,) = json.loads(shell.run("alerts", "read", str(file)).stdout)["results"]
    assert (row["action"], row["reason"]) == ("refuse", "a body holds at most 8 MB")


def test_each_reason_and_fault_has_its_sentence() -> None:
    assert set(REASONS) == set(Why) - {Why.MALFORMED}
    assert set(FAULTS) == set(Wrong)
