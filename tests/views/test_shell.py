"""The window opens where it was left, and every part of it is reached by keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from console.models.kinds import Code, Refused
from console.settings import Language as Spoken
from console.views.keys_sheet import KeysSheet
from console.views.overlay import Overlay
from console.views.pages import Place, PlaceKind
from console.views.palette import Palette
from console.views.preferences_panel import PreferencesPanel
from tests.support.window import Window, window


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def overlays(small: Window) -> list[type[Overlay]]:
    return [type(child) for child in small.shell.findChildren(Overlay) if child.isVisible()]


def test_the_window_opens_where_it_was(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "profile") as first:
        first.shell.resize(1010, 690)
        first.shell.state.keep("queue.view", "mine")
    with window(qapp, tmp_path / "profile") as second:
        assert second.shell.size().toTuple() == (1010, 690)
        assert second.shell.state.text("queue.view") == "mine"


def test_the_first_window_has_the_usual_size(qapp: QApplication, tmp_path: Path) -> None:
    with window(qapp, tmp_path / "profile") as first:
        assert first.shell.size().toTuple() == (1440, 900)


def test_closing_lets_the_page_keep_what_is_written(small: Window) -> None:
    small.shell.close()
    assert small.page.done == ["closed"]


def test_ctrl_k_opens_the_palette_and_esc_returns_to_the_list(small: Window) -> None:
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert overlays(small) == [Palette]
    press(Qt.Key.Key_Escape)
    assert overlays(small) == []
    assert focused() is small.page.list


def test_ctrl_k_works_while_text_is_typed(small: Window) -> None:
    small.page.field.setFocus()
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert overlays(small) == [Palette]


def test_the_question_mark_shows_all_keys_in_a_list_and_is_text_in_a_field(small: Window) -> None:
    small.page.field.setFocus()
    QTest.keyClicks(small.page.field, "?")
    assert small.page.field.text() == "?"
    assert overlays(small) == []
    small.page.list.setFocus()
    QTest.keyClicks(small.page.list, "?")
    assert overlays(small) == [KeysSheet]


def test_the_keyboard_returns_to_the_list_when_what_had_it_is_gone(small: Window, qtbot: QtBot) -> None:
    """A chip that goes with its filter must not leave the window without keys."""
    small.page.field.setFocus()
    small.page.field.deleteLater()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is small.page.list)


def test_f1_shows_all_keys_anywhere(small: Window) -> None:
    small.page.field.setFocus()
    press(Qt.Key.Key_F1)
    assert overlays(small) == [KeysSheet]


def test_the_settings_open_from_rail_and_key(small: Window) -> None:
    small.shell._rail.settings.click()
    assert overlays(small) == [PreferencesPanel]
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert overlays(small) == [PreferencesPanel]


def test_a_press_beside_what_is_raised_closes_it(small: Window, qtbot: QtBot) -> None:
    small.shell.open_palette()
    QTest.mouseClick(small.page.list.viewport(), Qt.MouseButton.LeftButton)
    assert overlays(small) == []


def test_only_one_thing_is_raised_at_a_time(small: Window) -> None:
    small.shell.open_palette()
    small.shell.open_keys()
    assert overlays(small) == [KeysSheet]


def test_f6_goes_from_panel_to_panel_and_back(small: Window) -> None:
    seen = []
    for _ in range(3):
        press(Qt.Key.Key_F6)
        seen.append(focused())
    assert seen == [small.page.field, small.shell._rail.pages["small"], small.page.list]
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert focused() is small.shell._rail.pages["small"]


def test_a_place_is_shown_by_the_page(small: Window) -> None:
    small.shell.go(Place(PlaceKind.TICKET, "some-id"))
    assert small.page.done == ["ticket:some-id"]


def test_texts_follow_the_language_at_once(small: Window) -> None:
    small.preferences.put(Spoken.ZH)
    assert small.shell._rail.settings.text() == "设置"
    assert small.shell.windowTitle() == "支持控制台"
    small.preferences.put(Spoken.EN)
    assert small.shell._rail.settings.text() == "Settings"


def test_what_nobody_handles_is_shown_above_the_page(small: Window, qtbot: QtBot) -> None:
    small.courier.refused.emit(Refused(Code.NOTHING_TO_UNDO))
    assert small.shell.notices.bar.sentence() == "There is nothing left to undo."


def test_everything_that_takes_the_focus_has_a_name(small: Window) -> None:
    small.shell.open_preferences()
    unnamed = [
        widget
        for widget in small.shell.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not _name(widget)
    ]
    assert unnamed == []


def _name(widget: QWidget) -> str:
    own = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
    return own or (widget.placeholderText() if isinstance(widget, QLineEdit) else "")
