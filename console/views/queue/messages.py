"""The widgets of a conversation: a message in its frame, a line for what happened, the fold.

Promise: requester, public reply and internal note differ by ground, edge, icon and word (look 5), so nobody needs
colour to tell them apart; a body is plain text, selectable, of any length, and never interpreted.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QPushButton, QTextBrowser, QWidget

from console import words
from console.models.kinds import Channel, EventKind, Locale, Priority, Status
from console.views.circle import paint_circle
from console.views.delegates import PRIORITY_ICONS, STATUS_ICONS
from console.views.queue.grounds import ground_of, paint_ground
from console.views.queue.manner import Manner
from console.views.queue.talk import Happening, Kind, Message
from console.views.theme import Look, pen
from console.views.times import moment
from console.views.wrapping import wrapping

CIRCLE = 20
LEFT, RIGHT, TOP, HEAD, BOTTOM = 16, 12, 6, 22, 9
CHIP, CHIP_GAP = 22, 6
LATIN_WIDTH, HAN_WIDTH = 660, 702
"""Widest lines of text in pixels: 86 characters, 54 Han (look 9)."""
LINE = {Locale.EN: 20, Locale.ZH: 22}
CHANNEL_ICONS = {
    Channel.EMAIL: "mail",
    Channel.PORTAL: "globe",
    Channel.CHAT: "chat",
    Channel.PHONE: "phone",
    Channel.HOTLINE: "phone",
    Channel.ON_SITE: "pin",
    Channel.CONSOLE: "queue",
    Channel.MONITORING: "beat",
}


class Body(QTextBrowser):
    """The words of a message; as high as they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._line = 0

    def show_text(self, text: str, line: int) -> None:
        """Hold a plain text in lines of so many pixels."""
        if text != self.toPlainText() or line != self._line:
            self._line = line
            self.setWordWrapMode(wrapping(text))
            self.setPlainText(text)
            form = QTextBlockFormat()
            form.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
            cursor = QTextCursor(self.document())
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.mergeBlockFormat(form)

    def height_for(self, width: int) -> int:
        """How high the text is in that width."""
        self.document().setTextWidth(width)
        return round(self.document().size().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: the conversation scrolls, not the message."""
        event.ignore()


class MessageFrame(QFrame):
    """One message."""

    file_wanted = Signal(object)
    """An `AttachmentRow`: keep it somewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._message: Message | None = None
        self._manner: Manner | None = None
        self._body = Body(self)
        self._chips: list[QPushButton] = []

    def show_message(self, message: Message, manner: Manner) -> None:
        """Show another message, or the same in another manner."""
        if (message, manner) == (self._message, self._manner):
            return
        self._message, self._manner = message, manner
        self._body.show_text(message.body, LINE[manner.locale])
        self._show_files()
        said = (message.author, self._kind_words(), moment(message.at, manner.today, manner.locale))
        self.setAccessibleName(", ".join(filter(None, said)))
        self._body.setAccessibleName(self.accessibleName())
        self.update()

    def fit(self, width: int) -> int:
        """Lay everything out in that width; the height it takes."""
        manner = self._manner
        widest = HAN_WIDTH if manner and manner.locale is Locale.ZH else LATIN_WIDTH
        room = width - LEFT - RIGHT
        # As wide as the lines: a wider widget would break them anew when it is shown.
        lines = min(room, widest)
        height = self._body.height_for(lines) if self._message and self._message.body else 0
        self._body.setGeometry(LEFT, TOP + HEAD, lines, height)
        top, left = TOP + HEAD + height + (4 if self._chips else 0), LEFT
        for chip in self._chips:
            size = min(chip.sizeHint().width(), room)
            if left > LEFT and left + size > width - RIGHT:
                left, top = LEFT, top + CHIP + CHIP_GAP
            chip.setGeometry(left, top, size, CHIP)
            left += size + CHIP_GAP
        return top + (CHIP if self._chips else 0) + BOTTOM

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: ground and edge, circle, name, kind, detail, time."""
        if self._message is None or self._manner is None:
            return
        painter = QPainter(self)
        paint_ground(painter, self._manner.look, self.rect(), self._message.kind)
        self._paint_head(painter, self._message, self._manner)

    def _paint_head(self, painter: QPainter, message: Message, manner: Manner) -> None:
        look, theme, fonts = manner.look, manner.look.theme, manner.look.fonts
        paint_circle(painter, look, QRect(LEFT, TOP, CIRCLE, CIRCLE), message.author, own=message.own)
        base, right = TOP + 14.5, self.width() - RIGHT
        time = moment(message.at, manner.today, manner.locale)
        small = QFontMetrics(fonts.small)
        painter.setFont(fonts.small)
        painter.setPen(pen(theme.text.tertiary))
        right -= small.horizontalAdvance(time)
        painter.drawText(QPointF(right, base), time)
        edge = right - 8
        place = QPointF(LEFT + CIRCLE + 8, base)
        left = write(painter, place, edge, (fonts.body_semibold, theme.text.primary), message.author)
        ink = {Kind.PUBLIC: theme.accent_ink, Kind.NOTE: theme.text.note}.get(message.kind, theme.text.secondary)
        icon = {Kind.PUBLIC: "reply", Kind.NOTE: "lock"}.get(message.kind, CHANNEL_ICONS[message.channel])
        ground = ground_of(look, message.kind)
        painter.drawPixmap(left, TOP + 3, look.pixmap(icon, ink, ground, 14, self.devicePixelRatioF()))
        font = fonts.small_semibold if message.kind is Kind.NOTE else fonts.small
        left = write(painter, QPointF(left + 18, base), edge, (font, ink), self._kind_words())
        detail = self._detail(message, manner)
        write(painter, QPointF(left, base), edge, (fonts.small, theme.text.tertiary), detail)

    def _kind_words(self) -> str:
        kind = self._message.kind if self._message else Kind.REQUESTER
        if kind is Kind.PUBLIC:
            return self.tr("Public reply")
        return self.tr("Internal note") if kind is Kind.NOTE else self.tr("Requester")

    def _detail(self, message: Message, manner: Manner) -> str:
        if message.kind is Kind.NOTE:
            return self.tr("the requester never sees this")
        if message.kind is Kind.PUBLIC:
            return self.tr("to {name}").format(name=message.addressee) if message.addressee else ""
        way = words.word(message.channel, manner.locale)
        if message.recorded_by:
            return self.tr("{way}, recorded by {name}").format(way=way, name=message.recorded_by)
        return way if message.body or message.files else self.tr("{way}, nothing was described").format(way=way)

    def _show_files(self) -> None:
        for chip in self._chips:
            chip.deleteLater()
        self._chips = []
        if self._message is None or self._manner is None:
            return
        for file in self._message.files:
            chip = QPushButton(f"{file.name}  {words.size(file.size, self._manner.locale)}", self)
            chip.setProperty("kind", "chip")
            chip.setIcon(self._manner.look.theme.icon("clip", size=14))
            chip.setToolTip(self.tr("Save a copy…"))
            chip.clicked.connect(lambda *_, file=file: self.file_wanted.emit(file))
            chip.show()
            self._chips.append(chip)


class EventLine(QFrame):
    """What happened between two messages, on one line."""

    HEIGHT = 22

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = "doc"
        self._words = self._time = ""
        self._look: Look | None = None

    def show_event(self, happening: Happening, manner: Manner) -> None:
        """Show another event, or the same in another manner."""
        event = happening.event
        self._look = manner.look
        self._icon = event_icon(event.kind, event.after)
        self._words = words.event(event.kind, event.before, event.after, event.reason, event.author, manner.locale)
        self._time = moment(event.happened, manner.today, manner.locale)
        self.setAccessibleName(f"{self._words}, {self._time}")
        self.update()

    def fit(self, width: int) -> int:
        """The height it takes."""
        return self.HEIGHT

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: icon, sentence, time."""
        if self._look is None:
            return
        painter, theme, font = QPainter(self), self._look.theme, self._look.fonts.small
        mark = self._look.pixmap(self._icon, theme.text.tertiary, theme.bg.surface, 14, self.devicePixelRatioF())
        painter.drawPixmap(LEFT + 1, 4, mark)
        right = self.width() - RIGHT - QFontMetrics(font).horizontalAdvance(self._time)
        write(painter, QPointF(right, 15.5), self.width(), (font, theme.text.tertiary), self._time)
        write(painter, QPointF(LEFT + 22, 15.5), right - 8, (font, theme.text.secondary), self._words)


class FoldLine(QPushButton):
    """Earlier messages wait behind it."""

    HEIGHT = 24

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look: Look | None = None
        self.setFlat(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_count(self, count: int, manner: Manner) -> None:
        """Say how many there are."""
        self._look = manner.look
        self.setText(self.tr("%n earlier messages", "", count))
        self.setAccessibleName(self.text())
        self.update()

    def fit(self, width: int) -> int:
        """The height it takes."""
        return self.HEIGHT

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: words between two hairlines."""
        if self._look is None:
            return
        painter, theme, font = QPainter(self), self._look.theme, self._look.fonts.small
        width = QFontMetrics(font).horizontalAdvance(self.text())
        left, middle = (self.width() - width) // 2, self.height() // 2
        painter.setPen(pen(theme.line.focus if self.hasFocus() else theme.line.hair))
        painter.drawLine(0, middle, left - 8, middle)
        painter.drawLine(left + width + 8, middle, self.width(), middle)
        lit = self.hasFocus() or self.underMouse()
        ink = theme.text.link if lit else theme.text.tertiary
        write(painter, QPointF(left, middle + 4.5), self.width(), (font, ink), self.text())


def event_icon(kind: EventKind, after: str | None) -> str:
    """The icon of what happened."""
    if kind is EventKind.STATUS and after in set(Status):
        return STATUS_ICONS[Status(after)]
    if kind is EventKind.PRIORITY and after in set(Priority):
        return PRIORITY_ICONS[Priority(after)]
    return _EVENT_ICONS.get(kind, "doc")


_EVENT_ICONS = {
    EventKind.CREATED: "plus",
    EventKind.TEAM: "users",
    EventKind.ASSIGNEE: "user",
    EventKind.TAGGED: "flag",
    EventKind.UNTAGGED: "flag",
    EventKind.LINKED: "link",
    EventKind.UNLINKED: "link",
    EventKind.ATTACHED: "clip",
    EventKind.TITLE: "pencil",
    EventKind.DESCRIPTION: "pencil",
}


def write(painter: QPainter, place: QPointF, right: int, type_: tuple[QFont, QColor], text: str) -> int:
    """Write one line from its baseline at `place`, cut where it would pass `right`; where the next one may begin."""
    (font, ink), left = type_, round(place.x())
    if not text or right <= left:
        return left
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, right - left)
    painter.setFont(font)
    painter.setPen(pen(ink))
    painter.drawText(place, shown)
    return left + metrics.horizontalAdvance(shown) + 8
