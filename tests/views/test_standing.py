"""How things stand is told from what is known alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.kinds import Code, Refused
from console.services.sync.state import Phase, SyncState
from console.views.standing import MANY, Standing, Truth, Watch, age, coarse

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_profile_of_its_own_is_local_whatever_its_rounds_tell() -> None:
    watch = Watch(remote=False)
    assert watch.now.truth is Truth.LOCAL
    told = watch.take(SyncState(Phase.OFFLINE, NOON, pending=3, refused=1, skew=timedelta(minutes=4)))
    assert told == Standing(Truth.LOCAL, NOON, refused=1)


def test_a_team_s_profile_is_connecting_until_the_hub_answers() -> None:
    assert Watch(remote=True).now.truth is Truth.CONNECTING


@pytest.mark.parametrize(
    ("phase", "truth"),
    [
        (Phase.STARTING, Truth.CONNECTING),
        (Phase.CONNECTED, Truth.CONNECTED),
        (Phase.OFFLINE, Truth.OFFLINE),
        (Phase.NEEDS_PASSWORD, Truth.NEEDS_PASSWORD),
        (Phase.TOO_OLD, Truth.TOO_OLD),
    ],
)
def test_each_phase_has_its_truth(phase: Phase, truth: Truth) -> None:
    trouble = Refused(Code.HUB_AWAY, reason="")
    told = Watch(remote=True).take(SyncState(phase, NOON, 2, 1, NOON, trouble))
    assert told == Standing(truth, NOON, 2, 1, last_round=NOON, trouble=trouble)


def test_much_that_waits_is_a_way_with_a_length_until_it_is_gone() -> None:
    watch = Watch(remote=True)
    told = [watch.take(SyncState(Phase.CONNECTED, pending=left)) for left in (MANY + 30, MANY + 20, 5, 0, 5)]
    assert [(one.truth, one.sent, one.whole) for one in told] == [
        (Truth.SENDING, 0, 80),
        (Truth.SENDING, 10, 80),
        (Truth.SENDING, 75, 80),
        (Truth.CONNECTED, 0, 0),
        (Truth.CONNECTED, 0, 0),
    ]


def test_a_cut_line_ends_the_way() -> None:
    watch = Watch(remote=True)
    watch.take(SyncState(Phase.CONNECTED, pending=MANY + 30))
    assert watch.take(SyncState(Phase.OFFLINE, NOON, MANY + 20)).truth is Truth.OFFLINE
    assert watch.take(SyncState(Phase.CONNECTED, pending=5)).truth is Truth.CONNECTED


@pytest.mark.parametrize(("seconds", "told"), [(9, None), (10, 10), (-94, -94), (-9, None)])
def test_a_clock_is_told_only_when_it_is_noticeably_off(seconds: int, told: int | None) -> None:
    state = SyncState(Phase.CONNECTED, skew=timedelta(seconds=seconds))
    assert Watch(remote=True).take(state).ahead == (None if told is None else timedelta(seconds=told))


def test_an_age_nobody_knows_is_not_told() -> None:
    assert age(Standing(Truth.OFFLINE), NOON) is None
    assert age(Standing(Truth.OFFLINE, last_round=NOON), NOON + timedelta(minutes=27, seconds=12)) == timedelta(
        minutes=27
    )
    assert age(Standing(Truth.CONNECTED, last_round=NOON), NOON - timedelta(seconds=1)) == timedelta()


@given(st.timedeltas(min_value=timedelta(), max_value=timedelta(days=4000)))
def test_a_coarse_length_is_one_unit_and_never_longer(length: timedelta) -> None:
    cut = coarse(length)
    assert cut <= length < cut + max(timedelta(seconds=1), cut)
    assert coarse(cut) == cut
