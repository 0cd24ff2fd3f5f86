"""What a hub asks of a change of an analysis; that both hubs ask the same is played in random histories."""

from __future__ import annotations

import pytest

from console.services.sync.review_rules import settled

Row = dict[str, object]
DRAFT: Row = {"state": "DRAFT", "lessons": "", "signed_by": None, "signed_at": None, "seq": 1}
REVIEWED = DRAFT | {"state": "IN_REVIEW"}
SIGNED = DRAFT | {"state": "SIGNED_OFF", "signed_by": "lena", "signed_at": 7}


@pytest.mark.parametrize(
    ("old", "change", "why", "signed"),
    [
        (DRAFT, {"lessons": "x", "signed_by": "otto"}, "", (None, None)),
        (DRAFT, {"state": "SIGNED_OFF"}, "DRAFT -> SIGNED_OFF", (None, None)),
        (REVIEWED, {"state": "SIGNED_OFF", "signed_by": "otto", "signed_at": 1}, "", ("ann", 9)),
        (SIGNED, {"lessons": "x"}, "it is signed off", ("lena", 7)),
        (SIGNED, {"state": "IN_REVIEW", "lessons": "x"}, "it is signed off", ("lena", 7)),
        (SIGNED, {"state": "IN_REVIEW"}, "", (None, None)),
        (SIGNED, {"seq": 2}, "", ("lena", 7)),
    ],
)
def test_what_is_signed_stays_as_it_was_signed(old: Row, change: Row, why: str, signed: tuple[object, object]) -> None:
    """SPEC 11: who signs is who signed in, whatever the client says."""
    row = old | change
    assert settled(old, row, "ann", 9) == why
    assert (row["signed_by"], row["signed_at"]) == signed
