# What the console uses of jeepney, which ships no types.

from collections.abc import Mapping
from enum import Enum
from typing import Any

class HeaderFields(Enum):
    member = 3
    reply_serial = 5

class MessageType(Enum):
    method_return = 2
    error = 3

class Header:
    fields: Mapping[HeaderFields, Any]
    message_type: MessageType

class Message:
    header: Header
    body: tuple[Any, ...]

class DBusAddress:
    def __init__(self, object_path: str, bus_name: str | None = ..., interface: str | None = ...) -> None: ...

class MatchRule:
    def __init__(self, *, type: str = ..., interface: str = ..., member: str = ..., path: str = ...) -> None: ...

class DBus:
    def AddMatch(self, rule: MatchRule) -> Message: ...

message_bus: DBus

def new_method_call(
    remote_obj: DBusAddress, method: str, signature: str | None = ..., body: tuple[object, ...] = ...
) -> Message: ...
