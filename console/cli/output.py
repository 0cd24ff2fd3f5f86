"""How answers reach a terminal or another program.

Promise: stdout carries the answer alone, in UTF-8 on every system; text of others never moves the cursor or colours
the terminal; a reader who leaves early is no error.
"""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from io import TextIOWrapper

import typer

from console import words
from console.cli.phrases import CANNOT_WRITE, phrase
from console.models.kinds import Locale, Refused
from console.models.values import dataclass
from console.sentences import SYSTEM_REASONS

WIDEST = 200
"""Columns of a table that is not read on a terminal."""


class Format(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and its width in terminal cells; the last one of a table takes what is left."""

    heading: str
    width: int


def prepare_streams() -> None:
    """Make both streams UTF-8; a lone surrogate becomes its JSON escape instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def say(sentence: str) -> None:
    """Tell the person something that is not part of the answer."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


class Unheard(Exception):
    """The answer could not be written: its reader is gone, or the disk is full.  Not an OSError, lest a store it
    passes on its way takes it for one of its own.
    """

    def __init__(self, error: OSError) -> None:
        super().__init__(error)
        self.error = error


class Answer:
    """What stdout carries."""

    def write(self, text: str) -> int:
        """Write a part of the answer; raises Unheard."""
        try:
            return sys.stdout.write(text)
        except OSError as error:
            raise Unheard(error) from None

    def lines(self, lines: Iterable[str]) -> None:
        """Write lines as they come; raises Unheard."""
        for line in lines:
            self.write(line + "\n")

    def flush(self) -> None:
        """Hand on what was written; raises Unheard."""
        try:
            sys.stdout.flush()
        except OSError as error:
            raise Unheard(error) from None


@contextmanager
def answering(locale: Locale) -> Iterator[Answer]:
    """End the verb with exit code 1 and a sentence where it is refused, and quietly where nobody reads any more."""
    answer = Answer()
    try:
        yield answer
        answer.flush()
    except Refused as error:
        say(words.refusal(error, locale))
        raise typer.Exit(1) from None
    except Unheard as unheard:
        # What is still buffered would fail again when Python closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(unheard.error, BrokenPipeError):
            raise typer.Exit(0) from None
        known = SYSTEM_REASONS.get(unheard.error.errno or 0)
        reason = phrase(known, locale) if known else unheard.error.strerror or unheard.error
        say(phrase(CANNOT_WRITE, locale, reason=reason))
        raise typer.Exit(1) from None


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Aligned lines under a heading; cells too wide for their column are cut."""
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDEST
    taken = sum(column.width + 2 for column in columns[:-1])
    widths = [*(column.width for column in columns[:-1]), max(room - taken, columns[-1].width)]
    for cells in ([column.heading for column in columns], *rows):
        yield "  ".join(fitted(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def fitted(text: str, width: int) -> str:
    """The text on one line of exactly `width` terminal cells."""
    line = plain(" ".join(text.split()))
    if cells(line) > width:
        kept = ""
        for character in line:
            if cells(kept + character) > width - 1:
                break
            kept += character
        line = kept + "…"
    return line + " " * (width - cells(line))


def cells(text: str) -> int:
    """How many cells of a terminal the text takes: Chinese characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def plain(text: str) -> str:
    """The text without what a terminal obeys: control characters, escapes, marks that reverse the direction."""
    return "".join(c if c in "\n\t" or unicodedata.category(c)[0] != "C" else "\N{REPLACEMENT CHARACTER}" for c in text)
