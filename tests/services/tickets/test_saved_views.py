"""Saved views are kept, changed, dropped and brought back (SPEC 3.10)."""

from __future__ import annotations

import pytest

from console.models.kinds import LIVE, Code, Status
from console.services.tickets.commands import DropView, SaveView
from console.services.tickets.filters import Filter, Sort, SortKey
from console.services.tickets.views import SavedViews, Shelf, View
from tests.support.desk import Office

UNKNOWN = "00000000-0000-7000-8000-00000000dead"
WANTED = Filter(statuses=LIVE, awaiting=True, text="vpn", tag="vip")


def saved(office: Office) -> tuple[View, ...]:
    """The views this person has."""
    return office.ask(SavedViews(office.services.me))


def keep(office: Office, name: str, owner: str | None = None) -> str:
    """The id of a new view."""
    return office.do(SaveView(name, WANTED.to_json(), "-priority", owner=owner)).subject


def test_a_view_comes_back_as_it_was_kept(office: Office) -> None:
    key = keep(office, "  Waiting   for us ")
    assert saved(office) == (View(key, Shelf.SAVED, WANTED, Sort(SortKey.PRIORITY), "Waiting for us", office.me),)
    assert office.told[-1].views


def test_personal_views_stand_before_the_teams_in_the_order_they_were_made(office: Office) -> None:
    for name, owner in (("a", office.team), ("b", None), ("c", office.team), ("d", office.me)):
        keep(office, name, owner)
    assert [view.name for view in saved(office)] == ["b", "d", "a", "c"]


def test_the_views_of_others_are_neither_seen_nor_changed(office: Office) -> None:
    network = office.found("Network")
    office.execute(
        "insert into saved_view(id, root, dead, name, owner, filter, sort, position)"
        " values ('x', 'x', 0, 'X', ?, '{}', '', 0)",
        network,
    )
    assert saved(office) == ()
    for wrong in (SaveView("Y", {}, "", "x"), DropView("x"), SaveView("Y", {}, "", owner=network), DropView(UNKNOWN)):
        assert office.code(wrong) is Code.NOT_FOUND


def test_a_dropped_view_comes_back_to_its_place(office: Office) -> None:
    """SPEC 3.9."""
    keys = [keep(office, name) for name in "abc"]
    before = saved(office)
    undo = office.do(DropView(keys[1])).undo
    assert undo is not None
    assert [view.name for view in saved(office)] == ["a", "c"]
    assert office.code(DropView(keys[1])) is Code.NOT_FOUND
    redo = office.do(undo).undo
    assert saved(office) == before
    assert redo == DropView(keys[1])


def test_the_place_of_a_dropped_view_is_not_given_twice(office: Office) -> None:
    keys = [keep(office, name) for name in "ab"]
    undo = office.do(DropView(keys[0])).undo
    assert undo is not None
    keep(office, "c")
    office.do(undo)
    assert len({row["position"] for row in office.rows("saved_view")}) == 3


def test_a_change_is_undone_unless_somebody_changed_it_between(office: Office) -> None:
    key = keep(office, "Waiting")
    before = saved(office)
    undo = office.do(SaveView("All", {}, "updated", key)).undo
    assert undo is not None
    assert (saved(office)[0].name, saved(office)[0].filter, str(saved(office)[0].sort)) == ("All", Filter(), "updated")
    office.do(undo)
    assert saved(office) == before
    stale = office.do(SaveView("All", {}, "updated", key)).undo
    assert stale is not None
    office.do(SaveView("All", Filter(statuses=frozenset({Status.NEW})).to_json(), "updated", key))
    assert office.code(stale) is Code.CHANGED_MEANWHILE


@pytest.mark.parametrize(("name", "code"), [(" \u200b", Code.EMPTY_TEXT), ("x" * 301, Code.TEXT_TOO_LONG)])
def test_a_view_needs_a_name_that_can_be_shown(office: Office, name: str, code: Code) -> None:
    assert office.code(SaveView(name, {}, "")) is code
