"""Finding articles: by words, and those like a ticket, with the reason why.

Promise: a search finds what the search of tickets would find in the same text; a suggestion names the words it rests
on, rarest first, and comes from this machine alone.
"""

from __future__ import annotations

import sqlite3

from console.models.knowledge_kinds import ArticleState
from console.models.similarity import Similar, compare, terms, weigh
from console.models.values import dataclass
from console.services.knowledge.queries import LISTED, ArticleRow, article_row, content_at
from console.services.search import expression, snippet

RANK = "bm25(article_search, 10.0, 1.0, 5.0)"
"""Weights of title, body and tags when results are ranked."""
MOST_TERMS = 24
"""The rarest words of a ticket by which candidates are found."""
CANDIDATES = 20
ENOUGH = 0.12
"""Below this likeness a suggestion would only disturb."""


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """One article found."""

    row: ArticleRow
    snippet: str
    score: float
    """bm25, the greater the better."""


@dataclass(frozen=True, slots=True)
class FindArticles:
    """Articles in which all words are found, best first; archived ones are left out."""

    text: str
    limit: int | None = None
    category: str | None = None

    def answer(self, connection: sqlite3.Connection) -> tuple[ArticleHit, ...]:
        """Ranked hits with a snippet of the original text."""
        found = expression(self.text)
        if found is None:
            return ()
        rows = connection.execute(
            f"select p.article, -{RANK} from article_search join article_place p on p.n = article_search.rowid"
            f" where article_search match ? order by {RANK}, p.article desc",
            (found,),
        ).fetchall()
        hits: list[ArticleHit] = []
        for key, score in rows:
            if self.limit is not None and len(hits) >= self.limit:
                break
            row = _listed(connection, key)
            if row is not None and self.category in (None, row.category):
                hits.append(ArticleHit(row, _excerpt(connection, row, self.text), round(score, 4)))
        return tuple(hits)


def _listed(connection: sqlite3.Connection, key: str) -> ArticleRow | None:
    found = connection.execute(f"{LISTED} and a.id = ? and a.archived_at is null", (key,)).fetchone()
    return None if found is None else article_row(found)


def _excerpt(connection: sqlite3.Connection, row: ArticleRow, text: str) -> str:
    (body,) = connection.execute(
        "select v.body from article a join article_version v on v.id = a.version where a.id = ?", (row.id,)
    ).fetchone()
    return snippet([body, row.title, *row.tags], text)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An article that may answer a text, and why."""

    row: ArticleRow
    likeness: Similar


@dataclass(frozen=True, slots=True)
class SuggestArticles:
    """Published articles like a text, most alike first (SPEC 6.4)."""

    text: str
    limit: int = 3

    def answer(self, connection: sqlite3.Connection) -> tuple[Suggestion, ...]:
        """Suggestions with the words they rest on; none where nothing is like enough."""
        asked = terms(self.text)
        weights = weigh(asked, *_frequencies(connection, asked))
        rarest = sorted(weights, key=lambda term: (-weights[term], term))[:MOST_TERMS]
        if not rarest:
            return ()
        wanted = " OR ".join(f'"{term}"' for term in rarest)
        rows = connection.execute(
            "select p.article from article_search join article_place p on p.n = article_search.rowid"
            " join article a on a.id = p.article and a.published is not null and a.archived_at is null"
            f" where article_search match ? order by {RANK} limit {CANDIDATES}",
            (wanted,),
        ).fetchall()
        found = [self._suggestion(connection, key, asked) for (key,) in rows]
        alike = [one for one in found if one is not None and one.likeness.score >= ENOUGH]
        alike.sort(key=lambda one: (-one.likeness.score, one.row.id))
        return tuple(alike[: self.limit])

    def _suggestion(self, connection: sqlite3.Connection, key: str, asked: dict[str, int]) -> Suggestion | None:
        row = _listed(connection, key)
        if row is None or row.state is not ArticleState.PUBLISHED:
            return None
        (version,) = connection.execute("select version from article where id = ?", (key,)).fetchone()
        content = content_at(connection, key, version)
        answers = terms(f"{content.title}\n{' '.join(content.tags)}\n{content.body}")
        both = asked | answers
        weights = weigh(both, *_frequencies(connection, both))
        return Suggestion(row, compare(asked, answers, weights))


def _frequencies(connection: sqlite3.Connection, asked: dict[str, int]) -> tuple[dict[str, int], int]:
    """In how many articles each term stands, and how many articles there are."""
    (total,) = connection.execute("select count(*) from article_place").fetchone()
    known: dict[str, int] = {}
    wanted = sorted(asked)
    for start in range(0, len(wanted), 400):
        part = wanted[start : start + 400]
        marks = ",".join("?" * len(part))
        known |= dict(connection.execute(f"select term, doc from article_term where term in ({marks})", part))
    return known, int(total)
