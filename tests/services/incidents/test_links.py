"""Tickets an incident caused stand covered while it lasts, and tell so by their own events (SPEC 4.4, 7.9)."""

from __future__ import annotations

from datetime import timedelta

from console.models.incident_kinds import EntryKind, IncidentStatus
from console.models.kinds import Category, ClockKind, ClockState, Code, to_micros
from console.models.sla import clocks
from console.services import chores
from console.services.clocks import catalogue, histories
from console.services.incidents.commands import DeclareIncident, MergeIncident, MoveIncident
from console.services.incidents.queries import Timeline
from console.services.incidents.work_commands import LinkToIncident, UnlinkFromIncident
from console.services.incidents.work_queries import IncidentsOf, LinkedTickets, Unsettled
from tests.support.desk import Office


def covers(office: Office, ticket: str) -> list[str]:
    return [kind for kind, *_ in office.history(ticket) if kind in ("COVERED", "UNCOVERED")]


def clock(office: Office, ticket: str) -> ClockState:
    with office.store.read() as connection:
        ruled = catalogue(connection)
        history = histories(connection, [ticket], ruled)[ticket]
    read = clocks(history, ruled, to_micros(office.clock.now()))
    return [one.state for one in read if one.clock is ClockKind.RESOLUTION][-1]


def test_a_ticket_is_covered_from_link_to_unlink_or_the_end(office: Office) -> None:
    incident, one, other = office.do(DeclareIncident("Nobody signs in")).subject, office.ticket(), office.ticket()
    assert clock(office, one) is ClockState.RUNNING
    undo = office.do(LinkToIncident(incident, (one, other, one))).undo
    assert clock(office, one) is ClockState.COVERED
    assert office.do(LinkToIncident(incident, (one,))).undo is None
    assert covers(office, one) == ["COVERED"]
    office.do(UnlinkFromIncident(incident, (other,)))
    office.do(MoveIncident(incident, IncidentStatus.RESOLVED))
    assert (covers(office, one), covers(office, other)) == (["COVERED", "UNCOVERED"],) * 2
    assert clock(office, one) is ClockState.RUNNING
    office.do(MoveIncident(incident, IncidentStatus.INVESTIGATING, "it came back"))
    assert covers(office, one) == ["COVERED", "UNCOVERED", "COVERED"]
    assert [row.id for row in office.ask(LinkedTickets(incident)).tickets] == [one]
    assert [row.id for row in office.ask(IncidentsOf(one))] == [incident]
    assert office.code(UnlinkFromIncident(incident, (other,))) is Code.NOT_FOUND
    told = [e.text for e in office.ask(Timeline(incident)) if e.kind is EntryKind.TICKET]
    assert told == ["LINKED: 1, 2", "UNLINKED: 2"]
    assert undo == UnlinkFromIncident(incident, (one, other))


def test_a_duplicate_hands_its_tickets_to_the_one_that_goes_on(office: Office) -> None:
    first, second = (office.do(DeclareIncident(title)).subject for title in ("SSO is down", "Nobody signs in"))
    ticket = office.ticket()
    office.do(LinkToIncident(second, (ticket,)))
    office.do(MergeIncident(second, first))
    assert [row.id for row in office.ask(LinkedTickets(first)).tickets] == [ticket]
    assert clock(office, ticket) is ClockState.COVERED
    office.do(MoveIncident(first, IncidentStatus.RESOLVED))
    assert clock(office, ticket) is ClockState.RUNNING


def test_nothing_of_a_restricted_incident_is_hinted_at(office: Office) -> None:
    incident = office.do(DeclareIncident("Stolen keys", category=Category.SECURITY_BREACH)).subject
    ticket = office.ticket()
    office.do(LinkToIncident(incident, (ticket,)))
    assert covers(office, ticket) == []
    assert office.ask(IncidentsOf(ticket)) == ()
    assert not office.ask(Unsettled())


def test_what_another_team_linked_is_settled_by_a_turn_of_the_worker(office: Office) -> None:
    """A link and the end of an incident come from consoles that do not hold the ticket."""
    incident, ticket = office.do(DeclareIncident("Nobody signs in")).subject, office.ticket()
    office.execute(
        "insert into incident_ticket(id, root, scope, dead, ticket, linked_at) values ('k', ?, 's', 0, ?, 1)",
        *(incident, ticket),
    )
    office.execute(
        "insert into incident_ticket(id, root, scope, dead, ticket, linked_at) values ('l', ?, 's', 0, 'theirs', 1)",
        incident,
    )
    linked = office.ask(LinkedTickets(incident))
    assert (len(linked.tickets), linked.unseen) == (1, 1)
    assert (chores.settle_covers(office.desk), chores.settle_covers(office.desk)) == (1, 0)
    assert clock(office, ticket) is ClockState.COVERED
    office.execute("update incident set status = 'CLOSED' where id = ?", incident)
    office.clock.advance(timedelta(seconds=1))
    assert (chores.settle_covers(office.desk), chores.settle_covers(office.desk)) == (1, 0)
    assert covers(office, ticket) == ["COVERED", "UNCOVERED"]
