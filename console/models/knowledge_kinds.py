"""The values of knowledge that every layer shares: what an article is, where it stands, what was said of it (SPEC 6).

Promise: importing this module costs milliseconds; where an article stands is derived from three facts, never kept
beside them.
"""

from __future__ import annotations

from enum import StrEnum

from console.models.values import dataclass


class ContentType(StrEnum):
    """What kind of content an article is (SPEC 6.1)."""

    FAQ = "FAQ"
    TUTORIAL = "TUTORIAL"
    GUIDE = "GUIDE"
    VIDEO = "VIDEO"


class Stage(StrEnum):
    """How far the newest version of an article has come on its way to its readers."""

    DRAFT = "DRAFT"
    IN_REVIEW = "IN_REVIEW"


class ArticleState(StrEnum):
    """Where an article stands (SPEC 6.1); in the order of its life."""

    DRAFT = "DRAFT"
    IN_REVIEW = "IN_REVIEW"
    PUBLISHED = "PUBLISHED"
    ARCHIVED = "ARCHIVED"


class VoteValue(StrEnum):
    """Whether an article helped (SPEC 6.2)."""

    HELPFUL = "HELPFUL"
    NOT_HELPFUL = "NOT_HELPFUL"


class Manner(StrEnum):
    """How a ticket uses an article: sent as a link or as text, or the ticket the article was made of."""

    LINK = "LINK"
    TEXT = "TEXT"
    SOURCE = "SOURCE"


@dataclass(frozen=True, slots=True)
class Content:
    """What one version of an article says: all that readers see of it."""

    title: str
    body: str = ""
    """Markdown."""
    type: ContentType = ContentType.GUIDE
    category: str | None = None
    """The id of its category."""
    tags: tuple[str, ...] = ()
    video_url: str | None = None


def state_of(stage: Stage, *, published: bool, archived: bool) -> ArticleState:
    """Where an article stands; one with a published version is published, whatever else is being written."""
    if archived:
        return ArticleState.ARCHIVED
    return ArticleState.PUBLISHED if published else ArticleState(stage.value)
