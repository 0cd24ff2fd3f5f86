"""What the dashboard asks for: the newest wish alone, and changes gathered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeVar

from console.models.figures import Dimension
from console.models.kinds import Code, Refused
from console.services.query import Query
from console.services.statistics.board import BoardOf, Mark, MarkKind, TicketsBehind
from console.views.dashboard.presenter import DashboardPresenter, State
from tests.support.desk import Office

T = TypeVar("T")


class Room:
    """A presenter on a real desk, whose questions are answered when it is told to."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.asked: list[Query[object]] = []
        self._waiting: list[Callable[[], None]] = []
        self.later: list[Callable[[], None]] = []
        self.shown: list[State] = []
        me = office.services.me
        self.presenter = DashboardPresenter(self.ask, office.clock, me.team, self._later, self.shown.append)

    def ask(self, query: Query[T], then: Callable[[T], None], refused: Callable[[Refused], None]) -> None:
        """Hold it."""
        self.asked.append(query)

        def answer() -> None:
            try:
                found = self.office.ask(query)
            except Refused as error:
                refused(error)
            else:
                then(found)

        self._waiting.append(answer)

    def answer(self) -> None:
        """Answer all that was asked, the last one first."""
        while self._waiting:
            self._waiting.pop()()

    def _later(self, _milliseconds: int, call: Callable[[], None]) -> None:
        self.later.append(call)


def started(office: Office) -> Room:
    """With its first board."""
    room = Room(office)
    room.presenter.start(30, compared=True)
    room.answer()
    return room


def test_the_period_ends_with_today_and_the_one_before_lies_beside_it(office: Office) -> None:
    office.ticket()
    board = started(office).presenter.state.board
    assert board is not None
    assert board.former is not None
    today = office.clock.now().astimezone().date()
    assert (board.span.first, board.span.end) == (today - timedelta(days=29), today + timedelta(days=1))
    assert (board.whole.opened, board.former.opened) == (1, 0)
    assert isinstance(board.span.first, date)


def test_the_newest_wish_is_shown_whatever_is_answered_last(office: Office) -> None:
    room = started(office)
    room.presenter.choose_days(7)
    room.presenter.choose_days(90)
    room.answer()
    board = room.presenter.state.board
    assert board is not None
    assert len(board.course.opened) == room.presenter.state.days == 90


def test_one_group_is_chosen_and_left_again(office: Office) -> None:
    office.ticket()
    room = started(office)
    room.presenter.choose(Dimension.PRIORITY, "LOW")
    room.presenter.choose(Dimension.CHANNEL, "CONSOLE")
    room.answer()
    board = room.presenter.state.board
    assert room.presenter.state.chosen == ((Dimension.PRIORITY, "LOW"), (Dimension.CHANNEL, "CONSOLE"))
    assert board is not None
    assert board.whole.opened == 0
    room.presenter.choose(Dimension.PRIORITY, None)
    room.answer()
    assert room.presenter.state.board is not None
    assert room.presenter.state.board.whole.opened == 1


def test_changes_are_gathered_and_what_was_read_is_kept(office: Office) -> None:
    room = started(office)
    for _ in range(3):
        room.presenter.changed()
    assert len(room.later) == 1
    room.later[0]()
    room.presenter.changed()
    assert len(room.later) == 2
    boards = [query for query in room.asked if isinstance(query, BoardOf)]
    assert len({id(query.reader) for query in boards}) == 1


def test_the_tickets_behind_a_mark_are_those_of_the_board_shown(office: Office) -> None:
    room = Room(office)
    found: list[frozenset[str]] = []
    room.presenter.behind(Mark(MarkKind.OPENED), found.append)
    assert room.asked == []
    ticket = office.ticket()
    room.presenter.start(7, compared=False)
    room.answer()
    room.presenter.choose_days(30)
    room.presenter.behind(Mark(MarkKind.OPENED), found.append)
    asked = room.asked[-1]
    assert isinstance(asked, TicketsBehind)
    assert (asked.board.span.end - asked.board.span.first).days == 7
    room.answer()
    assert found == [frozenset({ticket})]


def test_a_failure_is_shown_and_the_old_figures_stay(office: Office) -> None:
    room = started(office)
    room.presenter.choose(Dimension.TEAM, office.team)
    room.answer()
    room.presenter.refresh()
    kept = room.presenter.state.board
    room.presenter._fail(Refused(Code.DATABASE_BUSY, path="x"))
    assert room.shown[-1].board is kept
    assert room.shown[-1].refused is not None


def test_chosen_days_are_looked_at_until_others_are(office: Office) -> None:
    office.ticket()
    room, today = started(office), office.clock.now().astimezone().date()
    first, last = today - timedelta(days=12), today - timedelta(days=3)
    room.presenter.choose_dates(first, last)
    room.answer()
    board = room.presenter.state.board
    assert board is not None
    assert (board.span.first, board.span.end, board.whole.opened) == (first, last + timedelta(days=1), 0)
    assert (board.span.before().first, len(board.course.opened)) == (first - timedelta(days=10), 10)
    room.presenter.choose_days(7)
    room.answer()
    board = room.presenter.state.board
    assert board is not None
    assert (board.span.end, board.whole.opened) == (today + timedelta(days=1), 1)


def test_what_was_saved_is_shown_again(office: Office) -> None:
    room = started(office)
    room.presenter.choose_dates(date(2026, 2, 1), date(2026, 2, 8))
    room.presenter.choose(Dimension.PRIORITY, "LOW")
    room.presenter.show_charts(("Ages", "Hours"))
    kept = room.presenter.arrangement()
    other = started(office)
    other.presenter.arrange(kept)
    other.answer()
    assert other.presenter.arrangement() == kept
    board = other.presenter.state.board
    assert board is not None
    assert (board.span.first, board.span.end) == (date(2026, 2, 1), date(2026, 2, 9))
