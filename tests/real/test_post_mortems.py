"""Post-mortems of the world's outages are articles, each found by its own words."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.bootstrap import Services, build_services
from console.services.knowledge.finding import FindArticles, SuggestArticles
from console.services.knowledge.importing import ArticleImport, Figures
from console.services.knowledge.reading import read_all
from console.services.knowledge.site import write_site
from tests.support.isolation import REAL_DATA

FILE = Path(os.environ[REAL_DATA]) / "incidents/icco_postmortems.jsonl"


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    made = build_services(tmp_path_factory.mktemp("profile"))
    figures = brought_in(made)
    assert (figures.created, figures.rejected) == (len(rows()), [])
    yield made
    made.close()


def brought_in(services: Services) -> Figures:
    return ArticleImport(services.store, services.clock, services.bus, publish=True).carry_out(read_all(FILE))


def rows() -> list[dict[str, object]]:
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def test_each_is_found_by_its_keywords(services: Services) -> None:
    told = [row for row in rows() if row.get("keywords")]
    assert len(told) > 150
    for row in told:
        keywords = row["keywords"]
        assert isinstance(keywords, list)
        title = str(row.get("title") or row["company"])
        hits = services.desk.ask(FindArticles(" ".join(map(str, keywords))))
        assert any(title in hit.row.title for hit in hits), title


def test_the_same_again_changes_nothing(services: Services) -> None:
    assert brought_in(services).unchanged == len(rows())


def test_a_summary_suggests_its_own_article(services: Services) -> None:
    told = [row for row in rows() if row.get("summary") and row.get("title")]
    right = sum(
        any(str(row["title"]) in one.row.title for one in services.desk.ask(SuggestArticles(str(row["summary"]))))
        for row in told
    )
    assert right / len(told) > 0.97


def test_all_stand_on_the_site(services: Services, tmp_path: Path) -> None:
    with services.store.read() as connection:
        assert write_site(connection, tmp_path) == len(rows())
