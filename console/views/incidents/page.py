"""The war-room: incidents at the left, the open one beside them, or the form that declares one.

Promise: widgets tell what a person did, the presenter decides, `_show` shows; nothing else writes to them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from console import words
from console.models.incident_kinds import IncidentStatus
from console.models.incident_workflow import ENDS
from console.models.kinds import Refused, to_micros
from console.services.bus import Changed
from console.services.incidents.queries import IncidentRow
from console.views.actions import CONTEXT, Action, Scope
from console.views.entry_list import TWO_LINES, Entry, EntryList
from console.views.incidents.asking import IncidentQuestions
from console.views.incidents.declare import DeclarePanel
from console.views.incidents.declaring import Declaring
from console.views.incidents.doing import incident_actions
from console.views.incidents.head import SEVERITY_ICONS
from console.views.incidents.presenter import INCIDENT, Around, WarRoomPresenter
from console.views.incidents.review_work import ReviewWork
from console.views.incidents.room import RoomPanel
from console.views.incidents.state import Mode, State
from console.views.incidents.wall import Wall
from console.views.labels import label
from console.views.pages import Frame, NoTickets, Place
from console.views.theme import COLUMN_HEAD
from console.views.times import brief

if TYPE_CHECKING:
    from console.services.tickets.commands import Command

TICK_MS = 1000
WRITTEN = "incidents.written"
LIST_WIDTH = 232


class IncidentsPage(QObject, NoTickets):
    """The page."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._is_ready = False
        self._widget = QWidget()
        self.setParent(self._widget)
        around = Around(
            frame.courier, frame.me, frame.clock.now, frame.state, self._show, self._tell, self._fail, frame.respond
        )
        self.presenter = WarRoomPresenter(around)
        self._has_missed = False
        """Whether something was committed while another page was shown."""
        self._is_new = False
        """Whether the incident that comes next was declared here just now."""
        self.declaring = Declaring(self.presenter, frame.courier, self._later, self._was_declared)
        self.asking = IncidentQuestions(frame, self.presenter, self)
        look = frame.look
        self._whole = QStackedWidget(self._widget)
        self.list = EntryList(look, "panel", TWO_LINES, self._widget)
        self._head, self._new = label(self._widget, "title"), QToolButton(self._widget)
        self._stack = QStackedWidget(self._widget)
        self.room = RoomPanel(frame, self._stack)
        self.form = DeclarePanel(look, self._stack)
        self._blank = QFrame(self._stack)
        self._nothing = label(self._blank, "secondary", wraps=True)
        self.wall = Wall(look, self._whole)
        self.review = ReviewWork(frame, self.presenter, self.asking, self._later, self._stack)
        own = (*self.room.side.own_actions(), *self.review.own_actions())
        self._actions = (*incident_actions(self.presenter, self._ways()), *own)
        self._timer = QTimer(self, interval=TICK_MS)
        self._build()
        self._connect()
        self._retranslate()
        self.room.written = {frame.state.text(INCIDENT): frame.state.text(WRITTEN)}
        self.presenter.start()
        self._timer.start()

    @property
    def widget(self) -> QWidget:
        """What is shown."""
        return self._widget

    def actions(self) -> tuple[Action, ...]:
        """Everything a person can do here."""
        return self._actions

    def show_place(self, place: Place) -> None:
        """Open an incident."""
        self.presenter.choose(place.key)

    def focus(self) -> None:
        """Take the keyboard to where work goes on; what others wrote meanwhile is shown."""
        self.presenter.again()
        if self._has_missed:
            self._has_missed = False
            self.room.side.take(Changed(everything=True))
        {Mode.WALL: self.wall, Mode.DECLARE: self.form.title}.get(self.presenter.state.mode, self.list).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def panels(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        if self.presenter.state.mode is Mode.WALL:
            return (self.wall,)
        if self.presenter.state.mode is Mode.DECLARE:
            return self.list, self.form.title
        if self.presenter.state.mode is Mode.REVIEW:
            return self.list, *self.review.keyboards()
        return self.list, self.room.list, *self.room.side.lists()

    def close_page(self) -> None:
        """Keep what is being written on the open incident."""
        self._timer.stop()
        self.review.close()
        self._frame.state.keep(WRITTEN, self.room.field.text())

    def _ways(self) -> dict[str, Callable[[], object]]:
        asking, presenter = self.asking, self.presenter
        return {
            "incident.declare": self._declare,
            "incident.capture": lambda: self.room.field.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "incident.correct": self._correct,
            "incident.search": lambda: self.room.search.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "incident.status": asking.status,
            "incident.acknowledge": lambda: presenter.move(IncidentStatus.ACKNOWLEDGED),
            "incident.resolve": lambda: presenter.move(IncidentStatus.RESOLVED),
            "incident.severity": asking.severity,
            "incident.category": self._ask_category,
            "incident.command": lambda: self._ask_person(self.tr("In command"), presenter.command),
            "incident.hand": lambda: self._ask_person(self.tr("Handled by"), presenter.hand),
            "incident.merge": asking.merge,
            "incident.duty": asking.duty,
            "incident.answer": asking.answer,
            "incident.lay": asking.lay_down,
            "incident.send": self.declaring.declare,
            "incident.respond": self._respond,
            "incident.step": asking.step,
        }

    def _show(self, state: State) -> None:
        locale, now = self._frame.language.locale, self._frame.clock.now()
        self.list.show_entries([self._entry(row) for row in state.rows or ()], state.incident)
        before = self._whole.currentWidget(), self._stack.currentWidget()
        self.room.show_state(state, now, locale)
        self._nothing.setText(self._why_nothing(state))
        if state.mode is Mode.DECLARE:
            self.form.show_draft(state.draft, locale)
            self._stack.setCurrentWidget(self.form)
        elif state.mode is Mode.REVIEW and state.room is not None:
            self.review.open(state.room.row.id)
            self._stack.setCurrentWidget(self.review.panel)
        else:
            self._stack.setCurrentWidget(self._blank if state.room is None else self.room)
        if state.mode is Mode.WALL:
            self.wall.show_state(state, self.room.head.readings(), locale)
        self._whole.setCurrentIndex(int(state.mode is Mode.WALL))
        self._follow(before, (self._whole.currentWidget(), self._stack.currentWidget()))
        if self._is_new and self._stack.currentWidget() is self.room:
            self._is_new = False
            self.room.side.write()
        if state.rows is not None and not self._is_ready:
            self._is_ready = True
            self._later(0, self._frame.ready)
            self._frame.answering()

    def _follow(self, before: tuple[QWidget | None, ...], now: tuple[QWidget | None, ...]) -> None:
        """The keyboard goes where work goes on."""
        if before == now or not self._widget.isVisible():
            return
        if now[0] is self.wall:
            self.wall.setFocus(Qt.FocusReason.OtherFocusReason)
        elif now[1] is self.form:
            self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)
        elif now[1] is self.review.panel:
            self.review.focus()
        elif before[0] is self.wall or before[1] in (self.form, self.review.panel):
            self._to_list()

    def _was_declared(self) -> None:
        """Whoever may send it finds the first message ready."""
        self._is_new = self.presenter.mover.writes

    def _entry(self, row: IncidentRow) -> Entry:
        locale = self._frame.language.locale
        today = self._frame.clock.now().astimezone().date()
        is_over = row.status in ENDS
        status, severity = words.word(row.status, locale), words.word(row.severity, locale)
        below = " · ".join((status, brief(row.reported_at, today, locale), severity))
        icon = "check" if is_over else SEVERITY_ICONS[row.severity]
        return Entry(row.id, row.title, below, icon=icon, meaning="" if is_over else row.severity.value.lower())

    def _why_nothing(self, state: State) -> str:
        if state.rows is None or state.incident is not None:
            return ""
        if state.rows:
            return self.tr("No incident is open here.")
        return self.tr("There is no incident. C declares one; it takes less than a minute.")

    def _tell(self, said: str, title: str, undo: Command | None) -> None:
        sentences = {
            "moved": self.tr("“{title}” moved on."),
            "severity": self.tr("The severity of “{title}” is ruled."),
            "category": self.tr("“{title}” has another category."),
            "commander": self.tr("The command of “{title}” is handed over."),
            "offered": self.tr("A duty on “{title}” is offered."),
            "taken": self.tr("A duty on “{title}” is yours."),
            "ACCEPTED": self.tr("A duty on “{title}” is yours."),
            "DECLINED": self.tr("A duty on “{title}” is declined."),
            "ENDED": self.tr("A duty on “{title}” has ended."),
            "handler": self.tr("“{title}” has another handler."),
            "merged": self.tr("“{title}” is closed as a duplicate."),
        }
        self._frame.notices.done(sentences[said].format(title=title), () if undo is None else (undo,))

    def _fail(self, error: Refused) -> None:
        self._frame.courier.refused.emit(error)

    def _declare(self) -> None:
        if self.presenter.state.mode is Mode.WALL:
            self.presenter.leave()
        self.declaring.begin()

    def _correct(self) -> None:
        self.presenter.correct()
        self.room.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _ask_category(self) -> None:
        room = self.presenter.state.room
        self.asking.category(room.row.category if room else None, self.presenter.set_category)

    def _ask_person(self, title: str, then: Callable[[str | None], None]) -> None:
        room = self.presenter.state.room
        if room is not None:
            held = room.row.commander_id if then == self.presenter.command else room.row.handler_id
            self.asking.person(title, held, then)

    def _respond(self) -> None:
        """Begin with what logs, metrics and reports tell; later go on with the steps alone."""
        incident, plan = self.presenter.state.incident, self.presenter.state.plan
        is_fresh = plan is None or plan.response is None or not any(step.ended_at for step in plan.response.steps)
        if incident is not None:
            self.presenter.respond(lambda responder: responder.gather(incident) if is_fresh else None)

    def _leave_field(self) -> None:
        self.presenter.leave_correcting()
        self.room.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_search(self) -> None:
        self.room.search.clear()
        self.presenter.search("")
        self.room.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick(self) -> None:
        """Once a second the clocks are painted; nothing is asked for that."""
        state = self.presenter.state
        if state.room is None or not self._widget.isVisible():
            return
        now = to_micros(self._frame.clock.now())
        self.room.head.show_room(state.room, now, self._frame.language.locale)
        self.room.side.tick()
        if state.mode is Mode.WALL:
            self.wall.show_state(state, self.room.head.readings(), self._frame.language.locale)
        if any(one.end is None and one.due <= now < one.due + 2_000_000 for one in state.room.clocks):
            self.presenter.tick()

    def _take(self, event: Changed) -> None:
        """Follow what was committed; behind another page nothing is asked for."""
        if self._widget.isHidden():
            self._has_missed = True
        else:
            self.presenter.take(event)
            self.room.side.take(event)

    def _later(self, milliseconds: int, call: Callable[[], None]) -> None:
        QTimer.singleShot(milliseconds, self, call)

    def _refresh(self) -> None:
        self._new.setIcon(self._frame.look.theme.icon("plus"))
        self.room.dress()
        self._show(self.presenter.state)

    def _retranslate(self) -> None:
        self._head.setText(QCoreApplication.translate(CONTEXT, "War-room"))
        self._new.setToolTip(self.tr("Declare an incident (C)"))
        self._new.setAccessibleName(self.tr("Declare an incident"))
        self.list.setAccessibleName(self.tr("Incidents"))
        self.room.retranslate()
        self.form.retranslate(self._frame.language.locale)
        self.review.retranslate()
        self._refresh()

    def _connect(self) -> None:
        frame, presenter, room, form = self._frame, self.presenter, self.room, self.form
        self.list.chosen.connect(presenter.choose)
        self._new.clicked.connect(lambda: frame.actions.run("incident.declare"))
        room.wanted.connect(frame.actions.run)
        room.more.clicked.connect(self._open_menu)
        room.list.chosen.connect(presenter.choose_entry)
        room.list.end_near.connect(presenter.read_on)
        room.field.entered.connect(presenter.capture)
        room.field.left.connect(self._leave_field)
        room.field.textEdited.connect(lambda _: room.typed(frame.clock.now()))
        room.search.textEdited.connect(presenter.search)
        room.search.left.connect(self._leave_search)
        room.search.entered.connect(lambda _: room.list.setFocus(Qt.FocusReason.OtherFocusReason))
        room.plan.list.chosen.connect(presenter.choose_step)
        form.typed.connect(self.declaring.write)
        form.impact_chosen.connect(self.declaring.set_impact)
        form.category_wanted.connect(
            lambda: self.asking.category(self.declaring.draft.settled, self.declaring.set_category)
        )
        form.declare_wanted.connect(self.declaring.declare)
        form.left.connect(presenter.leave)
        frame.courier.changed.connect(self._take)
        frame.look.changed.connect(self._refresh)
        frame.language.changed.connect(self._retranslate)
        self._timer.timeout.connect(self._tick)
        frame.actions.bind(room.field, Scope.TEXT)
        frame.actions.bind(form, Scope.TEXT)
        for part in (self.list, room.list):
            frame.actions.bind(part, Scope.LIST)

    def _open_menu(self) -> None:
        keys = [action.id for action in self._actions if action.in_palette]
        more = self.room.more
        self._frame.actions.menu(keys, more).popup(more.mapToGlobal(more.rect().bottomLeft()))

    def _build(self) -> None:
        self._new.setFixedSize(28, 28)
        self._blank.setProperty("kind", "surface")
        blank = QVBoxLayout(self._blank)
        blank.setContentsMargins(16, 14, 16, 16)
        blank.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 8, 0)
        row.addWidget(self._head, 1)
        row.addWidget(self._new)
        top = QFrame(self._widget)
        top.setProperty("kind", "panel")
        top.setFixedHeight(COLUMN_HEAD)
        top.setLayout(row)
        left = QFrame(self._widget)
        left.setProperty("kind", "panel")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addWidget(self.list, 1)
        for part in (self._blank, self.room, self.form, self.review.panel):
            self._stack.addWidget(part)
        columns = QSplitter(Qt.Orientation.Horizontal, self._widget)
        columns.addWidget(left)
        columns.addWidget(self._stack)
        columns.setStretchFactor(1, 1)
        columns.setHandleWidth(1)
        columns.setChildrenCollapsible(False)
        left.setMinimumWidth(160)
        self._frame.state.splitter("incidents.columns", columns, [LIST_WIDTH, 1000])
        self._frame.state.splitter("incidents.room", self.room.columns, [400, 740])
        self._whole.addWidget(columns)
        self._whole.addWidget(self.wall)
        whole = QHBoxLayout(self._widget)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._whole)
