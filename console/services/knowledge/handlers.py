"""What each command on an article does, one function each, on the entities of one transaction.

Promise: what an article says changes by a new version alone; `updated_at` moves with it and with nothing else; the
command that takes a change back is answered where there is one.
"""

from __future__ import annotations

from console.models.kinds import COMMON_SHELF, Code, Locale, Refused, Role
from console.models.knowledge import Article, ArticleCategory, ArticleUse, ArticleVersion
from console.models.knowledge_kinds import Content, Manner, Stage
from console.models.people import Person
from console.models.ticket import Ticket
from console.services.bus import Changed
from console.services.desk import Done
from console.services.knowledge.commands import (
    ArchiveArticle,
    CreateArticle,
    EditArticle,
    PairArticles,
    PublishArticle,
    RestoreVersion,
    SetCare,
    SetStage,
)
from console.services.tickets import texts
from console.services.tickets.commands import Command
from console.services.transaction import Transaction

MOST_TAGS = 30
_ADDRESSES = ("https://", "http://")


def create(tx: Transaction, command: CreateArticle) -> Done:
    """A new draft with its first version."""
    known = tx.session.get(Article, command.article) if command.article else None
    if known is not None:
        return Done(known.id)
    content = checked(tx, command.content)
    made = begin(tx, content, command.language, command.article)
    tickets = frozenset({command.ticket} if command.ticket else ())
    if command.ticket is not None:
        _note_source(tx, tx.get(Ticket, command.ticket), made.id)
    return Done(made.id, Changed(tickets=tickets, articles=True), ArchiveArticle(made.id) if edits(tx) else None)


def _note_source(tx: Transaction, ticket: Ticket, article: str) -> None:
    made = ArticleUse(id=tx.new_id(), article=article, manner=Manner.SOURCE, author=tx.me.id, created_at=tx.at)
    tx.add(made, ticket.id, ticket.scope)


def begin(
    tx: Transaction, content: Content, language: Locale, key: str | None = None, source: str | None = None
) -> Article:
    """The row of a new article and its first version; the content has been checked."""
    article = Article(
        id=key or tx.new_id(),
        language=language,
        owner=tx.me.id,
        stage=Stage.DRAFT,
        version=tx.new_id(),
        created_at=tx.at,
        updated_at=tx.at,
        imported_from=source,
    )
    tx.add(article, scope=COMMON_SHELF)
    _put_version(tx, article, content, article.version)
    return article


def checked(tx: Transaction, content: Content) -> Content:
    """The content as it is kept; raises Refused for what cannot be."""
    if content.category is not None:
        tx.get(ArticleCategory, content.category)
    tags = tuple(dict.fromkeys(map(texts.tag, content.tags)))
    if len(tags) > MOST_TAGS:
        raise Refused(Code.TOO_MANY, limit=MOST_TAGS)
    url = texts.optional(content.video_url, "video_url")
    if url is not None and not url.lower().startswith(_ADDRESSES):
        raise Refused(Code.BAD_VALUE, place="video_url", value=url)
    body = texts.description(content.body)
    return Content(texts.title(content.title), body, content.type, content.category, tags, url)


def edit(tx: Transaction, command: EditArticle) -> Done:
    """Another version, unless it says what the newest one says."""
    article, content = tx.get(Article, command.article), checked(tx, command.content)
    _expect_version(tx, article, command.expect)
    before = article.version
    if not write(tx, article, content):
        return Done(article.id)
    return _changed(article, RestoreVersion(article.id, before, article.version))


def write(tx: Transaction, article: Article, content: Content) -> bool:
    """Give an article its next version; whether it says something new."""
    if content == said(tx, article):
        return False
    article.version = tx.new_id()
    article.updated_at, article.stage = tx.at, Stage.DRAFT
    _put_version(tx, article, content, article.version)
    return True


def said(tx: Transaction, article: Article) -> Content | None:
    """What the newest version says; None when it has not come yet."""
    version = tx.session.get(ArticleVersion, article.version)
    return None if version is None else content_of(version)


def content_of(version: ArticleVersion) -> Content:
    """What a version says."""
    return Content(version.title, version.body, version.type, version.category, tuple(version.tags), version.video_url)


def _put_version(tx: Transaction, article: Article, content: Content, key: str) -> None:
    version = ArticleVersion(
        id=key,
        title=content.title,
        body=content.body,
        type=content.type,
        category=content.category,
        tags=list(content.tags),
        video_url=content.video_url,
        author=tx.me.id,
        created_at=tx.at,
    )
    tx.add(version, article.id, article.scope)


def restore(tx: Transaction, command: RestoreVersion) -> Done:
    """Say again what an earlier version said."""
    article, version = tx.get(Article, command.article), tx.get(ArticleVersion, command.version)
    if version.root != article.id:
        raise Refused(Code.NOT_FOUND, what="article_version")
    _expect_version(tx, article, command.expect)
    before = article.version
    if not write(tx, article, content_of(version)):
        return Done(article.id)
    return _changed(article, RestoreVersion(article.id, before, article.version))


def _expect_version(tx: Transaction, article: Article, expect: str | None) -> None:
    if expect not in (None, article.version):
        shown = [_titled(tx, key) for key in (expect, article.version)]
        raise Refused(Code.CHANGED_MEANWHILE, field="article_version", expected=shown[0], found=shown[1])


def _titled(tx: Transaction, key: str | None) -> str | None:
    version = tx.session.get(ArticleVersion, key) if key else None
    return None if version is None else f"{version.title} ({version.created_at:%Y-%m-%d %H:%M:%S} UTC)"


def set_stage(tx: Transaction, command: SetStage) -> Done:
    """In for review, or back."""
    article = tx.get(Article, command.article)
    before = article.stage
    if command.expect not in (None, before):
        raise Refused(Code.CHANGED_MEANWHILE, field="stage", expected=command.expect, found=before)
    if before is command.stage:
        return Done(article.id)
    article.stage = command.stage
    return _changed(article, SetStage(article.id, before, command.stage))


def publish(tx: Transaction, command: PublishArticle) -> Done:
    """Readers see this version from now on, or none."""
    needs_editor(tx)
    article = tx.get(Article, command.article)
    before = article.published
    if command.checked and command.expect != before:
        shown = [_titled(tx, key) for key in (command.expect, before)]
        raise Refused(Code.CHANGED_MEANWHILE, field="published", expected=shown[0], found=shown[1])
    if command.version is not None and tx.get(ArticleVersion, command.version).root != article.id:
        raise Refused(Code.NOT_FOUND, what="article_version")
    if before == command.version and article.archived_at is None:
        return Done(article.id)
    article.published = command.version
    article.published_at = tx.at if command.version else None
    article.archived_at, article.stage = None, Stage.DRAFT
    return _changed(article, PublishArticle(article.id, before, command.version, checked=True))


def archive(tx: Transaction, command: ArchiveArticle) -> Done:
    """Away with it, or back."""
    needs_editor(tx)
    article = tx.get(Article, command.article)
    if (article.archived_at is not None) is command.archived:
        return Done(article.id)
    article.archived_at = tx.at if command.archived else None
    return _changed(article, ArchiveArticle(article.id, not command.archived))


def set_care(tx: Transaction, command: SetCare) -> Done:
    """Who looks after it, and until when."""
    article = tx.get(Article, command.article)
    before = (article.owner, article.review_by)
    if command.owner is not None and tx.get(Person, command.owner).login is None:
        raise Refused(Code.NOT_FOUND, what="owner")
    if before == (command.owner, command.review_by):
        return Done(article.id)
    article.owner, article.review_by = command.owner, command.review_by
    return _changed(article, SetCare(article.id, *before))


def pair_articles(tx: Transaction, command: PairArticles) -> Done:
    """Two articles of different languages; whatever either was paired with before is parted from it."""
    article = tx.get(Article, command.article)
    other = tx.get(Article, command.other) if command.other else None
    if other is not None and other.language is article.language:
        raise Refused(Code.BAD_VALUE, place="pair", value=other.language)
    before = article.pair
    if before == command.other:
        return Done(article.id)
    for one in (article, *filter(None, [other])):
        former = tx.session.get(Article, one.pair) if one.pair else None
        if former is not None and former.pair == one.id:
            former.pair = None
    article.pair = command.other
    if other is not None:
        other.pair = article.id
    return _changed(article, PairArticles(article.id, before))


def needs_editor(tx: Transaction) -> None:
    """Refuse what only leads and admins may (SPEC 1.3)."""
    if not edits(tx):
        raise Refused(Code.ROLE_NEEDED, role=Role.LEAD)


def edits(tx: Transaction) -> bool:
    """Whether this person publishes."""
    return not {Role.LEAD.value, Role.ADMIN.value}.isdisjoint(tx.me.roles)


def _changed(article: Article, undo: Command | None = None) -> Done:
    return Done(article.id, Changed(articles=True), undo)
