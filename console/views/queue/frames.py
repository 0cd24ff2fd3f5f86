"""How the panels stand: views, table over ticket, inspector; the outer two become drawers where there is little room.

Promise: nothing is lost in a narrow window: a drawer comes by its key and goes by Esc or the same key; splitters stay
where they were put.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QWidget

from console.views.overlay import application
from console.views.theme import INSPECTOR, RAIL, VIEWS
from console.views.ui_state import UiState

INSPECTOR_FROM, VIEWS_FROM = 1280 - RAIL, 1100 - RAIL
"""Widths of the page from which inspector and views have room beside the table (look 2)."""
TABLE_SHARE = [26 + 44 + 10 * 28, 500]


class Panels(QWidget):
    """Places three columns by the width there is."""

    arranged = Signal()
    views_away = Signal(bool)
    """Whether the views stand nowhere, so that another way to them is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._arranged = False
        self._drawn: QWidget | None = None
        """The panel that stands over the others as a drawer."""
        self._edge = QFrame(self)
        self._edge.setProperty("kind", "edge")
        self._edge.hide()
        self._rows = QSplitter(Qt.Orientation.Vertical, self)
        self._columns = QSplitter(Qt.Orientation.Horizontal, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._columns)

    def fill(self, views: QWidget, middle: tuple[QWidget, QWidget], inspector: QWidget, state: UiState) -> None:
        """Take the panels in; to be called once."""
        self._views = views
        self._inspector = inspector
        self._state = state
        self._wanted = {
            views: state.truth("queue.show views", default=True),
            inspector: state.truth("queue.show inspector", default=True),
        }
        for part in middle:
            self._rows.addWidget(part)
        self._rows.setChildrenCollapsible(False)
        self._rows.setStretchFactor(1, 1)
        for part in (views, self._rows, inspector):
            self._columns.addWidget(part)
        self._columns.setChildrenCollapsible(False)
        for at in range(3):
            self._columns.setStretchFactor(at, int(at == 1))
        for splitter in (self._rows, self._columns):
            splitter.setHandleWidth(1)
        views.setMinimumWidth(140)
        inspector.setMinimumWidth(220)
        self._rows.setMinimumWidth(400)
        kept = state.numbers("queue.widths")
        self._widths = dict(zip((views, inspector), kept if len(kept) == 2 else (VIEWS, INSPECTOR), strict=True))
        self._columns.splitterMoved.connect(self._keep_widths)
        state.splitter("queue.rows", self._rows, TABLE_SHARE)
        for panel in (views, inspector):
            panel.installEventFilter(self)
        application().focusChanged.connect(self._focus_went)

    def toggle_views(self) -> None:
        """Show or hide the views."""
        self._toggle(self._views, VIEWS_FROM, "queue.show views")

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self._toggle(self._inspector, INSPECTOR_FROM, "queue.show inspector")

    def put_away(self) -> None:
        """Close the drawer that is open: what it was opened for is done."""
        if self._drawn is not None:
            self._draw(None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: another width makes drawers of panels, or panels of drawers."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc inside a drawer closes it."""
        if watched is self._drawn and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self._draw(None)
            return True
        return False

    def _focus_went(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Views are left for the list or the ticket; what was asked from the details comes back to them."""
        if now is None or self._drawn is not self._views or not self.isAncestorOf(now):
            return
        if now is not self._views and not self._views.isAncestorOf(now):
            self._drawn = None
            self._arrange()

    def _toggle(self, panel: QWidget, room_from: int, key: str) -> None:
        if self.width() < room_from:
            self._draw(None if self._drawn is panel else panel)
            return
        self._wanted[panel] = not self._wanted[panel]
        self._state.keep(key, self._wanted[panel])
        self._arrange()

    def _draw(self, panel: QWidget | None) -> None:
        self._drawn = panel
        self._arrange()
        if panel is not None:
            panel.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.arranged.emit()

    def _arrange(self) -> None:
        if self._drawn is not None and self.width() >= self._room(self._drawn):
            self._drawn = None
        self._edge.setVisible(self._drawn is not None)
        came = not self._arranged
        self._arranged = True
        for place, panel in ((0, self._views), (2, self._inspector)):
            if self.width() >= self._room(panel):
                if panel.parent() is not self._columns:
                    self._columns.insertWidget(place, panel)
                    came = True
                panel.setVisible(self._wanted[panel])
            else:
                if panel.parent() is not self:
                    panel.setParent(self)
                self._place(panel)
        if came:
            self._give_widths()
        self.views_away.emit(self._views.isHidden())

    def _place(self, panel: QWidget) -> None:
        width = VIEWS + 20 if panel is self._views else INSPECTOR
        left = 0 if panel is self._views else self.width() - width
        panel.setGeometry(left, 0, width, self.height())
        panel.setVisible(panel is self._drawn)
        if panel is self._drawn:
            self._edge.setGeometry(width if panel is self._views else left - 1, 0, 1, self.height())
            panel.raise_()
            self._edge.raise_()

    def _keep_widths(self) -> None:
        for panel in self._widths:
            if panel.parent() is self._columns and panel.isVisible():
                self._widths[panel] = panel.width()
        self._state.keep("queue.widths", list(self._widths.values()))

    def _give_widths(self) -> None:
        """A splitter shares out what it has at the time, which is little before the window has its size."""
        sizes: dict[QWidget, int] = {self._rows: self._columns.width()}
        for panel, width in self._widths.items():
            if panel.parent() is self._columns:
                sizes[panel] = width
                sizes[self._rows] -= width
        self._columns.setSizes([sizes[panel] for panel in sorted(sizes, key=self._columns.indexOf)])

    def _room(self, panel: QWidget) -> int:
        return VIEWS_FROM if panel is self._views else INSPECTOR_FROM
