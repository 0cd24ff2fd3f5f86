"""Articles of files brought in: new ones made, known ones given another version, the rest left alone.

Promise: the same file again changes nothing; each batch is one transaction with its operation; who may not publish
brings in drafts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from sqlalchemy import func, or_, select

from console.models.kinds import Refused
from console.models.knowledge import Article, ArticleCategory, ArticleVersion
from console.models.knowledge_kinds import ArticleState, Stage
from console.models.people import Person
from console.services.bus import Bus, Changed
from console.services.clock import Clock
from console.services.knowledge.categories import add_category
from console.services.knowledge.drafts import Draft
from console.services.knowledge.handlers import begin, checked, edits, write
from console.services.knowledge.reading import NamedCategory, Read
from console.services.store import Store
from console.services.transaction import Transaction

BATCH = 20
"""Articles of one transaction."""


@dataclass(slots=True)
class Figures:
    """What came of an import."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[tuple[str, Refused]] = field(default_factory=list)
    """Place and reason."""


class ArticleImport:
    """One import into one replica."""

    def __init__(self, store: Store, clock: Clock, bus: Bus, *, dry_run: bool = False, publish: bool = False) -> None:
        """`publish`: what comes in as a draft is published, where this person may."""
        self._store = store
        self._clock = clock
        self._bus = bus
        self._dry_run = dry_run
        self._publish = publish

    def carry_out(self, found: Iterable[Read], categories: Sequence[NamedCategory] = ()) -> Figures:
        """Bring in what was read; raises Refused when the store fails."""
        figures = Figures()
        drafts: list[tuple[str, Draft]] = []
        for one in found:
            figures.read += 1
            if isinstance(one.found, Refused):
                figures.rejected.append((one.place, one.found))
            else:
                drafts.append((one.place, one.found))
        for start in range(0, len(drafts), BATCH) or range(1):
            self._batch(drafts[start : start + BATCH], categories if start == 0 else (), figures)
        self._bus.publish(Changed(articles=True))
        return figures

    def _batch(
        self, drafts: Sequence[tuple[str, Draft]], categories: Sequence[NamedCategory], figures: Figures
    ) -> None:
        with suppress(_Tried), self._store.write("ImportArticles", self._clock.now()) as tx:
            for category in categories:
                _shelve(tx, category)
            for place, draft in drafts:
                try:
                    self._bring_in(tx, draft, figures)
                except Refused as error:
                    figures.rejected.append((place, error))
            self._finish()

    def _finish(self) -> None:
        if self._dry_run:
            raise _Tried

    def _bring_in(self, tx: Transaction, draft: Draft, figures: Figures) -> None:
        content = checked(tx, replace(draft.content, category=None))
        content = replace(content, category=_category(tx, draft.content.category))
        article = _known(tx, draft)
        if article is None:
            article = begin(tx, content, draft.language, draft.id, draft.key)
            tx.session.flush()  # a new article is a draft to every hub; what readers see is a change of it
            figures.created += 1
            self._settle(tx, article, draft)
            return
        changed = write(tx, article, content)
        changed |= self._settle(tx, article, draft)
        figures.updated += changed
        figures.unchanged += not changed

    def _settle(self, tx: Transaction, article: Article, draft: Draft) -> bool:
        """Bring all but the content in line; whether anything changed."""
        before = (article.owner, article.review_by, article.stage, article.published, article.archived_at, article.pair)
        article.owner = _person(tx, draft.owner) or article.owner
        article.review_by = draft.review_by or article.review_by
        _set_state(tx, article, self._wanted(draft) if edits(tx) else draft.state)
        _pair(tx, article, draft.pair)
        tx.session.flush()
        after = (article.owner, article.review_by, article.stage, article.published, article.archived_at, article.pair)
        return before != after

    def _wanted(self, draft: Draft) -> ArticleState:
        waits = draft.state in (ArticleState.DRAFT, ArticleState.IN_REVIEW)
        return ArticleState.PUBLISHED if self._publish and waits else draft.state


class _Tried(Exception):
    """Takes a trial back."""


def _known(tx: Transaction, draft: Draft) -> Article | None:
    by_id = tx.session.get(Article, draft.id) if draft.id else None
    if by_id is not None:
        return None if by_id.dead else by_id
    return tx.session.scalar(
        select(Article).where(Article.imported_from == draft.key, Article.dead.is_(False)).limit(1)
    )


def _shelve(tx: Transaction, named: NamedCategory) -> None:
    if named.name.strip() and edits(tx) and not tx.find(ArticleCategory, name=named.name):
        add_category(tx, named.name, named.description)
        tx.session.flush()


def _category(tx: Transaction, name: str | None) -> str | None:
    """The id of the category of that name, made where this person may make one."""
    if not name:
        return None
    found = tx.find(ArticleCategory, name=name)
    if found:
        return found[0].id
    if not edits(tx):
        return None
    made = add_category(tx, name)
    tx.session.flush()
    return made.id


def _person(tx: Transaction, named: str | None) -> str | None:
    if not named:
        return None
    wanted = or_(Person.name == named, Person.login == named, func.lower(Person.email) == named.lower())
    found = select(Person.id).where(wanted, Person.login.is_not(None), Person.dead.is_(False)).order_by(Person.id)
    return tx.session.scalar(found.limit(1))


def _set_state(tx: Transaction, article: Article, wanted: ArticleState) -> None:
    if wanted is ArticleState.IN_REVIEW:
        article.stage = Stage.IN_REVIEW
    if not edits(tx):
        return
    if wanted is ArticleState.PUBLISHED and article.published != article.version:
        article.published, article.published_at, article.archived_at = article.version, tx.at, None
    if wanted is ArticleState.ARCHIVED and article.archived_at is None:
        article.archived_at = tx.at


def _pair(tx: Transaction, article: Article, named: str | None) -> None:
    """Pair with the article of that id or title in the other language, when it is here."""
    if not named:
        return
    wanted = or_(Article.id == named, ArticleVersion.title == named)
    found = (
        select(Article)
        .join(ArticleVersion, ArticleVersion.id == Article.version)
        .where(wanted, Article.language != article.language, Article.dead.is_(False))
        .order_by(Article.id)
    )
    other = tx.session.scalar(found.limit(1))
    if other is not None and article.pair is None and other.pair in (None, article.id):
        article.pair, other.pair = other.id, article.id
