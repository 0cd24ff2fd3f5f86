"""Makes incidents of alerts, and keeps them in step with what monitoring says (SPEC 7.6, 7.10).

Promise: alerts of one group that come together are one operation: the incident with its response, its alerts and its
entries stand whole or not at all; a repeat is never a second incident, whoever brings it and however often.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from console.models import incident_workflow as workflow
from console.models.alert import IncidentAlert, alert_id
from console.models.alert_bodies import LONGEST_TITLE, Alert, Fault, State, one_line, read
from console.models.alert_rules import AlertRule, AlertRules
from console.models.alerting import IMPACT, Action, Known, Verdict, Why, judge
from console.models.incident import Incident
from console.models.incident_kinds import AlertState, EntryKind, IncidentEventKind, IncidentStatus
from console.models.kinds import Role, Severity, from_micros, to_micros
from console.models.values import dataclass
from console.services.bus import Bus, Changed
from console.services.clock import Clock
from console.services.desk import Desk
from console.services.incidents.commands import DeclareIncident
from console.services.incidents.handlers import declared
from console.services.incidents.noting import enter
from console.services.store import Store
from console.services.sync.attention import CHANGED, RefusedOperations
from console.services.tickets.commands import DiscardRefused
from console.services.tickets.texts import BODY_LIMIT
from console.services.transaction import Transaction

log = logging.getLogger(__name__)

TAKEN = "TakeAlerts"
"""What such operations are called."""
TOGETHER = 100
"""Alerts of one operation."""
SHOWN = 3
"""Titles in one entry."""
LONGEST_INCIDENT_TITLE = 200
TAKEN_ALREADY = frozenset({"23505", CHANGED})
"""How a hub refuses what another worker was faster with."""


@dataclass(frozen=True, slots=True)
class KnownAlert:
    """An alert as its newest row tells of it."""

    id: str
    grouped: str
    fingerprint: str
    title: str
    severity: Severity
    state: AlertState
    ended_at: datetime | None

    @property
    def known(self) -> Known:
        """As verdicts ask for it."""
        firing = self.state is not AlertState.RESOLVED
        return Known(firing, self.title, self.grouped, self.severity, confirmed=True, ended_at=self.ended_at)


_COLUMNS = "select id, grouped, fingerprint, title, severity, state, ended_at from incident_alert where dead = 0"


@dataclass(frozen=True, slots=True)
class KnownAlerts:
    """Ask for the newest row of each of these alerts."""

    keys: tuple[str, ...]

    def answer(self, connection: sqlite3.Connection) -> dict[str, KnownAlert]:
        """By the alert's key."""
        found: dict[str, KnownAlert] = {}
        for at in range(0, len(self.keys), 500):
            part = self.keys[at : at + 500]
            marks = ",".join("?" * len(part))
            rows = connection.execute(f"{_COLUMNS} and fingerprint in ({marks}) order by started_at, id", part)
            found.update((row[2], _known(row)) for row in rows)
        return found


@dataclass(frozen=True, slots=True)
class FiringOf:
    """Ask for the alerts of a source that fire still."""

    source: str

    def answer(self, connection: sqlite3.Connection) -> tuple[KnownAlert, ...]:
        """In the order they began."""
        rows = connection.execute(
            f"{_COLUMNS} and source = ? and state <> 'RESOLVED' order by started_at, id", (self.source,)
        )
        return tuple(map(_known, rows))


def _known(row: Sequence[object]) -> KnownAlert:
    key, grouped, fingerprint, title, severity, state, ended = row
    over = from_micros(ended) if isinstance(ended, int) else None
    texts = str(key), str(grouped), str(fingerprint), str(title)
    return KnownAlert(*texts, Severity(str(severity)), AlertState(str(state)), over)


@dataclass(frozen=True, slots=True)
class _Told:
    """One verdict, with the row that tells of its alert and the rule that lets it declare."""

    verdict: Verdict
    alert: Alert
    row: str | None
    rule: AlertRule | None


class AlertTaking:
    """Takes bodies in, one at a time."""

    def __init__(self, store: Store, desk: Desk, clock: Clock, bus: Bus, *, numbers: bool) -> None:
        """`numbers`: whether new incidents are numbered here."""
        self._store = store
        self._desk = desk
        self._clock = clock
        self._bus = bus
        self._numbers = numbers

    def take(self, body: object, rules: AlertRules, source: str = "", *, whole: bool = False) -> int:
        """Take a decoded body in; the number of incidents it changed.

        `whole`: it tells of all alerts of its source, so that one it does not tell of has ended.
        """
        read_ones = [one for one in read(body).alerts if not isinstance(one, Fault)]
        known = self._desk.look(KnownAlerts(tuple(one.key for one in read_ones)))
        verdicts, _ = judge(body, {key: row.known for key, row in known.items()})
        if whole:
            present = {one.key for one in read_ones}
            gone = [row for row in self._desk.look(FiringOf(source)) if row.fingerprint not in present]
            known |= {row.fingerprint: row for row in gone}
            verdicts += [Verdict(Action.RESOLVE, Why.RESOLVED, _ended(row), row.known) for row in gone]
        changed = set[str]()
        for grouped, told in _groups(verdicts, known, rules).items():
            for at in range(0, len(told), TOGETHER):
                changed |= self._write(grouped, told[at : at + TOGETHER], source)
        return len(changed)

    def settle(self) -> int:
        """Let go of what another worker was faster with; the number of operations."""
        late = [one for one in self._desk.look(RefusedOperations()) if one.what == TAKEN and one.code in TAKEN_ALREADY]
        for one in late:
            self._desk.do(DiscardRefused(one.id))
        return len(late)

    def _write(self, grouped: str, told: Sequence[_Told], source: str) -> set[str]:
        with self._store.write(TAKEN, self._clock.now()) as tx:
            changed = _Group(tx, grouped, source, numbers=self._numbers).take(told)
        if changed:
            self._bus.publish(Changed(incidents=frozenset(changed)))
        return changed


def _groups(verdicts: Sequence[Verdict], known: Mapping[str, KnownAlert], rules: AlertRules) -> dict[str, list[_Told]]:
    """What is to be done, by group; what no rule lets in, and heartbeats, are left out."""
    found: dict[str, list[_Told]] = {}
    for verdict in verdicts:
        alert = verdict.alert
        if alert is None or verdict.action not in (Action.OPEN, Action.UPDATE, Action.RESOLVE):
            if verdict.fault is not None:
                log.info("an alert was refused: %s %s", verdict.fault.wrong, verdict.fault.value)
            continue
        row, rule = known.get(alert.key), rules.rule_for(alert.labels)
        if rules.heard(alert.labels) or (rule is None and (row is None or verdict.action is Action.OPEN)):
            continue
        stays = row is not None and verdict.why is not Why.FIRED_LATER
        grouped = row.grouped if row is not None and stays else rule.grouped(alert.labels, alert.key) if rule else ""
        told = _Told(verdict, alert, row.id if row is not None else None, rule)
        found.setdefault(grouped, []).append(told)
    return found


def _ended(row: KnownAlert) -> Alert:
    return Alert(row.fingerprint, row.grouped, State.RESOLVED, row.title, "", "")


class _Group:
    """The alerts of one group in one transaction."""

    def __init__(self, tx: Transaction, grouped: str, source: str, *, numbers: bool) -> None:
        self._tx = tx
        self._grouped = grouped
        self._source = source
        self._numbers = numbers
        self._incident: Incident | None = None
        """That new alerts join."""
        self._made: dict[str, IncidentAlert] = {}
        """By the alert's key, for a body may tell of one more than once."""
        self._changed: set[str] = set()
        self._lines: dict[tuple[str, str], list[tuple[Incident, str, datetime, str, int]]] = {}

    def take(self, told: Sequence[_Told]) -> set[str]:
        """Do what is to be done; the ids of the incidents that changed."""
        for one in told:
            if one.verdict.action is Action.OPEN:
                self._opens(one)
            elif (row := self._standing(one)) is None:
                continue
            elif one.verdict.action is Action.RESOLVE:
                self._ends(one, row)
            else:
                self._goes_on(one, row)
        return self._changed | set(self._entries())

    def _opens(self, one: _Told) -> None:
        alert, tx = one.alert, self._tx
        known = one.verdict.known
        severity = known.severity if known else Severity.MEDIUM
        row = self._row(one)
        if row is not None:
            incident = self._back(row, alert.title)
            row.state, row.ended_at, row.severity = AlertState.FIRING, None, severity
            self._tell(incident, f"{AlertState.FIRING} {severity}", alert, tx.at, one.verdict.truncated)
            return
        began = min(alert.started_at or tx.at, tx.at)
        incident = self._incident = self._incident or self._open_one() or self._declared(one, began)
        made = IncidentAlert(
            id=self._id(one),
            source=self._source,
            grouped=self._grouped,
            fingerprint=alert.key,
            title=alert.title,
            severity=severity,
            state=AlertState.FIRING,
            started_at=began,
        )
        self._made[alert.key] = tx.add(made, incident.id, incident.scope)
        self._tell(incident, f"{AlertState.FIRING} {severity}", alert, began, one.verdict.truncated)

    def _id(self, one: _Told) -> str:
        """By the start its sender told; else by the end before it."""
        at = one.alert.started_at
        known = self._tx.session.get(IncidentAlert, one.row) if one.row is not None and at is None else None
        before = known.ended_at if known is not None else None
        since = to_micros(at) if at is not None else f"after {to_micros(before) if before is not None else 0}"
        return alert_id(self._grouped, one.alert.key, str(since))

    def _row(self, one: _Told) -> IncidentAlert | None:
        """The row of an alert that fires again soon, or that is brought again by its own start."""
        if one.verdict.why is Why.REOPENED and (row := self._standing(one)) is not None:
            return row
        return self._tx.session.get(IncidentAlert, self._id(one))

    def _standing(self, one: _Told) -> IncidentAlert | None:
        """The newest row of an alert; None where another group of the same body has it."""
        if (made := self._made.get(one.alert.key)) is not None:
            self._tx.session.flush()
            return made
        return self._tx.get(IncidentAlert, one.row) if one.row is not None else None

    def _goes_on(self, one: _Told, row: IncidentAlert) -> None:
        known, incident = one.verdict.known, self._tx.get(Incident, row.root)
        if one.verdict.why is Why.ACKNOWLEDGED and row.state is AlertState.FIRING:
            row.state = AlertState.ACKNOWLEDGED
            self._tell(incident, f"{AlertState.ACKNOWLEDGED}", one.alert, self._tx.at)
        if known is None or (known.title, known.severity) == (row.title, row.severity):
            return
        if _RANK[known.severity] < _RANK[row.severity]:
            self._tell(incident, f"{row.state} {known.severity}", one.alert, self._tx.at, one.verdict.truncated)
        row.title, row.severity = known.title, known.severity
        self._changed.add(incident.id)

    def _ends(self, one: _Told, row: IncidentAlert) -> None:
        ended = min(one.alert.ended_at or self._tx.at, self._tx.at)
        row.state, row.ended_at = AlertState.RESOLVED, max(ended, row.started_at)
        incident = self._tx.get(Incident, row.root)
        self._tell(incident, f"{AlertState.RESOLVED}", one.alert, row.ended_at, title=row.title)

    def _open_one(self) -> Incident | None:
        """The incident that is open for alerts of this group, or goes on for one that was."""
        found = select(IncidentAlert.root).where(IncidentAlert.grouped == self._grouped, IncidentAlert.dead.is_(False))
        for key in self._tx.session.scalars(found.order_by(IncidentAlert.started_at.desc(), IncidentAlert.id)):
            incident = self._goes_on_as(key)
            if incident.status not in workflow.ENDS:
                return incident
        return None

    def _goes_on_as(self, key: str) -> Incident:
        """The incident, or that as whose duplicate it was closed."""
        incident, seen = self._tx.get(Incident, key), {key}
        while incident.duplicate_of is not None and incident.duplicate_of not in seen:
            seen.add(incident.duplicate_of)
            incident = self._tx.get(Incident, incident.duplicate_of)
        return incident

    def _declared(self, one: _Told, began: datetime) -> Incident:
        rule, alert = one.rule, one.alert
        labels = "\n".join(f"{name} = {one_line(value, 200)}" for name, value in sorted(alert.labels.items()))
        command = DeclareIncident(
            one_line(alert.title, LONGEST_INCIDENT_TITLE),
            f"{alert.description.strip()}\n\n{labels}".strip()[:BODY_LIMIT],
            impact=IMPACT.get(alert.level),
            category=rule.category if rule else None,
        )
        made = declared(self._tx, command, numbers=self._numbers, most=rule.most if rule else None)
        made.detected_at, made.impact_began_at = self._tx.at, began
        return made

    def _back(self, row: IncidentAlert, title: str) -> Incident:
        """The incident of an alert that fires again, brought back where it was over (SPEC 7.10)."""
        incident, tx = self._goes_on_as(row.root), self._tx
        before, target = incident.status, IncidentStatus.INVESTIGATING
        if before not in workflow.ENDS:
            return incident
        mover = workflow.Mover(frozenset(map(Role, tx.me.roles)))
        reason = one_line(title, LONGEST_INCIDENT_TITLE)
        workflow.check_move(before, target, mover, reason)
        tx.noted(incident, IncidentEventKind.STATUS, before, target, reason)
        incident.move(target, tx.at, mover, reason)
        self._enter(incident, EntryKind.STATUS, f"{target}: {reason}", tx.at)
        return incident

    def _tell(
        self, incident: Incident, said: str, alert: Alert, at: datetime, truncated: int = 0, *, title: str = ""
    ) -> None:
        shown = one_line(alert.title or title, LONGEST_TITLE)
        self._lines.setdefault((incident.id, said), []).append((incident, shown, at, alert.link, truncated))

    def _entries(self) -> Iterator[str]:
        """One entry for all that came together and says the same; the ids of their incidents."""
        for (key, said), lines in self._lines.items():
            titles = list(dict.fromkeys(title for _, title, _, _, _ in lines))
            more = [f"+{len(titles) - SHOWN}"] if len(titles) > SHOWN else []
            truncated = max(cut for _, _, _, _, cut in lines)
            more += [f"(truncatedAlerts: {truncated})"] if truncated else []
            incident, _, at, link, _ = min(lines, key=lambda line: line[2])
            self._enter(incident, EntryKind.ALERT, f"{said}: {' · '.join([*titles[:SHOWN], *more])}", at, link)
            yield key

    def _enter(self, incident: Incident, kind: EntryKind, text: str, at: datetime, link: str = "") -> None:
        entry = enter(self._tx, incident, kind, text)
        entry.event_at, entry.evidence = at, link or None


_RANK = {severity: rank for rank, severity in enumerate(Severity)}
"""From the gravest on."""
