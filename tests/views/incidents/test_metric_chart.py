"""Charts of metrics are drawn when there are some, said in words, and gone with another incident."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.services.incidents.metrics import Mark, MarkKind, Metric, Metrics
from console.settings import Settings
from console.views.incidents.metric_chart import MOST_CHARTS, MetricChart
from console.views.theme import Look

WORDS = {MarkKind.IMPACT: "began", MarkKind.REPORT: "declared", MarkKind.ACTION: "done:"}
POINTS = ((1_000.0, 1.0), (1_030.0, 0.25))


def test_what_was_measured_is_drawn_and_said(qapp: QApplication, qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(500, 400)
    chart = MetricChart(Look(qapp, Settings()), around)
    assert not chart.isVisibleTo(around)
    made = tuple(Metric(f"m{n}", ((f"m{n}{{job=a}}", POINTS), (f"m{n}{{job=b}}", POINTS))) for n in range(5))
    marks = (Mark(MarkKind.IMPACT, 1_010.0), Mark(MarkKind.ACTION, 1_020.0, "restart"))
    chart.show_metrics(Metrics(made, marks), WORDS)
    assert "pyqtgraph" in sys.modules
    assert len(chart.drawn) == 2 * MOST_CHARTS
    said = chart.drawn[1].accessibleName()
    assert "m0{job=a}: 0.25 – 1" in said
    assert "done: restart" in said
    around.show()
    qtbot.waitExposed(around)
    before = chart.drawn[1].grab().toImage()
    flat = Metric("m0", (("m0{job=a}", ((1_000.0, 1.0), (1_030.0, 1.0))),))
    chart.show_metrics(Metrics((flat,)), WORDS)
    chart.adjustSize()
    assert chart.drawn[1].grab().toImage() != before
    chart.show_metrics(Metrics(), WORDS)
    assert (chart.drawn, chart.isVisibleTo(around)) == ([], False)
