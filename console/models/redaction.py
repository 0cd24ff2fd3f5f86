"""What must not leave a ticket when an article is made of it: addresses, numbers, names, secrets.

Promise: pure; every part that is covered is told with its kind, so that a person sees what was taken out before
anything is kept; a text covered once is not changed by covering it again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import partial

from console.models.values import dataclass


class Secret(StrEnum):
    """What a covered part was, in the order in which they are looked for."""

    ADDRESS = "ADDRESS"
    CREDENTIAL = "CREDENTIAL"
    EMAIL = "EMAIL"
    IP = "IP"
    CARD = "CARD"
    PHONE = "PHONE"
    NAME = "NAME"


@dataclass(frozen=True, slots=True)
class Covered:
    """A part that was taken out."""

    kind: Secret
    text: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """The text without them, and what they were."""

    text: str
    covered: tuple[Covered, ...]


_PATTERNS: dict[Secret, str] = {
    Secret.ADDRESS: r"(?i)\bhttps?://[^\s<>()\[\]\"'，。；]+",
    Secret.CREDENTIAL: r"(?i)(?<=password[:=])\s*\S+|(?<=passwd[:=])\s*\S+|(?<=token[:=])\s*\S+|(?<=secret[:=])\s*\S+"
    r"|(?<=密码[:：])\s*\S+|(?<=口令[:：])\s*\S+",
    Secret.EMAIL: r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}",
    Secret.IP: r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)",
    Secret.CARD: r"(?<!\d)\d{17}[\dXx](?![0-9A-Za-z])|(?<!\d)\d{15,16}(?!\d)",
    Secret.PHONE: r"(?<![0-9A-Za-z_.+-])\+?\d{1,4}(?:[ -]?\(?\d{2,4}\)?){2,4}\d(?![0-9A-Za-z_-])"
    r"|(?<!\d)1[3-9]\d{9}(?!\d)",
}


def redacted(text: str, names: Iterable[str] = ()) -> Redacted:
    """Cover what tells of a person; `names` are those of the people of the ticket, with their addresses."""
    covered: list[Covered] = []
    for kind, pattern in (*_PATTERNS.items(), *_of_names(names)):
        text = re.sub(pattern, partial(_cover, kind, covered), text)
    return Redacted(text, tuple(covered))


def _of_names(names: Iterable[str]) -> Iterator[tuple[Secret, str]]:
    wanted = {name.strip() for name in names if len(name.strip()) > 1}
    parts = {part for name in wanted for part in name.split() if len(part) > 2 or not part.isascii()}
    every = sorted(wanted | parts, key=lambda name: (-len(name), name))
    if every:
        ends = [_bounded(name) for name in every]
        yield Secret.NAME, "(?i)" + "|".join(ends)


def _bounded(name: str) -> str:
    return rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)


def _cover(kind: Secret, covered: list[Covered], found: re.Match[str]) -> str:
    text = found.group()
    if text.strip().startswith("[") and text.strip().endswith("]"):
        return text
    covered.append(Covered(kind, text.strip()))
    return f" [{kind.value.lower()}]" if text[:1].isspace() else f"[{kind.value.lower()}]"
