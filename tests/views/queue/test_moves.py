"""A move that would be refused is told before anything is asked, and no other one (SPEC 3.3)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.models import workflow
from console.models.kinds import PAUSES, Locale, Outcome, Refused, Status, Visibility
from console.services.tickets.commands import AddMessage, SetStatus
from console.services.tickets.whole import OpenTicket
from console.views.queue.moves import hindrance
from tests.support.desk import Office, open_office, quick_folder


@pytest.fixture
def office() -> Iterator[Office]:
    with quick_folder() as folder:
        made = open_office(folder / "profile")
        yield made
        made.services.close()


def says(office: Office, ticket: str, target: Status) -> str:
    return hindrance(office.whole(ticket), target, Locale.EN)


def test_a_pause_waits_for_the_first_public_reply(office: Office) -> None:
    ticket = office.ticket()
    office.do(SetStatus(ticket, Status.OPEN))
    office.do(AddMessage(ticket, "for us", Visibility.INTERNAL))
    assert {says(office, ticket, pause) for pause in PAUSES} == {"only after a public reply"}
    office.reply(ticket)
    assert {says(office, ticket, pause) for pause in PAUSES} == {""}


def test_nobody_waits_for_a_requester_who_waits(office: Office) -> None:
    ticket = office.ticket()
    office.reply(ticket)
    office.call(ticket)
    assert says(office, ticket, Status.PENDING_USER) == "the requester waits for an answer"
    assert says(office, ticket, Status.ON_HOLD) == ""


def test_a_move_the_table_does_not_have_names_the_status(office: Office) -> None:
    assert says(office, office.ticket(), Status.CLOSED) == "it is: New"


@pytest.mark.parametrize("calls", [False, True])
@pytest.mark.parametrize("replies", [False, True])
def test_what_is_offered_is_carried_out_and_what_is_not_would_be_refused(
    office: Office, replies: bool, calls: bool
) -> None:
    for target in Status:
        ticket = office.ticket()
        office.do(SetStatus(ticket, Status.OPEN))
        if replies:
            office.reply(ticket)
        if calls:
            office.call(ticket)
        said = says(office, ticket, target)
        command = SetStatus(ticket, target, "reason", Outcome.SOLVED)
        if target not in workflow.choices(Status.OPEN):
            assert said
        elif said:
            office.refused(command)
        else:
            assert office.do(command).subject == ticket


def test_a_folded_conversation_is_not_judged(office: Office) -> None:
    """What is not known here, the command decides."""
    ticket = office.ticket()
    office.do(SetStatus(ticket, Status.OPEN))
    for number in range(60):
        office.do(AddMessage(ticket, f"note {number}", Visibility.INTERNAL))
    assert hindrance(office.ask(OpenTicket(ticket)), Status.ON_HOLD, Locale.EN) == ""
    with pytest.raises(Refused):
        office.desk.do(SetStatus(ticket, Status.ON_HOLD, "reason"))
