"""Questions asked over the page: answered by keyboard, never twice, never when dismissed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton

from console.services.tickets.texts import BODY_LIMIT
from console.views.choices import Choice
from console.views.chooser import Chooser, Form, fitting
from console.views.dialogs import NEW, Choosers, Found, Question
from console.views.plain_field import PlainField
from tests.support.window import Window

PEOPLE = (
    Choice("mei", "谭美", icon="user", checked=True),
    Choice("han", "Han Rui"),
    Choice("wei", "Zhou Wei", hindrance="out of office"),
)


@pytest.fixture
def choosers(small: Window) -> Choosers:
    return small.page.frame.choosers


def chooser(small: Window) -> Chooser:
    return small.shell.findChildren(Chooser)[-1]


def form(small: Window) -> Form:
    return small.shell.findChildren(Form)[-1]


def shown(asking: Chooser) -> list[str]:
    model = asking._list._model
    return [choice.text for row in range(model.rowCount()) if (choice := model.choice(row))]


def test_typing_narrows_and_enter_takes(small: Window, choosers: Choosers) -> None:
    taken: list[Choice] = []
    choosers.choose("Assign to", PEOPLE, taken.append)
    QTest.keyClicks(chooser(small).first, "rui")
    assert shown(chooser(small)) == ["Han Rui"]
    QTest.keyClick(chooser(small).first, Qt.Key.Key_Return)
    assert [choice.key for choice in taken] == ["han"]
    assert QApplication.focusWidget() is small.page.list


def test_a_chinese_name_is_found_by_its_initials(small: Window, choosers: Choosers) -> None:
    choosers.choose("Assign to", PEOPLE, lambda _: None)
    QTest.keyClicks(chooser(small).first, "tm")
    assert shown(chooser(small)) == ["谭美"]


def test_who_cannot_be_chosen_is_not(small: Window, choosers: Choosers) -> None:
    taken: list[Choice] = []
    choosers.choose("Assign to", PEOPLE, taken.append)
    QTest.keyClicks(chooser(small).first, "zhou")
    QTest.keyClick(chooser(small).first, Qt.Key.Key_Return)
    assert taken == []


def test_esc_answers_nothing(small: Window, choosers: Choosers) -> None:
    taken: list[Choice] = []
    choosers.choose("Assign to", PEOPLE, taken.append)
    QTest.keyClick(chooser(small).first, Qt.Key.Key_Escape)
    assert taken == []
    assert not chooser(small).isVisible()


def test_others_are_found_elsewhere_but_never_for_older_words(small: Window, choosers: Choosers) -> None:
    asked: dict[str, Found] = {}

    def finder(text: str, found: Found) -> None:
        asked[text] = found

    choosers.choose("Requester", PEOPLE, lambda _: None, finder=finder)
    QTest.keyClicks(chooser(small).first, "an")
    asked["a"]([Choice("ann", "Ann")])
    assert shown(chooser(small)) == ["Han Rui"]
    asked["an"]([Choice("jan", "Jan"), Choice("han", "Han Rui")])
    assert shown(chooser(small)) == ["Han Rui", "Jan"]


def test_what_was_typed_can_be_taken_itself_where_it_is_new(small: Window, choosers: Choosers) -> None:
    taken: list[Choice] = []
    choosers.choose("Tag", [Choice("vpn", "vpn")], taken.append, new="New tag “{text}”")
    QTest.keyClicks(chooser(small).first, "VPN")
    assert shown(chooser(small)) == ["vpn"]
    QTest.keyClicks(chooser(small).first, "-sz")
    assert shown(chooser(small)) == ["New tag “VPN-sz”"]
    QTest.keyClick(chooser(small).first, Qt.Key.Key_Return)
    assert [choice.key for choice in taken] == [f"{NEW}VPN-sz"]


def test_when_nothing_fits_it_says_so(small: Window, choosers: Choosers) -> None:
    choosers.choose("Assign to", PEOPLE, lambda _: None)
    QTest.keyClicks(chooser(small).first, "qqq")
    assert chooser(small)._nothing.isVisible()


def test_one_question_at_a_time(small: Window, choosers: Choosers) -> None:
    choosers.choose("Assign to", PEOPLE, lambda _: None)
    first = chooser(small)
    choosers.ask_text("Rename", "Title", "Rename", lambda _: None)
    assert not first.isVisible()
    assert form(small).isVisible()


def test_a_form_is_answered_with_a_choice_and_words(small: Window, choosers: Choosers) -> None:
    answers: list[tuple[str, str]] = []
    outcomes = (Choice("SOLVED", "Solved"), Choice("WORKAROUND", "Workaround"))
    question = Question("How did it end?", "What helped", "Resolve", outcomes)
    choosers.ask(question, lambda key, words: answers.append((key, words)))
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form(small)._missing.isVisible()
    press(Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert answers == []
    QTest.keyClicks(form(small)._words, "  a new token ")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert answers == [("SOLVED", "a new token")]
    assert not form(small).isVisible()


def test_words_may_be_left_out_where_they_may(small: Window, choosers: Choosers) -> None:
    answers: list[tuple[str, str]] = []
    question = Question(
        "How did it end?", "What helped", "Resolve", (Choice("A", "a", checked=True),), needs_text=False
    )
    choosers.ask(question, lambda key, words: answers.append((key, words)))
    form(small).findChildren(QPushButton)[-1].click()
    assert answers == [("A", "")]


def test_enter_alone_takes_what_holds_already(small: Window, choosers: Choosers) -> None:
    """P and Enter must not make a ticket critical."""
    taken: list[Choice] = []
    held = (Choice("first", "Critical"), Choice("second", "Medium", checked=True))
    choosers.choose("Priority", held, taken.append)
    QTest.keyClick(chooser(small).first, Qt.Key.Key_Return)
    assert [choice.key for choice in taken] == ["second"]


def test_where_several_hold_the_first_row_is_current(small: Window, choosers: Choosers) -> None:
    taken: list[Choice] = []
    tags = (Choice("a", "a"), Choice("b", "b", checked=True), Choice("c", "c", checked=True))
    choosers.choose("Tags", tags, taken.append)
    QTest.keyClick(chooser(small).first, Qt.Key.Key_Return)
    assert [choice.key for choice in taken] == ["a"]


def test_a_name_is_one_line_and_enter_answers(small: Window, choosers: Choosers) -> None:
    answers: list[tuple[str, str]] = []
    owners = (Choice("me", "For me", checked=True), Choice("team", "For the team"))
    question = Question("Save as a view", "Name", "Save view", owners, one_line=True)
    choosers.ask(question, lambda key, words: answers.append((key, words)))
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Critical ones")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert answers == [("me", "Critical ones")]


def test_letters_typed_on_a_choice_begin_the_words(small: Window, choosers: Choosers) -> None:
    answers: list[tuple[str, str]] = []
    choosers.ask(
        Question("How did it end?", "What helped", "Resolve", (Choice("solved", "Solved", checked=False),)),
        lambda key, words: answers.append((key, words)),
    )
    button = QApplication.focusWidget()
    assert isinstance(button, QPushButton)
    QTest.keyClick(button, Qt.Key.Key_Return)
    button.setFocus()
    QTest.keyClicks(button, "C")
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == "C"
    QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert answers == [("solved", "C")]


def test_what_is_too_long_stays_in_the_form_and_is_told(small: Window, choosers: Choosers) -> None:
    answers: list[str] = []
    choosers.ask_text("Pause", "Reason", "Pause", answers.append)
    field, source = form(small)._words, QMimeData()
    assert isinstance(field, PlainField)
    QTest.keyClicks(field, "why")
    source.setText("x" * (BODY_LIMIT + 1))
    field.insertFromMimeData(source)
    assert field.toPlainText() == "why"
    assert form(small)._missing.text() == "200,001 characters are too many; 200,000 fit."
    source.setText("x\n" * BODY_LIMIT)
    field.insertFromMimeData(source)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert answers == []
    assert form(small)._missing.text() == "400,002 characters are too many; 200,000 fit."


def test_undo_means_the_words_of_a_form_and_nothing_behind_it(small: Window, choosers: Choosers) -> None:
    done: list[str] = []
    small.page.frame.actions.ran.connect(done.append)
    choosers.ask(Question("How did it end?", "What helped", "Resolve", (Choice("a", "A"),)), lambda *_: None)
    QTest.keyClicks(form(small)._group.buttons()[0], "C")
    form(small)._group.buttons()[0].setFocus()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert form(small)._written() == ""
    choosers.dismiss()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert done == ["window.undo"]


def test_the_best_fit_stands_first_and_headings_stay_together() -> None:
    rows: Sequence[Choice] = (
        Choice("1", "Wake a paused ticket", heading="a"),
        Choice("2", "Pause", heading="b"),
        Choice("3", "Un-pause", heading="a"),
    )
    assert [row.key for row in fitting("pau", rows)] == ["2", "3", "1"]
    assert fitting("", rows) == list(rows)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)
