"""What waits for the hub is told in the order it goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from console.bootstrap import Services, build_services
from console.models.kinds import Priority
from console.services.sync.outbox import Outbox, PendingOperations
from console.services.tickets.commands import CreateTicket, SaveView, SetPriority
from tests.support.refusing import answer, reply_that_was_refused, ticket


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with closing(build_services(tmp_path / "profile")) as made:
        answer(made)
        yield made


def test_nothing_waits_where_everything_was_answered(services: Services) -> None:
    ticket(services, "Taken")
    assert services.desk.ask(PendingOperations()) == Outbox()


def test_what_waits_is_named_by_command_and_ticket_oldest_first(services: Services) -> None:
    key = ticket(services, "Gate 4")
    services.desk.do(SetPriority(key, Priority.LOW))
    made = services.desk.do(CreateTicket("Gate 5")).subject
    services.desk.do(SaveView("Mine", {}, "updated"))
    waiting = services.desk.ask(PendingOperations())
    assert [(one.what, one.ticket, one.title) for one in waiting.rows] == [
        ("SetPriority", key, "Gate 4"),
        ("CreateTicket", made, "Gate 5"),
        ("SaveView", None, ""),
    ]
    assert waiting.rows[0].at < waiting.rows[1].at
    assert waiting.count == 3


def test_a_few_are_told_and_all_are_counted(services: Services) -> None:
    for n in range(5):
        services.desk.do(CreateTicket(f"Ticket {n}"))
    waiting = services.desk.ask(PendingOperations(2))
    assert [one.title for one in waiting.rows] == ["Ticket 0", "Ticket 1"]
    assert waiting.count == 5


def test_what_was_refused_does_not_wait(services: Services) -> None:
    reply_that_was_refused(services)
    assert services.desk.ask(PendingOperations()).count == 0


def test_a_new_ticket_that_is_not_here_any_more_is_told_by_its_own_words(services: Services) -> None:
    services.desk.do(CreateTicket("Gone since"))
    with services.store.bulk() as db:
        db.execute("delete from ticket")
    (one,) = services.desk.ask(PendingOperations()).rows
    assert (one.title, one.number) == ("Gone since", None)
