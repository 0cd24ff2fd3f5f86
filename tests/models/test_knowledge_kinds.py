"""Where an article stands follows from what readers see of it."""

from __future__ import annotations

import pytest

from console.models.knowledge_kinds import ArticleState, Stage, state_of


@pytest.mark.parametrize("stage", list(Stage))
def test_an_article_that_readers_see_is_published_whatever_is_being_written(stage: Stage) -> None:
    """SPEC 6.1: published is derived."""
    assert state_of(stage, published=True, archived=False) is ArticleState.PUBLISHED
    assert state_of(stage, published=False, archived=False) is ArticleState(stage.value)


def test_what_was_put_away_is_archived() -> None:
    assert state_of(Stage.DRAFT, published=True, archived=True) is ArticleState.ARCHIVED
