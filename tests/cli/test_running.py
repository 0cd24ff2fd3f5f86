"""`runbook run` and what follows it, at a terminal (docs/CLI.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.support.peers import Automation, serving
from tests.support.responding import BOOK, Platform
from tests.support.shell import Shell

STEP = "list round step title kind radius state result finding evidence approvals needed asked_at ended_at".split()


def asked(shell: Shell, *verb: str) -> dict[str, Any]:
    return dict(shell.ask("runbook", *verb))


def states(answer: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    return [(step["step"], step["state"], step["result"]) for step in answer["steps"]]


def test_a_runbook_is_gone_through_approved_and_completed(shell: Shell, tmp_path: Path) -> None:
    platform = Platform(Automation(["ok"]))
    (tmp_path / "book.toml").write_text(BOOK.replace("{recovery}", ""), "utf-8")
    with serving(platform.answer) as peer:
        allowed = f'[places.there]\nscheme = "http"\nhost = "127.0.0.1"\nport = {peer.port}\n'
        (tmp_path / "allowed.toml").write_text(allowed, "utf-8")
        shell.run("incident", "declare", "--title", "Down", "--category", "SYSTEM_UNAVAILABLE")
        assert asked(shell, "publish", str(tmp_path / "book.toml"))["name"] == "SYSTEM_UNAVAILABLE"
        rehearsed = asked(shell, "run", "1", "--dry-run")
        assert {step["would"] for step in rehearsed["steps"]} == {"not_set_up", "person"}
        asked(shell, "publish", "--allowed", str(tmp_path / "allowed.toml"))
        rehearsed = asked(shell, "run", "1", "--dry-run", "--list", "priority")
        assert [(step["step"], step["would"], step["needed"]) for step in rehearsed["steps"]] == [
            ("restart", "approval", 1)
        ]
        assert rehearsed["steps"][0]["reaches"] == f"http://127.0.0.1:{peer.port}"
        assert peer.asked == []
        first = asked(shell, "run", "#1", "--list", "diagnose")
        assert set(first["steps"][0]) == set(STEP)
        assert states(first) == [("look", "ENDED", "passed")]
        waiting = asked(shell, "run", "#1")
        assert states(waiting)[1:] == [("restart", "WAITING", None)]
        assert asked(shell, "approve", "1", "restart")["steps"][1]["approvals"] == 1
        ended = asked(shell, "run", "1")
    assert ended["state"] == "COMPLETED"
    assert states(ended)[1:] == [("restart", "ENDED", "passed"), ("healthy", "ENDED", "passed")]
    assert "as expected" in ended["steps"][2]["finding"]


def test_what_cannot_be_is_refused_in_a_sentence(shell: Shell) -> None:
    shell.run("incident", "declare", "--title", "Odd", "--category", "UNCLASSIFIED")
    for verb, said in (
        (("run", "1"), "There is no runbook for Unclassified"),
        (("run", "7"), "There is no such incident"),
        (("approve", "1", "x"), "There is no such response"),
        (("secret", "nowhere"), "No step called"),
    ):
        done = shell.run("runbook", *verb)
        assert (done.returncode, done.stdout) == (1, b"")
        assert said in done.stderr.decode()


def test_the_shipped_runbook_says_what_is_not_set_up(shell: Shell) -> None:
    shell.run("incident", "declare", "--title", "Login", "--category", "AUTHENTICATION_FAILURE")
    answer = asked(shell, "run", "1", "--list", "diagnose")
    assert {step["result"] for step in answer["steps"] if step["list"] == "diagnose"} == {"not_set_up"}
    assert states(answer)[0] == ("restart_authentication", "WAITING", None)
    assert json.loads(shell.run("runbook", "run", "1", "--list", "diagnose").stdout)["steps"] == answer["steps"]
