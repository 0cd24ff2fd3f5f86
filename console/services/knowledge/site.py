"""The published articles as a static site in both languages, which is read from a folder without any server.

Promise: only what readers may see is written; every text is escaped or sanitised; pages load nothing from elsewhere.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from console.files import write_whole
from console.models.kinds import Locale, from_micros
from console.models.knowledge_kinds import ContentType
from console.models.values import dataclass
from console.resources import resource
from console.services.knowledge.advising import FOLDERS, file_of
from console.services.knowledge.rendering import html_of, plain_of
from console.services.search import fold
from console.services.store import explained
from console.words import word

_WORDS = {
    "title": ("Help", "帮助中心"),
    "search": ("Search the articles", "搜索文章"),
    "none": ("No article holds all of these words.", "没有文章同时包含这些词。"),
    "empty": ("Nothing has been published yet.", "尚未发布文章。"),
    "other": ("Other articles", "其他文章"),
    "updated": ("Updated", "更新于"),
    "watch": ("Watch the video", "观看视频"),
    "back": ("All articles", "全部文章"),
    "language": ("English", "中文"),
}
_POLICY = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class Page:
    """One published article."""

    id: str
    title: str
    body: str
    type: ContentType
    category: str
    tags: tuple[str, ...]
    video_url: str | None
    language: Locale
    pair: str | None
    updated: datetime

    @property
    def file(self) -> str:
        """The name of its file."""
        return file_of(self.id)


def pages(connection: sqlite3.Connection) -> tuple[Page, ...]:
    """What readers see, by category in its order and title."""
    rows = connection.execute(
        "select a.id, v.title, v.body, v.type, coalesce(c.name, ''), v.tags, v.video_url, a.language, a.pair,"
        " v.created_at from article a join article_version v on v.id = a.published and v.root = a.id"
        " left join article_category c on c.id = v.category and c.dead = 0"
        " where a.dead = 0 and a.archived_at is null order by c.position is null, c.position, c.name, v.title, a.id"
    )
    return tuple(
        Page(
            key,
            title,
            body,
            ContentType(kind),
            category,
            tuple(json.loads(tags)),
            url,
            Locale(spoken),
            pair,
            from_micros(at),
        )
        for key, title, body, kind, category, tags, url, spoken, pair, at in rows
    )


def write_site(connection: sqlite3.Connection, folder: Path) -> int:
    """Write the site; how many articles are on it; raises Refused."""
    every = pages(connection)
    with explained(folder):
        for locale, name in FOLDERS.items():
            own = tuple(page for page in every if page.language is locale)
            (folder / name).mkdir(parents=True, exist_ok=True)
            known = {page.id: page for page in every}
            for page in own:
                write_whole(folder / name / page.file, _article(page, known.get(page.pair or "")).encode("utf-8"))
            write_whole(folder / name / "index.html", _index(own, locale).encode("utf-8"))
            write_whole(folder / name / "words.js", _words(own).encode("utf-8"))
        for name in ("site.css", "search.js"):
            write_whole(folder / name, resource(f"site/{name}").read_bytes())
        write_whole(folder / "index.html", _door().encode("utf-8"))
    return len(every)


def _said(name: str, locale: Locale) -> str:
    english, chinese = _WORDS[name]
    return chinese if locale is Locale.ZH else english


def _words(own: Sequence[Page]) -> str:
    """The words of all articles as a script; `</` cannot end it, and no separator breaks a line of it."""
    found = {page.id: fold(" ".join((page.title, *page.tags, page.category, plain_of(page.body)))) for page in own}
    told = json.dumps(found, ensure_ascii=True, sort_keys=True).replace("</", "<\\/")
    return f"var WORDS = {told};\n"


def _framed(locale: Locale, title: str, content: str, other: str, scripts: Sequence[str] = ()) -> str:
    ending = "".join(f'<script src="{name}"></script>\n' for name in scripts)
    away = Locale.EN if locale is Locale.ZH else Locale.ZH
    spoken = locale.value.replace("_", "-")
    return (
        f'<!doctype html>\n<html lang="{spoken}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(title)}</title>\n<link rel="stylesheet" href="../site.css">\n</head>\n<body>\n'
        f'<header><a href="index.html">{_said("title", locale)}</a>'
        f'<a href="{escape(other)}" lang="{away.value.replace("_", "-")}">{_said("language", away)}</a></header>\n'
        f"<main>\n{content}\n</main>\n{ending}</body>\n</html>\n"
    )


def _index(own: Sequence[Page], locale: Locale) -> str:
    away = FOLDERS[Locale.EN if locale is Locale.ZH else Locale.ZH]
    lists = "\n".join(_shelves(own, locale)) or f"<p>{_said('empty', locale)}</p>"
    content = (
        f"<h1>{_said('title', locale)}</h1>\n"
        f'<input type="search" id="search" aria-label="{_said("search", locale)}"'
        f' placeholder="{_said("search", locale)}">\n<p id="none" hidden>{_said("none", locale)}</p>\n{lists}'
    )
    return _framed(locale, _said("title", locale), content, f"../{away}/index.html", ("words.js", "../search.js"))


def _shelves(own: Sequence[Page], locale: Locale) -> Iterator[str]:
    for category in dict.fromkeys(page.category for page in own):
        items = "\n".join(
            f'<li data-article="{escape(page.id)}"><a href="{page.file}">{escape(page.title)}</a>'
            f' <span class="second">{escape(word(page.type, locale))}</span></li>'
            for page in own
            if page.category == category
        )
        name = escape(category) or _said("other", locale)
        yield f'<section data-category>\n<h2>{name}</h2>\n<ul class="list">\n{items}\n</ul>\n</section>'


def _article(page: Page, pair: Page | None) -> str:
    locale = page.language
    away = FOLDERS[Locale.EN if locale is Locale.ZH else Locale.ZH]
    other = f"../{away}/{pair.file}" if pair is not None and pair.language is not locale else f"../{away}/index.html"
    facts = [page.category, word(page.type, locale), f"{_said('updated', locale)} {page.updated:%Y-%m-%d}", *page.tags]
    video = ""
    if page.video_url and page.video_url.lower().startswith(("https://", "http://")):
        address = escape(page.video_url)
        video = f'<p><a href="{address}" rel="noopener noreferrer">{_said("watch", locale)}</a></p>\n'
    content = (
        f"<h1>{escape(page.title)}</h1>\n"
        f'<p class="second">{escape(" · ".join(filter(None, facts)))}</p>\n{video}{html_of(page.body)}\n'
        f'<p><a href="index.html">{_said("back", locale)}</a></p>'
    )
    return _framed(locale, page.title, content, other)


def _door() -> str:
    """The first page: both languages, the choice is the reader's."""
    links = "".join(
        f'<li><a href="{FOLDERS[locale]}/index.html" lang="{locale.value.replace("_", "-")}">'
        f"{_said('language', locale)}</a></li>"
        for locale in (Locale.EN, Locale.ZH)
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<title>Help 帮助中心</title>\n<link rel="stylesheet" href="site.css">\n</head>\n<body>\n'
        f'<main><h1>Help 帮助中心</h1><ul class="list">{links}</ul></main>\n</body>\n</html>\n'
    )
