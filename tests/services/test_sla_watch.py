"""An untouched ticket breaches on time, is recorded once and escalated once (SPEC 4.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import timedelta
from sqlite3 import Connection

import pytest

from console.models.catalogue import Catalogue
from console.models.history import History
from console.models.kinds import Priority, to_micros
from console.models.sla import clocks
from console.services import clocks as read
from console.services import sla_watch
from console.services.bus import Changed
from console.services.explaining import Explain
from console.services.sla_watch import LONGEST, SlaWatch, Watching
from console.services.sync.sqlite_hub import open_hub
from console.services.tickets.commands import CreateTicket
from tests.support.desk import Office
from tests.support.waiting import until

Rows = list[dict[str, object]]


@pytest.fixture
def watch(office: Office) -> SlaWatch:
    """One that knows every ticket; the hub of this machine is filled."""
    office.ticket("before")
    in_step(office)
    made = office.services.open_watch()
    office.services.bus.subscribe(Changed, made.take)
    made.step()
    return made


def in_step(office: Office) -> None:
    """Bring replica and hub in step."""
    office.services.open_sync().once()


def hub_rows(office: Office, table: str, ticket: str) -> Rows:
    """Rows of one ticket at the hub."""
    with closing(open_hub(office.services.folder / "hub.db")) as hub:
        cursor = hub.execute(f"select * from {table} where root = ? order by 1", (ticket,))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def created(office: Office) -> str:
    ticket = office.ticket()
    in_step(office)
    return ticket


def first_due(office: Office, ticket: str) -> int:
    """When its first response is due."""
    due = office.ask(Explain(ticket, office.clock.now()))[0].due
    assert due is not None
    return to_micros(due)


def breaches(office: Office, ticket: str) -> Rows:
    return [row for row in hub_rows(office, "milestone", ticket) if row["threshold"] == 100]


def late(office: Office, ticket: str) -> None:
    """Go on to the instant at which its first response is due."""
    office.clock.advance(timedelta(microseconds=first_due(office, ticket) - to_micros(office.clock.now())))


def test_an_untouched_ticket_breaches_at_its_instant_and_is_recorded_once(office: Office, watch: SlaWatch) -> None:
    ticket = created(office)
    due = first_due(office, ticket)
    office.clock.advance(timedelta(microseconds=due - 1 - to_micros(office.clock.now())))
    watch.step()
    assert breaches(office, ticket) == []
    office.clock.advance(timedelta(microseconds=1))
    assert watch.seconds() == 0.0
    watch.step()
    (row,) = breaches(office, ticket)
    assert (row["clock"], row["cycle"], row["reached_at"]) == ("first_response", 1, due)
    assert {entry["threshold"] for entry in hub_rows(office, "milestone", ticket)} >= {50, 75, 90, 100}
    in_step(office)
    others = [office.services.open_watch() for _ in range(2)]
    assert [other.step() for other in (watch, *others)] == [0, 0, 0]
    assert breaches(office, ticket) == [row]


def test_recording_late_loses_nothing(office: Office, watch: SlaWatch) -> None:
    ticket = created(office)
    due = first_due(office, ticket)
    office.clock.advance(timedelta(days=9))
    office.services.open_watch().step()
    assert [row["reached_at"] for row in breaches(office, ticket) if row["clock"] == "first_response"] == [due]


def test_a_breach_goes_to_the_assignee_then_to_the_lead_each_once(office: Office, watch: SlaWatch) -> None:
    ticket = created(office)
    late(office, ticket)
    watch.step()
    (first,) = hub_rows(office, "escalation", ticket)
    assert (first["told"], first["step"], first["person"]) == ("assignee", 1, None)
    office.clock.advance(timedelta(minutes=30))
    office.services.open_watch().step()
    watch.step()
    told = {str(row["told"]): row["person"] for row in hub_rows(office, "escalation", ticket)}
    assert told == {"assignee": None, "lead": office.me}
    assert len(hub_rows(office, "escalation", ticket)) == 2


def test_an_hour_late_whoever_is_on_call_is_told_or_stands_in_for_them(office: Office, watch: SlaWatch) -> None:
    """SPEC 4.7, 1.1."""
    wei = office.hire("Wei Lin", "wei")
    for away in (False, True):
        ticket = created(office)
        late(office, ticket)
        if away:
            office.away(office.me, substitute=wei)
        office.clock.advance(timedelta(hours=1))
        office.services.open_watch().step()
        told = {str(row["told"]): row["person"] for row in hub_rows(office, "escalation", ticket)}
        assert told == {"assignee": None, "lead": office.me, "on_call": wei if away else office.me}


def test_what_was_answered_meanwhile_is_not_escalated(office: Office, watch: SlaWatch) -> None:
    ticket = created(office)
    late(office, ticket)
    watch.step()
    office.reply(ticket)
    office.clock.advance(timedelta(hours=3))
    watch.step()
    assert [row["told"] for row in hub_rows(office, "escalation", ticket)] == ["assignee"]
    verdicts = [(row["clock"], row["verdict"]) for row in hub_rows(office, "verdict", ticket)]
    assert verdicts == [("first_response", "missed")]


def test_it_sleeps_until_the_next_instant_and_reckons_nothing_meanwhile(
    office: Office, watch: SlaWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    created(office)
    watch.step()
    assert watch.seconds() == LONGEST
    monkeypatch.setattr(sla_watch, "histories", None)
    office.clock.advance(timedelta(seconds=LONGEST))
    assert watch.step() == 0


def test_of_many_tickets_only_those_are_looked_at_by_themselves_that_call_for_something(
    office: Office, watch: SlaWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered, waiting = created(office), created(office)
    office.reply(answered)
    late(office, waiting)
    office.clock.advance(timedelta(hours=2))
    watch.step()
    in_step(office)
    looked_at: list[str] = []

    def histories(connection: Connection, tickets: Sequence[str], ruled: Catalogue) -> dict[str, History]:
        looked_at.extend(tickets)
        return read.histories(connection, tickets, ruled)

    monkeypatch.setattr(sla_watch, "histories", histories)
    monkeypatch.setattr(sla_watch, "LARGE", 4)
    assert (office.services.open_watch().step(), len(looked_at)) == (0, 3)  # so few need no arrays
    looked_at.clear()
    monkeypatch.setattr(sla_watch, "LARGE", 3)
    again = office.services.open_watch()
    assert (again.step(), looked_at) == (0, [])
    office.clock.advance(timedelta(days=3))
    assert again.step() > 0
    assert 50 in {row["threshold"] for row in hub_rows(office, "milestone", waiting) if row["clock"] == "resolution"}
    asked = created(office)
    late(office, asked)
    again.take(Changed(everything=True))
    again.step()
    assert len(breaches(office, asked)) == 1


def test_a_ticket_that_is_on_its_way_to_the_hub_is_recorded_when_it_is_there(office: Office, watch: SlaWatch) -> None:
    ticket = office.ticket()
    late(office, ticket)
    watch.step()
    assert hub_rows(office, "milestone", ticket) == []
    in_step(office)
    office.clock.advance(timedelta(seconds=6))
    watch.step()
    assert len(breaches(office, ticket)) == 1


def test_the_tickets_nearest_to_their_instant_are_looked_at_first(
    office: Office, watch: SlaWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look at a whole desk takes a while; what is due does not wait for it."""
    patient, touched = office.ticket(), office.ticket()
    pressing = office.do(CreateTicket("All mail is down", priority=Priority.CRITICAL)).subject
    in_step(office)
    looked_at: list[str] = []

    def histories(connection: Connection, tickets: Sequence[str], ruled: Catalogue) -> dict[str, History]:
        looked_at.extend(tickets)
        return read.histories(connection, tickets, ruled)

    monkeypatch.setattr(sla_watch, "histories", histories)
    watch.take(Changed(everything=True))
    watch.step()
    assert looked_at.index(pressing) < looked_at.index(patient)
    late(office, pressing)
    looked_at.clear()
    watch.take(Changed(tickets=frozenset({touched, patient})))
    watch.step()
    assert looked_at[:3] == [pressing, *sorted((touched, patient))]


@pytest.fixture
def watching(office: Office, watch: SlaWatch) -> Iterator[Watching]:
    made = Watching(watch, office.services.bus)
    made.start()
    yield made
    made.stop()


def test_the_thread_wakes_when_something_changes(office: Office, watching: Watching) -> None:
    ticket = created(office)
    late(office, ticket)
    office.services.bus.publish(Changed(tickets=frozenset({ticket})))
    until(lambda: breaches(office, ticket))


def test_states_and_rows_agree(office: Office, watch: SlaWatch) -> None:
    """What is recorded is what everybody reckons."""
    ticket = created(office)
    late(office, ticket)
    watch.step()
    with office.store.read() as connection:
        ruled = read.catalogue(connection)
        past = read.histories(connection, [ticket], ruled)[ticket]
    missed = [one.clock.value for one in clocks(past, ruled, to_micros(office.clock.now())) if one.state == "missed"]
    assert [row["clock"] for row in breaches(office, ticket)] == missed


class Counted:
    """Steps that only count."""

    def __init__(self) -> None:
        self.breathe: Callable[[], object] = lambda: None
        self.taken = self.steps = 0

    def take(self, event: Changed) -> None:
        self.taken += len(event.tickets)

    def seconds(self) -> float:
        return 60.0

    def step(self) -> int:
        self.steps += 1
        return 0


def test_what_comes_one_after_another_is_looked_at_together_and_not_at_once(office: Office) -> None:
    """Whoever changed it is shown it first."""
    counted = Counted()
    watching = Watching(counted, office.services.bus)
    watching.start()
    until(lambda: counted.steps == 1)
    for n in range(20):
        office.services.bus.publish(Changed(tickets=frozenset({str(n)})))
    until(lambda: counted.steps == 2)
    watching.stop()
    assert (counted.taken, counted.steps) == (20, 2)


class Asleep(Counted):
    """Steps that wait an hour, until the machine slept through it."""

    def __init__(self) -> None:
        super().__init__()
        self.slept = False

    def seconds(self) -> float:
        return 0.0 if self.slept else 3600.0

    def step(self) -> int:
        self.slept = False
        return super().step()


def test_a_machine_that_wakes_up_is_noticed_at_the_next_tick(office: Office) -> None:
    """SPEC 5.2."""
    asleep = Asleep()
    watching = Watching(asleep, office.services.bus)
    watching.start()
    until(lambda: asleep.steps == 1)
    asleep.slept = True
    until(lambda: asleep.steps == 2)
    watching.stop()
    assert (asleep.steps, asleep.taken) == (2, 0)
