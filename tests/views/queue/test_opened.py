"""The open ticket: read again when it changes, changed by commands that say what was seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from console.models.kinds import (
    Channel,
    ClockKind,
    ClockState,
    Code,
    Impact,
    LinkKind,
    Outcome,
    Priority,
    Status,
    TicketType,
    Urgency,
    Visibility,
)
from console.models.merging import Merged
from console.services.people import PersonRow
from console.services.tickets.commands import AddMessage, NewRequester, SetDescription, SetPriority
from console.services.tickets.views import BuiltIn
from console.services.tickets.whole import MESSAGES_SHOWN, OpenTicket
from console.views.queue.opened import SETTLE_MS, Opened
from console.views.queue.state import Said
from tests.support.queue import Queue


@pytest.fixture
def ticket(desk: Queue) -> str:
    """One ticket, open in "all open"."""
    key = desk.create("Cannot sign in after the password change")
    desk.presenter.start()
    views = desk.presenter.listing.state.views
    desk.presenter.listing.open_view(next(one for one in views if one.id == BuiltIn.ALL_OPEN))
    desk.settle()
    return key


def undo(desk: Queue) -> None:
    command = desk.told[-1][1]
    assert command is not None
    desk.services.desk.do(command)
    desk.settle()


def test_the_current_ticket_is_open_with_its_suggested_priority(desk: Queue, ticket: str) -> None:
    state = desk.state.ticket
    assert state.shown is not None
    assert state.shown.id == ticket
    assert state.shown.suggestion is not None
    assert state.shown.suggestion.priority is Priority.HIGH


def test_what_others_change_is_shown(desk: Queue, ticket: str) -> None:
    desk.services.desk.do(AddMessage(ticket, "Looking into it.", Visibility.INTERNAL))
    desk.settle()
    shown = desk.state.ticket.shown
    assert shown is not None
    assert [message.body for message in shown.messages] == ["Looking into it."]


def test_each_change_is_told_and_can_be_taken_back(desk: Queue, ticket: str) -> None:
    """SPEC 3.9: undo is a compensating operation."""
    seen = desk.services.desk.ask(OpenTicket(ticket)).description
    me, acting = desk.services.me, desk.presenter.acting
    acting.assign(PersonRow(me.id, me.name, None, None, me.team, "me"))
    acting.set_priority(Priority.CRITICAL)
    acting.set_type(TicketType.PERFORMANCE_ISSUE)
    acting.set_impact(Impact.PERSON, Urgency.LOW)
    acting.set_tags(add=("vpn",))
    acting.set_title("Another title")
    assert desk.state.ticket.shown is not None
    acting.set_description(desk.state.ticket.shown, "Other words")
    acting.set_requester(NewRequester("Lin Qiao", "lin.qiao@corp.example"))
    assert [told.said for told, _ in desk.told] == [
        Said.ASSIGNED,
        Said.PRIORITY,
        Said.TYPE,
        Said.IMPACT,
        Said.TAGS,
        Said.TITLE,
        Said.DESCRIPTION,
        Said.REQUESTER,
    ]
    assert {told.number for told, _ in desk.told} == {"1"}
    for _, command in reversed(desk.told):
        assert command is not None
        desk.services.desk.do(command)
    whole = desk.services.desk.ask(OpenTicket(ticket))
    assert (whole.assignee, whole.requester, whole.tags, whole.impact) == (None, None, (), None)
    assert (whole.title, whole.description) == ("Cannot sign in after the password change", seen)
    assert whole.priority is Priority.HIGH


def test_a_description_is_put_together_with_what_came_while_it_was_written(desk: Queue, ticket: str) -> None:
    desk.services.desk.do(SetDescription(ticket, "The lamp is red"))
    desk.settle()
    seen = desk.state.ticket.shown
    assert seen is not None
    desk.services.desk.do(SetDescription(ticket, "The lamp is red\nsince noon"))
    desk.settle()
    assert desk.presenter.acting.set_description(seen, "The big lamp is red") is None
    desk.settle()
    assert desk.services.desk.ask(OpenTicket(ticket)).description == "The big lamp is red\nsince noon"
    desk.services.desk.do(SetDescription(ticket, "The lamp is blue"))
    desk.settle()
    both = desk.presenter.acting.set_description(seen, "The lamp is green")
    assert both == Merged("The lamp is green", 1)
    assert desk.services.desk.ask(OpenTicket(ticket)).description == "The lamp is blue"


def test_a_status_is_moved_with_reason_and_outcome(desk: Queue, ticket: str) -> None:
    desk.presenter.acting.set_status(Status.IN_PROGRESS)
    desk.settle()
    desk.presenter.acting.set_status(Status.RESOLVED, "Reset it.", Outcome.CREDENTIAL_RESET)
    desk.settle()
    whole = desk.services.desk.ask(OpenTicket(ticket))
    assert (whole.status, whole.outcome) == (Status.RESOLVED, Outcome.CREDENTIAL_RESET)
    undo(desk)
    assert desk.services.desk.ask(OpenTicket(ticket)).status in (Status.OPEN, Status.IN_PROGRESS)


def test_a_move_the_table_forbids_is_refused_and_nothing_is_told(desk: Queue, ticket: str) -> None:
    """SPEC 3.3: a pause before the first public reply."""
    desk.presenter.acting.set_status(Status.OPEN)
    desk.settle()
    desk.told.clear()
    desk.presenter.acting.set_status(Status.ON_HOLD, "later")
    assert [error.code for error in desk.carrier.refusals] == [Code.NO_PUBLIC_REPLY]
    assert desk.told == []


def test_a_colleague_who_was_faster_is_not_overwritten(desk: Queue, ticket: str) -> None:
    desk.carrier.held = []
    desk.services.desk.do(SetPriority(ticket, Priority.LOW))
    desk.presenter.acting.set_priority(Priority.CRITICAL)
    while desk.carrier.held:
        desk.carrier.held.pop(0)()
    assert [error.code for error in desk.carrier.refusals] == [Code.CHANGED_MEANWHILE]
    assert desk.services.desk.ask(OpenTicket(ticket)).priority is Priority.LOW


def test_a_value_that_holds_already_is_not_told(desk: Queue, ticket: str) -> None:
    desk.presenter.acting.set_priority(Priority.HIGH)
    assert desk.told == []


def test_links_go_both_ways_and_are_taken_away(desk: Queue, ticket: str) -> None:
    other = desk.create("Outlook loops too")
    desk.presenter.acting.link(other, LinkKind.DUPLICATES)
    desk.settle()
    shown = desk.state.ticket.shown
    assert shown is not None
    assert [(link.ticket, link.kind) for link in shown.links] == [(other, LinkKind.DUPLICATES)]
    desk.presenter.acting.unlink(shown.links[0])
    assert desk.services.desk.ask(OpenTicket(other)).links == ()


def test_what_was_said_by_phone_is_recorded(desk: Queue, ticket: str) -> None:
    """SPEC 3.4: marked "recorded by"."""
    desk.presenter.acting.set_requester(NewRequester("Lin Qiao"))
    desk.presenter.acting.record(Channel.PHONE, "It works again.")
    desk.settle()
    shown = desk.state.ticket.shown
    assert shown is not None
    assert [(m.author, m.recorded_by, m.channel) for m in shown.messages] == [
        ("Lin Qiao", desk.services.me.name, Channel.PHONE)
    ]


def test_the_last_messages_come_first_and_earlier_ones_when_asked_for(desk: Queue, ticket: str) -> None:
    for number in range(MESSAGES_SHOWN + 2):
        desk.services.desk.do(AddMessage(ticket, f"note {number}", Visibility.INTERNAL))
    desk.settle()
    shown = desk.state.ticket.shown
    assert shown is not None
    assert (len(shown.messages), shown.messages[0].body) == (MESSAGES_SHOWN, "note 2")
    desk.presenter.ticket.show_earlier()
    shown = desk.state.ticket.shown
    assert shown is not None
    assert shown.messages[0].body == "note 0"


def test_rows_run_through_quickly_are_not_read_on_the_way(desk: Queue, ticket: str) -> None:
    keys = [desk.create(f"ticket {number}") for number in range(5)]
    desk.settle()
    desk.carrier.asked.clear()
    for n in list(desk.state.listing.order)[:5]:
        desk.presenter.listing.go(n)
        desk.waits.run(SETTLE_MS // 6)
    desk.waits.run(2 * SETTLE_MS)
    read = [query.ticket for query, _, _ in desk.carrier.asked if isinstance(query, OpenTicket)]
    assert len(read) <= 2
    assert desk.state.ticket.shown is not None
    assert desk.state.ticket.shown.id == desk.state.listing.ticket == keys[0]


def test_the_clocks_of_the_open_ticket_are_explained_and_go_on(desk: Queue, ticket: str) -> None:
    desk.settle()
    first, resolution = desk.state.ticket.clocks or ()
    assert (first.clock, first.state) == (ClockKind.FIRST_RESPONSE, ClockState.RUNNING)
    assert resolution.clock is ClockKind.RESOLUTION
    desk.clock.wait(7 * 24 * 3600)
    desk.presenter.ticket.time_passed()
    assert [clock.state for clock in desk.state.ticket.clocks or ()] == [ClockState.MISSED, ClockState.MISSED]


def test_what_is_shown_stays_until_the_next_ticket_is_here(desk: Queue, ticket: str) -> None:
    """It is not painted twice; clocks of the one are never shown with the other."""
    desk.create("another")
    desk.settle()
    before = desk.state.ticket
    desk.carrier.held = []
    desk.presenter.listing.go(next(n for n in desk.state.listing.order if n != desk.state.listing.current))
    waiting = desk.state.ticket
    assert (waiting.shown, waiting.whole, waiting.clocks) == (None, before.whole, before.clocks)
    desk.presenter.ticket.time_passed()
    reads, desk.carrier.held = desk.carrier.held, None
    for read in reversed(reads):
        read()
    assert desk.state.ticket.shown is not None
    assert desk.state.ticket.clocks is None
    desk.settle()
    assert desk.state.ticket.clocks


def test_a_ticket_that_cannot_be_read_says_why(desk: Queue) -> None:
    opened = Opened(desk.carrier, desk.clock, desk.waits.later, lambda: None)
    opened.show("no such ticket")
    assert opened.state.refused is not None
    assert opened.state.refused.code is Code.NOT_FOUND
    assert opened.state.shown is None


def test_what_is_asked_of_a_ticket_that_is_still_read_is_done_when_it_is_here(desk: Queue, ticket: str) -> None:
    """J and A, pressed faster than a ticket opens: no key is lost, and none goes to the ticket before."""
    other = desk.create("another")
    desk.settle()
    done: list[str] = []
    opened = desk.presenter.ticket
    opened.soon(lambda: done.append(str(opened.state.shown and opened.state.shown.id)))
    assert done == [ticket]
    held: list[Callable[[], None]] = []
    desk.carrier.held = held
    desk.presenter.listing.go_to_ticket(other)
    held.pop(0)()
    opened.soon(lambda: done.append(str(opened.state.shown and opened.state.shown.id)))
    assert done == [ticket]
    while held:
        held.pop(0)()
    assert done == [ticket, other]


def test_what_was_asked_of_a_ticket_is_dropped_with_it(desk: Queue, ticket: str) -> None:
    other = desk.create("another")
    desk.settle()
    row = {line.ticket: n for n, line in desk.screen.lines.items()}
    done: list[str] = []
    held: list[Callable[[], None]] = []
    desk.carrier.held = held
    desk.presenter.listing.go(row[other])
    desk.presenter.ticket.soon(lambda: done.append("done"))
    desk.presenter.listing.go(row[ticket])
    while held:
        held.pop(0)()
    assert done == []
    assert desk.state.ticket.shown is not None
