"""Articles go in and out by the command line (CLI.md: `knowledge`)."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.shell import Shell

ARTICLE = "---\ntitle: Reset MFA\ncategory: Accounts\ntags: [phone]\nstate: published\n---\nVerify **first**.\n"


def made(shell: Shell) -> Path:
    folder = shell.folder / "docs"
    folder.mkdir()
    (folder / "a.md").write_text(ARTICLE, "utf-8")
    (folder / "b.md").write_text("---\ntitle: B\ntype: novel\n---\n", "utf-8")
    return folder


def test_articles_come_in_are_found_and_go_out(shell: Shell) -> None:
    folder = made(shell)
    done = shell.run("knowledge", "import", str(folder), "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "rows": {"read": 2, "used": 1, "unchanged": 0, "rejected": 1},
        "articles": {"created": 1, "updated": 0},
    }
    assert b"b.md" in done.stderr
    (hit,) = shell.ask("search", "verify mfa", "--json")["results"]
    assert (hit["kind"], hit["title"], hit["number"]) == ("article", "Reset MFA", None)
    assert b"Reset MFA" in shell.run("search", "verify mfa").stdout
    out = shell.folder / "out"
    assert shell.run("knowledge", "export", str(out)).returncode == 0
    (file,) = out.glob("*.md")
    assert file.read_text("utf-8").endswith("\n\nVerify **first**.\n")
    assert shell.run("knowledge", "site", str(shell.folder / "site")).returncode == 0
    assert "Reset MFA" in (shell.folder / "site" / "en" / "index.html").read_text("utf-8")
    done = shell.run("knowledge", "site", str(shell.folder / "site"), "--address", "https://help.corp.example")
    assert (done.returncode, b"lead to https://help.corp.example" in done.stderr) == (0, True)
    assert shell.run("knowledge", "site", str(shell.folder / "site"), "--address", "here").returncode == 1


def test_what_is_told_to_people_is_a_sentence(shell: Shell) -> None:
    folder = made(shell)
    done = shell.run("knowledge", "import", str(folder), "--dry-run", LANG="zh_CN.UTF-8")
    assert "读取 2 篇文章：新建 1，更新 0，未变 0，拒绝 1。" in done.stdout.decode()
    assert "试运行" in done.stderr.decode()
    assert shell.run("search", "mfa").stdout == b""
    assert shell.ask("knowledge", "gaps", "--json") == {"gaps": []}
    assert b"without a result" in shell.run("knowledge", "gaps").stderr


def test_a_ticket_is_answered_by_an_article_and_becomes_one(shell: Shell) -> None:
    folder = made(shell)
    (folder / "b.md").write_text("---\ntitle: Printers\nstate: published\n---\nSwitch them on.\n", "utf-8")
    assert shell.run("knowledge", "import", str(folder)).returncode == 0
    row = {"title": "MFA reset for a lost phone", "description": "Verify me: rui@corp.example", "number": 7}
    (shell.folder / "t.json").write_text(json.dumps([row]))
    assert shell.run("tickets", "import", str(shell.folder / "t.json")).returncode == 0
    (one,) = shell.ask("knowledge", "suggest", "7", "--json")["suggestions"]
    assert one["title"] == "Reset MFA"
    because = one["because"]
    assert isinstance(because, list)
    assert {"mfa", "reset"} <= set(because)
    assert b"Reset MFA" in shell.run("knowledge", "suggest", "7").stdout
    done = shell.run("knowledge", "draft", "7")
    assert done.returncode == 0
    assert b"covered, E-mail address: rui@corp.example" in done.stderr
    assert b"MFA reset for a lost phone" in done.stdout
    (hit,) = [hit for hit in shell.ask("search", "lost phone", "--json")["results"] if hit["kind"] == "article"]
    assert "rui@" not in str(hit["snippet"])
    assert shell.run("knowledge", "draft", "99").returncode == 1


def test_what_is_not_there_is_refused(shell: Shell) -> None:
    for verb in ("import", str(shell.folder / "none.json")), ("import", str(shell.folder)):
        done = shell.run("knowledge", *verb)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr
