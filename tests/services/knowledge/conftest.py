"""What the tests of knowledge share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from console.models.kinds import Locale
from console.models.knowledge_kinds import Content
from console.services.knowledge.commands import CreateArticle, PublishArticle
from tests.support.desk import Office

Write = Callable[..., str]


@pytest.fixture
def article(office: Office) -> Write:
    """Writes an article, published unless it is to stay a draft; its id."""

    def write(
        title: str = "Reset a password",
        body: str = "Open the portal.",
        *,
        published: bool = True,
        language: Locale = Locale.EN,
        tags: tuple[str, ...] = (),
        category: str | None = None,
    ) -> str:
        content = Content(title, body, tags=tags, category=category)
        key = office.do(CreateArticle(content, language)).subject
        if published:
            version = str(office.rows("article", "id = ?", key)[0]["version"])
            office.do(PublishArticle(key, version))
        return key

    return write
