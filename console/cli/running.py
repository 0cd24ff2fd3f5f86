"""The verbs that go through a runbook: run, approve, done, rule, waive, publish, secret (docs/CLI.md).

Promise: `run` is idempotent, begins the one response of an incident and goes on where it stood; a dry run writes
nothing; a secret is typed on the terminal alone.
"""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from console import words
from console.cli import runbook_phrases as said
from console.cli.frame import IncidentName, Opened
from console.cli.output import say
from console.cli.phrases import phrase
from console.cli.runbooks import source
from console.models import response_workflow as workflow
from console.models.kinds import Code, Locale, PolicyKind, Refused
from console.models.runbook import CommandRun, Manual, Runbook, Step
from console.models.runbook_kinds import Part, Radius, Result, StepState
from console.services import secrets
from console.services.incidents.queries import OpenIncident, ResolveIncident
from console.services.runbooks import Ruled, allowed_of, runbook_of
from console.services.tickets.commands import PublishPolicy

if TYPE_CHECKING:
    from console.bootstrap import Services
    from console.services.response import Responder
    from console.services.response_rows import ResponseRow, StepRow

Row = dict[str, object]
StepName = Annotated[str, typer.Argument(metavar="STEP", help="the step's id")]
Note = Annotated[str, typer.Option(help="what was seen")]
List = Annotated[Part | None, typer.Option("--list", help="this list alone")]
ALLOWED = "Allowed"
"""The name of the one list of what runbooks may reach."""


class RunningVerbs:
    """The verbs, on profiles as `opened` opens them."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def join(self, made: typer.Typer) -> typer.Typer:
        """Add them to the group `runbook`."""
        for verb in (self.run, self.approve, self.done, self.rule, self.waive, self.publish, self.secret):
            made.command()(verb)
        return made

    def run(
        self,
        ctx: typer.Context,
        incident: IncidentName,
        only: List = None,
        *,
        dry: Annotated[bool, typer.Option("--dry-run", help="tell what would be done, and do nothing")] = False,
    ) -> None:
        """Go through the runbook of an incident: look, then ask for what has to be approved or done by hand."""
        with self._opened(ctx) as (services, answer):
            key, responder = services.desk.ask(ResolveIncident(incident)), _responder(services)
            if dry:
                answer.write(_json(_rehearsed(services, responder, key, only)))
                return
            fresh = responder.start(key)
            if not fresh.steps or all(step.state is StepState.WAITING for step in fresh.steps):
                responder.gather(key)
            row = responder.go_on(key, only)
            while services.do_steps():
                row = responder.go_on(key, only)
            answer.write(_json(_told(responder, row, services.locale)))

    def approve(self, ctx: typer.Context, incident: IncidentName, step: StepName) -> None:
        """Let a step that waits be done."""
        with self._opened(ctx) as (services, answer):
            responder, row = _found(services, incident)
            responder.approve(_waiting(row, step).id)
            answer.write(_json(_told(responder, responder.standing(row.incident), services.locale)))

    def done(
        self,
        ctx: typer.Context,
        incident: IncidentName,
        step: StepName,
        note: Note,
        *,
        failed: Annotated[bool, typer.Option("--failed", help="it could not be done")] = False,
    ) -> None:
        """Say that a step was done by hand."""
        with self._opened(ctx) as (services, answer):
            responder, row = _found(services, incident)
            responder.say(_waiting(row, step).id, note, done=not failed)
            answer.write(_json(_told(responder, responder.standing(row.incident), services.locale)))

    def rule(self, ctx: typer.Context, incident: IncidentName, step: StepName, result: Result, note: Note) -> None:
        """Say how a step ended whose end is not known."""
        with self._opened(ctx) as (services, answer):
            responder, row = _found(services, incident)
            responder.rule(_last(row, step).id, result, note)
            answer.write(_json(_told(responder, responder.standing(row.incident), services.locale)))

    def waive(self, ctx: typer.Context, incident: IncidentName, step: StepName, note: Note) -> None:
        """Let a check of the verification count as passed."""
        with self._opened(ctx) as (services, answer):
            responder, row = _found(services, incident)
            responder.waive(_last(row, step).id, note)
            answer.write(_json(_told(responder, responder.standing(row.incident), services.locale)))

    def publish(
        self,
        ctx: typer.Context,
        file: Annotated[Path, typer.Argument(help="a runbook in TOML")],
        *,
        allowed: Annotated[bool, typer.Option("--allowed", help="it is the list of what runbooks may reach")] = False,
    ) -> None:
        """Publish the next version of a runbook, or of what runbooks may reach; for admins."""
        with self._opened(ctx) as (services, answer):
            body = {"text": source(file, services.locale).text}
            if allowed:
                allowed_of(body)
                kind, name = PolicyKind.ALLOWED, ALLOWED
            else:
                kind, name = PolicyKind.RUNBOOK, runbook_of(body).category.value
            services.desk.do(PublishPolicy(kind, name, body))
            answer.write(_json({"kind": kind, "name": name}))

    def secret(self, ctx: typer.Context, place: Annotated[str, typer.Argument(metavar="PLACE")]) -> None:
        """Keep the secret of a place of the list in this machine's keyring."""
        with self._opened(ctx) as (services, _):
            known = _responder(services).ruled().allowed
            found = known.place(place)
            if found is None:
                raise Refused(Code.STEP_UNKNOWN, name=place, known=tuple(one.name for one in known.places))
            if not sys.stdin.isatty():
                raise Refused(Code.HUB_NEEDS_TERMINAL, name=place)
            typed = getpass.getpass(f"{found.address}: ")
            if not secrets.keep(found.address, found.login or found.client or found.name, typed):
                say(phrase(said.NO_KEYRING, services.locale))
                raise typer.Exit(1)


def _responder(services: Services) -> Responder:
    from console.services.response import Responder

    return Responder(services.ground)


def _found(services: Services, incident: str) -> tuple[Responder, ResponseRow]:
    responder = _responder(services)
    return responder, responder.standing(services.desk.ask(ResolveIncident(incident)))


def _waiting(row: ResponseRow, name: str) -> StepRow:
    waiting = [step for step in row.steps if step.state is StepState.WAITING]
    found = next((step for step in reversed(waiting) if step.step == name), None)
    if found is None:
        raise Refused(Code.STEP_UNKNOWN, name=name, known=tuple(step.step for step in waiting))
    return found


def _last(row: ResponseRow, name: str) -> StepRow:
    found = next((step for step in reversed(row.steps) if step.step == name), None)
    if found is None:
        raise Refused(Code.STEP_UNKNOWN, name=name, known=tuple(step.step for step in row.steps))
    return found


def _told(responder: Responder, row: ResponseRow, locale: Locale) -> Row:
    book = responder.book_of(row)
    steps = [_step_row(step, book, locale) for step in row.steps]
    return {"incident": row.incident, "state": row.state, "category": row.category, "hash": row.hash, "steps": steps}


def _step_row(row: StepRow, book: Runbook, locale: Locale) -> Row:
    from console.services.response import needed

    step, ended = book.step(row.step), row.outcome
    return {
        "list": row.part,
        "round": row.round,
        "step": row.step,
        "title": step.title.said(locale) if step else row.step,
        "kind": step.kind if step else None,
        "radius": row.radius,
        "state": row.state,
        "result": ended and ended.result,
        "finding": words.outcome(ended, locale) if ended else None,
        "evidence": ended.evidence if ended and ended.evidence else None,
        "approvals": len(row.approved_by),
        "needed": needed(step, book) if step else workflow.APPROVALS[row.radius],
        "asked_at": row.asked_at.isoformat(),
        "ended_at": row.ended_at.isoformat() if row.ended_at else None,
    }


def _rehearsed(services: Services, responder: Responder, key: str, only: Part | None) -> Row:
    """What a run would do with each step; raises Refused NO_RUNBOOK."""
    ruled, incident = responder.ruled(), services.desk.ask(OpenIncident(key))
    book = ruled.books.get(incident.category)
    if book is None:
        raise Refused(Code.NO_RUNBOOK, category=incident.category)
    steps = [step for step in book.steps if only in (None, step.part)]
    rows = list(_would(steps, book, ruled, services))
    return {"incident": key, "category": book.category, "hash": book.hash, "dry_run": True, "steps": rows}


def _would(steps: list[Step], book: Runbook, ruled: Ruled, services: Services) -> Iterator[Row]:
    from console.services.response import needed

    for step in steps:
        reaches = _reaches(step, ruled, commands=services.ground.commands)
        doing = "person" if workflow.by_hand(step) else "not_set_up" if reaches is None else "run"
        if step.radius is not Radius.NONE and doing == "run":
            doing = "approval"
        yield {
            "list": step.part,
            "step": step.id,
            "title": step.title.said(services.locale),
            "kind": step.kind,
            "radius": step.radius,
            "needed": needed(step, book),
            "would": doing,
            "reaches": reaches,
        }


def _reaches(step: Step, ruled: Ruled, *, commands: bool) -> str | None:
    """The address or program a step would reach; None where the list or this machine does not let it."""
    work = step.work
    if isinstance(work, Manual):
        return None
    if isinstance(work, CommandRun):
        program = ruled.allowed.program(work.program)
        return program.path if program is not None and commands else None
    place = ruled.allowed.place(work.target)
    return None if place is None else place.address


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
