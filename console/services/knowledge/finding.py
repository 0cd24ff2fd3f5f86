"""Finding articles: by words, and those like a ticket, with the reason why.

Promise: a search finds what the search of tickets would find in the same text; a suggestion names the words it rests
on, rarest first, and comes from this machine alone.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence

from console.models.similarity import Similar, compare, terms, weigh
from console.models.values import dataclass
from console.services.knowledge.queries import LISTED, ArticleRow, article_row
from console.services.search import expression, snippet

RANK = "bm25(article_search, 10.0, 1.0, 5.0)"
"""Weights of title, body and tags when results are ranked."""
BATCH = 400
"""Articles asked for at once; below SQLite's limit of bound values."""
MOST_TERMS = 24
"""The rarest words of a ticket by which candidates are found."""
CANDIDATES = 12
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
        here = "" if self.category is None else " and v.category = ?"
        values = (found, *filter(None, [self.category]), -1 if self.limit is None else self.limit)
        ranked = connection.execute(
            f"select p.article, -{RANK}, v.body from article_search join article_place p on p.n = article_search.rowid"
            " join article a on a.id = p.article and a.dead = 0 and a.archived_at is null"
            " join article_version v on v.id = a.version"
            f" where article_search match ?{here} order by {RANK}, p.article desc limit ?",
            values,
        ).fetchall()
        listed = _listed(connection, [key for key, _, _ in ranked])
        return tuple(
            ArticleHit(row, snippet([body, row.title, *row.tags], self.text), round(score, 4))
            for key, score, body in ranked
            if (row := listed.get(key)) is not None
        )


def _listed(connection: sqlite3.Connection, keys: Sequence[str]) -> dict[str, ArticleRow]:
    found: dict[str, ArticleRow] = {}
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        sql = f"{LISTED} and a.id in ({','.join('?' * len(part))})"
        found |= {str(row[0]): article_row(row) for row in connection.execute(sql, part)}
    return found


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
        known, total = _frequencies(connection, asked)
        weights = weigh(asked.keys(), known, total)
        rarest = sorted(weights, key=lambda term: (-weights[term], term))[:MOST_TERMS]
        if not rarest:
            return ()
        wanted = " OR ".join(f'"{term}"' for term in rarest)
        rows = connection.execute(
            "select p.article, v.title || char(10) || v.tags || char(10) || v.body"
            " from article_search join article_place p on p.n = article_search.rowid"
            " join article a on a.id = p.article and a.published is not null and a.dead = 0 and a.archived_at is null"
            " join article_version v on v.id = a.version"
            f" where article_search match ? order by {RANK} limit {CANDIDATES}",
            (wanted,),
        ).fetchall()
        listed = _listed(connection, [key for key, _ in rows])
        found = [Suggestion(listed[key], _likeness(asked, weights, total, text)) for key, text in rows]
        alike = [one for one in found if one.likeness.score >= ENOUGH]
        alike.sort(key=lambda one: (-one.likeness.score, one.row.id))
        return tuple(alike[: self.limit])


def _likeness(asked: dict[str, int], weights: dict[str, float], total: int, text: str) -> Similar:
    """How like the text is; a word nobody asked for weighs as one that stands in few articles does."""
    answers = terms(text)
    others = weigh(answers.keys() - asked.keys(), {}, total, usual=math.isqrt(total))
    return compare(asked, answers, weights | others)


def _frequencies(connection: sqlite3.Connection, asked: dict[str, int]) -> tuple[dict[str, int], int]:
    """In how many articles each term stands, and how many articles there are."""
    (total,) = connection.execute("select count(*) from article_place").fetchone()
    known: dict[str, int] = {}
    wanted = sorted(asked)
    for start in range(0, len(wanted), BATCH):
        part = wanted[start : start + BATCH]
        marks = ",".join("?" * len(part))
        known |= dict(connection.execute(f"select term, doc from article_term where term in ({marks})", part))
    return known, int(total)
