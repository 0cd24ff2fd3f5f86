"""Every text of the window stands in both languages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.support.translations import CATALOGUES, Message, gather, messages, sources

PLACES = re.compile(r"\{\w*\}|%n|%L?\d")


@pytest.fixture(scope="module")
def gathered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Message]]:
    """What the catalogues would hold were they gathered now."""
    folder = tmp_path_factory.mktemp("i18n")
    copies = {language: Path(shutil.copy(path, folder)) for language, path in CATALOGUES.items()}
    gather(copies.values())
    return {language: messages(copy) for language, copy in copies.items()}


@pytest.mark.parametrize("language", CATALOGUES)
def test_the_catalogue_holds_what_the_sources_say(language: str, gathered: dict[str, list[Message]]) -> None:
    kept, now = messages(CATALOGUES[language]), gathered[language]
    difference = {(m.context, m.source) for m in kept} ^ {(m.context, m.source) for m in now}
    assert difference == set(), "python -m tests.support.translations gathers them"


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_text_is_translated(language: str, gathered: dict[str, list[Message]]) -> None:
    open_ones = [m for m in gathered[language] if not m.finished or not all(m.translations)]
    assert open_ones == []


def test_translations_fill_the_same_places(gathered: dict[str, list[Message]]) -> None:
    wrong = [
        message
        for message in gathered["zh_CN"]
        for translation in message.translations
        if sorted(PLACES.findall(message.source)) != sorted(PLACES.findall(translation))
    ]
    assert wrong == []


def test_chinese_is_written_as_the_house_writes_it(gathered: dict[str, list[Message]]) -> None:
    """Full-width punctuation, the one ellipsis, a space between Han and Latin, no 请 in buttons and no 成功."""
    habits = {
        "half-width punctuation after Han": re.compile(r"[一-鿿][,:;?!]"),
        "three dots": re.compile(r"\.\.\."),
        "no space between Han and Latin": re.compile(r"[一-鿿][A-Za-z0-9]|[A-Za-z0-9][一-鿿]"),
        "成功": re.compile("成功"),
    }
    wrong = [
        (habit, message.source, translation)
        for message in gathered["zh_CN"]
        for translation in message.translations
        for habit, pattern in habits.items()
        if pattern.search(translation)
    ]
    assert wrong == []


def test_english_plurals_have_two_forms(gathered: dict[str, list[Message]]) -> None:
    assert all(message.counted and len(message.translations) == 2 for message in gathered["en"])


def test_no_text_shouts(gathered: dict[str, list[Message]]) -> None:
    loud = [m for m in gathered["zh_CN"] if any(mark in "".join((m.source, *m.translations)) for mark in "!！")]
    assert loud == []


def test_texts_are_marked_by_the_one_name_that_is_gathered() -> None:
    """An alias of QT_TRANSLATE_NOOP or of tr marks nothing, and its texts stay English unnoticed."""
    alias = re.compile(
        r"\w+\s*=\s*(?:self\.tr|QT_TRANSLATE_NOOP|QCoreApplication\.translate)$|QT_TRANSLATE_NOOP as \w", re.MULTILINE
    )
    assert [path.name for path in sources() if alias.search(path.read_text("utf-8"))] == []


def test_no_text_is_put_together_before_it_is_translated() -> None:
    f_string = re.compile(r"(?:\btr|\btranslate|QT_TRANSLATE_NOOP)\(\s*(?:\"\w+\",\s*)?f[\"']")
    assert [path.name for path in sources() if f_string.search(path.read_text("utf-8"))] == []
