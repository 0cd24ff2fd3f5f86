"""The values runbooks and the response to an incident speak in (SPEC 8).

Promise: importing this module costs as little as `kinds`; the words are those of the files and the stored ones.
"""

from __future__ import annotations

from enum import StrEnum


class StepKind(StrEnum):
    """How a step is done (SPEC 8.5)."""

    HTTP = "http"
    TCP = "tcp"
    TLS_CERTIFICATE = "tls_certificate"
    SQL = "sql"
    LOGIN = "login"
    PROMETHEUS = "prometheus"
    COMMAND = "command"
    WEBHOOK = "webhook"
    MANUAL = "manual"


LOOKS = frozenset(
    {StepKind.HTTP, StepKind.TCP, StepKind.TLS_CERTIFICATE, StepKind.SQL, StepKind.LOGIN, StepKind.PROMETHEUS}
)
"""Kinds that only look, and change nothing whatever is written in them."""


class Radius(StrEnum):
    """What a step may hurt (SPEC 8.5)."""

    NONE = "none"
    REVERSIBLE = "reversible"
    DISRUPTIVE = "disruptive"


class Part(StrEnum):
    """The lists of a runbook, in the order they stand in it (SPEC 8.4)."""

    DIAGNOSE = "diagnose"
    PRIORITY = "priority"
    SEQUENTIAL = "sequential"
    VERIFICATION = "verification"
    ROLLBACK = "rollback"


class Recovery(StrEnum):
    """What becomes of the automatic recovery of a runbook (SPEC 8.6)."""

    PROPOSE = "propose"
    AUTO = "auto"
    OFF = "off"


class Grant(StrEnum):
    """How a step signs in (RFC 6749)."""

    OWNER = "password"
    """With the name and password of a person (resource owner)."""
    CLIENT_CREDENTIALS = "client_credentials"
