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


class Result(StrEnum):
    """How a step ended (SPEC 8.5, 8.7)."""

    PASSED = "passed"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    UNSURE = "unsure"
    """Whether it happened cannot be known; a person rules."""
    NOT_SET_UP = "not_set_up"
    """This machine or fleet lacks what the step needs."""


class ProcessState(StrEnum):
    """Where the response to an incident stands (SPEC 8.1)."""

    INITIATED = "INITIATED"
    COLLECTING = "COLLECTING"
    ANALYSING = "ANALYSING"
    EXECUTING = "EXECUTING"
    VERIFYING = "VERIFYING"
    COMPLETED = "COMPLETED"
    ESCALATED = "ESCALATED"
    ABANDONED = "ABANDONED"


class StepState(StrEnum):
    """Where one step of a response stands."""

    WAITING = "WAITING"
    """For approval, or for a person to do it."""
    RUNNING = "RUNNING"
    ENDED = "ENDED"
    SKIPPED = "SKIPPED"
    """A step before it stopped its list."""


class Scheme(StrEnum):
    """How a place is spoken to."""

    HTTPS = "https"
    HTTP = "http"
    TLS = "tls"
    TCP = "tcp"
    POSTGRESQL = "postgresql"
    """Encrypted, the server's certificate verified."""
    POSTGRESQL_PLAIN = "postgresql-plain"


class SourceKind(StrEnum):
    """Where evidence comes from."""

    FILES = "files"
    JOURNAL = "journal"
    HTTP_LOG = "http_log"
    METRICS = "metrics"
    REPORTS = "reports"
    STATUS = "status"


class CauseKind(StrEnum):
    """What may have caused an incident."""

    CHANGE = "change"
    CERTIFICATE = "certificate"
    DATABASE = "database"
    DIRECTORY = "directory"
    NAME_SERVICE = "name_service"
    DISK = "disk"
    MEMORY = "memory"
    NETWORK = "network"
    LOAD = "load"
    ATTACK = "attack"
    SERVICE_DOWN = "service_down"


class Finding(StrEnum):
    """What a step found; the parameters each carries stand behind it."""

    TIMED_OUT = "timed_out"  # seconds
    NO_HOST = "no_host"  # host
    ADDRESS_DENIED = "address_denied"  # host, address
    CONNECTION_REFUSED = "connection_refused"  # host, port
    NO_WAY = "no_way"  # host, reason
    HUNG_UP = "hung_up"  # host
    TOO_LARGE = "too_large"  # limit (bytes)
    NOT_HTTP = "not_http"  # host
    CONNECTED = "connected"  # host, port
    HTTP_GOOD = "http_good"  # status
    HTTP_STATUS = "http_status"  # status, expected
    NOT_JSON = "not_json"
    JSON_OTHER = "json_other"  # place, found, expected
    TEXT_LACKING = "text_lacking"  # text
    CERTIFICATE_GOOD = "certificate_good"  # days
    CERTIFICATE_ENDING = "certificate_ending"  # days, needed
    CERTIFICATE_EXPIRED = "certificate_expired"  # host
    CERTIFICATE_EARLY = "certificate_early"  # host
    CERTIFICATE_OTHER = "certificate_other"  # host
    CERTIFICATE_UNKNOWN = "certificate_unknown"  # host
    NO_TLS = "no_tls"  # host
    NUMBER_GOOD = "number_good"  # value, expected
    NUMBER_BAD = "number_bad"  # value, expected
    NO_NUMBER = "no_number"
    SQL_FAILED = "sql_failed"  # reason
    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"  # reason
    NOTHING_GIVEN = "nothing_given"
    SERIES_GOOD = "series_good"  # count, value, expected
    SERIES_BAD = "series_bad"  # count, value, expected, series
    NO_DATA = "no_data"
    QUERY_REFUSED = "query_refused"  # reason
    COMMAND_GOOD = "command_good"  # status
    COMMAND_STATUS = "command_status"  # status, expected
    COMMAND_DENIED = "command_denied"
    COMMAND_MISSING = "command_missing"  # path, reason
    JOB_DONE = "job_done"  # state
    JOB_FAILED = "job_failed"  # state
    JOB_LOST = "job_lost"  # reason
    MAIL_REFUSED = "mail_refused"  # code, reason
    MAIL_LOST = "mail_lost"  # host
    CHAT_FAILED = "chat_failed"  # name
    CHAT_BAD_ADDRESS = "chat_bad_address"  # name
    NO_CHANNEL = "no_channel"  # name
    STOPPED = "stopped"
    BROKE = "broke"  # reason
    NO_PLACE = "no_place"  # name
    NO_PROGRAM = "no_program"  # name
    UNSIGNED = "unsigned"  # name
    OTHER_SCHEME = "other_scheme"  # name, scheme
    NO_FILES = "no_files"  # path
    UNREADABLE = "unreadable"  # path, reason
    APPROVAL_STALE = "approval_stale"
    COOLING_DOWN = "cooling_down"
    WAIVED = "waived"  # note
    RULED = "ruled"  # note
    DONE_BY_HAND = "done_by_hand"  # note
    NOT_DONE = "not_done"  # note
