"""The dashboard's figures are those of the command line, and behind each mark are the tickets it counts (SPEC 12.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from console.models.figures import Dimension
from console.models.kinds import Outcome, Status
from console.services.demo import fill
from console.services.statistics.board import Board, BoardOf, Mark, MarkKind, TicketsBehind, weeks_of
from console.services.statistics.periods import Span
from console.services.statistics.records import Reader
from console.services.statistics.tickets import FiguresOf
from console.services.tickets.commands import SetStatus
from tests.support.desk import START, Office

MONTH = Span(date(2026, 1, 29), date(2026, 2, 28), "Asia/Shanghai")


def asked(office: Office, *chosen: tuple[Dimension, str]) -> BoardOf:
    """The question for a month, with the month before."""
    return BoardOf(Reader(), MONTH, office.clock.now(), chosen, with_former=True, team=office.team)


def counts(board: Board) -> dict[Mark, int]:
    """What each mark says it stands for."""
    found = {Mark(MarkKind.OPENED, at): count for at, count in enumerate(board.course.opened)}
    found |= {Mark(MarkKind.AGED, at): age.n for at, age in enumerate(board.ages)}
    found |= {
        Mark(MarkKind.HOUR, 24 * day + hour): n for day, row in enumerate(board.heat) for hour, n in enumerate(row)
    }
    found |= {Mark(MarkKind.PRIORITY, key=group.key or ""): group.figures.opened for group in board.priorities}
    found |= {Mark(MarkKind.PERSON, key=one.id or ""): one.open for one in board.workload if one.open}
    return found


def test_behind_each_mark_are_as_many_tickets_as_it_says(office: Office) -> None:
    fill(office.store, START, 300, 7, lambda _done, _total: None)
    question = asked(office)
    board = office.ask(question)
    for mark, count in counts(board).items():
        assert len(office.ask(TicketsBehind(question, mark))) == count, mark
    whole = {kind: len(office.ask(TicketsBehind(question, Mark(kind)))) for kind in MarkKind if kind not in KEYED}
    assert whole[MarkKind.OPENED] == whole[MarkKind.WAITED] == board.whole.opened
    assert whole[MarkKind.AGED] == board.whole.backlog
    assert 0 < whole[MarkKind.RESOLVED] <= board.whole.resolved
    weeks = [office.ask(TicketsBehind(question, Mark(MarkKind.WAITED, at))) for at in range(len(board.weeks))]
    assert sum(map(len, weeks)) == board.whole.opened
    assert all(spread.n <= len(week) for spread, week in zip(board.course.weeks, weeks, strict=True))


KEYED = (MarkKind.PRIORITY, MarkKind.PERSON, MarkKind.HOUR)


def test_an_hour_ahead_opens_the_tickets_whose_clocks_come_due_in_it(office: Office) -> None:
    fill(office.store, START, 300, 7, lambda _done, _total: None)
    question = asked(office)
    told = office.ask(question).forecast
    assert told is not None
    assert told.hours
    assert sum(one.due for one in told.hours) > 0
    for place, hour in enumerate(told.hours):
        behind = office.ask(TicketsBehind(question, Mark(MarkKind.AHEAD, place)))
        assert len(behind) <= hour.due <= 2 * len(behind)
    quick = office.ask(replace(question, with_clocks=False))
    assert quick.forecast is None


def test_the_board_has_the_figures_of_the_command_line(office: Office) -> None:
    fill(office.store, START, 200, 8, lambda _done, _total: None)
    board, told = office.ask(asked(office)), office.ask(FiguresOf(Reader(), MONTH, office.clock.now()))
    assert (board.whole, board.ages, board.heat, board.workload) == (told.whole, told.ages, told.heat, told.workload)
    assert board.priorities == told.by[Dimension.PRIORITY]
    former = office.ask(FiguresOf(Reader(), MONTH.before(), office.clock.now()))
    assert (board.former, board.former_ages) == (former.whole, former.ages)
    assert sum(board.course.resolved) == board.whole.resolved
    alone = office.ask(asked(office, (Dimension.PRIORITY, "HIGH")))
    assert [(group.key, group.figures) for group in alone.priorities] == [("HIGH", alone.whole)]
    assert alone.whole == next(group.figures for group in told.by[Dimension.PRIORITY] if group.key == "HIGH")


def test_without_clocks_all_else_is_told(office: Office) -> None:
    fill(office.store, START, 60, 9, lambda _done, _total: None)
    whole = office.ask(asked(office))
    quick = office.ask(replace(asked(office), with_clocks=False))
    assert quick.whole == replace(whole.whole, sla={})
    assert quick.heat == whole.heat


def test_a_reopened_ticket_stands_behind_its_mark(office: Office) -> None:
    ticket = office.ticket()
    office.do(SetStatus(ticket, Status.RESOLVED, outcome=Outcome.SOLVED))
    office.do(SetStatus(ticket, Status.OPEN, "it is back"))
    for kind in (MarkKind.REOPENED, MarkKind.RESOLVED, MarkKind.AGED):
        assert office.ask(TicketsBehind(asked(office), Mark(kind))) == {ticket}


def test_days_without_working_time_are_told(office: Office) -> None:
    board = office.ask(asked(office))
    days = [MONTH.first + timedelta(days=at) for at in range(30)]
    assert [day for day, closed in zip(days, board.closed, strict=True) if day.weekday() >= 5 and not closed] == [
        date(2026, 2, 14)  # a Saturday worked for the Spring Festival
    ]
    assert any(not closed for closed in board.closed)


def test_weeks_begin_with_the_period_and_on_mondays() -> None:
    assert weeks_of(MONTH) == (MONTH.first, *(date(2026, 2, day) for day in (2, 9, 16, 23)))
    assert weeks_of(Span(date(2026, 2, 2), date(2026, 2, 4), "UTC")) == (date(2026, 2, 2),)
