"""Time is the hub's where there is one, and never goes back while nobody sets a clock (SPEC 1.4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.services.clock import HELD, Clock, HubClock, SystemClock
from tests.support.desk import START, SetClock

SECOND, HOUR, YEAR = timedelta(seconds=1), timedelta(hours=1), timedelta(days=365)


class Machine(SetClock):
    """A machine whose wall clock somebody may set; its seconds since the start go on."""

    def __init__(self) -> None:
        super().__init__()
        self.since = 0.0

    def monotonic(self) -> float:
        return self.since

    def live(self, length: timedelta) -> None:
        """Let time go by."""
        self.instant += length
        self.since += length.total_seconds()


def test_the_clock_of_this_machine_tells_aware_utc_instants() -> None:
    clock: Clock = SystemClock()
    before = datetime.now(UTC)
    now = clock.now()
    assert before <= now <= datetime.now(UTC)
    assert now.tzinfo is UTC


def test_waits_are_measured_by_a_clock_that_never_goes_back() -> None:
    clock = SystemClock()
    readings = [clock.monotonic() for _ in range(100)]
    assert readings == sorted(readings)


def test_the_clock_of_the_tests_stands_still_until_it_is_set() -> None:
    clock: Clock = SetClock()
    assert clock.now() == clock.now()
    assert clock.monotonic() == 0.0


def test_without_a_hub_it_is_the_machines_less_the_last_known_difference() -> None:
    machine = Machine()
    clock = HubClock(machine, YEAR)
    assert clock.now() == START - YEAR
    machine.live(HOUR)
    assert clock.now() == START - YEAR + HOUR


def test_once_the_hub_has_spoken_nobody_sets_it_here() -> None:
    machine = Machine()
    clock = HubClock(machine)
    assert clock.hear(START - YEAR) == YEAR == clock.skew
    machine.live(HOUR)
    machine.instant += YEAR
    assert clock.now() == START - YEAR + HOUR


def test_a_small_step_back_is_waited_for_and_a_great_one_is_taken() -> None:
    """What was done later must never seem earlier; but a clock that was a year ahead is not kept for a year."""
    machine = Machine()
    clock = HubClock(machine)
    before = clock.now()
    clock.hear(before - SECOND)
    assert before < clock.now() < clock.now() < before + SECOND
    clock.hear(before - YEAR)
    assert clock.now() == before - YEAR


@given(st.lists(st.tuples(st.sampled_from(("live", "hear", "ask")), st.floats(-4.9, 4.9)), max_size=30))
def test_it_never_goes_back_while_the_hub_and_the_network_waver(steps: list[tuple[str, float]]) -> None:
    machine = Machine()
    clock = HubClock(machine)
    last = clock.now()
    for kind, seconds in steps:
        if kind == "live":
            machine.live(timedelta(seconds=abs(seconds)))
        elif kind == "hear":
            clock.hear(last + timedelta(seconds=seconds))
        now = clock.now()
        assert now > last
        last = now
    assert timedelta(seconds=4.9) < HELD
