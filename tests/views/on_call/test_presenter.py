"""What is changed on the page becomes a new version of the rota its author saw (SPEC 7.11)."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest

from console.models.contacts import Contact, ContactKind
from console.models.kinds import Code, PolicyKind, Refused, Role
from console.models.rota import ON_CALL
from console.services.bus import Changed
from console.services.desk import Done
from console.services.people import WhoAmI
from console.services.query import Query
from console.services.tickets.commands import Command, PublishPolicy
from console.views.on_call.doing import hindrance
from console.views.on_call.presenter import MOMENT, Around, OnCallPresenter
from tests.support.desk import Office

T = TypeVar("T")


class Desk:
    """The page without widgets; the real desk answers before it returns."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.told: list[tuple[str, Command | None]] = []
        self.refused: list[Code] = []
        self.presenter = OnCallPresenter(
            Around(
                self,
                office.clock,
                office.ask(WhoAmI()),
                lambda _: None,
                lambda said, undo: self.told.append((said, undo)),
                lambda error: self.refused.append(error.code),
            )
        )
        office.services.bus.subscribe(Changed, self.presenter.take)
        self.presenter.start()

    def ask(self, query: Query[T], then: Callable[[T], None], *, latest: Hashable | None = None) -> None:
        """Answer."""
        del latest
        then(self.office.ask(query))

    def do(self, command: Command, then: Callable[[Done], None] | None = None) -> None:
        """Carry out."""
        try:
            done = self.office.do(command)
        except Refused as error:
            self.refused.append(error.code)
            return
        if then is not None:
            then(done)

    @property
    def names(self) -> list[str]:
        """Who is on call now."""
        watch = self.presenter.state.watch
        assert watch is not None
        return [one.name for one in watch.now]

    def period(self, begins: timedelta, ends: timedelta) -> str:
        """As a person writes it."""
        now = self.office.clock.now().astimezone()
        return f"{now + begins:{MOMENT}} - {now + ends:{MOMENT}}"


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


HOUR = timedelta(hours=1)


def test_somebody_stands_in_for_a_while_then_another_joins(desk: Desk) -> None:
    me, wei = desk.office.services.me.name, desk.office.hire("Wei Lin", "wei")
    assert desk.names == [me]
    desk.presenter.stand_in(wei, desk.period(-HOUR, 2 * HOUR))
    assert desk.names == ["Wei Lin"]
    desk.presenter.join(desk.office.me, desk.period(-HOUR, HOUR))
    assert sorted(desk.names) == sorted(["Wei Lin", me])
    assert desk.presenter.state.watch is not None
    assert len(desk.presenter.state.watch.cover.doubled) == 1
    desk.office.clock.advance(3 * HOUR)
    desk.presenter.time_passed()
    assert desk.names == [me]
    assert [said for said, _ in desk.told] == ["override", "override"]


@pytest.mark.parametrize(
    "period",
    ["", "tomorrow", "2026-03-02 09:00", "2026-03-02 10:00 - 2026-03-02 09:00", "2026-13-02 09:00 - 2026-14-02 09:00"],
)
def test_a_period_nobody_understands_is_refused(desk: Desk, period: str) -> None:
    desk.presenter.stand_in(desk.office.me, period)
    assert desk.refused == [Code.BAD_VALUE]
    assert not desk.told


def test_a_change_of_somebody_elses_meanwhile_is_not_overwritten(desk: Desk) -> None:
    wei = desk.office.hire("Wei Lin", "wei")
    seen = desk.presenter.state
    turns = {"unit": "day", "length": 1, "start": "2026-02-01T00:00", "people": [wei]}
    desk.office.do(PublishPolicy(PolicyKind.ROTA, ON_CALL, {"tz": "UTC", "rotations": [turns]}, desk.office.team))
    desk.presenter.state = seen
    desk.presenter.stand_in(desk.office.me, desk.period(-HOUR, HOUR))
    assert desk.refused == [Code.CHANGED_MEANWHILE]


def test_those_chosen_take_turns_of_a_week(desk: Desk) -> None:
    wei = desk.office.hire("Wei Lin", "wei")
    desk.presenter.rotate([wei, desk.office.me], "week")
    assert desk.names == ["Wei Lin"]
    desk.office.clock.advance(timedelta(days=7))
    desk.presenter.turn(0)
    assert desk.names == [desk.office.services.me.name]


def test_being_away_hands_over_until_one_is_back(desk: Desk) -> None:
    wei = desk.office.hire("Wei Lin", "wei")
    assert hindrance(desk.presenter, "oncall.back")
    until = datetime(2026, 3, 9, 9, tzinfo=UTC).astimezone()
    desk.presenter.be_away(f"{until:{MOMENT}}", wei)
    assert (desk.names, desk.presenter.is_away) == (["Wei Lin"], True)
    assert not hindrance(desk.presenter, "oncall.back")
    desk.presenter.be_back()
    assert (desk.names, desk.presenter.is_away) == ([desk.office.services.me.name], False)
    undo = desk.told[-1][1]
    assert undo is not None
    desk.office.do(undo)
    assert desk.names == ["Wei Lin"]
    desk.presenter.be_away("next week", wei)
    assert desk.refused == [Code.BAD_VALUE]


def test_contacts_come_and_go_and_one_without_a_number_is_refused(desk: Desk) -> None:
    line = Contact(ContactKind.HOTLINE, "Hotline", "", "7000")
    desk.presenter.add_contact(line)
    desk.presenter.add_contact(Contact(ContactKind.ON_SITE, "Berlin", "", "7201"))
    desk.presenter.drop_contact(1)
    desk.presenter.add_contact(Contact(ContactKind.ON_SITE, "Berlin", "", ""))
    assert desk.presenter.state.directory is not None
    assert desk.presenter.state.directory.contacts == (line,)
    assert desk.refused == [Code.VALUE_NEEDED]


def test_what_only_a_lead_or_admin_does_says_so(office: Office) -> None:
    """SPEC 1.3."""
    other = office.found("Access")
    office.be(Role.LEAD)
    desk = Desk(office)
    assert not hindrance(desk.presenter, "oncall.override")
    assert hindrance(desk.presenter, "oncall.contact")
    desk.presenter.step(-1)
    assert desk.presenter.state.team == other
    assert hindrance(desk.presenter, "oncall.rotation")
    assert not hindrance(desk.presenter, "oncall.away")


def test_weeks_go_by_on_both_sides(desk: Desk) -> None:
    first = desk.presenter.state.monday
    desk.presenter.turn(1)
    desk.presenter.turn(1)
    assert desk.presenter.state.monday == first + timedelta(days=14)
    watch = desk.presenter.state.watch
    assert watch is not None
    assert watch.shifts[0].start == desk.presenter.state.days[0]
    desk.presenter.turn(-1)
    desk.presenter.turn(0)
    assert desk.presenter.state.monday == first
