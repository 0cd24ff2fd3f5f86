"""The status line says what is true now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from console.services.sync.state import Company, FileMoved, Phase, SyncState
from console.settings import Language as Spoken
from console.views.keys_sheet import KeysSheet
from console.views.palette import Palette
from console.views.standing import MANY
from console.views.status_line import WIDE, StatusLine
from tests.support.window import Window


def line(small: Window) -> StatusLine:
    return small.shell._line


def test_local_data_is_called_local_and_pending_operations_no_problem(small: Window) -> None:
    assert line(small).where.text() == "This computer only"
    assert line(small)._saved.text() == "All changes saved"


def test_writing_that_takes_noticeable_time_is_told_until_it_is_done(small: Window) -> None:
    small.courier.writing.emit(2)
    assert line(small)._saved.text() == "All changes saved"
    line(small)._slow.timeout.emit()
    assert line(small)._saved.text() == "Saving…"
    small.courier.writing.emit(0)
    assert line(small)._saved.text() == "All changes saved"


def test_the_time_has_seconds_and_zone_and_follows_the_language(small: Window) -> None:
    at = datetime(2026, 3, 2, 6, 32, 7, tzinfo=UTC)
    line(small)._say_time(at)
    assert line(small)._time.text() == "Mon 2 Mar 14:32:07 UTC+8"
    small.preferences.put(Spoken.ZH)
    line(small)._say_time(at)
    assert line(small)._time.text() == "3月2日 周一 14:32:07 UTC+8"


def test_its_keys_can_be_pressed(small: Window) -> None:
    line(small).commands.click()
    assert any(palette.isVisible() for palette in small.shell.findChildren(Palette))
    line(small).keys.click()
    assert any(sheet.isVisible() for sheet in small.shell.findChildren(KeysSheet))
    assert line(small).keys.accessibleName() == "keys (?)"


@pytest.fixture
def team(small: Window) -> Iterator[StatusLine]:
    """The line of a team's console."""
    made = StatusLine(small.look, small.language, small.services.clock, small.courier, small.shell, remote=True)
    made.resize(1200, made.height())
    made.show()
    yield made
    made.stop()


def told(line: StatusLine) -> list[str]:
    """What is said beside the clock, from the left."""
    parts = (line.where, line._pending, line._file, line.attention, line._age, line._skew, line._saved)
    return [part.text() for part in parts if part.isVisible()]


def publish(small: Window, qtbot: QtBot, state: SyncState) -> None:
    with qtbot.waitSignal(small.courier.synced):
        small.services.bus.publish(state)


def meet(small: Window, qtbot: QtBot, company: Company) -> None:
    with qtbot.waitSignal(small.courier.met):
        small.services.bus.publish(company)


def test_before_the_hub_answers_nothing_is_claimed(team: StatusLine) -> None:
    assert told(team) == ["Connecting…"]


def test_connected_tells_what_waits_and_how_old_the_data_is(small: Window, team: StatusLine, qtbot: QtBot) -> None:
    now = small.services.clock.now()
    publish(small, qtbot, SyncState(Phase.CONNECTED, now, 2, last_round=now - timedelta(minutes=3, seconds=20)))
    assert told(team) == ["Connected", "2 pending", "Data 3 m old"]


def test_offline_tells_since_when_and_that_work_is_kept(small: Window, team: StatusLine, qtbot: QtBot) -> None:
    since = small.services.clock.now().replace(microsecond=0)
    publish(small, qtbot, SyncState(Phase.OFFLINE, since, 7))
    assert told(team) == [f"Offline since {since.astimezone():%H:%M}", "7 pending, kept here"]
    small.preferences.put(Spoken.ZH)
    team.retranslate()
    assert told(team) == [f"{since.astimezone():%H:%M} 起离线", "7 项待发送，已存在本机"]


def test_catching_up_tells_how_far(small: Window, team: StatusLine, qtbot: QtBot) -> None:
    for pending in (3900, 2660):
        publish(small, qtbot, SyncState(Phase.CONNECTED, pending=pending))
    assert told(team)[0] == "Catching up: 1,240 of 3,900 changes"
    publish(small, qtbot, SyncState(Phase.CONNECTED, pending=0))
    assert told(team)[0] == "Connected"
    assert MANY < 2660


@pytest.mark.parametrize(
    ("phase", "text"),
    [(Phase.NEEDS_PASSWORD, "Sign in to go on"), (Phase.TOO_OLD, "This program is too old for the hub")],
)
def test_what_needs_the_person_says_so(small: Window, team: StatusLine, qtbot: QtBot, phase: Phase, text: str) -> None:
    publish(small, qtbot, SyncState(phase, small.services.clock.now(), 1))
    assert told(team) == [text, "1 pending, kept here"]


def test_a_large_file_on_its_way_tells_how_far_it_is(small: Window, team: StatusLine, qtbot: QtBot) -> None:
    for file, said in (
        (FileMoved(1024, 4096), ["Sending a file, 25 %"]),
        (FileMoved(3072, 4096, comes=True), ["Fetching a file, 75 %"]),
        (FileMoved(4096, 4096, comes=True), []),
        (FileMoved(0, 0), []),
    ):
        with qtbot.waitSignal(small.courier.moved):
            small.services.bus.publish(file)
        assert told(team)[1:] == said


def test_refused_operations_are_counted_in_words(small: Window, team: StatusLine, qtbot: QtBot) -> None:
    publish(small, qtbot, SyncState(Phase.CONNECTED, refused=1))
    assert "1 needs attention" in told(team)
    publish(small, qtbot, SyncState(Phase.CONNECTED, refused=2))
    assert "2 need attention" in told(team)
    assert team.attention.accessibleName() == "2 need attention"


def test_a_worker_that_is_missed_for_two_minutes_is_told_in_red(small: Window, team: StatusLine, qtbot: QtBot) -> None:
    """SPEC 5.2; nothing is claimed before the hub was asked, nor without a hub."""
    now = small.services.clock.now()
    publish(small, qtbot, SyncState(Phase.CONNECTED, now))
    assert not team.worker.isVisible()
    meet(small, qtbot, Company(beat=now - timedelta(seconds=90), known=True))
    assert not team.worker.isVisible()
    team._say_worker(now + timedelta(seconds=29))
    assert not team.worker.isVisible()
    team._say_worker(now + timedelta(seconds=31))
    assert team.worker.text() == "No worker for 2 m"
    assert team.worker._ink(small.look.theme) == small.look.theme.sync.offline
    publish(small, qtbot, SyncState(Phase.CONNECTED, now, 1))
    team._say_worker(now + timedelta(minutes=40))
    assert team.worker.text() == "No worker for 41 m"
    meet(small, qtbot, Company(known=True))
    assert team.worker.text() == "No worker"
    meet(small, qtbot, Company())
    assert not team.worker.isVisible()


def test_the_last_round_is_told_beside_where_the_data_is(small: Window, team: StatusLine, qtbot: QtBot) -> None:
    now = small.services.clock.now()
    publish(small, qtbot, SyncState(Phase.OFFLINE, now, last_round=now))
    assert f"Last round {now.astimezone():%H:%M}" in team.where.toolTip()


def test_a_clock_that_is_off_is_told_by_how_much(small: Window, team: StatusLine, qtbot: QtBot) -> None:
    publish(small, qtbot, SyncState(Phase.CONNECTED, skew=timedelta(seconds=-94)))
    assert told(team)[-1] == "Clock is 1 m behind the hub; times corrected"
    publish(small, qtbot, SyncState(Phase.CONNECTED, skew=timedelta(seconds=31)))
    assert told(team)[-1] == "Clock is 31 s ahead of the hub; times corrected"


def test_the_age_grows_with_the_clock(small: Window, team: StatusLine, qtbot: QtBot) -> None:
    now = small.services.clock.now()
    publish(small, qtbot, SyncState(Phase.OFFLINE, now, last_round=now - timedelta(hours=2, minutes=9)))
    assert told(team)[-1] == "Data 2 h old"
    team._say_age(now + timedelta(hours=1))
    assert told(team)[-1] == "Data 3 h old"


def test_in_a_narrow_window_the_clock_gives_way(team: StatusLine) -> None:
    assert team._time.isVisible()
    team.resize(WIDE - 1, team.height())
    assert not team._time.isVisible()
