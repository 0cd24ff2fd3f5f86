"""What the knowledge page shows, as values.

Promise: plain data; equal states look the same.
"""

from __future__ import annotations

from enum import StrEnum

from console.models.kinds import Locale, Refused
from console.models.knowledge_kinds import ArticleState, Content
from console.models.values import dataclass
from console.services.knowledge.figures import Gap
from console.services.knowledge.queries import ArticleRow, CategoryRow, Comparison, WholeArticle

ALL = "all"
IN_CATEGORY = "in:"
"""Begins the key of a shelf that is a category; its id follows."""
OVERDUE, GAPS = "overdue", "gaps"
SHELF_STATES = {"drafts": ArticleState.DRAFT, "review": ArticleState.IN_REVIEW, "archived": ArticleState.ARCHIVED}
"""Shelves of articles that stand alike, by their key."""


class Mode(StrEnum):
    """What is done to the open article."""

    READ = "read"
    WRITE = "write"
    VERSIONS = "versions"


@dataclass(frozen=True, slots=True)
class Row:
    """One article in the list."""

    article: ArticleRow
    snippet: str = ""
    """Where a search found its words."""


@dataclass(frozen=True, slots=True)
class Writing:
    """An article as it is being written."""

    article: str | None
    """None for a new one."""
    base: str | None
    """The version that was there when it was begun."""
    before: Content
    content: Content
    language: Locale
    html: str = ""
    """What it will look like."""
    saving: bool = False
    pair: str | None = None
    """The article that says the same in the other language."""

    @property
    def is_changed(self) -> bool:
        """Whether there are words to keep."""
        return self.content != self.before


@dataclass(frozen=True, slots=True)
class State:
    """The whole page."""

    categories: tuple[CategoryRow, ...] = ()
    shelf: str = ALL
    text: str = ""
    """What is searched for; it searches all shelves."""
    rows: tuple[Row, ...] | None = None
    """None until they have come."""
    article: str | None = None
    whole: WholeArticle | None = None
    mode: Mode = Mode.READ
    writing: Writing | None = None
    chosen: str | None = None
    """The version that is compared with the one after it."""
    comparison: Comparison | None = None
    refused: Refused | None = None
    """Why the words could not be kept."""
    gaps: tuple[Gap, ...] = ()
    """What people searched for and did not find; the rows of their shelf."""
    gap: str = ""
    """The one that is current."""
