"""Questions by JSON lines, answered one line each.

Promise: a line that cannot be read is answered with its reason and hurts no other; answers come while questions still
arrive.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import typer

from console import words
from console.cli import phrases
from console.cli.output import say
from console.models.kinds import Code, Locale, Refused, Unreadable
from console.models.triage import Triage, triage
from console.sentences import SYSTEM_REASONS


def triage_answers(name: str, locale: Locale) -> Iterator[str]:
    """The answers to the questions in the file `name` (`-`: stdin), in order (docs/CLI.md: `triage ask`)."""
    with opened_file(name, locale) as questions:
        for line in questions:
            if line.strip():
                yield json.dumps(_answer(line, locale), ensure_ascii=False)


def _answer(line: bytes, locale: Locale) -> dict[str, object]:
    key: object = None
    try:
        question = json.loads(line.decode("utf-8-sig"))
        if isinstance(question, dict):
            key = question.get("id")
            if isinstance(question.get("text"), str):
                return _told(key, triage(question["text"]))
        reason: object = phrases.phrase(phrases.NOT_A_LINE, locale)
    except (ValueError, RecursionError) as error:
        reason = no_json(error, locale)
    return {"id": key, "error": words.refusal(Refused(Code.BAD_LINE, reason=reason), locale)}


def no_json(error: Exception, locale: Locale) -> str:
    """Why a text is no JSON, and where as far as that is known."""
    if isinstance(error, json.JSONDecodeError):
        return phrases.phrase(phrases.NO_JSON_AT, locale, line=error.lineno, column=error.colno)
    return words.word(Unreadable.NO_JSON, locale)


def _told(key: object, found: Triage) -> dict[str, object]:
    return {
        "id": key,
        "type": found.type.type,
        "priority": found.priority.priority,
        "category": found.category.category,
        "severity": found.severity.severity,
        "scores": {"type": found.type.scores, "category": found.category.scores},
        "cues": [{"for": cue.value, "text": cue.text} for cue in found.cues],
    }


@contextmanager
def opened_file(name: str, locale: Locale) -> Iterator[BinaryIO]:
    """The file of that name (`-`: stdin); ends the verb with a sentence where it cannot be read."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as file:
            yield file
    except OSError as error:
        known = SYSTEM_REASONS.get(error.errno or 0)
        reason = phrases.phrase(known, locale) if known else error.strerror
        say(phrases.phrase(phrases.CANNOT_READ, locale, name=name, reason=reason))
        raise typer.Exit(1) from None
