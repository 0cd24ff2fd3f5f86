"""Histories decided by a seed keep every invariant (design: reliability; SPEC 13)."""

from __future__ import annotations

import os

import pytest

from tests.services.sync.simulation import History
from tests.support.processes import told
from tests.support.simulate import histories

SEEDS, PART = 2000, 125
"""Histories of an ordinary test run, and of one test; `python3 dev.py simulate N` plays more."""

HASHES = """
import hashlib
from tests.services.sync.simulation import History
for seed in range(30):
    history = History(seed)
    history.run(60)
    # The entry of a bulk load has a name of its own in each process, as every new row has.
    told = "select seq, n, t, case t when 'load' then '' else k end, who, at, diff from log order by seq, n"
    print(hashlib.sha256(repr(history.db.execute(told).fetchall()).encode()).hexdigest())
"""


@pytest.mark.parametrize("first", range(0, SEEDS, PART))
def test_consoles_converge_and_lose_nothing(first: int) -> None:
    tally, broken = histories(PART, first)
    assert not broken
    # A run without faults, refusals, restores or applied work would prove nothing.
    assert min(tally[kind] for kind in ("written", "applied", "refused", "rounds", "faults")) > 5 * PART
    assert min(tally["restores"], tally["upgrades"]) > PART / 10


def test_consoles_converge_on_incidents_too() -> None:
    moves: set[str] = set()
    for seed in range(120):
        history = OnIncidents(seed)
        history.run(60)
        moves |= {kind for (kind,) in history.db.execute("select kind from incident_event")}
    assert {"CREATED", "STATUS", "CATEGORY"} <= moves


class OnIncidents(History):
    """A history with commands on incidents among the others."""

    incidents = True


def test_a_seed_repeats_its_history_in_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets of words come in another order in each process; a history must not."""
    monkeypatch.setitem(os.environ, "PYTHONHASHSEED", "1")
    once = told(HASHES)
    monkeypatch.setitem(os.environ, "PYTHONHASHSEED", "2")
    assert told(HASHES) == once
    assert len(set(once)) == 30
