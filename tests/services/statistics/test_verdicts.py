"""The SLA part of figures is what the clocks of tickets say (SPEC 4.4, 12.1)."""

from __future__ import annotations

from datetime import date, timedelta

from console.models.figures import Dimension, Tally
from console.models.kinds import Outcome, Priority, Status
from console.services.demo import fill
from console.services.explaining import SlaReport
from console.services.statistics.periods import Span
from console.services.statistics.records import Reader
from console.services.statistics.tickets import FiguresOf, TicketFigures
from console.services.tickets.commands import SetPriority, SetStatus
from tests.support.desk import START, Office

ALWAYS = Span(date(2020, 1, 1), date(2030, 1, 1), "UTC")


def figures(office: Office, reader: Reader) -> TicketFigures:
    """Of all that ever was, as seen now."""
    return office.ask(FiguresOf(reader, ALWAYS, office.clock.now()))


def agree(office: Office, reader: Reader) -> None:
    """The verdicts are those of `sla report`, for one that asked before as well."""
    report = office.ask(SlaReport(office.clock.now()))
    expected = {clock.value: Tally(*found.values()) for clock, found in report.items()}
    assert figures(office, reader).whole.sla == figures(office, Reader()).whole.sla == expected


def test_the_verdicts_are_those_of_the_report_while_things_happen(office: Office) -> None:
    reader = Reader()
    first, second = office.ticket("One"), office.ticket("Two")
    agree(office, reader)
    office.reply(first)
    agree(office, reader)
    office.do(SetPriority(second, Priority.CRITICAL))
    office.clock.advance(timedelta(hours=2))
    agree(office, reader)
    office.do(SetStatus(first, Status.PENDING_USER, "asked"))
    office.clock.advance(timedelta(days=30))
    agree(office, reader)
    office.do(SetStatus(first, Status.RESOLVED, outcome=Outcome.SOLVED))
    agree(office, reader)


def test_one_that_is_not_answered_is_missed_from_its_due_instant_on(office: Office) -> None:
    reader = Reader()
    office.do(SetPriority(office.ticket(), Priority.CRITICAL))
    assert figures(office, reader).whole.sla["first_response"] == Tally(pending=1)
    office.clock.advance(timedelta(hours=1))
    assert figures(office, reader).whole.sla["first_response"] == Tally(missed=1)
    assert figures(office, reader).by[Dimension.PRIORITY][0].figures.sla["resolution"] == Tally(pending=1)


def test_a_lived_in_desk_has_the_report_s_verdicts(office: Office) -> None:
    fill(office.store, START, 200, 5, lambda _done, _total: None)
    agree(office, Reader())


def test_new_agreements_are_reckoned_anew(office: Office) -> None:
    reader = Reader()
    office.do(SetPriority(office.ticket(), Priority.LOW))
    office.clock.advance(timedelta(days=2))
    assert figures(office, reader).whole.sla["resolution"] == Tally(pending=1)
    office.execute("update policy set dead = 1 where kind = 'CALENDAR'")
    sooner = "replace(body, '604800', '60')"
    office.execute(f"update policy set body = {sooner}, published_at = published_at + 1 where kind = 'SLA'")
    assert figures(office, reader).whole.sla["resolution"] == Tally(missed=1)
