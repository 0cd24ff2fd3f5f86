"""Questions in one JSON document, answered in their order (docs/CLI.md: `calendar ask`, `oncall ask`).

Promise: a question that cannot be answered says why and hurts no other; only a file that is no such document ends the
verb.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from math import isfinite

import typer

from console import words
from console.cli import phrases
from console.cli.asking import no_json, opened_file
from console.cli.output import say
from console.models.kinds import Code, Locale, Refused
from console.models.wall import SECOND

Question = Mapping[str, object]

LONGEST_NUMBER = 300
"""Figures; what is longer is no number one reckons with."""


def document(name: str, locale: Locale) -> tuple[Question, list[object]]:
    """The document in the file `name` (`-`: stdin) and its questions; ends the verb where there are none."""
    reason: object = phrases.phrase(phrases.NOT_A_DOCUMENT, locale)
    with opened_file(name, locale) as file:
        try:
            told = json.loads(
                file.read().decode("utf-8-sig"), parse_int=_whole, parse_float=_fraction, parse_constant=str
            )
        except (ValueError, RecursionError) as error:
            told, reason = None, no_json(error, locale)
    if isinstance(told, dict) and isinstance(told.get("questions"), list):
        return told, told["questions"]
    say(phrases.phrase(phrases.NO_QUESTIONS, locale, name=name, reason=reason))
    raise typer.Exit(1)


def answered(questions: list[object], answer: Callable[[Question], object], locale: Locale) -> Iterator[str]:
    """The JSON text of all answers, in pieces."""
    yield '{"answers": ['
    for number, question in enumerate(questions):
        told = json.dumps(_answer(question, answer, locale), ensure_ascii=False)
        yield f"\n{told}" if number == 0 else f",\n{told}"
    yield "\n]}\n" if questions else "]}\n"


def seconds(micros: int) -> int | float:
    """Microseconds as seconds: whole where they are whole."""
    return micros // SECOND if micros % SECOND == 0 else micros / SECOND


def micros(number: object, place: str) -> int:
    """Seconds as microseconds, to the nearest; raises Refused for what is no number."""
    if isinstance(number, bool) or not isinstance(number, (int, float)):
        raise missing_or_bad(number, place)
    numerator, denominator = number.as_integer_ratio()
    return (2 * numerator * SECOND + denominator) // (2 * denominator)


def whole(number: object, place: str) -> int:
    """A whole number, also one written as 2.0; raises Refused."""
    if isinstance(number, bool) or not isinstance(number, (int, float)) or number != int(number):
        raise missing_or_bad(number, place)
    return int(number)


def missing_or_bad(value: object, place: str) -> Refused:
    """The refusal of a value that cannot stand at its place, or is not there."""
    if value is None:
        return Refused(Code.VALUE_NEEDED, place=place)
    return Refused(Code.BAD_VALUE, place=place, value=value)


def _answer(question: object, answer: Callable[[Question], object], locale: Locale) -> dict[str, object]:
    if not isinstance(question, dict):
        refused = Refused(Code.BAD_VALUE, place="questions", value=question)
        return {"id": None, "error": words.refusal(refused, locale)}
    key = question.get("id")
    try:
        return {"id": key, "value": answer(question)}
    except Refused as error:
        return {"id": key, "error": words.refusal(error, locale)}


def _whole(text: str) -> int | str:
    return int(text) if len(text) <= LONGEST_NUMBER else text


def _fraction(text: str) -> float | str:
    number = float(text)
    return number if isfinite(number) else text
