"""The list and one article whole."""

from __future__ import annotations

import pytest

from console.models.differences import Fate
from console.models.kinds import Code, Refused
from console.models.knowledge_kinds import ArticleState, Content
from console.services.knowledge.commands import ArchiveArticle, EditArticle, SaveCategory
from console.services.knowledge.queries import Articles, CompareVersions, OpenArticle, Preview
from tests.services.knowledge.conftest import Write
from tests.support.desk import Office


def test_articles_stand_by_category_then_title_and_archived_ones_apart(office: Office, article: Write) -> None:
    late, early = (office.do(SaveCategory(name, position=n)).subject for name, n in (("Late", 2), ("Early", 1)))
    article("B", category=early)
    article("a", category=early)
    article("C", category=late)
    article("None")
    gone = article("Gone")
    office.do(ArchiveArticle(gone))
    assert [row.title for row in office.ask(Articles())] == ["a", "B", "C", "None"]
    assert [row.title for row in office.ask(Articles(early))] == ["a", "B"]
    assert [row.title for row in office.ask(Articles(state=ArticleState.ARCHIVED))] == ["Gone"]


def test_an_earlier_version_can_be_read_and_compared(office: Office, article: Write) -> None:
    key = article(body="One\nTwo")
    office.do(EditArticle(key, Content("Reset a password", "One\nThree")))
    newest, first = office.ask(OpenArticle(key, office.me)).versions
    assert office.ask(OpenArticle(key, office.me, first.id)).content.body == "One\nTwo"
    found = office.ask(CompareVersions(key, first.id, newest.id))
    assert [(line.fate, line.text) for line in found.lines] == [
        (Fate.KEPT, "One"),
        (Fate.TAKEN_OUT, "Two"),
        (Fate.ADDED, "Three"),
    ]


def test_what_is_not_here_is_refused(office: Office, article: Write) -> None:
    key = article()
    for query in (OpenArticle("none", office.me), OpenArticle(key, office.me, "none"), CompareVersions(key, "a", "b")):
        with pytest.raises(Refused) as caught:
            office.ask(query)
        assert caught.value.code is Code.NOT_FOUND


def test_a_preview_is_what_the_article_will_be(office: Office, article: Write) -> None:
    key = article(body="# A\n\n*b* <script>x</script>")
    html = office.ask(OpenArticle(key, office.me)).html
    assert html == office.ask(Preview("# A\n\n*b* <script>x</script>"))
    assert "<em>b</em>" in html
    assert "<script" not in html
