"""How tests write histories of tickets, catalogues and clocks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from console.models.agreements import Traits, default_agreements
from console.models.catalogue import Catalogue, Version, default_hours
from console.models.history import ANSWERED, ASKED, CALLED, Fact, History, Joined
from console.models.kinds import ClockKind, EventKind, PolicyKind, from_micros, to_micros
from console.models.sla import Reading, clocks

ZONE = ZoneInfo("Asia/Shanghai")
_STATUSES = {
    "open": "OPEN",
    "progress": "IN_PROGRESS",
    "wait": "PENDING_USER",
    "vendor": "PENDING_VENDOR",
    "hold": "ON_HOLD",
    "resolve": "RESOLVED",
    "close": "CLOSED",
    "merge": "MERGED",
}
_KINDS = {
    "reply": ANSWERED,
    "asks": ASKED,
    "call": CALLED,
    "priority": EventKind.PRIORITY.value,
    "type": EventKind.TYPE.value,
    "team": EventKind.TEAM.value,
    "tag": EventKind.TAGGED.value,
    "untag": EventKind.UNTAGGED.value,
    "cover": EventKind.COVERED.value,
    "uncover": EventKind.UNCOVERED.value,
    "join": EventKind.MERGED_IN.value,
    "part": EventKind.UNMERGED.value,
    "lost": EventKind.UNDELIVERED.value,
}


def micros(when: str) -> int:
    """The instant of "day hour:minute" in March 2026 in Shanghai."""
    day, clock = when.split()
    return to_micros(datetime.fromisoformat(f"2026-03-{day}T{clock}").replace(tzinfo=ZONE))


def fact(place: int, line: str) -> Fact:
    """What a line of a case says, e.g. "02 11:00 priority HIGH"."""
    day, clock, what, *rest = line.split(" ", 3)
    value = rest[0] if rest else None
    at = micros(f"{day} {clock}")
    if what in _STATUSES:
        return at, f"{place:03}", EventKind.STATUS.value, _STATUSES[what]
    if what == "lost":
        value = f"{int(value or 0):03}"
    if what == "join" and value != "{}":
        value = joined(value or "")
    return at, f"{place:03}", _KINDS[what], value


def joined(text: str) -> str:
    """The reason of a MERGED_IN event, of "clock start to due; clock start left hours; ..."."""
    clocks: dict[ClockKind, tuple[int, int | None, int]] = {}
    for part in text.split("; "):
        clock, day, hour, how, *rest = part.split(" ")
        due = micros(" ".join(rest)) if how == "to" else None
        clocks[ClockKind(clock)] = micros(f"{day} {hour}"), due, 0 if due else int(rest[0]) * 3_600_000_000
    return Joined("source", clocks).written()


def history(
    *lines: str, created: str = "02 10:00", priority: str = "HIGH", born: str = "NEW", team: str = "desk"
) -> History:
    """A ticket to which that happened."""
    traits = Traits("TECHNICAL_ISSUE", priority, team, "EMAIL")
    return History(micros(created), traits, tuple(fact(place, line) for place, line in enumerate(lines)), born)


def length(value: int | None) -> str:
    """Hours and minutes, and seconds where there are some."""
    if value is None:
        return "-"
    minutes, seconds = divmod(value // 1_000_000, 60)
    return f"{minutes // 60}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")


def when(value: int) -> str:
    """As `micros` reads it."""
    shown = from_micros(value).astimezone(ZONE)
    return f"{shown:%d %H:%M}" + (f":{shown:%S}" if shown.second else "")


def told(reading: Reading) -> str:
    """A reading as cases write it."""
    said = reading.state.value
    if reading.target is not None:
        said += f" {length(reading.used)} of {length(reading.target)}"
    return said + ("" if reading.due is None else f" due {when(reading.due)}")


def standing(past: History, ruled: Catalogue, now: int) -> Mapping[ClockKind, str]:
    """Every clock of a ticket, its cycles one after the other."""
    found: dict[ClockKind, list[str]] = {}
    for reading in sorted(clocks(past, ruled, now), key=lambda one: one.cycle):
        found.setdefault(reading.clock, []).append(told(reading))
    return {clock: " | ".join(every) for clock, every in found.items()}


def version(
    kind: PolicyKind,
    number: int,
    body: object,
    effective: str = "01 00:00",
    published: str | None = None,
    owner: str | None = None,
) -> Version:
    """One version of agreements or hours."""
    return Version(kind, owner, "one", number, micros(effective), micros(published or effective), body)


def agreement(hours: int, **more: object) -> dict[str, object]:
    """An agreement of so many hours for everything but the resolution."""
    targets = {"first_response": hours * 3600, "next_response": hours * 3600, "resolution": 24 * 3600}
    return {"name": f"{hours} hours", "targets": targets, **more}


def agreed(*agreements: dict[str, object]) -> dict[str, object]:
    """The body of a list of agreements."""
    return {"agreements": list(agreements)}


def hours(**changes: object) -> dict[str, object]:
    """The usual hours, but for that."""
    return {**default_hours(ZONE.key), **changes}


def week(*spans: tuple[str, str]) -> dict[str, object]:
    """The same hours Monday to Friday."""
    return {day: [list(span) for span in spans] for day in ("mon", "tue", "wed", "thu", "fri")}


SLA, HOURS = PolicyKind.SLA, PolicyKind.CALENDAR
_USUAL = (version(SLA, 1, default_agreements()), version(HOURS, 1, hours()))
_EVENING = {"tz": ZONE.key, "week": week(("17:00", "23:00"))}

CATALOGUES = {
    "plain": Catalogue(_USUAL),
    "halved at noon": Catalogue((*_USUAL, version(SLA, 2, agreed(agreement(2)), "02 12:00"))),
    "tagged": Catalogue((_USUAL[1], version(SLA, 1, agreed(agreement(1, when={"tags": ["vip"]}), agreement(4))))),
    "own": Catalogue(
        (
            *_USUAL,
            version(SLA, 1, agreed(agreement(3, when={"priorities": ["HIGH"]})), owner="night"),
            version(SLA, 1, agreed(agreement(3)), owner="late"),
            version(HOURS, 1, _EVENING, owner="late"),
        )
    ),
    "ten to four from the 3rd": Catalogue(
        (*_USUAL, version(HOURS, 2, hours(week=week(("10:00", "16:00"))), "03 00:00", "01 00:00"))
    ),
    "afternoons, told too late": Catalogue(
        (*_USUAL, version(HOURS, 2, hours(week=week(("14:00", "18:00"))), "02 00:00", "02 16:00"))
    ),
    "holiday on the 3rd": Catalogue(
        (
            _USUAL[0],
            version(HOURS, 1, hours(holidays=["2026-03-03"], overrides={"2026-03-07": [["09:00", "12:00"]]})),
        )
    ),
    "nights": Catalogue((_USUAL[0], version(HOURS, 1, hours(week=week(("22:00", "06:00")))))),
    "first only": Catalogue((_USUAL[1], version(SLA, 1, agreed({"name": "x", "targets": {"first_response": 14400}})))),
}
"""By the names cases give them."""
