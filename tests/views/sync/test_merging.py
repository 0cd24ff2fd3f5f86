"""Three texts side by side, what was changed marked in them, and one made of both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from console.services.sync.attention import Clash
from console.views.actions import Action, Actions, Scope
from console.views.sync.merging import LINE, MINE, SAVE, THEIRS, MergeView, _height
from tests.support.window import Window


@pytest.fixture
def actions(small: Window) -> Actions:
    """The three actions of the view."""
    made = Actions(small.shell)
    made.add(Action(key, key, lambda: None, Scope.GLOBAL) for key in (SAVE, MINE, THEIRS))
    return made


@pytest.fixture
def shown(small: Window, actions: Actions) -> Iterator[list[MergeView]]:
    """Views that were made; gone at the end."""
    made: list[MergeView] = []
    yield made
    for one in made:
        one.deleteLater()


def view(small: Window, actions: Actions, made: list[MergeView], clash: Clash, text: str | None = None) -> MergeView:
    made.append(MergeView(clash, text, small.look, actions, small.shell))
    return made[-1]


def texts(one: MergeView) -> list[str]:
    return [field.toPlainText() for field in one.findChildren(QPlainTextEdit) if field.isReadOnly()]


def marked(one: MergeView) -> list[list[str]]:
    """What is marked in each text."""
    fields = [field for field in one.findChildren(QPlainTextEdit) if field.isReadOnly()]
    return [[mark.cursor.selectedText() for mark in field.extraSelections()] for field in fields]


def test_what_each_changed_is_marked(small: Window, actions: Actions, shown: list[MergeView]) -> None:
    one = view(small, actions, shown, Clash("title", "VPN pauses", "VPN pauses at noon", "Cisco VPN pauses"))
    assert texts(one) == ["VPN pauses", "VPN pauses at noon", "Cisco VPN pauses"]
    assert marked(one) == [[], [" at noon"], ["Cisco "]]
    assert one.text == "Cisco VPN pauses at noon"


def test_marks_stand_right_behind_signs_of_two_units(small: Window, actions: Actions, shown: list[MergeView]) -> None:
    one = view(small, actions, shown, Clash("title", "🔑 key", "🔑 key lost", "🔑🔑 key"))
    assert marked(one) == [[], [" lost"], ["🔑"]]


def test_where_both_changed_the_same_words_it_is_said(small: Window, actions: Actions, shown: list[MergeView]) -> None:
    one = view(small, actions, shown, Clash("title", "Gate 4 is dark", "Gate 5 is dark", "Gate 6 is dark"))
    said = [label.text() for label in one.findChildren(QLabel)]
    assert "You both changed the same words in 1 place; yours are put there." in said
    assert one.text == "Gate 5 is dark"


def test_without_a_beginning_two_texts_are_shown(small: Window, actions: Actions, shown: list[MergeView]) -> None:
    one = view(small, actions, shown, Clash("title", None, "mine", "theirs"))
    assert texts(one) == ["mine", "theirs"]
    assert marked(one) == [[], []]


def test_what_was_merged_before_is_shown_again(small: Window, actions: Actions, shown: list[MergeView]) -> None:
    one = view(small, actions, shown, Clash("title", "a", "b", "c"), "ours")
    heard: list[str] = []
    one.typed.connect(heard.append)
    assert one.text == "ours"
    one.editor.setPlainText("ours too")
    assert heard[-1] == "ours too"


def test_each_button_says_what_is_wanted(small: Window, actions: Actions, shown: list[MergeView]) -> None:
    one = view(small, actions, shown, Clash("title", "a", "b", "c"))
    heard: list[str] = []
    one.wanted.connect(heard.append)
    for button in one.findChildren(QPushButton):
        button.click()
    assert heard == [SAVE, MINE, THEIRS]
    assert [button.text() for button in one.findChildren(QPushButton)] == ["Save merged", "Keep mine", "Take theirs"]


def test_texts_take_the_room_they_need_up_to_a_bound() -> None:
    assert _height("short") + LINE == _height("two\nlines")
    assert _height("很长" * 10) > _height("ab" * 10)
    assert _height("line\n" * 500) == _height("line\n" * 50)
