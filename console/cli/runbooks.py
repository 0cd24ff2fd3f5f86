"""The verbs that look at runbooks (docs/CLI.md): list, check.

Promise: stdout carries the answer alone; `check` ends with exit code 1 where anything is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from console import words
from console.cli import phrases
from console.cli import runbook_phrases as said
from console.cli.frame import Opened, group, language
from console.cli.output import Answer, Column, answering, say, table
from console.cli.phrases import phrase
from console.models.kinds import Category, Locale
from console.models.reading_tables import Fault
from console.models.runbook import Runbook
from console.models.runbook_kinds import Part
from console.sentences import SYSTEM_REASONS
from console.services import runbooks

Row = dict[str, object]
WIDTHS = (30, 40, 40, 40)


class LookingVerbs:
    """The verbs, on profiles as `opened` opens them."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def group(self) -> typer.Typer:
        """`runbook` with its verbs."""
        made = group("Runbooks: what is done about an incident, step by step.")
        made.command("list")(self.listed)
        made.command("check")(self.check)
        return made

    def listed(
        self, ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="answer in JSON")] = False
    ) -> None:
        """List the runbooks in force, by category."""
        with self._opened(ctx) as (services, answer):
            books = services.desk.ask(runbooks.RuledAt(services.clock.now())).books
            if as_json:
                rows = [_row(book) for book in books.values()]
                answer.write(json.dumps({"runbooks": rows}, ensure_ascii=False) + "\n")
            else:
                answer.lines(_lines(books, services.locale))

    def check(
        self,
        ctx: typer.Context,
        files: Annotated[
            list[Path] | None, typer.Argument(help="definitions in TOML; those in force without any")
        ] = None,
    ) -> None:
        """Tell all that is wrong with runbooks."""
        if files:
            locale = language(ctx.obj)
            with answering(locale) as answer:
                found = _checked([source(file, locale) for file in files], answer, locale)
        else:
            with self._opened(ctx) as (services, answer):
                ruled = services.desk.ask(runbooks.RuledAt(services.clock.now()))
                found = _checked(ruled.sources, answer, services.locale)
        if found:
            raise typer.Exit(1)


def _checked(sources: Sequence[runbooks.Source], answer: Answer, locale: Locale) -> bool:
    """Write all faults; whether there are any."""
    found = [
        {"file": one.file, "step": one.fault.step or None, "error": told(one.fault, locale)}
        for one in runbooks.faults(sources)
    ]
    answer.write(json.dumps(found, ensure_ascii=False) + "\n")
    return bool(found)


def told(fault: Fault, locale: Locale) -> str:
    """What is wrong, in one sentence that begins with the key it stands at."""
    sentence = phrase(said.FAULTS[fault.wrong], locale, value=fault.value)
    if not fault.key:
        return sentence
    return f"{fault.key}：{sentence}" if locale is Locale.ZH else f"{fault.key}: {sentence}"


def source(file: Path, locale: Locale) -> runbooks.Source:
    """The definition in a file; raises typer.Exit after a sentence where it cannot be read."""
    try:
        return runbooks.from_file(file)
    except OSError as error:
        known = SYSTEM_REASONS.get(error.errno or 0)
        reason = phrase(known, locale) if known else error.strerror
        say(phrase(phrases.CANNOT_READ, locale, name=file, reason=reason))
        raise typer.Exit(1) from None


def _row(book: Runbook) -> Row:
    plan = book.recovery
    return {
        "category": book.category,
        "title": {"en": book.title.en, "zh": book.title.zh},
        "hash": book.hash,
        "steps": {part.value: [step.id for step in book.part(part)] for part in Part},
        "recovery": None if plan is None else {"step": plan.step, "policy": plan.policy},
    }


def _lines(books: Mapping[Category, Runbook], locale: Locale) -> Iterator[str]:
    headings = (phrase(pair, locale) for pair in said.HEADINGS)
    columns = [Column(heading, width) for heading, width in zip(headings, WIDTHS, strict=True)]
    yield from table(columns, (_cells(book, locale) for book in books.values()))


def _cells(book: Runbook, locale: Locale) -> tuple[str, ...]:
    counts = " + ".join(str(len(book.part(part))) for part in Part)
    step = book.recovery and book.step(book.recovery.step)
    return words.word(book.category, locale), counts, step.title.said(locale) if step else "", book.title.said(locale)
