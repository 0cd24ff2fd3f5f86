"""The lines of what is open: written here, judged as they are written, published from here.

Promise: every keystroke is told; what is shown back never moves the cursor of who types.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Locale, PolicyKind
from console.views.labels import label
from console.views.plain_field import PlainField
from console.views.policies.state import State
from console.views.theme import COLUMN_HEAD, Look
from console.views.times import exact


class LinesPanel(QFrame):
    """Head, lines, and the row that publishes them."""

    typed = Signal(str)
    """The lines."""
    wanted = Signal(str)
    """The id of an action."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._showing = False
        self.setProperty("kind", "surface")
        self._title, self._about = label(self, "title"), label(self, "small")
        self.refusal = label(self, "warn", wraps=True)
        self._legend = label(self, "small", wraps=True)
        self.text = PlainField(self)
        self.text.setTabChangesFocus(True)
        self.begins = QLineEdit(self)
        self.begins.setMaxLength(10)
        self.begins.setFixedWidth(120)
        self._begins_name = label(self, "small")
        self.publish, self._versions, self._holidays = QPushButton(self), QPushButton(self), QPushButton(self)
        self.publish.setProperty("kind", "primary")
        self._build()
        self.dress()

    def show_draft(self, state: State, locale: Locale, today: date, *, can_publish: bool) -> None:
        """Show what is open; lines that stand there already are left alone."""
        thing = state.thing
        self._showing = True
        self._title.setText(thing.name if thing else "")
        newest = thing.versions[0] if thing and thing.versions else None
        parts = [
            self.tr("version {n}, since {when}").format(n=newest.number, when=exact(newest.effective, today, locale))
            if newest
            else "",
            newest.author or "" if newest else "",
            self.tr("not published yet") if thing and (state.is_changed or newest is None) else "",
        ]
        self._about.setText(" · ".join(filter(None, parts)))
        if self.text.toPlainText() != state.text:
            self.text.setPlainText(state.text)
        if self.begins.text().strip() != state.begins:
            self.begins.setText(state.begins)
        self.refusal.setText(words.refusal(state.refused, locale) if state.refused else "")
        self.refusal.setVisible(state.refused is not None)
        is_calendar = thing is not None and thing.kind is PolicyKind.CALENDAR
        self._holidays.setVisible(is_calendar)
        self._legend.setText(self._legend_of(thing.kind if thing else PolicyKind.SLA))
        self.publish.setEnabled(can_publish and not state.is_publishing)
        self._versions.setEnabled(newest is not None)
        self._showing = False

    def retranslate(self, titles: Mapping[str, str]) -> None:
        """Take the words of the present language."""
        self.publish.setText(titles["policies.publish"])
        self._versions.setText(titles["policies.versions"])
        self._holidays.setText(titles["policies.holidays"])
        self._begins_name.setText(self.tr("Begins"))
        self.begins.setPlaceholderText(self.tr("at once"))
        self.begins.setToolTip(self.tr("A date such as 2026-03-01; empty: at once"))
        self.begins.setAccessibleName(self.tr("Begins"))
        self.text.setAccessibleName(self.tr("Lines"))

    def dress(self) -> None:
        """Take the look in use."""
        self.text.setFont(self._look.fonts.mono)

    def _legend_of(self, kind: PolicyKind) -> str:
        if kind is PolicyKind.GROUPS:
            return self.tr(
                "group NAME begins one · person NAME, as the directory has it · outside ADDRESS zh_CN or en NAME"
            )
        if kind is PolicyKind.CHANNELS:
            return self.tr(
                "[channels.NAME] begins one, kind smtp, chat or webhook; the lines below are TOML. Passwords and keys"
                " stand apart: support-console channels secret NAME · channels test NAME really sends one."
            )
        if kind is PolicyKind.CALENDAR:
            return self.tr(
                "zone · mon-fri 09:00-12:00 13:00-18:00 (over midnight: 22:00-06:00) · holiday DATES · yearly 01-01 ·"
                " open DATES: SPANS (a make-up or short day) · break DATES: SPANS. DATES: 2026-10-01..2026-10-07"
            )
        return self.tr(
            "agreement NAME begins one; the first that matches a ticket holds, the last has no “when”."
            " when type, priority, team, channel, tag · first_response, next_response, resolution 1h30m ·"
            " calendar 24x7, team or a name · warn 50% 75% · tell assignee, lead, on_call 30m"
        )

    def _tell(self) -> None:
        if not self._showing:
            self.typed.emit(self.text.toPlainText())

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._about, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in (self._begins_name, self.begins, self.publish):
            row.addWidget(part)
        row.addStretch(1)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        for way in (self._versions, self._holidays):
            ways.addWidget(way)
        ways.addStretch(1)
        top = QFrame(self)
        top.setFixedHeight(COLUMN_HEAD - 1)
        top.setLayout(head)
        body = QVBoxLayout()
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(8)
        for part in (self._legend, self.refusal):
            body.addWidget(part)
        body.addWidget(self.text, 1)
        body.addLayout(row)
        body.addLayout(ways)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(body, 1)
        self.text.textChanged.connect(self._tell)
        for button, key in (
            (self.publish, "policies.publish"),
            (self._versions, "policies.versions"),
            (self._holidays, "policies.holidays"),
        ):
            button.clicked.connect(lambda *_, key=key: self.wanted.emit(key))
