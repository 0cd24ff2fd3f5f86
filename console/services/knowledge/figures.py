"""Figures of knowledge: what helps (SPEC 6.3), and what is missing (SPEC 6.2).

Promise: counted from the events each time; published articles alone; a search is missing when nobody who made it
found anything.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from console.models import votes
from console.models.kinds import from_micros, to_micros
from console.models.knowledge_kinds import ContentType, VoteValue
from console.models.values import dataclass
from console.services.knowledge.queries import CURRENT_VOTES
from console.services.search import fold


@dataclass(frozen=True, slots=True)
class TypeFigures:
    """What is known of the articles of one content type."""

    type: ContentType
    articles: int
    views: int
    helpful: int
    not_helpful: int
    rate: float | None
    """Percent, of signed-in people's votes."""
    wilson: float | None
    """The lower bound of that rate, in percent."""
    last: datetime | None
    """When the content of one last changed."""


@dataclass(frozen=True, slots=True)
class KnowledgeFigures:
    """Ask for the figures by content type; views and votes of [start, end) where given."""

    start: datetime | None = None
    end: datetime | None = None

    def answer(self, connection: sqlite3.Connection) -> tuple[TypeFigures, ...]:
        """A row for each type, in their order."""
        bounds = (to_micros(self.start) if self.start else 0, to_micros(self.end) if self.end else 2**62)
        views = dict(connection.execute(_VIEWS, bounds).fetchall())
        counted: dict[tuple[str, str], int] = {}
        in_time = f"{CURRENT_VOTES} and v.created_at >= ? and v.created_at < ?"
        for root, value, author in connection.execute(in_time, bounds):
            if author is not None:
                counted[root, value] = counted.get((root, value), 0) + 1
        articles = connection.execute(_PUBLISHED).fetchall()
        by_type = {kind: [row for row in articles if row[1] == kind] for kind in ContentType}
        return tuple(self._of(kind, rows, views, counted) for kind, rows in by_type.items())

    def _of(
        self,
        kind: ContentType,
        articles: list[tuple[str, str, int]],
        views: dict[str, int],
        counted: dict[tuple[str, str], int],
    ) -> TypeFigures:
        helpful, other = (sum(counted.get((key, value.value), 0) for key, _, _ in articles) for value in VoteValue)
        return TypeFigures(
            kind,
            len(articles),
            sum(views.get(key, 0) for key, _, _ in articles),
            helpful,
            other,
            votes.rate(helpful, other),
            votes.wilson(helpful, other),
            from_micros(max(at for _, _, at in articles)) if articles else None,
        )


_VIEWS = "select root, count(*) from article_view where dead = 0 and created_at >= ? and created_at < ? group by root"
_PUBLISHED = (
    "select a.id, v.type, v.created_at from article a join article_version v on v.id = a.published"
    " where a.dead = 0 and a.archived_at is null"
)


@dataclass(frozen=True, slots=True)
class Gap:
    """Something people searched for and did not find."""

    text: str
    """As it was typed last."""
    searches: int
    people: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Gaps:
    """Searches without a result, those of most people first; what a later search found is no gap any more."""

    limit: int | None = None

    def answer(self, connection: sqlite3.Connection) -> tuple[Gap, ...]:
        """Rows in their order; texts that differ in case or width alone are one."""
        found: dict[str, list[tuple[str, str | None, int]]] = {}
        for text, results, author, at in connection.execute(
            "select text, results, author, created_at from search_event where dead = 0 order by created_at, id"
        ):
            key = " ".join(fold(text).split())
            if results:
                found.pop(key, None)
            else:
                found.setdefault(key, []).append((text, author, at))
        gaps = [
            Gap(rows[-1][0], len(rows), len({author for _, author, _ in rows}), from_micros(rows[-1][2]))
            for rows in found.values()
        ]
        gaps.sort(key=lambda gap: (-gap.people, -gap.searches, gap.text))
        return tuple(gaps[: self.limit])
