"""A draft article of a resolved ticket, with what tells of persons taken out (SPEC 6.4).

Promise: internal notes never go into the draft; every part that was covered is told, so that a person can look before
anything is kept.
"""

from __future__ import annotations

import sqlite3

from console.models.kinds import Code, Direction, Locale, Refused, TicketType, Visibility
from console.models.knowledge_kinds import Content, ContentType
from console.models.redaction import Covered, redacted
from console.models.values import dataclass

_HEADINGS = {Locale.EN: ("Problem", "Solution"), Locale.ZH: ("问题", "解决办法")}
_HAN_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class TicketDraft:
    """What an article of a ticket would say."""

    ticket: str
    content: Content
    language: Locale
    covered: tuple[Covered, ...]


@dataclass(frozen=True, slots=True)
class DraftOfTicket:
    """Ask for a draft of one ticket."""

    ticket: str

    def answer(self, connection: sqlite3.Connection) -> TicketDraft:
        """The draft; raises Refused NOT_FOUND."""
        row = connection.execute(
            "select title, description, type, resolution, requester, assignee from ticket where id = ? and dead = 0",
            (self.ticket,),
        ).fetchone()
        if row is None:
            raise Refused(Code.NOT_FOUND, what="ticket")
        title, description, kind, resolution, *parties = row
        answers = [resolution] if resolution else []
        answers += [body for body in _replies(connection, self.ticket) if body not in answers]
        language = language_of(f"{title}\n{description}")
        problem, solution = _HEADINGS[language]
        names = _names(connection, parties)
        head = redacted(title, names)
        body = redacted(f"## {problem}\n\n{description}\n\n## {solution}\n\n" + "\n\n".join(answers), names)
        tags = [name for (name,) in connection.execute(_TAGS, (self.ticket,))]
        content = Content(head.text, body.text.strip() + "\n", _type(kind), None, tuple(tags))
        return TicketDraft(self.ticket, content, language, (*head.covered, *body.covered))


_TAGS = "select name from tag where root = ? and dead = 0 order by name"


def language_of(text: str) -> Locale:
    """Chinese where a good part of the letters is."""
    letters = [letter for letter in text if letter.isalpha()]
    han = sum("\u3400" <= letter <= "\u9fff" for letter in letters)
    return Locale.ZH if letters and han / len(letters) > _HAN_SHARE else Locale.EN


def _replies(connection: sqlite3.Connection, ticket: str) -> list[str]:
    """What staff said in public, oldest first."""
    rows = connection.execute(
        "select body from message where root = ? and dead = 0 and visibility = ? and direction = ?"
        " order by created_at, id",
        (ticket, Visibility.PUBLIC.value, Direction.OUT.value),
    )
    return [body for (body,) in rows]


def _names(connection: sqlite3.Connection, parties: list[str | None]) -> list[str]:
    found: list[str] = []
    for key in filter(None, parties):
        rows = connection.execute("select name, email, phone from person where id = ?", (key,))
        found += [part for row in rows for part in row if part]
    return found


def _type(kind: str | None) -> ContentType:
    return ContentType.FAQ if kind == TicketType.FEATURE_REQUEST else ContentType.GUIDE
