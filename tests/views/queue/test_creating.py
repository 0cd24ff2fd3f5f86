"""A new ticket: suggestions while one writes, and nothing lost when it is refused (SPEC 3.5, 3.6, 3.8)."""

from __future__ import annotations

from pathlib import Path

from console.models.kinds import Code, Priority, Status, TicketType
from console.services.tickets.commands import NewRequester
from console.services.tickets.whole import OpenTicket, Whole
from console.views.queue.creating import PAUSE_MS
from console.views.queue.state import Said
from tests.support.queue import Queue


def write(desk: Queue, title: str, description: str = "") -> None:
    desk.presenter.start()
    desk.presenter.creating.open()
    desk.presenter.creating.type(title, description)
    desk.waits.run(PAUSE_MS + 1)


def made(desk: Queue) -> Whole:
    ticket = desk.state.listing.ticket
    assert ticket is not None
    return desk.services.desk.ask(OpenTicket(ticket))


def test_type_and_priority_follow_the_words(desk: Queue) -> None:
    write(desk, "VPN 登录失败", "全公司都无法登录")
    state = desk.state.create
    assert state.suggested_type is not None
    assert state.suggested_type.type is TicketType.LOGIN_PROBLEM
    assert state.suggested is not None
    assert state.suggested.priority is Priority.CRITICAL


def test_words_are_read_when_typing_pauses(desk: Queue) -> None:
    desk.presenter.start()
    desk.presenter.creating.open()
    for end in range(1, 8):
        desk.presenter.creating.type("login failed"[:end], "")
        desk.waits.run(PAUSE_MS - 1)
    assert desk.state.create.suggested_type is None


def test_a_created_ticket_takes_the_suggestions_and_is_shown(desk: Queue) -> None:
    write(desk, "Cannot log in", "login failed with SSO-4012")
    desk.presenter.creating.ask_for(NewRequester("Lin Qiao"))
    desk.presenter.creating.create()
    desk.settle()
    whole = made(desk)
    assert (whole.title, whole.status, whole.type) == ("Cannot log in", Status.NEW, TicketType.LOGIN_PROBLEM)
    assert whole.requester is not None
    assert whole.requester.name == "Lin Qiao"
    assert not desk.state.create.open
    assert [(told.said, told.number) for told, _ in desk.told] == [(Said.CREATED, "1")]


def test_whoever_suits_best_gets_it_where_that_is_wished(desk: Queue) -> None:
    """SPEC 3.7; nobody here has the skill, so it is who is on call.  The wish stays for the next ticket."""
    write(desk, "Cannot log in")
    desk.presenter.creating.turn_automatic()
    desk.presenter.creating.create()
    desk.settle()
    assignee = made(desk).assignee
    assert assignee is not None
    assert assignee.id == desk.services.me.id
    assert [(told.said, told.value) for told, _ in desk.told] == [(Said.ASSIGNED, desk.services.me.name)]
    assert desk.state.create.automatic


def test_what_was_chosen_overrules_the_suggestions(desk: Queue) -> None:
    write(desk, "Cannot log in", "login failed")
    desk.presenter.creating.choose_type(TicketType.FEATURE_REQUEST)
    assert desk.state.create.suggested is not None
    assert desk.state.create.suggested.priority is Priority.LOW
    desk.presenter.creating.choose_priority(Priority.CRITICAL)
    desk.presenter.creating.create()
    desk.settle()
    assert (made(desk).type, made(desk).priority) == (TicketType.FEATURE_REQUEST, Priority.CRITICAL)


def test_a_refused_creation_keeps_the_panel_and_its_words(desk: Queue) -> None:
    write(desk, "   ", "words that must not be lost")
    revision = desk.state.create.revision
    desk.presenter.creating.create()
    state = desk.state.create
    assert state.refused is not None
    assert state.refused.code is Code.EMPTY_TEXT
    assert (state.open, state.revision, state.sending) == (True, revision, False)
    desk.presenter.creating.type("A title", "words that must not be lost")
    assert desk.state.create.refused is None
    desk.presenter.creating.create()
    desk.settle()
    assert made(desk).description == "words that must not be lost"


def test_a_panel_put_away_keeps_its_words_and_a_discarded_one_does_not(desk: Queue) -> None:
    write(desk, "Half a title")
    revision = desk.state.create.revision
    desk.presenter.creating.close()
    assert (desk.state.create.open, desk.state.create.revision) == (False, revision)
    desk.presenter.creating.open()
    desk.presenter.creating.discard()
    assert (desk.state.create.open, desk.state.create.revision) == (False, revision + 1)


def test_files_are_attached_to_the_new_ticket(desk: Queue, tmp_path: Path) -> None:
    log, other = tmp_path / "vpn.log", tmp_path / "other.log"
    log.write_text("refused")
    write(desk, "VPN")
    desk.presenter.creating.attach((log, other))
    desk.presenter.creating.detach(other)
    desk.presenter.creating.create()
    desk.settle()
    assert [file.name for file in made(desk).attachments] == ["vpn.log"]
