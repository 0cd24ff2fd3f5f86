"""The views every console has: what they count is what they list."""

from __future__ import annotations

from console.models.kinds import LIVE, PAUSES, Outcome, Status
from console.services.tickets.commands import Assign, SetStatus
from console.services.tickets.filters import Filter, Sort, SortKey
from console.services.tickets.queries import Count, FirstWindow, Order
from console.services.tickets.views import BuiltIn, SavedViews, Shelf, View, built_in
from tests.support.desk import Office


def titles(office: Office, view: BuiltIn) -> list[str]:
    """What a built-in view lists."""
    (one,) = (v for v in built_in(office.services.me) if v.built_in is view)
    lines = office.ask(FirstWindow(one.filter, one.sort))
    assert office.ask(Count((one.filter,))) == (len(lines),)
    assert len(office.ask(Order(one.filter, one.sort))) == len(lines)
    return [line.title for line in lines]


def test_every_built_in_view_lists_what_its_name_says(office: Office) -> None:
    wei = office.hire("Wang Wei", "wei")
    keys = {name: office.ticket(name) for name in ("mine", "waiting", "his", "nobody", "paused", "resolved", "closed")}
    for name, person in (("mine", office.me), ("waiting", office.me), ("his", wei), ("paused", wei)):
        office.do(Assign(keys[name], person))
    office.reply(keys["paused"])
    office.do(SetStatus(keys["paused"], Status.ON_HOLD, "a part"))
    for name in ("resolved", "closed"):
        office.do(SetStatus(keys[name], Status.RESOLVED, "", Outcome.SOLVED))
    office.do(SetStatus(keys["closed"], Status.CLOSED))
    office.call(keys["waiting"])
    office.call(keys["his"])
    assert set(titles(office, BuiltIn.MY_OPEN)) == {"mine", "waiting"}
    assert titles(office, BuiltIn.USER_REPLIED) == ["waiting"]
    assert titles(office, BuiltIn.UNASSIGNED) == ["nobody"]
    assert titles(office, BuiltIn.PAUSED) == ["paused"]
    assert titles(office, BuiltIn.RESOLVED) == ["resolved"]
    assert set(titles(office, BuiltIn.ALL_OPEN)) == set(keys) - {"resolved", "closed"}
    assert titles(office, BuiltIn.ALL)[:2] == ["his", "waiting"]
    assert len(titles(office, BuiltIn.ALL)) == 7


def test_the_views_are_known_by_their_id_and_saved_ones_are_not(office: Office) -> None:
    views = built_in(office.services.me)
    assert [view.built_in for view in views] == list(BuiltIn)
    assert {view.shelf for view in views} == {Shelf.MINE, Shelf.TEAM}
    assert View("019c", Shelf.SAVED, Filter(), Sort()).built_in is None
    assert views[0].sort == Sort(SortKey.PRIORITY, descending=False)
    assert views[5].filter.statuses == PAUSES < LIVE


def test_a_saved_view_of_another_version_is_read_as_far_as_it_is_known(office: Office) -> None:
    office.execute(
        "insert into saved_view(id, root, dead, name, owner, filter, sort, position)"
        " values ('x', 'x', 0, 'X', ?, '{\"statuses\": [\"NEW\", \"LOST\"], \"colour\": [1]}', '-moon', 0)",
        office.me,
    )
    (view,) = office.ask(SavedViews(office.services.me))
    assert (view.filter, view.sort) == (Filter(statuses=frozenset({Status.NEW})), Sort())
