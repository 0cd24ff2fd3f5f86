"""The console in the tray: how many alerts wait, and the ways to them.

Promise: where the desktop has no tray there is none and nothing is lost: the window shows the same.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from console.models.values import dataclass
from console.views.desktop_alerts import OPEN, Toast
from console.views.theme import Look, brush

SIZE = 64
"""Pixels of the icon; the desktop makes it smaller."""
MOST = 99
SHOWN_MS = 10_000


@dataclass(frozen=True, slots=True)
class Ways:
    """Where its menu leads."""

    window: Callable[[], None]
    inbox: Callable[[], None]
    focus: Callable[[], None]
    leave: Callable[[], object]


class Tray(QObject):
    """The icon and its menu."""

    acted = Signal(str, str)
    """The token of a message, and what was chosen on it: a press opens."""

    def __init__(self, look: Look, ways: Ways, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._count = 0
        self._token = ""
        self._menu = QMenu()
        self._entries = [self._menu.addAction("", way) for way in (ways.window, ways.inbox, ways.focus, ways.leave)]
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(
            lambda why: ways.window() if why is QSystemTrayIcon.ActivationReason.Trigger else None
        )
        self._icon.messageClicked.connect(lambda: self.acted.emit(self._token, OPEN))
        self.retranslate()

    def appear(self) -> None:
        """Stand in the tray."""
        self._icon.show()

    @staticmethod
    def is_here() -> bool:
        """Whether this desktop has a tray."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show_count(self, count: int) -> None:
        """Say how many alerts wait to be seen."""
        self._count = count
        self.retranslate()

    def show(self, toast: Toast) -> None:
        """Show a message beside the icon."""
        self._token = toast.token
        kind = QSystemTrayIcon.MessageIcon.Critical if toast.critical else QSystemTrayIcon.MessageIcon.Information
        self._icon.showMessage(toast.title, toast.body, kind, SHOWN_MS)

    def retranslate(self) -> None:
        """Take the words of the present language, and the count."""
        alerts = self.tr("Alerts: %n", "", self._count)
        words = (self.tr("Show the console"), alerts, self.tr("Focus for an hour"), self.tr("Quit"))
        for entry, text in zip(self._entries, words, strict=True):
            entry.setText(text)
        self._icon.setIcon(QIcon(self._painted()))
        self._icon.setToolTip(self.tr("Support console: %n alerts", "", self._count))

    def close(self) -> None:
        """Take it away."""
        self._icon.hide()
        self._menu.deleteLater()

    def _painted(self) -> QPixmap:
        theme = self._look.theme
        made = self._look.pixmap("logo", theme.accent.fill, theme.bg.window, SIZE).copy()
        if not self._count:
            return made
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(brush(theme.severity["critical"].fill))
        disc = QRect(SIZE - 38, SIZE - 38, 38, 38)
        painter.drawEllipse(disc)
        font = painter.font()
        font.setPixelSize(22)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(theme.text.on_critical)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, str(min(self._count, MOST)))
        painter.end()
        return made
