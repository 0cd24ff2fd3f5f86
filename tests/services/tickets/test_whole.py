"""One ticket whole: fields, conversation, history, relations, read in one commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.models.kinds import (
    Channel,
    Code,
    EventKind,
    Impact,
    LinkKind,
    Outcome,
    Priority,
    Refused,
    Status,
    TicketType,
    Urgency,
    Visibility,
    local_mark,
)
from console.services.tickets.commands import (
    AddMessage,
    Assign,
    Attach,
    CreateTicket,
    LinkTickets,
    NewRequester,
    SetImpact,
    SetPriority,
    SetRequester,
    SetStatus,
    SetTitle,
    Transfer,
)
from console.services.tickets.whole import MESSAGES_SHOWN, OpenTicket, Resolve
from tests.support.desk import Office

UNKNOWN = "00000000-0000-7000-8000-00000000dead"


def refused(office: Office, query: OpenTicket | Resolve) -> Code:
    """The code of the refusal."""
    with pytest.raises(Refused) as caught:
        office.ask(query)
    return caught.value.code


def test_every_field_of_a_ticket_is_told(office: Office) -> None:
    """SPEC 3.2."""
    asker = NewRequester("Li Si", "li@example.org", "138 0000", "财务部")
    command = CreateTicket("mail", "slow", asker, TicketType.PERFORMANCE_ISSUE, channel=Channel.EMAIL, tags=("b", "a"))
    key = office.do(command).subject
    created = office.clock.now()
    office.do(SetImpact(key, Impact.GROUP, Urgency.HIGH))
    office.do(Assign(key, office.me))
    office.reply(key)
    responded = office.clock.now()
    office.do(SetStatus(key, Status.RESOLVED, "cache cleared", Outcome.WORKAROUND))
    resolved = office.clock.now()
    office.do(SetStatus(key, Status.CLOSED))
    whole = office.whole(key)
    assert (whole.id, whole.number, whole.title, whole.description) == (key, 1, "mail", "slow")
    assert (whole.type, whole.priority, whole.channel) == (TicketType.PERFORMANCE_ISSUE, Priority.HIGH, Channel.EMAIL)
    assert (whole.impact, whole.urgency, whole.status) == (Impact.GROUP, Urgency.HIGH, Status.CLOSED)
    assert (whole.created, whole.first_responded, whole.resolved) == (created, responded, resolved)
    assert whole.closed == whole.updated == office.clock.now()
    assert (whole.cycle, whole.outcome, whole.resolution) == (1, Outcome.WORKAROUND, "cache cleared")
    assert (whole.tags, whole.team, whole.team_id) == (("a", "b"), "Helpdesk", office.team)
    assert whole.requester is not None
    assert (whole.requester.email, whole.requester.phone) == ("li@example.org", "138 0000")
    assert whole.assignee is not None
    assert whole.assignee.id == office.me


def test_a_long_conversation_comes_with_its_newest_messages_oldest_first(office: Office) -> None:
    key = office.ticket()
    for n in range(MESSAGES_SHOWN + 5):
        office.do(AddMessage(key, f"message {n}", Visibility.INTERNAL))
    short = office.ask(OpenTicket(key))
    assert [m.body for m in short.messages] == [f"message {n}" for n in range(5, MESSAGES_SHOWN + 5)]
    assert short.message_count == MESSAGES_SHOWN + 5
    assert len(office.ask(OpenTicket(key, None)).messages) == MESSAGES_SHOWN + 5
    assert [m.body for m in office.ask(OpenTicket(key, 1)).messages] == [f"message {MESSAGES_SHOWN + 4}"]
    assert office.ask(OpenTicket(key, 0)).messages == ()


def test_history_names_people_and_teams(office: Office) -> None:
    """SPEC 1.6."""
    key, wei, network = office.ticket(), office.hire("Wang Wei", "wei"), office.found("Network")
    office.do(Assign(key, wei))
    office.do(Transfer(key, network))
    office.do(SetPriority(key, Priority.LOW))
    office.do(SetTitle(key, "another"))
    events = office.whole(key).events
    me = office.services.me.name
    assert [(e.kind, e.before, e.after, e.author) for e in events] == [
        (EventKind.CREATED, None, "NEW", me),
        (EventKind.ASSIGNEE, None, "Wang Wei", me),
        (EventKind.TEAM, "Helpdesk", "Network", me),
        (EventKind.ASSIGNEE, "Wang Wei", None, me),
        (EventKind.PRIORITY, "HIGH", "LOW", me),
        (EventKind.TITLE, "VPN is down", "another", me),
    ]
    assert all(event.happened == event.recorded for event in events)
    assert [event.happened for event in events] == sorted(event.happened for event in events)


def test_files_are_told_with_who_brought_them(office: Office, tmp_path: Path) -> None:
    key = office.ticket()
    (tmp_path / "a.txt").write_text("hello", "utf-8")
    office.do(Attach(key, (tmp_path / "a.txt",)))
    (file,) = office.whole(key).attachments
    assert (file.name, file.mime, file.size, file.author) == ("a.txt", "text/plain", 5, office.services.me.name)
    assert file.created == office.clock.now()


def test_a_relation_is_told_from_both_ends_while_both_live(office: Office) -> None:
    """SPEC 3.9."""
    one, other = office.ticket("one"), office.ticket("other")
    office.do(LinkTickets(one, other, LinkKind.BLOCKS))
    (out,), (back,) = office.whole(one).links, office.whole(other).links
    assert (out.id, out.inward, out.ticket, out.number, out.title) == (back.id, False, other, 2, "other")
    assert (back.inward, back.ticket, back.status) == (True, one, Status.NEW)
    office.execute("update ticket set dead = 1 where id = ?", other)
    assert office.whole(one).links == ()


def test_what_is_not_known_is_none(office: Office) -> None:
    whole = office.whole(office.ticket("hm"))
    assert (whole.requester, whole.assignee, whole.type, whole.impact, whole.urgency) == (None,) * 5
    assert (whole.first_responded, whole.resolved, whole.closed, whole.outcome, whole.satisfaction) == (None,) * 5
    assert (whole.messages, whole.message_count, whole.attachments, whole.links, whole.tags) == ((), 0, (), (), ())


def test_people_and_teams_that_are_not_here_are_left_out(office: Office) -> None:
    """A pull may bring a ticket first."""
    key = office.ticket("x", NewRequester("Li Si"))
    office.call(key, "hello")
    office.execute("update ticket set team = 'elsewhere', requester = 'elsewhere'")
    whole = office.whole(key)
    assert (whole.team, whole.team_id, whole.requester) == ("", "elsewhere", None)
    office.do(SetRequester(key, None))
    assert office.whole(key).messages[0].author == "Li Si"


def test_a_ticket_is_named_by_number_or_id(office: Office) -> None:
    """CLI.md: TICKET."""
    first, second = office.ticket(), office.ticket()
    for named, key in (
        ("1", first),
        (" 2 ", second),
        ("002", second),
        ("#1", first),
        (" #2", second),
        (first, first),
        (second.upper(), second),
    ):
        assert office.ask(Resolve(named)) == key


@pytest.mark.parametrize(
    "named", ["", " ", "#", "##1", "# 1", "3", "0", "-1", "1.0", "²", "٣", "1" * 50, "9" * 17, UNKNOWN, "1; --", "\0"]
)
def test_what_names_no_ticket_is_not_found(office: Office, named: str) -> None:
    office.ticket()
    office.ticket()
    assert refused(office, Resolve(named)) is Code.NOT_FOUND
    assert refused(office, OpenTicket(named)) is Code.NOT_FOUND


def test_a_dead_ticket_is_not_found(office: Office) -> None:
    key = office.ticket()
    office.execute("update ticket set dead = 1")
    assert refused(office, OpenTicket(key)) is refused(office, Resolve("1")) is refused(office, Resolve(key))


def test_a_ticket_without_a_number_is_named_by_its_mark(office: Office) -> None:
    """SPEC 3.2; as it is read aloud: small letters, O for 0, I and L for 1."""
    ticket = office.ticket()
    office.execute("update ticket set number = null")
    mark = local_mark(ticket)
    spoken = mark[:2] + mark[2:].replace("0", "o").replace("1", "l")
    assert {office.ask(Resolve(named)) for named in (mark, mark.lower(), f" {spoken} ")} == {ticket}
    office.execute("update ticket set number = 7")
    assert office.ask(Resolve(mark)) == ticket, "it was made here, so the mark may stand in somebody's notes"
    office.execute("delete from _op")
    assert refused(office, Resolve(mark)) is Code.NOT_FOUND


def test_a_mark_that_several_tickets_bear_names_none(office: Office) -> None:
    first, second = office.ticket(), office.ticket()
    twin = second[:-5] + first[-5:]
    office.execute("update ticket set number = null, id = ?1, root = ?1 where id = ?2", twin, second)
    office.execute("update ticket set number = null where id = ?", first)
    with pytest.raises(Refused) as caught:
        office.ask(Resolve(local_mark(first)))
    assert caught.value.code is Code.MARK_AMBIGUOUS
    assert caught.value.params["known"] == tuple(sorted((first, twin)))
