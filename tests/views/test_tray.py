"""The sign in the tray tells how many alerts wait, and leads to them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.settings import Language as Spoken
from console.views.desktop_alerts import OPEN, Toast
from console.views.tray import Tray, Ways
from tests.support.window import Window


@pytest.fixture
def went() -> list[str]:
    """Where the menu led."""
    return []


@pytest.fixture
def tray(small: Window, went: list[str]) -> Iterator[Tray]:
    ways = Ways(*(lambda name=name: went.append(name) for name in ("window", "inbox", "focus", "leave")))
    made = Tray(small.look, ways, small.shell)
    yield made
    made.close()


def test_its_menu_leads_to_window_inbox_focus_and_out(tray: Tray, went: list[str]) -> None:
    for entry in tray._entries:
        entry.trigger()
    assert went == ["window", "inbox", "focus", "leave"]


def test_it_counts_in_words_and_on_its_sign(tray: Tray, small: Window) -> None:
    plain = tray._icon.icon().pixmap(64, 64).toImage()
    tray.show_count(3)
    assert tray._icon.icon().pixmap(64, 64).toImage() != plain
    assert tray._icon.toolTip() == "Support console: 3 alerts"
    small.preferences.put(Spoken.ZH)
    tray.retranslate()
    assert tray._entries[1].text() == "提醒：3"


def test_a_press_on_a_message_opens_what_it_tells(tray: Tray) -> None:
    acted: list[tuple[str, str]] = []
    tray.acted.connect(lambda token, action: acted.append((token, action)))
    tray.show(Toast("k", "title", "body", critical=True))
    tray._icon.messageClicked.emit()
    assert acted == [("k", OPEN)]
