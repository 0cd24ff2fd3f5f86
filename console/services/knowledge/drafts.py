"""An article as a file tells it: its values by name, read and written.

Promise: names and words of a file are checked before anything is made of them; what cannot be read is refused with the
name of the value.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import TypeVar

from console.models.kinds import Code, Locale, Refused, iso
from console.models.knowledge_kinds import ArticleState, Content, ContentType
from console.models.values import dataclass
from console.services.importing.ids import is_id
from console.services.knowledge.drafting import language_of

E = TypeVar("E", ContentType, ArticleState, Locale)
NAMES = ("id", "title", "type", "category", "language", "tags", "state", "owner", "review_by", "pair", "video_url")
"""The values of an article besides its text, in the order in which they are written."""
_LANGUAGES = {"zh": "zh_CN", "zh-cn": "zh_CN", "zh_cn": "zh_CN", "zh-hans": "zh_CN", "en": "en", "en-us": "en"}


@dataclass(frozen=True, slots=True)
class Draft:
    """One article of a file; category, owner and pair by name."""

    key: str
    """By which the same one is known the next time."""
    content: Content
    """Its category is a name."""
    language: Locale
    state: ArticleState = ArticleState.DRAFT
    owner: str | None = None
    """A name, login or address."""
    review_by: datetime | None = None
    pair: str | None = None
    """An id, or a title."""
    id: str | None = None
    """The id it bore where it was exported."""


def draft_of(values: Mapping[str, object], body: str, key: str = "") -> Draft:
    """The article of a file's values; raises Refused."""
    title = _text(values, "title") or ""
    if not title.strip():
        raise Refused(Code.EMPTY_TEXT, field="title")
    tags = values.get("tags")
    language = _text(values, "language")
    spoken = _LANGUAGES.get(language.casefold(), language) if language else language_of(f"{title}\n{body}").value
    named = _text(values, "id")
    content = Content(
        title,
        body,
        _word(ContentType, _text(values, "type") or ContentType.GUIDE.value, "type"),
        _text(values, "category"),
        _tags(tags),
        _text(values, "video_url"),
    )
    return Draft(
        key or hashlib.sha256(f"{spoken}\0{title}".encode("utf-8", "surrogatepass")).hexdigest()[:32],
        content,
        _word(Locale, spoken, "language", folded=False),
        _word(ArticleState, _text(values, "state") or ArticleState.DRAFT.value, "state"),
        _text(values, "owner"),
        _instant(_text(values, "review_by")),
        _text(values, "pair"),
        named if is_id(named) else None,
    )


def _tags(found: object) -> tuple[str, ...]:
    if isinstance(found, list):
        return tuple(str(tag) for tag in found if str(tag).strip())
    return tuple(part.strip() for part in found.split(",") if part.strip()) if isinstance(found, str) else ()


def _text(values: Mapping[str, object], name: str) -> str | None:
    found = values.get(name)
    if found is None or found == "":
        return None
    if not isinstance(found, str | int | float):
        raise Refused(Code.BAD_VALUE, place=name, value=str(found))
    return str(found)


def _word(kind: type[E], text: str, place: str, *, folded: bool = True) -> E:
    try:
        return kind(text.upper().replace("-", "_").replace(" ", "_") if folded else text)
    except ValueError:
        raise Refused(Code.BAD_VALUE, place=place, value=text) from None


def _instant(text: str | None) -> datetime | None:
    """A date is the beginning of that day in UTC; a time without a zone is UTC too."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise Refused(Code.BAD_VALUE, place="review_by", value=text) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def values_of(draft: Draft) -> dict[str, str | list[str] | None]:
    """What a file says above the text of an article."""
    due = draft.review_by
    day = due is not None and due.timetz() == time(tzinfo=UTC)
    return {
        "id": draft.id,
        "title": draft.content.title,
        "type": draft.content.type.value,
        "category": draft.content.category,
        "language": draft.language.value,
        "tags": list(draft.content.tags),
        "state": draft.state.value,
        "owner": draft.owner,
        "review_by": None if due is None else due.date().isoformat() if day else iso(due),
        "pair": draft.pair,
        "video_url": draft.content.video_url,
    }
