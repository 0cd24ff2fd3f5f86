"""What the card of a refused operation on an article says.

Promise: an article is called by the title its author gave it; a version somebody else wrote meanwhile is told as such.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from console.models.kinds import Code, Refused, from_micros

Part = Mapping[str, object]

ARTICLE_MAKERS = {
    "article": "CreateArticle",
    "article_version": "EditArticle",
    "article_vote": "VoteOnArticle",
    "article_view": "NoteView",
    "article_use": "UseArticle",
    "search_event": "NoteSearch",
    "article_category": "SaveCategory",
}
"""The command that makes a row of a table; the first that fits."""


def article_titled(db: sqlite3.Connection, parts: Sequence[Part]) -> str:
    """The title of the article an operation is about; "" when it is about none, or the article is not here."""
    for row in _made(parts, "article_version"):
        return str(row["title"])
    keys = [part["k"] for part in parts if part["t"] == "article"]
    keys += [row["root"] for table in ("article_vote", "article_view") for row in _made(parts, table)]
    for key in keys:
        found = db.execute(
            "select v.title from article a join article_version v on v.id = a.version where a.id = ?", (key,)
        ).fetchone()
        if found:
            return str(found[0])
    return ""


def article_outdated(db: sqlite3.Connection, parts: Sequence[Part]) -> Refused | None:
    """The refusal of a change that expected another version; None when the operation changes no article."""
    for part in parts:
        expected = part.get("expect") if part["t"] == "article" else None
        if not isinstance(expected, dict):
            continue
        for field, shown in (("version", "article_version"), ("published", "published")):
            if field in expected:
                found = db.execute(f"select {field} from article where id = ?", (part["k"],)).fetchone()
                told = [_version(db, key) for key in (expected[field], found[0] if found else None)]
                return Refused(Code.CHANGED_MEANWHILE, field=shown, expected=told[0], found=told[1])
    return None


def _version(db: sqlite3.Connection, key: object) -> str | None:
    found = db.execute("select title, created_at from article_version where id = ?", (key,)).fetchone()
    return f"{found[0]} ({from_micros(found[1]):%Y-%m-%d %H:%M:%S} UTC)" if found else None


def _made(parts: Sequence[Part], table: str) -> Iterator[Mapping[str, object]]:
    for part in parts:
        row = part.get("new")
        if part["t"] == table and isinstance(row, dict):
            yield row
