"""The page of who is on call: people and numbers at the left, the week of shifts beside them (SPEC 2.3, 7.11).

Promise: widgets tell what a person did, the presenter decides, `_show` shows; all of it is read from this machine.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Refused
from console.services.attachments import clean_name
from console.services.rota_calendar import icalendar
from console.services.tickets.commands import Command
from console.views.actions import CONTEXT, Action, Scope
from console.views.on_call.asking import Asking
from console.views.on_call.doing import on_call_actions
from console.views.on_call.presenter import Around, OnCallPresenter
from console.views.on_call.reach import Reach
from console.views.on_call.state import DAYS, State
from console.views.on_call.week import Week
from console.views.pages import Frame, NoTickets
from console.views.saving import ask_file
from console.views.theme import COLUMN_HEAD
from console.views.times import short_date

AGAIN_MS = 30_000
"""How often it is looked who is on call now."""
REACH = 300
BUTTONS = ("oncall.before", "oncall.today", "oncall.next", "oncall.export")


class OnCallPage(QObject, NoTickets):
    """The page."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._is_ready = False
        self._widget = QWidget()
        self.setParent(self._widget)
        self.week, self.reach = Week(frame.look, self._widget), Reach(frame.look, self._widget)
        self._title, self._period = QLabel(self._widget), QLabel(self._widget)
        self._buttons = {key: QPushButton(self._widget) for key in BUTTONS}
        self.presenter = OnCallPresenter(
            Around(frame.courier, frame.clock, frame.me, self._show, self._tell, self._complain)
        )
        self.asking = Asking(frame, self.presenter, self)
        runs: dict[str, Callable[[], object]] = {
            **{f"oncall.{name}": getattr(self.asking, name) for name in ("override", "join", "rotation", "away")},
            "oncall.contact": self.asking.contact,
            "oncall.drop": self.asking.drop,
            "oncall.export": self.export,
            "oncall.handover": self.asking.handover,
        }
        self._actions = on_call_actions(self.presenter, runs)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._build()
        self._connect()
        self._retranslate()
        self.presenter.start()
        self._again.start()

    @property
    def widget(self) -> QWidget:
        """What is shown."""
        return self._widget

    def actions(self) -> tuple[Action, ...]:
        """Everything a person can do here."""
        return self._actions

    def focus(self) -> None:
        """Take the keyboard to the week, as it stands by now."""
        self.presenter.time_passed()
        self.week.setFocus(Qt.FocusReason.OtherFocusReason)

    def panels(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return (self.week, self._buttons["oncall.today"])

    def close_page(self) -> None:
        """Nothing is being written here."""
        self._again.stop()

    def export(self) -> None:
        """Ask for a file, and write the chosen team's shifts into it."""
        watch = self.presenter.state.watch
        if watch is not None:
            kinds, name = {self.tr("Calendar (*.ics)"): "ics"}, clean_name(f"{watch.name}.ics")
            ask_file(self._widget, self.tr("Export the week"), name, kinds, self.write)

    def write(self, path: Path) -> None:
        """Write the chosen team's shifts of the week; says what became of it."""
        state = self.presenter.state
        if state.watch is None or state.directory is None:
            return
        title = self.tr("On call: {person} ({team})")
        names, made = state.directory.names, self._frame.clock.now()
        try:
            path.write_text(icalendar(state.watch.name, state.watch.shifts, names, title, made), "utf-8", newline="")
        except OSError as error:
            said = self.tr("{name} could not be written: {reason}. Nothing was kept; choose another place.")
            self._frame.notices.done(said.format(name=path.name, reason=error.strerror or str(error)), ())
        else:
            self._frame.notices.done(self.tr("The shifts are in {name}.").format(name=path.name), ())

    def _show(self, state: State) -> None:
        locale = self._frame.language.locale
        self.week.show_state(state, self._frame.me.id, locale)
        self.reach.show_state(state, locale)
        last = state.monday + timedelta(days=DAYS - 1)
        self._period.setText(f"{short_date(state.monday, locale)} – {short_date(last, locale)}")
        if state.directory is not None and not self._is_ready:
            self._is_ready = True
            QTimer.singleShot(0, self, self._frame.ready)
            self._frame.answering()

    def _tell(self, said: str, undo: Command | None) -> None:
        sentences = {
            "override": self.tr("The rota is changed for that time."),
            "rotation": self.tr("They take turns from this week on."),
            "away": self.tr("You are out of office."),
            "back": self.tr("You are back at work."),
            "contacts": self.tr("The emergency contacts are changed."),
        }
        self._frame.notices.done(sentences[said], () if undo is None else (undo,))

    def _complain(self, refused: Refused) -> None:
        self._frame.notices.done(words.refusal(refused, self._frame.language.locale), ())

    def _retranslate(self) -> None:
        self._title.setText(QCoreApplication.translate(CONTEXT, "On call"))
        said = {
            "oncall.before": self.tr("Week before"),
            "oncall.today": self.tr("This week"),
            "oncall.next": self.tr("Next week"),
            "oncall.export": self.tr("Export…"),
        }
        for key, button in self._buttons.items():
            button.setText(said[key])
        self.reach.setAccessibleDescription(self.tr("Who is on call now, and emergency contacts"))
        self._show(self.presenter.state)

    def _connect(self) -> None:
        frame, presenter = self._frame, self.presenter
        for key, button in self._buttons.items():
            button.clicked.connect(partial(frame.actions.run, key))
        self.week.team_wanted.connect(presenter.choose)
        self._again.timeout.connect(presenter.time_passed)
        frame.courier.changed.connect(presenter.take)
        frame.look.changed.connect(lambda: self._show(presenter.state))
        frame.language.changed.connect(self._retranslate)
        frame.actions.bind(self._widget, Scope.PAGE)

    def _build(self) -> None:
        head = QFrame(self._widget)
        head.setProperty("kind", "surface")
        head.setFixedHeight(COLUMN_HEAD - 1)
        self._title.setProperty("ink", "title")
        self._period.setProperty("ink", "small")
        row = QHBoxLayout(head)
        row.setContentsMargins(16, 0, 14, 0)
        row.setSpacing(8)
        row.addWidget(self._title)
        row.addWidget(self._period)
        row.addStretch(1)
        for button in self._buttons.values():
            row.addWidget(button)
        line, edge = QFrame(self._widget), QFrame(self._widget)
        line.setFixedHeight(1)
        edge.setFixedWidth(1)
        for hair in (line, edge):
            hair.setProperty("kind", "hair")
        left, right = _scrolled(self.reach), _scrolled(self.week)
        left.setFixedWidth(REACH)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        for part in (left, edge, right):
            body.addWidget(part)
        column = QVBoxLayout(self._widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(line)
        column.addLayout(body, 1)


def _scrolled(part: QWidget) -> QScrollArea:
    made = QScrollArea()
    made.setWidget(part)
    made.setWidgetResizable(True)
    made.setFrameShape(QScrollArea.Shape.NoFrame)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made
