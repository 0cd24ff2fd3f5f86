"""The tasks of the open incident: who does what, and how much of the time they said is left.

Promise: a time box is told by icon, words and bar together; one key asks somebody for something.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from console import words
from console.models.incident_duties import OPEN_TASKS
from console.models.incident_kinds import TaskState
from console.models.kinds import ClockState
from console.models.wall import SECOND
from console.services.bus import Changed
from console.services.incidents.work_queries import TaskRow
from console.services.people import PersonRow, Staff
from console.views.actions import CONTEXT, Action, Scope, of_rows
from console.views.choices import Choice
from console.views.dialogs import Question
from console.views.entry_list import TWO_LINES, Entry, EntryList
from console.views.incidents.capture import CaptureField
from console.views.incidents.panel import SidePanel
from console.views.incidents.tasks_presenter import TasksAround, TasksPresenter, TasksState, box_of
from console.views.labels import label
from console.views.pages import Frame
from console.views.theme import COLUMN_HEAD
from console.views.translation import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from console.services.tickets.commands import Command

WARN = 0.75
"""From this part of its time on a box warns."""
ACTIONS = (
    ("incident.task", QT_TRANSLATE_NOOP("Actions", "Ask somebody for something"), "T", "plus", Scope.PAGE),
    ("incident.task.accept", QT_TRANSLATE_NOOP("Actions", "Accept the task"), "O", "person-check", Scope.PAGE),
    ("incident.task.done", QT_TRANSLATE_NOOP("Actions", "The task is done…"), "E", "check", Scope.PAGE),
    ("incident.task.decline", QT_TRANSLATE_NOOP("Actions", "Decline the task…"), "", "x", Scope.PAGE),
    ("incident.task.drop", QT_TRANSLATE_NOOP("Actions", "Drop the task…"), "", "xcircle", Scope.PAGE),
)
_OWN = frozenset({"incident.task.accept", "incident.task.decline"})


class TasksPanel(SidePanel):
    """The panel."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(frame, parent)
        self.presenter = TasksPresenter(TasksAround(frame.courier, self._show, self._tell))
        self._title, self._count = label(self, "title"), label(self, "small")
        self._count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._new = QPushButton(self)
        self._new.clicked.connect(lambda: self.wanted.emit("incident.task"))
        self.field = CaptureField(self)
        self.field.setMaxLength(300)
        self.field.entered.connect(self._ask_whom)
        self.field.left.connect(self._leave)
        self._hint = label(self, "micro", wraps=True)
        self.list = EntryList(frame.look, "surface", TWO_LINES, self)
        self.list.chosen.connect(self.presenter.choose)
        self._nothing = label(self, "small", wraps=True)
        self._result = label(self, "small", wraps=True)
        self._revision = 0
        frame.actions.bind(self.field, Scope.TEXT)
        self._build()

    @property
    def keyboard(self) -> QWidget:
        """The tasks."""
        return self.list

    def title(self) -> str:
        """Its name, and how many tasks are open."""
        count = self.presenter.open_tasks()
        return self.tr("Tasks") + (f" {count}" if count else "")

    def open(self, incident: str | None) -> None:
        """Show the tasks of another incident."""
        self.presenter.open(incident)

    def take(self, event: Changed) -> None:
        """Follow what was committed."""
        self.presenter.take(event)

    def tick(self) -> None:
        """Boxes run on."""
        if any(task.state is TaskState.ACCEPTED for task in self.presenter.state.tasks or ()):
            self._show(self.presenter.state)

    def own_actions(self) -> tuple[Action, ...]:
        """What a person can do in it."""
        runs = {
            "incident.task": self._begin,
            "incident.task.accept": lambda: self.presenter.move(TaskState.ACCEPTED),
            "incident.task.done": lambda: self._ask_result(TaskState.DONE, self.tr("What came of it")),
            "incident.task.decline": lambda: self._ask_result(TaskState.DECLINED, self.tr("Why it is declined")),
            "incident.task.drop": lambda: self._ask_result(TaskState.DROPPED, self.tr("Why it is dropped")),
        }
        return of_rows(ACTIONS, runs, self._hindrance)

    def retranslate(self) -> None:
        """Take the words of the present language and the look in use."""
        self._title.setText(self.tr("Tasks"))
        self._new.setText(self.tr("Task  T"))
        self._new.setIcon(self.frame.look.theme.icon("plus"))
        self.list.setAccessibleName(self.tr("Tasks"))
        self.field.setPlaceholderText(self.tr("What is to be done, and in how many minutes: look at node 3 20m"))
        self.field.setAccessibleName(self.tr("What is to be done"))
        self._hint.setText(self.tr("Enter asks whom; without a time it is 15 minutes. Esc leaves."))
        self._nothing.setText(self.tr("Nobody is asked for anything. T asks one person for one thing."))
        self._show(self.presenter.state)

    def _show(self, state: TasksState) -> None:
        now, tasks = self.frame.clock.now(), state.tasks or ()
        if state.revision != self._revision:
            self._revision = state.revision
            self.field.clear()
        self.field.setVisible(state.writing)
        self._hint.setVisible(state.writing)
        chosen = self.presenter.task
        self.list.show_entries([self._entry(task, now) for task in tasks], chosen.id if chosen else None)
        self._nothing.setVisible(state.tasks == ())
        self._result.setText(chosen.result or "" if chosen else "")
        self._result.setVisible(bool(self._result.text()))
        count = self.presenter.open_tasks()
        said = self.tr("{open} open of {all}").format(open=count, all=len(tasks)) if tasks else ""
        if said != self._count.text():
            self._count.setText(said)
            self.titled.emit()

    def _entry(self, task: TaskRow, now: datetime) -> Entry:
        box = box_of(task, now)
        note, icon, meaning, part = self._told(task, box.state, box.used)
        return Entry(task.id, task.title, task.name, note, icon, meaning, part)

    def _told(self, task: TaskRow, state: ClockState, used: int) -> tuple[str, str, str, float | None]:
        """Note, icon, meaning, and how far the bar has grown."""
        minutes, whole = used // (60 * SECOND), task.minutes * 60 * SECOND
        if task.state is TaskState.DONE:
            note = self.tr("done in {used} of {minutes} min").format(used=minutes, minutes=task.minutes)
            return note, "checkcircle", "met" if state is ClockState.MET else "breach", None
        if task.state is TaskState.ACCEPTED:
            left = whole - used
            meaning = "breach" if left <= 0 else "warn" if used >= WARN * whole else "ok"
            said = self.tr("{over} min over {minutes}") if left <= 0 else self.tr("{left} of {minutes} min left")
            over, rest = -left // (60 * SECOND), -(-left // (60 * SECOND))
            note = said.format(over=over, left=rest, minutes=task.minutes)
            return note, "step-run", meaning, min(1.0, used / whole)
        word = words.word(task.state, self.frame.language.locale)
        if task.state is TaskState.ASKED:
            return f"{word} · {task.minutes} min", "step-ask", "warn", None
        return word, "step-todo", "", None

    def _hindrance(self, key: str) -> str:
        def say(text: str) -> str:
            return QCoreApplication.translate(CONTEXT, text)

        task = self.presenter.task
        if self.presenter.state.incident is None:
            return say(QT_TRANSLATE_NOOP("Actions", "no incident is open"))
        if key == "incident.task":
            return ""
        if task is None or task.state not in OPEN_TASKS:
            return say(QT_TRANSLATE_NOOP("Actions", "no task is open"))
        if key in _OWN and task.person != self.frame.me.id:
            return say(QT_TRANSLATE_NOOP("Actions", "it was asked of somebody else"))
        if key == "incident.task.accept" and task.state is TaskState.ACCEPTED:
            return say(QT_TRANSLATE_NOOP("Actions", "it stands so already"))
        return ""

    def _begin(self) -> None:
        self.wanted.emit("incident.side.tasks")
        self.presenter.write(True)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave(self) -> None:
        self.presenter.write(False)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_whom(self, text: str) -> None:
        if not text.strip():
            return

        def ask(staff: tuple[PersonRow, ...]) -> None:
            me = self.frame.me.id
            rows = [
                Choice(one.id, one.name, self.tr("you") if one.id == me else one.department or "", icon="user")
                for one in sorted(staff, key=lambda person: person.id == me)
            ]
            title = self.tr("Who does it?")
            self.frame.choosers.choose(title, rows, lambda choice: self.presenter.ask_of(text, choice.key))

        self.frame.courier.ask(Staff(), ask)

    def _ask_result(self, target: TaskState, asked: str) -> None:
        if (task := self.presenter.task) is not None:
            button = words.word(target, self.frame.language.locale)
            then, needs = self.presenter.move, target is not TaskState.DONE
            question = Question(task.title, asked, button, needs_text=needs, one_line=True)
            self.frame.choosers.ask(question, lambda _, said: then(target, said))

    def _tell(self, key: str, title: str, undo: Command | None) -> None:
        said = {
            TaskState.ASKED.value: self.tr("“{title}” is asked for."),
            TaskState.ACCEPTED.value: self.tr("“{title}” is yours; its time runs."),
            TaskState.DONE.value: self.tr("“{title}” is done."),
            TaskState.DECLINED.value: self.tr("“{title}” is declined."),
            TaskState.DROPPED.value: self.tr("“{title}” is dropped."),
        }[key]
        self.frame.notices.done(said.format(title=title), () if undo is None else (undo,))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 8, 0)
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        head.addWidget(self._new)
        top = QFrame(self)
        top.setFixedHeight(COLUMN_HEAD)
        top.setLayout(head)
        for part in (self._nothing, self._hint):
            part.setContentsMargins(16, 0, 16, 6)
        self._result.setContentsMargins(16, 6, 16, 10)
        field = QHBoxLayout()
        field.setContentsMargins(16, 0, 12, 2)
        field.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(field)
        for part in (self._hint, self._nothing):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        column.addWidget(self._result)
