"""The rail at the left edge: the pages, the settings, and who works here.

Promise: the current page is told by a bar, weight and colour together; every button has its word under its icon.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QVBoxLayout, QWidget

from console.services.people import Me
from console.views.actions import CONTEXT
from console.views.circle import paint_circle
from console.views.icons import RAIL as ICON
from console.views.pages import PageKind
from console.views.theme import COLUMN_HEAD, RAIL, Look, pen
from console.views.translation import QT_TRANSLATE_NOOP

BUTTON = 54
MOST = 99
"""The highest count that is told."""
AVATAR = 26


class RailButton(QAbstractButton):
    """An icon with its word."""

    def __init__(self, look: Look, icon: str, text: str, parent: QWidget, *, checkable: bool = True) -> None:
        """`text` is English of the context of actions."""
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._source = text
        self._count = 0
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(RAIL, BUTTON)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the word of the present language."""
        self.setText(QCoreApplication.translate(CONTEXT, self._source))
        self._name()

    def show_count(self, count: int) -> None:
        """Say how many things wait behind it."""
        if count != self._count:
            self._count = count
            self._name()
            self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"{self.text()}: {self._count}" if self._count else self.text())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hover answers at once."""
        self.update()
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Bar, icon, word, ring."""
        theme, fonts = self._look.theme, self._look.fonts
        painter = QPainter(self)
        ground = theme.bg.window
        if self.underMouse() and not self.isChecked():
            ground = theme.bg.sunken
            painter.fillRect(self.rect().adjusted(4, 2, -5, -2), ground)
        ink = theme.accent_ink if self.isChecked() else theme.text.secondary
        scale = self.devicePixelRatioF()
        painter.drawPixmap((RAIL - ICON) // 2, 8, self._look.pixmap(self._icon, ink, ground, ICON, scale))
        if self.isChecked():
            painter.fillRect(QRect(0, 11, 3, BUTTON - 22), theme.current_bar)
        font = fonts.micro_semibold if self.isChecked() else fonts.micro
        is_wide = QFontMetrics(font).horizontalAdvance(self.text()) > RAIL - 10  # the bar and as much at the other end
        painter.setFont(fonts.micro if is_wide else font)  # whole and light rather than cut
        painter.setPen(theme.text.primary if self.isChecked() else theme.text.secondary)
        painter.drawText(QRect(0, 31, RAIL - 1, 17), Qt.AlignmentFlag.AlignCenter, self.text())
        if self._count:
            self._paint_count(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(pen(theme.line.focus, 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 2, -5, -2), 5, 5)

    def _paint_count(self, painter: QPainter) -> None:
        theme, fonts = self._look.theme, self._look.fonts
        text = str(self._count) if self._count <= MOST else f"{MOST}+"
        width = max(16, QFontMetrics(fonts.micro_semibold).horizontalAdvance(text) + 8)
        pill = QRectF(RAIL / 2 + 4, 4, width, 16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen(theme.bg.window, 1.5))
        painter.setBrush(theme.severity["critical"].fill)
        painter.drawRoundedRect(pill, 8, 8)
        painter.setFont(fonts.micro_semibold)
        painter.setPen(theme.text.on_critical)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)


class Mark(QWidget):
    """The console's sign on the height of the column heads."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFixedSize(RAIL, COLUMN_HEAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sign."""
        theme = self._look.theme
        ink = theme.text.secondary
        sign = self._look.pixmap("logo", ink, theme.bg.window, 22, self.devicePixelRatioF())
        QPainter(self).drawPixmap((RAIL - 22) // 2, (COLUMN_HEAD - 22) // 2, sign)


class Person(QWidget):
    """Who works here: initials in a disc, the name below."""

    def __init__(self, look: Look, me: Me, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._me = me
        self.setFixedSize(RAIL, 56)
        self.setAccessibleName(me.name)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Say the whole name and the team."""
        from html import escape  # 2 ms of the first hover, not of every start

        self.setToolTip(f"<span>{escape(self._me.name)} · {escape(self._me.team_name)}</span>")
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Disc, initials, name."""
        theme, fonts = self._look.theme, self._look.fonts
        painter = QPainter(self)
        paint_circle(painter, self._look, QRect((RAIL - AVATAR) // 2, 6, AVATAR, AVATAR), self._me.name, own=True)
        painter.setFont(fonts.micro)
        painter.setPen(theme.text.secondary)
        name = QFontMetrics(fonts.micro).elidedText(self._me.name, Qt.TextElideMode.ElideRight, RAIL - 8)
        painter.drawText(QRect(0, 35, RAIL - 1, 16), Qt.AlignmentFlag.AlignCenter, name)

    def sizeHint(self) -> QSize:
        """As wide as the rail."""
        return QSize(RAIL, 56)


class Rail(QFrame):
    """The rail."""

    def __init__(self, look: Look, me: Me, pages: tuple[PageKind, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("kind", "rail")
        self.setFixedWidth(RAIL)
        self._group = QButtonGroup(self)
        self.pages = {kind.id: RailButton(look, kind.icon, kind.text, self) for kind in pages}
        self.alerts = RailButton(look, "bell", QT_TRANSLATE_NOOP("Actions", "Alerts"), self, checkable=False)
        self.settings = RailButton(look, "sliders", QT_TRANSLATE_NOOP("Actions", "Settings"), self, checkable=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(0)
        column.addWidget(Mark(look, self))
        column.addSpacing(6)
        for button in self.pages.values():
            self._group.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(self.alerts)
        column.addWidget(self.settings)
        column.addWidget(Person(look, me, self))
        look.changed.connect(self.update)

    def show_current(self, page: str) -> None:
        """Mark the page that is shown."""
        self.pages[page].setChecked(True)

    def retranslate(self) -> None:
        """Take the words of the present language."""
        for button in (*self.pages.values(), self.alerts, self.settings):
            button.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The hairline at the right edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.theme.bg.window)
        painter.setPen(pen(self._look.theme.line.hair))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
