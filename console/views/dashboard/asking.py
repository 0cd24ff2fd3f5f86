"""The questions of the dashboard: which days, under which name, which of those saved.

Promise: all by keyboard; what is answered goes to the presenter, nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QObject

from console.models.kinds import Code, Refused
from console.services.desk import Done
from console.services.statistics.saved_boards import DASHBOARD, SavedBoard, SavedBoards
from console.services.tickets.commands import DropView, SaveView
from console.views.choices import Choice
from console.views.dashboard.presenter import DashboardPresenter
from console.views.dialogs import Question
from console.views.pages import Frame

MOST_DAYS = 3 * 366
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


class Asking(QObject):
    """Asks."""

    def __init__(self, frame: Frame, presenter: DashboardPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._presenter = presenter

    def period(self) -> None:
        """From which day to which."""
        state, today = self._presenter.state, self._frame.clock.now().astimezone().date()
        first, last = state.first or today - timedelta(days=state.days - 1), state.last or today
        label = self.tr("From and to, such as 2026-03-02 – 2026-03-08")
        question = Question(self.tr("Which days?"), label, self.tr("Show"), text=f"{first} – {last}", one_line=True)
        self._frame.choosers.ask(question, lambda _, words: self._take_period(words, today))

    def save(self) -> None:
        """What to call the dashboard, and for whom it is."""
        me = self._frame.me
        owners = (Choice(me.id, self.tr("For me"), checked=True), Choice(me.team, self.tr("For the team")))
        title = self.tr("Save period, tickets and charts as a dashboard")
        question = Question(title, self.tr("Name"), self.tr("Save"), owners, one_line=True)
        self._frame.choosers.ask(question, self._save)

    def open(self) -> None:
        """Which of those saved."""
        self._choose(self.tr("Open a dashboard"), lambda board: self._presenter.arrange(board.what))

    def drop(self) -> None:
        """Which is to go."""
        self._choose(self.tr("Take a dashboard away"), self._drop)

    def _take_period(self, text: str, today: date) -> None:
        try:
            first, last = (date.fromisoformat(found) for found in _DATE.findall(text))
        except ValueError:
            self._refuse(text)
            return
        if not first <= last or first > today or (last - first).days >= MOST_DAYS:
            self._refuse(text)
            return
        self._presenter.choose_dates(first, min(last, today))

    def _refuse(self, text: str) -> None:
        self._frame.notices.refused(Refused(Code.BAD_VALUE, place="period", value=text))

    def _save(self, owner: str, name: str) -> None:
        def saved(done: Done) -> None:
            said = self.tr("Dashboard “{name}” is kept; O opens it.")
            self._frame.notices.done(said.format(name=name), () if done.undo is None else (done.undo,))

        self._frame.courier.do(SaveView(name, self._presenter.arrangement().to_json(), DASHBOARD, owner=owner), saved)

    def _drop(self, board: SavedBoard) -> None:
        def dropped(done: Done) -> None:
            said = self.tr("Dashboard “{name}” is gone.").format(name=board.name)
            self._frame.notices.done(said, () if done.undo is None else (done.undo,))

        self._frame.courier.do(DropView(board.id), dropped)

    def _choose(self, title: str, then: Callable[[SavedBoard], None]) -> None:
        me = self._frame.me

        def ask(boards: tuple[SavedBoard, ...]) -> None:
            if not boards:
                self._frame.notices.hint(self.tr("No dashboard is saved yet; V saves this one."))
                return
            by_id = {board.id: board for board in boards}
            mine = self.tr("yours"), me.team_name
            rows = [Choice(one.id, one.name, mine[one.owner != me.id], icon="chart") for one in boards]
            self._frame.choosers.choose(title, rows, lambda choice: then(by_id[choice.key]))

        self._frame.courier.ask(SavedBoards(me), ask)
