"""What helps, and what is missing."""

from __future__ import annotations

from datetime import timedelta

from console.models.knowledge_kinds import Content, ContentType, VoteValue
from console.services.knowledge.commands import ArchiveArticle, EditArticle, NoteSearch, NoteView, VoteOnArticle
from console.services.knowledge.figures import Gaps, KnowledgeFigures, TypeFigures
from tests.services.knowledge.conftest import Write
from tests.support.desk import Office


def guides(office: Office, query: KnowledgeFigures | None = None) -> TypeFigures:
    rows = office.ask(query or KnowledgeFigures())
    assert [row.type for row in rows] == list(ContentType)
    return next(row for row in rows if row.type is ContentType.GUIDE)


def test_published_articles_alone_are_counted(office: Office, article: Write) -> None:
    """SPEC 6.3."""
    key, gone = article(), article("Gone")
    article("Draft", published=False)
    office.do(NoteView(key))
    office.do(VoteOnArticle(key, VoteValue.HELPFUL))
    office.do(ArchiveArticle(gone))
    found = guides(office)
    assert (found.articles, found.views, found.helpful, found.not_helpful) == (1, 1, 1, 0)
    assert (found.rate, found.wilson) == (100.0, 20.65)


def test_without_votes_there_is_no_rate(office: Office, article: Write) -> None:
    article()
    assert (guides(office).rate, guides(office).wilson) == (None, None)


def test_the_last_update_is_of_what_readers_see(office: Office, article: Write) -> None:
    key = article()
    before = guides(office).last
    office.do(EditArticle(key, Content("Newer draft")))
    assert guides(office).last == before


def test_a_period_counts_what_happened_in_it(office: Office, article: Write) -> None:
    key = article()
    office.do(NoteView(key))
    later = office.clock.now() + timedelta(days=1)
    assert guides(office, KnowledgeFigures(later)).views == 0
    assert guides(office, KnowledgeFigures(end=later)).views == 1


def test_searches_that_nobody_found_anything_with_are_gaps(office: Office) -> None:
    """SPEC 6.2."""
    for text, results in (
        ("MFA Reset", 0),
        ("mfa  reset", 0),
        ("vpn", 3),
        ("打印机", 0),
        ("printer", 0),
        ("Printer", 2),
    ):
        office.do(NoteSearch(text, results))
    assert [(gap.text, gap.searches, gap.people) for gap in office.ask(Gaps())] == [
        ("mfa reset", 2, 1),
        ("打印机", 1, 1),
    ]
    assert len(office.ask(Gaps(1))) == 1
