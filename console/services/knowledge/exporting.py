"""Articles written as files: a folder of Markdown, or one JSON document; both are read again by the import.

Promise: the newest words of every article are written, and none is called published of which readers see another
version; names of files say the title and cannot leave the folder.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from console.files import write_whole
from console.models.kinds import Locale, from_micros
from console.models.knowledge_kinds import Content, ContentType, Stage, state_of
from console.services.attachments import clean_name
from console.services.knowledge import front_matter
from console.services.knowledge.drafts import Draft, values_of
from console.services.knowledge.queries import Categories
from console.services.knowledge.reading import CATEGORIES
from console.services.store import explained

_LONGEST_NAME = 60


def exported(connection: sqlite3.Connection) -> Iterator[Draft]:
    """Every article as a file tells it, oldest first."""
    rows = connection.execute(
        "select a.id, v.title, v.body, v.type, coalesce(c.name, ''), v.tags, v.video_url, a.language, a.stage,"
        " a.published = a.version, a.archived_at is not null, p.name, a.review_by, a.pair"
        " from article a join article_version v on v.id = a.version"
        " left join article_category c on c.id = v.category and c.dead = 0 left join person p on p.id = a.owner"
        " where a.dead = 0 order by a.created_at, a.id"
    )
    for key, title, body, kind, category, tags, url, language, stage, seen, archived, owner, due, pair in rows:
        content = Content(title, body, ContentType(kind), category or None, tuple(json.loads(tags)), url)
        state = state_of(Stage(stage), published=bool(seen), archived=bool(archived))
        review_by = None if due is None else from_micros(due)
        yield Draft("", content, Locale(language), state, owner, review_by, pair, key)


def write_folder(connection: sqlite3.Connection, folder: Path) -> int:
    """A Markdown file for each article, and the order of categories; how many articles; raises Refused."""
    count = 0
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for draft in exported(connection):
            text = front_matter.written(values_of(draft), draft.content.body + "\n")
            write_whole(folder / name_of(draft), text.encode("utf-8"))
            count += 1
        categories = [{"name": row.name, "description": row.description} for row in Categories().answer(connection)]
        if categories:
            told = json.dumps(categories, ensure_ascii=False, indent=2) + "\n"
            write_whole(folder / CATEGORIES, told.encode("utf-8"))
    return count


def name_of(draft: Draft) -> str:
    """The name of an article's file: its title and the end of its id, which no other has."""
    slug = re.sub(r"[\s./\\:]+", "-", draft.content.title.lower()).strip("-")[:_LONGEST_NAME]
    return clean_name(f"{slug}-{(draft.id or '')[-12:]}.md")


def write_document(connection: sqlite3.Connection, file: Path) -> int:
    """One JSON document of all articles; how many; raises Refused."""
    rows = [values_of(draft) | {"body": draft.content.body} for draft in exported(connection)]
    text = json.dumps({"articles": rows}, ensure_ascii=False, indent=2) + "\n"
    with explained(file):
        write_whole(file, text.encode("utf-8"))
    return len(rows)
