"""What the lines come to: targets in both readings, a month of days or whom groups reach; what past tickets had become.

Promise: it shows the last lines that were understood and says when those are not the ones that stand there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from console import words
from console.models.channels import Channel
from console.models.groups import Audience
from console.models.kinds import Locale, PolicyKind
from console.models.ruling_text import length_text
from console.services.ruled import Reading, Replayed
from console.views.labels import label
from console.views.policies.doing import CLOCKED
from console.views.policies.month import MonthGrid
from console.views.policies.parts import WordTable
from console.views.policies.state import State
from console.views.theme import COLUMN_HEAD, Look


class BesidePanel(QFrame):
    """Readings or month above, the trial below."""

    wanted = Signal(str)
    """The id of an action."""
    ticket_wanted = Signal(str)
    """The id of a ticket to be shown."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._tickets: tuple[str, ...] = ()
        self.setProperty("kind", "panel")
        self._title, self._stale = label(self, "title"), label(self, "warn")
        self._before, self._after = QToolButton(self), QToolButton(self)
        self.readings = WordTable(look, 5, 4, self)
        self.month = MonthGrid(look, self)
        self.trial, self._stop = QPushButton(self), QPushButton(self)
        self._outcome = label(self, "small", wraps=True)
        self.replays = WordTable(look, 4, 1, self)
        self._build()
        self.dress()

    def show_draft(self, state: State, locale: Locale, *, is_current: bool) -> None:
        """Show what the lines come to."""
        thing, preview = state.thing, state.preview
        kind = PolicyKind.SLA if thing is None else thing.kind
        is_calendar = kind is PolicyKind.CALENDAR
        month = QDate(state.month.year, state.month.month, 1)
        said = QLocale(locale.value).toString(month, "yyyy年M月" if locale is Locale.ZH else "MMMM yyyy")
        titles = {PolicyKind.CALENDAR: said, PolicyKind.GROUPS: self.tr("Who hears of incidents")}
        titles[PolicyKind.CHANNELS] = self.tr("By what messages go out")
        self._title.setText(titles.get(kind, self.tr("Targets in both readings")))
        self._stale.setText("" if is_current or preview is None else self.tr("of the lines before"))
        for part in (self._before, self._after, self.month):
            part.setVisible(is_calendar)
        self.readings.setVisible(not is_calendar)
        self.month.show_days(preview.days if preview else (), locale)
        if kind is PolicyKind.GROUPS:
            self._show_reached(preview.reached if preview else None, locale)
        elif kind is PolicyKind.CHANNELS:
            self._show_channels(preview.channels if preview else (), locale)
        else:
            self._show_readings(preview.readings if preview else (), locale)
        for below in (self.trial, self._outcome):
            below.setVisible(kind in CLOCKED)
        self.trial.setEnabled(is_current and not state.is_replaying)
        self._stop.setVisible(state.is_replaying)
        self._outcome.setText(self._outcome_words(state, locale))
        self._show_replay(state.replayed, locale)

    def retranslate(self, titles: Mapping[str, str]) -> None:
        """Take the words of the present language."""
        self.trial.setText(titles["policies.replay"])
        self._stop.setText(titles["policies.stop"])
        for button, key in ((self._before, "policies.before"), (self._after, "policies.after")):
            button.setToolTip(titles[key])
            button.setAccessibleName(titles[key])
        self.readings.setAccessibleName(self.tr("Targets in both readings"))
        self.replays.setAccessibleName(self.tr("Tickets whose clocks would stand otherwise"))

    def dress(self) -> None:
        """Take the look in use."""
        self._before.setIcon(self._look.theme.icon("up"))
        self._after.setIcon(self._look.theme.icon("down"))
        self.month.update()

    def _show_readings(self, readings: Sequence[Reading], locale: Locale) -> None:
        heads = (
            *(self.tr("Agreement"), self.tr("Clock"), self.tr("Business"), self.tr("By the clock")),
            self.tr("Calendar"),
        )
        self.readings.show_rows(heads, [self._reading(one, locale) for one in readings])

    def _show_reached(self, reached: Audience | None, locale: Locale) -> None:
        """Those nobody reaches stand first."""
        heads = self.tr("Name"), self.tr("Address, or why not reached"), self.tr("Groups"), self.tr("Language"), ""
        found = reached or Audience((), ())
        missed = [(gap.name, f"⚠ {words.word(gap.gap, locale)}", gap.group, "", "") for gap in found.unreached]
        told = [(one.name, one.address, ", ".join(one.groups), one.locale.value, "") for one in found.recipients]
        self.readings.show_rows(heads, missed + told)

    def _show_channels(self, channels: Sequence[Channel], locale: Locale) -> None:
        heads = self.tr("Channel"), self.tr("Kind"), self.tr("Groups"), self.tr("Address"), ""
        rows = [
            (one.name, words.word(one.kind, locale), ", ".join(one.groups), one.place.address if one.place else "", "")
            for one in channels
        ]
        self.readings.show_rows(heads, rows)

    def _reading(self, one: Reading, locale: Locale) -> tuple[str, str, str, str, str]:
        wall = words.duration(timedelta(seconds=one.shortest), locale)
        if one.longest != one.shortest:
            longest = words.duration(timedelta(seconds=one.longest), locale)
            wall = self.tr("{short} to {long}").format(short=wall, long=longest)
        return one.agreement, words.word(one.clock, locale), length_text(one.business), wall, one.calendar

    def _outcome_words(self, state: State, locale: Locale) -> str:
        if state.is_replaying:
            return self.tr("Past tickets are gone through…")
        found = state.replayed
        if found is None:
            return self.tr("A trial tells which clocks of the tickets of the last 90 days would stand otherwise.")
        said = self.tr("{tickets} tickets of the last 90 days; {changed} would stand otherwise.").format(
            tickets=found.tickets, changed=found.changed
        )
        parts = [
            f"{words.word(clock, locale)}: {words.word(before, locale)} → {words.word(after, locale)} {count}"
            for (clock, before, after), count in sorted(found.counts.items(), key=lambda item: -item[1])
        ]
        return "\n".join((said, *parts))

    def _show_replay(self, found: Replayed | None, locale: Locale) -> None:
        listed = found.listed if found else ()
        self._tickets = tuple(one.ticket for one in listed)
        self.replays.setVisible(bool(listed))
        heads = (self.tr("Number"), self.tr("Title"), self.tr("Clock"), self.tr("Would be"))
        rows = [
            (
                str(one.number or ""),
                one.title,
                words.word(one.flip.clock, locale),
                f"{words.word(one.flip.before, locale)} → {words.word(one.flip.after, locale)}",
            )
            for one in listed
        ]
        self.replays.show_rows(heads, rows)

    def _go(self, row: int) -> None:
        if 0 <= row < len(self._tickets):
            self.ticket_wanted.emit(self._tickets[row])

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(8)
        for part in (self._title, self._before, self._after):
            head.addWidget(part)
        head.addWidget(self._stale, 1)
        top = QFrame(self)
        top.setFixedHeight(COLUMN_HEAD - 1)
        top.setLayout(head)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.trial, self._stop):
            row.addWidget(button)
        row.addStretch(1)
        body = QVBoxLayout()
        body.setContentsMargins(16, 4, 16, 12)
        body.setSpacing(8)
        body.addWidget(self.readings, 1)
        body.addWidget(self.month)
        body.addLayout(row)
        body.addWidget(self._outcome)
        body.addWidget(self.replays, 1)
        body.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(body, 1)
        self.replays.activated.connect(lambda index: self._go(index.row()))
        for pressed, key in (
            (self.trial, "policies.replay"),
            (self._stop, "policies.stop"),
            (self._before, "policies.before"),
            (self._after, "policies.after"),
        ):
            pressed.clicked.connect(lambda *_, key=key: self.wanted.emit(key))
