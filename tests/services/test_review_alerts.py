"""Who is told of an analysis that runs out, and of what they did not do in time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.models.alert_kinds import AlertKind
from console.models.incident_kinds import IncidentStatus
from console.models.kinds import to_micros
from console.models.review_kinds import ActionState
from console.services.incidents.commands import DeclareIncident, MoveIncident
from console.services.incidents.review_commands import AddAction, EndAction, SetReviewer
from console.services.review_alerts import calling
from tests.support.desk import Office

WARN = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
"""Four working days after a Friday in Shanghai: the Saturday makes up for a holiday."""


def told(office: Office, me: str, at: datetime) -> tuple[list[AlertKind], datetime | None]:
    with office.store.read() as connection:
        found = calling(connection, me, 0, to_micros(at))
    wait = None if found.next is None else datetime.fromtimestamp(found.next / 1_000_000, UTC)
    return [alert.kind for alert in found.alerts], wait


def test_the_reviewer_is_told_a_day_before_and_when_it_is_overdue(office: Office) -> None:
    """SPEC 11; without a reviewer whoever handled it."""
    key = office.do(DeclareIncident("Down", users=2000, category=None)).subject
    office.clock.instant = datetime(2026, 2, 27, 9, 0, tzinfo=UTC) - timedelta(seconds=1)
    office.do(MoveIncident(key, IncidentStatus.RESOLVED))
    other = office.hire("Wang Wei", "wei")
    due = WARN + timedelta(days=1)
    assert told(office, other, due) == ([], None)
    office.do(SetReviewer(key, other, None))
    assert told(office, office.me, due) == ([], None)
    assert told(office, other, WARN - timedelta(seconds=1)) == ([], WARN)
    assert told(office, other, WARN) == ([AlertKind.WARN], due)
    assert told(office, other, due) == ([AlertKind.WARN, AlertKind.BREACH], None)


def test_the_owner_is_told_once_of_what_is_overdue(office: Office) -> None:
    key, due = office.do(DeclareIncident("Slow", users=1)).subject, office.clock.now() + timedelta(days=3)
    action = office.do(AddAction(key, "Renew the key", office.me, due)).subject
    assert told(office, office.me, due - timedelta(seconds=1)) == ([], due)
    assert told(office, office.me, due) == ([AlertKind.ACTION], None)
    office.do(EndAction(action, ActionState.DONE))
    assert told(office, office.me, due) == ([], None)
