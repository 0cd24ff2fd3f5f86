"""Tasks on an incident: asked of one person, accepted, done with a result (SPEC 7.7).

Promise: a time box begins when its person accepts; the timeline tells each step.
"""

from __future__ import annotations

from collections.abc import Mapping

from console.models import incident_duties
from console.models.incident import Incident
from console.models.incident_kinds import EntryKind, TaskState
from console.models.incident_work import IncidentTask
from console.models.kinds import Code, Refused
from console.services.desk import Done, Handler, handled
from console.services.incidents.noting import changed, colleague, enter, mover_of, reasoned
from console.services.incidents.work_commands import AskTask, MoveTask
from console.services.tickets import texts
from console.services.transaction import Transaction


def ask(tx: Transaction, command: AskTask) -> Done:
    """Ask somebody; what one takes on oneself is accepted at once."""
    incident, person = tx.get(Incident, command.incident), colleague(tx, command.person)
    title = texts.title(command.title)
    if not 1 <= command.minutes <= incident_duties.LONGEST_BOX:
        raise Refused(Code.BAD_VALUE, place="minutes", value=command.minutes)
    own = person.id == tx.me.id
    made = IncidentTask(
        id=tx.new_id(),
        title=title,
        person=person.id,
        minutes=command.minutes,
        author=tx.me.id,
        asked_at=tx.at,
        state=TaskState.ACCEPTED if own else TaskState.ASKED,
        accepted_at=tx.at if own else None,
    )
    tx.add(made, incident.id, incident.scope)
    enter(tx, incident, EntryKind.TASK, f"{made.state}: {title} ({person.name}, {command.minutes} min)")
    return changed(incident, MoveTask(made.id, TaskState.DROPPED))


def move(tx: Transaction, command: MoveTask) -> Done:
    """Accept, decline, end or drop one."""
    task, target = tx.get(IncidentTask, command.task), command.target
    incident, own = tx.get(Incident, task.root), task.person == tx.me.id
    if task.state is target:
        return Done(incident.id)
    if (task.state, target) not in incident_duties.TASK_MOVES:
        raise Refused(Code.CHANGED_MEANWHILE, field="status", expected=TaskState.ASKED, found=task.state)
    if not incident_duties.works(mover_of(tx, incident), target, own=own, asked=task.author == tx.me.id):
        raise Refused(Code.NOT_ASKED_OF_YOU, name=colleague(tx, task.person).name)
    result = texts.reason(command.result)
    task.state = target
    if target is TaskState.ACCEPTED:
        task.accepted_at = tx.at
    else:
        task.ended_at, task.result = tx.at, result or None
        if target is TaskState.DONE and task.accepted_at is None:
            task.accepted_at = task.asked_at
    enter(tx, incident, EntryKind.TASK, reasoned(f"{target}: {task.title}", result))
    return changed(incident)


def all_handlers() -> Mapping[type, Handler]:
    """Who carries out which command on tasks."""
    return dict((handled(AskTask, ask), handled(MoveTask, move)))
