"""Bodies of alerts from files, told what each alert would do (docs/CLI.md: `alerts read`).

Promise: the files are one sequence in the order given; nothing is written; a file that holds no body is refused and
hurts no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from console import words
from console.cli import alert_phrases, phrases
from console.cli.output import say
from console.cli.phrases import Pair, phrase
from console.models.alert_bodies import Fault
from console.models.alerting import FLAP_WINDOW, Memory, Verdict, Why, judge
from console.models.kinds import Locale
from console.sentences import SYSTEM_REASONS

LARGEST = 8 * 2**20
"""Bytes of one body."""


def alert_rows(files: Sequence[Path], locale: Locale) -> Iterator[dict[str, object]]:
    """A row for each alert of the files, in order.

    Raises typer.Exit after a sentence when a file cannot be read.
    """
    memory: Memory = {}
    for file, content in [(file, _content(file, locale)) for file in files]:
        name = str(file).encode("utf-8", "replace").decode()
        try:
            body = json.loads(_checked(content, locale))
        except (ValueError, RecursionError) as error:
            yield _row(name, reason=_unread(error, locale))
            continue
        verdicts, memory = judge(body, memory)
        yield from (_told(name, verdict, locale) for verdict in verdicts)


def _content(file: Path, locale: Locale) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        known = SYSTEM_REASONS.get(error.errno or 0)
        reason = phrase(known, locale) if known else error.strerror
        say(phrase(phrases.CANNOT_READ, locale, name=file, reason=reason))
        raise typer.Exit(1) from None


def _checked(content: bytes, locale: Locale) -> str:
    if len(content) > LARGEST:
        raise _TooLarge(phrase(alert_phrases.TOO_LARGE, locale, size=words.size(LARGEST, locale)))
    return content.decode("utf-8-sig")


class _TooLarge(ValueError):
    pass


def _unread(error: Exception, locale: Locale) -> str:
    return str(error) if isinstance(error, _TooLarge) else phrase(alert_phrases.NOT_JSON, locale, reason=error)


def _told(name: str, verdict: Verdict, locale: Locale) -> dict[str, object]:
    reason = _fault(verdict.fault, locale) if verdict.fault else _why(verdict, locale)
    row = _row(name, reason=reason)
    if verdict.alert and verdict.known:
        row |= {"key": verdict.alert.key, "action": verdict.action}
        row |= {"title": verdict.known.title, "severity": verdict.known.severity, "group": verdict.known.group}
    return row | ({"truncated": verdict.truncated} if verdict.truncated else {})


def _row(name: str, *, reason: str) -> dict[str, object]:
    row: dict[str, object] = {"file": name, "key": None, "action": "refuse", "reason": reason}
    return row | {"title": None, "severity": None, "group": None}


def _why(verdict: Verdict, locale: Locale) -> str:
    pair: Pair = alert_phrases.REASONS[verdict.why]
    values: dict[str, object] = {"window": words.duration(FLAP_WINDOW, locale)}
    if verdict.after is not None:
        values["after"] = words.duration(verdict.after, locale)
    elif verdict.why is Why.REOPENED:
        pair = alert_phrases.SOON
    told = phrase(pair, locale, **values)
    if verdict.why is Why.NEW and verdict.known and not verdict.known.confirmed:
        told += phrase(alert_phrases.UNCONFIRMED, locale)
    return told


def _fault(fault: Fault, locale: Locale) -> str:
    return phrase(alert_phrases.FAULTS[fault.wrong], locale, value=fault.value)
