"""Charts of the metrics of the open incident, with marks where the impact began and where something was done.

Promise: pyqtgraph is imported when there is something to draw, never before; a chart takes no key and no wheel; what it
shows is said in words for who does not see.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.services.incidents.metrics import MarkKind, Metric, Metrics
from console.views.labels import label
from console.views.theme import Look

MOST_CHARTS = 3
HEIGHT = 84
"""Pixels of one chart."""


class MetricChart(QWidget):
    """The charts, one below the other; hidden without any."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 0, 16, 4)
        self._column.setSpacing(0)
        self.drawn: list[QWidget] = []
        self.hide()

    def show_metrics(self, metrics: Metrics, words: Mapping[MarkKind, str]) -> None:
        """Draw these and no others; `words` say what a mark is."""
        for old in self.drawn:
            self._column.removeWidget(old)
            old.deleteLater()
        self.drawn = []
        for metric in metrics.metrics[:MOST_CHARTS]:
            self._draw(metric, metrics, words)
        self.setVisible(bool(metrics.metrics))

    def _draw(self, metric: Metric, metrics: Metrics, words: Mapping[MarkKind, str]) -> None:
        import pyqtgraph  # half a second, and few incidents have metrics

        theme, fonts = self._look.theme, self._look.fonts
        title = label(self, "small")
        title.setText(f"{metric.name}  {_last(metric)}")
        axis = pyqtgraph.DateAxisItem(orientation="bottom")
        chart = pyqtgraph.PlotWidget(self, background=theme.bg.surface, axisItems={"bottom": axis})
        chart.setFixedHeight(HEIGHT)
        chart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chart.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        chart.hideButtons()
        chart.setMenuEnabled(False)
        for side in ("left", "bottom"):
            chart.getAxis(side).setStyle(tickFont=fonts.micro)
            chart.getAxis(side).setPen(theme.line.hair)
            chart.getAxis(side).setTextPen(theme.text.tertiary)
        for place, (_, points) in enumerate(metric.series):
            color = theme.charts.series[place % len(theme.charts.series)]
            xs, ys = [at for at, _ in points], [value for _, value in points]
            chart.plot(xs, ys, pen=pyqtgraph.mkPen(color, width=1.5))
        for mark in metrics.marks:
            color = theme.text.secondary if mark.kind is MarkKind.ACTION else theme.charts.series[0]
            pen = pyqtgraph.mkPen(color, width=1, style=Qt.PenStyle.DashLine)
            chart.addItem(pyqtgraph.InfiniteLine(mark.at, angle=90, pen=pen))
        chart.setAccessibleName(_said(metric, metrics, words))
        self.drawn += [title, chart]
        self._column.addWidget(title)
        self._column.addWidget(chart)


def _last(metric: Metric) -> str:
    return " / ".join(f"{points[-1][1]:.4g}" for _, points in metric.series[:4])


def _said(metric: Metric, metrics: Metrics, words: Mapping[MarkKind, str]) -> str:
    """The chart in words."""
    parts = [
        f"{name}: {min(value for _, value in points):.4g} – {max(value for _, value in points):.4g}"
        for name, points in metric.series
    ]
    parts += [
        f"{words[mark.kind]} {mark.text} {datetime.fromtimestamp(mark.at, UTC).astimezone():%H:%M}"
        for mark in metrics.marks
    ]
    return ", ".join(parts)
