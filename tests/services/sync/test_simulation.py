"""Histories decided by a seed keep every invariant (design: reliability; SPEC 13)."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.services.sync.simulation import run

SEEDS = 200
"""Histories of an ordinary test run; `python3 dev.py simulate N` plays more."""


@pytest.mark.parametrize("first", range(0, SEEDS, 20))
def test_consoles_converge_and_lose_nothing(first: int) -> None:
    tally: Counter[str] = Counter()
    for seed in range(first, first + 20):
        tally += run(seed)
    # A run without faults, refusals or applied work would prove nothing.
    assert min(tally[kind] for kind in ("written", "applied", "refused", "rounds", "faults")) > 100
