"""Phrases enums, refusals, reasons and events in Chinese and English, for command line, worker and views.

Promise: no Qt and no import that costs; every value has its words in both languages; a sentence stays one printable
line whatever text is put into it, and never fails for want of a parameter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import StrEnum
from functools import cache, lru_cache
from string import Formatter
from typing import TYPE_CHECKING

from console.models.kinds import (
    SUGGESTED,
    UNDONE,
    Channel,
    Code,
    EventKind,
    LinkKind,
    Locale,
    Priority,
    Refused,
    Severity,
    Status,
)
from console.models.triage import Evidence, PrioritySuggestion, SeveritySuggestion
from console.refusals import REFUSALS, Pair
from console.sentences import (
    BECAUSE,
    BUSINESS_IMPACTS,
    BY_MESSAGE,
    END_OF_THE_ROAD,
    EVENT_VALUES,
    EVENTS,
    EVIDENCE,
    FIELDS,
    FINDING_DETAILS,
    FINDINGS,
    FIRST_VALUES,
    LAST_VALUES,
    LINK_EVENTS,
    NOBODY,
    NONE,
    OVERRIDDEN,
    PRIORITY_REASONS,
    REOPENED,
    SEVERITY_FLOOR,
    SEVERITY_KNOWN,
    SEVERITY_UNKNOWN,
    SILENT_MONITORING,
    SYSTEM_REASONS,
    TAKEN_BACK,
    UNITS,
    UNKNOWN,
)
from console.vocabulary import WORDS

if TYPE_CHECKING:
    from console.models.faults import Finding
    from console.models.step_outcome import Outcome

LONGEST_VALUE = 200
"""Characters of a foreign text (a path, a cell, a name) that a sentence quotes before it cuts."""
MOST_ITEMS = 12
"""Items of a list that a sentence names before it only counts the rest."""
_NAMED_BY_KEY = frozenset({"what", "field", "earlier", "later"})
_LINK_KINDS = frozenset(kind.value for kind in LinkKind)
_SIZES = frozenset({"size", "limit"})


def word(value: StrEnum, locale: Locale) -> str:
    """The word of an enum's member, as menus and lists show it (names: SPEC 3.1, 7.1, 7.2)."""
    kind = type(value)
    pairs = words_of(kind)
    if pairs is None:
        raise KeyError(kind)
    return _pick(pairs[tuple(kind).index(value)], locale)


@cache
def words_of(kind: type[StrEnum]) -> tuple[Pair, ...] | None:
    """The words of the members of `kind` in their order, None for one without words.

    Those of incidents, runbooks, articles and messages are read when the first is asked for: a start shows tickets.
    """
    if kind in WORDS:
        return WORDS[kind]
    from console.incident_words import INCIDENT_WORDS
    from console.knowledge_words import KNOWLEDGE_WORDS
    from console.message_words import MESSAGE_WORDS
    from console.runbook_words import RUNBOOK_WORDS

    for words in (INCIDENT_WORDS, RUNBOOK_WORDS, KNOWLEDGE_WORDS, MESSAGE_WORDS):
        if kind in words:
            return words[kind]
    return None


def field(key: str, locale: Locale) -> str:
    """The word of a field or thing named by its key; an unknown key stands for itself."""
    pair = FIELDS.get(key)
    return key if pair is None else _pick(pair, locale)


def refusal(error: Refused, locale: Locale) -> str:
    """One sentence or two for a refused request: what happened, what is kept, what to do."""
    pair = REFUSALS[error.code]
    if error.code is Code.ILLEGAL_STATUS and not error.params.get("allowed"):
        pair = END_OF_THE_ROAD
    values = {name: _parameter(name, value, locale) for name, value in error.params.items()}
    if error.code is Code.FILE_TOO_LARGE and values.get("size") == values.get("limit"):
        values |= {name: _bytes(error.params.get(name), locale) for name in ("size", "limit")}
    if error.code is Code.CHANGED_MEANWHILE:
        values |= {name: _pick(NONE, locale) for name in ("expected", "found") if error.params.get(name) is None}
    if error.code is Code.TEXT_TOO_LONG:
        values |= {name: _plain(error.params.get(name, "?"), locale) for name in ("length", "limit")}
    return _fill(_pick(pair, locale), values, locale)


def reason(suggestion: PrioritySuggestion | SeveritySuggestion, locale: Locale) -> str:
    """Why this priority or severity is suggested, in one sentence that begins with it (SPEC 3.5, 7.3)."""
    if isinstance(suggestion, SeveritySuggestion):
        return _severity_reason(suggestion, locale)
    why = suggestion.reason
    values = {"priority": word(suggestion.priority, locale), "cue": _plain(why.cue, locale)}
    for name, value in (("type", why.type), ("impact", why.impact), ("urgency", why.urgency)):
        if value is not None:
            values[name] = word(value, locale)
    return _fill(_pick(PRIORITY_REASONS[why.rule], locale), values, locale)


def business_impact(impact: Severity, locale: Locale) -> str:
    """How hard the business is hit, as a word (SPEC 7.0)."""
    return _pick(BUSINESS_IMPACTS[tuple(Severity).index(impact)], locale)


def event(
    kind: EventKind, before: str | None, after: str | None, why: str | None, author: str | None, locale: Locale
) -> str:
    """The sentence of one entry in a ticket's history (SPEC 1.6); values are phrased, names are given by the caller.

    `before` and `after` are the stored values (of teams, people and links their names); no author means the system.
    The reason of a link is its kind.
    """
    values = {
        "author": _plain(author, locale) if author else _pick(NOBODY, locale),
        "before": _event_value(kind, before, locale),
        "after": _event_value(kind, after, locale),
    }
    taken_back = kind is EventKind.STATUS and why == UNDONE
    pair = EVENTS[kind] if taken_back else _event_pair(kind, before, after)
    if kind in LINK_EVENTS and why in _LINK_KINDS:
        pair = LINK_EVENTS[kind]
        values["link"] = word(LinkKind(why), locale)
    sentence = _fill(_pick(pair, locale), values, locale)
    if not why or "link" in values:
        return sentence
    pair, told = _why(kind, why, locale)
    return _fill(_pick(pair, locale), {"sentence": sentence, "reason": told}, locale)


def size(count: int, locale: Locale) -> str:
    """A size in bytes with three figures at most: "812 bytes", "1.5 MB" (1 MB is 1,048,576 bytes)."""
    if count < 1024:
        return _bytes(count, locale)
    amount = float(count)
    for unit in ("KB", "MB", "GB", "TB"):
        amount /= 1024
        if amount < 999.5 or unit == "TB":
            break
    return f"{amount:.1f} {unit}".replace(".0 ", " ") if amount < 99.95 else f"{amount:,.0f} {unit}"


def finding(found: Finding, locale: Locale) -> str:
    """What is wrong with a hub, and what puts it right; names of it stand as they are."""
    how = FINDING_DETAILS.get(found.detail)
    detail = found.detail if how is None else _pick(how, locale)
    return _pick(FINDINGS[found.check], locale).format(subject=found.subject, detail=detail)


def outcome(ended: Outcome, locale: Locale) -> str:
    """What a step found, in one sentence."""
    from console.runbook_words import STEP_FINDINGS

    values = {name: f"{value:g}" if isinstance(value, float) else _plain(value, locale) for name, value in ended.params}
    return _fill(_pick(STEP_FINDINGS[ended.finding], locale), values, locale)


def duration(length: timedelta, locale: Locale) -> str:
    """A length of time in its two largest units, the rest cut off: "1 h 22 m", "47 h", "6 天 2 小时"; unsigned.

    Days begin at two of them: "30 h" is easier to add to a clock than "1 d 6 h".
    """
    return _length(abs(length) // timedelta(seconds=1), locale)


@lru_cache(maxsize=4096)
def _length(rest: int, locale: Locale) -> str:
    """Of so many seconds."""
    units = UNITS if rest >= 2 * UNITS[0][0] else UNITS[1:]
    largest = next((place for place, (seconds, _) in enumerate(units) if rest >= seconds), len(units) - 1)
    parts: list[str] = []
    for seconds, unit in units[largest : largest + 2]:
        amount, rest = divmod(rest, seconds)
        if amount or not parts:
            parts.append(f"{amount} {_pick(unit, locale)}")
    return " ".join(parts)


def silence(name: str, locale: Locale) -> str:
    """The title of an incident whose heartbeat is not heard any more."""
    return _pick(SILENT_MONITORING, locale).format(name=name)


def _pick(pair: Pair, locale: Locale) -> str:
    return pair[1] if locale is Locale.ZH else pair[0]


def _event_pair(kind: EventKind, before: str | None, after: str | None) -> Pair:
    if kind is EventKind.STATUS and before in (Status.RESOLVED, Status.CLOSED) and after == Status.OPEN:
        return REOPENED
    if not before and kind in FIRST_VALUES:
        return FIRST_VALUES[kind]
    if not after and kind in LAST_VALUES:
        return LAST_VALUES[kind]
    return EVENTS[kind]


def _why(kind: EventKind, why: str, locale: Locale) -> tuple[Pair, str]:
    """How the reason of an event is told: the codes the console wrote as words, a person's own text as it stands."""
    suggested = why.removeprefix(SUGGESTED)
    if kind is EventKind.PRIORITY and suggested != why and suggested in set(Priority):
        return OVERRIDDEN, word(Priority(suggested), locale)
    if kind is EventKind.STATUS and why == UNDONE:
        return TAKEN_BACK, ""
    if kind is EventKind.STATUS and why in set(Channel):
        return BY_MESSAGE, word(Channel(why), locale)
    return BECAUSE, _plain(why, locale)


def _event_value(kind: EventKind, value: str | None, locale: Locale) -> str:
    if not value:
        return _pick(UNKNOWN, locale)
    values = EVENT_VALUES.get(kind)
    if values is not None and value in {member.value for member in values}:
        return word(values(value), locale)
    return _plain(value, locale)


def _severity_reason(suggestion: SeveritySuggestion, locale: Locale) -> str:
    why = suggestion.reason
    values = {"severity": word(suggestion.severity, locale)}
    if why.floor:
        return _fill(_pick(SEVERITY_FLOOR, locale), values, locale)
    known: dict[Evidence, str] = {}
    if why.users is not None:
        known[Evidence.USERS] = _plain(why.users, locale)
    if why.impact is not None:
        known[Evidence.IMPACT] = business_impact(why.impact, locale)
    if why.availability is not None:
        known[Evidence.AVAILABILITY] = f"{why.availability:g}"
    if not known:
        return _fill(_pick(SEVERITY_UNKNOWN, locale), values, locale)
    told = [
        _fill(_pick(EVIDENCE[piece], locale), {piece.value.lower(): text}, locale)
        for piece, text in known.items()
        if piece in why.decisive or not why.decisive
    ]
    values["evidence"] = _pick((", ", "，"), locale).join(told)
    return _fill(_pick(SEVERITY_KNOWN, locale), values, locale)


def _parameter(name: str, value: object, locale: Locale) -> str:
    if name == "allowed" and isinstance(value, (tuple, list, frozenset, set)):
        return _alternatives([_plain(item, locale) for item in value], locale)
    if name in _NAMED_BY_KEY and isinstance(value, str):
        return _plain(field(value, locale), locale)
    if name in _SIZES and isinstance(value, int):
        return size(value, locale)
    return _plain(value, locale)


def _alternatives(items: list[str], locale: Locale) -> str:
    """Such as "A, B or C"; the Chinese one stands between the quotes of its sentence: A”、“B”或“C."""
    if len(items) < 2:
        return "".join(items)
    comma, choice = _pick((", ", "”、“"), locale), _pick((" or ", "”或“"), locale)
    return comma.join(items[:-1]) + choice + items[-1]


def _plain(value: object, locale: Locale) -> str:
    """Any parameter as printable text on one line, cut where it is long."""
    if value is None:
        return _pick(UNKNOWN, locale)
    if isinstance(value, StrEnum) and words_of(type(value)) is not None:
        return word(value, locale)
    if isinstance(value, Refused):
        return refusal(value, locale).rstrip(".。")
    if isinstance(value, OSError) and value.errno in SYSTEM_REASONS:
        return _pick(SYSTEM_REASONS[value.errno], locale)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    if isinstance(value, (tuple, list, frozenset, set)):
        return _listed([_plain(item, locale) for item in value], locale)
    text = "".join(map(_printable, str(value)[: LONGEST_VALUE + 1])).strip()
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1].rstrip() + "…"


def _listed(items: list[str], locale: Locale) -> str:
    named = _pick((", ", "、"), locale).join(items[:MOST_ITEMS])
    rest = len(items) - MOST_ITEMS
    return named if rest <= 0 else named + _pick((f" and {rest:,} more", f"等 {len(items):,} 项"), locale)


def _printable(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character.isspace() else "\ufffd"


def _bytes(count: object, locale: Locale) -> str:
    unit = _pick(("byte" if count == 1 else "bytes", "字节"), locale)
    return f"{count:,} {unit}" if isinstance(count, int) else f"? {unit}"


def _fill(template: str, values: Mapping[str, str], locale: Locale) -> str:
    """The template with its values; a missing one is a question mark, and Han keeps a space to Latin and figures."""
    sentence = ""
    spaced: Callable[[str, str], str] = _spaced if locale is Locale.ZH else str.__add__
    for literal, name, _, _ in Formatter().parse(template):
        sentence = spaced(sentence, literal)
        if name is not None:
            sentence = spaced(sentence, values.get(name, "?"))
    return sentence


def _spaced(left: str, right: str) -> str:
    between = left[-1:] + right[:1]
    if len(between) == 2 and any(map(_is_han, between)) and any(map(_is_latin, between)):
        return f"{left} {right}"
    return left + right


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()
