"""What a look at a team's hub can find.

Promise: values only; `console.words` says what each means and what puts it right.
"""

from __future__ import annotations

from enum import StrEnum

from console.models.values import dataclass


class HubFault(StrEnum):
    """What can be wrong with a team's hub."""

    HUB_OLD = "hub_old"
    SERVER_UNPATCHED = "server_unpatched"
    SETTING = "setting"
    UNENCRYPTED = "unencrypted"
    DATABASE_OPEN = "database_open"
    RELATION = "relation"
    OWNER = "owner"
    ROW_SECURITY = "row_security"
    POLICY = "policy"
    TRIGGER = "trigger"
    GRANT = "grant"
    FUNCTION = "function"
    FUNCTION_PATH = "function_path"
    FUNCTION_PUBLIC = "function_public"
    POWER = "power"
    OWNS = "owns"
    MEMBERSHIP = "membership"
    REACHED = "reached"
    NO_ROLE = "no_role"
    NO_PERSON = "no_person"
    NO_LIMIT = "no_limit"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be."""

    check: HubFault
    subject: str
    detail: str = ""
