"""The page of who is on call in the real window, driven by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.bootstrap import build_services
from console.models.kinds import Locale, PolicyKind
from console.models.on_call import Shift
from console.models.rota import ON_CALL
from console.services.demo import fill
from console.services.tickets.commands import PublishPolicy
from console.views.on_call.page import OnCallPage
from console.views.on_call.week import lanes
from console.views.overlay import Overlay
from tests.support.window import Stand, stand

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Stand]:
    """The window of the demo, at this page."""
    services = build_services(tmp_path / "profile")
    fill(services.store, services.clock.now(), 20, 4, lambda _done, _total: None)
    services.close()
    with stand(qapp, tmp_path / "profile") as on:
        on.shell.resize(1280, 800)
        qtbot.waitActive(on.shell)
        QTest.keyClick(on.shell, Qt.Key.Key_5, CTRL)
        qtbot.waitUntil(lambda: isinstance(on.shell.page, OnCallPage) and bool(page(on).week.bands))
        yield on


def page(on: Stand) -> OnCallPage:
    """The page."""
    found = on.shell._pages["on_call"]
    assert isinstance(found, OnCallPage)
    return found


def test_it_tells_who_is_on_call_whom_to_reach_and_where_nobody_is(shown: Stand) -> None:
    here = page(shown)
    state = here.presenter.state
    assert state.directory is not None
    said = here.reach.accessibleName()
    assert all(one.name in said for watch in state.directory.watches for one in watch.now)
    assert all(contact.phone in said for contact in state.directory.contacts)
    assert "1 gap" in here.week.accessibleDescription()
    assert not here.week.grab().isNull()
    assert not here.reach.grab().isNull()
    shown.language.speak(Locale.ZH)
    assert "1 处空缺" in here.week.accessibleDescription()
    assert here._title.text() == "值班"


def test_an_override_is_asked_by_key_and_shown(shown: Stand, qtbot: QtBot) -> None:
    here = page(shown)
    here.presenter.choose(shown.services.me.team)
    before = here.presenter.state.watch
    assert before is not None
    QTest.keyClick(here.week, Qt.Key.Key_O)
    qtbot.waitUntil(lambda: bool(asked(shown)))
    QTest.keyClicks(focused(), shown.services.me.name)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Form" in asked(shown))
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (watch := here.presenter.state.watch) is not None and watch.version == before.version + 1)
    after = here.presenter.state.watch
    assert after is not None
    assert [one.id for one in after.now] == [shown.services.me.id]


def focused() -> QWidget:
    """What has the keyboard."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def asked(on: Stand) -> list[str]:
    """The questions that stand over the page."""
    return [type(one).__name__ for one in on.shell.findChildren(Overlay) if one.isVisible()]


def test_a_click_chooses_a_team_and_its_week_is_written_as_icalendar(shown: Stand, tmp_path: Path) -> None:
    here = page(shown)
    band = here.week.bands[-1]
    QTest.mouseClick(here.week, Qt.MouseButton.LeftButton, pos=QPoint(200, band.top + 4))
    assert here.presenter.state.team == band.watch.team
    here.write(tmp_path / "week.ics")
    text = (tmp_path / "week.ics").read_text("utf-8")
    assert text.count("BEGIN:VEVENT") == len(band.watch.shifts) > 0


def test_what_another_writes_is_shown(shown: Stand, qtbot: QtBot) -> None:
    here, me = page(shown), shown.services.me
    turns = {"unit": "day", "length": 1, "start": "2026-02-01T00:00", "people": [me.id]}
    shown.services.desk.do(PublishPolicy(PolicyKind.ROTA, ON_CALL, {"tz": "UTC", "rotations": [turns]}, me.team))
    here.presenter.choose(me.team)
    qtbot.waitUntil(
        lambda: (watch := here.presenter.state.watch) is not None and [one.id for one in watch.now] == [me.id]
    )


def test_shifts_that_overlap_stand_below_each_other() -> None:
    one, two, three = Shift("a", 0, 10), Shift("b", 5, 15), Shift("c", 10, 20)
    assert lanes([one, two, three]) == [[one, three], [two]]


def test_the_hand_over_is_copied_with_its_notes_by_key(shown: Stand, qtbot: QtBot) -> None:
    """SPEC 12.4."""
    here = page(shown)
    here.focus()
    QTest.keyClick(here.week, Qt.Key.Key_Y)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in shown.shell.findChildren(Overlay)))
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "Watch the gateway")
    QTest.keyClick(focus, Qt.Key.Key_Return, CTRL)
    clipboard = QApplication.clipboard()
    qtbot.waitUntil(lambda: "Watch the gateway" in clipboard.text())
    watch = here.presenter.state.watch
    assert watch is not None
    assert clipboard.text().startswith(f"# Hand-over, {watch.name}\n")
    assert "## Critical tickets" in clipboard.text()
