"""The rail tells which page is shown and who works here."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from console.settings import Language as Spoken
from console.views.pages import PAGES
from console.views.rail import Person
from tests.support.window import Window


def test_only_pages_that_exist_stand_in_it(small: Window) -> None:
    rail = small.shell._rail
    others = rail.alerts, rail.settings
    assert [button for button in rail.findChildren(QAbstractButton) if button not in others] == list(
        rail.pages.values()
    )
    assert len({kind.id for kind in PAGES}) == len(PAGES)


def test_the_current_page_is_marked(small: Window) -> None:
    assert small.shell._rail.pages["small"].isChecked()


def test_its_words_follow_the_language_and_name_its_buttons(small: Window) -> None:
    small.preferences.put(Spoken.ZH)
    assert small.shell._rail.pages["small"].text() == "工单"
    assert small.shell._rail.settings.accessibleName() == "设置"


def test_the_bell_says_how_many_alerts_wait(small: Window) -> None:
    bell = small.shell._rail.alerts
    bell.show_count(120)
    before = bell.grab().toImage()
    assert bell.accessibleName() == "Alerts: 120"
    bell.show_count(0)
    assert bell.accessibleName() == "Alerts"
    assert bell.grab().toImage() != before


def test_the_person_is_named(small: Window) -> None:
    (person,) = small.shell._rail.findChildren(Person)
    assert person.accessibleName() == small.services.me.name
    QApplication.sendEvent(person, QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert small.services.me.team_name in person.toolTip()
