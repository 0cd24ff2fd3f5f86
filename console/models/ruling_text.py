"""Agreements and hours as lines a person reads and writes (SPEC 4.1, 4.3).

Promise: pure; `..._body` reads what `..._text` writes, and a line nobody understands is refused with its number.  What
the lines come to is judged by `agreements_of` and `hours_of`, as for every other author.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from console.models.agreements import Agreement, agreements_of
from console.models.hours import DAY_SECONDS, WEEKDAYS, Spans, date_of, hours_of
from console.models.kinds import TICKET_CLOCKS, Code, Refused

Body = dict[str, Any]
"""What is published, as JSON."""
MOST_LINES = 2000

_CONDITIONS = {"type": "types", "priority": "priorities", "team": "teams", "channel": "channels", "tag": "tags"}
_CLOCKS = tuple(clock.value for clock in TICKET_CLOCKS)
_LENGTH = re.compile(r"(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?", re.ASCII)
_SPAN = re.compile(r"(\d\d:\d\d(?::\d\d)?)-(\d\d:\d\d(?::\d\d)?)", re.ASCII)
_MOST_DAYS = 400
"""Of one range of dates."""


def agreements_text(body: object, teams: Mapping[str, str], *, whole: bool = True) -> str:
    """The lines of a list of agreements; `teams` are names by id.  Raises Refused for a body nobody understands, or of
    which lines cannot tell everything: a tag with a comma.
    """
    found = agreements_of(body, whole=whole)
    text = "\n\n".join("\n".join(_lines_of(one, teams)) for one in found) + "\n"
    for one, read in zip(found, agreements_of(agreements_body(text, teams), whole=whole), strict=True):
        if one != read:
            raise Refused(Code.BAD_VALUE, place="agreements", value=one.name)
    return text


def agreements_body(text: str, teams: Mapping[str, str]) -> Body:
    """What the lines say; raises Refused BAD_VALUE with the number of the line."""
    found: list[Body] = []
    ids = {name: key for key, name in plain_names(teams).items()}
    for place, word, rest in written_lines(text):
        if word == "agreement" and rest:
            found.append({"name": rest, "when": {}, "targets": {}, "thresholds": [], "escalation": []})
        elif not found or not _take(found[-1], word, rest, ids):
            raise odd_line(place, word, rest)
    return {"agreements": found}


def hours_text(body: object) -> str:
    """The lines of a calendar; raises Refused for a body nobody understands."""
    hours = hours_of(body)
    lines = [f"zone {hours.zone}"]
    days = list(zip(WEEKDAYS, hours.week, strict=True))
    while days:
        name, spans = days[0]
        count = next((n for n, (_, other) in enumerate(days) if other != spans), len(days))
        if spans:
            lines.append(f"{name if count == 1 else f'{name}-{days[count - 1][0]}'} {_spans_text(spans)}")
        days = days[count:]
    if hours.yearly:
        lines.append("yearly " + " ".join(f"{month:02}-{day:02}" for month, day in sorted(hours.yearly)))
    lines += [f"holiday {dates}" for dates in _by_year(hours.holidays)]
    for word, exceptions in (("open", hours.overrides), ("break", hours.breaks)):
        for spans in sorted(set(exceptions.values())):
            dates = _by_year(day for day, found in exceptions.items() if found == spans)
            lines += [f"{word} {part}: {_spans_text(spans)}".rstrip() for part in dates]
    return "\n".join(lines) + "\n"


def hours_body(text: str) -> Body:
    """What the lines say; raises Refused BAD_VALUE with the number of the line."""
    body: Body = {"week": {}, "holidays": [], "holidays_yearly": [], "overrides": {}, "breaks": {}}
    for place, word, rest in written_lines(text):
        if not _take_hours(body, word, rest):
            raise odd_line(place, word, rest)
    return body


def length_text(seconds: int) -> str:
    """A length in hours, minutes and seconds: "1h30m"."""
    parts = ((seconds // 3600, "h"), (seconds // 60 % 60, "m"), (seconds % 60, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0m"


def written_lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Number, first word and rest of each line; one that begins with # is a remark."""
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise Refused(Code.TOO_MANY, limit=MOST_LINES)
    for place, line in enumerate(lines, 1):
        word, _, rest = line.strip().partition(" ")
        if word and not word.startswith("#"):
            yield place, word, rest.strip()


def odd_line(place: int, word: str, rest: str) -> Refused:
    """The refusal of a line nobody understands."""
    return Refused(Code.BAD_VALUE, place=f"line {place}", value=f"{word} {rest}".strip())


def _lines_of(one: Agreement, teams: Mapping[str, str]) -> Iterator[str]:
    names = plain_names(teams)
    yield f"agreement {one.name}"
    for word, name in _CONDITIONS.items():
        asked = getattr(one, name)
        if asked:
            shown = (names.get(item, item) for item in asked) if word == "team" else asked
            yield f"when {word} {', '.join(sorted(shown))}"
    for clock, seconds in one.targets.items():
        yield f"{clock.value} {length_text(seconds)}"
    yield f"calendar {one.calendar}"
    if one.thresholds:
        yield "warn " + " ".join(f"{percent}%" for percent in one.thresholds)
    for step in one.steps:
        yield f"tell {step.who.value} {length_text(step.after)}"


def plain_names(names: Mapping[str, str]) -> dict[str, str]:
    """Those of `names` by id that can be written in a list and are of one alone; the others are written by id."""
    counts = Counter(names.values())
    return {key: name for key, name in names.items() if counts[name] == 1 and "," not in name and name == name.strip()}


def _take(one: Body, word: str, rest: str, teams: Mapping[str, str]) -> bool:
    """Whether a line of an agreement was understood."""
    if word in _CLOCKS:
        seconds = _length(rest)
        one["targets"][word] = seconds
        return seconds is not None
    if word == "calendar" and rest:
        one["calendar"] = rest
        return True
    if word == "warn":
        percents = rest.replace("%", " ").split()
        one["thresholds"] = [int(percent) for percent in percents if percent.isascii() and percent.isdigit()]
        return len(one["thresholds"]) == len(percents)
    first, _, more = rest.partition(" ")
    if word == "tell":
        seconds = _length(more.strip())
        one["escalation"].append({"tell": first, "after": seconds})
        return seconds is not None
    if word == "when" and first in _CONDITIONS:
        items = [item.strip() for item in more.split(",") if item.strip()]
        one["when"][_CONDITIONS[first]] = [teams.get(item, item) if first == "team" else item for item in items]
        return bool(items)
    return False


def _take_hours(body: Body, word: str, rest: str) -> bool:
    """Whether a line of a calendar was understood."""
    if word == "zone":
        body["tz"] = rest
        return True
    if word in ("holiday", "yearly"):
        dates = rest.split() if word == "yearly" else _dates(rest)
        body["holidays_yearly" if word == "yearly" else "holidays"] += dates or []
        return bool(dates)
    if word in ("open", "break"):
        before, colon, after = rest.partition(":")
        return bool(colon) and _put(body["overrides" if word == "open" else "breaks"], _dates(before), after)
    return _put(body["week"], _weekdays(word), rest)


def _put(table: Body, keys: Sequence[str] | None, spans: str) -> bool:
    found = [_SPAN.fullmatch(span) for span in spans.split()]
    pairs = [[match[1], match[2]] for match in found if match]
    for key in keys or ():
        table[key] = pairs
    return bool(keys) and len(pairs) == len(found)


def _weekdays(text: str) -> list[str] | None:
    """The days of "mon", "mon-fri" or "mon,wed"."""
    found: list[str] = []
    for part in text.lower().split(","):
        first, dash, last = part.partition("-")
        if first not in WEEKDAYS or (dash and last not in WEEKDAYS):
            return None
        start, end = WEEKDAYS.index(first), WEEKDAYS.index(last if dash else first)
        found += WEEKDAYS[start : end + 1] if start <= end else (*WEEKDAYS[start:], *WEEKDAYS[: end + 1])
    return found


def _dates(text: str) -> list[str] | None:
    """The dates of "2026-10-01..2026-10-07 2026-12-25"."""
    found: list[str] = []
    for part in text.split():
        first, dots, last = part.partition("..")
        start, end = date_of(first), date_of(last if dots else first)
        if start is None or end is None or not 0 <= (end - start).days < _MOST_DAYS:
            return None
        found += [str(start + timedelta(days=n)) for n in range((end - start).days + 1)]
    return found


def _by_year(days: Iterable[date]) -> list[str]:
    """The dates of each year in a line, those that follow each other as one range."""
    ranges: list[tuple[date, date]] = []
    for day in sorted(days):
        if ranges and day - ranges[-1][1] == timedelta(days=1) and day.year == ranges[-1][0].year:
            ranges[-1] = ranges[-1][0], day
        else:
            ranges.append((day, day))
    lines: dict[int, list[str]] = {}
    for first, last in ranges:
        lines.setdefault(first.year, []).append(str(first) if first == last else f"{first}..{last}")
    return [" ".join(parts) for parts in lines.values()]


def _spans_text(spans: Spans) -> str:
    return " ".join(
        f"{_clock(start)}-{_clock(end if end == DAY_SECONDS else end % DAY_SECONDS)}" for start, end in spans
    )


def _clock(seconds: int) -> str:
    shown = f"{seconds // 3600:02}:{seconds // 60 % 60:02}"
    return shown + (f":{seconds % 60:02}" if seconds % 60 else "")


def _length(text: str) -> int | None:
    """Seconds of "1h30m"; None for anything else."""
    if text == "0":
        return 0
    found = _LENGTH.fullmatch(text)
    if found is None or not text:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds
