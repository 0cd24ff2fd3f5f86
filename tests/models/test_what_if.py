"""A replay tells which verdicts would be others, and no more."""

from __future__ import annotations

from hypothesis import given

from console.models.catalogue import Catalogue
from console.models.history import History
from console.models.kinds import ClockKind, ClockState
from console.models.sla import clocks
from console.models.what_if import Flip, flips, instead
from tests.models.clock_histories import NOW, histories
from tests.models.clocking import CATALOGUES as KNOWN
from tests.models.clocking import HOURS, SLA, agreed, agreement, history, hours, micros, version

AGREED, WORKED = version(SLA, 1, agreed(agreement(4))), version(HOURS, 1, hours())
PRESENT = Catalogue((AGREED, WORKED))
SOONER = Catalogue(instead((AGREED, WORKED), version(SLA, 1, agreed(agreement(1)), "09 00:00")))


def test_an_answer_in_time_would_have_been_late() -> None:
    past = history("02 11:30 reply", "02 12:00 resolve")
    (flip,) = flips(past, PRESENT, SOONER, NOW)
    assert flip == Flip(
        ClockKind.FIRST_RESPONSE, 1, ClockState.MET, ClockState.MISSED, micros("02 15:00"), micros("02 11:00")
    )
    (back,) = flips(past, SOONER, PRESENT, NOW)
    assert (back.before, back.after) == (flip.after, flip.before)


def test_the_draft_holds_in_place_of_all_versions_of_the_same_and_of_nothing_else() -> None:
    other = version(SLA, 1, agreed(agreement(9)), owner="late")
    draft = version(SLA, 3, agreed(agreement(1)))
    assert instead((AGREED, version(SLA, 2, agreed(agreement(8))), other, WORKED), draft) == [other, WORKED, draft]


@given(histories())
def test_what_is_not_told_stands_alike(past: History) -> None:
    assert not list(flips(past, KNOWN["plain"], KNOWN["plain"], NOW))
    told = {(flip.clock, flip.cycle, flip.after) for flip in flips(past, PRESENT, SOONER, NOW)}
    was = {(one.clock, one.cycle, one.state) for one in clocks(past, PRESENT, NOW)}
    would = {(one.clock, one.cycle, one.state) for one in clocks(past, SOONER, NOW)}
    assert told == would - was
