"""A choice holds at once and at the next start."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console import settings
from console.bootstrap import settings_path
from console.models.alert_kinds import AlertKind, QuietHours
from console.models.kinds import Code, Locale, Refused
from console.settings import Language as Spoken
from console.settings import RowHeight, Settings, Switch, Theme
from console.views.preferences import Option, chosen
from console.views.preferences_panel import PreferencesPanel
from tests.support.window import Window


def kept(small: Window) -> Settings:
    return settings.load(settings_path(small.services.profile), {})


@pytest.mark.parametrize("choice", [Spoken.ZH, Theme.DARK, RowHeight.ROOMY, Switch.ON])
def test_a_choice_is_kept_for_the_next_start(small: Window, qtbot: QtBot, choice: Option) -> None:
    small.preferences.put(choice)
    qtbot.waitUntil(lambda: kept(small) == chosen(Settings(), choice))


def test_a_kind_of_alert_that_is_not_wanted_stays_unwanted(small: Window, qtbot: QtBot) -> None:
    small.shell.open_preferences()
    (panel,) = small.shell.findChildren(PreferencesPanel)
    panel._boxes[AlertKind.WARN].click()
    panel._buttons["alert_sound", Switch.OFF].click()
    panel._buttons["quiet_hours", QuietHours.NIGHT].click()
    wanted = Settings(alert_warn=Switch.OFF, alert_sound=Switch.OFF, quiet_hours=QuietHours.NIGHT)
    qtbot.waitUntil(lambda: kept(small) == wanted)
    assert [kind for kind in AlertKind if not small.preferences.values.pops_up(kind)] == [AlertKind.WARN]


def test_a_choice_holds_at_once(small: Window) -> None:
    small.preferences.put(Theme.DARK)
    assert small.look.theme.dark
    assert QApplication.palette().window().color() == small.look.theme.bg.window
    small.preferences.put(RowHeight.ROOMY)
    assert small.look.row == 34
    small.preferences.put(Switch.ON)
    assert small.look.reveal_ms == 0
    small.preferences.put(Spoken.ZH)
    assert small.language.locale is Locale.ZH


def test_what_the_environment_overrules_stays_in_the_file_as_it_was(small: Window, qtbot: QtBot) -> None:
    path = settings_path(small.services.profile)
    settings.save(path, Settings(theme=Theme.LIGHT))
    small.preferences.values = Settings(theme=Theme.DARK)
    small.preferences.put(RowHeight.COMPACT)
    qtbot.waitUntil(lambda: kept(small) == Settings(theme=Theme.LIGHT, rows=RowHeight.COMPACT))


def test_a_disk_that_refuses_is_told_and_the_choice_still_holds(small: Window, qtbot: QtBot) -> None:
    settings_path(small.services.profile).mkdir()
    with qtbot.waitSignal(small.courier.refused) as caught:
        small.preferences.put(Theme.DARK)
    (error,) = caught.args or []
    assert isinstance(error, Refused)
    assert error.code in {Code.STORE_FAILED, Code.BAD_SETTING}
    assert small.look.theme.dark


def test_the_panel_marks_what_holds_and_follows_the_language(small: Window) -> None:
    small.shell.open_preferences()
    (panel,) = small.shell.findChildren(PreferencesPanel)
    panel._buttons["theme", Theme.DARK].click()
    panel._buttons["language", Spoken.ZH].click()
    marked = {option: choice for (option, choice), button in panel._buttons.items() if button.isChecked()}
    assert marked == {
        "language": Spoken.ZH,
        "theme": Theme.DARK,
        "rows": RowHeight.NORMAL,
        "reduce_motion": Switch.OFF,
        "quiet_hours": QuietHours.OFF,
        "alert_sound": Switch.ON,
    }
    assert all(box.isChecked() for box in panel._boxes.values())
    assert panel._title.text() == "设置"
    assert panel._buttons["theme", Theme.DARK].accessibleName() == "主题: 深色"
