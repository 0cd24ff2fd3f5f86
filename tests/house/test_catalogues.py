"""Every text of a widget is in both catalogues and whole in Chinese; English has its plurals."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import dev
from tests.house.catalogues import keys, other_placeholders, untranslated
from tests.house.reading import ROOT

FOLDER = ROOT / "resources/i18n"
CHINESE, ENGLISH = FOLDER / "console_zh_CN.ts", FOLDER / "console_en.ts"


def catalogue(source: str, translation: str, *, numerus: bool = False) -> str:
    """A catalogue of one message."""
    plural = ' numerus="yes"' if numerus else ""
    message = f"<message{plural}><source>{source}</source>{translation}</message>"
    return f'<TS version="2.1"><context><name>Page</name>{message}</context></TS>'


def test_the_catalogues_hold_the_texts_of_the_code_and_no_others(tmp_path: Path) -> None:
    """After a change of texts `python3 dev.py translate` brings the catalogues up to date."""
    written = sorted(FOLDER.glob("*.ts"))
    copies = [Path(shutil.copy(path, tmp_path)) for path in written]
    assert dev.gather(copies) == 0
    for path, copy in zip(written, copies, strict=True):
        there, wanted = keys(path.read_text("utf-8")), keys(copy.read_text("utf-8"))
        assert (wanted - there, there - wanted) == (set(), set()), path.name


def test_both_catalogues_are_there_once_there_is_a_window() -> None:
    if (ROOT / "console/app.py").exists():
        assert {path.name for path in FOLDER.glob("*.ts")} == {CHINESE.name, ENGLISH.name}


def test_the_catalogues_are_whole() -> None:
    for path in FOLDER.glob("*.ts"):
        text = path.read_text("utf-8")
        assert not list(untranslated(text, chinese=path == CHINESE))
        assert not list(other_placeholders(text))


@pytest.mark.parametrize(
    "translation",
    [
        "<translation></translation>",
        "<translation>Reply to it</translation>",
        '<translation type="unfinished">回复</translation>',
        "",
    ],
)
def test_a_missing_chinese_text_is_caught(translation: str) -> None:
    assert list(untranslated(catalogue("Reply", translation), chinese=True))
    assert not list(untranslated(catalogue("Reply", translation), chinese=False))


def test_a_missing_english_plural_is_caught() -> None:
    one = "<translation><numerusform>%n ticket</numerusform></translation>"
    both = "<translation><numerusform>%n ticket</numerusform><numerusform>%n tickets</numerusform></translation>"
    assert list(untranslated(catalogue("%n ticket(s)", one, numerus=True), chinese=False))
    assert not list(untranslated(catalogue("%n ticket(s)", both, numerus=True), chinese=False))


def test_another_placeholder_is_caught() -> None:
    assert list(other_placeholders(catalogue("To {name}", "<translation>至{person}</translation>")))
    assert not list(other_placeholders(catalogue("To {name}", "<translation>至{name}</translation>")))


def test_another_text_is_noticed() -> None:
    assert keys(catalogue("Reply", "")) != keys(catalogue("Answer", ""))
