"""How the response to an incident begins: with the incident, in the same transaction (SPEC 7.6, 8.1, 8.6).

Promise: an incident has at most one response; before anything was done it follows the category, later it stays with the
runbook it began with.
"""

from __future__ import annotations

from console.models.allowed import Allowed
from console.models.incident import Incident
from console.models.response import Response, StepRun
from console.models.runbook import CommandRun, Manual, Runbook, Step
from console.models.runbook_kinds import ProcessState, Recovery, StepState
from console.models.runbook_reading import digest
from console.services.response_rows import enter, put_step, response_id
from console.services.runbooks import Ruled, RuledAt
from console.services.transaction import Transaction


def begin(tx: Transaction, incident: Incident) -> None:
    """Begin the response where there is none, and put down the recovery its runbook proposes; nothing for a category
    without a runbook.
    """
    ruled = RuledAt(tx.at).answer(tx.connection)
    book = ruled.books.get(incident.category)
    if book is None or tx.session.get(Response, response_id(incident.id)) is not None:
        return
    row = Response(
        id=response_id(incident.id),
        state=ProcessState.INITIATED,
        category=book.category,
        hash=book.hash,
        author=tx.me.id,
        started_at=tx.at,
    )
    tx.add(row, incident.id, incident.scope)
    enter(tx, incident, f"{ProcessState.INITIATED} {book.category}")
    _propose(tx, incident, book, ruled)


def follow(tx: Transaction, incident: Incident) -> None:
    """The incident has another category: begin, or take its runbook where nothing of the other was done yet."""
    row = tx.session.get(Response, response_id(incident.id))
    if row is None:
        begin(tx, incident)
        return
    ruled = RuledAt(tx.at).answer(tx.connection)
    book, steps = ruled.books.get(incident.category), tx.find(StepRun, root=incident.id)
    still = (StepState.WAITING, StepState.SKIPPED)
    untouched = row.state is ProcessState.INITIATED and all(step.state in still for step in steps)
    if book is None or book.hash == row.hash or not untouched:
        return
    for step in steps:
        step.state = StepState.SKIPPED
    row.category, row.hash = book.category, book.hash
    enter(tx, incident, f"{ProcessState.INITIATED} {book.category}")
    _propose(tx, incident, book, ruled)


def _propose(tx: Transaction, incident: Incident, book: Runbook, ruled: Ruled) -> None:
    plan = book.recovery
    step = book.step(plan.step) if plan is not None and plan.policy is not Recovery.OFF else None
    if step is not None:
        put_step(tx, incident, step, 1, approved_hash(step, ruled.allowed))


def approved_hash(step: Step, allowed: Allowed) -> str:
    """What an approval of the step covers: its definition, and what it would reach."""
    work = step.work
    if isinstance(work, Manual):
        return digest([step.hash])
    name = work.program if isinstance(work, CommandRun) else work.target
    return digest([step.hash, allowed.hash_of(name)])
