"""`stats` (docs/CLI.md)."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.shell import Shell

ALWAYS = ("stats", "--from", "2000-01-01", "--to", "2100-01-01", "--zone", "Europe/Berlin")
KNOWLEDGE = ["type", "articles", "views", "helpful", "not_helpful", "rate", "wilson", "last"]
SPREAD = {"n", "open", "median", "p90"}


def test_the_answer_is_as_the_manual_says_and_adds_up(shell: Shell) -> None:
    assert shell.run("demo", "--size", "60").returncode == 0
    answer = json.loads(shell.run(*ALWAYS, "--json").stdout)
    assert set(answer) == {"period", "tickets", "incidents", "knowledge", "deflection"}
    assert answer["period"] == {"from": "2000-01-01", "to": "2100-01-01", "zone": "Europe/Berlin"}
    assert answer["deflection"] == {"searches": None, "without_result": None, "ticket_after": None}
    assert answer["incidents"] == []
    assert [row["type"] for row in answer["knowledge"]] == ["FAQ", "TUTORIAL", "GUIDE", "VIDEO"]
    assert list(answer["knowledge"][0]) == KNOWLEDGE
    found = answer["tickets"]
    assert list(found) == [
        *("opened", "resolved", "backlog", "backlog_age", "workload", "satisfaction", "reopened", "first_response"),
        *("resolution", "sla", "by", "heat"),
    ]
    assert found["opened"] == 60 == sum(map(sum, found["heat"])) == shell.count()
    assert [len(row) for row in found["heat"]] == [24] * 7
    assert found["backlog"] == sum(age["n"] for age in found["backlog_age"])
    assert found["backlog"] == sum(one["open"] for one in found["workload"])
    assert found["backlog"] == shell.ask("tickets", "list", "--view", "all-open", "--limit", "0", "--json")["total"]
    assert set(found["first_response"]) == set(found["resolution"]) == SPREAD
    assert found["resolution"]["open"] == found["backlog"]
    assert found["sla"] == shell.ask("sla", "report", "--json")
    assert list(found["by"]) == ["type", "priority", "team", "channel", "person"]
    for parts in found["by"].values():
        for name in ("opened", "resolved", "reopened", "backlog"):
            assert sum(part[name] for part in parts.values()) == found[name]
        assert sum(part["resolution"]["n"] for part in parts.values()) == found["resolution"]["n"]


def test_an_empty_desk_knows_nothing(shell: Shell) -> None:
    found = json.loads(shell.run(*ALWAYS, "--json").stdout)["tickets"]
    assert (found["opened"], found["backlog"]) == (0, 0)
    assert found["resolution"] == {"n": 0, "open": 0, "median": None, "p90": None}
    assert found["satisfaction"] == {"n": 0, "mean": None}
    assert found["by"] == {"type": {}, "priority": {}, "team": {}, "channel": {}, "person": {}}


def test_people_get_a_table_in_their_language(shell: Shell) -> None:
    assert shell.run("demo", "--size", "30").returncode == 0
    done = shell.run(*ALWAYS, SUPPORT_CONSOLE_LANGUAGE="zh_CN")
    assert (done.returncode, done.stderr) == (0, b"")
    lines = done.stdout.decode().splitlines()
    assert lines[0].split()[:4] == ["新建", "解决", "积压", "重开"]
    assert lines[1].split()[:2] == ["全部", "30"]
    assert any(line.startswith("登录问题") for line in lines)


def test_a_report_of_pages_is_written_and_action_items_are_counted(shell: Shell, tmp_path: Path) -> None:
    shell.run("incident", "declare", "--title", "Down", "--users", "2000")
    (row,) = json.loads(shell.run(*ALWAYS, "--json").stdout)["incidents"]
    assert row["actions"] == {"n": 0, "closed": 0}
    done = shell.run(*ALWAYS, "--pdf", str(tmp_path / "a.pdf"))
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert shell.run(*ALWAYS, "--pdf", str(tmp_path / "nowhere" / "a.pdf")).returncode == 1


def test_what_cannot_be_asked_is_told(shell: Shell) -> None:
    assert shell.run("stats", "--from", "2026-13-01", "--to", "2026-12-01").returncode == 2
    assert shell.run("stats", "--from", "2026-01-01").returncode == 2
    for wrong, said in (
        (("--to", "1999-12-31"), "--to"),
        (("--zone", "Nowhere"), "Nowhere"),
        (("--team", "Nobody's"), "team"),
    ):
        done = shell.run(*ALWAYS, *wrong, "--json")
        assert (done.returncode, done.stdout) == (1, b"")
        assert said in done.stderr.decode()
