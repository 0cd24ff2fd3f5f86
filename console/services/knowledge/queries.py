"""Questions about articles: the list, one whole, its versions, its categories.

Promise: what stands in a list is read in one walk; the title is that of the newest version, or the published one where
readers ask.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from console.models.differences import Line, compared
from console.models.kinds import Code, Locale, Refused, from_micros
from console.models.knowledge_kinds import ArticleState, Content, ContentType, Stage, VoteValue, state_of
from console.models.values import dataclass
from console.services.knowledge.rendering import html_of
from console.services.search import fold


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A category, and how many articles stand in it."""

    id: str
    name: str
    description: str
    articles: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article in a list."""

    id: str
    title: str
    type: ContentType
    category: str | None
    category_name: str
    tags: tuple[str, ...]
    language: Locale
    state: ArticleState
    has_newer: bool
    """Whether readers see an older version than authors do."""
    owner: str
    updated: datetime
    review_by: datetime | None


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in the history of an article."""

    id: str
    title: str
    author: str
    created: datetime
    is_newest: bool
    is_published: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an article, counted from the events."""

    views: int
    helpful: int
    not_helpful: int
    anonymous_helpful: int
    """Votes of people the web page does not know; they are in no rate (SPEC 6.2)."""
    anonymous_not_helpful: int
    mine: VoteValue | None


@dataclass(frozen=True, slots=True)
class WholeArticle:
    """An article with all that hangs on it."""

    row: ArticleRow
    content: Content
    html: str
    version: str
    published: str | None
    stage: Stage
    owner: str | None
    """The id."""
    pair: str | None
    pair_title: str
    """"" where there is none."""
    created: datetime
    told: Told
    versions: tuple[VersionRow, ...]
    """Newest first."""


LISTED = (
    "select a.id, v.title, v.type, v.category, coalesce(c.name, ''), v.tags, a.language, a.stage,"
    " a.published is not null, a.archived_at is not null, a.published is not null and a.published <> a.version,"
    " coalesce(p.name, ''), a.updated_at, a.review_by"
    " from article a join article_version v on v.id = a.version and v.root = a.id"
    " left join article_category c on c.id = v.category and c.dead = 0 left join person p on p.id = a.owner"
    " where a.dead = 0"
)


def article_row(found: tuple[object, ...]) -> ArticleRow:
    """A row of `LISTED`."""
    key, title, kind, category, category_name, tags, language, stage, published, archived, newer, owner, at, due = found
    return ArticleRow(
        str(key),
        str(title),
        ContentType(str(kind)),
        str(category) if category_name else None,
        str(category_name),
        tuple(json.loads(str(tags))),
        Locale(str(language)),
        state_of(Stage(str(stage)), published=bool(published), archived=bool(archived)),
        bool(newer),
        str(owner),
        from_micros(int(str(at))),
        None if due is None else from_micros(int(str(due))),
    )


@dataclass(frozen=True, slots=True)
class Categories:
    """All categories in their order."""

    def answer(self, connection: sqlite3.Connection) -> tuple[CategoryRow, ...]:
        """Rows; archived articles are not counted."""
        rows = connection.execute(
            "select c.id, c.name, c.description, count(a.id) from article_category c"
            " left join article_version v on v.category = c.id"
            " left join article a on a.version = v.id and a.dead = 0 and a.archived_at is null"
            " where c.dead = 0 group by c.id order by c.position, c.name, c.id"
        )
        return tuple(CategoryRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles by category, in the order of categories and then of titles; without archived ones unless asked for."""

    category: str | None = None
    state: ArticleState | None = None
    due: datetime | None = None
    """Only those to be looked at again by then."""

    def answer(self, connection: sqlite3.Connection) -> tuple[ArticleRow, ...]:
        """Rows in their order; those without a category last."""
        places = {key: place for place, (key,) in enumerate(connection.execute(_PLACES))}
        rows = [article_row(row) for row in connection.execute(LISTED)]
        wanted = [row for row in rows if self._wants(row)]
        wanted.sort(key=lambda row: (places.get(row.category or "", len(places)), fold(row.title), row.id))
        return tuple(wanted)

    def _wants(self, row: ArticleRow) -> bool:
        if self.category is not None and row.category != self.category:
            return False
        if self.due is not None and (row.review_by is None or row.review_by > self.due):
            return False
        if self.state is None:
            return row.state is not ArticleState.ARCHIVED
        return row.state is self.state


_PLACES = "select id from article_category where dead = 0 order by position, name, id"


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """Ask for one article whole; `version` is the one to be read, the newest without it."""

    article: str
    me: str
    """Who asks: their vote is told."""
    version: str | None = None

    def answer(self, connection: sqlite3.Connection) -> WholeArticle:
        """The article; raises Refused NOT_FOUND."""
        found = connection.execute(f"{LISTED} and a.id = ?", (self.article,)).fetchone()
        if found is None:
            raise Refused(Code.NOT_FOUND, what="article")
        version, published, stage, owner, pair, created = connection.execute(
            "select version, published, stage, owner, pair, created_at from article where id = ?", (self.article,)
        ).fetchone()
        content = content_at(connection, self.article, self.version or version)
        other = connection.execute(f"{LISTED} and a.id = ?", (pair,)).fetchone()
        return WholeArticle(
            article_row(found),
            content,
            html_of(content.body),
            version,
            published,
            Stage(stage),
            owner,
            pair if other else None,
            article_row(other).title if other else "",
            from_micros(created),
            told(connection, self.article, self.me),
            _versions(connection, self.article, version, published),
        )


def content_at(connection: sqlite3.Connection, article: str, version: str) -> Content:
    """What a version of an article says; raises Refused NOT_FOUND."""
    row = connection.execute(
        "select title, body, type, category, tags, video_url from article_version where id = ? and root = ?",
        (version, article),
    ).fetchone()
    if row is None:
        raise Refused(Code.NOT_FOUND, what="article_version")
    return Content(row[0], row[1], ContentType(row[2]), row[3], tuple(json.loads(row[4])), row[5])


CURRENT_VOTES = (
    "select v.root, v.value, v.author from article_vote v where v.dead = 0 and v.value is not null and"
    " (v.author is null or v.id = (select w.id from article_vote w where w.root = v.root and w.author = v.author"
    " and w.dead = 0 order by w.created_at desc, w.id desc limit 1))"
)
"""One vote a person and article, their newest; anonymous ones all."""


def told(connection: sqlite3.Connection, article: str, me: str) -> Told:
    """Views and votes of one article."""
    (views,) = connection.execute(
        "select count(*) from article_view where root = ? and dead = 0", (article,)
    ).fetchone()
    votes = connection.execute(f"{CURRENT_VOTES} and v.root = ?", (article,)).fetchall()
    counts = {(value, author is None): 0 for value in VoteValue for author in (None, "")}
    for _, value, author in votes:
        counts[VoteValue(value), author is None] += 1
    mine = next((VoteValue(value) for _, value, author in votes if author == me), None)
    return Told(
        views,
        counts[VoteValue.HELPFUL, False],
        counts[VoteValue.NOT_HELPFUL, False],
        counts[VoteValue.HELPFUL, True],
        counts[VoteValue.NOT_HELPFUL, True],
        mine,
    )


def _versions(
    connection: sqlite3.Connection, article: str, newest: str, published: str | None
) -> tuple[VersionRow, ...]:
    rows = connection.execute(
        "select v.id, v.title, coalesce(p.name, ''), v.created_at from article_version v"
        " left join person p on p.id = v.author where v.root = ? and v.dead = 0 order by v.created_at desc, v.id desc",
        (article,),
    )
    return tuple(
        VersionRow(key, title, author, from_micros(at), key == newest, key == published)
        for key, title, author, at in rows
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """How one version became another."""

    before: Content
    after: Content
    lines: tuple[Line, ...]
    """Of the body."""


@dataclass(frozen=True, slots=True)
class CompareVersions:
    """Ask what `after` says otherwise than `before`."""

    article: str
    before: str
    after: str

    def answer(self, connection: sqlite3.Connection) -> Comparison:
        """The lines of both; raises Refused NOT_FOUND."""
        before, after = (content_at(connection, self.article, key) for key in (self.before, self.after))
        return Comparison(before, after, compared(before.body, after.body))


@dataclass(frozen=True, slots=True)
class Preview:
    """Ask for Markdown as HTML."""

    markdown: str

    def answer(self, connection: sqlite3.Connection) -> str:
        """HTML to be put inside a body."""
        del connection  # nothing is looked up
        return html_of(self.markdown)
