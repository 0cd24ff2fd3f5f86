"""Categories stand in their order, and are kept by leads."""

from __future__ import annotations

from console.models.kinds import Code, Role
from console.services.knowledge.commands import DropCategory, SaveCategory
from console.services.knowledge.queries import Categories
from tests.services.knowledge.conftest import Write
from tests.support.desk import Office


def names(office: Office) -> list[str]:
    return [row.name for row in office.ask(Categories())]


def test_a_new_one_stands_last_and_any_can_be_moved(office: Office) -> None:
    first, second = (office.do(SaveCategory(name)).subject for name in ("Accounts", "Sign-in"))
    assert names(office) == ["Accounts", "Sign-in"]
    done = office.do(SaveCategory("Sign-in", "SSO", -1, second))
    assert names(office) == ["Sign-in", "Accounts"]
    assert done.undo == SaveCategory("Sign-in", "", 1, second)
    assert first != second


def test_one_that_was_dropped_comes_back(office: Office, article: Write) -> None:
    key = office.do(SaveCategory("Accounts")).subject
    article(category=key)
    done = office.do(DropCategory(key))
    assert names(office) == []
    assert done.undo is not None
    office.do(done.undo)
    assert [(row.name, row.articles) for row in office.ask(Categories())] == [("Accounts", 1)]


def test_agents_keep_none(office: Office) -> None:
    key = office.do(SaveCategory("Accounts")).subject
    office.be(Role.AGENT)
    assert office.code(SaveCategory("Mine")) is office.code(DropCategory(key)) is Code.ROLE_NEEDED
