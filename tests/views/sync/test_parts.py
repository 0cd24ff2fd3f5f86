"""Small widgets: what they show is plain, and it fits."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from console.views.labels import label
from console.views.sync.parts import Elided, KeyButton
from tests.support.window import Window


def test_a_label_never_reads_markup(small: Window) -> None:
    made = label(small.shell, "small", "<b>x</b>", wraps=True)
    assert made.textFormat() is Qt.TextFormat.PlainText
    assert made.wordWrap()


def test_a_long_line_gives_way_to_what_stands_beside_it(small: Window) -> None:
    made = Elided("word " * 200, small.shell)
    assert made.textFormat() is Qt.TextFormat.PlainText
    assert made.minimumWidth() == 1
    made.resize(80, 20)
    assert made.grab().width() == 80


def test_a_button_has_room_for_its_words_and_its_key(small: Window) -> None:
    measured = QFontMetrics(small.look.fonts.body).horizontalAdvance
    short, long = (KeyButton(small.look, "Save…", cap, small.shell) for cap in ("R", "Ctrl Shift ↵"))
    assert short.sizeHint().width() > measured("Save…") + 16
    assert long.sizeHint().width() > short.sizeHint().width()
    assert short.accessibleName() == "Save"
