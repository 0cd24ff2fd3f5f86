"""A row of a file made a draft of an incident."""

from __future__ import annotations

from datetime import UTC

import pytest

from console.models.incident_kinds import EntryKind
from console.models.kinds import Code, Refused
from console.services.importing.records import Broken, Record
from console.services.incidents import import_maps
from console.services.incidents.import_rows import IncidentDraft, IncidentReader
from tests.services.incidents.conftest import status_row

HOUR = 3_600_000_000


def drafted(cells: dict[str, object]) -> IncidentDraft:
    made = import_maps.chosen(tuple(cells))
    assert made is not None
    return IncidentReader(made, UTC, spreadsheet=False).draft(Record(1, cells))


def code(cells: dict[str, object]) -> Code:
    with pytest.raises(Refused) as refused:
        drafted(cells)
    return refused.value.code


def fields(**cells: object) -> dict[str, object]:
    """A row whose columns are named as fields."""
    return {"title": "Slow", "reported_at": "2026-01-01T00:00:00Z"} | cells


def test_a_status_page_tells_timeline_history_and_end() -> None:
    draft = drafted(status_row())
    assert [(entry.kind, entry.text) for entry in draft.entries] == [
        (EntryKind.STATUS, "We are investigating degraded performance of sign-in."),
        (EntryKind.UPDATE, "We found the cause."),
        (EntryKind.STATUS, "This incident has been resolved."),
    ]
    assert [(step.before, step.after) for step in draft.events] == [
        (None, "REPORTED"),
        ("REPORTED", "INVESTIGATING"),
        ("INVESTIGATING", "RESOLVED"),
    ]
    told = draft.fields
    assert (told["severity"], told["category"], told["status"]) == ("HIGH", "PERFORMANCE_DEGRADATION", "RESOLVED")
    assert told["affected_services"] == ["Sign-in", "API"]
    assert told["resolved_at"] == draft.entries[-1].at
    assert told["impact_began_at"] is told["acknowledged_at"] is told["affected_users"] is None


def test_the_window_of_its_impact_is_kept_beside_its_report() -> None:
    window = {"start_at": "2024-01-28T01:00:00Z", "end_at": "2024-01-28T05:00:00Z"}
    told = drafted(status_row(impact_window=window)).fields
    began, ended, reported = (int(str(told[f"{name}_at"])) for name in ("impact_began", "impact_ended", "reported"))
    assert (ended - began, reported - began) == (4 * HOUR, HOUR + HOUR // 2)


def test_what_a_row_does_not_tell_follows_from_the_rest() -> None:
    """SPEC 7.3, 7.4: zero is not unknown, and nothing known is MEDIUM."""
    assert drafted(fields()).fields["severity"] == "MEDIUM"
    known = drafted(fields(affected_users="0", availability="49.9%")).fields
    assert (known["severity"], known["affected_users"], known["availability"]) == ("CRITICAL", 0, 499_000)
    closed = drafted(fields(status="closed", resolved_at="2026-01-01T01:00:00Z"))
    assert [step.after for step in closed.events] == ["REPORTED", "RESOLVED", "CLOSED"]
    assert closed.fields["closed_at"] == closed.fields["resolved_at"]


def test_lists_stand_in_a_cell_as_json_or_after_commas() -> None:
    assert drafted(fields(affected_services='["a, b", "c"]')).fields["affected_services"] == ["a, b", "c"]
    assert drafted(fields(causes="disk; network,power")).fields["causes"] == ["disk", "network", "power"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (status_row(impact="maintenance"), Code.ROW_NO_INCIDENT),
        (status_row(impact="huge"), Code.ROW_BAD_VALUE),
        (status_row(id=""), Code.ROW_NO_KEY),
        (status_row(resolved_at="2024-01-28T02:00:00Z"), Code.ROW_TIMES_REVERSED),
        (status_row(updates=[{"at": "noon", "status": "Update", "message": "x"}]), Code.ROW_BAD_TIME),
        (status_row(updates=[{"at": "2024-01-28T02:00:00Z", "status": "Update"}]), Code.EMPTY_TEXT),
        (status_row(updates=7), Code.ROW_BAD_VALUE),
        (fields(title=" "), Code.EMPTY_TEXT),
        (fields(reported_at=""), Code.ROW_BAD_TIME),
        (fields(affected_users="-1"), Code.ROW_BAD_VALUE),
        (fields(availability="101"), Code.ROW_BAD_VALUE),
        (fields(availability="nan"), Code.ROW_BAD_VALUE),
        (fields(status="GONE"), Code.ROW_BAD_VALUE),
        (fields(events=[{"kind": "NONE", "happened_at": "2026-01-01T00:00:00Z"}]), Code.ROW_BAD_VALUE),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason(cells: dict[str, object], expected: Code) -> None:
    assert code(cells) is expected


def test_a_broken_line_is_refused() -> None:
    made = import_maps.chosen(("title",))
    assert made is not None
    with pytest.raises(Refused) as refused:
        IncidentReader(made, UTC, spreadsheet=False).draft(Record(1, Broken("x")))
    assert refused.value.code is Code.ROW_NO_OBJECT
