"""Files that are written stay in their folder and say no more than is so."""

from __future__ import annotations

from pathlib import Path

from console.models.knowledge_kinds import ArticleState, Content
from console.services.knowledge.commands import EditArticle
from console.services.knowledge.exporting import exported, write_folder
from tests.services.knowledge.conftest import Write
from tests.support.desk import Office


def test_a_title_cannot_leave_the_folder(office: Office, article: Write, tmp_path: Path) -> None:
    for title in ("../../evil", "a/b\\c:d", "con", "\u202etxt", "x" * 250):
        article(title)
    folder = tmp_path / "out"
    with office.store.read() as connection:
        assert write_folder(connection, folder) == 5
    assert len(list(folder.glob("*.md"))) == 5
    assert {path.name for path in tmp_path.iterdir()} == {"out"}


def test_words_that_readers_do_not_see_yet_are_not_called_published(office: Office, article: Write) -> None:
    key = article()
    office.do(EditArticle(key, Content("Reset a password", "Newer.")))
    with office.store.read() as connection:
        (draft,) = exported(connection)
    assert (draft.state, draft.content.body) == (ArticleState.DRAFT, "Newer.")
