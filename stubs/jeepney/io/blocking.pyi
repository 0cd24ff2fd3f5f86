# Of its connections without a loop.

from collections.abc import Iterator
from socket import socket

from jeepney import Message

class DBusConnection:
    sock: socket
    outgoing_serial: Iterator[int]

    def send(self, message: Message, serial: int | None = ...) -> None: ...
    def receive(self, *, timeout: float | None = ...) -> Message: ...
    def send_and_get_reply(self, message: Message, *, timeout: float | None = ...) -> Message: ...
    def close(self) -> None: ...

def open_dbus_connection(bus: str = ...) -> DBusConnection: ...
