"""What a typed text must be to be kept.

Promise: a text that passes is stored by every database as it stands; one that does not is refused with its reason, and
stays with who typed it.
"""

from __future__ import annotations

import unicodedata

from console.models.kinds import Code, Refused

TITLE_LIMIT = 300
BODY_LIMIT = 200_000
"""Characters of a description or message; more is a file, and the refusal says so."""
TAG_LIMIT = 60
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Unicode categories of which nothing shows: a text of these alone is empty."""


def title(text: str) -> str:
    """A title: one line, trimmed, not empty."""
    return _checked("title", " ".join(text.split()), TITLE_LIMIT, needed=True)


def body(text: str, field: str = "message") -> str:
    """What is said in a message: not empty; its inner form is kept."""
    return _checked(field, text.strip("\r\n"), BODY_LIMIT, needed=True)


def description(text: str) -> str:
    """The first words of a ticket; may be empty."""
    return _checked("description", text.strip("\r\n"), BODY_LIMIT, needed=False)


def reason(text: str) -> str:
    """Why something was done, or how it was resolved; may be empty."""
    return _checked("reason", text.strip(), BODY_LIMIT, needed=False)


def label(text: str, field: str = "name") -> str:
    """A short name: of a view, a requester."""
    return _checked(field, " ".join(text.split()), TITLE_LIMIT, needed=True)


def tag(text: str) -> str:
    """A tag: lower case, words joined by hyphens, nothing in it that does not show."""
    text = text if text.isascii() else "".join(c for c in text if unicodedata.category(c) != "Cf")
    return _checked("tag", "-".join(text.casefold().split()).strip("#,;"), TAG_LIMIT, needed=True)


def optional(text: str | None, field: str) -> str | None:
    """A line that may be missing."""
    return _checked(field, " ".join(text.split()), TITLE_LIMIT, needed=False) or None if text else None


def _checked(field: str, text: str, limit: int, *, needed: bool) -> str:
    if len(text) > limit:
        raise Refused(Code.TEXT_TOO_LONG, field=field, length=len(text), limit=limit)
    if needed and all(unicodedata.category(c) in _UNSEEN for c in text):
        raise Refused(Code.EMPTY_TEXT, field=field)
    if "\0" in text or (not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text)):
        raise Refused(Code.BAD_TEXT, field=field)
    return text
