"""Every value a person can meet has its words in both languages, and each refusal gives exactly what it declares."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from string import Formatter

import pytest

from console import refusals, sentences, words
from console.models import groups, incident_kinds, kinds, knowledge_kinds, message_kinds, redaction, runbook_kinds
from console.models.kinds import Code, Locale, Refused
from console.models.runbook_kinds import Finding
from tests.house.reading import ROOT, Source, dotted, sources

NOT_SHOWN = frozenset({Code, Finding, Locale})
"""Codes are phrased by `refusal`, findings by `outcome`; a language is named in itself."""

CHINESE = re.compile("[\u4e00-\u9fff]")
DECLARED = re.compile(r"^    ([A-Z_]+) = \"[a-z_]+\"(?:  # (.*))?$", re.MULTILINE)
WITHIN_BRACKETS = re.compile(r"\([^)]*\)")


def declared(text: str) -> dict[str, set[str]]:
    """The parameters that stand behind each code in models/kinds.py."""
    body = text.partition("class Code(StrEnum):")[2].partition("\nclass ")[0]
    found = {}
    for name, comment in DECLARED.findall(body):
        found[name] = {word.strip() for word in WITHIN_BRACKETS.sub("", comment).split(",") if word.strip()}
    return found


DECLARATIONS = declared((ROOT / "console/models/kinds.py").read_text("utf-8"))


def enums() -> list[type[StrEnum]]:
    """The enums of the kinds of each slice that a person meets as words."""
    slices = (kinds, groups, incident_kinds, knowledge_kinds, message_kinds, redaction, runbook_kinds)
    named = {name: kind for slice_ in slices for name, kind in vars(slice_).items()}
    every = [kind for kind in named.values() if isinstance(kind, type) and issubclass(kind, StrEnum)]
    return [kind for kind in every if kind is not StrEnum and kind not in NOT_SHOWN]


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def odd_pairs(table: Iterable[tuple[object, refusals.Pair]]) -> Iterator[str]:
    """What is wrong with pairs: a half missing, in the wrong language, or with other placeholders."""
    for key, (english, chinese) in table:
        if not english.strip() or CHINESE.search(english):
            yield f"{key}: the English is not English: {english!r}"
        if not CHINESE.search(chinese) and chinese != english:
            yield f"{key}: the Chinese is not Chinese: {chinese!r}"
        if placeholders(english) != placeholders(chinese):
            yield f"{key}: other placeholders: {placeholders(english)} and {placeholders(chinese)}"


def misdeclared(source: Source, declarations: Mapping[str, set[str]]) -> Iterator[str]:
    """Refusals raised with other parameters than their code declares."""
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call) or dotted(node.func).rpartition(".")[2] != "Refused" or not node.args:
            continue
        code = dotted(node.args[0]).partition("Code.")[2]
        given = {keyword.arg for keyword in node.keywords}
        if code and None not in given and given != declarations.get(code):
            yield f"{source.path}:{node.lineno}: {code} is raised with {given}"


@pytest.mark.parametrize("kind", enums())
@pytest.mark.parametrize("locale", list(Locale))
def test_every_member_has_its_word(kind: type[StrEnum], locale: Locale) -> None:
    said = [words.word(member, locale) for member in kind]
    assert all(said)
    assert len(set(said)) == len(said), "two members read alike"


@pytest.mark.parametrize("code", list(Code))
def test_every_refusal_is_a_sentence_with_all_its_parameters(code: Code) -> None:
    marks = {name: f"«{name}»" for name in DECLARATIONS[code.name]}
    for locale in Locale:
        said = words.refusal(Refused(code, **marks), locale)
        assert said.endswith("." if locale is Locale.EN else "。"), said
        assert "{" not in said
        assert "?" not in said
        assert "!" not in said
        assert "\n" not in said
        assert bool(CHINESE.search(said)) is (locale is Locale.ZH)


def test_both_halves_of_every_pair_say_the_same() -> None:
    assert not list(odd_pairs(refusals.REFUSALS.items()))
    assert not list(odd_pairs(sentences.EVENTS.items()))
    assert not list(odd_pairs(sentences.FIELDS.items()))


def test_sentences_use_no_parameter_their_code_does_not_declare() -> None:
    for code, (english, _) in refusals.REFUSALS.items():
        assert placeholders(english) <= DECLARATIONS[code.name], code


def test_every_refusal_in_the_code_gives_what_its_code_declares() -> None:
    assert not [told for source in sources() if source.in_console for told in misdeclared(source, DECLARATIONS)]


def test_a_half_phrased_pair_is_caught() -> None:
    for wrong in (("", "没有"), ("Nothing", "Nothing!"), ("No {what}", "没有{which}"), ("没有", "没有")):
        assert len(list(odd_pairs([("key", wrong)]))) == 1, wrong
    assert not list(odd_pairs([("key", ("No {what}", "没有{what}")), ("key", ("CSV", "CSV"))]))


def test_a_refusal_with_other_parameters_is_caught() -> None:
    table = declared(
        'class Code(StrEnum):\n    NOT_FOUND = "not_found"  # what, size (bytes, of it)\n    EMPTY = "empty"\n'
    )
    assert table == {"NOT_FOUND": {"what", "size"}, "EMPTY": set()}
    assert list(misdeclared(Source("x.py", "raise Refused(Code.NOT_FOUND, what=1)"), table))
    assert list(misdeclared(Source("x.py", "raise Refused(Code.EMPTY, what=1)"), table))
    assert list(misdeclared(Source("x.py", "raise Refused(Code.UNKNOWN)"), table))
    assert not list(misdeclared(Source("x.py", "raise Refused(Code.NOT_FOUND, what=1, size=2)"), table))


def test_every_code_declares_its_parameters() -> None:
    assert set(DECLARATIONS) == {code.name for code in Code}
