"""What an article says changes by versions alone, and who may show it to readers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from console.models.kinds import Code, Locale, Role
from console.models.knowledge_kinds import ArticleState, Content, ContentType, Stage
from console.services.desk import Done
from console.services.knowledge.commands import (
    ArchiveArticle,
    CreateArticle,
    EditArticle,
    PairArticles,
    PublishArticle,
    RestoreVersion,
    SetCare,
    SetStage,
)
from console.services.knowledge.queries import OpenArticle, WholeArticle
from tests.services.knowledge.conftest import Write
from tests.support.desk import Office

SAID = Content("Reset a password", "Open the portal.", tags=("sso",))


def whole(office: Office, key: str) -> WholeArticle:
    return office.ask(OpenArticle(key, office.me))


def undo(office: Office, done: Done) -> Done:
    assert done.undo is not None
    return office.do(done.undo)


def test_a_new_article_is_a_draft_of_its_author(office: Office) -> None:
    """SPEC 6.1: new ones are DRAFT."""
    key = office.do(CreateArticle(SAID, Locale.EN)).subject
    found = whole(office, key)
    assert (found.row.state, found.owner, found.content) == (ArticleState.DRAFT, office.me, SAID)
    assert [version.is_newest for version in found.versions] == [True]
    assert office.told[-1].articles


def test_an_article_that_was_kept_is_not_made_twice(office: Office) -> None:
    key = office.do(CreateArticle(SAID, Locale.EN)).subject
    assert office.do(CreateArticle(SAID, Locale.EN, article=key)).subject == key
    assert len(office.rows("article")) == 1


def test_an_edit_is_a_version_and_its_undo_another(office: Office, article: Write) -> None:
    key = article(published=False)
    done = office.do(EditArticle(key, replace(SAID, title="Reset it")))
    assert whole(office, key).row.title == "Reset it"
    undo(office, done)
    assert whole(office, key).row.title == "Reset a password"
    assert len(whole(office, key).versions) == 3


def test_saying_the_same_again_makes_no_version(office: Office, article: Write) -> None:
    key = article(published=False)
    before = office.rows("article")
    office.do(EditArticle(key, whole(office, key).content))
    assert office.rows("article") == before
    assert len(office.rows("article_version")) == 1


def test_an_edit_of_an_older_version_is_refused(office: Office, article: Write) -> None:
    key = article(published=False)
    seen = whole(office, key).version
    office.do(EditArticle(key, replace(SAID, title="Mine")))
    refused = office.refused(EditArticle(key, replace(SAID, title="Theirs"), seen))
    assert refused.code is Code.CHANGED_MEANWHILE
    assert "Mine" in str(refused.params["found"])


def test_a_version_of_another_article_is_not_restored(office: Office, article: Write) -> None:
    one, other = article(), article("Another")
    assert office.code(RestoreVersion(one, whole(office, other).version)) is Code.NOT_FOUND
    assert office.code(PublishArticle(one, whole(office, other).version)) is Code.NOT_FOUND


def test_readers_see_the_published_version_until_the_next_is_published(office: Office, article: Write) -> None:
    key = article()
    published = whole(office, key).version
    office.do(EditArticle(key, replace(SAID, title="Newer")))
    found = whole(office, key)
    assert (found.published, found.row.has_newer, found.row.state) == (published, True, ArticleState.PUBLISHED)
    done = office.do(PublishArticle(key, found.version, published, checked=True))
    assert not whole(office, key).row.has_newer
    undo(office, done)
    assert whole(office, key).published == published


def test_publishing_over_somebody_is_refused(office: Office, article: Write) -> None:
    key = article()
    assert office.code(PublishArticle(key, None, None, checked=True)) is Code.CHANGED_MEANWHILE


@pytest.mark.parametrize("role", [Role.AGENT, Role.COMMANDER])
def test_who_only_drafts_publishes_nothing(office: Office, article: Write, role: Role) -> None:
    """SPEC 1.3."""
    key = article(published=False)
    office.be(role)
    for command in (PublishArticle(key, whole(office, key).version), ArchiveArticle(key)):
        assert office.refused(command).params == {"role": Role.LEAD}
    office.do(EditArticle(key, replace(SAID, title="Theirs to write")))
    office.do(SetStage(key, Stage.IN_REVIEW))
    assert whole(office, key).row.state is ArticleState.IN_REVIEW


def test_another_version_takes_an_article_out_of_review(office: Office, article: Write) -> None:
    key = article(published=False)
    done = office.do(SetStage(key, Stage.IN_REVIEW, Stage.DRAFT))
    undo(office, done)
    assert office.code(SetStage(key, Stage.IN_REVIEW, Stage.IN_REVIEW)) is Code.CHANGED_MEANWHILE
    office.do(SetStage(key, Stage.IN_REVIEW))
    office.do(EditArticle(key, replace(SAID, body="Other")))
    assert whole(office, key).stage is Stage.DRAFT


def test_what_was_archived_comes_back_as_it_was(office: Office, article: Write) -> None:
    key = article()
    done = office.do(ArchiveArticle(key))
    assert whole(office, key).row.state is ArticleState.ARCHIVED
    undo(office, done)
    assert whole(office, key).row.state is ArticleState.PUBLISHED


def test_who_looks_after_it_works_here(office: Office, article: Write) -> None:
    key, colleague, requester = article(), office.hire("Wei", "wei"), office.hire("Rui")
    due = office.clock.now() + timedelta(days=90)
    done = office.do(SetCare(key, colleague, due))
    assert (whole(office, key).row.owner, whole(office, key).row.review_by) == ("Wei", due)
    undo(office, done)
    assert whole(office, key).owner == office.me
    assert office.code(SetCare(key, requester, None)) is Code.NOT_FOUND


def test_pairs_are_two_of_different_languages_and_each_has_one(office: Office, article: Write) -> None:
    english, chinese, second = article(), article("重置密码", language=Locale.ZH), article("Another")
    done = office.do(PairArticles(english, chinese))
    assert (whole(office, english).pair, whole(office, chinese).pair) == (chinese, english)
    assert office.code(PairArticles(english, second)) is Code.BAD_VALUE
    office.do(PairArticles(second, chinese))
    assert (whole(office, english).pair, whole(office, chinese).pair) == (None, second)
    assert done.undo == PairArticles(english, None)


def test_only_content_moves_when_it_was_updated(office: Office, article: Write) -> None:
    """SPEC 6.2."""
    key = article()
    before = whole(office, key).row.updated
    office.do(SetStage(key, Stage.IN_REVIEW))
    office.do(SetCare(key, None, None))
    office.do(ArchiveArticle(key))
    assert whole(office, key).row.updated == before
    office.do(EditArticle(key, replace(SAID, type=ContentType.FAQ)))
    assert whole(office, key).row.updated > before


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//x"])
def test_a_video_is_on_the_web(office: Office, url: str) -> None:
    assert office.code(CreateArticle(replace(SAID, video_url=url), Locale.EN)) is Code.BAD_VALUE


def test_what_cannot_be_kept_is_refused(office: Office) -> None:
    for content, code in (
        (replace(SAID, title=" "), Code.EMPTY_TEXT),
        (replace(SAID, body="x" * 200_001), Code.TEXT_TOO_LONG),
        (replace(SAID, tags=tuple(f"t{n}" for n in range(31))), Code.TOO_MANY),
        (replace(SAID, category="nowhere"), Code.NOT_FOUND),
    ):
        assert office.code(CreateArticle(content, Locale.EN)) is code
    assert office.rows("article") == []


def test_an_article_of_a_ticket_names_it(office: Office) -> None:
    """SPEC 6.4."""
    ticket = office.ticket()
    key = office.do(CreateArticle(SAID, Locale.EN, ticket)).subject
    assert [(row["root"], row["article"], row["manner"]) for row in office.rows("article_use")] == [
        (ticket, key, "SOURCE")
    ]
