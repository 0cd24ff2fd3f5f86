"""The full text of articles, derived from the newest version of each.

Promise: whatever wrote an article (a command, an import, a pull), `derive_articles` in the same transaction brings its
words in line, so that a search never finds what no article says any more.
"""

from __future__ import annotations

import json
import sqlite3

from console.services.search import document

_WORDS = (
    "select s.article, v.title, v.body, v.tags from _stale_article s"
    " join article a on a.id = s.article and a.dead = 0"
    " join article_version v on v.id = a.version and v.root = a.id"
)


def derive_articles(connection: sqlite3.Connection) -> None:
    """Derive anew every article marked stale, inside the caller's transaction."""
    if not connection.execute("select 1 from _stale_article limit 1").fetchone():
        return
    connection.execute(
        "delete from article_search where rowid in"
        " (select p.n from article_place p join _stale_article s on s.article = p.article)"
    )
    found = connection.execute(_WORDS).fetchall()
    connection.executemany("insert or ignore into article_place(article) values (?)", [(row[0],) for row in found])
    places = dict(
        connection.execute("select s.article, p.n from _stale_article s join article_place p on p.article = s.article")
    )
    made = [(key, document(title, [body], (), json.loads(tags))) for key, title, body, tags in found]
    connection.executemany(
        "insert into article_search(rowid, title, body, tags) values (?, ?, ?, ?)",
        [(places[key], words.title, words.body, words.tags) for key, words in made],
    )
    connection.execute("delete from _stale_article")
