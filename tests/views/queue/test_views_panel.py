"""The views at the left: what is late stands out, and nothing else does."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.services.tickets.filters import Filter, Sort
from console.services.tickets.views import BuiltIn, Shelf, View
from console.settings import Settings, Theme
from console.views.queue.views_panel import ViewsPanel
from console.views.theme import Look


@pytest.mark.parametrize(
    ("view", "count", "red"), [(BuiltIn.AT_RISK, 6, True), (BuiltIn.AT_RISK, 0, False), (BuiltIn.ALL_OPEN, 6, False)]
)
def test_the_count_of_what_is_late_or_at_risk_is_red_where_there_is_any(
    qapp: QApplication, qtbot: QtBot, view: BuiltIn, count: int, red: bool
) -> None:
    look = Look(qapp, Settings(theme=Theme.LIGHT))
    host = QWidget()
    qtbot.addWidget(host)
    panel = ViewsPanel(look, host)
    panel.resize(180, 300)
    panel.show_views([View(view, Shelf.TEAM, Filter(), Sort())], None, {view: count})
    image = panel.grab().toImage()
    wanted = look.theme.sla["breach"].text
    inked = (QColor(image.pixel(x, y)) for x in range(image.width()) for y in range(image.height()))
    assert any(abs(c.red() - wanted.red()) + c.green() + c.blue() < 90 and c.red() > 120 for c in inked) is red
    look.deleteLater()
