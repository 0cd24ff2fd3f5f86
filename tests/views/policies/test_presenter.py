"""The page of agreements and hours without widgets: drafts are kept, judged, tried and published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from console.bootstrap import Services, build_services
from console.models.kinds import Code, Locale, PolicyKind, Role
from console.models.month import DayReason
from console.services.bus import Changed
from console.services.ruled import Ruled, RuledVersion
from console.services.tickets.commands import PublishPolicy
from console.views.policies.doing import hindrance
from console.views.policies.presenter import PREVIEW_MS, Around, PoliciesPresenter
from console.views.policies.state import Key, State
from tests.support.queue import AtOnce, HandClock, Remembered, Waits

STANDARD: Key = (PolicyKind.SLA, None, "Standard")
HOURS: Key = (PolicyKind.CALENDAR, None, "Working hours")
SHORT = "agreement All\nfirst_response 1m\ncalendar 24x7\n"


@dataclass
class Room:
    """A presenter and all it stands on."""

    services: Services
    clock: HandClock
    waits: Waits
    presenter: PoliciesPresenter
    told: list[tuple[str, int]] = field(default_factory=list)

    @property
    def state(self) -> State:
        return self.presenter.state

    def write(self, text: str) -> None:
        """Type lines and wait for the preview."""
        self.presenter.type_text(text)
        self.waits.run(PREVIEW_MS)

    def place(self) -> object:
        """Where a refusal says something is wrong."""
        refused = self.state.refused
        return None if refused is None else refused.params["place"]

    def versions(self, key: Key) -> tuple[RuledVersion, ...]:
        return next((one.versions for one in self.services.desk.ask(Ruled()).things if one.key == key), ())


@contextmanager
def room(profile: Path, memory: Remembered | None = None, *roles: Role) -> Iterator[Room]:
    clock = HandClock()
    services = build_services(profile, clock)
    me = replace(services.me, roles=frozenset(roles)) if roles else services.me
    waits, told = Waits(clock), list[tuple[str, int]]()
    presenter = PoliciesPresenter(
        Around(
            AtOnce(services),
            waits.later,
            me,
            clock,
            memory or Remembered(),
            lambda _: None,
            lambda name, number: told.append((name, number)),
        )
    )
    end = services.bus.subscribe(Changed, presenter.take)
    try:
        presenter.start()
        yield Room(services, clock, waits, presenter, told)
    finally:
        end()
        services.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Room]:
    with room(tmp_path / "profile") as made:
        yield made


def test_a_draft_is_published_as_the_next_version(desk: Room) -> None:
    assert (desk.state.key, desk.state.version, desk.state.is_changed) == (STANDARD, 1, False)
    desk.write(SHORT)
    assert desk.state.is_changed
    assert desk.state.preview is not None
    assert [one.business for one in desk.state.preview.readings] == [60]
    desk.presenter.publish()
    assert desk.told == [("Standard", 2)]
    assert [one.number for one in desk.versions(STANDARD)] == [2, 1]
    assert (desk.state.version, desk.state.is_changed, desk.state.text) == (2, False, SHORT)


def test_lines_nobody_understands_are_kept_told_and_never_published(desk: Room) -> None:
    before = desk.state.preview
    desk.write(SHORT + "resolution soon\n")
    assert desk.place() == "line 4"
    assert desk.state.preview is before
    assert not desk.presenter.is_current()
    assert hindrance(desk.presenter, "policies.publish")
    desk.write(SHORT)
    assert desk.place() is None
    assert not hindrance(desk.presenter, "policies.publish")


def test_words_that_were_just_typed_are_not_published_as_those_before(desk: Room) -> None:
    desk.presenter.type_text(SHORT)
    assert not desk.presenter.is_current()
    desk.presenter.publish()
    assert len(desk.versions(STANDARD)) == 1
    desk.waits.run(PREVIEW_MS)
    desk.presenter.publish()
    assert desk.versions(STANDARD)[0].body == {
        "agreements": [
            {
                "name": "All",
                "when": {},
                "targets": {"first_response": 60},
                "thresholds": [],
                "escalation": [],
                "calendar": "24x7",
            }
        ]
    }


def test_a_draft_is_there_again_after_another_was_open_and_after_a_restart(tmp_path: Path) -> None:
    memory = Remembered()
    with room(tmp_path / "profile", memory) as desk:
        desk.write(SHORT)
        desk.presenter.go(HOURS)
        assert desk.state.text.startswith("zone ")
        desk.presenter.go(STANDARD)
        assert desk.state.text == SHORT
    with room(tmp_path / "profile", memory) as desk:
        assert (desk.state.key, desk.state.text) == (STANDARD, SHORT)
        desk.presenter.read_version(1)
        assert not desk.state.is_changed
    with room(tmp_path / "profile", memory) as desk:
        assert desk.state.text.startswith("agreement Critical\n")


def test_what_another_published_meanwhile_is_not_written_over(desk: Room) -> None:
    desk.write(SHORT)
    body = desk.versions(STANDARD)[0].body
    assert isinstance(body, dict)
    desk.services.desk.do(PublishPolicy(PolicyKind.SLA, "Standard", body))
    assert desk.state.thing is not None
    assert (desk.state.thing.number, desk.state.version, desk.state.text) == (2, 1, SHORT)
    desk.presenter.publish()
    assert desk.state.refused is not None
    assert desk.state.refused.code is Code.CHANGED_MEANWHILE
    assert (len(desk.versions(STANDARD)), desk.state.text) == (2, SHORT)
    desk.presenter.publish()
    assert len(desk.versions(STANDARD)) == 3, "who was told may publish all the same"
    assert desk.told == [("Standard", 3)]


def test_a_draft_from_before_a_version_is_told_of_it_after_a_restart_too(tmp_path: Path) -> None:
    memory = Remembered()
    with room(tmp_path / "profile", memory) as desk:
        desk.write(SHORT)
        body = desk.versions(STANDARD)[0].body
        assert isinstance(body, dict)
        desk.services.desk.do(PublishPolicy(PolicyKind.SLA, "Standard", body))
    with room(tmp_path / "profile", memory) as desk:
        desk.presenter.publish()
        assert desk.state.refused is not None
        assert desk.state.refused.code is Code.CHANGED_MEANWHILE


def test_it_begins_with_the_date_that_is_written_by_the_calendar_s_clocks(desk: Room) -> None:
    desk.presenter.go(HOURS)
    desk.write("zone America/New_York\nmon-fri 09:00-17:00\n")
    for odd in ("soon", "2020-01-01"):
        desk.presenter.type_begins(odd)
        desk.presenter.publish()
        assert desk.place() == "begins"
    desk.presenter.type_begins("2030-03-04")
    desk.presenter.publish()
    effective = desk.versions(HOURS)[0].effective
    assert effective.isoformat() == "2030-03-04T05:00:00+00:00"
    assert desk.state.begins == ""


def test_a_trial_tells_what_would_stand_otherwise_and_ends_with_the_next_key(desk: Room) -> None:
    desk.write(SHORT)
    desk.presenter.replay()
    assert desk.state.replayed is not None
    assert (desk.state.is_replaying, desk.state.replayed.tickets) == (False, 0)
    desk.write(SHORT + "# more\n")
    assert desk.state.replayed is None


def test_months_are_turned_and_holidays_added(desk: Room) -> None:
    desk.presenter.go(HOURS)
    desk.write("zone Asia/Shanghai\nmon-fri 09:00-12:00 13:00-18:00\n")
    desk.presenter.add_holidays("cn", Locale.EN)
    desk.waits.run(PREVIEW_MS)
    year = desk.state.month.year
    while desk.state.month != date(year, 10, 1):
        desk.presenter.turn_month(1 if desk.state.month.month < 10 else -1)
    assert desk.state.preview is not None
    assert desk.state.preview.days[0].reason is DayReason.HOLIDAY
    assert "holiday" in desk.state.text
    desk.presenter.add_holidays("xx", Locale.EN)
    assert desk.state.refused is not None


def test_a_lead_publishes_for_their_team_alone(tmp_path: Path) -> None:
    with room(tmp_path / "profile", None, Role.LEAD) as desk:
        assert hindrance(desk.presenter, "policies.publish")
        desk.presenter.begin_new(PolicyKind.CALENDAR, " Night ")
        assert desk.state.thing is not None
        assert (desk.state.thing.name, desk.state.thing.owner) == ("Night", desk.services.me.team)
        assert not hindrance(desk.presenter, "policies.publish")
        desk.presenter.publish()
        assert desk.told == [("Night", 1)]
        desk.presenter.begin_new(PolicyKind.CALENDAR, "Night")
        assert desk.state.thing.number == 1
    with room(tmp_path / "profile", None, Role.AGENT) as desk:
        desk.presenter.begin_new(PolicyKind.SLA, "Ours")
        assert hindrance(desk.presenter, "policies.publish")
