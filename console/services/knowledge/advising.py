"""What an agent who replies is offered of the knowledge: articles like the ticket, and the words to put into the reply.

Promise: what a reader may not see is neither offered nor put in; a link is an address readers can open, or none.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from console.models.hours import table
from console.models.kinds import Code, Direction, Locale, PolicyKind, Refused, Visibility, to_micros
from console.models.knowledge_kinds import Manner
from console.models.rulings import HELP_ADDRESS
from console.models.values import dataclass
from console.services.clocks import catalogue
from console.services.first_policies import RULES
from console.services.knowledge.finding import SuggestArticles, Suggestion
from console.services.knowledge.rendering import lines_of
from console.services.tickets.commands import PublishPolicy

MOST_SAID = 5
"""Messages of the requester that are looked at, the newest."""
FOLDERS = {Locale.EN: "en", Locale.ZH: "zh"}
"""Where the site keeps the articles of a language."""


@dataclass(frozen=True, slots=True)
class Advise:
    """Ask for published articles like a ticket and what is being written on it (SPEC 6.4)."""

    ticket: str
    typed: str = ""
    limit: int = 3

    def answer(self, connection: sqlite3.Connection) -> tuple[Suggestion, ...]:
        """The most alike first; none where nothing is like enough, or the ticket is gone."""
        found = connection.execute(_TOLD, (self.ticket,)).fetchone()
        if found is None:
            return ()
        said = connection.execute(_SAID, (self.ticket, Visibility.PUBLIC, Direction.IN, MOST_SAID))
        told = [*found, *(body for (body,) in said), self.typed]
        return SuggestArticles("\n".join(filter(None, told)), self.limit).answer(connection)


_TOLD = "select title, description from ticket where id = ? and dead = 0"
_SAID = (
    "select body from message where root = ? and dead = 0 and visibility = ? and direction = ?"
    " order by created_at desc, id desc limit ?"
)


@dataclass(frozen=True, slots=True)
class Insertion:
    """Ask for the words by which a reply brings an article."""

    article: str
    manner: Manner
    now: datetime

    def answer(self, connection: sqlite3.Connection) -> str:
        """Title and address, or the published text; raises Refused NOT_FOUND, NO_HELP_ADDRESS."""
        row = connection.execute(_PUBLISHED, (self.article,)).fetchone()
        if row is None:
            raise Refused(Code.NOT_FOUND, what="article")
        title, body, language = row
        if self.manner is Manner.TEXT:
            return lines_of(body)
        base = catalogue(connection).rules(to_micros(self.now)).help_address
        if not base:
            raise Refused(Code.NO_HELP_ADDRESS)
        return f"{title}\n{base}{FOLDERS[Locale(language)]}/{file_of(self.article)}"


_PUBLISHED = (
    "select v.title, v.body, a.language from article a join article_version v on v.id = a.published"
    " where a.id = ? and a.dead = 0 and a.archived_at is null"
)


@dataclass(frozen=True, slots=True)
class RulesWithAddress:
    """Ask for the command that says where readers find the articles; the other rules stay as they are."""

    address: str

    def answer(self, connection: sqlite3.Connection) -> PublishPolicy:
        """The next version of the rules."""
        newest = catalogue(connection).newest(PolicyKind.RULES, None, RULES)
        body = dict(table(newest.body, RULES)) if newest is not None else {}
        number = newest.number if newest is not None else 0
        return PublishPolicy(PolicyKind.RULES, RULES, body | {HELP_ADDRESS: self.address}, expect=number)


def file_of(article: str) -> str:
    """The name of an article's page on the site; ids are letters, digits and hyphens."""
    return "".join(letter for letter in article if letter.isalnum() or letter == "-") + ".html"
