"""How all clocks stand is read from the tables as it is from each ticket's history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from console.models.clock_states import STATES, standings
from console.models.kinds import TICKET_CLOCKS, PolicyKind, Priority, Status, TicketType, to_micros
from console.models.pressing import LATEST
from console.models.sla import clocks
from console.services import clock_states
from console.services.clock_states import standings_of
from console.services.clocks import catalogue, histories
from console.services.demo import fill
from console.services.tickets.commands import PublishPolicy, SetPriority, SetStatus, SetType
from tests.support.desk import START, Office

Row = tuple[str, str, str, int]


@pytest.fixture(autouse=True)
def any_number_is_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Arrays are used for few tickets as well."""
    monkeypatch.setattr(clock_states, "MANY", 0)


def standing(office: Office, tickets: Sequence[str]) -> tuple[list[Row], list[Row]]:
    """Ticket, clock, state and due instant of each clock: as the arrays tell, and as each history does."""
    now = to_micros(office.clock.now())
    with office.store.read() as connection:
        ruled = catalogue(connection)
        told = zip(*(part.tolist() for part in standings_of(connection, tickets, ruled, now)), strict=True)
        known = histories(connection, tickets, ruled)
    many = [(tickets[owner], TICKET_CLOCKS[clock].value, STATES[state].value, due) for owner, clock, state, due in told]
    singly = [
        (ticket, one.clock.value, one.state.value, LATEST if one.due is None else one.due)
        for ticket, history in known.items()
        for one in clocks(history, ruled, now)
    ]
    return sorted(many), sorted(singly)


def tickets_of(office: Office) -> list[str]:
    """All of them."""
    return [str(row["id"]) for row in office.rows("ticket")]


def test_a_lived_in_desk_stands_as_its_histories_tell_and_few_are_asked_one_by_one(office: Office) -> None:
    fill(office.store, START, 300, 7, lambda _done, _total: None)
    every = tickets_of(office)
    many, singly = standing(office, every)
    assert many == singly
    assert {row[2] for row in many} >= {"met", "missed", "running", "paused", "not_applicable"}
    with office.store.read() as connection:
        past = clock_states._Reader(connection, every).past(to_micros(office.clock.now()))
        _, plain = standings(past, catalogue(connection), to_micros(office.clock.now()))
    assert plain.sum() > 0.9 * len(every)


def test_what_a_ticket_is_about_and_what_was_taken_back_is_heeded(office: Office) -> None:
    office.do(SetPriority(office.ticket("Ranked"), Priority.CRITICAL))
    typed, moved = office.ticket("Typed"), office.ticket("Moved")
    office.clock.advance(timedelta(hours=1))
    office.do(SetType(typed, TicketType.FEATURE_REQUEST))
    office.do(SetPriority(typed, Priority.LOW))
    office.reply(moved)
    undo = office.do(SetStatus(moved, Status.ON_HOLD, "parts")).undo
    assert undo is not None
    office.clock.advance(timedelta(hours=1))
    office.do(undo)
    office.clock.advance(timedelta(days=1))
    many, singly = standing(office, tickets_of(office))
    assert many == singly
    assert len({row[3] for row in many if row[1] == "resolution"}) == 3


def test_imported_tickets_have_their_clocks_or_none(office: Office) -> None:
    with_clocks, without, gone, later = (office.ticket(name) for name in ("With", "Without", "Gone", "Later"))
    office.execute(f"update ticket set imported_from = 'x', imported_with_sla = 1 where id = '{with_clocks}'")
    office.execute(f"update ticket set imported_from = 'x', imported_with_sla = 0 where id = '{without}'")
    office.execute(f"update ticket set dead = 1 where id = '{gone}'")
    many, singly = standing(office, tickets_of(office))
    assert many == singly
    assert {row[2] for row in many if row[0] == without} == {"not_applicable"}
    assert {row[0] for row in many} == {with_clocks, without, later}


def test_an_id_that_breaks_texts_apart_counts_for_itself_alone(office: Office) -> None:
    plain, other, broken = (office.ticket(name) for name in ("Plain", "Other", "Broken"))
    office.clock.advance(timedelta(minutes=1))
    office.reply(broken)
    apart = f"{plain},{other}"
    office.execute(f"update ticket set id = '{apart}' where id = '{broken}'")
    for table in ("event", "message"):
        office.execute(f"update {table} set root = '{apart}' where root = '{broken}'")
    many, singly = standing(office, tickets_of(office))
    assert many == singly
    assert [row[0] for row in many if row[1:3] == ("first_response", "met")] == [apart]


def test_agreements_that_go_by_tags_and_a_question_about_few_are_answered_alike(office: Office) -> None:
    for n in range(10):
        office.ticket(f"Number {n}")
    few = tickets_of(office)[:1]
    many, singly = standing(office, few)
    assert many == singly
    assert {row[0] for row in many} == set(few)
    tagged = {"name": "VIP", "when": {"tags": ["vip"]}, "targets": {"first_response": 60}}
    rest = {"name": "Others", "targets": {"first_response": 3600}}
    office.do(PublishPolicy(PolicyKind.SLA, "Standard", {"agreements": [tagged, rest]}))
    office.do(SetPriority(few[0], Priority.LOW))
    many, singly = standing(office, tickets_of(office))
    assert many == singly
