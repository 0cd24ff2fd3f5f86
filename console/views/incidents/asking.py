"""The questions about an incident: where to, how grave, who, and what came of a step; all by keyboard.

Promise: a question shows what holds now with a tick; an answer goes to the presenter, nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from console.models import incident_workflow as workflow
from console.models.incident_duties import offers
from console.models.incident_kinds import Duty, IncidentStatus, OfferState
from console.models.kinds import Category, Severity, local_mark
from console.models.response_workflow import by_hand
from console.models.runbook import Step
from console.models.runbook_kinds import Part, Result, StepState
from console.services.people import PersonRow, Staff
from console.services.response_rows import StepRow
from console.views.choices import Choice
from console.views.dialogs import Question
from console.views.incidents.head import SEVERITY_ICONS
from console.views.incidents.plan import chosen
from console.views.incidents.presenter import WarRoomPresenter
from console.views.pages import Frame
from console.words import word

NOBODY = "nobody"


class IncidentQuestions(QObject):
    """Asks about the open incident."""

    def __init__(self, frame: Frame, presenter: WarRoomPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._presenter = presenter

    def status(self) -> None:
        """Where it goes next."""
        if (room := self._presenter.state.room) is None:
            return
        locale, mover, here = self._frame.language.locale, self._presenter.mover, room.row.status
        rows = [
            Choice(
                target.value,
                word(target, locale),
                hindrance="" if mover.moves(here, target) else self.tr("a commander does that"),
            )
            for target in workflow.choices(here)
        ]
        title = self.tr("From {status} to").format(status=word(here, locale))
        self._frame.choosers.choose(title, rows, lambda choice: self.move(IncidentStatus(choice.key)))

    def move(self, target: IncidentStatus) -> None:
        """Move it, asking why where a move asks."""
        room = self._presenter.state.room
        if room is None:
            return
        if not workflow.needs_reason(room.row.status, target):
            self._presenter.move(target)
            return
        self._frame.choosers.ask_text(
            word(target, self._frame.language.locale),
            self.tr("Reason, kept on the timeline"),
            self.tr("Set status"),
            partial(self._presenter.move, target),
        )

    def severity(self) -> None:
        """How grave it is, and why."""
        if (room := self._presenter.state.room) is None:
            return
        locale, held = self._frame.language.locale, room.row.severity
        rows = tuple(
            Choice(one.value, word(one, locale), icon=SEVERITY_ICONS[one], checked=one is held) for one in Severity
        )
        question = Question(
            self.tr("Severity"), self.tr("Rationale, kept on the timeline"), self.tr("Rule the severity"), rows
        )
        then = self._presenter.set_severity
        self._frame.choosers.ask(question, lambda key, why: then(Severity(key), why))

    def category(self, held: Category | None, then: Callable[[Category], None]) -> None:
        """What kind of incident it is."""
        locale = self._frame.language.locale
        rows = [Choice(one.value, word(one, locale), checked=one is held) for one in Category]
        self._frame.choosers.choose(self.tr("Category"), rows, lambda choice: then(Category(choice.key)))

    def person(self, title: str, held: str | None, then: Callable[[str | None], None], *, nobody: bool = True) -> None:
        """Somebody who works here, or nobody; the person of this profile first."""
        me = self._frame.me.id

        def ask(staff: tuple[PersonRow, ...]) -> None:
            rows = [
                Choice(p.id, p.name, self.tr("you") if p.id == me else "", icon="user", checked=p.id == held)
                for p in sorted(staff, key=lambda person: person.id != me)
            ]
            if nobody:
                rows.append(Choice(NOBODY, self.tr("Nobody"), icon="x"))
            self._frame.choosers.choose(title, rows, lambda choice: then(None if choice.key == NOBODY else choice.key))

        self._frame.courier.ask(Staff(), ask)

    def duty(self) -> None:
        """Which duty, then who takes it."""
        locale, mover, why = self._frame.language.locale, self._presenter.mover, self.tr("a commander does that")
        rows = [Choice(duty.value, word(duty, locale), hindrance="" if offers(mover, duty) else why) for duty in Duty]
        self._frame.choosers.choose(self.tr("Offer the duty of"), rows, lambda choice: self._duty_of(Duty(choice.key)))

    def _duty_of(self, duty: Duty) -> None:
        def ask(category: Category | None) -> None:
            name, then = word(duty, self._frame.language.locale), self._presenter.offer
            self.person(name, None, lambda who: then(duty, who, category) if who else None, nobody=False)

        room = self._presenter.state.room
        if duty is Duty.EXPERT and room is not None:
            self.category(room.row.category, ask)
        else:
            ask(None)

    def answer(self) -> None:
        """Accept or decline what is offered."""
        ways = (
            (OfferState.ACCEPTED, self.tr("Accept: {duty}"), "check"),
            (OfferState.DECLINED, self.tr("Decline: {duty}"), "x"),
        )
        rows = [
            Choice(f"{way} {role.id}", text.format(duty=word(role.duty, self._frame.language.locale)), icon=icon)
            for role in self._presenter.roles(mine=True)
            for way, text, icon in ways
        ]
        self._frame.choosers.choose(self.tr("Offered to you"), rows, self._move_role)

    def lay_down(self) -> None:
        """Which duty ends, or which offer is taken back."""
        locale = self._frame.language.locale
        rows = [
            Choice(f"{OfferState.ENDED} {role.id}", f"{word(role.duty, locale)}: {role.name}", word(role.state, locale))
            for role in self._presenter.roles(mine=False)
        ]
        self._frame.choosers.choose(self.tr("End the duty of"), rows, self._move_role)

    def _move_role(self, choice: Choice) -> None:
        state, _, role = choice.key.partition(" ")
        self._presenter.move_role(role, OfferState(state))

    def merge(self) -> None:
        """Which incident goes on."""
        rows = [
            Choice(row.id, row.title, f"INC-{row.number}" if row.number is not None else local_mark(row.id))
            for row in self._presenter.others()
        ]
        self._frame.choosers.choose(self.tr("Duplicate of"), rows, lambda choice: self._presenter.merge(choice.key))

    def step(self) -> None:
        """What becomes of the chosen step: approved, done by hand, ruled or waived, as it stands."""
        state = self._presenter.state
        step, row = chosen(state.plan, state.step)
        if step is None or row is None:
            self._frame.notices.hint(self.tr("Choose a step that waits, in the response plan."))
        elif row.state is StepState.WAITING:
            self._ask_waiting(step, row)
        elif row.outcome is not None and row.outcome.result is Result.UNSURE:
            self._ask_ruling(step, row)
        elif row.outcome is not None and row.outcome.result is not Result.PASSED and row.part is Part.VERIFICATION:
            said = self._question(step, self.tr("Why it counts as passed"), self.tr("Waive"), ())
            self._frame.choosers.ask(
                said, lambda _, note: self._presenter.respond(lambda responder: responder.waive(row.id, note))
            )
        else:
            self._frame.notices.hint(self.tr("Nothing is waited for at this step."))

    def _ask_waiting(self, step: Step, row: StepRow) -> None:
        respond = self._presenter.respond
        if not by_hand(step):
            title = self.tr("Let it be done: {step}").format(step=step.title.said(self._frame.language.locale))
            rows = [Choice("yes", self.tr("Approve"), word(row.radius, self._frame.language.locale), icon="check")]
            self._frame.choosers.choose(title, rows, lambda _: respond(lambda responder: responder.approve(row.id)))
            return
        rows_ = (Choice("done", self.tr("Done"), checked=True), Choice("failed", self.tr("Could not be done")))
        question = self._question(step, self.tr("What was seen"), self.tr("Put down"), rows_)
        self._frame.choosers.ask(
            question,
            lambda key, note: respond(lambda responder: responder.say(row.id, note, done=key == "done")),
        )

    def _ask_ruling(self, step: Step, row: StepRow) -> None:
        locale = self._frame.language.locale
        rows = tuple(Choice(one.value, word(one, locale)) for one in (Result.PASSED, Result.FAILED))
        question = self._question(step, self.tr("What was seen"), self.tr("Put down"), rows)
        respond = self._presenter.respond
        self._frame.choosers.ask(
            question, lambda key, note: respond(lambda responder: responder.rule(row.id, Result(key), note))
        )

    def _question(self, step: Step, label: str, button: str, rows: tuple[Choice, ...]) -> Question:
        return Question(step.title.said(self._frame.language.locale), label, button, rows)
