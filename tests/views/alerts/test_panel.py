"""The inbox: all of it by keyboard, what waits first, and nothing of it empty without a word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from console.models.alert_kinds import AlertKind
from console.settings import Language as Spoken
from console.views.alerts.card import AlertCard
from console.views.alerts.panel import AlertsPanel
from tests.views.alerts.conftest import Alerting


def raised(alerting: Alerting, count: int) -> AlertsPanel:
    """The panel, once it shows so many cards."""
    alerting.window.shell.open_alerts()
    panel = alerting.window.shell.findChildren(AlertsPanel)[-1]
    alerting.qtbot.waitUntil(lambda: panel._page is not None and len(panel.cards()) == count)
    return panel


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def test_alerts_are_gone_through_opened_and_acknowledged_by_keys(alerting: Alerting) -> None:
    alerting.tell(alerting.alert("a"), alerting.alert("b", AlertKind.WARN), alerting.alert("c"))
    panel = raised(alerting, 3)
    assert QApplication.focusWidget() is panel.cards()[0]
    press(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is panel.cards()[1]
    assert "First reply: 90 % of the time used" in panel.cards()[1].accessibleName()
    press(Qt.Key.Key_E)
    alerting.unread(2)
    alerting.qtbot.waitUntil(lambda: [card.is_open for card in panel.cards()] == [True, True, False])
    assert isinstance(QApplication.focusWidget(), AlertCard)
    press(Qt.Key.Key_Return)
    assert alerting.went == ["forward", f"ticket {alerting.ticket}"]
    alerting.unread(1)
    assert not [one for one in alerting.window.shell.findChildren(AlertsPanel) if one.isVisible()]


def test_all_are_acknowledged_at_once(alerting: Alerting) -> None:
    alerting.tell(alerting.alert("a"), alerting.alert("b"))
    panel = raised(alerting, 2)
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ShiftModifier)
    alerting.unread(0)
    alerting.qtbot.waitUntil(lambda: not panel._all.isEnabled())


def test_an_alert_is_put_off_with_a_reason(alerting: Alerting) -> None:
    alerting.tell(alerting.alert("a"))
    raised(alerting, 1)
    press(Qt.Key.Key_S)
    field = QApplication.focusWidget()
    if not isinstance(field, QLineEdit):
        press(Qt.Key.Key_Tab)
        field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "on the phone")
    press(Qt.Key.Key_Return)
    alerting.unread(0)
    again = raised(alerting, 1)
    assert "put off until 12:15: on the phone" in again.cards()[0].accessibleName()


def test_an_empty_inbox_says_what_it_is_for_and_focus_is_told(alerting: Alerting) -> None:
    panel = raised(alerting, 0)
    assert "Nothing to tell" in [label.text() for label in panel._body.findChildren(QLabel)]
    panel._focus_button.click()
    said = "Focus until 13:00: only what is critical pops up"
    alerting.qtbot.waitUntil(lambda: panel._note.text() == said)
    alerting.window.preferences.put(Spoken.ZH)
    assert panel._focus_button.text() == "结束专注"
    panel._focus_button.click()
    alerting.qtbot.waitUntil(lambda: panel._note.text() == "")


def test_what_cannot_be_read_any_more_says_so_and_is_not_gone_to(alerting: Alerting) -> None:
    with alerting.window.services.store.bulk() as connection:
        connection.execute("update ticket set dead = 1")
    alerting.tell(alerting.alert("a"))
    panel = raised(alerting, 1)
    assert "It cannot be read here any more" in panel.cards()[0].accessibleName()
    press(Qt.Key.Key_Return)
    alerting.unread(0)
    assert alerting.went == ["forward"]
