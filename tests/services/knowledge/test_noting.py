"""Votes and views are events; counters are counted (SPEC 6.2)."""

from __future__ import annotations

from console.models.kinds import Code
from console.models.knowledge_kinds import Manner, VoteValue
from console.services.knowledge.commands import NoteSearch, NoteView, UseArticle, VoteOnArticle
from console.services.knowledge.noting import SEEN_ONCE
from console.services.knowledge.queries import OpenArticle, Told
from tests.services.knowledge.conftest import Write
from tests.support.desk import Office


def told(office: Office, key: str) -> Told:
    return office.ask(OpenArticle(key, office.me)).told


def test_a_person_has_one_vote(office: Office, article: Write) -> None:
    key = article()
    office.do(VoteOnArticle(key, VoteValue.HELPFUL))
    done = office.do(VoteOnArticle(key, VoteValue.NOT_HELPFUL, "Out of date"))
    assert (told(office, key).helpful, told(office, key).not_helpful) == (0, 1)
    assert done.undo == VoteOnArticle(key, VoteValue.HELPFUL)
    office.do(VoteOnArticle(key, None))
    assert (told(office, key).not_helpful, told(office, key).mine) == (0, None)
    assert len(office.rows("article_vote")) == 3


def test_the_same_vote_again_is_none(office: Office, article: Write) -> None:
    key = article()
    for _ in range(2):
        office.do(VoteOnArticle(key, VoteValue.HELPFUL))
    assert len(office.rows("article_vote")) == 1


def test_votes_without_a_name_are_told_apart(office: Office, article: Write) -> None:
    key = article()
    for n in range(2):
        office.execute(
            "insert into article_vote(id, root, dead, value, created_at) values (?, ?, 0, 'HELPFUL', 1)", f"v{n}", key
        )
    found = told(office, key)
    assert (found.helpful, found.anonymous_helpful, found.anonymous_not_helpful) == (0, 2, 0)


def test_looking_again_soon_is_one_view(office: Office, article: Write) -> None:
    key = article()
    for _ in range(2):
        office.do(NoteView(key))
    assert told(office, key).views == 1
    office.clock.advance(SEEN_ONCE)
    office.do(NoteView(key))
    assert told(office, key).views == 2


def test_viewing_and_voting_change_nothing_of_the_article(office: Office, article: Write) -> None:
    key = article()
    before = office.rows("article")
    office.do(NoteView(key))
    office.do(VoteOnArticle(key, VoteValue.HELPFUL))
    assert office.rows("article") == before


def test_a_search_is_kept_with_what_it_found(office: Office) -> None:
    office.do(NoteSearch("  重置  MFA ", 0))
    assert [(row["text"], row["results"], row["author"]) for row in office.rows("search_event")] == [
        ("重置 MFA", 0, office.me)
    ]
    assert office.code(NoteSearch(" ", 0)) is Code.EMPTY_TEXT


def test_a_ticket_that_used_an_article_tells_so(office: Office, article: Write) -> None:
    ticket = office.ticket()
    office.do(UseArticle(ticket, article(), Manner.LINK))
    assert [row["manner"] for row in office.rows("article_use", "root = ?", ticket)] == ["LINK"]
    assert office.told[-1].tickets == {ticket}
