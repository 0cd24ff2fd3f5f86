"""The questions about an analysis: who goes through it, what is to be done, what it repeats; all by keyboard.

Promise: a question shows what holds now with a tick; an answer goes to the presenter, nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from PySide6.QtCore import QObject

from console.models.kinds import Locale, local_mark
from console.models.review_kinds import REVIEWERS, ActionState
from console.report_words import said
from console.services.incidents.reviews import ActionRow, Earlier, EarlierIncidents
from console.views.choices import Choice
from console.views.dialogs import NEW, Question
from console.views.incidents.asking import IncidentQuestions
from console.views.incidents.head import SEVERITY_ICONS
from console.views.incidents.reviewing import ReviewPresenter
from console.views.pages import Frame
from console.views.times import exact, moment

Dated = Callable[[datetime | None], None]
EVENING = 18
"""The hour of the day at which something is due."""


class ReviewQuestions(QObject):
    """Asks about the open analysis."""

    def __init__(self, frame: Frame, presenter: ReviewPresenter, asking: IncidentQuestions, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._presenter = presenter
        self._asking = asking

    def add(self) -> None:
        """What is to be done, by whom, until when."""
        question = Question(self.tr("Action item"), self.tr("What is to be done"), self.tr("Add"), one_line=True)

        def owned(text: str, owner: str | None) -> None:
            self._ask_date(self.tr("Due"), None, lambda due: self._presenter.add(text, owner, due))

        self._frame.choosers.ask(
            question, lambda _, text: self._asking.person(said("owner", self._locale), None, lambda p: owned(text, p))
        )

    def item(self) -> None:
        """What becomes of the chosen action item."""
        row = self._presenter.action
        if row is None:
            self._frame.notices.hint(self.tr("There is no action item yet."))
            return
        is_open, writes = row.state is ActionState.OPEN, bool(self._frame.me.roles & set(REVIEWERS))
        why = "" if writes else self.tr("a commander or lead does that")
        ends = writes or row.owner_id == self._frame.me.id
        hinders = "" if ends else self.tr("its owner says that")
        ways: dict[str, tuple[Choice, Callable[[], None]]] = {
            "done": (Choice("done", self.tr("Done…"), icon="check", hindrance=hinders), lambda: self._end(row)),
            "open": (
                Choice("open", self.tr("Open again"), icon="undo", hindrance=hinders),
                lambda: self._presenter.end(row, ActionState.OPEN),
            ),
            "drop": (
                Choice("drop", self.tr("Not to be done any more…"), icon="x", hindrance=hinders),
                lambda: self._drop(row),
            ),
            "text": (Choice("text", self.tr("Other words…"), icon="pencil", hindrance=why), lambda: self._reword(row)),
            "owner": (Choice("owner", self.tr("Another owner…"), icon="user", hindrance=why), lambda: self._give(row)),
            "due": (Choice("due", self.tr("Another date…"), icon="calendar", hindrance=why), lambda: self._date(row)),
        }
        left_out = {"open"} if is_open else {"done", "drop"}
        rows = [choice for key, (choice, _) in ways.items() if key not in left_out]
        self._frame.choosers.choose(row.text, rows, lambda choice: ways[choice.key][1]())

    def reviewer(self) -> None:
        """Who goes through it, and when."""
        found = self._presenter.state.found
        if found is not None:
            review = found.room.review
            self._asking.person(
                said("reviewer", self._locale),
                review.reviewer_id,
                lambda person: self._ask_date(
                    said("review_at", self._locale),
                    review.review_at,
                    lambda at: self._presenter.set_reviewer(person, at),
                ),
            )

    def repeats(self) -> None:
        """Which earlier incident came back."""
        found = self._presenter.state.found
        if found is None:
            return
        held = {one.id for one in found.room.recurrences}
        locale, today = self._locale, self._today

        def ask(earlier: tuple[Earlier, ...]) -> None:
            rows = [
                Choice(
                    one.id,
                    f"{f'INC-{one.number}' if one.number is not None else local_mark(one.id)}  {one.title}",
                    moment(one.reported_at, today, locale),
                    icon=SEVERITY_ICONS[one.severity],
                    checked=one.id in held,
                )
                for one in earlier
            ]
            if rows:
                title = self.tr("Which earlier incident came back")
                self._frame.choosers.choose(title, rows, lambda choice: self._presenter.link(choice.key))
            else:
                self._frame.notices.hint(self.tr("There is no earlier incident."))

        self._frame.courier.ask(EarlierIncidents(found.room.row.id), ask)

    def _end(self, row: ActionRow) -> None:
        question = Question(row.text, self.tr("What came of it"), self.tr("Done"), needs_text=False)
        self._frame.choosers.ask(question, lambda _, text: self._presenter.end(row, ActionState.DONE, text))

    def _drop(self, row: ActionRow) -> None:
        then = self._presenter.end
        self._frame.choosers.ask_text(
            row.text, self.tr("Why not"), self.tr("Drop it"), lambda text: then(row, ActionState.DROPPED, text)
        )

    def _reword(self, row: ActionRow) -> None:
        label = self.tr("What is to be done")
        question = Question(self.tr("Action item"), label, self.tr("Change"), text=row.text, one_line=True)
        then = self._presenter.change
        self._frame.choosers.ask(question, lambda _, text: then(row, text, row.owner_id, row.due_at))

    def _give(self, row: ActionRow) -> None:
        then = self._presenter.change
        self._asking.person(said("owner", self._locale), row.owner_id, lambda p: then(row, row.text, p, row.due_at))

    def _date(self, row: ActionRow) -> None:
        then = self._presenter.change
        self._ask_date(self.tr("Due"), row.due_at, lambda due: then(row, row.text, row.owner_id, due))

    def _ask_date(self, title: str, held: datetime | None, then: Dated) -> None:
        """A day from here, or one that is typed."""
        days = ((7, self.tr("In a week")), (14, self.tr("In two weeks")), (30, self.tr("In a month")))
        dates = {str(count): self._evening(count) for count, _ in (*days, (90, ""))}
        rows = [
            Choice(str(count), name, exact(dates[str(count)], self._today, self._locale))
            for count, name in (*days, (90, self.tr("In three months")))
        ]
        rows.append(Choice("", self.tr("No date"), checked=held is None))
        if held is not None:
            rows.insert(0, Choice("held", exact(held, self._today, self._locale), checked=True))

        def chosen(choice: Choice) -> None:
            if choice.key.startswith(NEW):
                self._typed(choice.key.removeprefix(NEW), then)
            else:
                then(held if choice.key == "held" else dates.get(choice.key))

        self._frame.choosers.choose(title, rows, chosen, new=self.tr("On {text} (YYYY-MM-DD)"))

    def _typed(self, text: str, then: Dated) -> None:
        try:
            day = datetime.fromisoformat(text.strip())
        except ValueError:
            self._frame.notices.hint(self.tr("“{text}” is no date. Write it as 2026-03-31.").format(text=text))
            return
        then(datetime.combine(day.date(), time(EVENING)).astimezone() if day.time() == time() else day.astimezone())

    def _evening(self, days: int) -> datetime:
        return datetime.combine(self._today + timedelta(days=days), time(EVENING)).astimezone()

    @property
    def _locale(self) -> Locale:
        return self._frame.language.locale

    @property
    def _today(self) -> date:
        return self._frame.clock.now().astimezone().date()
