"""What a refused operation on articles meant, as commands.

Promise: the words of a refused version become the newest version when they are redone; the colleague's stay in the
history.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from console.models.kinds import Locale, from_micros
from console.models.knowledge import Article, ArticleCategory
from console.models.knowledge_kinds import Content, ContentType, Manner, Stage, VoteValue
from console.services.knowledge.commands import (
    ArchiveArticle,
    CreateArticle,
    DropCategory,
    EditArticle,
    KnowledgeCommand,
    NoteSearch,
    NoteView,
    PairArticles,
    PublishArticle,
    SaveCategory,
    SetCare,
    SetStage,
    UseArticle,
    VoteOnArticle,
)
from console.services.sync.attention import Part, new_parts, values
from console.services.transaction import Transaction

Row = Mapping[str, object]


def intents(tx: Transaction, parts: list[Part]) -> Iterator[KnowledgeCommand]:
    """The commands an operation on articles was made by; none for any other."""
    written = {str(part["k"]): values(part) for part in new_parts(parts, "article_version")}
    begun = {str(part["k"]): values(part) for part in new_parts(parts, "article")}
    sources = {str(values(part)["article"]): str(values(part)["root"]) for part in new_parts(parts, "article_use")}
    for key, row in begun.items():
        content = _content(written.pop(str(row["version"])))
        yield CreateArticle(content, Locale(str(row["language"])), sources.pop(key, None), key)
    for row in written.values():
        yield EditArticle(str(row["root"]), _content(row))
    yield from _of_changes(tx, parts)
    yield from _of_notes(parts, frozenset(begun))
    yield from _of_categories(tx, parts)


def _content(row: Row) -> Content:
    tags = row["tags"]
    return Content(
        str(row["title"]),
        str(row["body"]),
        ContentType(str(row["type"])),
        _text(row.get("category")),
        tuple(map(str, tags)) if isinstance(tags, list) else (),
        _text(row.get("video_url")),
    )


def _of_changes(tx: Transaction, parts: list[Part]) -> Iterator[KnowledgeCommand]:
    """One command a change; of a pair both articles change, and the first says it."""
    paired = False
    for part in parts:
        if part["t"] != "article" or "set" not in part:
            continue
        key, new = str(part["k"]), values(part, "set")
        if "pair" in new and not paired:
            paired = True
            yield PairArticles(key, _text(new["pair"]))
        yield from _of_change(tx, key, new)


def _of_change(tx: Transaction, key: str, new: Row) -> Iterator[KnowledgeCommand]:
    if "published" in new:
        yield PublishArticle(key, _text(new["published"]))
    elif "archived_at" in new:
        yield ArchiveArticle(key, new["archived_at"] is not None)
    elif "stage" in new and "version" not in new:
        yield SetStage(key, Stage(str(new["stage"])))
    if "owner" in new or "review_by" in new:
        article = tx.get(Article, key)
        due = new.get("review_by")
        until = from_micros(due) if isinstance(due, int) else None if "review_by" in new else article.review_by
        yield SetCare(key, _text(new.get("owner", article.owner)), until)


def _of_notes(parts: list[Part], begun: frozenset[str]) -> Iterator[KnowledgeCommand]:
    for part in new_parts(parts, "article_vote"):
        row = values(part)
        value = VoteValue(str(row["value"])) if row.get("value") else None
        yield VoteOnArticle(str(row["root"]), value, _text(row.get("comment")) or "")
    for part in new_parts(parts, "article_view"):
        yield NoteView(str(values(part)["root"]))
    for part in new_parts(parts, "article_use"):
        row = values(part)
        if row["article"] not in begun:
            yield UseArticle(str(row["root"]), str(row["article"]), Manner(str(row["manner"])))
    for part in new_parts(parts, "search_event"):
        yield NoteSearch(str(values(part)["text"]), int(str(values(part)["results"])))


def _of_categories(tx: Transaction, parts: list[Part]) -> Iterator[KnowledgeCommand]:
    for part in parts:
        if part["t"] != "article_category":
            continue
        key, row = str(part["k"]), values(part) or values(part, "set")
        if row.get("dead"):
            yield DropCategory(key)
            continue
        held = tx.session.get(ArticleCategory, key)
        name, description = (str(row.get(field, getattr(held, field, ""))) for field in ("name", "description"))
        position = row.get("position", held.position if held else None)
        yield SaveCategory(name, description, position if isinstance(position, int) else None, key if held else None)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
