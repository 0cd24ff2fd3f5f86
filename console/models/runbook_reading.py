"""Reads the definition of a runbook, and names all that is wrong with it (SPEC 8.4, 8.5).

Promise: pure and total over any text; a runbook is answered only where there is no fault at all, each fault says in
which step it stands; nothing is guessed, an unknown key is a fault.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from datetime import timedelta

from console.models.kinds import Category
from console.models.reading_tables import Fault, Table, Wrong
from console.models.runbook import RecoveryPlan, Runbook, Step, Text, Work
from console.models.runbook_kinds import LOOKS, Part, Radius, Recovery, StepKind
from console.models.step_reading import work_of

LARGEST = 256 * 1024
"""Characters of a definition."""
MOST_STEPS = 100
LONGEST_WAIT, MOST_RETRIES = 3600, 5
TIMEOUT = 15
"""Seconds a step has where it says nothing else."""
COOLDOWN = 30
"""Minutes between two automatic recoveries."""


def read(text: str) -> tuple[Runbook | None, tuple[Fault, ...]]:
    """The runbook of a definition in TOML, or what is wrong with it."""
    if len(text) > LARGEST:
        return None, (Fault("", Wrong.TOO_LARGE, "", str(LARGEST)),)
    try:
        read = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return None, (Fault("", Wrong.NOT_TOML, "", str(error)),)
    faults: list[Fault] = []
    book = _runbook(Table(read, "", "", faults))
    return (None if faults else book), tuple(faults)


def digest(value: object) -> str:
    """sha-256 in hex of a value of JSON's kinds, whatever the order of its keys."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _runbook(top: Table) -> Runbook:
    category = top.word("category", Category)
    if category is Category.UNCLASSIFIED:
        top.blame(Wrong.BAD_VALUE, "category", category)
    title = top.text_pair("title")
    steps: list[Step] = []
    for part in Part:
        steps += _steps(top, part)
    plan = _plan(top.table("recovery", needed=False), category, steps)
    top.nothing_else()
    return Runbook(category, title, tuple(steps), plan, digest(top.read))


def _steps(top: Table, part: Part) -> list[Step]:
    tables = top.tables(part.value)
    if not tables:
        top.blame(Wrong.MISSING, part.value)
    made = [_step(table, part) for table in tables[:MOST_STEPS]]
    if len(tables) > MOST_STEPS:
        top.blame(Wrong.OUT_OF_RANGE, part.value, f"1-{MOST_STEPS}")
    seen = top.seen
    for step in made:
        if step.id in seen:
            top.blame(Wrong.REPEATED, "id", step.id, step=step.id)
        seen.add(step.id)
    return made


def _step(table: Table, part: Part) -> Step:
    key = table.name("id")
    table.step = key or table.step
    kind = table.word("kind", StepKind)
    radius = table.word("radius", Radius, Radius.NONE if kind in LOOKS or kind is StepKind.MANUAL else None)
    title, advice = table.text_pair("title"), table.text_pair("help", Text("", ""))
    timeout = table.number("timeout", TIMEOUT, 1, LONGEST_WAIT)
    retries = table.number("retries", 0, 0, MOST_RETRIES)
    if radius is not Radius.NONE:
        if kind in LOOKS:
            table.blame(Wrong.ONLY_LOOKS, "radius", radius)
        if part in (Part.DIAGNOSE, Part.VERIFICATION):
            table.blame(Wrong.CHECKS_ONLY, "radius", part)
        if retries:
            table.blame(Wrong.NEVER_REPEATED, "retries", str(retries))
    work: Work = work_of(kind, table)
    table.nothing_else()
    return Step(key, part, kind, title, advice, radius, timedelta(seconds=timeout), retries, work, digest(table.read))


def _plan(table: Table | None, category: Category, steps: list[Step]) -> RecoveryPlan | None:
    if table is None:
        return None
    policy = table.word("policy", Recovery, Recovery.PROPOSE)
    step = table.name("step")
    cooldown = table.number("cooldown", COOLDOWN, 1, 1440)
    table.nothing_else()
    chosen = next((known for known in steps if known.id == step), None)
    if step and chosen is None:
        table.blame(Wrong.NO_STEP, "step", step)
    if category is Category.SECURITY_BREACH and policy is not Recovery.OFF:
        table.blame(Wrong.NEVER_AUTOMATIC, "policy", policy)
    if policy is Recovery.AUTO and chosen is not None and chosen.radius is not Radius.REVERSIBLE:
        table.blame(Wrong.AUTO_REVERSIBLE, "policy", chosen.radius)
    return RecoveryPlan(step, policy, timedelta(minutes=cooldown))
