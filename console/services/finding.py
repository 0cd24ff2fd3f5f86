"""What holds some words, wherever it stands: tickets and articles in one list (docs/CLI.md: `search`).

Promise: best first; what is found in one of them alone is found here too.
"""

from __future__ import annotations

import sqlite3

from console.services.knowledge.finding import FindArticles
from console.services.tickets.queries import Find, Hit


def found_anywhere(connection: sqlite3.Connection, text: str, limit: int | None = None) -> tuple[Hit, ...]:
    """Tickets and articles in which all words are found."""
    articles = [
        Hit(hit.row.id, None, hit.row.title, hit.snippet, hit.score, "article")
        for hit in FindArticles(text, limit).answer(connection)
    ]
    hits = sorted([*Find(text, limit).answer(connection), *articles], key=lambda hit: -hit.score)
    return tuple(hits[:limit])
