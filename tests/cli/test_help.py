"""Help and usage errors speak the language of the profile."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.main import get_command

from console.cli import help_phrases
from console.cli.help import carried_out, commands, told
from console.cli.verbs import verbs
from console.settings import Language, Settings, save

SIGN_OF_ENGLISH = ("Usage", "Options", "Error", "Try ", "Invalid", "Missing", "No such", "Show this")


def test_every_help_text_has_its_chinese_and_no_other_is_kept() -> None:
    """A verb or option that is new: its text goes into `console/cli/help_phrases.py`."""
    texts = {"Show this message and exit."}
    for command in commands(get_command(verbs())):
        texts |= {told(part.help) for part in (command, *command.params) if getattr(part, "help", None)}
    assert texts == help_phrases.HELP.keys()


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person whose system speaks Chinese."""
    monkeypatch.setenv("SUPPORT_CONSOLE_LANGUAGE", "zh_CN")


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        ("tickets", "错误：缺少命令。"),
        ("nix", "错误：没有命令“nix”。"),
        ("tickets lst", "错误：没有命令“lst”。您是否想用 'list'？"),
        ("tickets show", "错误：缺少参数“TICKET”。"),
        ("demo", "错误：缺少选项“--size”。"),
        ("demo --size", "错误：选项 --size 需要一个值。"),
        ("demo --size 0", "错误：“--size”的值无效：不得小于 1。"),
        ("demo --size many", "错误：“--size”的值无效：须为整数。"),
        ("tickets list --json=1", "错误：选项 --json 不带值。"),
        ("tickets list a b", "错误：多出的参数：a b。"),
        ("tickets list --nix", "错误：没有选项 --nix。"),
        ("tickets list --jso", "错误：没有选项 --jso。您是否想用 --json？"),
        ("tickets export --format xml", "错误：“--format”的值“xml”无效：只能是 'csv', 'json'。"),
    ],
)
@pytest.mark.usefixtures("chinese")
def test_what_is_wrongly_asked_is_told_in_chinese(verb: str, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert carried_out(verbs(), verb.split()) == 2
    written = capsys.readouterr()
    assert written.err.splitlines()[-1] == sentence
    assert written.out == ""
    assert not any(sign in written.err for sign in SIGN_OF_ENGLISH)


@pytest.mark.parametrize("verb", ["", "tickets", "tickets import", "hub person add", "stats"])
@pytest.mark.usefixtures("chinese")
def test_help_is_chinese_throughout(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert carried_out(verbs(), [*verb.split(), "--help"]) == 0
    written = capsys.readouterr()
    assert written.out.startswith("用法：support-console ")
    assert "选项：" in written.out
    assert not any(sign in written.out + written.err for sign in SIGN_OF_ENGLISH)


@pytest.mark.parametrize("form", ["--profile {}", "--profile={}"])
def test_the_language_is_that_of_the_profile_named(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SUPPORT_CONSOLE_LANGUAGE", raising=False)
    save(tmp_path / "settings.toml", Settings(language=Language.ZH))
    named = form.format(tmp_path).split()
    assert carried_out(verbs(), [*named, "tickets", "--help"]) == 0
    assert capsys.readouterr().out.startswith("用法：")
    assert carried_out(verbs(), [*named, "nix"]) == 2
    assert "没有命令" in capsys.readouterr().err


def test_english_is_told_as_before(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SUPPORT_CONSOLE_LANGUAGE", "en")
    assert carried_out(verbs(), ["tickets", "lst"]) == 2
    usage, hint, _, error = capsys.readouterr().err.splitlines()
    assert usage == "Usage: support-console tickets [OPTIONS] COMMAND [ARGS]..."
    assert hint == "Try 'support-console tickets --help' for help."
    assert error == "Error: No such command 'lst'. Did you mean 'list'?"
