"""The moves of SPEC 3.3: every pair, and what each legal one asks for."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models import workflow
from console.models.kinds import LIVE, PAUSES, UNDONE, Code, Outcome, Refused, Role, Status
from console.models.workflow import Ending, Facts

S = Status
MAY_FOLLOW = {
    S.NEW: {S.OPEN, S.IN_PROGRESS, S.RESOLVED},
    S.OPEN: {S.IN_PROGRESS, S.PENDING_USER, S.PENDING_VENDOR, S.ON_HOLD, S.RESOLVED},
    S.IN_PROGRESS: {S.OPEN, S.PENDING_USER, S.PENDING_VENDOR, S.ON_HOLD, S.RESOLVED},
    S.PENDING_USER: {S.OPEN, S.IN_PROGRESS, S.RESOLVED, S.PENDING_VENDOR, S.ON_HOLD},
    S.PENDING_VENDOR: {S.OPEN, S.IN_PROGRESS, S.RESOLVED, S.PENDING_USER, S.ON_HOLD},
    S.ON_HOLD: {S.OPEN, S.IN_PROGRESS, S.RESOLVED, S.PENDING_USER, S.PENDING_VENDOR},
    S.RESOLVED: {S.OPEN, S.CLOSED},
    S.CLOSED: {S.OPEN},
    S.MERGED: set(),
}
"""SPEC 3.3, written down a second time; MERGED comes by merge alone."""

LEGAL = [(a, b) for a, b in product(Status, Status) if b in MAY_FOLLOW[a]]

FREE = Facts(publicly_answered=True, requester_waits=False, roles=frozenset({Role.LEAD}))
WHOLE = Ending("because", Outcome.SOLVED)


def refusal(status: Status, target: Status, facts: Facts = FREE, ending: Ending = WHOLE) -> Code | None:
    """Why the move is refused; None where it is not."""
    try:
        workflow.check_move(status, target, facts, ending)
    except Refused as error:
        return error.code
    return None


@pytest.mark.parametrize(("status", "target"), list(product(Status, Status)))
def test_exactly_the_moves_of_the_table_are_legal(status: Status, target: Status) -> None:
    """SPEC 3.3."""
    assert (refusal(status, target) is None) is (target in MAY_FOLLOW[status])


def test_what_is_offered_is_what_is_legal_in_the_order_of_life() -> None:
    for status in Status:
        assert workflow.choices(status) == tuple(s for s in Status if s in MAY_FOLLOW[status])


def test_all_but_closed_and_merged_can_be_merged() -> None:
    """SPEC 3.3: all but CLOSED -> MERGED."""
    assert {s for s in Status if S.MERGED in workflow.TRANSITIONS[s]} == set(Status) - {S.CLOSED, S.MERGED}


def test_an_illegal_move_names_the_legal_ones() -> None:
    with pytest.raises(Refused) as caught:
        workflow.check_move(S.CLOSED, S.RESOLVED, FREE, WHOLE)
    assert caught.value.params == {"status": S.CLOSED, "target": S.RESOLVED, "allowed": (S.OPEN,)}


@pytest.mark.parametrize(("status", "target"), LEGAL)
@pytest.mark.parametrize("blank", ["", " \t\n"])
def test_pauses_and_reopening_need_a_reason_and_nothing_else_does(status: Status, target: Status, blank: str) -> None:
    """SPEC 3.3."""
    wanted = target in PAUSES or (target is S.OPEN and status in (S.RESOLVED, S.CLOSED))
    assert workflow.needs_reason(status, target) is wanted
    assert refusal(status, target, ending=Ending(blank, Outcome.SOLVED)) is (Code.REASON_NEEDED if wanted else None)


@pytest.mark.parametrize(("status", "target"), LEGAL)
def test_a_pause_is_refused_before_the_first_public_reply(status: Status, target: Status) -> None:
    """SPEC 3.3."""
    facts = Facts(publicly_answered=False, requester_waits=False, roles=frozenset({Role.LEAD}))
    assert refusal(status, target, facts) is (Code.NO_PUBLIC_REPLY if target in PAUSES else None)


@pytest.mark.parametrize(("status", "target"), LEGAL)
def test_only_waiting_for_the_user_is_refused_while_they_wait(status: Status, target: Status) -> None:
    """SPEC 3.3: PENDING_USER while a requester's message is unanswered."""
    facts = Facts(publicly_answered=True, requester_waits=True, roles=frozenset({Role.LEAD}))
    assert refusal(status, target, facts) is (Code.UNANSWERED_MESSAGE if target is S.PENDING_USER else None)


@pytest.mark.parametrize("role", list(Role))
def test_a_closed_ticket_is_reopened_by_leads_and_admins(role: Role) -> None:
    """SPEC 1.3, 3.3."""
    facts = Facts(publicly_answered=True, requester_waits=False, roles=frozenset({role}))
    assert refusal(S.CLOSED, S.OPEN, facts) is (None if role in (Role.LEAD, Role.ADMIN) else Code.ROLE_NEEDED)
    assert refusal(S.RESOLVED, S.OPEN, facts) is None


@pytest.mark.parametrize("status", [s for s in Status if S.RESOLVED in MAY_FOLLOW[s]])
def test_a_resolution_needs_an_outcome(status: Status) -> None:
    """SPEC 3.2."""
    assert refusal(status, S.RESOLVED, ending=Ending("done")) is Code.OUTCOME_NEEDED


@pytest.mark.parametrize(("before", "after"), LEGAL)
def test_the_way_back_is_of_legal_moves_and_leads_back_wherever_they_do(before: Status, after: Status) -> None:
    """SPEC 3.9: undo is made of moves of its own."""
    path = workflow.way_back(before, after)
    assert all(target in MAY_FOLLOW[source] for source, target in pairwise((after, *path)))
    assert len(path) == (1 if before in MAY_FOLLOW[after] else 2) or before is S.NEW
    if before is S.NEW:
        assert path == ((S.OPEN,) if after is S.RESOLVED else ())
    else:
        assert path[-1] is before


def undone(before: Status, after: Status) -> list[tuple[str | None, str | None, str | None]]:
    """The events by which a move is taken back."""
    path = (after, *workflow.way_back(before, after))
    return [(source, target, UNDONE) for source, target in pairwise(path)]


def test_what_was_taken_back_and_what_took_it_back_do_not_count() -> None:
    """SPEC 3.9: for clocks and figures it has not been."""
    said: list[tuple[str | None, str | None, str | None]] = [
        (None, S.NEW, None),
        (S.NEW, S.OPEN, None),
        (S.OPEN, S.IN_PROGRESS, None),
        (S.IN_PROGRESS, S.RESOLVED, "done"),
        (S.RESOLVED, S.CLOSED, None),
        *undone(S.RESOLVED, S.CLOSED),
        *undone(S.IN_PROGRESS, S.RESOLVED),
        (S.IN_PROGRESS, S.RESOLVED, "really"),
        (S.RESOLVED, S.OPEN, "not so"),
        *undone(S.RESOLVED, S.OPEN),
    ]
    assert [said[place] for place in workflow.standing(said)] == [*said[:3], (S.IN_PROGRESS, S.RESOLVED, "really")]
    assert workflow.standing([(S.RESOLVED, S.OPEN, UNDONE)]) == []


@given(st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=30))
def test_a_history_with_undos_reads_like_one_without(choices: list[tuple[int, bool]]) -> None:
    kept: list[tuple[str | None, str | None, str | None]] = [(None, S.OPEN, None)]
    told = list(kept)
    for number, takes_back in choices:
        now = Status(str(kept[-1][1]))
        target = sorted(MAY_FOLLOW[now])[number % len(MAY_FOLLOW[now])] if MAY_FOLLOW[now] else now
        told.append((now, target, "why"))
        if takes_back:
            told += undone(now, target)
        else:
            kept.append(told[-1])
    assert [told[place] for place in workflow.standing(told)] == kept


def test_live_statuses_are_those_before_the_end() -> None:
    assert set(Status) - LIVE == {S.RESOLVED, S.CLOSED, S.MERGED}
