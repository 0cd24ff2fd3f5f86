"""Entities go in and out by plain statements exactly as they do by the ORM."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import JSON, Boolean, Integer, inspect

from console.models.base import Instant, Synced, Word
from console.models.kinds import Priority
from console.models.shape import ENTITIES
from console.models.ticket import Ticket
from console.services import entity_rows
from console.services.transaction import Transaction
from tests.support.desk import Office

EARLY, LATE = (datetime(2026, month, 3, 4, 5, 6, 789, UTC) for month in (1, 7))


def filled(kind: type[Synced], *, late: bool) -> dict[str, object]:
    """A value for every attribute; those of two calls differ wherever a kind has more than one value."""
    made: dict[str, object] = {}
    for one in inspect(kind).column_attrs:
        match one.columns[0].type:
            case Instant():
                made[one.key] = LATE if late else EARLY
            case Word() as word:
                made[one.key] = word.kind(word.words[-1 if late else 0])
            case JSON():
                made[one.key] = {"用户": [1, None]} if late else []
            case Boolean():
                made[one.key] = late
            case Integer():
                made[one.key] = 8 if late else 7
            case _:
                made[one.key] = "“late” 之后" if late else ""
    return made | {"id": "one", "root": "one"}


def stored(tx: Transaction, kind: type[Synced]) -> list[tuple[object, ...]]:
    """The rows of its table as SQLite holds them."""
    return tx.connection.execute(f"select * from {kind.__tablename__} where id = 'one'").fetchall()


def told(row: Synced | None) -> dict[str, object]:
    """The attributes of an entity."""
    assert row is not None
    return {one.key: getattr(row, one.key) for one in inspect(type(row)).column_attrs}


def by_both(tx: Transaction, kind: type[Synced]) -> None:
    """Insert, load and change an entity by the ORM and by plain statements; what comes of it is the same."""
    early, late = filled(kind, late=False), filled(kind, late=True)
    empty = {key: None if inspect(kind).columns[key].nullable else value for key, value in early.items()}
    for values in (early, late, empty):
        tx.session.add(kind(**values))
        tx.session.flush()
        by_orm = stored(tx, kind)
        assert told(entity_rows.load(tx.session, tx.connection, kind, "one")) == values
        tx.session.expunge_all()
        assert told(entity_rows.load(tx.session, tx.connection, kind, "one")) == values
        tx.session.expunge_all()
        tx.connection.execute(f"delete from {kind.__tablename__} where id = 'one'")
        entity_rows.insert(tx.connection, kind(**values))
        assert stored(tx, kind) == by_orm
        assert told(tx.session.get(kind, "one")) == values
        tx.session.expunge_all()
        tx.connection.execute(f"delete from {kind.__tablename__} where id = 'one'")
    entity_rows.insert(tx.connection, kind(**early))
    row = entity_rows.load(tx.session, tx.connection, kind, "one")
    assert row is not None
    assert not entity_rows.changes(row)
    for key, value in late.items():
        setattr(row, key, value)
    changed = entity_rows.changes(row)
    assert changed == {key: (early[key], late[key]) for key in sorted(late) if early[key] != late[key]}
    entity_rows.update(tx.connection, row, changed)
    tx.session.expunge_all()
    assert told(tx.session.get(kind, "one")) == late
    tx.session.expunge_all()


def test_every_entity_goes_in_and_out_as_by_the_orm(office: Office) -> None:
    with office.store.write("Try", office.clock.now()) as tx:
        for kind in ENTITIES:
            by_both(tx, kind)


def test_an_entity_is_loaded_once(office: Office) -> None:
    key = office.ticket()
    with office.store.write("Look", office.clock.now()) as tx:
        one = tx.get(Ticket, key)
        one.priority = Priority.CRITICAL
        assert tx.get(Ticket, key) is one
        assert tx.session.get(Ticket, key) is one
        assert tx.find(Ticket, id=key) == [one]
        assert one.priority is Priority.CRITICAL
        assert entity_rows.load(tx.session, tx.connection, Ticket, "nobody") is None


def lose(office: Office, key: str) -> None:
    """Change an entity whose row is taken away meanwhile."""
    with office.store.write("Lose", office.clock.now()) as tx:
        tx.get(Ticket, key).title = "late"
        tx.connection.execute("delete from ticket where id = ?", (key,))


def test_a_row_that_is_gone_is_not_changed(office: Office) -> None:
    key = office.ticket()
    with pytest.raises(LookupError, match=key):
        lose(office, key)
    assert office.whole(key).title != "late"
