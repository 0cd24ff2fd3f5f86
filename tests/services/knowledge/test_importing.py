"""The same files again change nothing."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from console.models.kinds import Locale, Role
from console.models.knowledge_kinds import ArticleState
from console.services.knowledge.exporting import write_document, write_folder
from console.services.knowledge.importing import ArticleImport, Figures
from console.services.knowledge.queries import Articles, Categories, OpenArticle
from console.services.knowledge.reading import read_all, read_categories
from console.services.sync.embedded import embedded
from console.services.sync.hub import Hub
from console.services.sync.replica import Replica
from console.services.sync.rounds import Rounds
from tests.services.knowledge.conftest import Write
from tests.support.desk import Office, open_office

ONE = "---\ntitle: Reset MFA\ncategory: Accounts\nstate: published\nlanguage: en\npair: 重置\n---\nVerify.\n"
OTHER = "---\ntitle: 重置\nstate: in_review\nlanguage: zh_CN\npair: Reset MFA\n---\n核实。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    (made / "a.md").write_text(ONE, "utf-8")
    (made / "b.md").write_text(OTHER, "utf-8")
    return made


def bring_in(office: Office, path: Path, *, dry_run: bool = False, publish: bool = False) -> Figures:
    office.clock.advance()
    run = ArticleImport(office.store, office.clock, office.services.bus, dry_run=dry_run, publish=publish)
    return run.carry_out(read_all(path), read_categories(path) if path.is_dir() else ())


def counts(figures: Figures) -> tuple[int, int, int, int, int]:
    return figures.read, figures.created, figures.updated, figures.unchanged, len(figures.rejected)


def test_articles_come_in_with_their_category_state_and_pair(office: Office, folder: Path) -> None:
    assert counts(bring_in(office, folder)) == (2, 2, 0, 0, 0)
    one, other = office.ask(Articles())
    assert (one.title, one.category_name, one.state) == ("Reset MFA", "Accounts", ArticleState.PUBLISHED)
    assert (other.language, other.state) == (Locale.ZH, ArticleState.IN_REVIEW)
    assert office.ask(OpenArticle(one.id, office.me)).pair == other.id
    assert office.told[-1].articles


def test_the_same_again_changes_nothing_and_a_changed_one_is_a_version(office: Office, folder: Path) -> None:
    bring_in(office, folder)
    before = office.rows("_op")
    assert counts(bring_in(office, folder)) == (2, 0, 0, 2, 0)
    assert office.rows("_op") == before
    (folder / "a.md").write_text(ONE.replace("Verify.", "Verify first."), "utf-8")
    assert counts(bring_in(office, folder)) == (2, 0, 1, 1, 0)
    assert len(office.rows("article_version")) == 3


def test_the_hub_takes_what_was_imported(office: Office, folder: Path, tmp_path: Path) -> None:
    """Published ones too: an article begins as a draft."""
    bring_in(office, folder)
    services = office.services

    def connect() -> AbstractContextManager[Hub]:
        return embedded(services.store.path, tmp_path / "hub.db", services.login, services.clock)

    Rounds(Replica(services.store, services.login), connect, services.bus, services.clock, services.blobs).once()
    assert [row["state"] for row in office.rows("_op")] == ["sent"]
    assert {row.state for row in office.ask(Articles())} == {ArticleState.PUBLISHED, ArticleState.IN_REVIEW}


def test_a_trial_changes_nothing_and_tells_the_same(office: Office, folder: Path) -> None:
    assert counts(bring_in(office, folder, dry_run=True)) == (2, 2, 0, 0, 0)
    assert office.rows("article") == office.rows("article_category") == office.rows("_op") == []


def test_what_cannot_be_kept_is_told_with_its_place(office: Office, folder: Path) -> None:
    (folder / "c.md").write_text("x" * 200_001)
    figures = bring_in(office, folder)
    assert counts(figures) == (3, 2, 0, 0, 1)
    assert figures.rejected[0][0] == "c.md"


def test_who_only_drafts_brings_in_drafts(office: Office, folder: Path) -> None:
    office.be(Role.AGENT)
    bring_in(office, folder, publish=True)
    assert {row.state for row in office.ask(Articles())} == {ArticleState.DRAFT, ArticleState.IN_REVIEW}
    assert office.ask(Categories()) == ()


def test_what_comes_in_can_be_published_at_once(office: Office, folder: Path) -> None:
    bring_in(office, folder, publish=True)
    assert {row.state for row in office.ask(Articles())} == {ArticleState.PUBLISHED}


@pytest.mark.parametrize("name", ["out", "out.json"])
def test_what_was_exported_comes_in_elsewhere_as_it_was(
    office: Office, article: Write, folder: Path, tmp_path: Path, name: str
) -> None:
    bring_in(office, folder)
    article('A title: "quoted", [odd] #1', "Body\n\n---\nmore\n", tags=("a", "b"))
    target = tmp_path / name
    with office.store.read() as connection:
        assert (write_document if target.suffix else write_folder)(connection, target) == 3
    assert counts(bring_in(office, target)) == (3, 0, 0, 3, 0)
    other = open_office(tmp_path / "other")
    try:
        assert counts(bring_in(other, target)) == (3, 3, 0, 0, 0)
        assert pictures(other) == pictures(office)
    finally:
        other.services.close()


def pictures(office: Office) -> list[object]:
    """All that a reader or author sees of the articles."""
    found = [office.ask(OpenArticle(row.id, office.me)) for row in office.ask(Articles())]
    return [
        (one.row.id, one.row.title, one.content.body, one.row.tags, one.row.category_name, one.row.state, one.pair)
        for one in found
    ]


def test_categories_keep_their_order(office: Office, tmp_path: Path) -> None:
    (tmp_path / "categories.json").write_text(json.dumps([{"name": "B", "description": "x"}, {"name": "A"}]))
    (tmp_path / "a.md").write_text("---\ntitle: x\ncategory: A\n---\n")
    bring_in(office, tmp_path)
    assert [(row.name, row.description, row.articles) for row in office.ask(Categories())] == [
        ("B", "x", 0),
        ("A", "", 1),
    ]
