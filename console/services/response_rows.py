"""The response to an incident as rows: read as values, written in transactions of their own.

Promise: what is read is what the last commit left; each write is one operation by who works here, told on the bus.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from math import isfinite
from uuid import NAMESPACE_OID, uuid5

from console.models.evidence import Analysis, Gathered
from console.models.incident import Incident, TimelineEntry
from console.models.incident_kinds import EntryKind
from console.models.kinds import Category, from_micros
from console.models.response import Approval, EvidenceItem, Response, StepRun
from console.models.response_workflow import Stand
from console.models.runbook import Step
from console.models.runbook_kinds import Finding, Part, ProcessState, Radius, Result, StepState
from console.models.step_outcome import Outcome
from console.models.values import dataclass
from console.services.bus import Bus, Changed
from console.services.clock import Clock
from console.services.store import Store
from console.services.transaction import Transaction

MOST_DETAILS = 20
"""Lines kept of one source."""
MOST_DRAWN = 12
"""Series of one source that are kept whole."""


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a response."""

    id: str
    step: str
    part: Part
    round: int
    radius: Radius
    hash: str
    asked_at: datetime
    state: StepState
    outcome: Outcome | None
    until: datetime | None
    ended_at: datetime | None
    approved_by: tuple[str, ...]
    """Ids of who approved exactly this."""
    approved_at: datetime | None
    """When the last of them did."""

    @property
    def stand(self) -> Stand:
        """As the workflow sees it."""
        ended = self.outcome
        waived = ended is not None and ended.finding is Finding.WAIVED
        result = None if ended is None else ended.result
        return Stand(self.id, self.step, self.part, self.round, self.state, result, waived)


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """The response to one incident, with all its steps in the order they were asked for."""

    id: str
    incident: str
    state: ProcessState
    category: Category
    hash: str
    started_at: datetime
    ended_at: datetime | None
    steps: tuple[StepRow, ...]

    @property
    def stands(self) -> list[Stand]:
        """As the workflow sees them."""
        return [step.stand for step in self.steps]


def response_id(incident: str) -> str:
    """The id of the one response to an incident: whoever starts it starts the same."""
    return str(uuid5(NAMESPACE_OID, f"response:{incident}"))


@dataclass(frozen=True, slots=True)
class OpenResponse:
    """Ask for the response to an incident."""

    incident: str

    def answer(self, connection: sqlite3.Connection) -> ResponseRow | None:
        """None where none was begun."""
        found = connection.execute(
            "select id, root, state, category, hash, started_at, ended_at from response where root = ? and dead = 0",
            (self.incident,),
        ).fetchone()
        if found is None:
            return None
        key, root, state, category, digest, started, ended = found
        return ResponseRow(
            key,
            root,
            ProcessState(state),
            Category(category),
            digest,
            from_micros(started),
            None if ended is None else from_micros(ended),
            tuple(_steps(connection, root)),
        )


def _steps(connection: sqlite3.Connection, incident: str) -> Iterator[StepRow]:
    approvals: dict[str, dict[str, int]] = {}
    given = "select a.step_run, a.author, a.recorded_at from approval a join step_run s on s.id = a.step_run"
    for key, author, at in connection.execute(
        f"{given} and s.hash = a.hash where a.root = ? and a.dead = 0", (incident,)
    ):
        approvals.setdefault(key, {})[author] = at
    rows = connection.execute(
        "select id, step, part, round, radius, hash, asked_at, state, result, finding, params, evidence, until,"
        " ended_at from step_run where root = ? and dead = 0 order by asked_at, id",
        (incident,),
    )
    for key, step, part, round_, radius, digest, asked, state, result, finding, params, evidence, until, ended in rows:
        by = approvals.get(key, {})
        outcome = None
        if result is not None:
            outcome = Outcome(Result(result), Finding(finding), tuple(json.loads(params).items()), evidence or "")
        yield StepRow(
            key,
            step,
            Part(part),
            round_,
            Radius(radius),
            digest,
            from_micros(asked),
            StepState(state),
            outcome,
            None if until is None else from_micros(until),
            None if ended is None else from_micros(ended),
            tuple(sorted(by)),
            from_micros(max(by.values())) if by else None,
        )


class ResponseRows:
    """Writes the rows of responses."""

    def __init__(self, store: Store, clock: Clock, bus: Bus) -> None:
        self._store = store
        self._clock = clock
        self._bus = bus

    def move(self, incident: str, state: ProcessState) -> None:
        """Take the process on; nothing where it stands there already."""
        with self.writing("MoveResponse", incident) as (tx, root):
            row = tx.get(Response, response_id(incident))
            if row.state is state:
                return
            row.state = state
            ended = state in (ProcessState.COMPLETED, ProcessState.ESCALATED, ProcessState.ABANDONED)
            row.ended_at = tx.at if ended else None
            if ended:
                enter(tx, root, str(state))

    def ask(
        self, incident: str, step: Step, round_: int, digest: str, state: StepState, outcome: Outcome | None
    ) -> str:
        """Put a step down: waiting, passed over, or with the outcome of a check; the answer is its id."""
        with self.writing("AskStep", incident) as (tx, root):
            return put_step(tx, root, step, round_, digest, state=state, outcome=outcome)

    def approve(self, key: str, check: Callable[[Transaction, Incident, StepRun], None]) -> None:
        """Put down that who works here approves the step; raises Refused."""
        with self._changing("ApproveStep", key) as (tx, root, row):
            check(tx, root, row)
            approval = Approval(id=tx.new_id(), step_run=row.id, hash=row.hash, author=tx.me.id, recorded_at=tx.at)
            tx.add(approval, root.id, root.scope)
            enter(tx, root, f"{row.step}: approved")

    def run(self, key: str, until: datetime) -> None:
        """The step is being done, and has to have ended by then."""
        with self._changing("RunStep", key) as (tx, _, row):
            row.state, row.started_at, row.until = StepState.RUNNING, tx.at, until

    def end(
        self, key: str, outcome: Outcome, check: Callable[[Transaction, Incident, StepRun], None] | None = None
    ) -> None:
        """The step has ended; with a `check` a person says so.  Raises Refused."""
        with self._changing("EndStep", key) as (tx, root, row):
            if check is not None:
                check(tx, root, row)
                row.ruled_by = tx.me.id
            _end(row, outcome, tx.at)
            if check is not None or row.radius is not Radius.NONE:
                enter(tx, root, f"{row.step}: {outcome.result}")

    def keep(self, incident: str, gathered: Gathered, first: datetime, last: datetime) -> None:
        """Put down what one source gave."""
        with self.writing("KeepEvidence", incident) as (tx, root):
            failure = gathered.failure
            row = EvidenceItem(
                id=tx.new_id(),
                source=gathered.source,
                kind=gathered.kind,
                finding=failure.finding if failure else None,
                params=dict(failure.params) if failure else _drawn(gathered),
                count=gathered.count,
                errors=gathered.log.errors if gathered.log else None,
                details=_details(gathered),
                window_from=first,
                window_to=last,
                gathered_at=tx.at,
            )
            tx.add(row, root.id, root.scope)

    def conclude(self, incident: str, analysis: Analysis) -> None:
        """Write to the incident what the analysis found (SPEC 8.3)."""
        with self.writing("ConcludeAnalysis", incident) as (tx, root):
            root.impact = analysis.level
            root.affected_services = list(dict.fromkeys([*root.affected_services, *analysis.down]))
            root.causes = [f"{cause.kind} ({cause.count}): {cause.evidence[0]}"[:500] for cause in analysis.causes]
            rate = "-" if analysis.error_rate is None else f"{analysis.error_rate:.3f}"
            told = f"impact {analysis.level}; down {len(analysis.down)}; errors {rate}; reports {analysis.reports}"
            enter(tx, root, told)

    @contextmanager
    def writing(self, what: str, incident: str) -> Iterator[tuple[Transaction, Incident]]:
        """A transaction on an incident, told on the bus when it is committed."""
        with self._store.write(what, self._clock.now()) as tx:
            yield tx, tx.get(Incident, incident)
        self._bus.publish(Changed(incidents=frozenset({incident})))

    @contextmanager
    def _changing(self, what: str, key: str) -> Iterator[tuple[Transaction, Incident, StepRun]]:
        with self._store.write(what, self._clock.now()) as tx:
            row = tx.get(StepRun, key)
            root = tx.get(Incident, row.root)
            yield tx, root, row
        self._bus.publish(Changed(incidents=frozenset({root.id})))


def enter(tx: Transaction, incident: Incident, text: str) -> None:
    """Write on the timeline what a step or the process did."""
    entry = TimelineEntry(
        id=tx.new_id(),
        kind=EntryKind.STEP,
        text=text,
        author=tx.me.id,
        event_at=tx.at,
        recorded_at=tx.at,
        pinned=False,
    )
    tx.add(entry, incident.id, incident.scope)


def put_step(
    tx: Transaction,
    incident: Incident,
    step: Step,
    round_: int,
    digest: str,
    *,
    state: StepState = StepState.WAITING,
    outcome: Outcome | None = None,
) -> str:
    """Put a step of an incident's response down; the answer is its id.  One that is there already stays as it is:
    another console was faster.
    """
    there = tx.find(StepRun, root=incident.id, part=step.part, round=round_, step=step.id)
    if there and there[-1].state is not StepState.SKIPPED:
        return str(there[-1].id)
    row = StepRun(
        id=tx.new_id(),
        step=step.id,
        part=step.part,
        round=round_,
        radius=step.radius,
        hash=digest,
        author=tx.me.id,
        asked_at=tx.at,
        state=state,
        params={},
    )
    if outcome is not None:
        _end(row, outcome, tx.at)
    tx.add(row, incident.id, incident.scope)
    if not step.checks and state is StepState.WAITING:
        enter(tx, incident, f"{step.id}: {StepState.WAITING} ({step.radius})")
    return str(row.id)


def _end(row: StepRun, outcome: Outcome, at: datetime) -> None:
    row.state, row.result, row.finding = StepState.ENDED, outcome.result, outcome.finding
    row.params, row.evidence, row.ended_at = dict(outcome.params), outcome.evidence or None, at


def _drawn(gathered: Gathered) -> dict[str, object]:
    """The first series whole, for whoever draws them; a value that is no number has no place in JSON."""
    series = [one for one in gathered.series if one.points][:MOST_DRAWN]
    finite = [(one.name, [[round(at), value] for at, value in one.points if isfinite(value)]) for one in series]
    return {"series": [[name, points] for name, points in finite if points]} if series else {}


def _details(gathered: Gathered) -> list[str]:
    entries = gathered.log.entries if gathered.log else ()
    lines = [f"{entry.at.isoformat()} {entry.level} {entry.text}" for entry in entries if entry.level == "error"]
    lines += [f"{one.name} {one.least:g}..{one.most:g} {one.last:g}" for one in gathered.series]
    lines += [f"#{one.number} {one.title}" for one in gathered.reports]
    lines += [f"{one.service} {one.outcome.result} {one.outcome.finding}" for one in gathered.probes]
    return [line[:500] for line in lines[:MOST_DETAILS]]
