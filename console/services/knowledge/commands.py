"""What a person can do to articles, as values.

Promise: a command says everything its handler needs but who acts and when; `expect` is the version its author saw:
another one there refuses it instead of hiding a colleague's.
"""

from __future__ import annotations

from datetime import datetime

from console.models.kinds import Locale
from console.models.knowledge_kinds import Content, Manner, Stage, VoteValue
from console.models.values import dataclass


@dataclass(frozen=True, slots=True)
class CreateArticle:
    """Begin an article; it is a draft of its author's."""

    content: Content
    language: Locale
    ticket: str | None = None
    """The ticket it was made of (SPEC 6.4)."""
    article: str | None = None
    """The article's id, made when its text was begun, so that one already kept is known."""


@dataclass(frozen=True, slots=True)
class EditArticle:
    """Write another version of an article."""

    article: str
    content: Content
    expect: str | None = None


@dataclass(frozen=True, slots=True)
class RestoreVersion:
    """Write a version that says what an earlier one said."""

    article: str
    version: str
    expect: str | None = None


@dataclass(frozen=True, slots=True)
class SetStage:
    """Hand the newest version in for review, or take it back."""

    article: str
    stage: Stage
    expect: Stage | None = None


@dataclass(frozen=True, slots=True)
class PublishArticle:
    """Say which version readers see, or that they see none (None); for leads and admins (SPEC 1.3)."""

    article: str
    version: str | None
    expect: str | None = None
    checked: bool = False
    """Whether `expect` counts; None is a possible expectation (unpublished)."""


@dataclass(frozen=True, slots=True)
class ArchiveArticle:
    """Put an article away, or bring it back; for leads and admins."""

    article: str
    archived: bool = True


@dataclass(frozen=True, slots=True)
class SetCare:
    """Say who looks after an article, and when it is to be looked at again."""

    article: str
    owner: str | None
    review_by: datetime | None


@dataclass(frozen=True, slots=True)
class PairArticles:
    """Say which article says the same in the other language; None parts a pair."""

    article: str
    other: str | None


@dataclass(frozen=True, slots=True)
class VoteOnArticle:
    """Say whether it helped; None takes one's vote back (SPEC 6.2)."""

    article: str
    value: VoteValue | None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class NoteView:
    """An article was opened."""

    article: str


@dataclass(frozen=True, slots=True)
class NoteSearch:
    """Articles were searched for."""

    text: str
    results: int


@dataclass(frozen=True, slots=True)
class UseArticle:
    """A ticket used an article."""

    ticket: str
    article: str
    manner: Manner


@dataclass(frozen=True, slots=True)
class SaveCategory:
    """Keep a category of articles; for leads and admins."""

    name: str
    description: str = ""
    position: int | None = None
    """None puts a new one last, and leaves an old one where it is."""
    category: str | None = None
    """The id of the one to change, or to bring back; None makes a new one."""


@dataclass(frozen=True, slots=True)
class DropCategory:
    """Take a category away; its articles stay, without one."""

    category: str


KnowledgeCommand = (
    CreateArticle
    | EditArticle
    | RestoreVersion
    | SetStage
    | PublishArticle
    | ArchiveArticle
    | SetCare
    | PairArticles
    | VoteOnArticle
    | NoteView
    | NoteSearch
    | UseArticle
    | SaveCategory
    | DropCategory
)
"""Everything `Desk.do` takes from this slice."""
