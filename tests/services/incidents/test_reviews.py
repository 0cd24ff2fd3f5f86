"""What is asked of the analysis of an incident."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.models.incident_kinds import IncidentStatus
from console.models.kinds import Category, ClockState, PolicyKind, Severity, to_micros
from console.models.review_kinds import ReviewState, ReviewText
from console.services.incidents.commands import DeclareIncident, MoveIncident, SetSeverity
from console.services.incidents.review_commands import MoveReview, WriteReview
from console.services.incidents.reviews import EarlierIncidents, OpenReview
from console.services.incidents.room import OpenRoom
from console.services.tickets.commands import PublishPolicy
from tests.support.desk import Office

HOURS = {"tz": "UTC", "week": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}}


def test_an_analysis_is_due_five_working_days_after_the_end(office: Office) -> None:
    """SPEC 11, by the team's calendar: a holiday and two weekends are no working days."""
    office.do(PublishPolicy(PolicyKind.CALENDAR, "Office", HOURS | {"holidays": ["2026-03-03"]}, office.team))
    key = office.do(DeclareIncident("Down", users=2000)).subject
    now = office.clock.now()
    assert office.ask(OpenRoom(key, now)).review is None
    office.clock.instant = datetime(2026, 2, 27, 12, 0, tzinfo=UTC) - timedelta(seconds=1)
    office.do(MoveIncident(key, IncidentStatus.RESOLVED))
    clock = office.ask(OpenRoom(key, office.clock.now())).review
    assert clock is not None
    assert (clock.state, clock.due) == (ClockState.RUNNING, to_micros(datetime(2026, 3, 9, 12, 0, tzinfo=UTC)))
    office.do(WriteReview(key, ReviewText.ROOT_CAUSE, "A key"))
    office.do(MoveReview(key, ReviewState.IN_REVIEW))
    office.do(MoveReview(key, ReviewState.SIGNED_OFF))
    signed = office.ask(OpenReview(key, office.clock.now())).clock
    assert signed is not None
    assert (signed.state, signed.end) == (ClockState.MET, to_micros(office.clock.now()))


def test_what_is_not_grave_asks_for_no_analysis(office: Office) -> None:
    key = office.do(DeclareIncident("Slow", users=20)).subject
    office.do(MoveIncident(key, IncidentStatus.RESOLVED))
    found = office.ask(OpenReview(key, office.clock.now()))
    assert (found.clock, found.begun, found.review.state) == (None, False, ReviewState.DRAFT)


def test_the_time_in_each_severity_ends_with_the_incident(office: Office) -> None:
    key = office.do(DeclareIncident("Slow", users=20)).subject
    office.clock.advance(timedelta(minutes=9, seconds=59))
    office.do(SetSeverity(key, Severity.CRITICAL, "all of them"))
    office.clock.advance(timedelta(minutes=4, seconds=59))
    office.do(MoveIncident(key, IncidentStatus.RESOLVED))
    office.clock.advance(timedelta(days=1))
    found = [(stay.severity, stay.length) for stay in office.ask(OpenReview(key, office.clock.now())).stays]
    assert found == [(Severity.CRITICAL, 300_000_000), (Severity.MEDIUM, 600_000_000)]


def test_earlier_incidents_of_the_same_category_come_first(office: Office) -> None:
    keys = [
        office.do(DeclareIncident("Down", category=category)).subject
        for category in (Category.CONFIGURATION_ERROR, Category.AUTHENTICATION_FAILURE, Category.CONFIGURATION_ERROR)
    ]
    assert [one.id for one in office.ask(EarlierIncidents(keys[2]))] == keys[:2]
    assert office.ask(EarlierIncidents(keys[0])) == ()
