"""A conversation in its order: the description, a fold, messages and what happened between them."""

from __future__ import annotations

import pytest

from console.models.kinds import Channel, Priority, Visibility
from console.services.tickets.commands import AddMessage, CreateTicket, NewRequester, RecordMessage, SetPriority
from console.services.tickets.whole import OpenTicket, Whole
from console.views.queue.talk import Fold, Happening, Kind, Message, items
from tests.support.queue import Queue


@pytest.fixture
def ticket(desk: Queue) -> str:
    """A ticket by a new requester."""
    command = CreateTicket("VPN", "It says SSO-4012.", NewRequester("Lin Qiao"), channel=Channel.PHONE)
    return desk.services.desk.do(command).subject


def whole(desk: Queue, ticket: str, messages: int | None = None) -> Whole:
    return desk.services.desk.ask(OpenTicket(ticket, messages))


def test_requester_reply_and_note_are_told_apart_in_order(desk: Queue, ticket: str) -> None:
    do, me = desk.services.desk.do, desk.services.me
    do(AddMessage(ticket, "Try again.", Visibility.PUBLIC))
    do(SetPriority(ticket, Priority.CRITICAL))
    do(AddMessage(ticket, "Pool SZ-2.", Visibility.INTERNAL))
    do(RecordMessage(ticket, "Works.", Channel.PHONE))
    found = items(whole(desk, ticket), me.id)
    said = [(item.kind, item.body, item.own) for item in found if isinstance(item, Message)]
    assert said == [
        (Kind.REQUESTER, "It says SSO-4012.", False),
        (Kind.PUBLIC, "Try again.", True),
        (Kind.NOTE, "Pool SZ-2.", True),
        (Kind.REQUESTER, "Works.", False),
    ]
    assert isinstance(found[1], Message)
    assert found[1].addressee == "Lin Qiao"
    places = [type(item) for item in found]
    assert Happening in places[2:4]


def test_earlier_messages_fold_behind_their_number(desk: Queue, ticket: str) -> None:
    for number in range(5):
        desk.services.desk.do(AddMessage(ticket, f"note {number}", Visibility.INTERNAL))
    found = items(whole(desk, ticket, 2), desk.services.me.id)
    assert [item for item in found if isinstance(item, Fold)] == [Fold(3)]
    assert [item.body for item in found if isinstance(item, Message)] == ["It says SSO-4012.", "note 3", "note 4"]


def test_one_more_message_leaves_all_other_items_equal(desk: Queue, ticket: str) -> None:
    before = items(whole(desk, ticket), desk.services.me.id)
    desk.services.desk.do(AddMessage(ticket, "new", Visibility.INTERNAL))
    after = items(whole(desk, ticket), desk.services.me.id)
    assert [item for item in after if item in before] == before
    assert len(after) == len(before) + 1


def test_a_ticket_without_any_words_still_shows_who_asked(desk: Queue) -> None:
    bare = desk.services.desk.do(CreateTicket("Title only")).subject
    found = items(whole(desk, bare), desk.services.me.id)
    assert [type(item) for item in found] == [Message]
