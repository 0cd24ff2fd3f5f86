"""The history told by a few instants leads to the ticket's status and invents no time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.models.kinds import EventKind, Status
from console.services.importing.drafts import Course, course, history, steps

REACHED = [status for status in Status if status is not Status.MERGED]
STEPS = st.lists(st.tuples(st.sampled_from(REACHED), st.integers(0, 50)), max_size=12).map(
    lambda found: sorted(found, key=lambda step: step[1])
)
MARKS = st.lists(st.tuples(st.integers(1, 50), st.sampled_from(REACHED), st.none()), max_size=6)


def test_reopening_begins_a_cycle_and_forgets_the_end() -> None:
    """SPEC 4.6: a reopened ticket has a new cycle; SPEC 14: its earlier resolution does not stay."""
    told = [(Status.OPEN, 1), (Status.RESOLVED, 2), (Status.CLOSED, 3), (Status.OPEN, 4)]
    assert course(told) == Course(Status.OPEN, 2, None, None)
    assert course([*told, (Status.RESOLVED, 5), (Status.RESOLVED, 6), (Status.CLOSED, 7)]) == Course(
        Status.CLOSED, 2, 5, 7
    )


@given(STEPS)
def test_a_course_ends_in_its_last_status_and_only_ends_have_instants(told: list[tuple[Status, int]]) -> None:
    end = course(told)
    assert end.status is (told[-1][0] if told else Status.NEW)
    assert end.closed is None or end.status is Status.CLOSED
    assert end.resolved is None or end.status in {Status.RESOLVED, Status.CLOSED}
    assert end.cycle >= 1


@given(MARKS, st.none() | st.sampled_from(REACHED), st.integers(50, 60))
def test_a_history_begins_with_creation_and_ends_in_the_status(
    marks: list[tuple[int, Status, Status | None]], status: Status | None, latest: int
) -> None:
    events = history(0, marks, status, latest)
    assert [event.kind for event in events] == [EventKind.CREATED] + [EventKind.STATUS] * (len(events) - 1)
    assert [event.happened for event in events] == sorted(event.happened for event in events)
    assert {event.happened for event in events} <= {0, latest} | {at for at, _, _ in marks}
    assert status is None or events[-1].after == status
    for before, after in pairwise(events):
        assert after.before == before.after


def test_a_ticket_of_which_only_the_status_is_known_is_created_in_it() -> None:
    (event,) = history(5, [], Status.ON_HOLD, 9)
    assert (event.kind, event.after, event.happened) == (EventKind.CREATED, Status.ON_HOLD, 5)


def test_a_reopening_whose_resolution_is_not_told_counts_as_a_cycle() -> None:
    events = history(0, [(5, Status.OPEN, Status.RESOLVED), (7, Status.CLOSED, None)], Status.CLOSED, 7)
    assert [(event.before, event.after) for event in events] == [
        (None, "NEW"),
        ("RESOLVED", "OPEN"),
        ("OPEN", "CLOSED"),
    ]
    assert course(steps(events)) == Course(Status.CLOSED, 2, None, 7)
