"""What was gathered about an incident, and what follows from it (SPEC 8.2, 8.3).

Promise: pure; a source that failed says so and counts as unknown, never as well; the analysis names the evidence of
everything it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from console.models.incident_kinds import ImpactLevel
from console.models.log_lines import Entry, Level, Log
from console.models.runbook_kinds import CauseKind, SourceKind
from console.models.step_outcome import Outcome
from console.models.values import dataclass

WINDOW = timedelta(minutes=60)
"""So long before the report the evidence begins."""


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a metric over the window."""

    name: str
    least: float
    most: float
    last: float
    points: tuple[tuple[float, float], ...] = ()
    """Seconds since 1970 and value, in the order of time."""


@dataclass(frozen=True, slots=True)
class Report:
    """A ticket that may tell of the incident."""

    ticket: str
    number: int | None
    title: str
    requester: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Probe:
    """Whether a service answered."""

    service: str
    outcome: Outcome
    up: bool | None
    """None when it could not be looked at."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one source gave; with a `failure` it gave nothing."""

    source: str
    kind: SourceKind
    log: Log | None = None
    series: tuple[Series, ...] = ()
    reports: tuple[Report, ...] = ()
    probes: tuple[Probe, ...] = ()
    failure: Outcome | None = None

    @property
    def count(self) -> int:
        """How many pieces it gave."""
        return len(self.log.entries if self.log else ()) + len(self.series) + len(self.reports) + len(self.probes)


@dataclass(frozen=True, slots=True)
class Cause:
    """A potential cause, with what speaks for it."""

    kind: CauseKind
    count: int
    """How many pieces of evidence there are."""
    first: datetime | None
    """When the first of them happened; None where they have no time."""
    evidence: tuple[str, ...]
    """The first few."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the reconstructed timeline."""

    at: datetime
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """What follows from all sources together."""

    level: ImpactLevel
    down: tuple[str, ...]
    """Services that did not answer."""
    error_rate: float | None
    """Errors per entry; None without logs."""
    reports: int
    users: int
    """How many different people reported."""
    causes: tuple[Cause, ...]
    timeline: tuple[Moment, ...]


_CUES: tuple[tuple[CauseKind, re.Pattern[str]], ...] = (
    (CauseKind.CERTIFICATE, re.compile(r"certificate|x509|ssl handshake|tls handshake|证书", re.IGNORECASE)),
    (CauseKind.DISK, re.compile(r"no space left|disk (is )?full|read-only file system|磁盘.{0,4}满", re.IGNORECASE)),
    (CauseKind.MEMORY, re.compile(r"out of memory|\boom\b|cannot allocate memory|heap space|内存不足", re.IGNORECASE)),
    (
        CauseKind.NAME_SERVICE,
        re.compile(r"name or service not known|no such host|name resolution|nxdomain|域名解析", re.IGNORECASE),
    ),
    (CauseKind.DIRECTORY, re.compile(r"\bldaps?\b|active directory|directory server|目录服务", re.IGNORECASE)),
    (
        CauseKind.DATABASE,
        re.compile(r"too many (clients|connections)|deadlock|postgres|\bjdbc\b|\bsql\b|database|数据库", re.IGNORECASE),
    ),
    (
        CauseKind.ATTACK,
        re.compile(
            r"brute.?force|credential stuffing|account locked|too many failed|signature mismatch", re.IGNORECASE
        ),
    ),
    (
        CauseKind.LOAD,
        re.compile(r"queue (is )?full|rate limit|overload|too many requests|pool exhausted", re.IGNORECASE),
    ),
    (
        CauseKind.NETWORK,
        re.compile(r"connection (reset|refused|timed out)|unreachable|no route to host|broken pipe", re.IGNORECASE),
    ),
)
"""Words of errors and the cause they speak for; the first that fits counts, the particular before the general."""
_CHANGE = re.compile(
    r"config\w* (re)?load|(re)?loaded config|deploy|rollout|release \S*\d|upgrad|migrat|feature flag"
    r"|配置.{0,4}(变更|更新|加载)|发布|上线",
    re.IGNORECASE,
)
_SHOWN = 3
_MOST_MOMENTS = 100


def impact(down: int, error_rate: float | None, reports: int) -> ImpactLevel:
    """How wide an incident reaches (SPEC 8.3); what is unknown raises nothing."""
    rate = error_rate or 0.0
    if down > 3 or rate > 0.5 or reports > 50:
        return ImpactLevel.HIGH
    if down > 1 or rate > 0.1 or reports > 10:
        return ImpactLevel.MEDIUM
    return ImpactLevel.LOW


def analyse(gathered: Sequence[Gathered]) -> Analysis:
    """What all sources together say."""
    logs = [one.log for one in gathered if one.log is not None]
    entries = sum(len(log.entries) for log in logs)
    rate = sum(log.errors for log in logs) / entries if entries else None
    down = tuple(probe.service for one in gathered for probe in one.probes if probe.up is False)
    reports = {report.ticket: report for one in gathered for report in one.reports}
    users = {report.requester for report in reports.values() if report.requester}
    level = impact(len(down), rate, len(reports))
    return Analysis(level, down, rate, len(reports), len(users), _causes(gathered), _timeline(gathered))


def _causes(gathered: Sequence[Gathered]) -> tuple[Cause, ...]:
    """Potential causes, those with most evidence first; a change goes before all that came after it."""
    pieces: dict[CauseKind, list[tuple[datetime | None, str]]] = {}
    errors = [entry.at for one in gathered for entry in _entries(one) if entry.level is Level.ERROR]
    for one in gathered:
        for entry in _entries(one):
            if (kind := _speaks_for(entry)) is not None:
                pieces.setdefault(kind, []).append((entry.at, f"{one.source}: {entry.text}"))
        for probe in one.probes:
            if probe.up is False:
                pieces.setdefault(CauseKind.SERVICE_DOWN, []).append((None, probe.service))
    made = [_cause(kind, found) for kind, found in pieces.items()]
    first = min(errors, default=None)

    def order(cause: Cause) -> tuple[bool, int]:
        began_it = cause.kind is CauseKind.CHANGE and bool(first and cause.first and cause.first <= first)
        return not began_it, -cause.count

    return tuple(sorted(made, key=order))


def _cause(kind: CauseKind, found: list[tuple[datetime | None, str]]) -> Cause:
    times = [at for at, _ in found if at is not None]
    return Cause(kind, len(found), min(times, default=None), tuple(text for _, text in found[:_SHOWN]))


def _speaks_for(entry: Entry) -> CauseKind | None:
    if _CHANGE.search(entry.text):
        return CauseKind.CHANGE
    if entry.level is not Level.ERROR:
        return None
    return next((kind for kind, cue in _CUES if cue.search(entry.text)), None)


def _entries(one: Gathered) -> tuple[Entry, ...]:
    return one.log.entries if one.log else ()


def _timeline(gathered: Sequence[Gathered]) -> tuple[Moment, ...]:
    """The first reports, changes, and the first error of each source, in the order they happened."""
    moments: list[Moment] = []
    for one in gathered:
        moments += [Moment(report.at, one.source, report.title) for report in one.reports]
        told = _entries(one)
        moments += [Moment(entry.at, one.source, entry.text) for entry in told if _CHANGE.search(entry.text)]
        moments += [Moment(entry.at, one.source, entry.text) for entry in told if entry.level is Level.ERROR][:_SHOWN]
    return tuple(sorted(moments, key=lambda moment: (moment.at, moment.source, moment.text))[:_MOST_MOMENTS])
