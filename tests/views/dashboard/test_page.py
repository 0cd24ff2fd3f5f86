"""The dashboard in the whole window: figures, and the way from each mark to its tickets in the queue (SPEC 12.3)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from console import words
from console.bootstrap import build_services
from console.models.kinds import Code, Locale, Refused
from console.services.demo import fill
from console.services.incidents.commands import DeclareIncident
from console.services.statistics.board import Board, Mark, MarkKind
from console.services.sync.at_hub import AtHub
from console.services.tickets.commands import CreateTicket
from console.services.tickets.filters import Filter
from console.services.tickets.queries import Count
from console.settings import Language as Spoken
from console.settings import Theme
from console.views.dashboard.bars import Ages, Agreements
from console.views.dashboard.chart import Chart
from console.views.dashboard.hub_panel import HubPanel
from console.views.dashboard.page import DashboardPage
from console.views.overlay import Overlay
from console.views.queue.page import QueuePage
from tests.support.window import Stand, stand


@pytest.fixture
def shown(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Stand]:
    """The window on a lived-in desk, at its dashboard."""
    services = build_services(tmp_path / "profile")
    fill(services.store, services.clock.now(), 120, 4, lambda _done, _total: None)
    services.desk.do(DeclareIncident("Nobody can sign in", users=2000))
    services.close()
    with stand(qapp, tmp_path / "profile") as on:
        on.shell.resize(1440, 900)
        qtbot.waitActive(on.shell)
        QTest.keyClick(on.shell, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: isinstance(on.shell.page, DashboardPage) and is_whole(page(on)))
        drawn(page(on))
        yield on


def page(on: Stand) -> DashboardPage:
    """The dashboard."""
    found = on.shell._pages["dashboard"]
    assert isinstance(found, DashboardPage)
    return found


def is_whole(dashboard: DashboardPage) -> bool:
    """The clocks are reckoned too."""
    found = dashboard.presenter.state.board
    return found is not None and bool(found.whole.sla)


def board(on: Stand) -> Board:
    """What it shows."""
    found = page(on).presenter.state.board
    assert found is not None
    return found


def drawn(dashboard: DashboardPage) -> None:
    """Every chart has been painted."""
    for part in dashboard.charts:
        assert not part.grab().isNull()


def chart(on: Stand, kind: type[Chart]) -> Chart:
    """One of them."""
    return next(one for one in page(on).charts if type(one) is kind)


def queue_filter(on: Stand) -> Filter:
    """What the queue asks."""
    found = on.shell._pages["queue"]
    assert isinstance(found, QueuePage)
    return found.presenter.listing.state.filter


def middle(box: QRectF) -> QPoint:
    """Of a mark."""
    return QPointF(box.center()).toPoint()


def test_a_mark_opens_its_tickets_in_the_queue(shown: Stand, qtbot: QtBot) -> None:
    ages = chart(shown, Ages)
    place, age = next((at, age) for at, age in enumerate(board(shown).ages) if age.n)
    spot = next(spot for spot in ages.spots() if spot.mark == Mark(MarkKind.AGED, place))
    QTest.mouseClick(ages, Qt.MouseButton.LeftButton, pos=middle(spot.box))
    qtbot.waitUntil(lambda: bool(shown.shell._pages.get("queue")) and bool(queue_filter(shown).only))
    assert len(queue_filter(shown).only) == age.n
    assert shown.services.desk.ask(Count((queue_filter(shown),))) == (age.n,)
    assert shown.shell.page is shown.shell._pages["queue"]


def test_every_chart_is_gone_through_and_opened_by_keys(shown: Stand) -> None:
    for one in page(shown).charts:
        picked: list[object] = []
        one.picked.connect(picked.append)
        one.setFocus()
        spots = one.spots()
        assert spots
        QTest.keyClick(one, Qt.Key.Key_Right)
        assert one.spot == spots[0]
        assert one.accessibleDescription() == spots[0].words
        QTest.keyClick(one, Qt.Key.Key_Left)
        assert one.spot == spots[-1]
        one.picked.disconnect(page(shown)._open)
        QTest.keyClick(one, Qt.Key.Key_Return)
        assert picked == ([spots[-1].mark] if spots[-1].mark else [])


def test_behind_every_chart_is_a_table_of_the_same_figures(shown: Stand) -> None:
    for one in page(shown).charts:
        heads, rows = one.table()
        assert rows
        assert all(len(row) == len(heads) for row in rows)
        one.toggle_table()
        assert one._table is not None
        assert one._table.isVisible()
        assert (one._table.rowCount(), one._table.columnCount()) == (len(rows), len(heads))
        one.toggle_table()
        assert not one._table.isVisible()
    assert sum(int(str(row[1])) for row in chart(shown, Ages).table().rows) == board(shown).whole.backlog


def test_a_series_is_hidden_by_its_legend(shown: Stand) -> None:
    one = chart(shown, Agreements)
    before = one.grab().toImage()
    box = next(box for box, key in one._keys if key == "missed")
    QTest.mouseClick(one, Qt.MouseButton.LeftButton, pos=middle(box))
    assert not one.shows("missed")
    assert one.grab().toImage() != before
    QTest.mouseClick(one, Qt.MouseButton.LeftButton, pos=middle(box))
    assert one.shows("missed")


def test_language_theme_and_period_follow(shown: Stand, qtbot: QtBot) -> None:
    dashboard = page(shown)
    shown.preferences.put(Spoken.ZH)
    assert dashboard.head.title.text() == "看板"
    assert chart(shown, Ages).accessibleName() == "积压时长"
    shown.preferences.put(Theme.DARK)
    drawn(dashboard)
    dashboard.head.days[7].click()
    qtbot.waitUntil(lambda: len(board(shown).course.opened) == 7)
    assert shown.shell.state.text("dashboard.days", "") == "7"
    shown.shell.resize(1000, 700)
    drawn(dashboard)
    shown.preferences.put(Spoken.EN)
    shown.preferences.put(Theme.LIGHT)


def test_it_is_written_as_picture_drawing_and_rows(shown: Stand, tmp_path: Path) -> None:
    dashboard = page(shown)
    for name, begins in (("a.png", b"\x89PNG"), ("a.svg", b"<?xml"), ("a.csv", b"\xef\xbb\xbf")):
        dashboard.write(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)
    lines = list(csv.reader((tmp_path / "a.csv").read_text("utf-8-sig").splitlines()))
    titles = [line[0] for line in lines if len(line) == 1]
    assert titles == [one.title() for one in dashboard.charts]
    assert ["under 1 d", *map(str, (board(shown).ages[0].n, board(shown).ages[0].paused))] in lines


def test_it_is_written_as_a_report_of_pages(shown: Stand, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    page(shown).write(file)
    qtbot.waitUntil(file.exists)
    assert file.read_bytes().startswith(b"%PDF-")


def test_a_place_that_takes_no_file_is_told(shown: Stand, tmp_path: Path) -> None:
    page(shown).write(tmp_path / "nowhere" / "a.csv")
    assert "a.csv could not be written: No such file or directory" in shown.shell.notices._toast._words.text()


def test_what_is_done_elsewhere_is_counted_soon(shown: Stand, qtbot: QtBot) -> None:
    before = board(shown).whole.opened
    shown.courier.do(CreateTicket("Another one"))
    qtbot.waitUntil(lambda: board(shown).whole.opened == before + 1, timeout=20_000)


def test_behind_another_page_nothing_is_counted_and_all_is_on_coming_back(shown: Stand, qtbot: QtBot) -> None:
    before = board(shown).whole.opened
    shown.shell.show_page("queue")
    with qtbot.waitSignal(shown.courier.changed):
        shown.courier.do(CreateTicket("Another one"))
    assert not page(shown).presenter._waits, "no counting is ahead"
    shown.shell.show_page("dashboard")
    qtbot.waitUntil(lambda: board(shown).whole.opened == before + 1, timeout=20_000)


def press(on: Stand, key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, where the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key(ord(key)) if isinstance(key, str) else key, modifiers)


def answer(on: Stand, qtbot: QtBot, text: str) -> None:
    """Answer the question that is coming up."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in on.shell.findChildren(Overlay)))
    focus = QApplication.focusWidget()
    if isinstance(focus, QPushButton):
        QTest.keyClick(focus, Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    focus.selectAll()
    QTest.keyClicks(focus, text)
    QTest.keyClick(focus, Qt.Key.Key_Return)


def test_days_and_charts_are_chosen_saved_and_opened_again_by_keys(shown: Stand, qtbot: QtBot) -> None:
    dashboard, state = page(shown), page(shown).presenter.state
    dashboard.charts[0].setFocus()
    for wrong in ("2026-03-09 to 2026-03-02", "soon"):
        press(shown, "P")
        answer(shown, qtbot, wrong)
        qtbot.waitUntil(lambda: "“period”" in shown.shell.notices.bar.sentence())
        assert dashboard.presenter.state.first is None
        dashboard.charts[0].setFocus()
    press(shown, "P")
    answer(shown, qtbot, "2026-01-05 - 2026-01-11")
    qtbot.waitUntil(lambda: len(board(shown).course.opened) == 7)
    assert not any(segment.isChecked() for segment in dashboard.head.days.values())
    assert dashboard.head.dates.isChecked()
    drawn(dashboard)
    dashboard.charts[0].setFocus()
    press(shown, "]")
    press(shown, "X")
    names = [type(one).__name__ for one in dashboard.panels()[1:]]
    assert names[:2] == ["Responses", "Ages"]
    assert (len(names), dashboard.charts[0].isVisible()) == (len(dashboard.charts) - 1, False)
    press(shown, "V")
    answer(shown, qtbot, "New year")
    qtbot.waitUntil(shown.shell.notices.can_undo)
    dashboard.panels()[1].setFocus()
    press(shown, "X", Qt.KeyboardModifier.ShiftModifier)
    assert [*dashboard.panels()[1:]] == [*dashboard.charts]
    dashboard.presenter.choose_days(30)
    press(shown, "O")
    answer(shown, qtbot, "new")
    qtbot.waitUntil(lambda: dashboard.presenter.state.first is not None)
    assert [type(one).__name__ for one in dashboard.panels()[1:]] == names
    assert state.first is None


def test_the_hub_tells_its_whole_history_beside_what_is_known_here(
    shown: Stand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SPEC 12.3."""
    shown.services.open_sync().once()
    dashboard = page(shown)
    dashboard.charts[0].setFocus()
    press(shown, "H")
    (panel,) = shown.shell.findChildren(HubPanel)
    qtbot.waitUntil(lambda: panel.table.rowCount() > 2)

    def row(at: int, of: HubPanel = panel) -> list[str]:
        cells = (of.table.item(at, column) for column in range(of.table.columnCount()))
        return [cell.text() for cell in cells if cell is not None]

    here, there = row(0), row(1)
    assert here[1:7] == there[1:7]
    assert here[1] == str(board(shown).whole.opened)
    assert sum(int(row(at)[1]) for at in range(2, panel.table.rowCount())) == 120
    assert "120 tickets" in panel.note.text()
    press(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not panel.isVisible())

    def away() -> AtHub:
        raise Refused(Code.HUB_AWAY, reason="x")

    monkeypatch.setattr(AtHub, "history", lambda *_: away())
    press(shown, "H")
    again = shown.shell.findChildren(HubPanel)[-1]
    qtbot.waitUntil(lambda: again.note.text() == words.refusal(Refused(Code.HUB_AWAY, reason="x"), Locale.EN))
    assert row(0, again) == here
