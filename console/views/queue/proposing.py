"""Why somebody is proposed for a ticket or passed over, in words (SPEC 3.7).

Promise: no widgets; everybody of the team is named, first those who could take it, the best first.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.models.assignment import Candidate, Hurdle, Proposal, Way
from console.views.translation import QT_TRANSLATE_NOOP

CONTEXT = "Proposing"
HURDLES = {
    Hurdle.AWAY: QT_TRANSLATE_NOOP("Proposing", "away"),
    Hurdle.OFF_SHIFT: QT_TRANSLATE_NOOP("Proposing", "not on shift"),
    Hurdle.UNSKILLED: QT_TRANSLATE_NOOP("Proposing", "no skill for this type"),
    Hurdle.FULL: QT_TRANSLATE_NOOP("Proposing", "at their limit"),
}

ON_CALL = QT_TRANSLATE_NOOP("Proposing", "proposed: on call, for nobody of the team is free")
PROPOSED = QT_TRANSLATE_NOOP("Proposing", "proposed: {facts}")
SKILL = QT_TRANSLATE_NOOP("Proposing", "skill {level}")
OPEN = QT_TRANSLATE_NOOP("Proposing", "{count} open")


def proposal_notes(proposal: Proposal) -> dict[str, str]:
    """What to say of each, by id, in the order to show them: the proposed one first."""
    chosen = proposal.person
    notes = {chosen: _say(ON_CALL)} if chosen is not None and proposal.way is Way.ROTATION else {}
    for one in proposal.weighed:
        facts = _facts(one)
        if one.id == chosen and proposal.way is Way.BEST:
            facts = _say(PROPOSED).format(facts=facts)
        notes.setdefault(one.id, facts)
    return notes


def _facts(one: Candidate) -> str:
    parts = [_say(HURDLES[one.hurdle])] if one.hurdle else []
    if one.level:
        parts.append(_say(SKILL).format(level=one.level))
    cap = "" if one.cap is None else f"/{one.cap}"
    parts.append(_say(OPEN).format(count=f"{one.load}{cap}"))
    return ", ".join(parts)


def _say(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
