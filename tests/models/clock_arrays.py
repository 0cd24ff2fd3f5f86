"""Histories as arrays, and histories as most tickets have them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import strategies as st

from console.models.agreements import Traits
from console.models.clock_facts import STEPS, Past, Step
from console.models.history import ANSWERED, ASKED, CALLED, History
from tests.models.clocking import history

_SAID = {ASKED: Step.ASKED, CALLED: Step.CALLED, ANSWERED: Step.ANSWERED}
_MOVED = {
    **dict.fromkeys(("PENDING_USER", "PENDING_VENDOR", "ON_HOLD"), Step.PAUSE),
    **dict.fromkeys(("RESOLVED", "CLOSED"), Step.END),
    "MERGED": Step.ODD,
}
_FIELDS = {"TYPE": 0, "PRIORITY": 1, "TEAM": 2}


def as_arrays(every: Sequence[History], now: int) -> Past:
    """Histories as the arrays take them."""
    codes: dict[Traits, int] = {}
    rows: list[tuple[int, int, int]] = []
    for owner, past in enumerate(every):
        traits = past.traits
        codes.setdefault(traits, len(codes))
        for at, _, kind, value in sorted(past.facts):
            if at > now:
                continue
            if kind in _FIELDS:
                field = _FIELDS[kind]
                became = Traits._make((*traits[:field], value, *traits[field + 1 :]))
                if became != traits:
                    traits = became
                    rows.append((owner, at * STEPS + Step.REMATCH, codes.setdefault(traits, len(codes))))
                continue
            step = _MOVED.get(str(value), Step.OPEN) if kind == "STATUS" else _SAID.get(kind, Step.ODD)
            rows.append((owner, at * STEPS + step, 0))
    owner_of, moment, code = np.array(rows, np.int64).reshape(-1, 3).T
    created = np.array([past.created for past in every], np.int64)
    born = np.array([codes[past.traits] for past in every], np.int64)
    return Past(created, born, owner_of, moment, code, list(codes))


LIKELY = ("reply", "asks", "call", "progress", "wait", "hold", "priority LOW", "priority CRITICAL", "team late")
AFTER = ("reply", "close", "asks", "asks", "call", "resolve", "progress", "wait", "priority LOW")


@st.composite
def likely(draw: st.DrawFn) -> History:
    """What happens to most tickets: no instant twice.  Some go on after their end."""
    minutes = sorted(draw(st.sets(st.integers(0, 7 * 24 * 60), max_size=12)))
    end = draw(st.integers(0, 14))
    steps = [
        "resolve" if place == end else draw(st.sampled_from(LIKELY if place < end else AFTER))
        for place in range(len(minutes))
    ]
    lines = [
        f"{2 + at // 1440:02} {at % 1440 // 60:02}:{at % 60:02} {step}" for at, step in zip(minutes, steps, strict=True)
    ]
    return history(*lines, created="02 00:00", priority=draw(st.sampled_from(("HIGH", "CRITICAL", "MEDIUM"))))
