"""What the next shift takes over: incidents, critical tickets and late ones, as one text (SPEC 12.4).

Promise: read from this machine as it stands; no title or name can become a mark or a line of its own.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from datetime import datetime

from console.models.incident_kinds import IncidentStatus
from console.models.kinds import LIVE, Locale, Priority, from_micros, local_mark, to_micros
from console.models.values import dataclass
from console.services.incidents.queries import IncidentRow, Incidents
from console.services.tickets.filters import Due, Filter, Sort, SortKey
from console.services.tickets.queries import FirstWindow, Line
from console.words import word

MOST = 100
"""Lines of a part; of more it is told that there are."""
_OVER = frozenset({IncidentStatus.RESOLVED, IncidentStatus.CLOSED})
_SAID = {
    "title": ("Hand-over, {team}", "交接，{team}"),
    "by": ("{at}, written by {name}", "{at}，{name} 整理"),
    "incidents": ("Open incidents", "未结故障"),
    "critical": ("Critical tickets", "严重工单"),
    "late": ("Late", "已超时"),
    "soon": ("Due soon", "即将到期"),
    "notes": ("Notes", "备注"),
    "none": ("None.", "无。"),
    "more": ("and more", "及更多"),
    "nobody": ("nobody", "无人负责"),
    "due": ("{clock} due {at}", "{clock}到期 {at}"),
}
_MARKS = re.compile(r"([\\`*_\[\]<>#|!])")


@dataclass(frozen=True, slots=True)
class HandOver:
    """What there is to take over."""

    incidents: tuple[IncidentRow, ...]
    critical: tuple[Line, ...]
    late: tuple[Line, ...]
    """Critical ones are not told twice."""
    soon: tuple[Line, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class HandOverOf:
    """Ask what a team hands over at an instant."""

    team: str
    """Its id."""
    now: datetime

    def answer(self, connection: sqlite3.Connection) -> HandOver:
        """Incidents are everybody's; tickets are the team's, what is due first at the top."""
        told: set[str] = set()

        def asked(wanted: Filter) -> tuple[Line, ...]:
            most = MOST + 1 + len(told)  # one more than is told says that there are more
            lines = FirstWindow(wanted, Sort(SortKey.DUE, descending=False), most).answer(connection)
            kept = tuple(line for line in lines if line.ticket not in told)[: MOST + 1]
            told.update(line.ticket for line in kept)
            return kept

        return HandOver(
            tuple(one for one in Incidents().answer(connection) if one.status not in _OVER),
            asked(Filter(statuses=LIVE, priorities=frozenset({Priority.CRITICAL}), team=self.team)),
            asked(Filter(statuses=LIVE, team=self.team, due=Due.LATE)),
            asked(Filter(statuses=LIVE, team=self.team, due=Due.SOON)),
            self.now,
        )


def handover_text(told: HandOver, team: str, name: str, notes: str, locale: Locale) -> str:
    """The pack as Markdown; wall times of this machine."""
    parts = [
        f"# {_say('title', locale).format(team=plain(team))}",
        _say("by", locale).format(at=f"{told.at.astimezone():%Y-%m-%d %H:%M}", name=plain(name)),
        *_part("incidents", [_incident(one, locale) for one in told.incidents], locale),
    ]
    for key, lines in (("critical", told.critical), ("late", told.late), ("soon", told.soon)):
        parts += _part(key, [_ticket(line, told.at, locale) for line in lines], locale)
    parts += [f"## {_say('notes', locale)}", notes.strip() or _say("none", locale)]
    return "\n\n".join(parts) + "\n"


def _part(key: str, lines: Sequence[str], locale: Locale) -> list[str]:
    shown, more = lines[:MOST], [f"- {_say('more', locale)}"] if len(lines) > MOST else []
    heading = f"## {_say(key, locale)} ({len(shown)}{'+' if more else ''})"
    return [heading, "\n".join([*(f"- {line}" for line in shown), *more]) or _say("none", locale)]


def _incident(one: IncidentRow, locale: Locale) -> str:
    number = "INC" if one.number is None else f"INC-{one.number}"
    who = plain(one.handler or one.commander) or _say("nobody", locale)
    return f"{number} **{plain(one.title)}**: {word(one.severity, locale)}, {word(one.status, locale)}, {who}"


def _ticket(line: Line, now: datetime, locale: Locale) -> str:
    number = local_mark(line.ticket) if line.number is None else str(line.number)
    who = plain(line.assignee) or _say("nobody", locale)
    facts = [word(line.priority, locale), word(line.status, locale), who]
    pressing = line.pressing
    if pressing is not None and pressing.due < to_micros(now) + 366 * 86_400_000_000:
        at = f"{from_micros(pressing.due).astimezone():%m-%d %H:%M}"
        facts.append(_say("due", locale).format(clock=word(pressing.clock, locale), at=at))
    return f"{number} **{plain(line.title)}**: {', '.join(facts)}"


def plain(text: str) -> str:
    """Foreign text as one line without marks."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _say(key: str, locale: Locale) -> str:
    return _SAID[key][locale is Locale.ZH]
