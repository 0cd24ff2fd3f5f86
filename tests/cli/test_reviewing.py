"""`incident review`, as a person at a terminal meets it."""

from __future__ import annotations

from pathlib import Path

from tests.support.shell import Shell


def test_an_analysis_is_written_in_the_form_its_name_asks_for(shell: Shell, tmp_path: Path) -> None:
    shell.run("incident", "declare", "--title", "登录失败", "--users", "1001")
    answered = shell.run("incident", "review", "1").stdout.decode()
    assert answered.startswith("# 登录失败\n")
    for name, form, begins in (
        ("a.pdf", "", b"%PDF-"),
        ("a.html", "", b"<!doctype html>"),
        ("a", "html", b"<!doctype"),
    ):
        form_ = ("--format", form) if form else ()
        shell.run("incident", "review", "1", "--to", str(tmp_path / name), *form_)
        assert (tmp_path / name).read_bytes().startswith(begins)
    shell.run("incident", "review", "1", "--to", str(tmp_path / "a.md"))
    headings = [line for line in answered.splitlines() if line.startswith("#")]
    assert len(headings) == 10
    assert [line for line in (tmp_path / "a.md").read_text().splitlines() if line.startswith("#")] == headings


def test_what_cannot_be_written_is_told(shell: Shell, tmp_path: Path) -> None:
    shell.run("incident", "declare", "--title", "Slow")
    done = shell.run("incident", "review", "1", "--to", str(tmp_path))
    assert (done.returncode, "could not be written" in done.stderr.decode()) == (1, True)
    assert shell.run("incident", "review", "1", "--format", "pdf").returncode == 2
