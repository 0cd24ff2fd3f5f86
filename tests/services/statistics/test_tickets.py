"""Figures of tickets as they are asked for: of a team, by name, with what people have to do (SPEC 12.1)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from console.models.figures import Dimension
from console.models.kinds import Code, Outcome, Priority, Refused, Status, TicketType
from console.services.statistics.periods import Span
from console.services.statistics.records import Reader
from console.services.statistics.tickets import FiguresOf, TicketFigures, Worker
from console.services.tickets.commands import Assign, SetPriority, SetStatus, SetType, Transfer
from tests.support.desk import Office

FEBRUARY = Span(date(2026, 2, 1), date(2026, 3, 1), "Asia/Shanghai")


def figures(office: Office, span: Span = FEBRUARY, team: str | None = None) -> TicketFigures:
    """Of a span, as seen now."""
    return office.ask(FiguresOf(Reader(), span, office.clock.now(), team))


def test_parts_are_called_by_words_and_names_those_without_come_last(office: Office) -> None:
    other = office.found("Access")
    ann = office.hire("Ann", "ann")
    first, second = office.ticket("One"), office.ticket("Two")
    office.do(Assign(first, ann))
    office.do(Assign(second, None))
    office.do(SetType(first, TicketType.LOGIN_PROBLEM))
    office.do(SetPriority(first, Priority.HIGH))
    office.do(Transfer(second, other))
    found = figures(office)
    names = {
        dimension: [(group.name, group.figures.opened) for group in found.by[dimension]] for dimension in Dimension
    }
    assert names == {
        Dimension.TYPE: [("LOGIN_PROBLEM", 1), ("", 1)],
        Dimension.PRIORITY: [("HIGH", 1), ("MEDIUM", 1)],
        Dimension.TEAM: [("Access", 1), ("Helpdesk", 1)],
        Dimension.CHANNEL: [("CONSOLE", 2)],
        Dimension.PERSON: [("Ann", 1), ("", 1)],
    }


def test_of_one_team_by_name_or_id(office: Office) -> None:
    other = office.found("Access")
    office.ticket()
    office.do(Transfer(office.ticket(), other))
    whole, helpdesk = figures(office), figures(office, team="helpdesk")
    access = figures(office, team=other)
    assert (whole.whole.opened, helpdesk.whole.opened, access.whole.opened) == (2, 1, 1)
    assert [group.name for group in access.by[Dimension.TEAM]] == ["Access"]
    with pytest.raises(Refused) as refused:
        figures(office, team="Nobody's")
    assert refused.value.code is Code.NOT_FOUND


def test_the_workload_is_everybodys_and_nobodys(office: Office) -> None:
    ann, bob = office.hire("Ann", "ann"), office.hire("Bob", "bob")
    office.execute("update person set cap = 12 where id = ?", ann)
    for assignee in (ann, ann, None):
        office.do(Assign(office.ticket(), assignee))
    office.execute("update person set roles = '[]' where id = ?", bob)
    mine = next(one for one in figures(office).workload if one.id == office.me)
    assert figures(office).workload == (Worker(ann, "Ann", 2, 12), mine, Worker(None, None, 1, None))
    office.do(Assign(office.ticket(), bob))
    assert Worker(bob, "Bob", 1, None) in figures(office).workload
    assert sum(one.open for one in figures(office).workload) == figures(office).whole.backlog == 4


def test_the_backlog_is_that_of_the_end(office: Office) -> None:
    ticket = office.ticket()
    office.clock.advance(timedelta(days=10))
    office.do(SetStatus(ticket, Status.RESOLVED, outcome=Outcome.SOLVED))
    now = figures(office, Span(date(2026, 2, 1), date(2026, 4, 1), "UTC"))
    then = figures(office)
    assert (now.whole.resolved, now.whole.backlog, then.whole.resolved, then.whole.backlog) == (1, 0, 0, 1)
    assert [age.n for age in then.ages] == [0, 1, 0, 0, 0]
    assert then.whole.resolution.open == 0
    assert figures(office, Span(date(2026, 1, 1), date(2026, 2, 1), "UTC")).whole.backlog == 0


def test_the_heat_is_of_the_zone(office: Office) -> None:
    """A Friday, 06:30 UTC: half past two in the afternoon in Shanghai."""
    office.ticket()
    heat = figures(office).heat
    assert (heat[4][14], sum(map(sum, heat))) == (1, 1)
    assert figures(office, Span(FEBRUARY.first, FEBRUARY.end, "America/New_York")).heat[4][1] == 1
