"""The response plan: the lists of the runbook, each step with what came of it.

Promise: a step that waits says for what; what was found is told in full below the list, for the chosen step.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Locale
from console.models.response_workflow import APPROVALS, ORDER, by_hand
from console.models.runbook import Step
from console.models.runbook_kinds import Part, ProcessState, Radius, Result, StepState
from console.services.incidents.room import Plan
from console.services.response_rows import StepRow
from console.views.entry_list import ONE_LINE, Entry, EntryList
from console.views.incidents.panel import SidePanel
from console.views.incidents.state import State
from console.views.labels import label
from console.views.pages import Frame
from console.views.theme import COLUMN_HEAD

LISTS: tuple[tuple[Part, int], ...] = (*ORDER, (Part.ROLLBACK, 1))
"""In the order they are gone through."""
SIGNS: dict[Result, tuple[str, str]] = {
    Result.PASSED: ("step-pass", "met"),
    Result.FAILED: ("step-fail", "breach"),
    Result.TIMED_OUT: ("step-fail", "breach"),
    Result.UNSURE: ("step-ask", "warn"),
    Result.NOT_SET_UP: ("step-todo", "warn"),
}
"""Icon and meaning of a result."""


def key_of(part: Part, round_: int, step: str) -> str:
    """By which a row of the list is known."""
    return f"{part}:{round_}:{step}"


def chosen(plan: Plan | None, key: str | None) -> tuple[Step | None, StepRow | None]:
    """The step of a row as the runbook has it, and as it stands."""
    if plan is None or plan.book is None or not key:
        return None, None
    name = key.split(":", 2)[2]
    rows = plan.response.steps if plan.response is not None else ()
    row = next((one for one in reversed(rows) if key_of(one.part, one.round, one.step) == key), None)
    return plan.book.step(name), row


class PlanPanel(SidePanel):
    """The panel, which the page itself fills."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(frame, parent)
        self._title, self._state = label(self, "title"), label(self, "small")
        self.go_on = QPushButton(self)
        self.go_on.clicked.connect(lambda: self.wanted.emit("incident.respond"))
        self.list = EntryList(frame.look, "surface", ONE_LINE, self)
        self._nothing = label(self, "small", wraps=True)
        self._detail = label(self, "small", wraps=True)
        self._detail.setContentsMargins(16, 8, 16, 10)
        self._waits = label(self, "micro", wraps=True)
        self._waits.setContentsMargins(16, 8, 16, 8)
        self._state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._state, 1)
        head.addWidget(self.go_on)
        top = QFrame(self)
        top.setFixedHeight(COLUMN_HEAD)
        top.setLayout(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        self._nothing.setContentsMargins(16, 4, 16, 8)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        column.addWidget(self._detail)
        column.addWidget(self._waits)

    @property
    def keyboard(self) -> QWidget:
        """The steps."""
        return self.list

    def title(self) -> str:
        """Its name."""
        return self.tr("Plan")

    def show_plan(self, state: State, locale: Locale) -> None:
        """Show how far it has come."""
        plan = state.plan
        book = plan.book if plan is not None else None
        begun = plan is not None and plan.response is not None and plan.response.state is not ProcessState.INITIATED
        self._state.setText(self._said(state, locale))
        self.go_on.setText(self.tr("Go on  B") if begun else self.tr("Begin the response  B"))
        self.go_on.setEnabled(book is not None and not state.busy)
        self._nothing.setText(self._why_nothing(state))
        self._nothing.setVisible(plan is not None and book is None)
        entries = list(self._entries(plan, locale)) if plan is not None and book is not None else []
        self.list.show_entries(entries, state.step)
        step, row = chosen(plan, state.step)
        self._detail.setText(self._told(step, row, locale))
        self._detail.setVisible(step is not None)

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self._title.setText(self.tr("Response plan"))
        self.list.setAccessibleName(self.tr("Response plan"))
        self._waits.setText(
            self.tr("Checks and steps by hand work offline; what changes something waits for approval and for the hub.")
        )

    def _said(self, state: State, locale: Locale) -> str:
        plan = state.plan
        if state.busy:
            return self.tr("at work…")
        if plan is None or plan.book is None:
            return ""
        standing = words.word(plan.response.state, locale) if plan.response is not None else self.tr("not begun")
        return f"{plan.book.title.said(locale)} · {standing}"

    def _why_nothing(self, state: State) -> str:
        if state.plan is not None and state.plan.response is not None:
            return self.tr("The runbook this response began with is not here any more.")
        return self.tr("There is no runbook for this category. G says what kind of incident it is.")

    def _entries(self, plan: Plan, locale: Locale) -> Iterator[Entry]:
        rows = plan.response.steps if plan.response is not None else ()
        by_key = {key_of(row.part, row.round, row.step): row for row in rows}
        for part, round_ in LISTS:
            steps = plan.book.part(part) if plan.book is not None else ()
            if round_ > 1 and not any(key_of(part, round_, step.id) in by_key for step in steps):
                continue
            if steps:
                yield Entry("", words.word(part, locale) + (f" {round_}" if round_ > 1 else ""))
            for step in steps:
                key = key_of(part, round_, step.id)
                icon, meaning, note = self._sign(step, by_key.get(key), locale)
                yield Entry(key, step.title.said(locale), note=note, icon=icon, meaning=meaning)

    def _sign(self, step: Step, row: StepRow | None, locale: Locale) -> tuple[str, str, str]:
        if row is None:
            return "step-todo", "", "" if step.radius is Radius.NONE else words.word(step.radius, locale)
        if row.outcome is not None:
            return *SIGNS[row.outcome.result], words.word(row.outcome.result, locale)
        if row.state is StepState.RUNNING:
            return "step-run", "ok", words.word(row.state, locale)
        if row.state is StepState.SKIPPED:
            return "step-todo", "", words.word(row.state, locale)
        if by_hand(step):
            return "hand", "warn", self.tr("to be done by hand")
        given, asked = len(row.approved_by), APPROVALS[row.radius]
        return "step-ask", "warn", self.tr("{given} of {asked} approvals").format(given=given, asked=asked)

    def _told(self, step: Step | None, row: StepRow | None, locale: Locale) -> str:
        if step is None:
            return ""
        said = [words.outcome(row.outcome, locale)] if row is not None and row.outcome is not None else []
        return "\n".join(filter(None, (*said, step.help.said(locale))))
