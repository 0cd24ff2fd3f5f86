"""Drafts and messages: kept at every pause, sent whole, never lost (SPEC 3.11)."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.models.kinds import Code, Visibility, new_id
from console.services.local import Draft
from console.services.tickets.commands import AddMessage
from console.services.tickets.texts import BODY_LIMIT
from console.services.tickets.views import BuiltIn
from console.services.tickets.whole import OpenTicket
from console.views.queue.writing import PAUSE_MS
from tests.support.queue import MORNING, Queue

PUBLIC, NOTE = Visibility.PUBLIC, Visibility.INTERNAL


@pytest.fixture
def tickets(desk: Queue) -> list[str]:
    """Two tickets; the newer one, which comes first, is open."""
    keys = [desk.create("older"), desk.create("newer")]
    desk.presenter.start()
    views = desk.presenter.listing.state.views
    desk.presenter.listing.open_view(next(one for one in views if one.id == BuiltIn.ALL_OPEN))
    desk.settle()
    return keys[::-1]


def go(desk: Queue, row: int) -> None:
    desk.presenter.listing.go(desk.state.listing.order[row])
    desk.settle()


def kept(desk: Queue, ticket: str, mode: Visibility = PUBLIC) -> str:
    draft = desk.services.local.draft(ticket, mode)
    return draft.body if draft else ""


def test_a_draft_is_kept_when_typing_pauses(desk: Queue, tickets: list[str]) -> None:
    desk.presenter.writing.type("Please try")
    desk.waits.run(PAUSE_MS // 2)
    desk.presenter.writing.type("Please try again")
    desk.waits.run(PAUSE_MS // 2)
    assert kept(desk, tickets[0]) == ""
    desk.waits.run(PAUSE_MS // 2 + 1)
    assert kept(desk, tickets[0]) == "Please try again"
    assert desk.state.writing.kept is not None


def test_tickets_with_a_draft_are_known_from_the_start_until_it_is_sent_or_emptied(
    desk: Queue, tickets: list[str]
) -> None:
    """SPEC 3.11."""
    open_one, other = tickets
    desk.services.local.keep_draft(Draft(other, NOTE, "kept before", new_id(MORNING), MORNING))
    assert desk.state.drafted == frozenset()
    desk.presenter.listing.open_view(desk.presenter.listing.state.view)
    desk.settle()
    assert desk.state.drafted == {other}
    assert desk.state.writing.ticket == open_one
    desk.presenter.writing.type("We are")
    desk.waits.run(PAUSE_MS)
    assert desk.state.drafted == {open_one, other}
    desk.presenter.writing.type("")
    desk.waits.run(PAUSE_MS)
    assert desk.state.drafted == {other}
    desk.presenter.writing.type("We are on it")
    desk.presenter.writing.send()
    desk.settle()
    assert desk.state.drafted == {other}


def test_another_ticket_keeps_the_draft_at_once_and_brings_its_own(desk: Queue, tickets: list[str]) -> None:
    desk.presenter.writing.type("for the newer")
    go(desk, 1)
    assert (desk.state.writing.text, kept(desk, tickets[0])) == ("", "for the newer")
    desk.presenter.writing.type("for the older")
    go(desk, 0)
    assert desk.state.writing.text == "for the newer"
    assert kept(desk, tickets[1]) == "for the older"


def test_reply_and_note_have_drafts_of_their_own(desk: Queue, tickets: list[str]) -> None:
    desk.presenter.writing.type("public words")
    desk.presenter.writing.choose(NOTE)
    assert (desk.state.writing.mode, desk.state.writing.text) == (NOTE, "")
    desk.presenter.writing.type("internal words")
    desk.presenter.writing.choose(PUBLIC)
    assert desk.state.writing.text == "public words"
    assert kept(desk, tickets[0], NOTE) == "internal words"


def test_a_ticket_with_only_a_note_begun_opens_at_the_note(desk: Queue, tickets: list[str]) -> None:
    desk.presenter.writing.choose(NOTE)
    desk.presenter.writing.type("internal words")
    go(desk, 1)
    assert desk.state.writing.mode is PUBLIC
    go(desk, 0)
    assert (desk.state.writing.mode, desk.state.writing.text) == (NOTE, "internal words")


def test_sending_puts_the_message_on_the_ticket_and_empties_the_field(desk: Queue, tickets: list[str]) -> None:
    desk.presenter.writing.type("It is mended.")
    revision = desk.state.writing.revision
    desk.presenter.writing.send()
    whole = desk.services.desk.ask(OpenTicket(tickets[0]))
    assert [(m.body, m.visibility) for m in whole.messages] == [("It is mended.", PUBLIC)]
    assert (desk.state.writing.text, desk.state.writing.sending) == ("", False)
    assert desk.state.writing.revision > revision
    assert kept(desk, tickets[0]) == ""


def test_a_note_stays_internal(desk: Queue, tickets: list[str]) -> None:
    desk.presenter.writing.choose(NOTE)
    desk.presenter.writing.type("The requester must not read this.")
    desk.presenter.writing.send()
    whole = desk.services.desk.ask(OpenTicket(tickets[0]))
    assert [m.visibility for m in whole.messages] == [NOTE]
    assert desk.state.writing.mode is NOTE


def test_the_message_has_the_id_its_draft_had_so_it_is_never_sent_twice(desk: Queue, tickets: list[str]) -> None:
    desk.presenter.writing.type("once")
    desk.waits.run(PAUSE_MS + 1)
    draft = desk.services.local.draft(tickets[0], PUBLIC)
    assert draft is not None
    desk.presenter.writing.send()
    desk.services.desk.do(AddMessage(tickets[0], "once", PUBLIC, message=draft.message))
    whole = desk.services.desk.ask(OpenTicket(tickets[0]))
    assert [m.id for m in whole.messages] == [draft.message]


def test_a_text_that_is_too_long_is_refused_in_the_field_and_kept(desk: Queue, tickets: list[str]) -> None:
    text = "长" * (BODY_LIMIT + 1)
    desk.presenter.writing.type(text)
    desk.presenter.writing.send()
    state = desk.state.writing
    assert state.refused is not None
    assert state.refused.code is Code.TEXT_TOO_LONG
    assert (state.text, state.sending) == (text, False)
    assert kept(desk, tickets[0]) == text
    desk.presenter.writing.type("short")
    assert desk.state.writing.refused is None


def test_files_go_with_the_message(desk: Queue, tickets: list[str], tmp_path: Path) -> None:
    log, other = tmp_path / "vpn.log", tmp_path / "other.log"
    log.write_text("refused")
    other.write_text("no")
    desk.presenter.writing.attach((log, other))
    desk.presenter.writing.detach(other)
    desk.presenter.writing.type("See the log.")
    desk.presenter.writing.send()
    whole = desk.services.desk.ask(OpenTicket(tickets[0]))
    assert [(file.name, file.message) for file in whole.attachments] == [("vpn.log", whole.messages[0].id)]
    assert desk.state.writing.files == ()


def test_messages_that_arrive_while_writing_are_counted(desk: Queue, tickets: list[str]) -> None:
    desk.services.desk.do(AddMessage(tickets[0], "before", NOTE))
    desk.settle()
    desk.presenter.writing.type("Dear")
    for text in ("one", "two"):
        desk.services.desk.do(AddMessage(tickets[0], text, NOTE))
    desk.settle()
    assert desk.state.writing.arrived == 2
    desk.presenter.writing.send()
    desk.settle()
    assert desk.state.writing.arrived == 0


def test_closing_the_window_keeps_what_was_typed_last(desk: Queue, tickets: list[str]) -> None:
    desk.presenter.writing.type("half a sent")
    desk.presenter.close()
    assert kept(desk, tickets[0]) == "half a sent"


def test_an_emptied_field_leaves_no_draft(desk: Queue, tickets: list[str]) -> None:
    desk.presenter.writing.type("words")
    desk.settle()
    desk.presenter.writing.type("  ")
    desk.settle()
    assert desk.services.local.draft(tickets[0], PUBLIC) is None
    assert desk.state.writing.kept is None


def test_words_typed_before_the_draft_came_stand_behind_it(desk: Queue, tickets: list[str]) -> None:
    """Whoever types at once after a start loses nothing of what was kept."""
    desk.presenter.writing.type("Half a reply")
    go(desk, 1)
    desk.carrier.held = []
    held = desk.carrier.held
    desk.presenter.listing.go(desk.state.listing.order[0])
    desk.presenter.writing.type(", and the rest.")
    while held:
        held.pop(0)()
    desk.carrier.held = None
    desk.settle()
    assert desk.state.writing.text == "Half a reply\n, and the rest."
    assert kept(desk, tickets[0]) == "Half a reply\n, and the rest."


def test_a_draft_of_a_note_does_not_come_into_a_reply_that_was_begun(desk: Queue, tickets: list[str]) -> None:
    desk.presenter.writing.choose(NOTE)
    desk.presenter.writing.type("for us")
    go(desk, 1)
    desk.carrier.held = []
    held = desk.carrier.held
    desk.presenter.listing.go(desk.state.listing.order[0])
    desk.presenter.writing.type("for the requester")
    while held:
        held.pop(0)()
    desk.carrier.held = None
    desk.settle()
    assert (desk.state.writing.mode, desk.state.writing.text) == (PUBLIC, "for the requester")
    assert (kept(desk, tickets[0], NOTE), kept(desk, tickets[0])) == ("for us", "for the requester")
