"""One door: a command is one durable transaction told once, a question never writes."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from dataclasses import dataclass
from functools import partial

import pytest

from console.models.kinds import Code, Refused, Visibility
from console.services.bus import Changed
from console.services.desk import Desk, Done
from console.services.incidents import handlers as incidents
from console.services.incidents import review_handlers
from console.services.knowledge import carrying_out
from console.services.people import FindPeople
from console.services.store import FOLDED
from console.services.sync.redoing import attending
from console.services.tickets.commands import AddMessage, Command, CreateTicket, SetTitle
from console.services.tickets.conversation import all_handlers
from console.services.tickets.filters import Filter
from console.services.tickets.queries import Count
from console.services.tickets.whole import OpenTicket, Resolve
from tests.support.desk import Office


@dataclass(frozen=True)
class Stray:
    """A question that tries to write."""

    sql: str

    def answer(self, connection: sqlite3.Connection) -> None:
        """Write."""
        connection.execute(self.sql)


def test_every_command_has_its_handler(office: Office) -> None:
    kinds = set(Command.__args__)
    blobs = office.services.blobs
    usual = {**all_handlers(blobs), **carrying_out.all_handlers(), **incidents.all_handlers()}
    usual |= review_handlers.all_handlers()
    assert usual.keys() | attending(blobs).keys() == kinds


def test_a_command_is_told_once_after_it_was_committed(office: Office) -> None:
    seen: list[tuple[Changed, int]] = []
    office.services.bus.subscribe(Changed, lambda event: seen.append((event, len(office.rows("ticket")))))
    done = office.do(CreateTicket("x"))
    assert seen == [(Changed(tickets=frozenset({done.subject})), 1)]
    assert done.changed is seen[0][0]


def test_who_gave_a_command_hears_of_it_before_everybody_else(office: Office) -> None:
    heard: list[object] = []
    office.services.bus.subscribe(Changed, heard.append)
    done = office.services.desk.do(CreateTicket("x"), lambda done: heard.append((done, len(office.rows("ticket")))))
    assert heard == [(done, 1), done.changed]


def test_a_refused_command_is_told_to_nobody(office: Office) -> None:
    office.refused(CreateTicket(""))
    assert office.told == []


def test_a_command_without_a_handler_is_refused(office: Office) -> None:
    desk = Desk(office.store, office.clock, office.services.bus, dict)
    with pytest.raises(Refused) as caught:
        desk.do(CreateTicket("x"))
    assert caught.value.code is Code.HANDLER_FAILED
    assert caught.value.params == {"reason": "CreateTicket"}


def test_a_handler_that_fails_leaves_nothing_and_the_desk_goes_on(office: Office) -> None:
    def fail(tx: object, command: Command) -> Done:
        raise ZeroDivisionError

    desk = Desk(office.store, office.clock, office.services.bus, lambda: {CreateTicket: fail})
    with pytest.raises(ZeroDivisionError):
        desk.do(CreateTicket("x"))
    assert office.told == []
    office.ticket()


def test_a_question_changes_nothing(office: Office) -> None:
    """Promise of services/query.py: it never writes."""
    office.ticket()
    for sql in ("delete from ticket", "update _meta set person = null", "drop table tag", "create table x(y)"):
        with pytest.raises(Refused) as caught:
            office.ask(Stray(sql))
        assert caught.value.code is Code.DATABASE_READONLY
    assert (len(office.rows("ticket")), office.rows("_meta")[0]["person"]) == (1, office.me)


def test_commands_of_several_threads_are_carried_out_one_after_another(office: Office) -> None:
    ticket = office.ticket()
    threads = [threading.Thread(target=partial(office.desk.do, SetTitle(ticket, f"title {n}"))) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    changes = [(before, after) for kind, before, after, _ in office.history(ticket) if kind == "TITLE"]
    assert len(changes) == 20
    assert {before for before, _ in changes} == {"VPN is down", *(after for _, after in changes)} - {
        office.whole(ticket).title
    }


def test_warming_prepares_the_first_command_and_writes_nothing(office: Office) -> None:
    office.desk.warm()
    office.ticket()
    tables = "ticket", "event", "listing", "_op", "_shadow", "_stale", "_meta"
    before = [office.rows(table) for table in tables]
    office.desk.warm()
    assert [office.rows(table) for table in tables] == before


def test_warming_refuses_nothing(office: Office) -> None:
    office.execute("update _meta set person = 'nobody'")
    office.desk.warm()


def test_the_log_is_moved_into_the_file_after_some_commands(office: Office) -> None:
    for _ in range(2 * FOLDED):
        office.ticket()
    path = office.store.path
    with closing(sqlite3.connect(shutil.copy(path, path.with_name("alone.db")))) as alone:
        assert alone.execute("select count(*) from ticket").fetchone()[0] >= FOLDED


@pytest.mark.parametrize("text", ["\ud800", "x\udfff"])
def test_half_a_character_is_refused_wherever_it_comes_from(office: Office, text: str) -> None:
    for query in (OpenTicket(text), Resolve(text), FindPeople(text), Count((Filter(tag=text),))):
        with pytest.raises(Refused) as caught:
            office.ask(query)
        assert caught.value.code in (Code.BAD_TEXT, Code.NOT_FOUND)
    assert office.code(AddMessage(office.ticket(), text, Visibility.PUBLIC)) is Code.BAD_TEXT


def test_the_desk_is_still_but_for_what_somebody_does_there(office: Office) -> None:
    desk = office.desk
    for work in (lambda: desk.ask(Count((Filter(),))), lambda: office.do(CreateTicket("x")), desk.attend):
        office.clock.advance()
        assert desk.stillness >= 1
        work()
        assert desk.stillness == 0
    office.clock.advance()
    desk.look(Count((Filter(),)))
    assert desk.stillness == 1
