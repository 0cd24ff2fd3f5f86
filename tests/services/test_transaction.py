"""What a commit changed and the operation that says so are one: replayed elsewhere, it makes the same rows."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from sqlalchemy import delete, insert, inspect, update
from sqlalchemy.orm import Session

from console.models import knowledge, people, ticket
from console.models.base import Base
from console.models.kinds import Code, EventKind, Outcome, Refused, Status, Visibility, to_micros
from console.models.ticket import Message, Tag, Ticket
from console.services import transaction
from console.services.tickets.commands import AddMessage, Assign, SetStatus, SetTags, SetTitle, Transfer
from tests.support.deeds import Deed, Story, deeds, stories
from tests.support.desk import Office, open_office, quick_folder, rows_of

TABLES = tuple(entity.__tablename__ for entity in (*people.SYNCED, *ticket.SYNCED, *knowledge.SYNCED))
STAMPED = {"scope", "seq", "at", "who", "number"}
"""Written by the hub alone, so no patch names them."""
AS_JSON = {("person", "roles"), ("person", "skills"), ("saved_view", "filter"), ("article_version", "tags")}
TOLD = {
    name: name.upper() for name in ("status", "priority", "type", "assignee", "impact", "urgency", "title", "requester")
}
"""Fields of a ticket whose change is an event, and its kind (SPEC 1.6)."""

Table = dict[str, dict[str, object]]
Patch = dict[str, object]


def state(office: Office) -> dict[str, Table]:
    """All synced rows, but for what the hub stamps, as values of JSON."""
    with office.store.read() as connection:
        found = {table: rows_of(connection, table) for table in TABLES}
    for table, rows in found.items():
        for row in rows.values():
            for column in STAMPED & row.keys():
                del row[column]
            for _, column in [pair for pair in AS_JSON if pair[0] == table]:
                row[column] = json.loads(str(row[column]))
    return found


def part(patch: Patch, name: str) -> dict[str, object]:
    """One part of a patch, {} where it has none."""
    found = patch.get(name, {})
    assert isinstance(found, dict)
    return found


def replay(rows: dict[str, Table], patches: list[Patch], columns: dict[str, list[str]]) -> None:
    """Apply an operation as another console would; written without a look at the code that made it."""
    told: set[tuple[object, ...]] = set()
    for patch in patches:
        table, key = str(patch["t"]), str(patch["k"])
        if "new" in patch:
            assert key not in rows[table]
            row = dict.fromkeys(columns[table]) | {"id": key} | part(patch, "new")
            rows[table][key] = row | {"dead": int(bool(row["dead"]))}
            if table == "event":
                told.add((row["root"], row["kind"], row["from_value"], row["to_value"]))
            if table == "event" and row["kind"] == EventKind.TEAM:
                rows["ticket"][str(row["root"])]["team"] = row["to_value"]
        else:
            change(table, rows[table][key], patch, told)


def change(table: str, row: dict[str, object], patch: Patch, told: set[tuple[object, ...]]) -> None:
    """Apply a patch of fields; it expects what stands there, and its events were told before."""
    changed, expected = part(patch, "set"), part(patch, "expect")
    assert expected.keys() == changed.keys() & ({"status", "assignee", "title"} if table == "ticket" else set())
    for name, value in changed.items():
        assert name not in STAMPED
        assert expected.get(name, row[name]) == row[name]
        assert table != "ticket" or name not in TOLD or (row["id"], TOLD[name], row[name], value) in told
        row[name] = int(value) if isinstance(value, bool) else value
    assert not part(patch, "inc"), "no field counts yet"


def columns_of(office: Office) -> dict[str, list[str]]:
    """The columns of each synced table that a patch can name."""
    with office.store.read() as connection:
        named = {t: [row[1] for row in connection.execute(f"pragma table_info({t})")] for t in TABLES}
    return {table: [name for name in names if name not in STAMPED] for table, names in named.items()}


@stories
@given(story=deeds(25))
def test_every_command_is_one_operation_that_makes_the_same_rows_elsewhere(story: list[Deed], pattern: Path) -> None:
    """Design: writes are field patches with an id, captured in the transaction of the change."""
    with quick_folder() as folder:
        office = open_office(shutil.copytree(pattern, folder / "profile"))
        told = Story(office)
        told.begin()
        rows, columns = state(office), columns_of(office)
        count = len(office.rows("_op"))
        for deed in story:
            former = copy.deepcopy(rows)
            command = told.do(deed)
            operations = office.rows("_op", "1 order by n")[count:]
            count += len(operations)
            assert len(operations) <= 1
            for operation in operations:
                assert operation["what"] == type(command).__name__
                assert (operation["at"], operation["state"]) == (to_micros(office.clock.now()), "pending")
                replay(rows, json.loads(str(operation["body"]))["do"], columns)
            present = state(office)
            assert rows == present
            assert bool(operations) is (former != present)
            assert office.rows("_stale") == []
        office.services.close()


def test_an_operation_names_who_made_it_and_has_an_id_of_its_own(office: Office) -> None:
    office.ticket()
    office.ticket()
    first, second = office.rows("_op")
    assert first["login"] == office.rows("person")[0]["login"]
    assert first["id"] != second["id"]
    assert json.loads(str(first["body"]))["id"] == first["id"]


def test_an_assignment_expects_the_assignee_that_stood_there(office: Office) -> None:
    key, wei = office.ticket(), office.hire("Wang Wei", "wei")
    office.do(Assign(key, wei))
    office.do(Assign(key, None))
    patch = office.last_operation()[-1]
    assert (patch["set"], patch["expect"]) == (
        {"assignee": None, "updated_at": to_micros(office.clock.now())},
        {"assignee": wei},
    )


def test_a_transfer_is_told_last_and_never_as_a_field(office: Office) -> None:
    """The move takes the ticket out of its mover's reach: nothing of the operation may come after it."""
    key = office.ticket()
    office.do(Assign(key, office.me))
    network = office.found("Network")
    office.do(Transfer(key, network))
    patches = office.last_operation()
    assert part(patches[-1], "new")["kind"] == "TEAM"
    assert part(patches[-1], "new")["to_value"] == network
    assert all("team" not in part(patch, "set") for patch in patches)


def test_events_of_one_command_follow_each_other_in_its_order(office: Office) -> None:
    """SPEC 1.6: clocks order events by (happened_at, id)."""
    key = office.ticket()
    office.do(SetTags(key, tuple(f"t{n}" for n in range(20))))
    assert [after for kind, _, after, _ in office.history(key) if kind == "TAGGED"] == [f"t{n}" for n in range(20)]


def test_a_column_without_a_rule_fails_the_command(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    key = office.ticket()
    before = state(office)
    monkeypatch.delitem(Ticket.__table__.columns["title"].info, "rule")
    transaction._rules.cache_clear()
    with pytest.raises(KeyError, match="rule"):
        office.do(SetTitle(key, "another"))
    assert state(office) == before


def test_what_is_set_once_is_never_changed(office: Office) -> None:
    """SPEC 3.4: messages are append-only."""
    key = office.ticket()
    office.reply(key)
    before = state(office)
    message = office.whole(key).messages[0].id
    with (
        pytest.raises(TypeError, match=r"message\.body is set once"),
        office.store.write("Forge", office.clock.now()) as tx,
    ):
        tx.get(Message, message).body = "I never said that"
    assert state(office) == before


def test_nothing_is_deleted_and_nothing_written_past_the_capture(office: Office) -> None:
    key = office.ticket()
    office.do(SetTags(key, ("vip",)))
    before = state(office)
    writes = (
        update(Ticket).values(title="all alike"),
        delete(Tag),
        insert(Tag).values(id="x", root=key, dead=False, name="x"),
    )
    for statement in writes:
        with pytest.raises(TypeError, match="bulk"), office.store.write("Bulk", office.clock.now()) as tx:
            tx.session.execute(statement)
    with pytest.raises(TypeError, match="never deleted"), office.store.write("Delete", office.clock.now()) as tx:
        tx.session.delete(tx.get(Ticket, key))
    assert state(office) == before


def past_the_session(session: Session, way: str) -> None:
    """Write without a flush."""
    row: dict[str, object] = {"id": "x", "root": "x", "dead": False, "name": "x"}
    if way == "objects":
        session.bulk_save_objects([Tag(**row)])
    elif way == "rows":
        session.bulk_insert_mappings(inspect(Tag), [row])
    elif way == "changes":
        session.bulk_update_mappings(inspect(Ticket), [{"id": "x", "title": "all alike"}])
    elif way == "a table":
        session.flush()
        session.execute(Base.metadata.tables["tag"].delete())
    else:
        session.connection().exec_driver_sql(way)


@pytest.mark.parametrize(
    "way",
    [
        "objects",
        "rows",
        "changes",
        "a table",
        "update ticket set title = 'all alike'",
        "update or ignore ticket set title = 'x'",
        'DELETE  FROM main."tag"',
        "insert or replace into tag(id) values (1)",
        "with t as (select 1) update ticket set title = 'x'",
    ],
)
def test_what_goes_past_the_session_is_refused(office: Office, way: str) -> None:
    """It would change rows here that no other console hears of."""
    key = office.ticket()
    office.do(SetTags(key, ("vip",)))
    before = state(office)
    with pytest.raises(TypeError, match="bulk"), office.store.write("Bulk", office.clock.now()) as tx:
        past_the_session(tx.session, way)
    assert state(office) == before
    office.do(SetTitle(key, "as usual"))


def fail_half_way(office: Office, key: str) -> None:
    """Write an event and a field, then fail."""
    with office.store.write("Fail", office.clock.now()) as tx:
        one = tx.get(Ticket, key)
        tx.happened(one, EventKind.TITLE, one.title, "half")
        one.title = "half"
        tx.session.flush()
        raise ZeroDivisionError


def test_a_command_that_fails_half_way_leaves_no_row_and_no_operation(office: Office) -> None:
    key = office.ticket()
    before, count = state(office), len(office.rows("_op"))
    with pytest.raises(ZeroDivisionError):
        fail_half_way(office, key)
    assert state(office) == before
    assert len(office.rows("_op")) == count
    office.do(SetTitle(key, "whole"))
    assert office.whole(key).title == "whole"


def test_a_transaction_that_changes_nothing_leaves_no_operation(office: Office) -> None:
    key = office.ticket()
    count = len(office.rows("_op"))
    with office.store.write("Look", office.clock.now()) as tx:
        one = tx.get(Ticket, key)
        one.title = str(one.title)
    assert len(office.rows("_op")) == count


def test_several_flushes_are_one_operation(office: Office) -> None:
    key = office.ticket()
    with office.store.write("Twice", office.clock.now()) as tx:
        tx.get(Ticket, key).title = "one"
        tx.session.flush()
        tx.get(Ticket, key).title = "two"
    assert [part(patch, "set") for patch in office.last_operation()] == [{"title": "one"}, {"title": "two"}]


def test_dead_rows_are_not_found(office: Office) -> None:
    key = office.ticket()
    office.execute("update ticket set dead = 1")
    assert office.code(SetTitle(key, "x")) is Code.NOT_FOUND


def test_without_a_person_nothing_is_written(office: Office) -> None:
    office.execute("update _meta set person = 'nobody'")
    with pytest.raises(Refused) as caught:
        office.ticket()
    assert caught.value.code is Code.NOT_FOUND


def test_ids_of_one_transaction_carry_its_instant_and_grow(office: Office) -> None:
    with office.store.write("Ids", office.clock.now()) as tx:
        made = [tx.new_id() for _ in range(1000)]
    assert made == sorted(set(made))
    assert {int(key.replace("-", "")[:12], 16) for key in made} == {to_micros(office.clock.now()) // 1000}


def test_an_operation_holds_words_as_they_were_written(office: Office) -> None:
    key = office.ticket()
    office.do(AddMessage(key, "“很慢” \U0001f40c\n</script>'\"", Visibility.PUBLIC))
    office.do(SetStatus(key, Status.RESOLVED, "修好了", Outcome.SOLVED))
    bodies = [str(row["body"]) for row in office.rows("_op")]
    assert any("“很慢” \U0001f40c" in body for body in bodies)
    assert "修好了" in bodies[-1]
