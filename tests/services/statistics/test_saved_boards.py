"""A dashboard is kept for a person or a team, and comes back as it was (SPEC 12.1)."""

from __future__ import annotations

import json
from datetime import date

import pytest

from console.models.figures import Dimension
from console.services.statistics.saved_boards import (
    DASHBOARD,
    Arrangement,
    SavedBoards,
    arrangement_of,
)
from console.services.tickets.commands import DropView, SaveView
from console.services.tickets.views import SavedViews
from tests.support.desk import Office

WHAT = Arrangement(
    7, date(2026, 2, 1), date(2026, 2, 8), ((Dimension.PRIORITY, "HIGH"),), compared=False, charts=("Ages", "Hours")
)


def test_what_is_kept_comes_back_and_is_no_view_of_the_queue(office: Office) -> None:
    mine = office.do(SaveView("Mine", WHAT.to_json(), DASHBOARD))
    office.do(SaveView("Ours", Arrangement().to_json(), DASHBOARD, owner=office.team))
    office.do(SaveView("Late", {}, "-updated"))
    boards = office.ask(SavedBoards(office.services.me))
    assert [(one.name, one.owner, one.what) for one in boards] == [
        ("Mine", office.me, WHAT),
        ("Ours", office.team, Arrangement()),
    ]
    assert [view.name for view in office.ask(SavedViews(office.services.me))] == ["Late"]
    undo = office.do(DropView(mine.subject)).undo
    assert [one.name for one in office.ask(SavedBoards(office.services.me))] == ["Ours"]
    assert undo is not None
    office.do(undo)
    assert office.ask(SavedBoards(office.services.me)) == boards


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        {"days": "many", "charts": "all", "chosen": [], "first": 3, "last": "2026-02-30", "compared": "no"},
        {"first": "2026-02-08", "last": "2026-02-01", "chosen": {"colour": "red", "team": 3}, "charts": [1, None]},
    ],
)
def test_what_nobody_understands_is_as_usual(kept: object) -> None:
    assert arrangement_of(json.loads(json.dumps(kept))) == Arrangement()
