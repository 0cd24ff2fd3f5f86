"""The page as a whole, without widgets: it opens where it was left."""

from __future__ import annotations

from pathlib import Path

from console.services.tickets.commands import SaveView
from console.services.tickets.views import BuiltIn
from console.views.queue.state import Said
from tests.support.queue import Remembered, queue


def test_the_page_opens_at_the_view_and_ticket_it_was_left_at(tmp_path: Path) -> None:
    memory = Remembered()
    with queue(tmp_path / "profile", memory) as desk:
        wanted = desk.create("wanted")
        desk.create("newer")
        desk.presenter.start()
        views = desk.presenter.listing.state.views
        desk.presenter.listing.open_view(next(one for one in views if one.id == BuiltIn.ALL_OPEN))
        desk.settle()
        desk.presenter.listing.go(desk.state.listing.order[1])
        desk.settle()
    with queue(tmp_path / "profile", memory) as desk:
        desk.presenter.start()
        desk.settle()
        assert desk.state.listing.view.id == BuiltIn.ALL_OPEN
        assert desk.state.listing.ticket == wanted
        assert desk.state.ticket.shown is not None
        assert desk.state.ticket.shown.title == "wanted"


def test_a_saved_view_is_opened_again_and_a_lost_one_gives_way(tmp_path: Path) -> None:
    memory = Remembered()
    with queue(tmp_path / "profile", memory) as desk:
        memory.keep("queue.view", desk.services.desk.do(SaveView("Mine", {}, "-updated")).subject)
        desk.presenter.start()
        assert desk.state.listing.view.name == "Mine"
        memory.keep("queue.view", "a view that is no more")
    with queue(tmp_path / "profile", memory) as desk:
        desk.presenter.start()
        assert desk.state.listing.view.id == BuiltIn.ALL_OPEN


def test_a_search_is_not_where_the_next_start_begins(tmp_path: Path) -> None:
    memory = Remembered()
    with queue(tmp_path / "profile", memory) as desk:
        desk.create("printer")
        newer = desk.create("newer")
        desk.presenter.start()
        desk.presenter.listing.search("printer")
        assert desk.titles == ["printer"]
        assert memory.values["queue.view"] == BuiltIn.ALL_OPEN
        assert memory.values["queue.ticket"] == newer


def test_a_view_chosen_a_moment_before_the_end_is_the_one_the_next_start_begins_with(tmp_path: Path) -> None:
    memory = Remembered()
    with queue(tmp_path / "profile", memory) as desk:
        desk.presenter.start()
        desk.settle()
        chosen = next(one for one in desk.presenter.listing.state.views if one.id == BuiltIn.RESOLVED)
        desk.carrier.held = []
        desk.presenter.listing.open_view(chosen)
        desk.presenter.close()
        assert memory.values["queue.view"] == BuiltIn.RESOLVED


def test_the_next_ticket_is_taken_and_shown_until_none_is_left(tmp_path: Path) -> None:
    with queue(tmp_path / "profile", Remembered()) as desk:
        desk.presenter.start()
        ticket = desk.create("nobody's")
        for _ in range(2):
            desk.presenter.take_next()
            desk.settle()
        assert desk.state.listing.ticket == ticket
        assert desk.state.ticket.shown is not None
        assert desk.state.ticket.shown.assignee is not None
        assert desk.state.ticket.shown.assignee.id == desk.services.me.id
        assert [told.said for told, _ in desk.told] == [Said.ASSIGNED, Said.NONE_LEFT]
        assert desk.told[0][1] is not None
        desk.services.desk.do(desk.told[0][1])
        desk.settle()
        assert desk.state.ticket.shown.assignee is None
