"""Incidents on the hub of a team, as the SQL that makes and changes them.

Promise: each statement is whole: the event stands before the change it tells of.
"""

from __future__ import annotations

SIGNING = tuple(f"update desk.review set state = '{state}'" for state in ("IN_REVIEW", "SIGNED_OFF"))
"""The SQL by which an analysis is handed in, and signed off."""


def incident(key: str, handler: str = "null") -> str:
    """The SQL of a new incident with the event that must tell of it."""
    names = "id, root, title, description, severity, category, status, restricted, handler, affected_services, causes"
    values = f"'{key}', '{key}', 'Outage', '', 'HIGH', 'UNCLASSIFIED', 'REPORTED', false, {handler}, '[]', '[]'"
    made = f"insert into desk.incident ({names}, reported_at) values ({values}, 1)"
    return f"{made}; {_told_of(key, 'CREATED', 'REPORTED')}"


def of_incident(key: str, field: str, value: str) -> str:
    """The SQL by which a guarded field of an incident changes, after the event that tells of it."""
    change = f"update desk.incident set {field} = '{value}' where id = '{key}'"
    return f"{_told_of(key, field.upper(), value)}; {change}"


def entered(key: str, entry: str = "e") -> str:
    """The SQL of an entry of an incident's timeline."""
    columns = "id, root, kind, text, event_at, recorded_at, pinned"
    return f"insert into desk.timeline_entry ({columns}) values ('{entry}', '{key}', 'NOTE', 'Seen', 1, 1, false)"


def offered(incident: str, duty: str, person: str, state: str = "OFFERED", key: str = "r") -> str:
    """The SQL of a duty that is offered to somebody."""
    columns = "id, root, duty, person, offered_at, state"
    values = f"'{key}', '{incident}', '{duty}', '{person}', 1, '{state}'"
    return f"insert into desk.incident_role ({columns}) values ({values})"


def answered(role: str, state: str) -> str:
    """The SQL that answers an offer."""
    return f"update desk.incident_role set state = '{state}' where id = '{role}'"


def task(incident: str, person: str, key: str = "t") -> str:
    """The SQL of a task that is asked of somebody."""
    columns = "id, root, title, person, minutes, asked_at, state"
    values = f"'{key}', '{incident}', 'Look', '{person}', 20, 1, 'ASKED'"
    return f"insert into desk.incident_task ({columns}) values ({values})"


def tasked(key: str, state: str) -> str:
    """The SQL that takes a task on."""
    return f"update desk.incident_task set state = '{state}' where id = '{key}'"


def linked(incident: str, ticket: str) -> str:
    """The SQL of a link."""
    return f"insert into desk.incident_ticket (id, root, ticket, linked_at) values ('k', '{incident}', '{ticket}', 1)"


def reviewed() -> str:
    """The SQL of an analysis somebody began."""
    texts = "root_cause, factors, impact, effectiveness, lessons"
    values = "'review', 'fault', 'DRAFT', 'x', '', '', '', '', 1"
    return f"insert into desk.review (id, root, state, {texts}, created_at) values ({values})"


def to_do(owner: str, key: str = "a") -> str:
    """The SQL of an action item of that owner."""
    values = f"'{key}', 'fault', 'Renew it', {owner}, 'OPEN', 1"
    return f"insert into desk.action_item (id, root, text, owner, state, created_at) values ({values})"


def ended(key: str) -> str:
    """The SQL by which an action item is done."""
    return f"update desk.action_item set state = 'DONE' where id = '{key}'"


def _told_of(key: str, kind: str, after: str) -> str:
    columns = "id, root, kind, to_value, happened_at, recorded_at"
    values = f"gen_random_uuid(), '{key}', '{kind}', '{after}', 1, 1"
    return f"insert into desk.incident_event ({columns}) values ({values})"
