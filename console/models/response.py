"""The response to an incident as it is kept: process, steps, approvals, evidence (SPEC 8.1, 8.2, 8.5).

Promise: what was done is told by rows that survive every restart; an approval and a piece of evidence never change.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from console.models.base import Synced, checked, fixed, last
from console.models.kinds import Category
from console.models.runbook_kinds import Finding, Part, ProcessState, Radius, Result, SourceKind, StepState


class Response(Synced):
    """The one process of an incident; its id is made of the incident's, so that two starts are one (SPEC 8.1)."""

    __tablename__ = "response"
    __table_args__ = (Index("response_by_root", "root"),)

    state: Mapped[ProcessState] = checked(ProcessState)
    category: Mapped[Category] = checked(Category)
    hash: Mapped[str] = checked()
    """Of the runbook in force when it began: its steps are looked up among those that ship and those ruled."""
    author: Mapped[str | None] = fixed()
    started_at: Mapped[datetime] = fixed()
    ended_at: Mapped[datetime | None] = last()


class StepRun(Synced):
    """One step of a response, from when it was asked for to its outcome."""

    __tablename__ = "step_run"
    __table_args__ = (Index("step_run_by_root", "root", "asked_at", "id"),)

    step: Mapped[str] = fixed()
    part: Mapped[Part] = fixed(Part)
    round: Mapped[int] = fixed()
    radius: Mapped[Radius] = fixed(Radius)
    hash: Mapped[str] = fixed()
    """Of the step and of what it reaches: what an approval approves."""
    author: Mapped[str | None] = fixed()
    asked_at: Mapped[datetime] = fixed()
    state: Mapped[StepState] = checked(StepState)
    result: Mapped[Result | None] = last(Result)
    finding: Mapped[Finding | None] = last(Finding)
    params: Mapped[dict[str, object]] = last()
    evidence: Mapped[str | None] = last()
    started_at: Mapped[datetime | None] = last()
    until: Mapped[datetime | None] = last()
    """When it has to have ended; a step still running later is `unsure`."""
    ended_at: Mapped[datetime | None] = last()
    ruled_by: Mapped[str | None] = last()
    """Who said how it ended, or waived it, where no machine did."""


class Approval(Synced):
    """A person lets a step be done (SPEC 8.5)."""

    __tablename__ = "approval"
    __table_args__ = (Index("approval_by_root", "root", "step_run"),)

    step_run: Mapped[str] = fixed()
    hash: Mapped[str] = fixed()
    author: Mapped[str | None] = fixed()
    recorded_at: Mapped[datetime] = fixed()


class EvidenceItem(Synced):
    """What one source gave in one run, or why it gave nothing (SPEC 8.2)."""

    __tablename__ = "evidence_item"
    __table_args__ = (Index("evidence_item_by_root", "root", "gathered_at", "id"),)

    source: Mapped[str] = fixed()
    kind: Mapped[SourceKind] = fixed(SourceKind)
    finding: Mapped[Finding | None] = fixed(Finding)
    """Why it failed; None where it did not."""
    params: Mapped[dict[str, object]] = fixed()
    count: Mapped[int] = fixed()
    errors: Mapped[int | None] = fixed()
    details: Mapped[list[str]] = fixed()
    window_from: Mapped[datetime] = fixed()
    window_to: Mapped[datetime] = fixed()
    gathered_at: Mapped[datetime] = fixed()


PARTS = (Response, StepRun, Approval, EvidenceItem)
"""What hangs on an incident; all but the process itself come after it."""

SYNCED = PARTS
"""The synced entities of this module, parents first."""
