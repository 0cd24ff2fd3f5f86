"""Undo is a command of its own: it brings back what was seen, or says that somebody changed it between (SPEC 3.9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

import pytest

from console.models.kinds import (
    UNDONE,
    Code,
    Impact,
    LinkKind,
    Outcome,
    Priority,
    Refused,
    Role,
    Status,
    TicketType,
    Urgency,
)
from console.services.sync.attention import values
from console.services.tickets.commands import (
    Assign,
    Command,
    LinkTickets,
    NewRequester,
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
from console.services.tickets.whole import Whole
from tests.support.desk import START, Office


@dataclass(frozen=True)
class Scene:
    """A ticket with a past, and whom and what its commands can name."""

    ticket: str
    other: str
    wei: str
    na: str
    network: str
    link: str


@pytest.fixture
def scene(office: Office) -> Scene:
    """An answered ticket of IN_PROGRESS with everything set."""
    ticket, other = office.ticket("mail is slow", NewRequester("Li Si", "li@example.org")), office.ticket("other")
    wei, na, network = office.hire("Wang Wei", "wei"), office.hire("Li Na", "na"), office.found("Network")
    office.reply(ticket)
    office.do(SetStatus(ticket, Status.IN_PROGRESS))
    office.do(Assign(ticket, office.me))
    office.do(SetType(ticket, TicketType.PERFORMANCE_ISSUE))
    office.do(SetImpact(ticket, Impact.PERSON, Urgency.LOW))
    office.do(SetTags(ticket, ("vip", "mail")))
    office.do(LinkTickets(ticket, other, LinkKind.BLOCKS))
    return Scene(ticket, other, wei, na, network, office.whole(ticket).links[0].id)


DEEDS: dict[str, tuple[Callable[[Scene], Command], Callable[[Scene], Command] | None]] = {
    "assign": (lambda s: Assign(s.ticket, s.wei), lambda s: Assign(s.ticket, s.na)),
    "unassign": (lambda s: Assign(s.ticket, None), lambda s: Assign(s.ticket, s.na)),
    "transfer": (lambda s: Transfer(s.ticket, s.network), lambda s: Assign(s.ticket, s.na)),
    "transfer to somebody": (lambda s: Transfer(s.ticket, s.network, s.wei), lambda s: Assign(s.ticket, None)),
    "priority": (lambda s: SetPriority(s.ticket, Priority.CRITICAL), lambda s: SetPriority(s.ticket, Priority.HIGH)),
    "type": (lambda s: SetType(s.ticket, None), lambda s: SetType(s.ticket, TicketType.LOGIN_PROBLEM)),
    "impact": (
        lambda s: SetImpact(s.ticket, Impact.ORGANISATION, Urgency.HIGH),
        lambda s: SetPriority(s.ticket, Priority.LOW),
    ),
    "no impact": (
        lambda s: SetImpact(s.ticket, None, None),
        lambda s: SetImpact(s.ticket, Impact.GROUP, Urgency.MEDIUM),
    ),
    "title": (lambda s: SetTitle(s.ticket, "mail is very slow"), lambda s: SetTitle(s.ticket, "no mail at all")),
    "requester": (lambda s: SetRequester(s.ticket, s.wei), lambda s: SetRequester(s.ticket, s.na)),
    "no requester": (lambda s: SetRequester(s.ticket, None), lambda s: SetRequester(s.ticket, s.na)),
    "hold": (lambda s: SetStatus(s.ticket, Status.ON_HOLD, "a part"), lambda s: SetStatus(s.ticket, Status.OPEN)),
    "open": (
        lambda s: SetStatus(s.ticket, Status.OPEN),
        lambda s: SetStatus(s.ticket, Status.RESOLVED, "", Outcome.SOLVED),
    ),
    "tags": (lambda s: SetTags(s.ticket, ("new", "vip"), ("mail", "gone")), None),
    "link": (lambda s: LinkTickets(s.ticket, s.other, LinkKind.RELATES), None),
    "unlink": (lambda s: UnlinkTickets(s.ticket, s.link), None),
}
"""By name: a deed whose undo restores all, and what a colleague does between that keeps the undo from doing so; None
where the two do not clash (tags and links commute)."""


def visible(whole: Whole) -> Whole:
    """What a person sees of a ticket, but for its history and the ids of relations."""
    links = tuple(sorted((replace(link, id="") for link in whole.links), key=lambda link: link.kind))
    return replace(whole, events=(), updated=START, links=links)


def undo_of(office: Office, command: Command) -> Command:
    """Do it; the command that takes it back."""
    undo = office.do(command).undo
    assert undo is not None
    return undo


@pytest.mark.parametrize("name", DEEDS)
def test_undo_restores_what_was_seen_and_can_be_undone_itself(office: Office, scene: Scene, name: str) -> None:
    deed, _ = DEEDS[name]
    before = visible(office.whole(scene.ticket))
    undo = undo_of(office, deed(scene))
    after = visible(office.whole(scene.ticket))
    assert after != before
    redo = undo_of(office, undo)
    assert visible(office.whole(scene.ticket)) == before
    office.do(redo)
    assert visible(office.whole(scene.ticket)) == after


@pytest.mark.parametrize("name", [name for name, (_, other) in DEEDS.items() if other])
def test_undo_is_refused_when_somebody_changed_it_between(office: Office, scene: Scene, name: str) -> None:
    deed, between = DEEDS[name]
    assert between is not None
    undo = undo_of(office, deed(scene))
    office.do(between(scene))
    rows = office.rows("ticket")
    assert office.code(undo) is Code.CHANGED_MEANWHILE
    assert office.rows("ticket") == rows


@pytest.mark.parametrize("name", DEEDS)
def test_undo_leaves_alone_what_was_changed_elsewhere(office: Office, scene: Scene, name: str) -> None:
    deed, _ = DEEDS[name]
    undo = undo_of(office, deed(scene))
    office.reply(scene.ticket, "meanwhile")
    office.do(undo)
    assert office.whole(scene.ticket).messages[-1].body == "meanwhile"


def test_a_pause_that_is_brought_back_keeps_its_reason(office: Office, scene: Scene) -> None:
    """SPEC 3.3."""
    office.do(SetStatus(scene.ticket, Status.PENDING_VENDOR, "asked the maker"))
    undo = undo_of(office, SetStatus(scene.ticket, Status.OPEN))
    office.do(undo)
    assert office.history(scene.ticket)[-1] == ("STATUS", "OPEN", "PENDING_VENDOR", "asked the maker")


def test_a_pause_that_is_brought_back_ends_at_its_hour(office: Office, scene: Scene) -> None:
    """SPEC 3.3: may have a wake-up."""
    wake = START + timedelta(days=1)
    office.do(SetStatus(scene.ticket, Status.ON_HOLD, "until tomorrow", wake=wake))
    undo = undo_of(office, SetStatus(scene.ticket, Status.IN_PROGRESS))
    assert office.whole(scene.ticket).wake is None
    office.do(undo)
    assert office.whole(scene.ticket).wake == wake


def held(office: Office, ticket: str) -> dict[str, object]:
    """The row of a ticket, but for what every change moves."""
    (row,) = office.rows("ticket", "id = ?", ticket)
    return {name: value for name, value in row.items() if name not in ("updated_at", "at")}


ENDS: dict[str, tuple[tuple[SetStatus, ...], tuple[Status, ...]]] = {
    "resolving work": ((SetStatus("", Status.RESOLVED, "cache cleared", Outcome.WORKAROUND),), (Status.OPEN,)),
    "resolving a pause": (
        (
            SetStatus("", Status.ON_HOLD, "a part", wake=START + timedelta(days=1)),
            SetStatus("", Status.RESOLVED, "it came", Outcome.SOLVED),
        ),
        (Status.OPEN,),
    ),
    "closing": (
        (SetStatus("", Status.RESOLVED, "done", Outcome.SOLVED), SetStatus("", Status.CLOSED)),
        (Status.OPEN,),
    ),
    "reopening": ((SetStatus("", Status.RESOLVED, "done", Outcome.SOLVED), SetStatus("", Status.OPEN, "no")), ()),
    "reopening what was closed": (
        (
            SetStatus("", Status.RESOLVED, "done", Outcome.SOLVED),
            SetStatus("", Status.CLOSED),
            SetStatus("", Status.OPEN, "no"),
        ),
        (Status.RESOLVED,),
    ),
}
"""What leads into or out of an end, the move to take back last, and the statuses between there and back."""


@pytest.mark.parametrize("name", ENDS)
def test_a_move_into_or_out_of_an_end_is_taken_back_whole_by_legal_moves(
    office: Office, scene: Scene, name: str
) -> None:
    """SPEC 3.9: status, cycle, outcome and instants are what they were; the events stay, and say so."""
    (*before, move), between = ENDS[name]
    for earlier in before:
        office.do(replace(earlier, ticket=scene.ticket))
    was, told = held(office, scene.ticket), office.history(scene.ticket)
    undo = undo_of(office, replace(move, ticket=scene.ticket))
    now = held(office, scene.ticket)
    redo = undo_of(office, undo)
    assert held(office, scene.ticket) == was
    path = (move.target, *between, was["status"])
    steps = [("STATUS", source, target, UNDONE) for source, target in pairwise(path)]
    assert office.history(scene.ticket)[len(told) + 1 :] == steps
    changes = [values(part, "set") for part in office.last_operation() if part["t"] == "ticket"]
    assert [change["status"] for change in changes] == list(path[1:]), "each move is one the hub can judge"
    office.do(redo)
    again = held(office, scene.ticket)
    assert {**again, "resolved_at": 0, "closed_at": 0} == {**now, "resolved_at": 0, "closed_at": 0}


def test_a_new_ticket_that_was_resolved_becomes_open(office: Office) -> None:
    """SPEC 3.3: nothing leads to NEW."""
    ticket = office.ticket()
    office.do(undo_of(office, SetStatus(ticket, Status.RESOLVED, "done", Outcome.SOLVED)))
    whole = office.whole(ticket)
    assert (whole.status, whole.cycle, whole.outcome, whole.resolved) == (Status.OPEN, 1, None, None)


def test_a_resolution_is_taken_back_only_while_it_is_the_last_move(office: Office, scene: Scene) -> None:
    resolve = SetStatus(scene.ticket, Status.RESOLVED, "done", Outcome.SOLVED)
    undo = undo_of(office, resolve)
    office.do(SetStatus(scene.ticket, Status.OPEN, "not so"))
    assert office.code(undo) is Code.CHANGED_MEANWHILE
    office.do(resolve)
    rows = office.rows("ticket")
    assert office.code(undo) is Code.CHANGED_MEANWHILE, "that is another resolution"
    assert office.rows("ticket") == rows


def test_closing_is_taken_back_by_leads_alone(office: Office, scene: Scene) -> None:
    """SPEC 3.3."""
    office.do(SetStatus(scene.ticket, Status.RESOLVED, "", Outcome.SOLVED))
    undo = undo_of(office, SetStatus(scene.ticket, Status.CLOSED))
    office.be(Role.AGENT)
    assert office.code(undo) is Code.ROLE_NEEDED
    assert office.whole(scene.ticket).status is Status.CLOSED


def test_a_pause_that_was_taken_back_to_keeps_its_reason(office: Office, scene: Scene) -> None:
    office.do(SetStatus(scene.ticket, Status.ON_HOLD, "a part"))
    office.do(undo_of(office, SetStatus(scene.ticket, Status.RESOLVED, "", Outcome.SOLVED)))
    office.do(undo_of(office, SetStatus(scene.ticket, Status.OPEN)))
    assert office.history(scene.ticket)[-1] == ("STATUS", "OPEN", "ON_HOLD", "a part")


def test_leaving_new_for_work_offers_no_undo(office: Office) -> None:
    """SPEC 3.3: nothing leads to NEW."""
    assert office.do(SetStatus(office.ticket(), Status.OPEN)).undo is None


def test_waiting_for_the_user_is_not_brought_back_once_they_spoke(office: Office, scene: Scene) -> None:
    """SPEC 3.3."""
    office.do(SetStatus(scene.ticket, Status.PENDING_USER, "asked for the log"))
    undo = undo_of(office, SetStatus(scene.ticket, Status.OPEN))
    office.call(scene.ticket)
    with pytest.raises(Refused) as caught:
        office.do(undo)
    assert caught.value.code is Code.UNANSWERED_MESSAGE
