"""What is told of articles: votes, views, searches, and the tickets that used one.

Promise: each is an event of its own, and none moves when an article was last updated (SPEC 6.2).
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from console.models.kinds import COMMON_SHELF
from console.models.knowledge import Article, ArticleUse, ArticleView, ArticleVote, SearchEvent
from console.models.ticket import Ticket
from console.services.bus import Changed
from console.services.desk import Done
from console.services.knowledge.commands import NoteSearch, NoteView, UseArticle, VoteOnArticle
from console.services.tickets import texts
from console.services.transaction import Transaction

SEEN_ONCE = timedelta(minutes=30)
"""Within this time a person who opens an article again has not viewed it twice."""


def vote(tx: Transaction, command: VoteOnArticle) -> Done:
    """A person's newest vote counts."""
    article = tx.get(Article, command.article)
    own = select(ArticleVote).where(ArticleVote.root == article.id, ArticleVote.author == tx.me.id)
    newest = own.order_by(ArticleVote.created_at.desc(), ArticleVote.id.desc()).limit(1)
    before = tx.session.scalar(newest)
    value, comment = (before.value, before.comment or "") if before is not None else (None, "")
    wanted = texts.reason(command.comment)
    if (value, comment) == (command.value, wanted):
        return Done(article.id)
    made = ArticleVote(id=tx.new_id(), value=command.value, comment=wanted or None, author=tx.me.id, created_at=tx.at)
    tx.add(made, article.id, article.scope)
    return Done(article.id, Changed(articles=True), VoteOnArticle(article.id, value, comment))


def note_view(tx: Transaction, command: NoteView) -> Done:
    """Somebody opened it; a look at it again soon is the same view."""
    article = tx.get(Article, command.article)
    lately = select(ArticleView.id).where(
        ArticleView.root == article.id, ArticleView.author == tx.me.id, ArticleView.created_at > tx.at - SEEN_ONCE
    )
    if tx.session.scalar(lately.limit(1)):
        return Done(article.id)
    tx.add(ArticleView(id=tx.new_id(), author=tx.me.id, created_at=tx.at), article.id, article.scope)
    return Done(article.id, Changed(articles=True))


def note_search(tx: Transaction, command: NoteSearch) -> Done:
    """What was searched for, and how much was found."""
    text = texts.label(command.text, "search")
    made = SearchEvent(id=tx.new_id(), text=text, results=command.results, author=tx.me.id, created_at=tx.at)
    return Done(tx.add(made, scope=COMMON_SHELF).id)


def use(tx: Transaction, command: UseArticle) -> Done:
    """The ticket's row of it."""
    ticket, article = tx.get(Ticket, command.ticket), tx.get(Article, command.article)
    made = ArticleUse(id=tx.new_id(), article=article.id, manner=command.manner, author=tx.me.id, created_at=tx.at)
    tx.add(made, ticket.id, ticket.scope)
    return Done(ticket.id, Changed(tickets=frozenset({ticket.id}), articles=True))
