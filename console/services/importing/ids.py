"""Ids of imported rows: the same row of the same file has the same id on every console.

Promise: pure; ids look like UUIDv7 (RFC 9562): they sort by their instant, and events of one instant by their place.
"""

from __future__ import annotations

import hashlib
import re

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def made(at: int, place: int | None, *parts: object) -> str:
    """The id of what `parts` name, at an instant (microseconds since 1970) and a place among its siblings."""
    digest = int.from_bytes(hashlib.sha256("\0".join(map(str, parts)).encode()).digest()[:10], "big")
    counter = digest >> 68 if place is None else min(place, 0xFFF)
    milliseconds = max(0, at // 1000) & ((1 << 48) - 1)
    number = milliseconds << 80 | 7 << 76 | counter << 64 | 0b10 << 62 | digest & ((1 << 62) - 1)
    text = f"{number:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def is_id(text: str | None) -> bool:
    """Whether a file's id can be an id here."""
    return text is not None and _UUID.fullmatch(text) is not None
