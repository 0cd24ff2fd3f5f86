"""The figures of a period as a report: the same as `stats` tells."""

from __future__ import annotations

from datetime import date, timedelta

from console.models.kinds import Locale, Outcome, Status
from console.models.review_kinds import ActionState
from console.services.incidents.commands import DeclareIncident
from console.services.incidents.review_commands import AddAction, EndAction
from console.services.report_blocks import Facts, Heading, Table
from console.services.reports.figures import SummaryOf, figures_report
from console.services.statistics.periods import Span
from console.services.statistics.records import Reader
from console.services.statistics.tickets import FiguresOf
from console.services.tickets.commands import SetStatus
from tests.support.desk import Office


def test_every_figure_of_the_report_is_the_one_that_was_counted(office: Office) -> None:
    first, *_ = (office.ticket(f"Ticket {n}") for n in range(3))
    office.reply(first)
    office.do(SetStatus(first, Status.RESOLVED, "Done", Outcome.SOLVED))
    incident = office.do(DeclareIncident("Nobody can sign in", users=2000)).subject
    actions = [office.do(AddAction(incident, f"Action {n}")).subject for n in range(4)]
    office.do(EndAction(actions[0], ActionState.DONE))
    office.do(EndAction(actions[1], ActionState.DROPPED, "too dear"))
    office.clock.advance(timedelta(hours=1))
    span = Span(date(2026, 2, 1), date(2026, 3, 1), "Asia/Shanghai")
    found = office.ask(SummaryOf(FiguresOf(Reader(), span, office.clock.now())))
    (row,) = found.incidents
    assert (row.actions, row.done) == (3, 1)
    report = figures_report(found, Locale.EN)
    assert report.title == "Figures 2026-02-01 – 2026-02-28"
    heads = [block.text for block in report.blocks if isinstance(block, Heading)]
    assert heads == ["Tickets", "Agreements", "Age of the backlog", "Workload", "Incidents", "Knowledge"]
    tickets, clocks, load, incidents, _ = (block.rows for block in report.blocks if isinstance(block, Table))
    whole = found.tickets.whole
    assert tickets[0][:5] == ("all", str(whole.opened), str(whole.resolved), str(whole.backlog), str(whole.reopened))
    assert (whole.opened, whole.resolved, whole.backlog) == (3, 1, 2)
    parts = sum(len(groups) for groups in found.tickets.by.values())
    assert len(tickets) == 1 + parts
    assert [row[1:5] for row in clocks] == [
        (str(tally.met), str(tally.missed), str(tally.pending), str(tally.not_applicable))
        for tally in whole.sla.values()
    ]
    assert sum(int(row[1]) for row in load) == whole.backlog
    assert (incidents[0][0], incidents[0][1], incidents[0][-1]) == ("Authentication failure, Critical", "1", "1 / 3")
    ages, searches = (block.rows for block in report.blocks if isinstance(block, Facts))
    assert sum(int(value) for _, value in ages) == whole.backlog
    assert [value for _, value in searches] == ["–"] * 3
