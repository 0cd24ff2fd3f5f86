"""The one place that reads time tells instants, aware and in UTC (SPEC 1.4)."""

from __future__ import annotations

from datetime import UTC, datetime

from console.services.clock import Clock, SystemClock
from tests.support.desk import SetClock


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
