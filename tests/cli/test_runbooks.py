"""`runbook list` and `runbook check` (docs/CLI.md)."""

from __future__ import annotations

import json
from pathlib import Path

from console.cli.runbook_phrases import FAULTS
from console.cli.runbooks import told
from console.models.kinds import Category, Locale
from console.models.reading_tables import Fault, Wrong
from console.models.runbook_kinds import Part
from console.resources import resource
from tests.support.shell import Shell


def test_the_runbooks_in_force_are_listed(shell: Shell) -> None:
    books = shell.ask("runbook", "list", "--json")["runbooks"]
    assert [book["category"] for book in books] == sorted(set(Category) - {Category.UNCLASSIFIED})
    assert list(books[0]) == ["category", "title", "hash", "steps", "recovery"]
    assert all(list(book["steps"]) == list(Part) for book in books if isinstance(book["steps"], dict))
    done = shell.run("runbook", "list", SUPPORT_CONSOLE_LANGUAGE="zh_CN")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "重启认证服务" in done.stdout.decode()


def test_what_ships_has_no_fault(shell: Shell) -> None:
    done = shell.run("runbook", "check")
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, [], b"")


def test_faults_are_told_by_file_and_step(shell: Shell, tmp_path: Path) -> None:
    text = resource("runbooks/system_unavailable.toml").read_text("utf-8")
    (tmp_path / "mine.toml").write_text(text.replace('kind = "tcp"', 'kind = "udp"', 1) + "\nextra = 1\n", "utf-8")
    (tmp_path / "no.toml").write_text("category", "utf-8")
    done = shell.run("runbook", "check", str(tmp_path / "mine.toml"), str(tmp_path / "no.toml"))
    assert (done.returncode, done.stderr) == (1, b"")
    rows = json.loads(done.stdout)
    assert all(list(row) == ["file", "step", "error"] for row in rows)
    assert {(row["file"], row["step"]) for row in rows} == {
        ("mine.toml", "directory_reachable"),
        ("mine.toml", "tell_all_affected"),
        ("no.toml", None),
    }
    assert "kind: “udp” is not one of the words known here" in [row["error"] for row in rows]


def test_a_missing_file_is_refused_in_a_sentence(shell: Shell, tmp_path: Path) -> None:
    done = shell.run("runbook", "check", str(tmp_path / "gone.toml"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert "it does not exist" in done.stderr.decode()


def test_each_fault_has_its_sentence_in_both_languages() -> None:
    assert set(FAULTS) == set(Wrong)
    assert told(Fault("x", Wrong.MISSING, "title.zh"), Locale.EN) == "title.zh: this is missing"
    assert told(Fault("x", Wrong.MISSING, "title.zh"), Locale.ZH) == "title.zh：缺少此项"
