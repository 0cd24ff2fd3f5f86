"""What a hub asks of a change to an incident, to a duty or a task on it, besides rights and sight (SPEC 7.5, 7.7).

Promise: each answers the code by which such a change is refused, "" where it holds; nothing is written.
"""

from __future__ import annotations

import sqlite3

from console.models import incident_duties, incident_workflow
from console.models.incident_kinds import Duty, IncidentStatus, OfferState, TaskState
from console.models.incident_workflow import Mover
from console.models.kinds import Role
from console.services.sync.rows import Row

ILLEGAL, FORBIDDEN = "DS002", "42501"


def mover(db: sqlite3.Connection, roles: frozenset[Role], person: str, incident: Row) -> Mover:
    """Who a person is on an incident: by their roles, and by the duties they accepted and hold."""
    held = db.execute(
        "select duty from incident_role where root = ? and person = ? and state = ? and dead = 0",
        (incident["id"], person, OfferState.ACCEPTED),
    )
    return Mover(roles, frozenset(Duty(duty) for (duty,) in held), incident["handler"] == person)


def changed(who: Mover, old: Row, row: Row) -> str:
    """A change of the incident itself."""
    status, target = IncidentStatus(str(old["status"])), IncidentStatus(str(row["status"]))
    if status is not target and target not in incident_workflow.TRANSITIONS[status]:
        return ILLEGAL
    moves = status is target or who.moves(status, target)
    names = frozenset(name for name, value in row.items() if value != old[name])
    may = moves and (not who.human or who.changes(names))  # a service account's columns are a matter of rights
    return "" if may else FORBIDDEN


def asked(who: Mover, table: str, row: Row, *, own: bool) -> str:
    """A new duty or task: it waits for the one who is asked, but for what one takes up oneself."""
    if table == "incident_task":
        waits = row["state"] == TaskState.ASKED or (own and row["state"] == TaskState.ACCEPTED)
        return "" if waits else ILLEGAL
    if not incident_duties.begins(OfferState(str(row["state"])), own=own):
        return ILLEGAL
    return "" if incident_duties.offers(who, Duty(str(row["duty"]))) else FORBIDDEN


def answered(who: Mover, table: str, old: Row, row: Row, *, own: bool, asked: bool) -> str:
    """A change of one; `own`: it was asked of them, `asked`: by them."""
    if table == "incident_task":
        before, after = TaskState(str(old["state"])), TaskState(str(row["state"]))
        legal = before is after or (before, after) in incident_duties.TASK_MOVES
        may = incident_duties.works(who, after, own=own, asked=asked)
    else:
        stood, goes = OfferState(str(old["state"])), OfferState(str(row["state"]))
        legal = stood is goes or (stood, goes) in incident_duties.OFFER_MOVES
        may = incident_duties.answers(who, Duty(str(old["duty"])), goes, own=own)
    return ILLEGAL if not legal else "" if may else FORBIDDEN
