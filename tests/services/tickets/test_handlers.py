"""What the commands on a ticket's fields do, record and refuse."""

from __future__ import annotations

from itertools import product

from console.models.kinds import (
    PAUSES,
    Code,
    Impact,
    LinkKind,
    Locale,
    Outcome,
    Priority,
    Role,
    Status,
    TicketType,
    Urgency,
)
from console.models.workflow import TRANSITIONS
from console.services.tickets.commands import (
    Assign,
    Command,
    CreateTicket,
    LinkTickets,
    NewRequester,
    SetDescription,
    SetImpact,
    SetPriority,
    SetRequester,
    SetStatus,
    SetTags,
    SetTitle,
    SetType,
    Transfer,
    UnlinkTickets,
)
from console.services.tickets.filters import Filter
from console.services.tickets.queries import Count
from console.words import refusal
from tests.support.desk import Office

UNKNOWN = "00000000-0000-7000-8000-00000000dead"
ROADS = {
    Status.NEW: (),
    Status.OPEN: (Status.OPEN,),
    Status.IN_PROGRESS: (Status.IN_PROGRESS,),
    Status.PENDING_USER: (Status.OPEN, Status.PENDING_USER),
    Status.PENDING_VENDOR: (Status.OPEN, Status.PENDING_VENDOR),
    Status.ON_HOLD: (Status.OPEN, Status.ON_HOLD),
    Status.RESOLVED: (Status.RESOLVED,),
    Status.CLOSED: (Status.RESOLVED, Status.CLOSED),
}
"""By which moves a new ticket comes to each status."""


def to_status(ticket: str, target: Status) -> SetStatus:
    """A move with all it may need."""
    return SetStatus(ticket, target, "because", Outcome.SOLVED if target is Status.RESOLVED else None)


def brought_to(office: Office, status: Status) -> str:
    """A ticket in that status, answered in public where the road leads through OPEN."""
    ticket = office.ticket()
    for step in ROADS[status]:
        if step is Status.OPEN:
            office.reply(ticket)
        else:
            office.do(to_status(ticket, step))
    return ticket


def test_every_pair_of_statuses_is_moved_or_refused_by_the_table(office: Office) -> None:
    """SPEC 3.3; a refused move leaves neither event nor operation."""
    for status, target in product(ROADS, Status):
        ticket = brought_to(office, status)
        if status not in (Status.NEW, Status.CLOSED):
            office.reply(ticket)
        answered = office.whole(ticket).first_responded is not None
        legal = target in TRANSITIONS[status] and target is not Status.MERGED
        operations, history = len(office.rows("_op")), office.history(ticket)
        if status is target or (legal and (answered or target not in PAUSES)):
            office.do(to_status(ticket, target))
            assert office.whole(ticket).status is target
        else:
            assert office.code(to_status(ticket, target)) in (Code.ILLEGAL_STATUS, Code.NO_PUBLIC_REPLY)
            assert office.whole(ticket).status is status
            assert (len(office.rows("_op")), office.history(ticket)) == (operations, history)


def test_pauses_wait_for_a_reply_and_the_user_is_not_waited_for_while_they_wait(office: Office) -> None:
    """SPEC 3.3."""
    ticket = office.ticket()
    office.do(SetStatus(ticket, Status.IN_PROGRESS))
    assert office.code(SetStatus(ticket, Status.ON_HOLD, "a part is ordered")) is Code.NO_PUBLIC_REPLY
    office.reply(ticket)
    assert office.code(SetStatus(ticket, Status.ON_HOLD, " ")) is Code.REASON_NEEDED
    office.do(SetStatus(ticket, Status.ON_HOLD, "a part is ordered"))
    office.call(ticket)
    assert office.whole(ticket).status is Status.OPEN
    assert office.code(SetStatus(ticket, Status.PENDING_USER, "asked")) is Code.UNANSWERED_MESSAGE
    office.do(SetStatus(ticket, Status.PENDING_VENDOR, "asked the maker"))
    office.reply(ticket)
    office.do(SetStatus(ticket, Status.PENDING_USER, "asked"))
    assert office.history(ticket)[-1] == ("STATUS", "PENDING_VENDOR", "PENDING_USER", "asked")


def test_of_two_messages_of_one_instant_the_later_one_counts(office: Office) -> None:
    """SPEC 3.3: what waits for an answer is told alike by the rules and by the queue."""
    ticket = office.ticket()
    office.reply(ticket)
    office.call(ticket)
    office.execute("update message set created_at = (select min(created_at) from message)")
    office.do(SetTitle(ticket, "another title"))
    assert office.ask(Count((Filter(awaiting=True),))) == (1,)
    assert office.code(SetStatus(ticket, Status.PENDING_USER, "asked")) is Code.UNANSWERED_MESSAGE


def test_reopening_is_a_cycle_of_its_own_with_its_reason(office: Office) -> None:
    """SPEC 3.3."""
    ticket = office.ticket()
    office.do(SetStatus(ticket, Status.RESOLVED, "restarted", Outcome.WORKAROUND))
    resolved = office.whole(ticket)
    assert (resolved.resolved, resolved.resolution) == (office.clock.now(), "restarted")
    assert office.code(SetStatus(ticket, Status.OPEN)) is Code.REASON_NEEDED
    office.do(SetStatus(ticket, Status.OPEN, "down again"))
    again = office.whole(ticket)
    assert (again.cycle, again.resolved, again.outcome, again.resolution) == (2, None, None, None)
    office.do(SetStatus(ticket, Status.RESOLVED, "", Outcome.SOLVED))
    assert office.whole(ticket).cycle == 2


def test_only_a_lead_or_admin_reopens_a_closed_ticket(office: Office) -> None:
    """SPEC 1.3, 3.3; the undo of closing is offered to those alone."""
    ticket = brought_to(office, Status.CLOSED)
    office.be(Role.AGENT)
    assert office.code(SetStatus(ticket, Status.OPEN, "wrongly closed")) is Code.ROLE_NEEDED
    assert office.do(to_status(brought_to(office, Status.RESOLVED), Status.CLOSED)).undo is None
    office.be(Role.AGENT, Role.LEAD)
    office.do(SetStatus(ticket, Status.OPEN, "wrongly closed"))
    assert office.whole(ticket).status is Status.OPEN


def test_a_resolution_may_be_as_long_as_a_message(office: Office) -> None:
    text = "what was done, step by step.\n" * 1000
    ticket = office.ticket()
    office.do(SetStatus(ticket, Status.RESOLVED, text, Outcome.SOLVED))
    assert office.whole(ticket).resolution == text.strip()


def test_a_change_says_what_its_author_saw(office: Office) -> None:
    ticket, wei = office.ticket(), office.hire("Wang Wei", "wei")
    office.do(Assign(ticket, wei))
    stale: tuple[Command, ...] = (
        Assign(ticket, office.me, None, checked=True),
        SetStatus(ticket, Status.OPEN, expect=Status.IN_PROGRESS),
        SetPriority(ticket, Priority.LOW, Priority.CRITICAL),
        SetType(ticket, TicketType.LOGIN_PROBLEM, TicketType.FEATURE_REQUEST, checked=True),
        SetImpact(ticket, None, None, expect=(Impact.GROUP, None, Priority.HIGH)),
        SetTitle(ticket, "new", "never so"),
        SetDescription(ticket, "new", "never so"),
        SetRequester(ticket, wei, office.me, checked=True),
        Transfer(ticket, office.found("Network"), expect=UNKNOWN),
        Transfer(ticket, office.found("Desk"), holder=None, checked=True),
    )
    before = office.rows("ticket")
    assert {office.code(command) for command in stale} == {Code.CHANGED_MEANWHILE}
    assert office.rows("ticket") == before


def test_a_description_is_changed_with_its_event_and_found_by_its_new_words(office: Office) -> None:
    """SPEC 1.6."""
    ticket = office.do(CreateTicket("VPN is down", "Since Monday")).subject
    undo = office.do(SetDescription(ticket, "Since Tuesday,\nand the gateway blinks")).undo
    assert office.whole(ticket).description == "Since Tuesday,\nand the gateway blinks"
    (event,) = office.rows("event", "kind = 'DESCRIPTION'")
    assert (event["from_value"], event["to_value"]) == ("Since Monday", "Since Tuesday,\nand the gateway blinks")
    assert office.ask(Count((Filter(text="blinks"),))) == (1,)
    assert undo is not None
    office.do(undo)
    assert (office.whole(ticket).description, office.ask(Count((Filter(text="blinks"),)))) == ("Since Monday", (0,))


def test_a_clash_is_told_by_names_never_by_ids(office: Office) -> None:
    ticket, wei = office.ticket(), office.hire("Wang Wei", "wei")
    office.do(Assign(ticket, wei))
    error = office.refused(Assign(ticket, office.me, None, checked=True))
    assert "The assignee is Wang Wei by now, no longer none." in refusal(error, Locale.EN)
    assert "现为“Wang Wei”，不再是“无”" in refusal(error, Locale.ZH)


def test_two_people_of_one_name_are_still_two(office: Office) -> None:
    ticket, one, other = office.ticket(), office.hire("Li Na", "na1"), office.hire("Li Na", "na2")
    office.do(Assign(ticket, one))
    assert office.code(Assign(ticket, office.me, other, checked=True)) is Code.CHANGED_MEANWHILE


def test_only_who_works_here_is_given_a_ticket(office: Office) -> None:
    ticket, asker = office.ticket(), office.hire("Somebody who asks")
    for wrong in (asker, UNKNOWN, ""):
        assert office.code(Assign(ticket, wrong)) is Code.NOT_FOUND
    assert office.whole(ticket).assignee is None


def test_a_transfer_takes_the_ticket_from_its_assignee(office: Office) -> None:
    ticket, network = office.ticket(), office.found("Network")
    office.do(Assign(ticket, office.me))
    office.do(Transfer(ticket, network))
    whole = office.whole(ticket)
    assert (whole.team, whole.assignee) == ("Network", None)
    assert [event[:3] for event in office.history(ticket)[-2:]] == [
        ("TEAM", office.team, network),
        ("ASSIGNEE", office.me, None),
    ]


def test_an_override_of_the_suggested_priority_is_recorded(office: Office) -> None:
    """SPEC 3.5."""
    ticket = office.do(CreateTicket("cannot log in", type=TicketType.LOGIN_PROBLEM)).subject
    assert office.whole(ticket).priority is Priority.HIGH
    office.do(SetPriority(ticket, Priority.LOW))
    assert office.history(ticket)[-1] == ("PRIORITY", "HIGH", "LOW", "suggested HIGH")
    office.do(SetPriority(ticket, Priority.HIGH))
    assert office.history(ticket)[-1] == ("PRIORITY", "LOW", "HIGH", None)


def test_impact_and_urgency_together_rule_the_priority(office: Office) -> None:
    """SPEC 3.5 c: the matrix, written down again."""
    ticket = office.ticket("a wish")
    for impact, letters in zip(Impact, ("CHM", "HHM", "HML", "MML"), strict=True):
        for urgency, letter in zip(Urgency, letters, strict=True):
            office.do(SetImpact(ticket, impact, None, Priority.LOW))
            assert office.whole(ticket).priority is Priority.LOW
            office.do(SetImpact(ticket, impact, urgency))
            assert office.whole(ticket).priority.value[0] == letter


def test_the_requester_is_changed_with_an_event(office: Office) -> None:
    """SPEC 1.6; a person known by the same address, in any case, is not recorded twice."""
    asker = NewRequester("Zhang San", "zhang.san@example.org")
    ticket = office.ticket("no mail", asker)
    first = office.whole(ticket).requester
    assert first is not None
    office.do(SetRequester(ticket, NewRequester("Someone", " Zhang.San@EXAMPLE.org ")))
    assert office.whole(ticket).requester == first
    second = office.hire("Li Si")
    office.do(SetRequester(ticket, second))
    office.do(SetRequester(ticket, None))
    assert [event[:3] for event in office.history(ticket)[-2:]] == [
        ("REQUESTER", first.id, second),
        ("REQUESTER", second, None),
    ]
    shown = [(e.before, e.after) for e in office.whole(ticket).events if e.kind == "REQUESTER"]
    assert shown == [("Zhang San", "Li Si"), ("Li Si", None)]


def test_people_are_told_of_only_when_somebody_new_is_recorded(office: Office) -> None:
    known = office.hire("Li Si")
    ticket = office.ticket("no mail", known)
    office.do(SetRequester(ticket, NewRequester("Zhang San")))
    assert [changed.people for changed in office.told] == [False, True]


def test_tags_are_put_on_and_taken_off_once_each(office: Office) -> None:
    ticket = office.ticket()
    office.do(SetTags(ticket, ("VIP", "vip", "Head  Office")))
    assert office.whole(ticket).tags == ("head-office", "vip")
    office.do(SetTags(ticket, ("new",), ("Vip", "vip", "VIP", "never there")))
    assert office.whole(ticket).tags == ("head-office", "new")
    assert [event[0] for event in office.history(ticket)] == ["CREATED", "TAGGED", "TAGGED", "UNTAGGED", "TAGGED"]


def test_a_tag_named_for_both_stays(office: Office) -> None:
    ticket = office.ticket()
    office.do(SetTags(ticket, ("vip",)))
    assert not office.do(SetTags(ticket, ("vip",), ("vip",))).changed.tickets
    assert office.whole(ticket).tags == ("vip",)


def test_a_tag_is_taken_off_however_it_was_written_and_however_often(office: Office) -> None:
    """Imports keep tags as they came; two consoles may have put the same one on."""
    ticket = office.ticket()
    for key in "abc":
        office.execute(
            "insert into tag(id, root, dead, name) values (?, ?, 0, ?)", key, ticket, "Old Word" if key > "a" else "w"
        )
    office.do(SetTags(ticket, (), ("Old Word",)))
    assert office.whole(ticket).tags == ("w",)


def test_many_tags_are_one_operation(office: Office) -> None:
    ticket = office.ticket()
    names = tuple(f"tag-{n:03}" for n in range(300))
    office.do(SetTags(ticket, names))
    assert office.whole(ticket).tags == names
    office.do(SetTags(ticket, (), names))
    assert office.whole(ticket).tags == ()


def test_a_relation_stands_once_and_is_seen_from_both_ends(office: Office) -> None:
    """SPEC 3.9."""
    one, other = office.ticket("one"), office.ticket("other")
    done = office.do(LinkTickets(one, other, LinkKind.RELATES))
    assert done.changed.tickets == {one, other}
    assert not office.do(LinkTickets(one, other, LinkKind.RELATES)).changed.tickets
    assert not office.do(LinkTickets(other, one, LinkKind.RELATES)).changed.tickets
    office.do(LinkTickets(other, one, LinkKind.BLOCKS))
    assert [(link.kind, link.inward, link.title) for link in office.whole(one).links] == [
        (LinkKind.RELATES, False, "other"),
        (LinkKind.BLOCKS, True, "other"),
    ]


def test_a_relation_is_taken_away_from_either_of_its_ends_and_from_no_other_ticket(office: Office) -> None:
    one, other, third = office.ticket("one"), office.ticket("other"), office.ticket("third")
    office.do(LinkTickets(one, other, LinkKind.PARENT))
    link = office.whole(one).links[0].id
    assert office.code(UnlinkTickets(third, link)) is Code.NOT_FOUND
    assert office.do(UnlinkTickets(other, link)).changed.tickets == {one, other}
    assert office.code(UnlinkTickets(one, link)) is Code.NOT_FOUND
    assert office.whole(other).links == ()


def test_no_ticket_is_linked_to_itself(office: Office) -> None:
    ticket = office.ticket()
    assert office.code(LinkTickets(ticket, ticket, LinkKind.DUPLICATES)) is Code.LINK_TO_SELF


def test_a_command_that_finds_everything_as_wished_changes_nothing(office: Office) -> None:
    """`updated` moves on content, never on viewing (SPEC 3.2)."""
    ticket = office.ticket("a title", office.me)
    whole = office.whole(ticket)
    same: tuple[Command, ...] = (
        SetStatus(ticket, Status.NEW),
        Assign(ticket, None),
        Transfer(ticket, whole.team_id),
        SetPriority(ticket, whole.priority),
        SetType(ticket, whole.type),
        SetImpact(ticket, None, None),
        SetTitle(ticket, "  a   title\n"),
        SetDescription(ticket, whole.description + "\n"),
        SetRequester(ticket, office.me),
        SetTags(ticket, (), ("nothing",)),
    )
    operations = len(office.rows("_op"))
    for command in same:
        done = office.do(command)
        assert (done.subject, done.changed.tickets, done.undo) == (ticket, frozenset(), None)
    assert office.whole(ticket) == whole
    assert len(office.rows("_op")) == operations


def test_an_unknown_ticket_is_not_found_by_any_command(office: Office) -> None:
    known = office.ticket()
    for ticket in (UNKNOWN, "", "'; drop table ticket; --", "\0", "\ud800", "7" * 100_000):
        commands: tuple[Command, ...] = (
            SetStatus(ticket, Status.OPEN),
            Assign(ticket, None),
            Transfer(ticket, office.team),
            SetPriority(ticket, Priority.LOW),
            SetType(ticket, None),
            SetImpact(ticket, None, None),
            SetTitle(ticket, "title"),
            SetRequester(ticket, None),
            SetTags(ticket, ("tag",)),
            LinkTickets(known, ticket, LinkKind.RELATES),
            UnlinkTickets(known, ticket),
            Transfer(known, ticket),
            SetRequester(known, ticket or "-"),
        )
        assert {office.code(command) for command in commands} <= {Code.NOT_FOUND, Code.BAD_TEXT}
    assert len(office.rows("ticket")) == 1
