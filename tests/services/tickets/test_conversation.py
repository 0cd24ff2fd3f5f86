"""Tickets are created whole or not at all, and what is said on them has its consequences at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from console.models.kinds import (
    Channel,
    Code,
    Direction,
    Impact,
    LinkKind,
    Outcome,
    Priority,
    Status,
    TicketType,
    Urgency,
    Visibility,
)
from console.services.tickets.commands import (
    AddMessage,
    Attach,
    CreateTicket,
    NewRequester,
    RecordMessage,
    SetRequester,
    SetStatus,
)
from console.services.tickets.conversation import REOPEN_WITHIN, SPOKEN
from tests.support.desk import Office

UNKNOWN = "00000000-0000-7000-8000-00000000dead"
TABLES = ("ticket", "message", "attachment", "event", "link", "tag", "person", "listing", "search", "_op", "_stale")


def everything(office: Office) -> dict[str, list[dict[str, object]]]:
    """All rows of all tables."""
    return {table: office.rows(table) for table in TABLES}


@pytest.fixture
def note(tmp_path: Path) -> Path:
    """A small file."""
    path = tmp_path / "error.txt"
    path.write_text("access denied", "utf-8")
    return path


def test_a_ticket_is_created_whole_in_one_operation(office: Office, note: Path) -> None:
    """SPEC 3.8."""
    command = CreateTicket(
        "  无法登录  VPN ",
        "从今天早上开始",
        NewRequester("张三", "zhang@example.org", "138 0000", "财务部"),
        type=TicketType.LOGIN_PROBLEM,
        priority=Priority.LOW,
        channel=Channel.PHONE,
        assignee=office.me,
        tags=("VIP", "vip"),
        files=(note,),
    )
    ticket = office.do(command).subject
    whole = office.whole(ticket)
    assert (whole.title, whole.description, whole.number) == ("无法登录 VPN", "从今天早上开始", 1)
    assert (whole.status, whole.cycle, whole.channel) == (Status.NEW, 1, Channel.PHONE)
    assert whole.requester is not None
    assert (whole.requester.name, whole.requester.department) == ("张三", "财务部")
    assert whole.assignee is not None
    assert (whole.assignee.id, whole.tags) == (office.me, ("vip",))
    assert [(file.name, file.message) for file in whole.attachments] == [("error.txt", None)]
    assert office.history(ticket) == [
        ("CREATED", None, "NEW", None),
        ("PRIORITY", "HIGH", "LOW", "suggested HIGH"),
        ("ASSIGNEE", None, office.me, None),
        ("TAGGED", None, "vip", None),
        ("ATTACHED", None, "error.txt", None),
    ]
    assert len(office.rows("_op")) == 1
    assert office.told[-1].people


def test_what_is_left_open_is_suggested_or_defaulted(office: Office) -> None:
    """SPEC 3.5, 3.6."""
    whole = office.whole(office.ticket("cannot log in to the portal, password is not accepted"))
    assert (whole.type, whole.priority) == (TicketType.LOGIN_PROBLEM, Priority.HIGH)
    assert (whole.team_id, whole.assignee, whole.requester, whole.channel) == (office.team, None, None, Channel.CONSOLE)
    plain = office.whole(office.ticket("hm"))
    assert (plain.type, plain.priority) == (None, Priority.MEDIUM)
    ruled = CreateTicket("hm", impact=Impact.ORGANISATION, urgency=Urgency.HIGH)
    assert office.whole(office.do(ruled).subject).priority is Priority.CRITICAL


def test_numbers_follow_each_other(office: Office) -> None:
    """SPEC 3.2: this replica gives them while no hub does."""
    assert [office.whole(office.ticket()).number for _ in range(3)] == [1, 2, 3]
    office.execute("update ticket set number = 5000 where number = 2")
    assert office.whole(office.ticket()).number == 5001


REFUSED = (
    (CreateTicket(""), Code.EMPTY_TEXT),
    (CreateTicket("\u200b \n"), Code.EMPTY_TEXT),
    (CreateTicket("x" * 10_000_000), Code.TEXT_TOO_LONG),
    (CreateTicket("x", "y" * 10_000_000), Code.TEXT_TOO_LONG),
    (CreateTicket("a\0b"), Code.BAD_TEXT),
    (CreateTicket("a", "\ud83d"), Code.BAD_TEXT),
    (CreateTicket("a", requester=UNKNOWN), Code.NOT_FOUND),
    (CreateTicket("a", requester=NewRequester(" ")), Code.EMPTY_TEXT),
    (CreateTicket("a", requester=NewRequester("x", "y" * 301)), Code.TEXT_TOO_LONG),
    (CreateTicket("a", team=UNKNOWN), Code.NOT_FOUND),
    (CreateTicket("a", assignee=UNKNOWN), Code.NOT_FOUND),
    (CreateTicket("a", requester=NewRequester("New Person"), tags=("fine", "x" * 61)), Code.TEXT_TOO_LONG),
    (CreateTicket("a", requester=NewRequester("New Person"), files=(Path("missing"),)), Code.FILE_UNREADABLE),
)


def test_a_refused_creation_leaves_nothing(office: Office) -> None:
    """SPEC 3.8: one transaction, or nothing."""
    before = everything(office)
    for command, code in REFUSED:
        assert office.code(command) is code
        assert everything(office) == before


def test_the_first_public_reply_is_the_first_response_and_opens_the_ticket(office: Office) -> None:
    """SPEC 4.5: any staff public message answers."""
    ticket = office.ticket()
    office.do(AddMessage(ticket, "looks like the gateway", Visibility.INTERNAL))
    assert (office.whole(ticket).status, office.whole(ticket).first_responded) == (Status.NEW, None)
    office.reply(ticket, "We are on it.")
    first = office.clock.now()
    office.reply(ticket, "Still on it.")
    whole = office.whole(ticket)
    assert (whole.status, whole.first_responded, whole.updated) == (Status.OPEN, first, office.clock.now())
    assert [(m.direction, m.visibility, m.author) for m in whole.messages] == [
        (Direction.NOTE, Visibility.INTERNAL, office.services.me.name),
        (Direction.OUT, Visibility.PUBLIC, office.services.me.name),
        (Direction.OUT, Visibility.PUBLIC, office.services.me.name),
    ]


@pytest.mark.parametrize("status", [Status.IN_PROGRESS, Status.RESOLVED])
def test_a_reply_moves_only_a_new_ticket(office: Office, status: Status) -> None:
    ticket = office.ticket()
    office.do(SetStatus(ticket, status, "", Outcome.SOLVED))
    office.reply(ticket)
    assert office.whole(ticket).status is status


def test_a_reply_goes_the_way_the_ticket_came_a_note_stays_here(office: Office) -> None:
    """SPEC 2.1."""
    for came, goes in ((Channel.EMAIL, Channel.EMAIL), (Channel.PHONE, Channel.CONSOLE), (Channel.CHAT, Channel.CHAT)):
        ticket = office.do(CreateTicket("x", channel=came)).subject
        office.reply(ticket)
        office.do(AddMessage(ticket, "note", Visibility.INTERNAL))
        assert [m.channel for m in office.whole(ticket).messages] == [goes, Channel.CONSOLE]


def test_a_draft_sent_twice_is_said_once(office: Office) -> None:
    """SPEC 3.11: after a crash the same draft may be sent again."""
    ticket, key = office.ticket(), "019c9dca-3628-7eb9-88ce-a2534a3c8758"
    for _ in range(2):
        office.do(AddMessage(ticket, "We are on it.", Visibility.PUBLIC, message=key))
    assert [m.id for m in office.whole(ticket).messages] == [key]


def test_words_are_not_lost_when_their_id_is_taken_on_another_ticket(office: Office) -> None:
    one, other, key = office.ticket(), office.ticket(), "019c9dca-3628-7eb9-88ce-a2534a3c8758"
    office.do(AddMessage(one, "first", Visibility.PUBLIC, message=key))
    office.do(AddMessage(other, "second", Visibility.PUBLIC, message=key))
    assert [m.body for m in office.whole(other).messages] == ["second"]


@pytest.mark.parametrize("channel", sorted(set(Channel) - SPOKEN))
def test_only_what_is_spoken_is_written_down_by_staff(office: Office, channel: Channel) -> None:
    """SPEC 3.4: IN by staff on PHONE, HOTLINE, ON_SITE alone."""
    assert office.code(RecordMessage(office.ticket(), "hello", channel)) is Code.ROLE_NEEDED


def test_what_was_said_by_phone_names_who_said_it_and_who_wrote_it_down(office: Office) -> None:
    """SPEC 3.4."""
    ticket = office.ticket("x", NewRequester("Li Si"))
    office.call(ticket, "still down")
    message = office.whole(ticket).messages[0]
    assert (message.author, message.recorded_by) == ("Li Si", office.services.me.name)
    assert (message.direction, message.visibility, message.channel) == (Direction.IN, Visibility.PUBLIC, Channel.PHONE)
    office.do(SetRequester(ticket, office.hire("Somebody Else")))
    assert office.whole(ticket).messages[0].author == "Li Si"


@pytest.mark.parametrize("pause", [Status.PENDING_USER, Status.PENDING_VENDOR, Status.ON_HOLD])
def test_a_requesters_message_ends_a_pause(office: Office, pause: Status) -> None:
    """SPEC 3.3."""
    ticket = office.ticket()
    office.reply(ticket)
    office.do(SetStatus(ticket, pause, "because"))
    office.call(ticket)
    assert office.whole(ticket).status is Status.OPEN
    assert office.history(ticket)[-1] == ("STATUS", pause.value, "OPEN", "PHONE")


@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN, Status.IN_PROGRESS])
def test_a_requesters_message_leaves_work_where_it_is(office: Office, status: Status) -> None:
    ticket = office.ticket()
    office.do(SetStatus(ticket, status))
    office.call(ticket)
    assert office.whole(ticket).status is status


def test_a_requesters_message_reopens_within_seven_days(office: Office) -> None:
    """SPEC 3.3: RESOLVED to OPEN within N days (7), with the cycle of a reopening."""
    ticket = office.ticket()
    office.do(SetStatus(ticket, Status.RESOLVED, "", Outcome.SOLVED))
    office.clock.advance(REOPEN_WITHIN - timedelta(seconds=1))
    assert office.call(ticket).subject == ticket
    whole = office.whole(ticket)
    assert (whole.status, whole.cycle, whole.resolved, whole.outcome) == (Status.OPEN, 2, None, None)


@pytest.mark.parametrize("closed", [False, True])
def test_a_message_after_the_end_makes_a_new_linked_ticket(office: Office, closed: bool) -> None:
    """SPEC 3.3: CLOSED to a new linked ticket."""
    former = office.ticket("VPN is down", NewRequester("Li Si"))
    office.do(SetStatus(former, Status.RESOLVED, "", Outcome.SOLVED))
    if closed:
        office.do(SetStatus(former, Status.CLOSED))
    else:
        office.clock.advance(REOPEN_WITHIN)
    before = office.whole(former)
    done = office.call(former, "down again")
    assert done.subject != former
    assert done.changed.tickets == {former, done.subject}
    made = office.whole(done.subject)
    assert (made.title, made.status, made.number, made.requester) == ("VPN is down", Status.NEW, 2, before.requester)
    assert [m.body for m in made.messages] == ["down again"]
    assert [(link.ticket, link.kind) for link in made.links] == [(former, LinkKind.RELATES)]
    after = office.whole(former)
    assert (after.status, after.messages, after.updated) == (before.status, before.messages, before.updated)
    assert len(office.rows("_op", "what = 'RecordMessage'")) == 1


def test_nothing_is_said_with_an_empty_or_endless_message(office: Office) -> None:
    ticket = office.ticket()
    before = everything(office)
    for body, code in (("\n \u200b", Code.EMPTY_TEXT), ("x" * 10_000_000, Code.TEXT_TOO_LONG), ("\0", Code.EMPTY_TEXT)):
        assert office.code(AddMessage(ticket, body, Visibility.PUBLIC)) is code
        assert office.code(RecordMessage(ticket, body, Channel.PHONE)) is code
    assert everything(office) == before


def test_files_come_with_their_message_or_alone(office: Office, note: Path) -> None:
    ticket = office.ticket()
    office.do(AddMessage(ticket, "see the file", Visibility.PUBLIC, (note,)))
    office.do(Attach(ticket, (note, note)))
    whole = office.whole(ticket)
    assert [file.message for file in whole.attachments] == [whole.messages[0].id, None, None]
    assert len({file.sha256 for file in whole.attachments}) == 1


def test_attaching_nothing_changes_nothing(office: Office) -> None:
    ticket = office.ticket()
    before = everything(office)
    assert not office.do(Attach(ticket, ())).changed.tickets
    assert everything(office) == before


def test_one_bad_file_refuses_the_whole_message(office: Office, note: Path, tmp_path: Path) -> None:
    ticket = office.ticket()
    before = everything(office)
    assert office.code(AddMessage(ticket, "see", Visibility.PUBLIC, (note, tmp_path))) is Code.FILE_UNREADABLE
    assert everything(office) == before
