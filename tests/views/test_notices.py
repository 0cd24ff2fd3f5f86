"""What was done can be undone, and what was refused stays until it is read."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.models.kinds import Code, Refused
from console.services.bus import Changed
from console.services.tickets.commands import CreateTicket, SetTitle
from console.services.tickets.whole import OpenTicket
from console.settings import Language as Spoken
from console.views.notices import MOST_UNDONE
from tests.support.window import Window


def title(small: Window, ticket: str) -> str:
    return small.services.desk.ask(OpenTicket(ticket)).title


def test_ctrl_z_takes_back_the_last_thing_done(small: Window, qtbot: QtBot) -> None:
    ticket = small.services.desk.do(CreateTicket("before")).subject
    done = small.services.desk.do(SetTitle(ticket, "after"))
    assert done.undo is not None
    small.shell.notices.done("Renamed", [done.undo])
    assert small.shell.notices._toast.isVisible()
    QTest.keyClick(small.page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: title(small, ticket) == "before")


def test_what_was_taken_back_is_said_and_told(small: Window, qtbot: QtBot) -> None:
    ticket = small.services.desk.do(CreateTicket("before")).subject
    done = small.services.desk.do(SetTitle(ticket, "after"))
    assert done.undo is not None
    small.shell.notices.done("Ticket 1 renamed", [done.undo])
    with qtbot.waitSignal(small.shell.notices.undone) as caught:
        small.shell.notices.undo()
    assert caught.args == [Changed(tickets=frozenset({ticket}))]
    assert small.shell.notices._toast._words.text() == "Undone: Ticket 1 renamed"


def test_why_something_cannot_be_done_is_said_as_a_sentence(small: Window) -> None:
    small.shell.notices.hint("no ticket is open")
    assert small.shell.notices._toast._words.text() == "No ticket is open"


def test_several_commands_are_taken_back_as_one(small: Window, qtbot: QtBot) -> None:
    tickets = [small.services.desk.do(CreateTicket(f"before {n}")).subject for n in range(3)]
    undos = [small.services.desk.do(SetTitle(ticket, "after")).undo for ticket in tickets]
    small.shell.notices.done("3 tickets renamed", [undo for undo in undos if undo])
    small.shell.notices._toast._undo.click()
    qtbot.waitUntil(lambda: [title(small, t) for t in tickets] == ["before 0", "before 1", "before 2"])
    assert not small.shell.notices.can_undo()


def test_with_nothing_left_to_undo_it_says_so(small: Window) -> None:
    small.shell.notices.undo()
    assert small.shell.notices._toast._words.text() == "There is nothing left to undo."


def test_ctrl_z_in_a_field_is_the_fields_own(small: Window) -> None:
    small.shell.notices.done("Renamed", [SetTitle("some ticket", "title")])
    small.page.field.setFocus()
    QTest.keyClicks(small.page.field, "abc")
    QTest.keyClick(small.page.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert small.page.field.text() == ""
    assert small.shell.notices.can_undo()


def test_a_toast_takes_no_focus_and_goes_by_itself(small: Window) -> None:
    toast = small.shell.notices._toast
    small.shell.notices.done("Renamed")
    assert QApplication.focusWidget() is small.page.list
    assert not toast._undo.isVisible()
    toast._away.timeout.emit()
    assert not toast.isVisible()


def test_a_toast_stands_above_where_one_writes(small: Window) -> None:
    notices, field = small.shell.notices, small.page.field
    notices.keep_clear(field)
    notices.done("Renamed")
    toast = notices._toast
    toast._rise.setCurrentTime(toast._rise.duration())
    field_top = field.mapTo(toast._host, QPoint()).y()
    assert toast.geometry().bottom() < field_top
    field.hide()
    notices.done("Renamed")
    toast._rise.setCurrentTime(toast._rise.duration())
    assert toast.geometry().bottom() > field_top


def test_only_so_many_things_can_be_taken_back(small: Window) -> None:
    for number in range(MOST_UNDONE + 5):
        small.shell.notices.done("Renamed", [SetTitle("ticket", str(number))])
    assert len(small.shell.notices._undos) == MOST_UNDONE


def test_a_refusal_follows_the_language_can_be_copied_and_closed(small: Window) -> None:
    bar = small.shell.notices.bar
    small.shell.notices.refused(Refused(Code.OUTCOME_NEEDED))
    assert bar.sentence().startswith("A ticket is resolved with an outcome")
    small.preferences.put(Spoken.ZH)
    assert bar.sentence().startswith("解决工单需要处理结果")
    bar._copy.click()
    assert QGuiApplication.clipboard().text() == bar.sentence()
    bar._close.click()
    assert bar.sentence() == ""


def test_hostile_words_are_shown_as_they_are(small: Window) -> None:
    small.shell.notices.refused(Refused(Code.UNKNOWN_VIEW, name="<b>x</b>", known="<img src=x>"))
    assert "<b>x</b>" in small.shell.notices.bar.sentence()
    assert small.shell.notices.bar._words.textFormat() is Qt.TextFormat.PlainText
    assert small.shell.notices._toast._words.textFormat() is Qt.TextFormat.PlainText
