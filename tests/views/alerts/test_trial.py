"""Each way to the desktop is tried, and what the person saw is kept."""

from __future__ import annotations

from console.views.alerts.trial import SOUND, TOAST, TRAY, TRIAL, TrialPanel
from tests.views.alerts.conftest import Alerting


def raised(alerting: Alerting) -> TrialPanel:
    alerting.window.shell.open_trial()
    return alerting.window.shell.findChildren(TrialPanel)[-1]


def test_the_answers_of_a_person_are_kept_for_the_next_time(alerting: Alerting) -> None:
    panel = raised(alerting)
    panel._tries[TOAST].click()
    assert [toast.title for toast in alerting.means.shown] == ["Alerts arrive"]
    panel._yes[TOAST].click()
    panel._no[SOUND].click()
    local = alerting.window.services.local
    alerting.qtbot.waitUntil(lambda: local.state(TRIAL) == {TOAST: True, SOUND: False})
    panel.dismiss()
    again = raised(alerting)
    alerting.qtbot.waitUntil(lambda: again._yes[TOAST].isChecked() and again._no[SOUND].isChecked())
    assert not again._yes[TRAY].isChecked()
    assert not again._no[TRAY].isChecked()


def test_what_is_not_there_is_told(alerting: Alerting) -> None:
    panel = raised(alerting)
    assert panel._facts[TOAST].text() == "By a desktop"
    assert panel._facts[TRAY].text() == "This desktop has no tray; the rail shows the count"
    alerting.telling.desktop = None
    panel.retranslate()
    assert panel._facts[TOAST].text().startswith("This desktop has no notification service")
