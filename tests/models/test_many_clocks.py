"""Many clocks at once stand as each of them by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.models.history import History
from console.models.many_clocks import pressing_all
from console.models.sla import pressing
from tests.models.clock_cases import cases
from tests.models.clock_histories import histories
from tests.models.clocking import CATALOGUES, history


@given(st.lists(histories(), max_size=8), st.sampled_from(sorted(CATALOGUES)))
def test_arrays_say_what_the_clocks_say(past: list[History], name: str) -> None:
    ruled = CATALOGUES[name]
    assert pressing_all(past, ruled) == [pressing(one, ruled) for one in past]


def test_every_case_reckoned_by_hand_agrees() -> None:
    for name, ruled in CATALOGUES.items():
        past = [case.past() for case in cases() if case.ruled == name]
        assert pressing_all(past, ruled) == [pressing(one, ruled) for one in past]


def test_a_ticket_without_clocks_presses_nobody() -> None:
    past = history()
    silent = History(past.created, past.traits, past.facts, applies=False)
    assert pressing_all([silent, past], CATALOGUES["plain"])[0] is None
    assert pressing(silent, CATALOGUES["plain"]) is None
