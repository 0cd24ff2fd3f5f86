"""What a report is made of, whatever form it is written in.

Promise: plain text alone; every form is made of the same blocks, so that no figure differs from one to the other.
"""

from __future__ import annotations

from console.models.kinds import Locale
from console.models.values import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """Begins a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Words of a person, with their lines; or a remark."""

    text: str
    remark: bool = False
    """Whether the report says it, not a person."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one a line."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; figures stand at the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    """Columns of figures."""


Block = Heading | Prose | Facts | Table


@dataclass(frozen=True, slots=True)
class Report:
    """A whole one."""

    title: str
    subtitle: str
    locale: Locale
    blocks: tuple[Block, ...]
