"""Which alerts become incidents, who is asked for them and where they may be sent to: set by admins (SPEC 1.3, 7.10).

Promise: pure; an alert no rule names declares nothing, and with a fault in the text there are no rules at all.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from ipaddress import ip_address

from console.models.kinds import Category, Severity
from console.models.reading_tables import Fault, Table, Wrong
from console.models.runbook_reading import LARGEST
from console.models.values import dataclass

EVERY, LONGEST_EVERY = 15, 3600
"""Seconds between two looks at a source, and the most an admin may say."""
WITHIN, LONGEST_WITHIN = 5, 24 * 60
"""Minutes in which a heartbeat has to be heard."""
GROUPED_BY = ("alertname",)

Labels = Mapping[str, str]
Wanted = tuple[tuple[str, frozenset[str]], ...]
"""Names of labels, each with the values it may have."""


@dataclass(frozen=True, slots=True)
class AlertSource:
    """An Alertmanager that is asked."""

    name: str
    target: str
    """The place of the list of what may be reached."""
    every: int
    """Seconds."""


@dataclass(frozen=True, slots=True)
class AlertRule:
    """Lets the alerts that fit declare an incident."""

    name: str
    when: Wanted
    category: Category | None
    """None leaves it to the text (SPEC 7.4)."""
    most: Severity | None
    """An incident it declares is never graver."""
    group: tuple[str, ...]
    """Alerts with the same values of these labels are one incident."""

    def fits(self, labels: Labels) -> bool:
        """Whether every label it asks for has one of its values."""
        return fits(self.when, labels)

    def grouped(self, labels: Labels, key: str) -> str:
        """By what an alert belongs to others; one with none of the labels stands alone, by its `key`."""
        values = [f"{name}={labels[name]}" for name in self.group if name in labels]
        return f"{self.name}: {', '.join(values) or key}"[:1024]


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """An alert that always fires: when it is not heard any more, monitoring itself is down."""

    name: str
    when: Wanted
    within: timedelta


@dataclass(frozen=True, slots=True)
class AlertRules:
    """The whole of it."""

    listen: tuple[str, int] | None = None
    """Address and port bodies may be sent to; None: nowhere."""
    sources: tuple[AlertSource, ...] = ()
    rules: tuple[AlertRule, ...] = ()
    heartbeats: tuple[Heartbeat, ...] = ()

    def rule_for(self, labels: Labels) -> AlertRule | None:
        """The first that fits; None: such alerts declare nothing."""
        return next((rule for rule in self.rules if rule.fits(labels)), None)

    def heard(self, labels: Labels) -> tuple[str, ...]:
        """The names of the heartbeats an alert is one of."""
        return tuple(beat.name for beat in self.heartbeats if fits(beat.when, labels))


def fits(wanted: Wanted, labels: Labels) -> bool:
    """Whether every label that is asked for has one of the values."""
    return all(labels.get(name, "") in values for name, values in wanted)


def read_alert_rules(text: str) -> tuple[AlertRules, tuple[Fault, ...]]:
    """The rules written in TOML."""
    if len(text) > LARGEST:
        return AlertRules(), (Fault("", Wrong.TOO_LARGE, "", str(LARGEST)),)
    try:
        read = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return AlertRules(), (Fault("", Wrong.NOT_TOML, "", str(error)),)
    faults: list[Fault] = []
    top = Table(read, "", "", faults)
    made = AlertRules(
        _address(top),
        tuple(_source(name, table) for name, table in _named(top, "sources")),
        tuple(_rule(name, table) for name, table in _named(top, "rules")),
        tuple(_heartbeat(name, table) for name, table in _named(top, "heartbeats")),
    )
    top.nothing_else()
    return (AlertRules() if faults else made), tuple(faults)


def _named(top: Table, key: str) -> list[tuple[str, Table]]:
    within = top.table(key, needed=False)
    if within is None:
        return []
    made = [(within.is_name(name), within.table(name)) for name in within.read]
    for name, table in made:
        if table is not None:
            table.step = name
    return [(name, table) for name, table in made if table is not None]


def _address(top: Table) -> tuple[str, int] | None:
    """Such as "127.0.0.1:9099" or "[::1]:9099"."""
    text = top.text("listen", "")
    if not text:
        return None
    host, _, port = text.rpartition(":")
    try:
        address = str(ip_address(host.strip("[]")))
    except ValueError:
        address = ""
    if not address or not (port.isascii() and port.isdigit()) or not 1 <= int(port) <= 65535:
        top.blame(Wrong.BAD_VALUE, "listen", text)
        return None
    return address, int(port)


def _source(name: str, table: Table) -> AlertSource:
    made = AlertSource(name, table.name("target"), table.number("every", EVERY, 1, LONGEST_EVERY))
    table.nothing_else()
    return made


def _rule(name: str, table: Table) -> AlertRule:
    category = table.word("category", Category) if table.has("category") else None
    most = table.word("most", Severity) if table.has("most") else None
    made = AlertRule(name, _wanted(table), category, most, table.texts("group", GROUPED_BY))
    table.nothing_else()
    return made


def _heartbeat(name: str, table: Table) -> Heartbeat:
    made = Heartbeat(name, _wanted(table), timedelta(minutes=table.number("within", WITHIN, 1, LONGEST_WITHIN)))
    table.nothing_else()
    return made


def _wanted(table: Table) -> Wanted:
    """`when = { team = "identity", severity = ["critical", "warning"] }`; one that asks for nothing would take all."""
    when = table.table("when")
    if when is None:
        return ()
    if not when.read:
        table.blame(Wrong.MISSING, "when")
    return tuple(
        (name, frozenset(when.texts(name) if isinstance(value, list) else (when.text(name),)))
        for name, value in when.read.items()
    )
