"""The next message begins with what the timeline gained, in both languages (SPEC 9.2)."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from console.models.incident_kinds import EntryKind, IncidentStatus
from console.models.kinds import Locale, Severity
from console.models.message_kinds import MessageKind
from console.services.incidents.commands import AddEntry, DeclareIncident, MoveIncident, SendMessage, SetFindings
from console.services.incidents.queries import Timeline
from console.services.message_drafts import Correspondence, OpenCorrespondence
from tests.support.desk import Office


def opened(office: Office, incident: str) -> Correspondence:
    return office.ask(OpenCorrespondence(incident, office.clock.now()))


def sent(office: Office, incident: str) -> None:
    draft = opened(office, incident).draft
    office.do(SendMessage(incident, draft.kind, draft.subject, draft.body, ("ops_team",)))


def test_it_goes_from_the_first_message_over_updates_to_the_last(office: Office) -> None:
    command = DeclareIncident("Sign-in fails", "Since nine.", users=3120, impact=Severity.CRITICAL)
    incident = office.do(command).subject
    first = opened(office, incident).draft
    assert (first.kind, first.groups) == (MessageKind.INITIAL, ("executive_team", "ops_director", "system_admins"))
    assert first.subject == {
        Locale.EN: "[Critical] Sign-in fails: Initial",
        Locale.ZH: "【严重故障】Sign-in fails：首次通报",
    }
    assert "Since nine." in first.body[Locale.EN]
    assert "3,120" in first.body[Locale.ZH]
    assert "The next update follows by" in first.body[Locale.EN]
    sent(office, incident)
    office.do(AddEntry(incident, "The certificate ran out."))
    wrong = office.do(AddEntry(incident, "Two nodes.")).subject
    entry = next(one for one in office.ask(Timeline(wrong)) if one.text == "Two nodes.")
    office.do(AddEntry(incident, "Three nodes.", corrects=entry.id))
    office.do(AddEntry(incident, "Renew it.", kind=EntryKind.DECISION))
    update = opened(office, incident).draft
    assert (update.kind, update.number, update.entries, update.groups) == (MessageKind.UPDATE, 1, 2, ("ops_team",))
    lines = [line for line in update.body[Locale.EN].splitlines() if line.startswith("- ")]
    assert [line.split(" ", 4)[4] for line in lines] == ["The certificate ran out.", "Renew it."]
    sent(office, incident)
    quiet = opened(office, incident).draft
    assert (quiet.number, quiet.entries) == (2, 0)
    assert "nothing new" in quiet.body[Locale.EN]
    office.do(SetFindings(incident, "An expired certificate.", "Renewed on all nodes."))
    office.do(MoveIncident(incident, IncidentStatus.RESOLVED))
    last = opened(office, incident).draft
    assert last.kind is MessageKind.RESOLUTION
    assert "Renewed on all nodes." in last.body[Locale.ZH]
    assert "next update" not in last.body[Locale.EN]
    sent(office, incident)
    assert opened(office, incident).draft.kind is MessageKind.FOLLOW_UP


def test_a_person_may_want_another_kind(office: Office) -> None:
    incident = office.do(DeclareIncident("It is down")).subject
    wanted = office.ask(OpenCorrespondence(incident, office.clock.now(), MessageKind.FOLLOW_UP)).draft
    assert wanted.kind is MessageKind.FOLLOW_UP
    assert wanted.number == 0


def test_a_time_names_its_day_and_its_whole_offset(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    incident = office.do(DeclareIncident("It is slow", impact=Severity.LOW)).subject
    tomorrow = office.clock.now() + timedelta(days=1)
    try:
        monkeypatch.setenv("TZ", "Asia/Kolkata")
        time.tzset()
        body, wall = opened(office, incident).draft.body, tomorrow.astimezone()
    finally:
        monkeypatch.undo()
        time.tzset()
    assert f"by {wall:%m-%d %H:%M} UTC+5:30." in body[Locale.EN]
