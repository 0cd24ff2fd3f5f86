"""The SQL of articles on a team's hub, as a console's operation would write them.

Promise: nothing that only the hub may write is named.
"""

from __future__ import annotations


def article(key: str, column: str = "owner", value: str = "null") -> str:
    """The SQL of a new article and its first version."""
    columns = f"id, root, language, stage, version, created_at, updated_at, {column}"
    made = f"insert into desk.article ({columns}) values ('{key}', '{key}', 'en', 'DRAFT', '{key}.1', 1, 1, {value})"
    return f"{made}; {version(key, f'{key}.1')}"


def version(root: str, key: str) -> str:
    """The SQL of another version."""
    columns = "id, root, title, body, type, tags, created_at"
    return f"insert into desk.article_version ({columns}) values ('{key}', '{root}', 'T', '', 'FAQ', '[]', 1)"


def category(key: str) -> str:
    """The SQL of a new category."""
    columns = "id, root, name, description, position"
    return f"insert into desk.article_category ({columns}) values ('{key}', '{key}', 'N', '', 1)"


def noted(table: str, root: str, columns: str = "", values: str = "", key: str = "n") -> str:
    """The SQL of what somebody did about an article."""
    more, told = (f", {columns}", f", {values}") if columns else ("", "")
    return f"insert into desk.{table} (id, root, created_at{more}) values ('{key}', '{root}', 1{told})"
