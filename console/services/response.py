"""The response to an incident: begun once, gathered, analysed, its runbook gone through list by list (SPEC 8).

Promise: whatever it is cut off by, going on again goes on where it stood; checks are done here, what changes something
waits for approval and is done as a duty, what a person does waits for that person.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from console.models import response_workflow as workflow
from console.models.allowed import Allowed, Place
from console.models.evidence import WINDOW, Analysis, Gathered, Report, analyse
from console.models.incident import Incident
from console.models.incident_workflow import Mover, check_responds
from console.models.kinds import Code, Refused, Role
from console.models.response import StepRun
from console.models.runbook import Runbook, Step
from console.models.runbook_kinds import Finding, Part, ProcessState, Recovery, Result, StepState
from console.models.step_outcome import found
from console.models.values import dataclass
from console.services import gathering, stepping
from console.services.bus import Bus
from console.services.clock import Clock
from console.services.desk import Desk
from console.services.incidents.noting import mover_of
from console.services.incidents.queries import IncidentRow, OpenIncident
from console.services.incidents.work_queries import OpenRoles, held_by
from console.services.look import Look
from console.services.people import WhoAmI
from console.services.reported import ReportsOf
from console.services.response_rows import OpenResponse, ResponseRow, ResponseRows
from console.services.response_start import approved_hash, follow
from console.services.runbooks import Ruled, RuledAt
from console.services.scene import Scene
from console.services.steps.manual import said
from console.services.store import Store
from console.services.transaction import Transaction

AT_ONCE = 8
"""Checks of one list that are done at the same time."""
APPROVE = frozenset({Role.COMMANDER, Role.LEAD})
"""Who approves a step (SPEC 1.3)."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a response stands on."""

    store: Store
    desk: Desk
    clock: Clock
    bus: Bus
    secret: Callable[[Place], str | None]
    commands: bool
    ending: threading.Event


class Responder:
    """Goes through responses, as who works here."""

    def __init__(self, ground: Ground) -> None:
        self._on = ground
        self._rows = ResponseRows(ground.store, ground.clock, ground.bus)

    @property
    def rows(self) -> ResponseRows:
        """Where it is kept."""
        return self._rows

    def start(self, incident: str) -> ResponseRow:
        """Begin the response where there is none; one in which nothing was done yet goes by the runbook in force now
        (SPEC 8.1, 8.6).

        Raises Refused NO_RUNBOOK, ROLE_NEEDED.
        """
        known, row = self._on.desk.ask(OpenResponse(incident)), self._on.desk.ask(OpenIncident(incident))
        book = self.ruled().books.get(row.category)
        if known is None and book is None:
            raise Refused(Code.NO_RUNBOOK, category=row.category)
        fresh = known is None or known.state is ProcessState.INITIATED
        if book is not None and fresh and (known is None or known.hash != book.hash):
            with self._rows.writing("StartResponse", row.id) as (tx, root):
                _responding(tx, root)
                follow(tx, root)
        return self.standing(incident)

    def standing(self, incident: str) -> ResponseRow:
        """The response as it stands; raises Refused NOT_FOUND where none was begun."""
        row = self._on.desk.ask(OpenResponse(incident))
        if row is None:
            raise Refused(Code.NOT_FOUND, what="response")
        return row

    def ruled(self) -> Ruled:
        """What holds now."""
        return self._on.desk.ask(RuledAt(self._on.clock.now()))

    def book_of(self, row: ResponseRow) -> Runbook:
        """The runbook the response began with; raises Refused RUNBOOK_GONE."""
        book = self.ruled().known.get(row.hash)
        if book is None:
            raise Refused(Code.RUNBOOK_GONE)
        return book

    def gather(self, incident: str) -> Analysis:
        """Gather evidence anew, put it down, and write to the incident what follows (SPEC 8.2, 8.3); raises Refused."""
        row = self._respond(incident)
        self._rows.move(incident, ProcessState.COLLECTING)
        look = self._look(row)
        told: list[Gathered] = []
        for one in gathering.gather(look):
            self._rows.keep(incident, one, look.first, look.last)
            told.append(one)
        self._rows.move(incident, ProcessState.ANALYSING)
        analysis = analyse(told)
        self._rows.conclude(incident, analysis)
        return analysis

    def _look(self, row: IncidentRow) -> Look:
        now, ruled = self._on.clock.now(), self.ruled()

        def reports(first: datetime, last: datetime) -> tuple[Report, ...]:
            return self._on.desk.ask(ReportsOf(row.category, first, last))

        return Look(self.scene(ruled.allowed, row, "evidence", row.id), row.reported_at - WINDOW, now, reports)

    def scene(self, allowed: Allowed, incident: IncidentRow, step: str, key: str) -> Scene:
        """What one step of an incident is done with."""
        number = str(incident.number or incident.id)
        names = (("incident", number), ("run", key), ("step", step))
        on = self._on
        return Scene(allowed, on.clock, on.secret, on.commands, names, f"{key}:{step}", on.ending)

    def go_on(self, incident: str, only: Part | None = None) -> ResponseRow:
        """Do all that can be done here now, of the whole response or of one list of it; the answer is how it stands.

        Raises Refused ROLE_NEEDED for who does not respond to this incident.
        """
        self._respond(incident)
        row = self.standing(incident)
        book, ruled = self.book_of(row), self.ruled()
        while not self._on.ending.is_set():
            coming = self._next(book, row, only)
            if coming.part is not None and (coming.ask or coming.skip):
                self._rows.move(incident, workflow.state_in(coming.part))
                self._skip(incident, coming, ruled)
                self._ask(incident, coming, ruled)
                row = self.standing(incident)
                continue
            if coming.ended is not None and only is None:
                self._rows.move(incident, coming.ended)
            break
        return self.standing(incident)

    def _respond(self, incident: str) -> IncidentRow:
        """The incident, for who responds to it; raises Refused ROLE_NEEDED (SPEC 1.3)."""
        row, me = self._on.desk.ask(OpenIncident(incident)), self._on.desk.ask(WhoAmI())
        held = held_by(me.id, self._on.desk.ask(OpenRoles(incident)))
        mover = Mover(me.roles, held, row.handler_id == me.id)
        if mover.human:
            check_responds(mover)
        return row

    def _next(self, book: Runbook, row: ResponseRow, only: Part | None) -> workflow.Next:
        if only is None:
            return workflow.next_of(book, row.stands)
        unsure = workflow.unruled(row.stands)
        if only in (Part.VERIFICATION, Part.ROLLBACK) and unsure:
            return workflow.Next(only, 1, waiting=unsure)
        round_ = max((stand.round for stand in row.stands if stand.part is only), default=1)
        return workflow.next_in(book, only, round_, row.stands)

    def _skip(self, incident: str, coming: workflow.Next, ruled: Ruled) -> None:
        for step in coming.skip:
            self._rows.ask(incident, step, coming.round, approved_hash(step, ruled.allowed), StepState.SKIPPED, None)

    def _ask(self, incident: str, coming: workflow.Next, ruled: Ruled) -> None:
        """Do the checks at the same time and put their outcomes down; all else waits for its person."""
        row = self._on.desk.ask(OpenIncident(incident))
        checks = [step for step in coming.ask if step.checks and not workflow.by_hand(step)]
        key = f"{row.id}:{coming.part}:{coming.round}"
        with ThreadPoolExecutor(AT_ONCE, "step") as pool:
            ends = [pool.submit(stepping.run, s, self.scene(ruled.allowed, row, s.id, key)) for s in checks]
            outcomes = {step.id: end.result() for step, end in zip(checks, ends, strict=True)}
        for step in coming.ask:
            outcome = outcomes.get(step.id)
            state = StepState.WAITING if outcome is None else StepState.ENDED
            self._rows.ask(incident, step, coming.round, approved_hash(step, ruled.allowed), state, outcome)

    def approve(self, key: str) -> None:
        """Let a step be done; raises Refused ROLE_NEEDED, STEP_NOT_WAITING, APPROVED_ALREADY."""

        def check(tx: Transaction, _: Incident, row: StepRun) -> None:
            if not APPROVE & set(map(Role, tx.me.roles)):
                raise Refused(Code.ROLE_NEEDED, role=Role.COMMANDER)
            if row.state is not StepState.WAITING:
                raise Refused(Code.STEP_NOT_WAITING, step=row.step)
            from console.models.response import Approval

            if tx.find(Approval, step_run=row.id, author=tx.me.id, hash=row.hash):
                raise Refused(Code.APPROVED_ALREADY)

        self._rows.approve(key, check)

    def say(self, key: str, note: str, *, done: bool) -> None:
        """A person has done a step by hand, or could not; raises Refused."""
        self._rows.end(key, said(note, done=done), _waiting)

    def rule(self, key: str, result: Result, note: str) -> None:
        """A person says how a step ended that no machine can tell of (SPEC 8.7); raises Refused."""
        self._rows.end(key, found(result, Finding.RULED, note=note), _unsure)

    def waive(self, key: str, note: str) -> None:
        """A person lets a check of the verification count as passed (SPEC 8.7); raises Refused."""
        self._rows.end(key, found(Result.FAILED, Finding.WAIVED, note=note), _ended)

    def abandon(self, incident: str) -> None:
        """End the response without an outcome."""
        self._rows.move(incident, ProcessState.ABANDONED)


def needed(step: Step, book: Runbook) -> int:
    """How many people have to approve; none where the runbook itself, an admin's, says so (SPEC 8.6)."""
    plan = book.recovery
    automatic = plan is not None and plan.policy is Recovery.AUTO and plan.step == step.id
    return 0 if automatic else workflow.APPROVALS[step.radius]


def _responding(tx: Transaction, incident: Incident) -> None:
    mover = mover_of(tx, incident)
    if mover.human:
        check_responds(mover)


def _waiting(tx: Transaction, incident: Incident, row: StepRun) -> None:
    _responding(tx, incident)
    if row.state is not StepState.WAITING:
        raise Refused(Code.STEP_NOT_WAITING, step=row.step)


def _unsure(tx: Transaction, incident: Incident, row: StepRun) -> None:
    _responding(tx, incident)
    if row.result is not Result.UNSURE:
        raise Refused(Code.STEP_NOT_WAITING, step=row.step)


def _ended(tx: Transaction, incident: Incident, row: StepRun) -> None:
    _responding(tx, incident)
    if row.state is not StepState.ENDED or row.part is not Part.VERIFICATION:
        raise Refused(Code.STEP_NOT_WAITING, step=row.step)
