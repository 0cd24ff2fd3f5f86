"""Who is told of what, at its instant, and once on this console (SPEC 5.1 to 5.3)."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from console.models.alert_kinds import AlertKind
from console.models.incident_kinds import Duty
from console.models.kinds import Channel, Locale, Priority, Refused, Role, Visibility
from console.models.knowledge_kinds import Content
from console.services.bus import Changed
from console.services.incidents.commands import DeclareIncident, SetCommander
from console.services.incidents.work_commands import AskTask, OfferRole
from console.services.knowledge.commands import ArchiveArticle, CreateArticle, SetCare
from console.services.people import WhoAmI
from console.services.tickets.commands import AddMessage, Assign, CreateTicket, SetPriority
from tests.support.alerting import Told, telling
from tests.support.desk import Office

BREACH, WARN = AlertKind.BREACH, AlertKind.WARN


@pytest.fixture
def told(office: Office) -> Told:
    """The person, who has seen all there was."""
    made = telling(office)
    assert made.step() == []
    return made


def test_thresholds_and_the_breach_of_an_untouched_ticket_are_told_at_their_instants(told: Told) -> None:
    ticket = told.office.ticket()
    assert told.step() == []
    due, found = told.due(ticket), []
    while told.office.clock.now().timestamp() * 1_000_000 < due - 1_000_000:
        following = told.watch._agenda.next
        assert following is not None
        assert told.at(following - 1) == []
        found += told.at(following)
    assert told.office.clock.now().timestamp() == due / 1_000_000
    assert found == [WARN, WARN, WARN, BREACH]
    assert [row.alert.threshold for event in told.events for row in event.alerts] == [50, 75, 90, 100]
    assert {row.title for event in told.events for row in event.alerts} == {"VPN is down"}
    assert [(row.alert.kind, row.alert.seen is None) for row in told.watch.inbox.page().rows][:1] == [(BREACH, True)]
    assert told.watch.inbox.unread() == 1  # what the clock told before says less


def test_a_restart_repeats_nothing(told: Told) -> None:
    ticket = told.office.ticket()
    told.step()
    assert BREACH in told.at(told.due(ticket))
    again = telling(told.office)
    assert (again.step(), again.later()) == ([], [])


def test_what_could_not_be_noted_is_told_afterwards(told: Told) -> None:
    local, ticket = told.office.services.local, told.office.ticket()
    told.step()
    hinder = "create trigger hinder before insert on alert begin select raise(abort, 'disk I/O error'); end"
    local.within(lambda db: db.execute(hinder))
    with pytest.raises((Refused, sqlite3.Error)):
        told.at(told.due(ticket))
    local.within(lambda db: db.execute("drop trigger hinder"))
    assert BREACH in told.step()


def test_what_was_answered_is_not_told(told: Told) -> None:
    ticket = told.office.ticket()
    told.step()
    due = told.due(ticket)
    told.office.reply(ticket)
    assert told.at(due) == []


def test_three_hours_of_sleep_are_told_as_one(told: Told) -> None:
    for n in range(3):
        told.office.do(CreateTicket(f"Outage {n}", priority=Priority.CRITICAL))
    told.step()
    assert told.later(timedelta(hours=3, minutes=20)) == []
    assert told.later().count(BREACH) == 3
    assert [event.missed for event in told.events] == [True]


def test_the_longest_sleep_ends_at_the_next_instant(told: Told) -> None:
    ticket = told.office.do(CreateTicket("Outage", priority=Priority.CRITICAL)).subject
    told.step()
    told.at(told.due(ticket) - 3_000_000)
    told.later()
    assert told.watch.seconds() == 1.0


def test_others_tickets_are_told_to_their_lead_alone(told: Told) -> None:
    office = told.office
    colleague, other_team = office.hire("Wei", "wei"), office.found("Sign-in")
    office.execute("update team set lead = null")
    theirs = office.do(CreateTicket("Theirs", priority=Priority.CRITICAL, assignee=colleague)).subject
    elsewhere = office.do(CreateTicket("Elsewhere", priority=Priority.CRITICAL, team=other_team)).subject
    told.step()
    assert told.at(told.due(elsewhere)) == []
    office.execute("update team set lead = ? where id = ?", office.me, office.team)
    office.services.bus.publish(Changed(everything=True))
    told.step()
    told.later()
    assert {row.alert.subject for event in told.events for row in event.alerts} == {theirs}


def test_being_given_a_ticket_is_told_unless_one_took_it(told: Told) -> None:
    office, ticket = told.office, told.office.ticket()
    office.do(Assign(ticket, office.me))
    assert told.step() == []
    told.by("event", ticket, office.hire("Wei", "wei"))
    assert told.step() == [AlertKind.ASSIGNMENT]
    assert told.events[-1].alerts[0].name == "Wei"


def test_a_ticket_nobody_can_be_given_is_told_to_its_lead_once(told: Told) -> None:
    """SPEC 3.7."""
    office = told.office
    assert (office.ticket("Somebody can") != "", told.step()) == (True, [])
    office.away(office.me)
    office.services.bus.publish(Changed(everything=True))
    told.step()
    alone = office.ticket("Nobody can")
    assert AlertKind.UNASSIGNED in told.step()
    office.do(SetPriority(alone, Priority.CRITICAL))
    told.step()
    again = telling(office)
    again.step()
    again.later()
    kept = [row.alert.subject for row in told.watch.inbox.page().rows if row.alert.kind is AlertKind.UNASSIGNED]
    assert kept.count(alone) == 1
    office.execute("update team set lead = null")
    office.ticket("A team without a lead")
    assert told.step() == []


def test_words_of_the_requester_and_ones_name_are_told(told: Told) -> None:
    office, ticket = told.office, told.office.ticket()
    office.do(Assign(ticket, office.me))
    office.call(ticket)
    assert told.step() == []  # one wrote it down oneself
    office.execute("update message set recorded_by = null, channel = ?", Channel.EMAIL)
    told.by("message", ticket, office.hire("Lin"))
    assert told.step() == [AlertKind.ANSWER]
    other = office.ticket("Another")
    office.do(AddMessage(other, f"@{office.services.me.name.upper()} look at this", Visibility.INTERNAL))
    assert told.step() == []
    told.by("message", other, office.hire("Wei", "wei"))
    assert told.step() == [AlertKind.MENTION]


def test_an_escalation_is_told_to_whom_it_names(told: Told) -> None:
    office, ticket = told.office, told.office.ticket()
    told.step()
    at = told.due(ticket)
    sql = (
        "insert into escalation(id, root, scope, at, who, dead, clock, cycle, basis, step, told, person, due_at)"
        " select ?1, id, scope, at, who, 0, 'first_response', 1, 'x', 1, 'lead', ?2, ?3 from ticket where id = ?4"
    )
    office.execute(sql, "e1", office.me, at, ticket)
    office.execute(sql, "e2", office.hire("Wei", "wei"), at, ticket)
    office.services.bus.publish(Changed(tickets=frozenset({ticket})))
    assert told.at(at) == [AlertKind.ESCALATION, BREACH]


def test_a_declared_incident_is_told_to_commanders_and_its_handler(told: Told) -> None:
    office = told.office
    colleague = office.hire("Wei", "wei")
    first, second = (office.do(DeclareIncident(title, users=5000)).subject for title in ("Sign-in", "Mail"))
    assert told.step() == []  # one declared them oneself
    office.execute("update incident set reporter = ?, handler = ?", colleague, colleague)
    office.services.bus.publish(Changed(incidents=frozenset({first, second})))
    assert told.step() == [AlertKind.INCIDENT] * 2
    assert all(row.alert.critical and row.title for row in told.events[-1].alerts)
    office.be(Role.AGENT)
    agent = telling(replace(office, services=replace(office.services, me=office.ask(WhoAmI()))))
    office.execute("update incident set id = id || 'x'")
    assert agent.step() == []
    office.execute("update incident set handler = ? where title = 'Mail'", office.me)
    office.services.bus.publish(Changed(incidents=frozenset({f"{second}x"})))
    assert agent.step() == [AlertKind.INCIDENT]


def test_a_duty_a_task_and_a_box_that_is_over_are_told_to_whom_they_concern(told: Told) -> None:
    """SPEC 5.3, 7.7."""
    office, me = told.office, told.office.me
    incident, tomas = office.do(DeclareIncident("Sign-in", users=5000)).subject, office.hire("Tomas", "tomas")
    office.do(SetCommander(incident, me))
    office.do(OfferRole(incident, Duty.DEPUTY, me))
    office.do(AskTask(incident, "Node 3", tomas, 20))
    told.step()
    assert told.events == []  # one did it oneself
    office.execute("update incident_role set state = 'OFFERED', author = ?", tomas)
    office.execute("update incident_task set state = 'ACCEPTED', accepted_at = asked_at")
    office.do(AskTask(incident, "Node 4", me, 5))
    office.execute(
        "update incident_task set state = 'ASKED', author = ?, accepted_at = null where person = ?", tomas, me
    )
    office.services.bus.publish(Changed(incidents=frozenset({incident})))
    assert told.step() == [AlertKind.DUTY, AlertKind.TASK]
    due = told.watch._next_box
    assert due is not None
    assert told.at(due - 1) == []
    assert told.at(due) == [AlertKind.OVERDUE]
    assert [(row.title, row.name) for row in told.events[-1].alerts] == [("Sign-in", "Tomas")]
    assert told.watch._next_box is None


def test_a_ticket_of_before_the_first_start_is_told_from_then_on(office: Office) -> None:
    ticket = office.do(CreateTicket("Old", priority=Priority.CRITICAL)).subject
    first = telling(office)
    due = first.due(ticket)
    office.clock.advance(timedelta(hours=2))
    fresh = telling(office)
    assert office.clock.now().timestamp() * 1_000_000 > due
    assert BREACH not in fresh.step()


def test_a_higher_priority_is_another_basis_and_told_anew(told: Told) -> None:
    ticket = told.office.ticket()
    told.step()
    assert BREACH in told.at(told.due(ticket))
    told.office.do(SetPriority(ticket, Priority.CRITICAL))
    told.step()
    assert told.later() == [BREACH, BREACH]  # of both clocks
    assert told.events[-1].alerts[0].alert.critical


def test_an_article_is_brought_before_its_owner_once_when_it_is_to_be_looked_at_again(told: Told) -> None:
    """SPEC 6.1."""
    do, clock = told.office.do, told.office.clock
    keys = [do(CreateArticle(Content(title), Locale.EN)).subject for title in ("Mine", "Other", "Gone")]
    due = clock.now() + timedelta(hours=2)
    colleague = told.office.hire("Wang Wu", "wang")
    for key, owner in zip(keys, (told.office.me, colleague, told.office.me), strict=True):
        do(SetCare(key, owner, due))
    do(ArchiveArticle(keys[2]))
    assert told.step() == []
    assert told.watch.seconds() <= 15
    assert told.at(int(due.timestamp() * 1_000_000) - 1) == []
    assert told.at(int(due.timestamp() * 1_000_000)) == [AlertKind.REVIEW]
    (row,) = told.watch.inbox.page().rows
    assert (row.title, row.number, row.alert.subject) == ("Mine", None, keys[0])
    do(SetCare(keys[1], told.office.me, due - timedelta(hours=1)))
    assert (told.step(), told.later()) == ([], [AlertKind.REVIEW])  # an hour ago: told with what was missed
    do(CreateArticle(Content("New"), Locale.EN))
    assert told.step() == []
    assert telling(told.office).step() == []
