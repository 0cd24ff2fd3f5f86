"""The verbs of incidents, as a person or a program at a terminal meets them (docs/CLI.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.support.shell import Shell

FIELDS = (
    "id number title description reporter affected_users business_impact availability severity category status"
    " restricted scope handler commander affected_services impact causes root_cause resolution_summary"
    " resolution_details impact_began_at impact_ended_at detected_at reported_at assigned_at acknowledged_at"
    " resolved_at closed_at duplicate_of"
).split()


def asked(shell: Shell, *verb: str) -> dict[str, Any]:
    """The JSON a verb of incidents answered."""
    return dict(shell.ask("incident", *verb, "--json"))


def test_an_incident_is_declared_listed_and_shown(shell: Shell) -> None:
    told = ("--title", "登录失败", "--users", "1001", "--availability", "99.95", "--impact", "high")
    made = asked(shell, "declare", *told)
    assert set(made) == {*FIELDS, "duration_seconds", "timeline", "roles", "tasks", "tickets", "tickets_not_visible"}
    shown = asked(shell, "show", "1")
    assert shown == made
    assert (shown["severity"], shown["affected_users"], shown["availability"]) == ("CRITICAL", 1001, 99.95)
    assert (shown["business_impact"], shown["commander"], shown["duration_seconds"]) == ("HIGH", None, None)
    assert set(shown["timeline"][0]) == {"event_at", "recorded_at", "kind", "author", "text"}
    assert (shown["restricted"], shown["scope"]) == (False, "incidents")  # SPEC 1.3
    listed = asked(shell, "list")
    assert [row["id"] for row in listed["incidents"]] == [shown["id"]]
    assert (listed["total"], asked(shell, "list", "--limit", "0")["incidents"]) == (1, [])


def test_the_timeline_takes_what_happened_earlier(shell: Shell) -> None:
    shell.run("incident", "declare", "--title", "Odd")
    added = ("timeline", "#1", "--add", "First calls", "--at", "2026-01-01T08:00:00+08:00")
    first, _ = asked(shell, *added)["timeline"]
    assert (first["event_at"], first["kind"], first["text"]) == ("2026-01-01T00:00:00+00:00", "NOTE", "First calls")
    seen = shell.run("incident", "timeline", "1").stdout.decode()
    assert seen.count("\n") == 2
    assert "First calls" in seen


def test_incidents_come_in_and_go_out(shell: Shell, tmp_path: Path) -> None:
    """The answer has the form of `tickets import`."""
    file = tmp_path / "rows.jsonl"
    told = {"title": "Slow", "reported_at": "2026-01-01T00:00:00Z", "resolved_at": "2026-01-01T00:10:00Z"}
    file.write_text("\n".join(json.dumps(row) for row in (told, {"title": " ", "reported_at": ""})), "utf-8")
    done = asked(shell, "import", str(file), "--report", str(tmp_path / "report.jsonl"))
    assert done == {
        "rows": {"read": 2, "used": 1, "unchanged": 0, "rejected": 1},
        "tickets": {"created": 1, "updated": 0},
        "incidents": {"created": 1, "updated": 0},
        "events": 2,
        "report": str(tmp_path / "report.jsonl"),
    }
    assert json.loads((tmp_path / "report.jsonl").read_text("utf-8"))["line"] == 2
    (row,) = json.loads(shell.run("incident", "export", "--format", "json").stdout)["incidents"]
    assert (row["duration_seconds"], row["status"]) == (600, "RESOLVED")
    assert shell.run("incident", "export").stdout.startswith(b"id,number,title,")
    tried = shell.run("incident", "import", str(file), "--dry-run", LANG="en_GB.UTF-8")
    assert b"Incidents: 0 new" in tried.stdout


def test_text_for_people_names_the_fields(shell: Shell) -> None:
    assert shell.run("incident", "list").stdout == b""
    done = shell.run(
        "incident", "declare", "--title", "Slow \x1b[31m", "--description", "since noon", LANG="en_GB.UTF-8"
    )
    assert "#1  Slow" in done.stdout.decode()
    assert "since noon" in done.stdout.decode()
    assert b"\x1b" not in done.stdout
    assert "#1" in shell.run("incident", "list").stdout.decode()


def test_what_is_wrong_is_refused_or_a_wrong_use(shell: Shell) -> None:
    for verb, code in (
        (("show", "7"), 1),
        (("declare", "--title", " "), 1),
        (("declare", "--title", "x", "--users", "-1"), 1),
        (("declare", "--title", "x", "--users", "many"), 2),
        (("declare",), 2),
        (("timeline", "1", "--at", "2026-01-01T00:00:00Z"), 2),
    ):
        done = shell.run("incident", *verb)
        assert (done.returncode, done.stdout) == (code, b""), verb
        assert done.stderr
    shell.run("incident", "declare", "--title", "x")
    for at in ("2026-01-01T00:00:00", "noon", "2999-01-01T00:00:00Z"):
        assert shell.run("incident", "timeline", "1", "--add", "x", "--at", at).returncode == 1
    json.loads(shell.run("incident", "show", "1", "--json").stdout)
