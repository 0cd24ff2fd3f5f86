"""The status page as static files: what was said publicly of incidents, in both languages, and as JSON (SPEC 9.5).

Promise: an incident is on it only by a message that was marked as public, and nothing but such messages, its status and
its times is told of it; every text is escaped or sanitised; the files load nothing from elsewhere.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from console.files import write_whole
from console.models.incident_kinds import IncidentStatus
from console.models.kinds import Locale, from_micros, iso
from console.models.message_kinds import MessageKind
from console.models.values import dataclass
from console.resources import resource
from console.services.communications import by_language, in_language
from console.services.knowledge.rendering import html_of
from console.services.store import explained
from console.words import word

_WORDS = {
    "title": ("Service status", "服务状态"),
    "now": ("Now", "当前故障"),
    "none": ("All services work.", "所有服务正常。"),
    "past": ("Before", "历史故障"),
    "nothing": ("Nothing has been told of here yet.", "暂无记录。"),
    "began": ("Began", "开始"),
    "ended": ("ended", "结束"),
    "written": ("As of", "更新于"),
    "language": ("English", "中文"),
}
_FOLDERS = {Locale.EN: "en", Locale.ZH: "zh"}
_POLICY = "default-src 'none'; style-src 'self' file:; base-uri 'none'; form-action 'none'"
_ENDS = (IncidentStatus.RESOLVED, IncidentStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class Said:
    """One public message."""

    kind: MessageKind
    subject: dict[Locale, str]
    body: dict[Locale, str]
    at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """One incident as everybody may know it."""

    number: int | None
    status: IncidentStatus
    began: datetime
    ended: datetime | None
    messages: tuple[Said, ...]
    """The newest first, at least one."""

    @property
    def lasts(self) -> bool:
        """Whether it goes on."""
        return self.status not in _ENDS


def public_incidents(connection: sqlite3.Connection) -> tuple[Told, ...]:
    """Those of which something was said publicly, the newest first."""
    said: dict[str, list[Said]] = {}
    for root, kind, subject, body, at in connection.execute(
        "select root, kind, subject, body, sent_at from communication where public and dead = 0"
        " order by sent_at desc, id desc"
    ):
        one = Said(MessageKind(kind), by_language(subject), by_language(body), from_micros(at))
        said.setdefault(root, []).append(one)
    rows = connection.execute(
        "select id, number, status, coalesce(impact_began_at, reported_at), coalesce(resolved_at, closed_at)"
        " from incident where dead = 0 and restricted = 0 and duplicate_of is null order by reported_at desc, id desc"
    )
    return tuple(
        Told(number, IncidentStatus(status), from_micros(began), ended and from_micros(ended), tuple(said[key]))
        for key, number, status, began, ended in rows
        if key in said
    )


def write_status_site(connection: sqlite3.Connection, folder: Path, now: datetime) -> int:
    """Write the site; how many incidents are on it; raises Refused."""
    found = public_incidents(connection)
    with explained(folder):
        for locale, name in _FOLDERS.items():
            (folder / name).mkdir(parents=True, exist_ok=True)
            write_whole(folder / name / "index.html", _page(found, locale, now).encode("utf-8"))
        write_whole(folder / "site.css", resource("site/site.css").read_bytes())
        write_whole(folder / "index.html", _door().encode("utf-8"))
        write_whole(folder / "status.json", (_json(found, now) + "\n").encode("utf-8"))
    return len(found)


def _json(found: Sequence[Told], now: datetime) -> str:
    rows = [
        {
            "number": one.number,
            "status": one.status.value,
            "began_at": iso(one.began),
            "ended_at": iso(one.ended),
            "messages": [
                {
                    "kind": said.kind.value,
                    "subject": {key.value: text for key, text in said.subject.items()},
                    "body": {key.value: text for key, text in said.body.items()},
                    "sent_at": iso(said.at),
                }
                for said in one.messages
            ],
        }
        for one in found
    ]
    return json.dumps({"written_at": iso(now), "incidents": rows}, ensure_ascii=False, indent=1)


def _page(found: Sequence[Told], locale: Locale, now: datetime) -> str:
    away = Locale.EN if locale is Locale.ZH else Locale.ZH
    title = _said("title", locale)
    present = "\n".join(_incident(one, locale) for one in found if one.lasts)
    past = "\n".join(_incident(one, locale) for one in found if not one.lasts)
    all_well, no_past = (f"<p>{_said(name, locale)}</p>" for name in ("none", "nothing"))
    content = (
        f"<h1>{title}</h1>\n<h2>{_said('now', locale)}</h2>\n{present or all_well}\n"
        f"<h2>{_said('past', locale)}</h2>\n{past or no_past}"
    )
    other = f'<a href="../{_FOLDERS[away]}/index.html" lang="{_tag(away)}">{_said("language", away)}</a>'
    head = f'<header><a href="index.html">{title}</a>{other}</header>\n'
    foot = f'<footer>{_said("written", locale)} {_time(now)} · <a href="../status.json">JSON</a></footer>\n'
    return _framed(locale, title, f"{head}<main>\n{content}\n</main>\n{foot}", "../site.css")


def _incident(one: Told, locale: Locale) -> str:
    """What is said of it, the newest first; its name is the subject of the newest message."""
    facts = [word(one.status, locale), f"{_said('began', locale)} {_time(one.began)}"]
    if one.ended is not None:
        facts.append(f"{_said('ended', locale)} {_time(one.ended)}")
    said = "\n".join(_messages(one.messages, locale))
    return (
        f"<section>\n<h3>{escape(in_language(one.messages[0].subject, locale))}</h3>\n"
        f'<p class="second">{escape(" · ".join(facts))}</p>\n{said}\n</section>'
    )


def _messages(messages: Sequence[Said], locale: Locale) -> Iterator[str]:
    for said in messages:
        head = f"{word(said.kind, locale)} · {_time(said.at)}"
        yield f'<article>\n<p class="second">{escape(head)}</p>\n{html_of(in_language(said.body, locale))}\n</article>'


def _door() -> str:
    """The first page: both languages, the choice is the reader's."""
    links = "".join(
        f'<li><a href="{folder}/index.html" lang="{_tag(locale)}">{_said("language", locale)}</a></li>'
        for locale, folder in _FOLDERS.items()
    )
    title = " ".join(_WORDS["title"])
    return _framed(Locale.EN, title, f'<main><h1>{title}</h1><ul class="list">{links}</ul></main>\n', "site.css")


def _framed(locale: Locale, title: str, content: str, style: str) -> str:
    return (
        f'<!doctype html>\n<html lang="{_tag(locale)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<title>{escape(title)}</title>\n<link rel="stylesheet" href="{style}">\n</head>\n<body>\n'
        f"{content}</body>\n</html>\n"
    )


def _said(name: str, locale: Locale) -> str:
    english, chinese = _WORDS[name]
    return chinese if locale is Locale.ZH else english


def _tag(locale: Locale) -> str:
    return locale.value.replace("_", "-")


def _time(at: datetime) -> str:
    """In UTC, for readers are anywhere."""
    return f"{at:%Y-%m-%d %H:%M} UTC"
