"""Colleagues at one hub see where each other are, and whether a worker lives; no round is needed (SPEC 3.11, 5.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.models.kinds import Code, Refused, Role
from console.services.bus import Bus
from console.services.sync import rounds
from console.services.sync.attendance import REPEAT_SECONDS, SPACE_SECONDS, Attendance
from console.services.sync.bell import HandBell
from console.services.sync.hub import Unreachable
from console.services.sync.presence import LIFE, Present
from console.services.sync.state import BeingAt, Colleague, Company
from console.services.tickets.commands import CreateTicket
from tests.support.consoles import Console, console, joined
from tests.support.desk import SetClock
from tests.support.secure_hub import AGENT, COLLEAGUE, SecureHub, secure_hub
from tests.support.waiting import until


@dataclass
class Line:
    """A hub's presence and heartbeat, as a test has them answer; notes what was asked."""

    found: Sequence[Present] = ()
    beat_at: datetime | None = None
    error: Exception | None = None
    asked: list[object] = field(default_factory=list)

    def be_at(self, ticket: str | None, *, replying: bool = False) -> None:
        self._note((ticket, replying))

    def present(self) -> tuple[Present, ...]:
        self._note("who")
        return tuple(self.found)

    def last_beat(self) -> datetime | None:
        self._note("beat")
        return self.beat_at

    def archive(self, before: datetime, many: int) -> int:
        raise AssertionError(before, many)

    def purge(self, before: datetime) -> int:
        raise AssertionError(before)

    def end_sitters(self) -> int:
        raise AssertionError

    def beat(self) -> None:
        raise AssertionError

    def _note(self, what: object) -> None:
        self.asked.append(what)
        if self.error is not None:
            raise self.error


@dataclass
class Rung(HandBell):
    """A bell that tells of moves when it is told to."""

    has_moved: bool = False
    stirs: int = 0

    def stir(self) -> None:
        self.stirs += 1

    def moved(self) -> bool:
        moved, self.has_moved = self.has_moved, False
        return moved


@dataclass
class Stand:
    """An attendance and what it stands on."""

    line: Line
    bell: Rung
    clock: SetClock
    attendance: Attendance
    told: list[Company]

    def after(self, seconds: float) -> list[object]:
        """Let time pass and take a step; what was asked of the hub."""
        self.line.asked.clear()
        self.clock.advance(timedelta(seconds=seconds))
        self.attendance.step()
        return self.line.asked


@pytest.fixture
def stand() -> Iterator[Stand]:
    """One at work at a hub of the test's own answers: time passes there as the test says."""
    line, bell, clock, bus = Line(), Rung(), SetClock(), Bus()
    told: list[Company] = []
    bus.subscribe(Company, told.append)
    made = Attendance(bus, clock, bell, str.title)
    with made.working(line, line):
        yield Stand(line, bell, clock, made, told)


def test_a_move_is_told_at_once_and_repeated_in_half_its_life(stand: Stand) -> None:
    assert (None, False) not in stand.after(0)
    stand.attendance.go(BeingAt("t", replying=True))
    assert stand.bell.stirs == 1
    assert stand.after(0) == [("t", True)]
    assert ("t", True) not in stand.after(REPEAT_SECONDS / 2)
    assert ("t", True) in stand.after(REPEAT_SECONDS / 2)
    stand.attendance.go(BeingAt())
    assert stand.after(0) == [(None, False)]
    assert (None, False) not in stand.after(REPEAT_SECONDS)


def test_a_stream_of_moves_is_asked_about_once_a_second(stand: Stand) -> None:
    stand.after(0)
    asked = []
    for _ in range(20):
        stand.bell.has_moved = True
        asked += stand.after(SPACE_SECONDS / 10)
    assert asked.count("who") == 2


def test_silence_is_asked_about_twice_in_a_life(stand: Stand) -> None:
    stand.after(0)
    asked = [one for _ in range(60) for one in tuple(stand.after(1))]
    assert asked.count("who") == asked.count("beat") == 60 / REPEAT_SECONDS


def test_who_falls_silent_is_asked_about_when_their_life_ends(stand: Stand) -> None:
    stand.line.found = (Present("wei", "t", replying=True, age=LIFE - timedelta(seconds=4)),)
    stand.after(0)
    assert stand.told[-1].colleagues == (Colleague("Wei", "t", replying=True),)
    stand.line.found = ()
    assert "who" not in stand.after(3)
    assert stand.told[-1].colleagues
    assert "who" in stand.after(1)
    assert not stand.told[-1].colleagues


def test_a_worker_s_sign_of_life_is_told(stand: Stand) -> None:
    assert stand.told == []
    stand.after(0)
    assert stand.told[-1] == Company(known=True)
    stand.line.beat_at = datetime(2026, 3, 2, tzinfo=UTC)
    stand.after(REPEAT_SECONDS)
    assert stand.told[-1] == Company(beat=stand.line.beat_at, known=True)


@pytest.mark.parametrize("error", [Refused(Code.ROLE_NEEDED, role=Role.LEAD), Unreachable("no such", network=False)])
def test_a_hub_that_tells_nothing_hinders_no_round(stand: Stand, error: Exception) -> None:
    stand.line.error = error
    stand.attendance.go(BeingAt("t"))
    assert len(stand.after(0)) == 3
    assert not any(company.known for company in stand.told)


def test_a_line_that_breaks_ends_the_round(stand: Stand) -> None:
    stand.line.error = Unreachable("gone")
    with pytest.raises(Unreachable):
        stand.after(0)


def test_whoever_leaves_says_so_and_knows_nobody(stand: Stand) -> None:
    other, told = Attendance(Bus(), stand.clock, stand.bell, str.title), stand.line
    told.found = (Present("wei", "t", replying=False),)
    heard: list[Company] = []
    other._bus.subscribe(Company, heard.append)
    with other.working(told, told):
        other.go(BeingAt("t"))
        other.step()
    assert told.asked[-1] == (None, False)
    assert heard[-1] == Company()
    told.error = Unreachable("gone")
    with pytest.raises(Unreachable), other.working(told, told):
        other.step()
    assert heard[-1] == Company()


@pytest.fixture(scope="module")
def hub() -> Iterator[SecureHub]:
    with secure_hub() as made:
        yield made


@pytest.fixture
def pair(hub: SecureHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Console, Console]]:
    """Two connected consoles; nobody looks by itself, so that only bells tell."""
    monkeypatch.setattr(rounds, "POLL_SECONDS", 3600.0)
    for login in (AGENT, COLLEAGUE):
        joined(hub, tmp_path / login, login)
    with (
        console(hub, tmp_path / AGENT, AGENT) as mine,
        console(hub, tmp_path / COLLEAGUE, COLLEAGUE) as theirs,
    ):
        until(lambda: mine.is_in_step() and theirs.is_in_step())
        yield mine, theirs


def company(one: Console) -> list[Company]:
    """What a console hears of its company from now on, newest last."""
    heard: list[Company] = []
    one.services.bus.subscribe(Company, heard.append)
    return heard


def test_one_console_sees_at_once_that_another_replies_and_that_it_left(
    hub: SecureHub, pair: tuple[Console, Console]
) -> None:
    mine, theirs = pair
    ticket = mine.do(CreateTicket("Both want to answer"))
    until(lambda: theirs.sees(ticket))
    heard = company(theirs)
    mine.services.bus.publish(BeingAt(ticket, replying=True))
    until(lambda: heard and heard[-1].colleagues == (Colleague(AGENT.title(), ticket, replying=True),))
    mine.services.bus.publish(BeingAt(ticket))
    until(lambda: heard[-1].colleagues == (Colleague(AGENT.title(), ticket, replying=False),))
    mine.rounds.stop()
    until(lambda: not heard[-1].colleagues)
    with hub.root() as root:
        assert root.execute("select count(*) from desk.presence").fetchall() == [(0,)]


def test_a_console_without_a_line_knows_nobody(hub: SecureHub, pair: tuple[Console, Console]) -> None:
    mine, theirs = pair
    ticket = mine.do(CreateTicket("Looked at"))
    until(lambda: theirs.sees(ticket))
    heard = company(theirs)
    mine.services.bus.publish(BeingAt(ticket))
    until(lambda: heard and heard[-1].colleagues)
    with hub.gone():
        until(lambda: heard[-1] == Company())
    theirs.catch_up()
    until(lambda: heard[-1].colleagues)
