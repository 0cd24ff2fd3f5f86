"""The values every layer shares: ids, enums and refusals.

Promise: importing this module costs milliseconds and pulls in no SQLAlchemy, no Qt and no clock.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
COMMON_SHELF = "00000000-0000-7000-8000-000000000001"
"""The scope everybody reads: people, teams, groups, policies, articles (SPEC 1.3)."""


class TicketType(StrEnum):
    """What a ticket is about (SPEC 3.1)."""

    TECHNICAL_ISSUE = "TECHNICAL_ISSUE"
    FEATURE_REQUEST = "FEATURE_REQUEST"
    ACCOUNT_ACCESS = "ACCOUNT_ACCESS"
    PERMISSION_ISSUE = "PERMISSION_ISSUE"
    LOGIN_PROBLEM = "LOGIN_PROBLEM"
    PERFORMANCE_ISSUE = "PERFORMANCE_ISSUE"


class Priority(StrEnum):
    """How soon a ticket must be served; the most pressing stands first (SPEC 3.1)."""

    CRITICAL = "CRITICAL"
    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"

    @property
    def rank(self) -> int:
        """1 for the most pressing to 4 for the least."""
        return tuple(Priority).index(self) + 1


class Impact(StrEnum):
    """How many are hit, widest first (SPEC 3.5)."""

    ORGANISATION = "ORGANISATION"
    DEPARTMENT = "DEPARTMENT"
    GROUP = "GROUP"
    PERSON = "PERSON"


class Urgency(StrEnum):
    """How long those hit can wait (SPEC 3.5)."""

    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


class Status(StrEnum):
    """Where a ticket stands (SPEC 3.3); in the order of its life."""

    NEW = "NEW"
    OPEN = "OPEN"
    IN_PROGRESS = "IN_PROGRESS"
    PENDING_USER = "PENDING_USER"
    PENDING_VENDOR = "PENDING_VENDOR"
    ON_HOLD = "ON_HOLD"
    RESOLVED = "RESOLVED"
    CLOSED = "CLOSED"
    MERGED = "MERGED"


PAUSES = frozenset({Status.PENDING_USER, Status.PENDING_VENDOR, Status.ON_HOLD})
"""Statuses in which the clocks of resolution and next response stand still (SPEC 3.3, 4.5)."""

LIVE = frozenset({Status.NEW, Status.OPEN, Status.IN_PROGRESS}) | PAUSES
"""Statuses of tickets somebody still has to work on: "open" in the wide sense of saved views."""


class Channel(StrEnum):
    """The way a ticket or message came or went (SPEC 2.1)."""

    PORTAL = "PORTAL"
    EMAIL = "EMAIL"
    CHAT = "CHAT"
    PHONE = "PHONE"
    HOTLINE = "HOTLINE"
    ON_SITE = "ON_SITE"
    CONSOLE = "CONSOLE"
    MONITORING = "MONITORING"


class Direction(StrEnum):
    """Who speaks to whom in a message (SPEC 3.4)."""

    IN = "IN"
    OUT = "OUT"
    NOTE = "NOTE"


class Visibility(StrEnum):
    """Who may read a message (SPEC 3.4)."""

    PUBLIC = "PUBLIC"
    INTERNAL = "INTERNAL"


class Outcome(StrEnum):
    """How a ticket ended (SPEC 3.2)."""

    SOLVED = "SOLVED"
    WORKAROUND = "WORKAROUND"
    CREDENTIAL_RESET = "CREDENTIAL_RESET"
    MFA_RESET = "MFA_RESET"
    PERMISSION_GRANTED = "PERMISSION_GRANTED"
    NO_FAULT = "NO_FAULT"
    REFUSED = "REFUSED"
    CANCELLED = "CANCELLED"


class LinkKind(StrEnum):
    """How one ticket relates to another (SPEC 3.9)."""

    RELATES = "relates"
    DUPLICATES = "duplicates"
    BLOCKS = "blocks"
    PARENT = "parent"


class Role(StrEnum):
    """What a person may do is told by roles (SPEC 1.2)."""

    AGENT = "agent"
    COMMANDER = "commander"
    LEAD = "lead"
    ADMIN = "admin"
    AUDITOR = "auditor"
    WORKER = "worker"


HUMAN_ROLES = (Role.AGENT, Role.COMMANDER, Role.LEAD, Role.ADMIN, Role.AUDITOR)


class Availability(StrEnum):
    """Whether a person can be given work (SPEC 1.1)."""

    AVAILABLE = "AVAILABLE"
    AWAY = "AWAY"
    OUT_OF_OFFICE = "OUT_OF_OFFICE"


class EventKind(StrEnum):
    """What happened to a ticket (SPEC 1.6); `from` and `to` hold the values before and after."""

    CREATED = "CREATED"
    STATUS = "STATUS"
    PRIORITY = "PRIORITY"
    TYPE = "TYPE"
    TEAM = "TEAM"
    ASSIGNEE = "ASSIGNEE"
    IMPACT = "IMPACT"
    URGENCY = "URGENCY"
    TITLE = "TITLE"
    DESCRIPTION = "DESCRIPTION"
    REQUESTER = "REQUESTER"
    TAGGED = "TAGGED"
    UNTAGGED = "UNTAGGED"
    LINKED = "LINKED"
    UNLINKED = "UNLINKED"
    ATTACHED = "ATTACHED"
    MERGED_IN = "MERGED_IN"
    """Another ticket (its id in `to`) became this one; the reason holds its clocks (models/history.py: `Joined`)."""
    UNMERGED = "UNMERGED"
    """That ticket (its id in `from`) is one of its own again."""
    COVERED = "COVERED"
    """An incident (its id in `to`) governs it from now on (SPEC 4.4)."""
    UNCOVERED = "UNCOVERED"
    """That incident (its id in `from`) does so no more."""
    UNDELIVERED = "UNDELIVERED"
    """A message (its id in `from`) reached nobody (SPEC 4.5)."""


class ClockKind(StrEnum):
    """What a clock waits for: three of a ticket (SPEC 4.5), those of an incident (SPEC 7.1, 7.7, 9.2, 11)."""

    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    RESOLUTION = "resolution"
    ACKNOWLEDGEMENT = "acknowledgement"
    RECOVERY = "recovery"
    UPDATE = "update"
    TIME_BOX = "time_box"
    REVIEW = "review"


TICKET_CLOCKS = (ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE, ClockKind.RESOLUTION)
"""The clocks every ticket has."""


class ClockState(StrEnum):
    """How a clock stands (SPEC 4.4); missed from its due instant on, finished or not."""

    RUNNING = "running"
    PAUSED = "paused"
    COVERED = "covered"
    MET = "met"
    MISSED = "missed"
    MERGED = "merged"
    NOT_APPLICABLE = "not_applicable"


class SegmentKind(StrEnum):
    """What a stretch of time was to a clock."""

    COUNTED = "counted"
    CLOSED = "closed"
    PAUSED = "paused"
    COVERED = "covered"


class Verdict(StrEnum):
    """What came of a clock, as figures count it (SPEC 12.1)."""

    MET = "met"
    MISSED = "missed"
    PENDING = "pending"
    NOT_APPLICABLE = "not_applicable"


class PolicyKind(StrEnum):
    """What a policy row rules (SPEC 1.7)."""

    SLA = "SLA"
    """Agreements on how soon tickets are served (models/agreements.py)."""
    CALENDAR = "CALENDAR"
    """Working hours (models/hours.py)."""
    SEVERITY = "SEVERITY"
    """How soon incidents are served, who is told, and how often (SPEC 7.1)."""
    RULES = "RULES"
    """Days and sizes that hold for everybody (models/rulings.py)."""
    RUNBOOK = "RUNBOOK"
    """What is done about incidents of a category, by its name (models/runbook.py)."""
    ALLOWED = "ALLOWED"
    """What runbooks may reach (models/allowed.py)."""
    ROTA = "ROTA"  # who of a team is on call or works when (models/rota.py)
    ALERTS = "ALERTS"  # which alerts of monitoring become incidents (models/alert_rules.py)
    CONTACTS = "CONTACTS"  # whom to reach in an emergency (models/contacts.py)
    GROUPS = "GROUPS"  # whom incidents are told to (models/groups.py)
    CHANNELS = "CHANNELS"  # by what they are told (models/channels.py)


SUGGESTED = "suggested "
"""Begins the reason of a PRIORITY event by which a person overrides a suggestion; the suggested priority follows."""

UNDONE = "UNDONE"
"""The reason of STATUS events that take a move back (SPEC 3.9)."""


class Category(StrEnum):
    """What kind of incident a text tells of (SPEC 7.2)."""

    AUTHENTICATION_FAILURE = "AUTHENTICATION_FAILURE"
    AUTHORIZATION_ERROR = "AUTHORIZATION_ERROR"
    PERFORMANCE_DEGRADATION = "PERFORMANCE_DEGRADATION"
    SYSTEM_UNAVAILABLE = "SYSTEM_UNAVAILABLE"
    DATA_INTEGRITY_ISSUE = "DATA_INTEGRITY_ISSUE"
    SECURITY_BREACH = "SECURITY_BREACH"
    CONFIGURATION_ERROR = "CONFIGURATION_ERROR"
    EXTERNAL_DEPENDENCY_FAILURE = "EXTERNAL_DEPENDENCY_FAILURE"
    UNCLASSIFIED = "UNCLASSIFIED"


class Severity(StrEnum):
    """How grave an incident is (SPEC 7.1)."""

    CRITICAL = "CRITICAL"
    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"


class Locale(StrEnum):
    """The languages the console speaks (SPEC 1.1)."""

    ZH = "zh_CN"
    EN = "en"


class Unreadable(StrEnum):
    """Why a file cannot be imported at all; the reason in IMPORT_UNREADABLE."""

    EMPTY = "EMPTY"
    PDF = "PDF"
    WORKBOOK = "WORKBOOK"
    BINARY = "BINARY"
    NO_COLUMNS = "NO_COLUMNS"
    NO_ROWS = "NO_ROWS"
    NO_JSON = "NO_JSON"
    NO_FILE = "NO_FILE"


class MapFault(StrEnum):
    """What is wrong with a map of columns; the reason in IMPORT_BAD_MAP, before the name of the place."""

    NOT_TOML = "NOT_TOML"
    UNKNOWN_KEY = "UNKNOWN_KEY"
    UNKNOWN_FIELD = "UNKNOWN_FIELD"
    UNKNOWN_VALUE = "UNKNOWN_VALUE"
    WRONG_KIND = "WRONG_KIND"
    MISSING = "MISSING"
    NO_COLUMN = "NO_COLUMN"


class ConnectionFault(StrEnum):
    """What is wrong with a connection file; the reason in CONNECTION_BAD, before the name of the place."""

    NOT_TOML = "NOT_TOML"
    TOO_LARGE = "TOO_LARGE"
    UNKNOWN_KEY = "UNKNOWN_KEY"
    MISSING = "MISSING"
    BAD_VALUE = "BAD_VALUE"
    NO_CERTIFICATE = "NO_CERTIFICATE"
    PRIVATE_KEY = "PRIVATE_KEY"
    TELLS_TOO_MUCH = "TELLS_TOO_MUCH"


class HubStep(StrEnum):
    """What is looked at, in this order, before a console joins a hub."""

    NAME = "NAME"
    PORT = "PORT"
    TLS = "TLS"
    SIGN_IN = "SIGN_IN"
    DATABASE = "DATABASE"
    SCHEMA = "SCHEMA"
    RIGHTS = "RIGHTS"


class Code(StrEnum):
    """Why something was refused, and behind it the parameters with which `words.refusal` phrases it."""

    NOT_FOUND = "not_found"  # what
    ILLEGAL_STATUS = "illegal_status"  # status, target, allowed (tuple of Status)
    REASON_NEEDED = "reason_needed"  # target
    OUTCOME_NEEDED = "outcome_needed"
    NO_PUBLIC_REPLY = "no_public_reply"  # target
    UNANSWERED_MESSAGE = "unanswered_message"
    ROLE_NEEDED = "role_needed"  # role
    NOT_ASKED_OF_YOU = "not_asked_of_you"  # name
    CANNOT_COMMAND = "cannot_command"  # name
    CHANGED_MEANWHILE = "changed_meanwhile"  # field, expected, found
    EMPTY_TEXT = "empty_text"  # field
    TEXT_TOO_LONG = "text_too_long"  # field, length, limit (characters)
    BAD_TEXT = "bad_text"  # field
    FILE_TOO_LARGE = "file_too_large"  # name, size, limit (bytes)
    FILE_UNREADABLE = "file_unreadable"  # name, reason
    FILE_NOT_AT_HUB = "file_not_at_hub"
    LINK_TO_SELF = "link_to_self"
    NOTHING_TO_UNDO = "nothing_to_undo"
    DATABASE_CORRUPT = "database_corrupt"  # path, reason
    DATABASE_NEWER = "database_newer"  # path, found, known
    DATABASE_READONLY = "database_readonly"  # path
    DATABASE_BUSY = "database_busy"  # path
    DISK_FULL = "disk_full"  # path
    STORE_FAILED = "store_failed"  # path, reason
    PROFILE_UNSAFE = "profile_unsafe"  # path
    PROFILE_OPEN = "profile_open"  # path
    NO_DISPLAY = "no_display"  # reason
    PROFILE_NOT_EMPTY = "profile_not_empty"  # path
    BAD_SETTING = "bad_setting"  # name, value, source
    IMPORT_UNREADABLE = "import_unreadable"  # file, reason
    IMPORT_NO_MAP = "import_no_map"  # file, columns
    IMPORT_BAD_MAP = "import_bad_map"  # file, reason (MapFault and the place)
    IMPORT_REPORT_OVER = "import_report_over"  # path
    ROW_NO_TITLE = "row_no_title"
    ROW_BAD_VALUE = "row_bad_value"  # column, value
    ROW_NO_INCIDENT = "row_no_incident"  # column, value
    ROW_BAD_TIME = "row_bad_time"  # column, value
    ROW_TIMES_REVERSED = "row_times_reversed"  # earlier, later
    ROW_STATUS_DENIED = "row_status_denied"  # status, field
    ROW_BAD_SHAPE = "row_bad_shape"  # expected, found
    ROW_NO_OBJECT = "row_no_object"  # found
    ROW_OPEN_QUOTE = "row_open_quote"
    ROW_NO_KEY = "row_no_key"  # column
    ROW_KEY_TAKEN = "row_key_taken"  # value, line
    BAD_LINE = "bad_line"  # reason
    BAD_VALUE = "bad_value"  # place, value
    VALUE_NEEDED = "value_needed"  # place
    CALENDAR_UNKNOWN = "calendar_unknown"  # name, known
    NEVER_OPEN = "never_open"
    TIME_TOO_FAR = "time_too_far"
    SHIFT_ENDLESS = "shift_endless"
    TOO_MANY = "too_many"  # limit
    UNKNOWN_VIEW = "unknown_view"  # name, known
    HANDLER_FAILED = "handler_failed"  # reason
    HUB_BAD_ADDRESS = "hub_bad_address"  # reason
    HUB_ADDRESS_TELLS = "hub_address_tells"
    HUB_NEEDS_TERMINAL = "hub_needs_terminal"  # name
    HUB_UNREACHABLE = "hub_unreachable"  # reason
    HUB_FAILED = "hub_failed"  # reason
    HUB_MISSING = "hub_missing"  # name (of the database)
    HUB_NEWER = "hub_newer"  # found, known
    HUB_ELSEWHERE = "hub_elsewhere"  # name (of the other database)
    HUB_SERVER_OLD = "hub_server_old"  # found, needed
    HUB_NO_SUPERUSER = "hub_no_superuser"  # name
    HUB_NEEDS_ADMIN = "hub_needs_admin"
    HUB_BAD_LOGIN = "hub_bad_login"  # name
    HUB_LOGIN_TAKEN = "hub_login_taken"  # name
    HUB_NO_PERSON = "hub_no_person"  # name
    HUB_NO_TEAM = "hub_no_team"  # name, known
    HUB_TEAM_TAKEN = "hub_team_taken"  # name
    HUB_LAST_ADMIN = "hub_last_admin"  # name
    CONNECTION_BAD = "connection_bad"  # path, reason (ConnectionFault and the place)
    HANDOUT_EXISTS = "handout_exists"  # path
    HANDOUT_FAILED = "handout_failed"  # path, reason (also ConnectionFault and the place)
    HUB_AWAY = "hub_away"  # reason
    HUB_NO_HOST = "hub_no_host"  # host
    HUB_NO_ANSWER = "hub_no_answer"  # host, port
    HUB_PORT_CLOSED = "hub_port_closed"  # host, port
    HUB_NO_TLS = "hub_no_tls"  # host
    HUB_CERTIFICATE_UNKNOWN = "hub_certificate_unknown"  # host
    HUB_CERTIFICATE_EXPIRED = "hub_certificate_expired"  # host
    HUB_CERTIFICATE_EARLY = "hub_certificate_early"  # host
    HUB_CERTIFICATE_OTHER = "hub_certificate_other"  # host
    HUB_CERTIFICATE_BAD = "hub_certificate_bad"  # host, reason
    HUB_SIGN_IN_NEEDED = "hub_sign_in_needed"  # login
    HUB_SIGN_IN_WRONG = "hub_sign_in_wrong"  # login
    HUB_LOGIN_UNKNOWN = "hub_login_unknown"  # login
    HUB_LOGIN_DISABLED = "hub_login_disabled"  # login
    HUB_NOT_ADMITTED = "hub_not_admitted"  # login, reason
    HUB_SESSIONS_FULL = "hub_sessions_full"  # login
    HUB_NO_DATABASE = "hub_no_database"  # name
    HUB_OLDER = "hub_older"  # found, known
    HUB_NO_ROLE = "hub_no_role"  # login
    HUB_NAME_TAKEN = "hub_name_taken"  # name
    REPLICA_REBUILT = "replica_rebuilt"  # path, count
    OPERATION_FORBIDDEN = "operation_forbidden"
    OPERATION_UNSETTLED = "operation_unsettled"  # reason
    NOTHING_TO_KEEP = "nothing_to_keep"
    MARK_AMBIGUOUS = "mark_ambiguous"  # name, known
    BACKUP_EXISTS = "backup_exists"  # path
    BACKUP_NO_PROGRAM = "backup_no_program"  # needed (version of the server)
    BACKUP_PROGRAM_OLD = "backup_program_old"  # found, needed
    BACKUP_FAILED = "backup_failed"  # path, reason
    NO_RUNBOOK = "no_runbook"  # category
    RUNBOOK_WRONG = "runbook_wrong"  # step, reason
    RUNBOOK_GONE = "runbook_gone"
    STEP_NOT_WAITING = "step_not_waiting"  # step
    APPROVED_ALREADY = "approved_already"
    STEP_UNKNOWN = "step_unknown"  # name, known
    NO_HELP_ADDRESS = "no_help_address"
    REVIEW_STANDS = "review_stands"  # state
    REPORT_FAILED = "report_failed"  # path, reason


class Refused(Exception):
    """Something was not done, for a reason a person can act on."""

    def __init__(self, code: Code, **params: object) -> None:
        super().__init__(f"{code}: {params}")
        self.code = code
        self.params = params


MARKS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Nothing that is mistaken for something else when read aloud (Crockford's base 32)."""
MARK_LENGTH = 4


def local_mark(ticket: str) -> str:
    """What a ticket is called until the hub gives it a number: "L-7K2F", from the last 20 bits of its id (SPEC 3.2)."""
    tail = int(ticket.replace("-", "")[-5:], 16)
    return "L-" + "".join(MARKS[tail >> shift & 31] for shift in range(5 * MARK_LENGTH - 5, -1, -5))


def to_micros(instant: datetime) -> int:
    """Microseconds since 1970-01-01T00:00Z of an aware instant, exact (SPEC 1.4).

    Raises ValueError for a naive one: a wall time without a zone is not an instant.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return (instant - EPOCH) // MICROSECOND


def from_micros(micros: int) -> datetime:
    """The aware UTC instant of so many microseconds since 1970-01-01T00:00Z."""
    return EPOCH + micros * MICROSECOND


def iso(instant: datetime | None) -> str | None:
    """ISO 8601 with offset, as the command line prints instants; None stays None."""
    return None if instant is None else instant.isoformat()


def new_id(at: datetime) -> str:
    """A fresh UUIDv7 (RFC 9562) whose time part is `at`, to the millisecond."""
    from uuid_utils import uuid7  # 4 ms, because it loads the standard library's own

    return str(uuid7(nanoseconds=to_micros(at) * 1000))
