"""The clocks of tickets are read from their rows, and the listing goes by them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.models.history import ANSWERED, ASKED, CALLED
from console.models.kinds import Channel, ClockKind, ClockState, Outcome, PolicyKind, Priority, Status, to_micros
from console.models.pressing import LATEST, Pressing, decoded
from console.services import clocks
from console.services.explaining import Explain
from console.services.tickets.commands import (
    PublishPolicy,
    RecordMessage,
    SetPriority,
    SetStatus,
    SetTags,
    Transfer,
)
from tests.support.desk import Office

HOURS = 3600


def shown(office: Office, ticket: str) -> Pressing | None:
    """What the list says of a ticket."""
    (row,) = office.rows("listing", "ticket = ?", ticket)
    return decoded(*(int(str(row[name])) for name in ("clock", "began", "warn", "due")))


def standing(office: Office, ticket: str) -> list[tuple[str, str]]:
    """Clock and state, as they are explained."""
    return [(row.clock.value, row.state.value) for row in office.ask(Explain(ticket, office.clock.now()))]


def facts(office: Office, ticket: str) -> list[tuple[str, str | None]]:
    """What happened, by kind and value, in the order of time."""
    with office.store.read() as connection:
        found = clocks.histories(connection, [ticket], clocks.catalogue(connection))[ticket]
    return [(kind, value) for _, _, kind, value in sorted(found.facts)]


def say(office: Office, ticket: str, **more: object) -> None:
    """A message as only a hub brings it."""
    row: dict[str, object] = {
        "id": f"m{len(office.rows('message'))}",
        "root": ticket,
        "direction": "OUT",
        "visibility": "PUBLIC",
    }
    row |= {"channel": "EMAIL", "body": "", "created_at": to_micros(office.clock.now()), "dead": 0, **more}
    with office.store.bulk() as connection:
        connection.execute(
            f"insert into message({', '.join(row)}) values ({', '.join('?' * len(row))})", tuple(row.values())
        )


def happen(office: Office, ticket: str, kind: str, before: str | None = None, after: str | None = None) -> None:
    """An event as only a hub brings it."""
    at = to_micros(office.clock.now())
    with office.store.bulk() as connection:
        connection.execute(
            "insert into event(id, root, dead, kind, from_value, to_value, happened_at, recorded_at)"
            " values (?, ?, 0, ?, ?, ?, ?, ?)",
            (f"e{len(office.rows('event'))}", ticket, kind, before, after, at, at),
        )


def test_a_new_ticket_waits_for_its_first_response(office: Office) -> None:
    ticket = office.ticket()
    found = shown(office, ticket)
    assert found is not None
    assert (found.clock, found.state) == (ClockKind.FIRST_RESPONSE, ClockState.RUNNING)
    assert found.began == to_micros(office.clock.now())
    assert found.began < found.warn < found.due < LATEST


def test_every_step_of_work_moves_the_clock_that_presses(office: Office) -> None:
    ticket = office.ticket()
    office.reply(ticket)
    assert shown(office, ticket) is not None
    assert [clock for clock, _ in standing(office, ticket)] == ["first_response", "resolution"]
    office.do(SetStatus(ticket, Status.PENDING_VENDOR, "parts"))
    paused = shown(office, ticket)
    assert paused is not None
    assert (paused.clock, paused.state, paused.due) == (ClockKind.RESOLUTION, ClockState.PAUSED, LATEST)
    office.do(RecordMessage(ticket, "Any news?", Channel.PHONE))
    asked = shown(office, ticket)
    assert asked is not None
    assert (asked.clock, asked.state) == (ClockKind.NEXT_RESPONSE, ClockState.RUNNING)
    office.do(SetStatus(ticket, Status.RESOLVED, "Done", Outcome.SOLVED))
    assert shown(office, ticket) is None
    assert standing(office, ticket) == [
        ("first_response", "met"),
        ("next_response", "not_applicable"),
        ("resolution", "met"),
    ]


def test_a_resolution_taken_back_never_was(office: Office) -> None:
    ticket = office.ticket()
    office.reply(ticket)
    before = shown(office, ticket)
    undo = office.do(SetStatus(ticket, Status.RESOLVED, "Done", Outcome.SOLVED)).undo
    assert undo is not None
    office.clock.advance(timedelta(hours=30))
    office.do(undo)
    assert shown(office, ticket) == before


def test_a_call_is_a_response_and_an_automatic_message_is_none(office: Office) -> None:
    ticket = office.ticket()
    say(office, ticket, automatic=1)
    assert facts(office, ticket) == []
    assert standing(office, ticket)[0] == ("first_response", "running")
    office.do(RecordMessage(ticket, "They called", Channel.PHONE))
    office.reply(ticket)
    say(office, ticket, direction="IN")
    say(office, ticket, direction="NOTE", visibility="INTERNAL")
    assert [kind for kind, _ in facts(office, ticket)] == [CALLED, ANSWERED, "STATUS", ASKED]


@pytest.mark.parametrize(
    ("kind", "before", "after", "state"),
    [("COVERED", None, "incident", ClockState.COVERED), ("UNDELIVERED", "sent", None, ClockState.RUNNING)],
)
def test_an_event_that_changes_no_field_is_heeded_at_once(
    office: Office, kind: str, before: str | None, after: str | None, state: ClockState
) -> None:
    ticket = office.ticket()
    say(office, ticket, id="sent")
    happen(office, ticket, kind, before, after)
    found = shown(office, ticket)
    assert found is not None
    assert found.state is state
    assert (found.clock is ClockKind.FIRST_RESPONSE) is (kind == "UNDELIVERED")


def test_what_a_ticket_was_at_first_is_told_by_the_first_change_on_record(office: Office) -> None:
    """Changes that crossed: the earlier one came to the hub after the later one, and so came from its value."""
    ticket = office.ticket()
    created = to_micros(office.clock.now())
    told = [("a", "HIGH", "LOW", 1, 4), ("b", "MEDIUM", "HIGH", 2, 3)]
    with office.store.bulk() as connection:
        for key, before, after, happened, recorded in told:
            connection.execute(
                "insert into event(id, root, dead, kind, from_value, to_value, happened_at, recorded_at)"
                " values (?, ?, 0, 'PRIORITY', ?, ?, ?, ?)",
                (key, ticket, before, after, created + happened, created + recorded),
            )
        ruled = clocks.catalogue(connection)
        assert clocks.histories(connection, [ticket], ruled)[ticket].traits.priority == "MEDIUM"


def test_type_team_and_tags_at_first_are_known_too(office: Office) -> None:
    ticket = office.ticket()
    network = office.found("Network")
    body = {
        "agreements": [
            {"name": "VIP", "when": {"tags": ["vip"]}, "targets": {"resolution": HOURS}},
            {"name": "All", "targets": {"resolution": 9 * HOURS}},
        ]
    }
    office.do(PublishPolicy(PolicyKind.SLA, "Standard", body))
    office.do(SetTags(ticket, ("vip", "vpn")))
    office.do(SetTags(ticket, (), ("vpn",)))
    office.do(Transfer(ticket, network))
    office.do(SetPriority(ticket, Priority.LOW))
    with office.store.read() as connection:
        ruled = clocks.catalogue(connection)
        traits = clocks.histories(connection, [ticket], ruled)[ticket].traits
    assert (traits.tags, traits.team) == (frozenset(), office.team)
    (row,) = office.ask(Explain(ticket, office.clock.now()))[-1:]
    assert (row.policy, row.target) == ("VIP v2", HOURS)


def test_what_is_ruled_anew_moves_every_clock_in_the_same_transaction(office: Office) -> None:
    tickets = [office.ticket(f"Number {n}") for n in range(3)]
    office.reply(tickets[0])
    before = [shown(office, ticket) for ticket in tickets]
    day = [["00:00", "24:00"]]
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), day)
    office.do(PublishPolicy(PolicyKind.CALENDAR, "Working hours", {"tz": "UTC", "week": week}))
    after = [shown(office, ticket) for ticket in tickets]
    for old, new in zip(before, after, strict=True):
        assert old is not None
        assert new is not None
        assert new.due < old.due
    assert office.told[-1].everything
    (meta,) = office.rows("_meta")
    assert meta["ruled"] == 0
    assert {row["revision"] for row in office.rows("listing")} == {meta["revision"]}


def test_many_tickets_are_reckoned_as_each_by_itself(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(6):
        ticket = office.ticket(f"Number {n}")
        if n % 2:
            office.reply(ticket)
        if n % 4 == 1:
            office.do(SetStatus(ticket, Status.ON_HOLD, "parts"))
    tickets = [str(row["id"]) for row in office.rows("ticket")]
    with office.store.read() as connection:
        singly = clocks.pressing_of(connection, tickets)
        monkeypatch.setattr(clocks, "MANY", 1)
        assert clocks.pressing_of(connection, tickets) == singly
    assert len(singly) == 6


def test_what_is_ruled_is_read_once_for_the_same_rows(office: Office) -> None:
    with office.store.read() as connection:
        first = clocks.catalogue(connection)
        assert clocks.catalogue(connection) is first
    office.do(PublishPolicy(PolicyKind.RULES, "Rules", {"close_after_days": 3}))
    with office.store.read() as connection:
        assert clocks.catalogue(connection).rules(to_micros(office.clock.now())).close_after_days == 3
