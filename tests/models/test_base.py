"""Every synced column says what happens when two consoles change it at once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.dialects import sqlite

from console.models import (
    alert,
    communication,
    incident,
    incident_work,
    knowledge,
    milestone,
    people,
    policy,
    post_incident,
    response,
    ticket,
)
from console.models.base import Base, Instant, Rule, Synced, Word
from console.models.kinds import Status
from console.models.review_kinds import ReviewText

_OF_INCIDENTS = (incident, incident_work, response, post_incident, alert, communication)
_PARTS = (people, policy, ticket, milestone, knowledge, *_OF_INCIDENTS)
ENTITIES = tuple(entity for part in _PARTS for entity in part.SYNCED)
DIALECT = sqlite.dialect()
_STATED = ("response", "step_run", "incident_role", "incident_task", "incident_alert", "delivery")
"""Tables of things that go from state to state."""


def unruled(entities: tuple[type[Synced], ...]) -> list[str]:
    """Columns without a rule."""
    columns = [column for entity in entities for column in entity.metadata.tables[entity.__tablename__].columns]
    return [str(column) for column in columns if not isinstance(column.info.get("rule"), Rule)]


def test_every_synced_table_is_named_and_every_column_has_its_rule() -> None:
    assert {entity.__tablename__ for entity in ENTITIES} == set(Base.metadata.tables)
    assert not unruled(ENTITIES)


def test_the_columns_every_row_begins_with_stand_first() -> None:
    for entity in ENTITIES:
        names = Base.metadata.tables[entity.__tablename__].columns.keys()
        assert names[:7] == ["id", "root", "scope", "seq", "at", "who", "dead"]


def test_checked_fields_are_those_two_people_may_fight_over() -> None:
    """A check needs the old value, so it is always loaded."""
    checked = {
        str(column)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if column.info["rule"] is Rule.CHECK
    }
    of_incidents = {f"incident.{name}" for name in ("status", "severity", "category", "handler", "commander", "title")}
    others = {"article.version", "article.published", "response.category", "response.hash"}
    others |= {f"ticket.{name}" for name in ("status", "assignee", "title", "description")}
    of_reviews = {f"review.{name}" for name in ("state", "reviewer", *ReviewText)}
    of_actions = {f"action_item.{name}" for name in ("text", "owner", "state")}
    assert checked == others | of_incidents | of_reviews | of_actions | {f"{table}.state" for table in _STATED}
    assert Base.metadata.tables["ticket"].columns["team"].info["rule"] is Rule.EVENT
    for name in ("status", "assignee", "team"):
        assert ticket.Ticket.__mapper__.attrs[name].active_history


def test_what_is_said_and_recorded_is_append_only() -> None:
    """SPEC 1.6, 3.4, 3.12."""
    parts = ("article_version", "article_vote", "article_view", "article_use", "search_event")
    for name in ("message", "attachment", "event", *parts):
        own = [c for c in Base.metadata.tables[name].columns if c.name not in ("scope", "seq", "at", "who", "dead")]
        assert {column.info["rule"] for column in own} == {Rule.APPEND}


def test_instants_and_words_are_stored_as_numbers_and_names() -> None:
    at = datetime(2026, 2, 27, 6, 30, 0, 123456, tzinfo=UTC)
    instant, word = Instant(), Word(Status)
    assert instant.process_bind_param(at, DIALECT) == 1772173800123456
    assert instant.process_result_value(1772173800123456, DIALECT) == at
    assert word.process_bind_param(Status.OPEN, DIALECT) == "OPEN"
    assert word.process_result_value("OPEN", DIALECT) is Status.OPEN
    assert instant.process_bind_param(None, DIALECT) is None
    assert word.process_result_value(None, DIALECT) is None


def test_a_value_the_enum_does_not_know_is_not_stored() -> None:
    with pytest.raises(ValueError, match="LOST"):
        Word(Status).process_result_value("LOST", DIALECT)
    with pytest.raises(ValueError, match="zone"):
        Instant().process_bind_param(datetime(2026, 2, 27, tzinfo=UTC).replace(tzinfo=None), DIALECT)
