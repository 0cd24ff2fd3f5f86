"""The analysis in the war-room: form, presenter, questions and actions, and the files it is written into.

Promise: the page says which incident is open and whether its analysis is shown; all else is done here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtWidgets import QWidget

from console.models.kinds import Refused
from console.models.review_kinds import REVIEWERS, ReviewState
from console.models.wall import zone_named
from console.services.bus import Changed
from console.services.clock import zone_name
from console.services.reports.review import Manner, review_report
from console.views import reporting
from console.views.actions import CONTEXT, Action, Scope, of_rows
from console.views.carrier import Later
from console.views.incidents.asking import IncidentQuestions
from console.views.incidents.presenter import WarRoomPresenter
from console.views.incidents.review import ReviewPanel
from console.views.incidents.review_asking import ReviewQuestions
from console.views.incidents.reviewing import Around, Reviewing, ReviewPresenter
from console.views.incidents.state import Mode
from console.views.pages import Frame
from console.views.saving import ask_file
from console.views.translation import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from console.services.tickets.commands import Command

ACTIONS = (
    ("incident.review", QT_TRANSLATE_NOOP("Actions", "Write the analysis, or back"), "W", "doc", Scope.PAGE),
    ("review.prefill", QT_TRANSLATE_NOOP("Actions", "Fill in what is known"), "Ctrl+Shift+F", "copy", Scope.TEXT),
    ("review.add", QT_TRANSLATE_NOOP("Actions", "Add an action item…"), "Ctrl+Shift+A", "plus", Scope.TEXT),
    ("review.item", QT_TRANSLATE_NOOP("Actions", "Change the action item…"), "Ctrl+Shift+I", "pencil", Scope.TEXT),
    ("review.reviewer", QT_TRANSLATE_NOOP("Actions", "Say who reviews, and when…"), "Ctrl+Shift+R", "user", Scope.TEXT),
    ("review.repeats", QT_TRANSLATE_NOOP("Actions", "Link an earlier incident…"), "Ctrl+Shift+L", "link", Scope.TEXT),
    (
        *("review.move", QT_TRANSLATE_NOOP("Actions", "Hand in, sign off or take up again")),
        *("Ctrl+Shift+Return", "check", Scope.TEXT),
    ),
    ("review.export", QT_TRANSLATE_NOOP("Actions", "Export the analysis…"), "Ctrl+Shift+E", "down", Scope.TEXT),
)
_READ = frozenset({"incident.review", "review.export", "review.item"})
"""What anybody may do who reads it."""


class ReviewWork(QObject):
    """The analysis."""

    def __init__(
        self, frame: Frame, room: WarRoomPresenter, asking: IncidentQuestions, later: Later, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._frame, self._room = frame, room
        self._zone = zone_named(zone_name())
        self.panel = ReviewPanel(frame.look, self._zone, parent)
        around = Around(frame.courier, frame.local, later, frame.clock.now, self._show, self._tell)
        self.presenter = ReviewPresenter(around)
        self._asking = ReviewQuestions(frame, self.presenter, asking, self)
        self._connect()

    def own_actions(self) -> tuple[Action, ...]:
        """What a person can do here."""
        runs: dict[str, Callable[[], object]] = {
            "incident.review": self._room.turn_review,
            "review.prefill": self.presenter.prefill,
            "review.add": self._asking.add,
            "review.item": self._asking.item,
            "review.reviewer": self._asking.reviewer,
            "review.repeats": self._asking.repeats,
            "review.move": self.presenter.move,
            "review.export": self._ask_file,
        }
        return of_rows(ACTIONS, runs, self._hindrance)

    def open(self, incident: str) -> None:
        """Show the analysis of an incident."""
        if not self.panel.isVisible() or incident != self.presenter.state.incident:
            self.presenter.open(incident)

    def focus(self) -> None:
        """Take the keyboard to the first text."""
        next(iter(self.panel.parts.values())).field.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyboards(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return next(iter(self.panel.parts.values())).field, self.panel.actions_

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self.panel.retranslate(self._frame.language.locale)
        self._show(self.presenter.state)

    def close(self) -> None:
        """Keep what is being written."""
        self.presenter.put_away()

    def write(self, path: Path) -> None:
        """Write the analysis as the ending of the file asks; says what became of it."""
        found = self.presenter.state.found
        if found is None:
            return
        manner = Manner(self._frame.language.locale, self._zone, self._frame.clock.now())
        try:
            reporting.write(review_report(found, manner), path)
        except Refused as error:
            self._frame.courier.refused.emit(error)
            return
        self._frame.notices.done(self.tr("The analysis is in {name}.").format(name=path.name), ())

    def _ask_file(self) -> None:
        kinds = {f"{form.name} (*.{form})": form.value for form in reporting.Form}
        room = self._room.state.room
        number = room.row.number if room is not None else None
        name = f"INC-{number}.pdf" if number is not None else "incident.pdf"
        ask_file(self.panel, self.tr("Export the analysis"), name, kinds, self.write)

    def _hindrance(self, key: str) -> str:
        def say(text: str) -> str:
            return QCoreApplication.translate(CONTEXT, text)

        mode, room = self._room.state.mode, self._room.state.room
        if room is None or mode in (Mode.DECLARE, Mode.WALL):
            return say(QT_TRANSLATE_NOOP("Actions", "no incident is open"))
        if key == "incident.review":
            return ""
        if mode is not Mode.REVIEW or self.presenter.state.found is None:
            return say(QT_TRANSLATE_NOOP("Actions", "open the analysis first"))
        if key not in _READ and not self._frame.me.roles & set(REVIEWERS):
            return say(QT_TRANSLATE_NOOP("Actions", "a commander or lead does that"))
        if key in ("review.prefill", "review.reviewer") and self._is_signed():
            return say(QT_TRANSLATE_NOOP("Actions", "it is signed off"))
        return ""

    def _is_signed(self) -> bool:
        found = self.presenter.state.found
        return found is not None and found.room.review.state is ReviewState.SIGNED_OFF

    def _show(self, state: Reviewing) -> None:
        writes = bool(self._frame.me.roles & set(REVIEWERS))
        self.panel.show_state(state, self._frame.clock.now(), self._frame.language.locale, writes=writes)

    def _take(self, event: Changed) -> None:
        if self.panel.isVisible():
            self.presenter.take(event)

    def _tell(self, undo: Command | None) -> None:
        self._frame.notices.done(self.tr("The analysis is changed."), () if undo is None else (undo,))

    def _connect(self) -> None:
        panel, presenter, frame = self.panel, self.presenter, self._frame
        panel.typed.connect(presenter.write)
        panel.settled.connect(presenter.settle)
        panel.paused.connect(presenter.save)
        panel.wanted.connect(frame.actions.run)
        panel.left.connect(self._room.leave)
        panel.actions_.chosen.connect(presenter.choose_action)
        frame.courier.changed.connect(self._take)
        frame.look.changed.connect(self.retranslate)
        frame.actions.bind(panel, Scope.TEXT)
