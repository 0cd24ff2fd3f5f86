"""Who may write what on a hub: one table, from which GRANTs, policies and the SQLite hub's checks are made (SPEC 1.3).

Promise: what is not named here is refused; no role may delete, and none may write a stamped column.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from console.models import milestone
from console.models.base import Rule
from console.models.kinds import Role
from console.models.review_kinds import REVIEWERS
from console.models.shape import shapes
from console.models.values import dataclass

STAFF = (Role.AGENT, Role.COMMANDER, Role.LEAD, Role.ADMIN, Role.WORKER)
"""Roles that work on tickets; an auditor only reads."""

APPROVERS = (Role.COMMANDER, Role.LEAD)
"""Roles that let a step of a runbook be done that changes something (SPEC 1.3)."""

EDITORS = (Role.LEAD, Role.ADMIN)
"""Roles that say which version of an article readers see, and keep its categories; all other staff draft."""

_EDITED = frozenset({"published", "published_at", "archived_at"})
_LATER = frozenset(
    "commander acknowledged_at resolved_at closed_at root_cause resolution_summary resolution_details duplicate_of"
    " imported_from".split()
)
"""What no new incident has."""

_SIGNED = frozenset({"signed_by", "signed_at"})
"""What no new analysis has."""

_ENDED = frozenset({"state", "result", "done_at"})
"""What the owner of an action item tells of it."""

WRITTEN = (*milestone.TABLES, "delivery")
"""Tables a worker alone writes."""

_FOUND = frozenset({"affected_services", "impact", "causes"})
"""What an analysis writes to an incident (SPEC 8.3)."""

_REOPENED = frozenset({"status", "resolved_at", "closed_at", "duplicate_of"})
"""What changes in an incident whose alert fires again (SPEC 7.10)."""


@dataclass(frozen=True, slots=True)
class Right:
    """Columns of one table a role may give at insert, and may change later."""

    insert: frozenset[str] = frozenset()
    update: frozenset[str] = frozenset()


@cache
def rights() -> Mapping[Role, Mapping[str, Right]]:
    """By role and table."""
    ticket = Right(
        _given("ticket")
        - {"first_responded_at", "resolved_at", "closed_at", "outcome", "resolution", "imported_from"}
        - {"imported_with_sla", "satisfaction", "satisfaction_comment"},
        _changed("ticket") - {"dead", "satisfaction", "satisfaction_comment"},
    )
    requester = {"name", "email", "phone", "department", "locale"}
    person = Right(_given("person"), frozenset({*requester, "availability", "away_until", "substitute"}))
    staff = {
        "ticket": ticket,
        "person": person,
        "message": Right(_given("message")),
        "attachment": Right(_given("attachment")),
        "event": Right(_given("event")),
        "link": Right(_given("link"), frozenset({"dead"})),
        "tag": Right(_given("tag"), frozenset({"dead"})),
        "saved_view": Right(_given("saved_view"), _changed("saved_view")),
        "article_use": Right(_given("article_use")),
        "article_vote": Right(_given("article_vote")),
        "article_view": Right(_given("article_view")),
        "search_event": Right(_given("search_event")),
        **_of_incidents(),
    }
    authors = staff | {
        "article": Right(_given("article") - _EDITED, _changed("article") - _EDITED - {"dead"}),
        "article_version": Right(_given("article_version")),
    }
    lead = authors | {
        "policy": Right(_given("policy")),
        "article": Right(_given("article") - _EDITED, _changed("article") - {"dead"}),
        "article_category": Right(_given("article_category"), _changed("article_category")),
    }
    worker = staff | {"ticket": Right(ticket.insert, ticket.update | {"satisfaction", "satisfaction_comment"})}
    worker |= {table: Right(_given(table), _changed(table) - {"dead"}) for table in WRITTEN} | _found(staff["incident"])
    given = dict.fromkeys(STAFF, authors) | dict.fromkeys(EDITORS, lead) | {Role.ADMIN: lead | _of_alerts()}
    given |= {role: given[role] | {"approval": Right(_given("approval"))} for role in APPROVERS}
    reviewers = {role: given[role] | _of_reviews() for role in REVIEWERS}
    return given | reviewers | {Role.WORKER: worker, Role.AUDITOR: {}}


def _found(incident: Right) -> dict[str, Right]:
    """What the service account may say of an incident: besides that of all staff, what an analysis found, that it fires
    again, and its alerts.
    """
    return {"incident": Right(incident.insert, _FOUND | _REOPENED), **_of_alerts()}


def _of_alerts() -> dict[str, Right]:
    """What the worker says of alerts, and an admin, whose machine alone takes them in itself."""
    return {"incident_alert": Right(_given("incident_alert"), _changed("incident_alert") - {"dead"})}


def _of_incidents() -> Mapping[str, Right]:
    """What all staff may say of incidents; whose they are to change is told by their rules (SPEC 1.3)."""
    return {
        "incident": Right(_given("incident") - _LATER, _changed("incident") - {"dead"}),
        "incident_event": Right(_given("incident_event")),
        "timeline_entry": Right(_given("timeline_entry"), frozenset({"pinned"})),
        "response": Right(_given("response"), _changed("response") - {"dead"}),
        "step_run": Right(_given("step_run"), _changed("step_run") - {"dead"}),
        "evidence_item": Right(_given("evidence_item")),
        "incident_role": Right(_given("incident_role"), _changed("incident_role") - {"dead"}),
        "incident_task": Right(_given("incident_task"), _changed("incident_task") - {"dead"}),
        "incident_ticket": Right(_given("incident_ticket"), frozenset({"dead"})),
        "communication": Right(_given("communication")),
        "action_item": Right(update=_ENDED),
    }


def _of_reviews() -> dict[str, Right]:
    """What reviewers may say of the analysis of an incident and of what is to be done (SPEC 1.3)."""
    return {
        "review": Right(_given("review") - _SIGNED, _changed("review") - {"dead"}),
        "action_item": Right(_given("action_item") - _ENDED | {"state"}, _changed("action_item") - {"dead"}),
    }


def _given(table: str) -> frozenset[str]:
    """What a client may say of a new row: all but what the hub stamps and the id it is known by."""
    return frozenset(field.name for field in shapes()[table].fields if field.rule is not Rule.STAMP)


def _changed(table: str) -> frozenset[str]:
    """What may change in a row: all that is neither stamped, nor set once, nor moved by an event."""
    return frozenset(f.name for f in shapes()[table].fields if f.rule in (Rule.CHECK, Rule.LAST, Rule.COUNT))
