"""The views at the left: what is late stands out, and nothing else does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.services.tickets.filters import Filter, Sort
from console.services.tickets.views import BuiltIn, Shelf, View
from console.settings import Settings, Theme
from console.views.queue.views_panel import Entry, ViewsPanel, _Rows
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


def test_a_view_that_is_left_is_painted_alone(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Look(qapp, Settings(theme=Theme.LIGHT))
    host = QWidget()
    qtbot.addWidget(host)
    panel = ViewsPanel(look, host)
    panel.resize(180, 400)
    views = [View(one.value, Shelf.TEAM, Filter(), Sort()) for one in BuiltIn]
    counts = {BuiltIn.ALL.value: 3}
    panel.show_views(views, views[0], counts)
    with qtbot.waitExposed(host):
        host.show()
    qapp.processEvents()
    painted: list[View | None] = []
    paint = _Rows._paint_view

    def noted(rows: _Rows, painter: QPainter, area: QRect, entry: Entry, *, current: bool, hovered: bool) -> None:
        painted.append(entry.view)
        paint(rows, painter, area, entry, current=current, hovered=hovered)

    monkeypatch.setattr(_Rows, "_paint_view", noted)
    panel.show_views(views, views[4], counts)
    qapp.processEvents()
    assert painted == views[:5]
    painted.clear()
    panel.show_views(views, None, counts)
    qapp.processEvents()
    assert painted == [views[4]]
    panel.show_views(views, None, {BuiltIn.ALL.value: 4})
    assert panel.list.views.at(panel.list.views.row_of(views[-1])).count == 4
    look.deleteLater()
