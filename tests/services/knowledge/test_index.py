"""The full text of articles follows their rows."""

from __future__ import annotations

from console.models.knowledge_kinds import Content
from console.services.knowledge.commands import EditArticle
from tests.services.knowledge.conftest import Write
from tests.support.desk import Office


def test_an_article_keeps_its_place_through_its_versions(office: Office, article: Write) -> None:
    key = article()
    place = office.rows("article_place")
    office.do(EditArticle(key, Content("Another title")))
    assert office.rows("article_place") == place
    assert len(office.rows("article_search")) == 1
    assert office.rows("_stale_article") == []


def test_words_are_counted_by_the_articles_they_stand_in(office: Office, article: Write) -> None:
    """Suggestions weigh words by them."""
    article("One", "token token")
    article("Two", "token")
    assert [(row["doc"], row["cnt"]) for row in office.rows("article_term", "term = 'token'")] == [(2, 3)]
