"""What the war-room asks of the replica."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.models.incident_kinds import EntryKind, IncidentStatus
from console.models.kinds import Category, ClockState, Code, Refused, Severity
from console.services.incidents.commands import AddEntry, DeclareIncident, MoveIncident, PinEntry, SetSeverity
from console.services.incidents.room import OpenPlan, OpenRoom, Room, TimelineWindow
from tests.support.desk import Office

SOON = timedelta(minutes=10)


def room(office: Office, incident: str) -> Room:
    return office.ask(OpenRoom(incident, office.clock.now()))


def texts(office: Office, window: TimelineWindow) -> list[str]:
    return [shown.entry.text for shown in office.ask(window)]


def test_a_room_tells_how_its_clocks_stand(office: Office) -> None:
    key = office.do(DeclareIncident("Nobody can sign in", users=2000)).subject
    office.clock.advance(SOON)
    office.do(MoveIncident(key, IncidentStatus.INVESTIGATING))
    office.clock.advance(SOON)
    office.do(AddEntry(key, "Told the directors", kind=EntryKind.UPDATE))
    office.do(SetSeverity(key, Severity.HIGH, "half of them are back"))
    found = room(office, key)
    assert found.targets == (60, 120, 240)
    assert [clock.state for clock in found.clocks] == [ClockState.MET, ClockState.RUNNING, ClockState.RUNNING]
    assert (found.clocks[1].given, found.clocks[1].late, found.entries, found.waiting) == (1, 0, 6, 6)


def test_a_room_that_is_not_here_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as refused:
        room(office, "nowhere")
    assert refused.value.code is Code.NOT_FOUND


def test_a_window_shows_the_newest_that_a_person_asks_for(office: Office) -> None:
    key = office.do(DeclareIncident("Slow")).subject
    for n in range(5):
        office.clock.advance(SOON)
        office.do(AddEntry(key, f"Node {n}", kind=EntryKind.DECISION if n == 3 else EntryKind.NOTE))
    entries = office.ask(TimelineWindow(key, 3))
    assert [shown.entry.text for shown in entries] == ["Node 4", "Node 3", "Node 2"]
    office.do(PinEntry(entries[2].entry.id))
    assert texts(office, TimelineWindow(key, 9, pinned=True)) == ["Node 2"]
    assert texts(office, TimelineWindow(key, 9, (EntryKind.DECISION,))) == ["Node 3"]
    assert texts(office, TimelineWindow(key, 9, text="nODE 1")) == ["Node 1"]
    assert texts(office, TimelineWindow(key, 9, text="%")) == []


def test_a_correction_and_what_it_corrects_know_each_other(office: Office) -> None:
    key = office.do(DeclareIncident("Slow")).subject
    office.do(AddEntry(key, "4 nodes"))
    wrong = office.ask(TimelineWindow(key, 1))[0].entry
    office.clock.advance(SOON)
    office.do(AddEntry(key, "3 nodes", corrects=wrong.id))
    correction, corrected, *_ = office.ask(TimelineWindow(key, 9))
    assert (correction.entry.corrects, correction.of, correction.corrected) == (wrong.id, wrong.event_at, False)
    assert (corrected.corrected, corrected.of) == (True, None)


@pytest.mark.parametrize(("category", "has_book"), [(Category.AUTHENTICATION_FAILURE, True), (None, False)])
def test_a_plan_is_the_runbook_of_the_response_where_the_category_has_one(
    office: Office, category: Category | None, has_book: bool
) -> None:
    key = office.do(DeclareIncident("Something odd", category=category)).subject
    plan = office.ask(OpenPlan(key, office.clock.now()))
    assert (plan.book is not None, plan.response is not None) == (has_book, has_book)
