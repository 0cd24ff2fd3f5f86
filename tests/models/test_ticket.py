"""What a ticket's entity keeps in line when it moves (SPEC 3.3, 4.6)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from console.models.kinds import Code, Outcome, Refused, Role, Status
from console.models.ticket import Ticket
from console.models.workflow import Ending, Facts

AT = datetime(2026, 2, 27, 6, 30, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
FREE = Facts(publicly_answered=True, requester_waits=False, roles=frozenset({Role.LEAD}))


def ticket(status: Status) -> Ticket:
    """A ticket in its first cycle."""
    return Ticket(status=status, cycle=1, resolved_at=None, closed_at=None, outcome=None, resolution=None)


def test_resolving_keeps_instant_outcome_and_text() -> None:
    one = ticket(Status.OPEN)
    one.move(Status.RESOLVED, AT, FREE, Ending("password reset", Outcome.CREDENTIAL_RESET))
    assert (one.status, one.resolved_at, one.outcome) == (Status.RESOLVED, AT, Outcome.CREDENTIAL_RESET)
    assert one.resolution == "password reset"


def test_reopening_begins_the_next_cycle_and_forgets_the_end() -> None:
    """SPEC 3.3: reopen: reason, cycle + 1."""
    one = ticket(Status.OPEN)
    one.move(Status.RESOLVED, AT, FREE, Ending("", Outcome.SOLVED))
    assert one.resolution is None
    one.move(Status.OPEN, LATER, FREE, Ending("it came back"))
    assert (one.status, one.cycle) == (Status.OPEN, 2)
    assert (one.resolved_at, one.closed_at, one.outcome, one.resolution) == (None, None, None, None)
    one.move(Status.RESOLVED, LATER, FREE, Ending("", Outcome.WORKAROUND))
    assert (one.resolved_at, one.cycle) == (LATER, 2)


def test_closing_keeps_the_resolution_and_its_own_instant() -> None:
    one = ticket(Status.OPEN)
    one.move(Status.RESOLVED, AT, FREE, Ending("", Outcome.SOLVED))
    one.move(Status.CLOSED, LATER, FREE, Ending())
    assert (one.resolved_at, one.closed_at, one.outcome) == (AT, LATER, Outcome.SOLVED)
    one.move(Status.OPEN, LATER, FREE, Ending("wrongly closed"))
    assert (one.cycle, one.closed_at) == (2, None)


def test_a_pause_and_its_end_are_no_reopening() -> None:
    one = ticket(Status.OPEN)
    one.move(Status.ON_HOLD, AT, FREE, Ending("waits for a part"))
    one.move(Status.OPEN, LATER, FREE, Ending())
    assert one.cycle == 1


def test_a_refused_move_changes_nothing() -> None:
    one = ticket(Status.NEW)
    with pytest.raises(Refused) as caught:
        one.move(Status.CLOSED, AT, FREE, Ending("", Outcome.SOLVED))
    assert caught.value.code is Code.ILLEGAL_STATUS
    assert (one.status, one.cycle, one.closed_at, one.outcome) == (Status.NEW, 1, None, None)
