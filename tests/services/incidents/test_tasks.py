"""Tasks on an incident: asked, accepted, done, each told once (SPEC 7.7)."""

from __future__ import annotations

from console.models.incident_kinds import EntryKind, TaskState
from console.models.kinds import Code
from console.services.incidents.commands import DeclareIncident
from console.services.incidents.queries import Timeline
from console.services.incidents.work_commands import AskTask, MoveTask
from console.services.incidents.work_queries import TaskRow, Tasks
from tests.support.desk import Office


def only(office: Office, incident: str) -> TaskRow:
    (task,) = office.ask(Tasks(incident))
    return task


def test_a_task_is_asked_of_one_person_and_its_box_begins_when_they_accept(office: Office) -> None:
    incident, tomas = office.do(DeclareIncident("Slow")).subject, office.hire("Tomas", "tomas")
    office.do(AskTask(incident, "Certificate onto node 3", tomas, 20))
    task = only(office, incident)
    assert (task.name, task.minutes, task.state, task.accepted_at) == ("Tomas", 20, TaskState.ASKED, None)
    assert office.code(MoveTask(task.id, TaskState.ACCEPTED)) is Code.NOT_ASKED_OF_YOU
    office.execute("update _meta set person = ?", tomas)
    office.do(MoveTask(task.id, TaskState.ACCEPTED))
    assert only(office, incident).accepted_at == office.clock.now()
    office.do(MoveTask(task.id, TaskState.DONE, "Answers again"))
    task = only(office, incident)
    assert (task.state, task.result, task.ended_at) == (TaskState.DONE, "Answers again", office.clock.now())
    assert office.code(MoveTask(task.id, TaskState.DROPPED)) is Code.CHANGED_MEANWHILE
    assert [e.text for e in office.ask(Timeline(incident)) if e.kind is EntryKind.TASK] == [
        "ASKED: Certificate onto node 3 (Tomas, 20 min)",
        "ACCEPTED: Certificate onto node 3",
        "DONE: Certificate onto node 3: Answers again",
    ]


def test_what_one_takes_on_oneself_is_accepted_and_open_tasks_stand_first(office: Office) -> None:
    incident = office.do(DeclareIncident("Slow")).subject
    office.do(AskTask(incident, "First", office.me, 5))
    assert office.ask(Timeline(incident))[-1].text.startswith("ACCEPTED: First (")
    undo = office.do(AskTask(incident, "Second", office.me, 5)).undo
    assert [task.state for task in office.ask(Tasks(incident))] == [TaskState.ACCEPTED] * 2
    office.do(MoveTask(office.ask(Tasks(incident))[0].id, TaskState.DONE))
    assert [task.title for task in office.ask(Tasks(incident))] == ["Second", "First"]
    assert undo is not None
    office.do(undo)
    assert {task.state for task in office.ask(Tasks(incident))} == {TaskState.DONE, TaskState.DROPPED}


def test_a_box_without_a_length_and_a_requester_are_refused(office: Office) -> None:
    incident = office.do(DeclareIncident("Slow")).subject
    for minutes in (0, -1, 1441):
        assert office.code(AskTask(incident, "x", office.me, minutes)) is Code.BAD_VALUE
    assert office.code(AskTask(incident, "x", office.hire("Rui"), 5)) is Code.NOT_FOUND
    assert office.code(AskTask(incident, " ", office.me, 5)) is Code.EMPTY_TEXT
