"""The right part of the open incident: panels beside one another where there is room, else one of them with tabs.

Promise: a panel is a widget that asks its own questions; another one is a line more in `SLOTS`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from console.models.values import dataclass
from console.services.bus import Changed
from console.views.actions import CONTEXT, Action, Group, Scope, key_words
from console.views.incidents.impact import ImpactPanel
from console.views.incidents.messages import MessagesPanel
from console.views.incidents.panel import SidePanel
from console.views.incidents.plan import PlanPanel
from console.views.incidents.tasks import TasksPanel
from console.views.pages import Frame
from console.views.theme import brush
from console.views.translation import QT_TRANSLATE_NOOP

WIDE = 720
"""From this width on there are two columns; a room of 1180 leaves as much beside its timeline."""
STRIP = 34
SHOWN = "incidents.side"
"""Under which the window keeps which panel was looked at last."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A panel's place."""

    key: str
    text: str
    """Of the action that shows it."""
    keys: str
    icon: str
    column: int
    share: int
    """Of the height of its column, beside the shares of the others."""
    make: Callable[[Frame, QWidget], SidePanel]


SLOTS: tuple[Slot, ...] = (
    Slot("plan", QT_TRANSLATE_NOOP("Actions", "Show the response plan"), "5", "check", 0, 3, PlanPanel),
    Slot("tasks", QT_TRANSLATE_NOOP("Actions", "Show the tasks"), "6", "checkcircle", 0, 2, TasksPanel),
    Slot("impact", QT_TRANSLATE_NOOP("Actions", "Show the impact"), "7", "chart", 1, 3, ImpactPanel),
    Slot("messages", QT_TRANSLATE_NOOP("Actions", "Show the messages"), "8", "send", 1, 4, MessagesPanel),
)
"""In the order of their tabs."""


class Side(QFrame):
    """The panels."""

    wanted = Signal(str)

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "surface")
        self._frame = frame
        self._incident: str | None = None
        self.panels: dict[str, SidePanel] = {slot.key: slot.make(frame, self) for slot in SLOTS}
        kept = frame.state.text(SHOWN)
        self.shown = kept if kept in self.panels else SLOTS[0].key
        self.strip = QFrame(self)
        self.tabs = {slot.key: QPushButton(self.strip) for slot in SLOTS}
        self._build()

    @property
    def plan(self) -> PlanPanel:
        """What the page itself fills."""
        return next(panel for panel in self.panels.values() if isinstance(panel, PlanPanel))

    @property
    def is_wide(self) -> bool:
        """Whether all panels are seen at once."""
        return self.width() >= WIDE

    def own_actions(self) -> tuple[Action, ...]:
        """Those that show a panel, and those of the panels."""
        ways = (
            Action(
                *(_id(slot.key), slot.text, partial(self.show_panel, slot.key), Scope.PAGE, (slot.keys,), slot.icon),
                *(Group.LIST, self._hindrance),
            )
            for slot in SLOTS
        )
        return (*ways, *(action for panel in self.panels.values() for action in panel.own_actions()))

    def lists(self) -> tuple[QWidget, ...]:
        """What takes the keyboard in the panels that are seen."""
        return tuple(panel.keyboard for key, panel in self.panels.items() if self.is_wide or key == self.shown)

    def show_panel(self, key: str) -> None:
        """Show a panel, and take the keyboard there."""
        self.shown = key
        self._frame.state.keep(SHOWN, key)
        self._arrange()
        self.panels[key].keyboard.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write(self) -> None:
        """Take the keyboard to the next message."""
        panel = self.panels["messages"]
        if isinstance(panel, MessagesPanel):
            self.show_panel("messages")
            panel.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, incident: str | None) -> None:
        """Another incident is open, or none."""
        if incident != self._incident:
            self._incident = incident
            for panel in self.panels.values():
                panel.open(incident)

    def take(self, event: Changed) -> None:
        """Something was committed."""
        for panel in self.panels.values():
            panel.take(event)

    def tick(self) -> None:
        """A second went by."""
        for panel in self.panels.values():
            if panel.isVisible():
                panel.tick()

    def retranslate(self) -> None:
        """Take the words of the present language and the look in use."""
        self.strip.setAccessibleName(self.tr("Panels"))
        for panel in self.panels.values():
            panel.retranslate()
        self._name_tabs()

    def sizeHint(self) -> QSize:
        """Qt: one column wide."""
        return QSize(WIDE // 2, 400)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: there is room for two columns, or for one."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: hairlines where panels meet."""
        super().paintEvent(event)
        painter, hair = QPainter(self), brush(self._frame.look.theme.line.hair)
        for panel in self.panels.values():
            if panel.isVisible():
                area = panel.geometry()
                painter.fillRect(QRect(area.left() - 1, area.top(), 1, area.height()), hair)
                painter.fillRect(QRect(area.left(), area.top() - 1, area.width(), 1), hair)

    def _hindrance(self) -> str:
        if self.isVisible():
            return ""
        return QCoreApplication.translate(CONTEXT, QT_TRANSLATE_NOOP("Actions", "no incident is open"))

    def _name_tabs(self) -> None:
        for slot in SLOTS:
            tab = self.tabs[slot.key]
            tab.setText(self.panels[slot.key].title())
            action = self._frame.actions.get(_id(slot.key)) if tab.isVisible() else None
            tab.setToolTip(f"{action.title()} ({key_words(action)})" if action is not None else "")

    def _arrange(self) -> None:
        """Put each panel where it is seen now."""
        self.strip.setVisible(not self.is_wide and len(SLOTS) > 1)
        for slot in SLOTS:
            self.tabs[slot.key].setChecked(slot.key == self.shown)
            self.panels[slot.key].setVisible(self.is_wide or slot.key == self.shown)
        if self.is_wide:
            self._put_columns()
        else:
            top = STRIP if self.strip.isVisibleTo(self) else 0
            self.strip.setGeometry(0, 0, self.width(), top)
            self.panels[self.shown].setGeometry(0, top, self.width(), self.height() - top)
        self._name_tabs()
        self.update()

    def _put_columns(self) -> None:
        columns = [[slot for slot in SLOTS if slot.column == column] for column in (0, 1)]
        columns = [column for column in columns if column]
        width = self.width() // len(columns)
        for place, column in enumerate(columns):
            left, top, shares = place * (width + 1), 0, sum(slot.share for slot in column)
            right = self.width() if column is columns[-1] else width
            for slot in column:
                last = slot is column[-1]
                height = self.height() - top if last else self.height() * slot.share // shares
                self.panels[slot.key].setGeometry(QRect(left, top, right - left, height))
                top += height + 1

    def _build(self) -> None:
        row = QHBoxLayout(self.strip)
        row.setContentsMargins(16, 0, 12, 0)
        row.setSpacing(6)
        for key, tab in self.tabs.items():
            tab.setProperty("kind", "option")
            tab.setCheckable(True)
            tab.clicked.connect(lambda *_, key=key: self.wanted.emit(_id(key)))
            row.addWidget(tab)
        row.addStretch(1)
        for panel in self.panels.values():
            panel.wanted.connect(self.wanted)
            panel.titled.connect(self._name_tabs)
            self._frame.actions.bind(panel.keyboard, Scope.LIST)
        self.setMinimumWidth(260)


def _id(key: str) -> str:
    """Of the action that shows a panel."""
    return f"incident.side.{key}"
