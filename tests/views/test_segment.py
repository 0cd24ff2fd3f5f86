"""A word of a choice stands whole, whether it holds or not."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetrics

from console.views.segment import Segment
from tests.support.window import Window


def test_the_word_has_room_when_it_is_heavier(small: Window) -> None:
    made = Segment(small.shell, is_first=True)
    made.setText("As the system, and more")
    made.ensurePolished()
    heavy = QFont(made.font())
    heavy.setWeight(QFont.Weight.DemiBold)
    width = made.sizeHint().width()
    assert width >= QFontMetrics(heavy).horizontalAdvance(made.text()) + 2 * 10
    made.setChecked(True)
    assert made.sizeHint().width() == width
