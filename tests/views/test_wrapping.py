"""A text without breaks is shown and taken without looking for breaks in it; one too long for a line stays out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame
from pytestqt.qtbot import QtBot

from console.services.tickets.texts import BODY_LIMIT
from console.views.plain_field import PlainField
from console.views.queue.messages import Body
from console.views.wrapping import LONGEST_RUN, longest_line, wrapping

ANYWHERE, BETWEEN = QTextOption.WrapMode.WrapAnywhere, QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
RUN = "TWFu" * (LONGEST_RUN // 4)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("", BETWEEN),
        ("word " * LONGEST_RUN, BETWEEN),
        ("登录失败" * LONGEST_RUN, BETWEEN),
        (f"{RUN[:-1]}\n{RUN[:-1]}", BETWEEN),
        (f"before {RUN} after", ANYWHERE),
    ],
)
def test_only_a_run_without_breaks_is_broken_anywhere(text: str, mode: QTextOption.WrapMode, qtbot: QtBot) -> None:
    assert wrapping(text) is mode
    frame = QFrame()
    qtbot.addWidget(frame)
    body = Body(frame)
    body.show_text(text, 20)
    assert (body.wordWrapMode(), body.toPlainText()) == (mode, text)


def pasted(field: PlainField, text: str) -> None:
    """Put a text from elsewhere into the field."""
    source = QMimeData()
    source.setText(text)
    field.insertFromMimeData(source)


def test_a_field_takes_a_run_whole_and_wraps_between_words_again_afterwards(qtbot: QtBot) -> None:
    field = PlainField()
    qtbot.addWidget(field)
    pasted(field, RUN)
    assert (field.toPlainText(), field.wordWrapMode()) == (RUN, ANYWHERE)
    pasted(field, " and words")
    assert (field.toPlainText(), field.wordWrapMode()) == (f"{RUN} and words", ANYWHERE)
    field.setPlainText("")
    assert field.wordWrapMode() is BETWEEN
    field.setPlainText(RUN)
    assert field.wordWrapMode() is ANYWHERE


def test_a_line_longer_than_a_whole_text_stays_out_and_is_told(qtbot: QtBot) -> None:
    """Many lines may be too long together: they are shown at once, and refused when they are sent."""
    field = PlainField()
    qtbot.addWidget(field)
    field.setPlainText("written before")
    with qtbot.waitSignal(field.overlong) as told:
        pasted(field, "x\n" + "x" * (BODY_LIMIT + 1))
    assert told.args == [BODY_LIMIT + 3]
    assert field.toPlainText() == "written before"
    lines = "x\n" * BODY_LIMIT
    assert longest_line(lines) == 1
    pasted(field, lines)
    assert len(field.toPlainText()) == len("written before") + len(lines)
