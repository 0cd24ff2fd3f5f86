"""The way to the desktop: its notification service on the session bus, and the sound.

Promise: the window's thread waits for neither; what the service answers comes through the event loop; where there is no
bus or no service, that is told and nothing breaks.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QProcess, QSocketNotifier, QStandardPaths, Signal

from console.models.values import dataclass
from console.resources import resource

if TYPE_CHECKING:
    from jeepney import DBusAddress, Message
    from jeepney.io.blocking import DBusConnection

log = logging.getLogger(__name__)

OPEN, ACKNOWLEDGE, SNOOZE = "default", "acknowledge", "snooze"
"""What can be done with a notification; a press on it opens."""
SOUND = "sounds/critical.wav"
PLAYERS = ("paplay", "pw-play", "aplay", "afplay")
PATIENCE = 3.0
"""Seconds the service is waited for when the way to it is made."""
_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_ASIS, _URGENT = 1, 2
"""Urgencies of the notification specification."""


@dataclass(frozen=True, slots=True)
class Toast:
    """What is shown over other work."""

    token: str
    """By which its actions are told."""
    title: str
    body: str
    critical: bool = False
    sounds: bool = False
    actions: tuple[tuple[str, str], ...] = ()
    """Key and word, the first for a press on it."""


class Link(NamedTuple):
    """A bus with a notification service on it."""

    connection: DBusConnection
    service: str
    """What it calls itself: "dunst 1.9.0"."""
    capabilities: frozenset[str]


def connect() -> Link | None:
    """The notification service of this session; None where there is none.  It waits: no call for the GUI's thread."""
    if sys.platform in ("win32", "darwin"):
        return None
    from jeepney import MatchRule, MessageType, message_bus, new_method_call
    from jeepney.io.blocking import open_dbus_connection

    try:
        connection = open_dbus_connection("SESSION")
    except (KeyError, ValueError, OSError) as error:
        log.info("no session bus: %s", error)
        return None
    try:
        for member in ("ActionInvoked", "NotificationClosed"):
            rule = MatchRule(type="signal", interface=_NAME, member=member, path=_PATH)
            connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=PATIENCE)
        answers = [
            connection.send_and_get_reply(new_method_call(_service(), member), timeout=PATIENCE)
            for member in ("GetServerInformation", "GetCapabilities")
        ]
    except (TimeoutError, OSError) as error:
        log.info("the notification service does not answer: %s", error)
        connection.close()
        return None
    if any(answer.header.message_type is MessageType.error for answer in answers):
        connection.close()
        return None
    name, _, version, _ = answers[0].body
    return Link(connection, f"{name} {version}", frozenset(answers[1].body[0]))


class SessionBus(QObject):
    """Shows notifications by the service of the session."""

    acted = Signal(str, str)
    """The token of a notification, and what was chosen on it."""
    lost = Signal()
    """The bus or the service is gone."""

    def __init__(self, link: Link, parent: QObject) -> None:
        super().__init__(parent)
        self.service = link.service
        self._connection = link.connection
        self._capabilities = link.capabilities
        self._asked: dict[int, str] = {}
        """Tokens by the serial of a call that is not answered yet."""
        self._shown: dict[int, str] = {}
        """Tokens by the service's number."""
        self._ears = QSocketNotifier(link.connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._ears.activated.connect(self._hear)

    @property
    def has_actions(self) -> bool:
        """Whether buttons are shown."""
        return "actions" in self._capabilities

    def show(self, toast: Toast) -> None:
        """Show it; whether it could be is heard later."""
        from jeepney import new_method_call

        body = escape(toast.body, quote=False) if "body-markup" in self._capabilities else toast.body
        actions = [word for pair in toast.actions for word in pair] if self.has_actions else []
        call = new_method_call(
            _service(),
            "Notify",
            "susssasa{sv}i",
            ("Support console", 0, "", toast.title, body, actions, self._hints(toast), 0 if toast.critical else -1),
        )
        serial = next(self._connection.outgoing_serial)
        self._asked[serial] = toast.token
        try:
            self._connection.send(call, serial=serial)
        except OSError as error:
            self._lose(error)

    def close(self) -> None:
        """Leave the bus."""
        self._ears.setEnabled(False)
        self._connection.close()

    def _hints(self, toast: Toast) -> dict[str, tuple[str, object]]:
        hints: dict[str, tuple[str, object]] = {
            "urgency": ("y", _URGENT if toast.critical else _ASIS),
            "desktop-entry": ("s", "support-console"),
        }
        if toast.sounds and self.plays_sounds:
            hints["sound-file"] = ("s", str(resource(SOUND)))
        return hints

    @property
    def plays_sounds(self) -> bool:
        """Whether the service plays them itself."""
        return "sound" in self._capabilities

    def _hear(self) -> None:
        try:
            while True:
                self._take(self._connection.receive(timeout=0))
        except TimeoutError:
            return
        except OSError as error:
            self._lose(error)

    def _take(self, message: Message) -> None:
        from jeepney import HeaderFields, MessageType

        fields = message.header.fields
        if (serial := fields.get(HeaderFields.reply_serial)) in self._asked:
            token = self._asked.pop(serial)
            if message.header.message_type is MessageType.error:
                log.info("not shown: %s", message.body)
                self.lost.emit()
            else:
                self._shown[message.body[0]] = token
        elif fields.get(HeaderFields.member) == "ActionInvoked" and message.body[0] in self._shown:
            self.acted.emit(self._shown[message.body[0]], message.body[1])
        elif fields.get(HeaderFields.member) == "NotificationClosed":
            self._shown.pop(message.body[0], None)

    def _lose(self, error: OSError) -> None:
        log.info("the session bus is gone: %s", error)
        self.close()
        self.lost.emit()


def ring() -> bool:
    """Play the sound of what is critical beside all else; whether there is something to play it with."""
    path = str(resource(SOUND))
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(path, winsound.SND_FILENAME | winsound.SND_ASYNC)
        return True
    player = _found(PLAYERS)
    return bool(player) and QProcess.startDetached(player, [path])[0]


def _found(programs: Sequence[str]) -> str:
    found = (QStandardPaths.findExecutable(name) for name in programs)
    return next((path for path in found if path), "")


def _service() -> DBusAddress:
    from jeepney import DBusAddress

    return DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
