"""What may disturb a person, and when."""

from __future__ import annotations

from datetime import time

from console.models.alert_kinds import QuietHours, disturbs


def test_quiet_hours_hold_from_their_first_hour_to_the_second_before_their_last() -> None:
    held = [hour for hour in range(24) if QuietHours.NIGHT.hold(time(hour))]
    assert held == [0, 1, 2, 3, 4, 5, 6, 22, 23]
    assert QuietHours.NIGHT.hold(time(6, 59, 59))
    assert not QuietHours.NIGHT.hold(time(21, 59, 59))
    assert not any(QuietHours.OFF.hold(time(hour)) for hour in range(24))


def test_what_is_critical_passes_quiet_hours_but_not_what_nobody_wants_told() -> None:
    assert disturbs(critical=True, wanted=True, quiet=True)
    assert not disturbs(critical=False, wanted=True, quiet=True)
    assert disturbs(critical=False, wanted=True, quiet=False)
    assert not disturbs(critical=True, wanted=False, quiet=False)
