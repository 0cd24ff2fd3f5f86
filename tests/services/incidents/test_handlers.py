"""What people do to incidents on one machine, by commands, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.models.incident_kinds import INCIDENTS, EntryKind, IncidentStatus
from console.models.kinds import Category, Code, Role, Severity
from console.services.incidents.commands import (
    AddEntry,
    DeclareIncident,
    MergeIncident,
    MoveIncident,
    PinEntry,
    SetCategory,
    SetCommander,
    SetEvidence,
    SetFindings,
    SetHandler,
    SetSeverity,
)
from console.services.incidents.queries import EntryRow, IncidentRow, OpenIncident, Timeline
from tests.support.desk import Office

S = IncidentStatus
OUTAGE = DeclareIncident("Nobody can sign in: authentication failure", "SSO rejects every token")


def row(office: Office, incident: str) -> IncidentRow:
    return office.ask(OpenIncident(incident))


def entries(office: Office, incident: str) -> list[EntryRow]:
    """What stands on the timeline besides what the response did."""
    return [entry for entry in office.ask(Timeline(incident)) if entry.kind is not EntryKind.STEP]


def test_an_incident_is_declared_whole(office: Office) -> None:
    """SPEC 7.6: record, severity, category, handler, timeline and event in one operation."""
    incident = office.do(OUTAGE).subject
    found = row(office, incident)
    assert (found.number, found.status, found.scope) == (1, S.REPORTED, INCIDENTS)
    assert (found.severity, found.confirmed) == (Severity.MEDIUM, False)
    assert found.category is Category.AUTHENTICATION_FAILURE
    assert found.handler_id == office.me
    assert found.assigned_at == found.reported_at == office.clock.now()
    assert (found.acknowledged_at, found.lasted) == (None, None)
    assert [(e.kind, e.text) for e in entries(office, incident)] == [
        (EntryKind.DECLARED, "MEDIUM AUTHENTICATION_FAILURE")
    ]
    assert [(e["kind"], e["to_value"]) for e in office.rows("incident_event")] == [("CREATED", "REPORTED")]
    assert [(e["state"], e["category"]) for e in office.rows("response")] == [("INITIATED", "AUTHENTICATION_FAILURE")]
    assert len(office.rows("_op")) == 1
    assert office.told[-1].incidents == {incident}


def test_severity_follows_the_evidence_and_zero_is_not_unknown(office: Office) -> None:
    """SPEC 7.3."""
    many = row(office, office.do(DeclareIncident("Slow", users=1001)).subject)
    none = row(office, office.do(DeclareIncident("Slow", users=0, availability=99.95)).subject)
    assert (many.severity, many.confirmed, many.availability) == (Severity.CRITICAL, True, None)
    assert (none.severity, none.affected_users, none.availability) == (Severity.LOW, 0, 99.95)
    assert [many.number, none.number] == [1, 2]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (DeclareIncident(" "), Code.EMPTY_TEXT),
        (DeclareIncident("Slow", users=-1), Code.BAD_VALUE),
        (DeclareIncident("Slow", availability=100.1), Code.BAD_VALUE),
        (DeclareIncident("Slow", availability=float("nan")), Code.BAD_VALUE),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(office: Office, command: DeclareIncident, code: Code) -> None:
    assert office.code(command) is code
    assert office.rows("incident") == []


def test_a_breach_is_restricted_and_in_nobody_elses_scope(office: Office) -> None:
    """SPEC 1.3: it stays on this console."""
    found = row(office, office.do(DeclareIncident("Break-in", category=Category.SECURITY_BREACH)).subject)
    assert (found.restricted, found.scope, found.severity) == (True, None, Severity.HIGH)


def test_the_least_busy_expert_handles_it(office: Office) -> None:
    """SPEC 7.6."""
    skilled = [office.hire("Wang Wei", "wei"), office.hire("Ann Lee", "ann")]
    for person in skilled:
        office.execute("update person set skills = '{\"CONFIGURATION_ERROR\": 2}' where id = ?", person)
    handlers = [
        row(office, office.do(DeclareIncident("Wrong rule", category=Category.CONFIGURATION_ERROR)).subject).handler_id
        for _ in range(2)
    ]
    assert sorted(map(str, handlers)) == sorted(skilled)
    assert row(office, office.do(DeclareIncident("?", category=Category.UNCLASSIFIED)).subject).handler_id is None


def test_a_skip_acknowledges_and_a_way_back_forgets_the_end(office: Office) -> None:
    """SPEC 7.5."""
    incident = office.do(OUTAGE).subject
    office.do(MoveIncident(incident, S.RESOLVED))
    first = row(office, incident)
    assert first.acknowledged_at == first.resolved_at == office.clock.now()
    assert first.lasted == timedelta(seconds=1)
    assert office.code(MoveIncident(incident, S.INVESTIGATING)) is Code.REASON_NEEDED
    assert office.code(MoveIncident(incident, S.MONITORING)) is Code.ILLEGAL_STATUS
    office.do(MoveIncident(incident, S.INVESTIGATING, "it came back"))
    again = row(office, incident)
    assert (again.resolved_at, again.acknowledged_at) == (None, first.acknowledged_at)
    assert [e.text for e in entries(office, incident)][1:] == ["RESOLVED", "INVESTIGATING: it came back"]
    told = [(e["from_value"], e["to_value"], e["reason"]) for e in office.rows("incident_event", "kind = 'STATUS'")]
    assert told == [("REPORTED", "RESOLVED", None), ("RESOLVED", "INVESTIGATING", "it came back")]


def test_who_saw_another_status_is_refused(office: Office) -> None:
    incident = office.do(OUTAGE).subject
    office.do(MoveIncident(incident, S.INVESTIGATING))
    assert office.code(MoveIncident(incident, S.RESOLVING, expect=S.REPORTED)) is Code.CHANGED_MEANWHILE


def test_severity_changes_with_a_rationale_and_back(office: Office) -> None:
    """SPEC 7.3."""
    incident = office.do(OUTAGE).subject
    assert office.code(SetSeverity(incident, Severity.HIGH, " ")) is Code.EMPTY_TEXT
    done = office.do(SetSeverity(incident, Severity.HIGH, "two sites"))
    (event,) = office.rows("incident_event", "kind = 'SEVERITY'")
    assert (event["from_value"], event["to_value"], event["reason"]) == ("MEDIUM", "HIGH", "two sites")
    assert done.undo is not None
    office.do(done.undo)
    assert row(office, incident).severity is Severity.MEDIUM


def test_a_category_is_confirmed_and_back(office: Office) -> None:
    """SPEC 7.4."""
    incident = office.do(OUTAGE).subject
    done = office.do(SetCategory(incident, Category.CONFIGURATION_ERROR))
    assert row(office, incident).category is Category.CONFIGURATION_ERROR
    assert done.undo is not None
    office.do(done.undo)
    assert row(office, incident).category is Category.AUTHENTICATION_FAILURE


def test_entries_stand_in_the_order_things_happened(office: Office) -> None:
    """SPEC 7.8: event time and recorded time."""
    incident = office.do(OUTAGE).subject
    early = office.clock.now() - timedelta(minutes=5)
    office.do(AddEntry(incident, "First calls", early))
    first = entries(office, incident)[0]
    assert (first.text, first.event_at, first.recorded_at) == ("First calls", early, office.clock.now())
    office.do(AddEntry(incident, "First mails", corrects=first.id))
    last = entries(office, incident)[-1]
    assert (last.kind, last.corrects) == (EntryKind.CORRECTION, first.id)
    later = AddEntry(incident, "Tomorrow", office.clock.now() + timedelta(days=1))
    assert office.code(later) is Code.BAD_VALUE
    assert office.code(AddEntry(incident, "\n")) is Code.EMPTY_TEXT
    other = office.do(OUTAGE).subject
    assert office.code(AddEntry(other, "x", corrects=first.id)) is Code.NOT_FOUND


def test_an_entry_is_pinned_and_let_go(office: Office) -> None:
    incident = office.do(OUTAGE).subject
    (entry,) = entries(office, incident)
    done = office.do(PinEntry(entry.id))
    assert entries(office, incident)[0].pinned
    assert done.undo is not None
    office.do(done.undo)
    assert not entries(office, incident)[0].pinned


def test_an_agent_writes_and_acknowledges_what_they_handle_and_no_more(office: Office) -> None:
    """SPEC 1.3."""
    handled = office.do(OUTAGE).subject
    office.be(Role.AGENT)
    assert office.code(MoveIncident(handled, S.INVESTIGATING)) is Code.ROLE_NEEDED
    assert office.code(SetSeverity(handled, Severity.LOW, "small")) is Code.ROLE_NEEDED
    office.do(MoveIncident(handled, S.ACKNOWLEDGED))
    office.do(AddEntry(handled, "Looking"))
    office.hire("Ann Lee", "ann")
    other = office.do(OUTAGE).subject
    assert office.code(MoveIncident(other, S.ACKNOWLEDGED)) is Code.ROLE_NEEDED
    assert office.code(SetCategory(other, Category.CONFIGURATION_ERROR)) is Code.ROLE_NEEDED


def test_a_merged_incident_is_closed_and_names_the_one_that_goes_on(office: Office) -> None:
    """SPEC 7.9; reopened it is no duplicate any more."""
    first, second = office.do(DeclareIncident("First")).subject, office.do(OUTAGE).subject
    done = office.do(MergeIncident(second, first))
    assert done.changed.incidents == {first, second}
    merged = row(office, second)
    assert (merged.status, merged.duplicate_of, merged.resolved_at) == (S.CLOSED, first, None)
    assert merged.closed_at == office.clock.now()
    assert entries(office, second)[-1].text == "CLOSED: First"
    assert entries(office, first)[-1].text == merged.title
    told = [(e["kind"], e["to_value"]) for e in office.rows("incident_event", "root = ?", second)]
    assert told == [("CREATED", "REPORTED"), ("STATUS", "CLOSED"), ("DUPLICATE", first)]
    assert office.code(MergeIncident(second, first)) is Code.ILLEGAL_STATUS
    assert office.code(MergeIncident(first, first)) is Code.BAD_VALUE
    assert office.code(MergeIncident(first, second)) is Code.BAD_VALUE
    office.do(MoveIncident(second, S.INVESTIGATING, "another cause"))
    assert row(office, second).duplicate_of is None


def test_handler_and_commander_are_given_and_taken_back(office: Office) -> None:
    """SPEC 7.7: exactly one is in command."""
    incident, ann = office.do(OUTAGE).subject, office.hire("Ann Lee", "ann")
    office.execute("update person set roles = '[\"agent\"]' where id = ?", ann)
    handed, led = office.do(SetHandler(incident, ann)), office.do(SetCommander(incident, office.me))
    found = row(office, incident)
    assert (found.handler, found.commander_id, found.assigned_at) == (
        "Ann Lee",
        office.me,
        office.clock.now() - timedelta(seconds=1),
    )
    assert [e.text for e in entries(office, incident)][1:] == [
        "HANDLER: Ann Lee",
        f"COMMANDER: {office.services.me.name}",
    ]
    for done in (handed, led):
        assert done.undo is not None
        office.do(done.undo)
    assert (row(office, incident).handler_id, row(office, incident).commander_id) == (office.me, None)
    requester = office.hire("Rui")
    office.execute("update person set roles = '[]' where id = ?", requester)
    assert office.code(SetHandler(incident, requester)) is Code.NOT_FOUND


def test_evidence_changes_the_record_and_leaves_the_severity_to_a_person(office: Office) -> None:
    """SPEC 7.3: every change of severity needs a rationale."""
    incident = office.do(OUTAGE).subject
    done = office.do(SetEvidence(incident, 0, Severity.CRITICAL, 12.5))
    found = row(office, incident)
    assert (found.affected_users, found.business_impact, found.availability) == (0, Severity.CRITICAL, 12.5)
    assert (found.severity, found.confirmed) == (Severity.MEDIUM, True)
    assert done.undo is not None
    office.do(done.undo)
    assert not row(office, incident).confirmed
    assert office.code(SetEvidence(incident, -1)) is Code.BAD_VALUE


def test_findings_are_kept_whole_and_an_impact_ends_after_it_began(office: Office) -> None:
    incident, now = office.do(OUTAGE).subject, office.clock.now()
    hour = timedelta(hours=1)
    done = office.do(SetFindings(incident, "Disk", "Replaced", "", now - hour, now))
    found = row(office, incident)
    assert (found.root_cause, found.resolution_summary, found.resolution_details) == ("Disk", "Replaced", None)
    assert found.lasted == hour
    assert done.undo is not None
    office.do(done.undo)
    assert (row(office, incident).root_cause, row(office, incident).lasted) == (None, None)
    assert office.code(SetFindings(incident, impact_began_at=now, impact_ended_at=now - hour)) is Code.BAD_VALUE


def test_an_agent_neither_commands_nor_merges_and_tells_what_they_found_where_they_work(office: Office) -> None:
    """SPEC 1.3."""
    handled, other = office.do(OUTAGE).subject, office.do(DeclareIncident("Other")).subject
    office.be(Role.AGENT)
    for command in (MergeIncident(handled, other), SetHandler(handled, None), SetCommander(handled, office.me)):
        assert office.code(command) is Code.ROLE_NEEDED
    office.do(SetFindings(handled, "Disk"))
    office.do(SetEvidence(handled, 3))
    office.execute("update incident set handler = null where id = ?", handled)
    assert office.code(SetFindings(handled, "Disk")) is Code.ROLE_NEEDED
    assert office.code(SetEvidence(handled, 4)) is Code.ROLE_NEEDED
