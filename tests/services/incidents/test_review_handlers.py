"""What people do to the analysis of an incident, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.models.incident_kinds import EntryKind, IncidentStatus
from console.models.kinds import Code, Role
from console.models.review_kinds import ActionState, ReviewState, ReviewText
from console.services.incidents.commands import DeclareIncident, MoveIncident, SetFindings
from console.services.incidents.queries import Timeline
from console.services.incidents.review_commands import (
    AddAction,
    ChangeAction,
    EndAction,
    LinkRecurrence,
    MoveReview,
    PrefillReview,
    SetReviewer,
    WriteReview,
)
from console.services.incidents.reviews import OpenReview, ReviewRoom
from tests.support.desk import Office

S, T = ReviewState, ReviewText


@pytest.fixture
def incident(office: Office) -> str:
    """One that was resolved, with what was found out."""
    key = office.do(DeclareIncident("Nobody can sign in", users=2000)).subject
    office.do(SetFindings(key, "The key had run out", "A new key", "and a restart"))
    office.do(MoveIncident(key, IncidentStatus.RESOLVED))
    return key


def opened(office: Office, incident: str) -> ReviewRoom:
    return office.ask(OpenReview(incident, office.clock.now()))


def test_what_a_person_wrote_is_never_prefilled_over(office: Office, incident: str) -> None:
    """SPEC 11."""
    office.do(WriteReview(incident, T.ROOT_CAUSE, "Nobody renewed the key"))
    office.do(PrefillReview(incident))
    texts = opened(office, incident).review.texts
    assert (texts[T.ROOT_CAUSE], texts[T.EFFECTIVENESS]) == ("Nobody renewed the key", "A new key\n\nand a restart")


def test_a_text_that_another_wrote_meanwhile_is_not_written_over(office: Office, incident: str) -> None:
    done = office.do(WriteReview(incident, T.LESSONS, "Watch it", ""))
    assert office.code(WriteReview(incident, T.LESSONS, "Mine", "")) is Code.CHANGED_MEANWHILE
    assert done.undo is not None
    office.do(done.undo)
    assert opened(office, incident).review.texts[T.LESSONS] == ""


def test_an_analysis_is_handed_in_signed_and_taken_up_again(office: Office, incident: str) -> None:
    assert office.code(MoveReview(incident, S.SIGNED_OFF)) is Code.REVIEW_STANDS
    office.do(MoveReview(incident, S.IN_REVIEW))
    assert office.code(MoveReview(incident, S.SIGNED_OFF)) is Code.EMPTY_TEXT
    office.do(PrefillReview(incident))
    office.do(MoveReview(incident, S.SIGNED_OFF, S.IN_REVIEW))
    review = opened(office, incident).review
    assert (review.state, review.signed_at) == (S.SIGNED_OFF, office.clock.now())
    for command in (WriteReview(incident, T.LESSONS, "x"), SetReviewer(incident, None, None), PrefillReview(incident)):
        assert office.code(command) is Code.REVIEW_STANDS
    office.do(MoveReview(incident, S.IN_REVIEW))
    assert opened(office, incident).review.signed_at is None
    told = [entry.text for entry in office.ask(Timeline(incident)) if entry.kind is EntryKind.REVIEW]
    assert told == ["IN_REVIEW", "SIGNED_OFF", "IN_REVIEW"]
    moves = [(row["from_value"], row["to_value"]) for row in office.rows("incident_event", "kind = 'REVIEW'")]
    assert moves == [("DRAFT", "IN_REVIEW"), ("IN_REVIEW", "SIGNED_OFF"), ("SIGNED_OFF", "IN_REVIEW")]


def test_who_may_not_write_it_ends_what_is_theirs_to_do(office: Office, incident: str) -> None:
    """SPEC 1.3: commanders and leads write; the owner of an action item says that it is done."""
    due = office.clock.now() + timedelta(days=14)
    mine = office.do(AddAction(incident, "Renew  keys", office.me, due)).subject
    other = office.do(AddAction(incident, "Tell the users")).subject
    office.be(Role.AGENT)
    for command in (
        WriteReview(incident, T.LESSONS, "x"),
        MoveReview(incident, S.IN_REVIEW),
        AddAction(incident, "More"),
        ChangeAction(mine, "Less", None, None),
        EndAction(other, ActionState.DONE),
        LinkRecurrence(incident, incident),
    ):
        assert office.code(command) is Code.ROLE_NEEDED, command
    office.do(EndAction(mine, ActionState.DONE, "by a timer"))
    first, last = opened(office, incident).actions
    assert (first.id, first.is_late(due)) == (other, False)
    assert (last.text, last.state, last.result, last.done_at) == (
        *("Renew keys", ActionState.DONE, "by a timer"),
        office.clock.now(),
    )


def test_an_action_item_is_changed_and_opened_again(office: Office, incident: str) -> None:
    key, due = office.do(AddAction(incident, "Renew keys")).subject, office.clock.now()
    undo = office.do(ChangeAction(key, "Renew the key", office.me, due, "Renew keys")).undo
    assert office.code(ChangeAction(key, "Mine", None, None, "Renew keys")) is Code.CHANGED_MEANWHILE
    assert office.code(ChangeAction(key, "Mine", "nobody", None)) is Code.NOT_FOUND
    ended = office.do(EndAction(key, ActionState.DROPPED)).undo
    assert undo is not None
    assert ended is not None
    office.do(ended)
    (row,) = opened(office, incident).actions
    assert (row.text, row.owner_id, row.done_at, row.is_late(due)) == ("Renew the key", office.me, None, True)


def test_an_incident_repeats_earlier_ones_alone(office: Office, incident: str) -> None:
    again = office.do(DeclareIncident("Nobody can sign in again")).subject
    assert office.code(LinkRecurrence(incident, again)) is Code.BAD_VALUE
    assert office.code(LinkRecurrence(again, again)) is Code.BAD_VALUE
    undo = office.do(LinkRecurrence(again, incident)).undo
    office.do(LinkRecurrence(again, incident))
    assert [one.id for one in opened(office, again).recurrences] == [incident]
    assert len(office.rows("incident_event", "kind = 'RECURRENCE'")) == 1
    assert undo is not None
    office.do(undo)
    assert opened(office, again).recurrences == ()
