"""The clocks of tickets, read from the replica: their histories, what is ruled, and how they stand (SPEC 4.4).

Promise: plain SQL and pure reckoning; every process comes to the same answer from the same rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from console.models.agreements import Traits
from console.models.catalogue import Catalogue, Version
from console.models.history import ANSWERED, ASKED, CALLED, Fact, History, Move, moves
from console.models.kinds import UNDONE, EventKind, PolicyKind, Status
from console.models.pressing import Pressing
from console.models.sla import pressing

MANY = 200
"""From so many tickets on, clocks are reckoned with arrays; loading those takes 0.1 s once."""
_CHUNK = 500
"""Bound values in one statement."""

CHANGING = {EventKind.PRIORITY.value: "priority", EventKind.TYPE.value: "type", EventKind.TEAM.value: "team"}
"""The kinds of events that change a trait, and its name."""
_TAGGING = (EventKind.TAGGED.value, EventKind.UNTAGGED.value)
_ODD = (EventKind.MERGED_IN, EventKind.UNMERGED, EventKind.COVERED, EventKind.UNCOVERED, EventKind.UNDELIVERED)
_TOLD = (
    "case when kind in ('UNTAGGED', 'UNMERGED', 'UNCOVERED', 'UNDELIVERED') then from_value"
    " when kind = 'MERGED_IN' then reason else to_value end"
)
"""What an event tells (models/history.py: Fact)."""
_NEW = Status.NEW.value
_ENDS = frozenset({Status.RESOLVED.value, Status.CLOSED.value})

_KNOWN = 1000
"""Histories of which the answer is kept."""
_RECKONED: dict[tuple[object, ...], Pressing | None] = {}
_MADE: dict[tuple[tuple[object, ...], ...], Catalogue] = {}


def catalogue(connection: sqlite3.Connection) -> Catalogue:
    """Everything ruled, as the replica holds it; made once for the same rows."""
    rows = connection.execute("select id, owner, effective_at, published_at from policy where dead = 0 order by id")
    key = tuple(rows.fetchall())
    found = _MADE.get(key)
    if found is None:
        found = Catalogue(versions(connection))
        while len(_MADE) > 3:
            _MADE.pop(next(iter(_MADE)))
        _MADE[key] = found
    return found


def versions(connection: sqlite3.Connection) -> Iterator[Version]:
    """Everything ruled, version by version."""
    rows = connection.execute(
        "select kind, owner, name, version, effective_at, published_at, body from policy where dead = 0 order by id"
    )
    for kind, owner, name, number, effective, published, body in rows:
        yield Version(PolicyKind(kind), owner, name, number, effective, published, json.loads(body))


def histories(connection: sqlite3.Connection, tickets: Sequence[str], ruled: Catalogue) -> dict[str, History]:
    """What happened to each of these tickets; those that are no more are left out."""
    found: dict[str, History] = {}
    tagged = ruled.asks_for_tags()
    for at in range(0, len(tickets), _CHUNK):
        found |= _chunk(connection, tickets[at : at + _CHUNK], tagged=tagged)
    return found


def _chunk(connection: sqlite3.Connection, tickets: Sequence[str], *, tagged: bool) -> dict[str, History]:
    marks = ",".join("?" * len(tickets))
    facts, changed, undone = _happened(connection, tickets, tagged=tagged)
    rows = connection.execute(
        "select id, type, priority, team, channel, created_at, imported_from, imported_with_sla, first_responded_at"
        f" from ticket where id in ({marks}) and dead = 0",
        tickets,
    ).fetchall()
    for key in undone:
        facts[key] = [fact for fact in facts[key] if fact[2] != EventKind.STATUS] + moves(_moves(connection, key))
    known: dict[object, Traits] = {}
    traits = {row[0]: known.setdefault(row[1:5], Traits(*row[1:5])) for row in rows}
    odd = list(traits) if tagged else [key for key in traits if key in changed]
    if odd:
        traits |= _at_first(connection, odd, traits, tagged=tagged)
    made: dict[str, History] = {}
    for key, _, _, _, _, created, source, with_sla, responded in rows:
        plain = History(created, traits[key], facts.get(key, ()), _NEW, True)
        made[key] = plain if source is None else _imported(connection, key, plain, responded, with_sla)
    return made


def _happened(
    connection: sqlite3.Connection, tickets: Sequence[str], *, tagged: bool
) -> tuple[dict[str, list[Fact]], set[str], set[str]]:
    """The facts of each ticket; which of them changed what their agreement goes by, and which took a move back."""
    marks = ",".join("?" * len(tickets))
    kinds = ",".join(f"'{kind}'" for kind in ("STATUS", *CHANGING, *_ODD, *(_TAGGING if tagged else ())))
    facts: dict[str, list[Fact]] = {}
    changed: set[str] = set()
    undone: set[str] = set()
    for root, at, key, kind, told, back in connection.execute(
        f"select root, happened_at, id, kind, {_TOLD}, reason = '{UNDONE}' from event"
        f" where root in ({marks}) and kind in ({kinds})",
        tickets,
    ):
        facts.setdefault(root, []).append((at, key, kind, told))
        if back:
            undone.add(root)
        if kind in CHANGING:
            changed.add(root)
    for root, at, key, direction, recorded in connection.execute(
        "select root, created_at, id, direction, recorded_by is not null from message"
        f" where root in ({marks}) and visibility = 'PUBLIC' and automatic is not 1",
        tickets,
    ):
        kind = ANSWERED if direction == "OUT" else CALLED if recorded else ASKED
        facts.setdefault(root, []).append((at, key, kind, None))
    return facts, changed, undone


def _moves(connection: sqlite3.Connection, ticket: str) -> list[Move]:
    """All changes of status of a ticket, those taken back too."""
    return connection.execute(
        "select happened_at, id, from_value, to_value, reason from event where root = ? and kind = 'STATUS'", (ticket,)
    ).fetchall()


def _at_first(
    connection: sqlite3.Connection, tickets: Sequence[str], now: Mapping[str, Traits], *, tagged: bool
) -> dict[str, Traits]:
    """What agreements went by when these tickets were created: what the first changes on record came from."""
    marks = ",".join("?" * len(tickets))
    tags: dict[str, set[str]] = {}
    if tagged:
        for root, name in connection.execute(
            f"select root, name from tag where root in ({marks}) and dead = 0", tickets
        ):
            tags.setdefault(root, set()).add(name)
    kinds = ",".join(f"'{kind}'" for kind in (*CHANGING, *(_TAGGING if tagged else ())))
    first: dict[str, dict[str, str | None]] = {}
    for root, kind, before, after in connection.execute(
        f"select root, kind, from_value, to_value from event where root in ({marks}) and kind in ({kinds})"
        " order by recorded_at desc, happened_at desc, id desc",
        tickets,
    ):
        if kind in CHANGING:
            first.setdefault(root, {})[CHANGING[kind]] = before
        elif after is not None:
            tags.setdefault(root, set()).discard(after)
        else:
            tags.setdefault(root, set()).add(before)
    return {
        key: traits_before(now[key], first.get(key, {}), frozenset(tags.get(key, ()))) for key in tickets if key in now
    }


def traits_before(now: Traits, first: Mapping[str, str | None], tags: frozenset[str] = frozenset()) -> Traits:
    """What a ticket was about before the first change of each trait, of which `first` tells the value before."""
    return Traits(
        first.get("type", now.type),
        first.get("priority") or now.priority,
        first.get("team") or now.team,
        now.channel,
        tags,
    )


def _imported(
    connection: sqlite3.Connection, ticket: str, history: History, responded: int | None, with_sla: int | None
) -> History:
    """Of an imported ticket: what else its source told, and whether its clocks count."""
    if not with_sla:
        return History(history.created, history.traits, (), applies=False)
    facts = [fact for fact in history.facts if fact[2] != EventKind.STATUS]
    if responded is not None:
        facts.append((responded, "", ANSWERED, None))
    born, status = _NEW, ""
    rows = connection.execute(
        "select happened_at, id, kind, from_value, to_value from event where root = ? and kind in ('CREATED', 'STATUS')"
        " order by happened_at, id",
        (ticket,),
    )
    for at, key, kind, before, after in rows:
        if kind == EventKind.CREATED:
            born = after or born
        else:
            if before in _ENDS and status not in _ENDS and status:
                facts.append((at, key[:-1], EventKind.STATUS.value, before))  # the end itself is not in its history
            facts.append((at, key, EventKind.STATUS.value, after))
        status = after or status
    return History(history.created, history.traits, facts, born)


def _pressing(history: History, ruled: Catalogue) -> Pressing | None:
    """The same as `pressing`, reckoned once for what happened: most changes of a ticket move no clock."""
    told = (ruled, history.created, history.traits, history.born, history.applies, *history.facts)
    if told not in _RECKONED:
        while len(_RECKONED) >= _KNOWN:
            _RECKONED.pop(next(iter(_RECKONED)), None)  # another thread may have been faster
        _RECKONED[told] = pressing(history, ruled)
    return _RECKONED[told]


def pressing_of(connection: sqlite3.Connection, tickets: Sequence[str]) -> dict[str, Pressing]:
    """The clock of each ticket that is due first; tickets on which nothing is waited for are left out."""
    ruled = catalogue(connection)
    found = histories(connection, tickets, ruled)
    if len(found) < MANY:
        return {key: one for key, history in found.items() if (one := _pressing(history, ruled)) is not None}
    from console.models.many_clocks import pressing_all

    many = pressing_all(list(found.values()), ruled)
    return {key: one for key, one in zip(found, many, strict=True) if one is not None}
