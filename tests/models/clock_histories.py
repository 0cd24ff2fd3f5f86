"""Histories of tickets drawn at random."""

from __future__ import annotations

from hypothesis import strategies as st

from console.models.history import History
from tests.models.clocking import history, micros

NOW = micros("09 12:00")
STEPS = (
    *("reply", "asks", "call", "open", "progress", "wait", "vendor", "resolve", "close", "merge", "priority LOW"),
    *("priority CRITICAL", "team late", "tag vip", "cover I", "uncover I", "part source", "lost 1"),
    "join first_response 02 10:00 to 02 15:00; next_response 02 10:00 to 02 17:00; resolution 02 10:00 left 1",
)


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Anything that can happen to a ticket in a week, likely or not."""
    minutes = draw(st.lists(st.integers(0, 7 * 24 * 60), max_size=12))
    lines = [
        f"{2 + at // 1440:02} {at % 1440 // 60:02}:{at % 60:02} {draw(st.sampled_from(STEPS))}"
        for at in sorted(minutes)
    ]
    return history(*lines, created="02 00:00", priority=draw(st.sampled_from(("HIGH", "CRITICAL", "MEDIUM"))))
