"""The tasks of the open incident without their widget.

Promise: plain Python; what was typed is cleared only once it is on the disk.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from console.models.incident_duties import LONGEST_BOX, OPEN_TASKS, Box, time_box
from console.models.incident_kinds import TaskState
from console.models.kinds import to_micros
from console.models.values import dataclass
from console.services.bus import Changed
from console.services.incidents.work_commands import AskTask, MoveTask
from console.services.incidents.work_queries import TaskRow, Tasks
from console.views.carrier import Carrier

if TYPE_CHECKING:
    from console.services.tickets.commands import Command

MINUTES = 15
"""Of a task that does not say how long it may take."""
_BOXED = re.compile(r"(\S.*?)\s+(\d{1,4})\s?(?:m|min|分|分钟)", re.DOTALL)


def boxed(text: str) -> tuple[str, int]:
    """What is to be done and within how many minutes: "Look at node 3 20m"."""
    found = _BOXED.fullmatch(text.strip())
    if found is None or not 1 <= int(found[2]) <= LONGEST_BOX:
        return text.strip(), MINUTES
    return found[1], int(found[2])


def box_of(task: TaskRow, now: datetime) -> Box:
    """How its time box stands."""
    accepted, ended = (None if at is None else to_micros(at) for at in (task.accepted_at, task.ended_at))
    return time_box(accepted, ended, task.minutes, to_micros(now), done=task.state is TaskState.DONE)


@dataclass(frozen=True, slots=True)
class TasksState:
    """The whole panel."""

    incident: str | None = None
    tasks: tuple[TaskRow, ...] | None = None
    """None until they have come."""
    chosen: str | None = None
    writing: bool = False
    revision: int = 0
    """Grows when the field is to be emptied."""


@dataclass(frozen=True, slots=True)
class TasksAround:
    """What the presenter works with."""

    carrier: Carrier
    show: Callable[[TasksState], None]
    tell: Callable[[str, str, Command | None], None]
    """Says what was done: its key, the task's title, and the command that takes it back."""


class TasksPresenter:
    """What the panel shows and what a person can do in it."""

    def __init__(self, around: TasksAround) -> None:
        self._around = around
        self.state = TasksState()

    def open(self, incident: str | None) -> None:
        """Show the tasks of another incident."""
        self._put(TasksState(incident, revision=self.state.revision + 1))
        self._ask()

    def take(self, event: Changed) -> None:
        """Follow what was committed."""
        if event.everything or event.people or self.state.incident in event.incidents:
            self._ask()

    def choose(self, key: str) -> None:
        """That task is what the actions act on."""
        self._put(replace(self.state, chosen=key))

    def write(self, writing: bool) -> None:
        """Begin to write a task, or leave it."""
        self._put(replace(self.state, writing=writing and self.state.incident is not None))

    @property
    def task(self) -> TaskRow | None:
        """The chosen one; without a choice the first that is open."""
        tasks = self.state.tasks or ()
        chosen = next((task for task in tasks if task.id == self.state.chosen), None)
        return chosen or next((task for task in tasks if task.state in OPEN_TASKS), None)

    def open_tasks(self) -> int:
        """How many are not over."""
        return sum(task.state in OPEN_TASKS for task in self.state.tasks or ())

    def ask_of(self, text: str, person: str) -> None:
        """Ask somebody."""
        incident, (title, minutes) = self.state.incident, boxed(text)
        if incident is not None and title:
            command = AskTask(incident, title, person, minutes)
            self._around.carrier.do(command, lambda done: self._asked(incident, title, done.undo))

    def move(self, target: TaskState, result: str = "") -> None:
        """Take the chosen task on."""
        if (task := self.task) is not None:
            then = partial(self._around.tell, target.value, task.title, None)
            self._around.carrier.do(MoveTask(task.id, target, result), lambda _: then())

    def _asked(self, incident: str, title: str, undo: Command | None) -> None:
        if incident == self.state.incident:
            self._put(replace(self.state, writing=False, revision=self.state.revision + 1))
        self._around.tell(TaskState.ASKED.value, title, undo)

    def _ask(self) -> None:
        if (incident := self.state.incident) is not None:
            self._around.carrier.ask(Tasks(incident), partial(self._shown, incident), latest="incidents.tasks")

    def _shown(self, incident: str, tasks: tuple[TaskRow, ...]) -> None:
        if incident == self.state.incident:
            self._put(replace(self.state, tasks=tasks))

    def _put(self, state: TasksState) -> None:
        if state != self.state:
            self.state = state
            self._around.show(state)
