"""The knowledge page without widgets: what is shown, and that no words are lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from console.bootstrap import Services, build_services
from console.models.kinds import Code, Locale, Role
from console.models.knowledge_kinds import ArticleState, Content, ContentType, Stage, VoteValue
from console.services.bus import Changed
from console.services.knowledge.commands import CreateArticle, EditArticle, PublishArticle, SaveCategory
from console.services.knowledge.figures import Gaps
from console.services.knowledge.queries import OpenArticle, WholeArticle
from console.services.tickets.commands import Command
from console.views.knowledge.presenter import PREVIEW_MS, READ_MS, Around, KnowledgePresenter
from console.views.knowledge.state import ALL, GAPS, IN_CATEGORY, OVERDUE, Mode, State
from tests.support.queue import AtOnce, HandClock, Remembered, Waits


@dataclass
class Room:
    """A presenter and all it stands on."""

    services: Services
    clock: HandClock
    waits: Waits
    carrier: AtOnce
    memory: Remembered
    presenter: KnowledgePresenter
    told: list[tuple[str, str, Command | None]] = field(default_factory=list)

    @property
    def state(self) -> State:
        return self.presenter.state

    @property
    def titles(self) -> list[str]:
        return [row.article.title for row in self.state.rows or ()]

    def do(self, command: Command) -> str:
        self.clock.wait(1)
        return self.services.desk.do(command).subject

    def article(self, title: str, body: str = "", category: str | None = None) -> str:
        return self.do(CreateArticle(Content(title, body, category=category), Locale.EN))

    def whole(self, key: str) -> WholeArticle:
        return self.services.desk.ask(OpenArticle(key, self.services.me.id))

    def type(self, **values: object) -> None:
        writing = self.state.writing
        assert writing is not None
        content = writing.content
        title, body = str(values.get("title", content.title)), str(values.get("body", content.body))
        self.presenter.type_content(replace(content, title=title, body=body))

    def words(self) -> Content:
        assert self.state.writing is not None
        return self.state.writing.content


@contextmanager
def room(profile: Path, memory: Remembered | None = None, roles: frozenset[Role] | None = None) -> Iterator[Room]:
    clock = HandClock()
    services = build_services(profile, clock)
    carrier, waits, kept = AtOnce(services), Waits(clock), memory or Remembered()
    told: list[tuple[str, str, Command | None]] = []
    me = services.me if roles is None else replace(services.me, roles=roles)
    presenter = KnowledgePresenter(
        Around(
            carrier,
            waits.later,
            me,
            lambda: Locale.EN,
            kept,
            clock.now,
            lambda _: None,
            lambda said, title, undo: told.append((said, title, undo)),
        )
    )
    end = services.bus.subscribe(Changed, presenter.take)
    try:
        yield Room(services, clock, waits, carrier, kept, presenter, told)
    finally:
        end()
        services.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Room]:
    with room(tmp_path / "profile") as made:
        yield made


def test_the_page_opens_where_it_was_left(tmp_path: Path) -> None:
    memory = Remembered()
    with room(tmp_path / "profile", memory) as desk:
        shelf = desk.do(SaveCategory("Accounts"))
        desk.article("Elsewhere")
        desk.article("A", category=shelf)
        wanted = desk.article("B", category=shelf)
        desk.presenter.start()
        desk.presenter.choose_shelf(IN_CATEGORY + shelf)
        desk.presenter.go(wanted)
    with room(tmp_path / "profile", memory) as desk:
        desk.presenter.start()
        assert desk.titles == ["A", "B"]
        assert desk.state.whole is not None
        assert desk.state.whole.row.title == "B"


def test_an_empty_shelf_opens_nothing(desk: Room) -> None:
    desk.presenter.start()
    assert (desk.state.rows, desk.state.whole, desk.state.shelf) == ((), None, ALL)


def test_a_search_goes_through_all_shelves_and_is_told_when_it_is_done(desk: Room) -> None:
    """SPEC 6.2: what is found nowhere is a gap."""
    desk.article("Reset a password", "portal")
    desk.presenter.start()
    desk.presenter.choose_shelf("archived")
    desk.presenter.search("port")
    assert desk.titles == ["Reset a password"]
    desk.presenter.searched()
    desk.presenter.search("printer")
    desk.presenter.searched()
    assert [gap.text for gap in desk.services.desk.ask(Gaps())] == ["printer"]
    desk.presenter.search("")
    assert desk.titles == []


def test_steps_go_through_the_list_and_stop_at_its_ends(desk: Room) -> None:
    for title in "ABC":
        desk.article(title)
    desk.presenter.start()
    seen = []
    for step in (1, 1, 1, -1):
        desk.presenter.step(step)
        assert desk.state.whole is not None
        seen.append(desk.state.whole.row.title)
    assert seen == ["B", "C", "C", "B"]


def test_an_article_that_stays_open_was_viewed(desk: Room) -> None:
    first, second = desk.article("A"), desk.article("B")
    desk.presenter.start()
    desk.waits.run(READ_MS // 4)
    desk.presenter.go(second)
    desk.waits.run(READ_MS * 2)
    assert (desk.whole(first).told.views, desk.whole(second).told.views) == (0, 1)


def test_what_is_written_is_a_version_and_can_be_taken_back(desk: Room) -> None:
    key = desk.article("A", "before")
    desk.presenter.start()
    desk.presenter.write()
    desk.type(body="after")
    desk.presenter.save()
    assert (desk.state.mode, desk.whole(key).content.body) == (Mode.READ, "after")
    said, title, undo = desk.told[-1]
    assert (said, title) == ("saved", "A")
    assert undo is not None
    desk.do(undo)
    assert desk.state.whole is not None
    assert desk.state.whole.content.body == "before"


def test_a_new_article_stands_on_the_shelf_it_was_begun_on(desk: Room) -> None:
    shelf = desk.do(SaveCategory("Accounts"))
    desk.presenter.start()
    desk.presenter.choose_shelf(IN_CATEGORY + shelf)
    desk.presenter.write_new()
    desk.type(title="New", body="words")
    desk.presenter.save()
    assert desk.titles == ["New"]
    assert desk.state.whole is not None
    assert (desk.state.whole.row.title, desk.state.whole.row.state) == ("New", ArticleState.DRAFT)


def test_a_preview_follows_when_the_typing_pauses(desk: Room) -> None:
    desk.presenter.start()
    desk.presenter.write_new()
    desk.type(body="*a")
    desk.type(body="*a*")
    before = len(desk.carrier.asked)
    desk.waits.run(PREVIEW_MS)
    assert len(desk.carrier.asked) == before + 1
    assert desk.state.writing is not None
    assert "<em>a</em>" in desk.state.writing.html


@pytest.mark.parametrize("leave", ["another", "new", "close"])
def test_words_are_kept_whatever_takes_their_place(desk: Room, leave: str) -> None:
    key, other = desk.article("A", "before"), desk.article("B")
    desk.presenter.start()
    desk.presenter.go(key)
    desk.presenter.write()
    desk.type(title="", body="# Kept words")
    ways = {
        "another": lambda: desk.presenter.go(other),
        "new": desk.presenter.write_new,
        "close": desk.presenter.keep_words,
    }
    ways[leave]()
    assert desk.whole(key).content == Content("Kept words", "# Kept words", ContentType.GUIDE)


def test_leaving_without_a_word_makes_no_version(desk: Room) -> None:
    key = desk.article("A")
    desk.presenter.start()
    desk.presenter.write()
    desk.presenter.cancel()
    desk.presenter.write_new()
    desk.presenter.cancel()
    assert len(desk.whole(key).versions) == 1
    assert desk.titles == ["A"]


def test_words_that_cannot_be_kept_stay_with_the_reason(desk: Room) -> None:
    desk.presenter.start()
    desk.presenter.write_new()
    desk.type(body="words without a title")
    desk.presenter.save()
    assert desk.state.refused is not None
    assert desk.state.refused.code is Code.EMPTY_TEXT
    assert desk.words().body == "words without a title"


def test_a_colleague_was_faster_and_nobodys_words_are_lost(desk: Room) -> None:
    key = desk.article("A", "before")
    desk.presenter.start()
    desk.presenter.write()
    desk.type(body="mine")
    desk.do(EditArticle(key, Content("A", "theirs")))
    desk.presenter.save()
    assert desk.state.refused is not None
    assert desk.state.refused.code is Code.CHANGED_MEANWHILE
    assert desk.words().body == "mine"
    desk.presenter.save()
    whole = desk.whole(key)
    assert whole.content.body == "mine"
    assert len(whole.versions) == 3


def test_leads_publish_and_take_back(desk: Room) -> None:
    key = desk.article("A")
    desk.presenter.start()
    desk.presenter.hand_in()
    assert desk.whole(key).stage is Stage.IN_REVIEW
    desk.presenter.publish()
    assert desk.whole(key).row.state is ArticleState.PUBLISHED
    desk.presenter.withdraw()
    desk.presenter.turn_archive()
    assert desk.whole(key).row.state is ArticleState.ARCHIVED
    desk.presenter.turn_archive()
    assert [said for said, _, _ in desk.told] == ["review", "published", "withdrawn", "archived", "revived"]


def test_who_publishes_is_told_by_their_roles(tmp_path: Path) -> None:
    for role, publishes in ((Role.AGENT, False), (Role.COMMANDER, False), (Role.LEAD, True), (Role.ADMIN, True)):
        with room(tmp_path / role.value, roles=frozenset({role})) as desk:
            assert desk.presenter.publishes is publishes


def test_the_same_vote_again_takes_it_back(desk: Room) -> None:
    key = desk.article("A")
    desk.presenter.start()
    desk.presenter.vote(VoteValue.HELPFUL)
    assert desk.whole(key).told.mine is VoteValue.HELPFUL
    desk.presenter.vote(VoteValue.HELPFUL)
    assert desk.whole(key).told.mine is None


def test_a_version_is_compared_with_the_one_before_and_restored(desk: Room) -> None:
    key = desk.article("A", "one")
    desk.do(EditArticle(key, Content("A", "two")))
    desk.presenter.start()
    desk.presenter.show_versions()
    assert desk.state.comparison is not None
    assert [line.text for line in desk.state.comparison.lines] == ["one", "two"]
    first = desk.whole(key).versions[-1].id
    desk.presenter.compare(first)
    desk.presenter.restore()
    assert desk.whole(key).content.body == "one"
    desk.presenter.cancel()
    assert desk.state.mode is Mode.READ


def test_what_others_write_is_shown(desk: Room) -> None:
    key = desk.article("A")
    desk.presenter.start()
    desk.do(EditArticle(key, Content("Renamed")))
    assert desk.titles == ["Renamed"]
    assert desk.state.whole is not None
    desk.do(PublishArticle(key, desk.state.whole.version))
    assert desk.state.whole.row.state is ArticleState.PUBLISHED


def test_what_is_to_be_looked_at_again_has_a_shelf(desk: Room) -> None:
    key = desk.article("Old")
    desk.article("New")
    desk.presenter.start()
    desk.presenter.go(key)
    desk.presenter.care(desk.services.me.id, desk.clock.now() + timedelta(hours=1))
    desk.presenter.choose_shelf(OVERDUE)
    assert (desk.titles, desk.whole(key).owner) == ([], desk.services.me.id)
    desk.clock.wait(3601)
    desk.presenter.again()
    assert desk.titles == ["Old"]
    assert [said for said, *_ in desk.told] == ["cared"]


def test_the_other_language_is_written_from_the_words_there_are_and_linked(desk: Room) -> None:
    """SPEC 6.1."""
    key = desk.article("Reset", "Verify first.")
    desk.presenter.start()
    desk.presenter.go(key)
    desk.presenter.write_pair()
    assert desk.words().body == "Verify first."
    desk.presenter.save()
    assert len(desk.titles) == 1
    desk.presenter.write_pair()
    desk.type(title="重置", body="先核实。")
    desk.presenter.save()
    other = desk.state.article
    assert other is not None
    assert (desk.whole(other).row.language, desk.whole(other).pair_title) == (Locale.ZH, "Reset")
    desk.presenter.turn_language()
    assert (desk.state.article, desk.whole(key).pair_title) == (key, "重置")
    desk.presenter.pair(None)
    assert (desk.whole(key).pair, desk.whole(other).pair) == (None, None)


def test_what_was_searched_in_vain_begins_an_article(desk: Room) -> None:
    """SPEC 6.2."""
    desk.presenter.start()
    for text in ("cert renewal", "badge"):
        desk.presenter.search(text)
        desk.presenter.searched()
    desk.presenter.choose_shelf(GAPS)
    assert [gap.text for gap in desk.state.gaps] == ["badge", "cert renewal"]
    desk.presenter.step(1)
    desk.presenter.write_new()
    assert desk.words().title == "cert renewal"
    desk.presenter.save()
    assert desk.titles == []
    desk.presenter.write_new()
    desk.type(body="Ask the desk.")
    desk.presenter.save()
    desk.presenter.choose_shelf(ALL)
    assert desk.titles == ["cert renewal"]
