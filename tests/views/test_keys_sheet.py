"""Whatever has a key stands in the list of keys."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from console.models.kinds import Locale
from console.views.actions import Action, key_caps
from console.views.keys_sheet import KeysSheet, grouped
from tests.support.window import Window


def test_every_action_with_a_key_is_listed_with_it(small: Window) -> None:
    small.shell.open_keys()
    (sheet,) = small.shell.findChildren(KeysSheet)
    words = {label.text() for label in sheet.findChildren(QLabel)}
    for action in small.shell.actions_table.all():
        if action.keys:
            assert {action.title(), action.heading(), *key_caps(action)} <= words


def test_nothing_is_listed_twice(small: Window) -> None:
    """One thing with two keys is one line with two caps: ? and F1 both show the keys."""
    listed = [title for group in grouped(small.shell.actions_table).values() for title in group]
    assert len(listed) == len(set(listed))
    keys = grouped(small.shell.actions_table)["Window"]["Show all keys"]
    assert [key_caps(action) for action in keys] == [("?",), ("F1",)]


def test_it_fits_into_a_low_window(small: Window) -> None:
    small.shell.resize(800, 500)
    small.shell.open_keys()
    (sheet,) = small.shell.findChildren(KeysSheet)
    assert small.shell.rect().contains(sheet.geometry())


def test_keys_are_called_as_the_keyboard_calls_them_in_every_language(small: Window) -> None:
    small.language.speak(Locale.ZH)
    assert key_caps(Action("send", "Send", lambda: None, keys=("Ctrl+Return",))) == ("Ctrl ↵",)
