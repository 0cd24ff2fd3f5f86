"""The words beside each name say why somebody is proposed or passed over (SPEC 3.7)."""

from __future__ import annotations

from console.models.assignment import Candidate, Proposal, Way
from console.models.kinds import Availability
from console.views.queue.proposing import proposal_notes

ANN = Candidate("ann", 2, 3, 4, 10, Availability.AVAILABLE, True, None)
BO = Candidate("bo", None, 0, 0, None, Availability.AVAILABLE, True, None)


def test_the_best_is_proposed_and_the_others_tell_their_hurdle() -> None:
    notes = proposal_notes(Proposal("ann", Way.BEST, (ANN, BO)))
    assert notes == {"ann": "proposed: skill 2, 4/10 open", "bo": "no skill for this type, 0 open"}


def test_who_is_on_call_stands_first_also_of_another_team() -> None:
    notes = proposal_notes(Proposal("duty", Way.ROTATION, (BO,)))
    assert list(notes) == ["duty", "bo"]
    assert notes["duty"] == "proposed: on call, for nobody of the team is free"


def test_where_nobody_is_proposed_nobody_is_said_to_be() -> None:
    assert proposal_notes(Proposal(None, Way.NOBODY, (BO,))) == {"bo": "no skill for this type, 0 open"}
