"""Articles, their versions, and what is told of them: views, votes, searches, use on tickets (SPEC 6).

Promise: what readers see is one version, chosen by who may publish; a version is never changed, so no words of an
author are lost to another's; counters are counted from events and stand nowhere.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from console.models.base import Synced, checked, fixed, last
from console.models.kinds import Locale
from console.models.knowledge_kinds import ArticleState, ContentType, Manner, Stage, VoteValue, state_of


class ArticleCategory(Synced):
    """A shelf of articles; they stand in the order of `position`."""

    __tablename__ = "article_category"

    name: Mapped[str] = last()
    description: Mapped[str] = last()
    position: Mapped[int] = last()


class Article(Synced):
    """One article through all its versions."""

    __tablename__ = "article"
    __table_args__ = (Index("article_by_import", "imported_from"),)

    language: Mapped[Locale] = fixed(Locale)
    pair: Mapped[str | None] = last()
    """The same article in the other language."""
    owner: Mapped[str | None] = last()
    review_by: Mapped[datetime | None] = last()
    stage: Mapped[Stage] = last(Stage)
    version: Mapped[str] = checked()
    """The newest one, which authors see."""
    published: Mapped[str | None] = checked()
    """The one readers see, if they see any."""
    published_at: Mapped[datetime | None] = last()
    archived_at: Mapped[datetime | None] = last()
    created_at: Mapped[datetime] = fixed()
    updated_at: Mapped[datetime] = last()
    """When its content last became another; viewing and voting never move it (SPEC 6.2)."""
    imported_from: Mapped[str | None] = fixed()

    @property
    def state(self) -> ArticleState:
        """Where it stands."""
        return state_of(self.stage, published=self.published is not None, archived=self.archived_at is not None)


class ArticleVersion(Synced):
    """What an article said from one saving to the next; append-only."""

    __tablename__ = "article_version"
    __table_args__ = (Index("article_version_by_root", "root", "created_at", "id"),)

    title: Mapped[str] = fixed()
    body: Mapped[str] = fixed()
    type: Mapped[ContentType] = fixed(ContentType)
    category: Mapped[str | None] = fixed()
    tags: Mapped[list[str]] = fixed()
    video_url: Mapped[str | None] = fixed()
    author: Mapped[str | None] = fixed()
    created_at: Mapped[datetime] = fixed()


class ArticleVote(Synced):
    """Whether the article helped somebody; a person's newest one counts, and one without value takes it back."""

    __tablename__ = "article_vote"
    __table_args__ = (Index("article_vote_by_root", "root", "author", "created_at", "id"),)

    value: Mapped[VoteValue | None] = fixed(VoteValue)
    comment: Mapped[str | None] = fixed()
    author: Mapped[str | None] = fixed()
    """None for somebody the web page does not know."""
    created_at: Mapped[datetime] = fixed()


class ArticleView(Synced):
    """Somebody opened the article."""

    __tablename__ = "article_view"
    __table_args__ = (Index("article_view_by_root", "root", "created_at"),)

    author: Mapped[str | None] = fixed()
    created_at: Mapped[datetime] = fixed()


class ArticleUse(Synced):
    """A ticket used an article, or an article was made of it; lives where the ticket lives."""

    __tablename__ = "article_use"
    __table_args__ = (Index("article_use_by_root", "root"), Index("article_use_by_article", "article"))

    article: Mapped[str] = fixed()
    manner: Mapped[Manner] = fixed(Manner)
    author: Mapped[str | None] = fixed()
    created_at: Mapped[datetime] = fixed()


class SearchEvent(Synced):
    """Somebody searched for articles; those that found none tell what is missing (SPEC 6.2)."""

    __tablename__ = "search_event"
    __table_args__ = (Index("search_event_by_time", "created_at"),)

    text: Mapped[str] = fixed()
    results: Mapped[int] = fixed()
    author: Mapped[str | None] = fixed()
    created_at: Mapped[datetime] = fixed()


PARTS = (ArticleVersion, ArticleVote, ArticleView)
"""What hangs on an article."""

SYNCED = (ArticleCategory, Article, *PARTS, ArticleUse, SearchEvent)
"""The synced entities of this module, parents first."""
