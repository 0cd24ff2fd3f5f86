"""One table of actions: keys work where their scope says, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.views.actions import Action, Actions, Scope, clashes, key_caps, key_words


class Bench:
    """A window with a list, a ticket holding a field, and actions that note what ran."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.why = ""
        self.window = QWidget()
        self.list = QListWidget(self.window)
        self.list.addItems(["apple", "pear", "plum"])
        self.ticket = QWidget(self.window)
        self.field = QPlainTextEdit(self.ticket)
        column = QVBoxLayout(self.window)
        column.addWidget(self.list)
        column.addWidget(self.ticket)
        QVBoxLayout(self.ticket).addWidget(self.field)
        self.actions = Actions(self.window)
        self.actions.bind(self.window, Scope.PAGE)
        self.actions.bind(self.list, Scope.LIST, Scope.TICKET)
        self.actions.bind(self.ticket, Scope.TICKET)
        self.actions.bind(self.field, Scope.TEXT)
        self.actions.add(
            [
                self.noting("palette", Scope.GLOBAL, "Ctrl+K"),
                self.noting("down", Scope.LIST, "J"),
                self.noting("create", Scope.PAGE, "C"),
                self.noting("pause", Scope.TICKET, "P"),
                self.noting("go", Scope.LIST, "G, O"),
                self.noting("send", Scope.TEXT, "Ctrl+Return"),
                Action("late", "Late", lambda: self.ran.append("late"), Scope.LIST, ("L",), hindrance=lambda: self.why),
            ]
        )

    def noting(self, key: str, scope: Scope, keys: str) -> Action:
        return Action(key, key.title(), lambda: self.ran.append(key), scope, (keys,))


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    made = Bench()
    qtbot.addWidget(made.window)
    made.window.show()
    qtbot.waitActive(made.window)
    made.list.setFocus()
    yield made
    made.window.close()


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def test_single_keys_run_in_a_list(bench: Bench, qtbot: QtBot) -> None:
    press(Qt.Key.Key_J)
    press(Qt.Key.Key_P)
    assert bench.ran == ["down", "pause"]


def test_a_sequence_of_keys_runs(bench: Bench, qtbot: QtBot) -> None:
    press(Qt.Key.Key_G)
    press(Qt.Key.Key_O)
    assert bench.ran == ["go"]


def test_single_keys_are_text_where_text_is_typed(bench: Bench, qtbot: QtBot) -> None:
    bench.field.setFocus()
    QTest.keyClicks(bench.field, "pjgo")
    assert bench.field.toPlainText() == "pjgo"
    assert bench.ran == []


def test_single_keys_do_not_run_while_an_input_method_composes(bench: Bench, qtbot: QtBot) -> None:
    bench.field.setFocus()
    QApplication.sendEvent(bench.field, QInputMethodEvent("pinyin", []))
    press(Qt.Key.Key_P)
    QApplication.sendEvent(bench.field, QInputMethodEvent("", []))
    assert bench.ran == []


def test_keys_of_the_ticket_run_anywhere_in_it_but_in_its_fields(bench: Bench, qtbot: QtBot) -> None:
    bench.field.setReadOnly(True)
    bench.field.setFocus()
    press(Qt.Key.Key_P)
    press(Qt.Key.Key_J)
    assert bench.ran == ["pause"]


def test_keys_of_the_page_run_everywhere_but_where_text_is_typed(bench: Bench, qtbot: QtBot) -> None:
    press(Qt.Key.Key_C)
    bench.field.setFocus()
    press(Qt.Key.Key_C)
    assert bench.ran == ["create"]
    bench.field.setReadOnly(True)
    press(Qt.Key.Key_C)
    assert bench.ran == ["create", "create"]


@pytest.mark.parametrize("place", ["list", "field"])
def test_global_keys_run_everywhere(bench: Bench, qtbot: QtBot, place: str) -> None:
    {"list": bench.list, "field": bench.field}[place].setFocus()
    press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert bench.ran == ["palette"]


def test_keys_of_text_run_only_there(bench: Bench, qtbot: QtBot) -> None:
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bench.ran == []
    bench.field.setFocus()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bench.ran == ["send"]


def test_what_cannot_be_done_says_why(bench: Bench, qtbot: QtBot) -> None:
    bench.why = "this one is running"
    with qtbot.waitSignal(bench.actions.hindered) as caught:
        press(Qt.Key.Key_L)
    assert caught.args == ["this one is running"]
    assert bench.ran == []


def test_a_menu_shows_the_keys_and_greys_what_cannot_be_done(bench: Bench, qtbot: QtBot) -> None:
    bench.why = "this one is running"
    menu = bench.actions.menu(["pause", "", "late"], bench.window)
    texts = [(entry.text(), entry.isEnabled()) for entry in menu.actions() if not entry.isSeparator()]
    assert texts == [("Pause\tP", True), ("Late\tL", False)]
    menu.actions()[0].trigger()
    assert bench.ran == ["pause"]


@pytest.mark.parametrize(
    ("first", "second", "clash"),
    [
        (Scope.LIST, Scope.LIST, True),
        (Scope.LIST, Scope.TICKET, True),
        (Scope.PAGE, Scope.TICKET, True),
        (Scope.PAGE, Scope.TEXT, False),
        (Scope.GLOBAL, Scope.TEXT, True),
        (Scope.GLOBAL, Scope.LIST, True),
        (Scope.TEXT, Scope.LIST, False),
    ],
)
def test_a_key_has_one_meaning_in_a_place(bench: Bench, first: Scope, second: Scope, clash: bool) -> None:
    table = [bench.noting("one", first, "Ctrl+J"), bench.noting("two", second, "ctrl+j")]
    assert bool(clashes(table)) is clash


def test_keys_of_a_page_work_on_that_page_alone(bench: Bench) -> None:
    """The same letter may mean something else on another page."""
    for page in ("shelf", "desk"):
        bench.actions.add([bench.noting(f"{page}.mend", Scope.LIST, "M")], page)
    assert bench.actions.all()[-1].id == "late"
    for page in ("shelf", "desk", "shelf"):
        bench.actions.turn_to(page)
        press(Qt.Key.Key_M)
        press(Qt.Key.Key_J)
        assert bench.actions.all()[-1].id == f"{page}.mend"
    assert bench.ran == ["shelf.mend", "down", "desk.mend", "down", "shelf.mend", "down"]
    with pytest.raises(ValueError, match="both want J"):
        bench.actions.add([bench.noting("jump", Scope.LIST, "J")], "desk")


def test_a_key_or_id_that_is_taken_is_refused(bench: Bench) -> None:
    with pytest.raises(ValueError, match="both want P"):
        bench.actions.add([bench.noting("print", Scope.LIST, "P")])
    with pytest.raises(ValueError, match="two actions pause"):
        bench.actions.add([bench.noting("pause", Scope.LIST, "Y")])


@pytest.mark.parametrize(
    ("keys", "caps"),
    [
        ("Ctrl+K", ("Ctrl K",)),
        ("G, O", ("G", "O")),
        ("Shift+P", ("Shift P",)),
        ("?", ("?",)),
        ("Ctrl+,", ("Ctrl ,",)),
        ("Ctrl+Return", ("Ctrl ↵",)),
    ],
)
def test_keys_are_shown_as_caps(bench: Bench, keys: str, caps: tuple[str, ...]) -> None:
    action = bench.noting("one", Scope.LIST, keys)
    assert key_caps(action) == caps
    assert key_words(action) == " ".join(caps)
