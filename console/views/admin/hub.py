"""The hub itself: its figures, and what is not as it must be.

Promise: what is wrong is a sentence that says what puts it right; the figures are those of the command line.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from console import words
from console.services.clock import Clock
from console.services.sync.administering import Health
from console.views.labels import label
from console.views.theme import Look
from console.views.times import moment
from console.views.translation import Language

LEAST = 330
"""Pixels of the place, so that it does not jump when the answer comes."""


class HubPlace(QWidget):
    """Figures and findings."""

    def __init__(self, look: Look, language: Language, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._language = language
        self._clock = clock
        self._health: Health | None = None
        self.again = QPushButton(self)
        """Pressed when the hub is to be looked at anew."""
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setProperty("kind", "raised")
        self._area.setMinimumHeight(LEAST)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 16, 8)
        foot.addWidget(self.again)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._area, 1)
        column.addLayout(foot)

    def show_health(self, health: Health) -> None:
        """Show what the look found."""
        self._health = health
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self.again.setText(self.tr("Look again"))
        self._area.setAccessibleName(self.tr("The hub"))
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 10, 16, 6)
        column.setSpacing(8)
        if self._health is not None:
            self._add_findings(column, made, self._health)
            column.addSpacing(4)
            column.addLayout(self._figures(made, self._health))
        column.addStretch(1)
        self._area.setWidget(made)

    def _add_findings(self, column: QVBoxLayout, parent: QWidget, health: Health) -> None:
        theme, locale = self._look.theme, self._language.locale
        well = (("checkcircle", theme.sync.online, self.tr("Nothing is wrong with the hub")),)
        found = [("alert", theme.sync.attention, words.finding(one, locale)) for one in health.findings]
        column.addWidget(label(parent, "section", self.tr("Check")))
        for icon, ink, text in found or well:
            mark = QLabel(parent)
            mark.setPixmap(self._look.pixmap(icon, ink, theme.bg.raised, 16, self.devicePixelRatioF()))
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(mark)
            row.addWidget(label(parent, "", text, wraps=True), 1)
            column.addLayout(row)

    def _figures(self, parent: QWidget, health: Health) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(4)
        grid.addWidget(label(parent, "section", self.tr("Figures")), 0, 0)
        grid.setColumnStretch(3, 1)
        for at, (name, value) in enumerate(self._rows(health)):
            grid.addWidget(label(parent, "tertiary", name), 1 + at // 2, at % 2 * 2)
            grid.addWidget(label(parent, "", value), 1 + at // 2, at % 2 * 2 + 1)
        return grid

    def _rows(self, health: Health) -> tuple[tuple[str, str], ...]:
        status, locale = health.status, self._language.locale
        numbers = QLocale(locale.value)
        today = self._clock.now().astimezone().date()
        last = "" if status.last is None else moment(status.last, today, locale)
        return (
            (self.tr("PostgreSQL"), status.server),
            (self.tr("Version of the hub"), str(status.schema)),
            (self.tr("Connected now"), numbers.toString(status.connections)),
            (self.tr("People who sign in"), numbers.toString(status.people)),
            (self.tr("Requesters"), numbers.toString(status.requesters)),
            (self.tr("Teams"), numbers.toString(status.teams)),
            (self.tr("Tickets"), numbers.toString(status.tickets)),
            (self.tr("Commits"), numbers.toString(status.seq)),
            (self.tr("Last commit"), last),
            (self.tr("Entries of the audit log"), numbers.toString(status.log)),
            (self.tr("Size on disk"), words.size(status.bytes, locale)),
            (self.tr("Oldest console that may write"), str(status.oldest)),
        )
