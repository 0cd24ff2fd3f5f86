"""Does the approved steps of all responses as duties: each once in the whole fleet (SPEC 8.5, 8.6).

Promise: only what enough different people approved is done, exactly as they saw it; a step whose doer vanished is
`unsure` and is never done again by itself.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from console.models import response_workflow as workflow
from console.models.kinds import from_micros
from console.models.runbook import Runbook, Step
from console.models.runbook_kinds import Finding, Recovery, Result, StepState
from console.models.step_outcome import Outcome, found
from console.models.values import dataclass
from console.services import stepping
from console.services.incidents.queries import OpenIncident
from console.services.response import APPROVE, Ground, Responder, needed
from console.services.response_rows import OpenResponse, StepRow
from console.services.response_start import approved_hash
from console.services.sync.duties import Duties, Duty, End

KIND = "step"
LEASE = timedelta(seconds=60)
RENEWED_EVERY = 20.0
"""Seconds."""
GRACE = timedelta(minutes=2)
"""So long after its time a step that still runs has lost its doer."""
AGAIN = timedelta(minutes=1)
_ENDS = {Result.PASSED: End.DONE, Result.UNSURE: End.UNSURE}


@dataclass(frozen=True, slots=True)
class Pending:
    """Ask for the incidents whose responses have steps that wait or run."""

    def answer(self, connection: sqlite3.Connection) -> tuple[str, ...]:
        """Their ids."""
        rows = connection.execute(
            "select distinct s.root from step_run s join response r on r.root = s.root and r.state <> 'ABANDONED'"
            " where s.state in ('WAITING', 'RUNNING') and s.radius <> 'none' and s.dead = 0 order by s.root"
        )
        return tuple(key for (key,) in rows)


@dataclass(frozen=True, slots=True)
class Approvers:
    """Ask which of these people may approve."""

    people: tuple[str, ...]

    def answer(self, connection: sqlite3.Connection) -> int:
        """How many."""
        marks = ",".join("?" * len(self.people))
        rows = connection.execute(f"select roles from person where id in ({marks}) and dead = 0", self.people)
        return sum(any(f'"{role}"' in roles for role in APPROVE) for (roles,) in rows)


@dataclass(frozen=True, slots=True)
class LastDone:
    """Ask when a step of that name was last begun, in any incident."""

    step: str

    def answer(self, connection: sqlite3.Connection) -> int | None:
        """Microseconds; None for never."""
        found_ = connection.execute("select max(started_at) from step_run where step = ?", (self.step,)).fetchone()
        return None if found_[0] is None else int(found_[0])


@dataclass(frozen=True, slots=True)
class IncidentOf:
    """Ask whose response a step is of."""

    step_run: str

    def answer(self, connection: sqlite3.Connection) -> str | None:
        """The incident's id; None where the step is not here."""
        found_ = connection.execute("select root from step_run where id = ? and dead = 0", (self.step_run,)).fetchone()
        return None if found_ is None else str(found_[0])


@dataclass(frozen=True, slots=True)
class _At:
    """A step of a response with all it needs."""

    incident: str
    book: Runbook
    row: StepRow
    step: Step


class StepDuties:
    """What a worker, or the console of one machine, does for responses."""

    def __init__(self, ground: Ground, duties: Duties) -> None:
        self._on = ground
        self._duties = duties
        self._responder = Responder(ground)

    def carry_out(self) -> int:
        """Do every approved step there is, one after the other; the number done."""
        for incident in self._on.desk.look(Pending()):
            for at in self._changing(incident):
                self._plan(at)
        done = 0
        while claimed := self._duties.claim([KIND], LEASE, 1):
            self._claimed(claimed[0])
            done += 1
        return done

    def _changing(self, incident: str) -> Iterator[_At]:
        """The steps of a response that change something, where its runbook is known here."""
        response = self._on.desk.ask(OpenResponse(incident))
        book = self._responder.ruled().known.get(response.hash) if response is not None else None
        if response is None or book is None:
            return
        for row in response.steps:
            step = book.step(row.step)
            if step is not None and not step.checks and not workflow.by_hand(step):
                yield _At(incident, book, row, step)

    def _plan(self, at: _At) -> None:
        """Make an approved step a duty; one whose doer vanished is `unsure`."""
        now, row = self._on.clock.now(), at.row
        lost = row.state is StepState.RUNNING and row.until is not None and row.until < now
        if row.state is StepState.WAITING and self._approved(at):
            planned = self._duties.plan(f"{KIND}:{row.id}", KIND, {"step_run": row.id}, now, once=True)
            since = row.approved_at or row.asked_at
            lost = not planned and now - since > LEASE + GRACE
        if lost:
            self._responder.rows.end(row.id, found(Result.UNSURE, Finding.STOPPED))

    def _claimed(self, duty: Duty) -> None:
        key = str(duty.args.get("step_run"))
        incident = self._on.desk.ask(IncidentOf(key))
        at = next((one for one in self._changing(incident) if one.row.id == key), None) if incident else None
        if at is None:
            self._duties.finish(duty, End.FAILED, again=AGAIN)  # another worker may know it
        elif at.row.state is not StepState.WAITING or not self._approved(at):
            self._duties.finish(duty, End.FAILED, "not waiting")
        else:
            self._do(at, duty)

    def _approved(self, at: _At) -> bool:
        wanted, by = needed(at.step, at.book), at.row.approved_by
        return not wanted or (len(by) >= wanted and self._on.desk.ask(Approvers(by)) >= wanted)

    def _do(self, at: _At, duty: Duty) -> None:
        allowed = self._responder.ruled().allowed
        if at.row.hash != approved_hash(at.step, allowed):
            self._end(at.row, duty, found(Result.FAILED, Finding.APPROVAL_STALE))
            return
        if not needed(at.step, at.book) and self._cools_down(at.book, at.step):
            self._end(at.row, duty, found(Result.FAILED, Finding.COOLING_DOWN))
            return
        incident = self._on.desk.ask(OpenIncident(at.incident))
        self._responder.rows.run(at.row.id, self._on.clock.now() + at.step.timeout + GRACE)
        with self._held(duty):
            outcome = stepping.run(at.step, self._responder.scene(allowed, incident, at.step.id, at.row.id))
        self._end(at.row, duty, outcome)

    def _end(self, row: StepRow, duty: Duty, outcome: Outcome) -> None:
        self._responder.rows.end(row.id, outcome)
        self._duties.finish(duty, _ENDS.get(outcome.result, End.FAILED), outcome.finding.value)

    def _cools_down(self, book: Runbook, step: Step) -> bool:
        plan, last = book.recovery, self._on.desk.ask(LastDone(step.id))
        if plan is None or plan.policy is not Recovery.AUTO or last is None:
            return False
        return from_micros(last) + plan.cooldown > self._on.clock.now()

    @contextmanager
    def _held(self, duty: Duty) -> Iterator[None]:
        """Renew the claim while the step is being done."""
        ended = threading.Event()

        def renew() -> None:
            while not ended.wait(RENEWED_EVERY):
                self._duties.renew(duty, LEASE)

        renewing = threading.Thread(target=renew, name="renew", daemon=True)
        renewing.start()
        try:
            yield
        finally:
            ended.set()
            renewing.join()
