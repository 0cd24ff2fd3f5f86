"""The timeline: as high as what its entries say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from pytestqt.qtbot import QtBot

from console.models.incident_kinds import EntryKind
from console.models.kinds import Locale
from console.services.incidents.queries import EntryRow
from console.services.incidents.room import Shown
from console.views.incidents.timeline import TimelineList
from tests.support.window import Window

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
STEP = EntryRow("e2", NOON, NOON, EntryKind.STEP, "Mei", "restart: WAITING (REVERSIBLE)", None, None, False)
ROWS = tuple(Shown(replace(STEP, id=key), is_waiting=False, corrected=False, of=None) for key in ("e2", "e1"))


def test_an_entry_is_as_high_as_its_words_when_they_come_later(small: Window, qtbot: QtBot) -> None:
    timeline = TimelineList(small.look, small.shell)
    timeline.resize(330, 400)
    timeline.show()
    timeline.speak(Locale.EN, NOON.date(), {})
    timeline.show_entries(ROWS, None)
    first, second = (timeline.entries.index(row) for row in (0, 1))
    low = timeline.visualRect(second).top()
    timeline.speak(Locale.EN, NOON.date(), {"restart": "Restart the authentication service of all sites"})
    timeline.show_entries(ROWS, None)
    qtbot.waitUntil(lambda: timeline.visualRect(second).top() > low)
    assert timeline.visualRect(first).height() == timeline.sizeHintForIndex(first).height()
