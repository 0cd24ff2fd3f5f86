"""What comes next of a response: lists in order, checks at once, changes one by one, `unsure` stops all (SPEC 8.7)."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.models.kinds import Category
from console.models.response_workflow import APPROVALS, ORDER, Next, Stand, next_in, next_of, unruled, verified
from console.models.runbook import Manual, Runbook, Step, TcpCheck, Text
from console.models.runbook_kinds import Part, ProcessState, Radius, Result, StepKind, StepState

NONE = Text("", "")


def made(part: Part, key: str, radius: Radius = Radius.NONE) -> Step:
    work = TcpCheck("there") if radius is Radius.NONE else Manual()
    return Step(key, part, StepKind.TCP, NONE, NONE, radius, timedelta(seconds=1), 0, work, key)


BOOK = Runbook(
    Category.SYSTEM_UNAVAILABLE,
    NONE,
    (
        made(Part.DIAGNOSE, "d1"),
        made(Part.DIAGNOSE, "d2"),
        made(Part.PRIORITY, "p1", Radius.REVERSIBLE),
        made(Part.PRIORITY, "p2"),
        made(Part.PRIORITY, "p3", Radius.DISRUPTIVE),
        made(Part.SEQUENTIAL, "s1", Radius.REVERSIBLE),
        made(Part.VERIFICATION, "v1"),
        made(Part.VERIFICATION, "v2"),
        made(Part.ROLLBACK, "r1", Radius.DISRUPTIVE),
    ),
    None,
    "hash",
)


def stand(step: str, result: Result | None = Result.PASSED, round_: int = 1, *, waived: bool = False) -> Stand:
    part = next(known.part for known in BOOK.steps if known.id == step)
    state = StepState.WAITING if result is None else StepState.ENDED
    return Stand(f"{step}{round_}", step, part, round_, state, result, waived)


def asked(coming: Next) -> tuple[Part | None, list[str]]:
    return coming.part, [step.id for step in coming.ask]


DIAGNOSED = [stand("d1"), stand("d2", Result.FAILED)]
ACTED = [*DIAGNOSED, stand("p1"), stand("p2"), stand("p3")]


def test_a_failed_check_is_a_finding_and_the_next_list_follows() -> None:
    assert asked(next_of(BOOK, [])) == (Part.DIAGNOSE, ["d1", "d2"])
    assert asked(next_of(BOOK, DIAGNOSED)) == (Part.PRIORITY, ["p1", "p2"])


def test_what_changes_something_waits_for_what_is_before_it() -> None:
    waiting = [*DIAGNOSED, stand("p1", None), stand("p2")]
    assert asked(next_of(BOOK, waiting)) == (Part.PRIORITY, [])
    assert next_of(BOOK, waiting).waiting == ("p11",)
    assert asked(next_of(BOOK, [*DIAGNOSED, stand("p1"), stand("p2")])) == (Part.PRIORITY, ["p3"])
    beyond = [*DIAGNOSED, stand("p1", Result.NOT_SET_UP), stand("p2")]
    assert asked(next_of(BOOK, beyond)) == (Part.PRIORITY, ["p3"])


def test_a_failed_change_stops_its_list_and_what_is_left_is_passed_over() -> None:
    for result in (Result.FAILED, Result.TIMED_OUT):
        coming = next_of(BOOK, [*DIAGNOSED, stand("p1", result)])
        assert asked(coming) == (Part.PRIORITY, ["p2"])
        assert [step.id for step in coming.skip] == ["p3"]


def test_nothing_is_verified_before_a_person_has_ruled_what_is_unsure() -> None:
    unsure = [*DIAGNOSED, stand("p1", Result.UNSURE), stand("p2"), stand("p3", Result.NOT_SET_UP)]
    assert (asked(next_of(BOOK, unsure)), next_of(BOOK, unsure).waiting) == ((Part.VERIFICATION, []), ("p11",))
    ruled = [stand("p1", Result.UNSURE, waived=True), *unsure[:2], *unsure[3:]]
    assert asked(next_of(BOOK, ruled)) == (Part.VERIFICATION, ["v1", "v2"])


def test_verified_it_is_complete_and_the_further_actions_are_not_taken() -> None:
    good = [*ACTED, stand("v1"), stand("v2")]
    assert next_of(BOOK, good).ended is ProcessState.COMPLETED
    waived = [*ACTED, stand("v1"), stand("v2", Result.FAILED, waived=True)]
    assert next_of(BOOK, waived).ended is ProcessState.COMPLETED


def test_not_verified_the_further_actions_follow_and_it_is_verified_again() -> None:
    bad = [*ACTED, stand("v1"), stand("v2", Result.FAILED)]
    assert asked(next_of(BOOK, bad)) == (Part.SEQUENTIAL, ["s1"])
    again = next_of(BOOK, [*bad, stand("s1")])
    assert (asked(again), again.round) == ((Part.VERIFICATION, ["v1", "v2"]), 2)
    second = [*bad, stand("s1"), stand("v1", round_=2)]
    assert next_of(BOOK, [*second, stand("v2", round_=2)]).ended is ProcessState.COMPLETED
    assert next_of(BOOK, [*second, stand("v2", Result.NOT_SET_UP, 2)]).ended is ProcessState.ESCALATED


def test_a_rollback_is_never_begun_by_itself() -> None:
    assert Part.ROLLBACK not in {part for part, _ in ORDER}
    assert asked(next_in(BOOK, Part.ROLLBACK, 1, [])) == (Part.ROLLBACK, ["r1"])


def test_two_people_approve_what_interrupts() -> None:
    assert APPROVALS == {Radius.NONE: 0, Radius.REVERSIBLE: 1, Radius.DISRUPTIVE: 2}


@given(st.dictionaries(st.sampled_from([step.id for step in BOOK.steps]), st.sampled_from([*Result, None])))
def test_going_on_always_ends_and_never_asks_twice(answers: dict[str, Result | None]) -> None:
    stands: list[Stand] = []
    for _ in range(30):
        coming = next_of(BOOK, stands)
        if coming.ended is not None or not (coming.ask or coming.skip):
            break
        for step in (*coming.ask, *coming.skip):
            known = [(one.step, one.round) for one in stands]
            assert (step.id, coming.round) not in known
            result = Result.FAILED if step in coming.skip else answers.get(step.id, Result.PASSED)
            stands.append(stand(step.id, result, coming.round))
    assert coming.ended is not None or coming.waiting
    if coming.ended is ProcessState.COMPLETED:
        assert verified(BOOK, 1, stands) or verified(BOOK, 2, stands)
    assert not (coming.ended and unruled([one for one in stands if one.part is Part.PRIORITY]))
