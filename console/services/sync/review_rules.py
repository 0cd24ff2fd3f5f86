"""What a hub asks of a change of an analysis: its moves, and that what is signed stays as it was signed (SPEC 11).

Promise: pure; resources/hub/postgres_incidents.sql holds the same, and random histories are played on both.
"""

from __future__ import annotations

from console.models.review_kinds import MOVES, ReviewState
from console.services.sync.rows import Row

_STAMPED = frozenset({"seq", "at", "who"})
_OF_SIGNING = _STAMPED | {"state", "signed_by", "signed_at"}
SIGNED = ReviewState.SIGNED_OFF


def settled(old: Row, row: Row, person: str, now: int) -> str:
    """Why `row` may not take the place of `old`; "" when it may, and then it says who signed it and when."""
    before, after = ReviewState(str(old["state"])), ReviewState(str(row["state"]))
    if before is not after and after not in MOVES[before]:
        return f"{before} -> {after}"
    changed = {name for name in row if row[name] != old[name]}
    if before is SIGNED and changed - (_STAMPED if after is SIGNED else _OF_SIGNING):
        return "it is signed off"
    signs = before is not SIGNED and after is SIGNED
    kept = old if after is before else {"signed_by": None, "signed_at": None}
    signed = {"signed_by": person, "signed_at": now} if signs else kept
    row["signed_by"], row["signed_at"] = signed["signed_by"], signed["signed_at"]
    return ""
