"""Articles as Markdown files: what stands above the text between two lines of dashes, and the text.

Promise: what `written` writes, `read` reads as it was; a file without such a head is an article all the same, called by
its first heading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

FENCE = "---"
_LINE = re.compile(r"([A-Za-z_][\w-]*)\s*:(?:\s+(.*))?$")
_PLAIN = re.compile(r"[^\s\"'\[\]{}#&*!|>%@`,:-][^\n\r\"\[\]{}#]*")
_HEADING = re.compile(r"^#\s+(.+?)\s*#*$", re.MULTILINE)

Value = str | list[str] | None


def read(text: str) -> tuple[dict[str, Value], str]:
    """The values of the head by name, and the body.  A head that is not closed is part of the body."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    lines = text.split("\n")
    if lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        return {}, text
    end = next(place for place, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    body = lines[end + 1 :]
    return _values(lines[1:end]), "\n".join(body[1:] if body and not body[0].strip() else body)


def _values(lines: list[str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    name = ""
    for line in lines:
        entry = line.strip()
        head = _LINE.match(line)
        if head:
            name = head[1].lower()
            found[name] = _value((head[2] or "").strip())
        elif name and entry.startswith("- "):
            held = found[name]
            found[name] = [*(held if isinstance(held, list) else []), _scalar(entry[2:].strip())]
    return found


def _value(text: str) -> Value:
    if text.startswith("[") and text.endswith("]"):
        return _items(text[1:-1])
    return _scalar(text) if text else None


def _items(text: str) -> list[str]:
    """The parts between commas; a quoted one may hold some."""
    parts = re.findall(r'\s*("(?:[^"\\]|\\.)*"|[^,]*)\s*(?:,|$)', text)
    return [item for part in parts if (item := _scalar(part.strip()))]


def _scalar(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            return str(json.loads(text))
        except ValueError:
            return text[1:-1]
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    return text


def written(head: Mapping[str, Value], body: str) -> str:
    """A file that `read` reads again; what is None or empty is left out."""
    lines = [FENCE]
    for name, value in head.items():
        if isinstance(value, list):
            lines += [f"{name}: [{', '.join(map(_quoted, value))}]"] if value else []
        elif value:
            lines.append(f"{name}: {_quoted(value)}")
    return "\n".join([*lines, FENCE, "", body])


def _quoted(value: str) -> str:
    plain = _PLAIN.fullmatch(value) and ", " not in value and value == value.strip() and ": " not in value
    return value if plain and "," not in value else json.dumps(value, ensure_ascii=False)


def titled(body: str) -> tuple[str, str]:
    """The first heading of a text that begins with one, and what stands below; "" and the text without one."""
    stripped = body.lstrip("\n")
    found = _HEADING.match(stripped)
    return (found[1], stripped[found.end() :].lstrip("\n")) if found else ("", body)
