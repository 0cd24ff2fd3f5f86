"""Each rule of the engine, broken on purpose, is caught by the simulation: else the simulation would prove nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence

import pytest

from console.models.shape import shapes
from console.services.bus import Changed
from console.services.sync import copying, loads, replica, rows, rules, sqlite_hub
from console.services.sync.hub import Answer, Cursor, Loaded, Operation, Place, Pulled
from console.services.sync.sqlite_hub import Commit, SqliteHub
from tests.services.sync.simulation import run

HISTORIES = 120
Break = Callable[[pytest.MonkeyPatch], None]


def nothing(*_: object) -> None:
    """A rule that does nothing."""


def yes(*_: object) -> bool:
    """A rule that always holds."""
    return True


def nobody(*_: object) -> list[object]:
    """A list that is always empty."""
    return []


def no_undo(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(replica, "undo", lambda db, _: db.execute("delete from _shadow"))


def no_redo(patch: pytest.MonkeyPatch) -> None:
    whole = replica.take

    def take_and_forget(db: sqlite3.Connection, pulled: Pulled) -> None:
        whole(db, pulled)
        db.execute("update _op set state = 'sent' where state = 'pending'")

    patch.setattr(replica, "take", take_and_forget)


def no_shadow(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(replica, "shadow", nothing)


def stale_shadow(patch: pytest.MonkeyPatch) -> None:
    """The newest row instead of the hub's is saved."""

    def save(db: sqlite3.Connection, table: str, key: str) -> None:
        row = rows.read(db, shapes()[table], key)
        text = None if row is None else rows.dumps(row)
        db.execute("insert or replace into _shadow values (?, ?, ?)", (table, key, text))

    patch.setattr(replica, "shadow", save)


def gone_is_ignored(patch: pytest.MonkeyPatch) -> None:
    whole = replica.take
    patch.setattr(replica, "take", lambda db, pulled: whole(db, Pulled(pulled.head, pulled.rows, (), pulled.whole)))


def the_dead_live(patch: pytest.MonkeyPatch) -> None:
    whole = replica.take

    def take(db: sqlite3.Connection, pulled: Pulled) -> None:
        alive = tuple((table, row | {"dead": False}) for table, row in pulled.rows)
        whole(db, Pulled(pulled.head, alive, pulled.gone, pulled.whole))

    patch.setattr(replica, "take", take)


def lost_scopes_stay(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(replica, "drop", nothing)


def refusals_are_hidden(patch: pytest.MonkeyPatch) -> None:
    whole = replica.settle

    def settle(db: sqlite3.Connection, answers: Iterable[Answer]) -> None:
        whole(db, [Answer(answer.id) for answer in answers])

    patch.setattr(replica, "settle", settle)


def answers_are_settled_apart(patch: pytest.MonkeyPatch) -> None:
    """In a transaction of their own, so that a round that breaks has changed something."""
    whole = replica.Replica.absorb

    def absorb(
        here: replica.Replica,
        answers: Sequence[Answer],
        pulled: Pulled,
        loaded: tuple[loads.Given, Loaded] | None = None,
    ) -> Changed:
        with here._store.bulk() as db:
            replica.settle(db, answers)
        return whole(here, (), pulled, loaded)

    patch.setattr(replica.Replica, "absorb", absorb)


def answers_are_lost(patch: pytest.MonkeyPatch) -> None:
    """An operation is applied again at each push: its answer is not remembered."""
    whole = SqliteHub.push

    def push(hub: SqliteHub, operations: Sequence[Operation]) -> list[Answer]:
        hub._db.execute("delete from op")
        return whole(hub, operations)

    patch.setattr(SqliteHub, "push", push)


def new_scopes_come_in_part(patch: pytest.MonkeyPatch) -> None:
    whole = SqliteHub.pull

    def pull(hub: SqliteHub, cursor: Cursor, **how: bool) -> Pulled:
        return whole(hub, Cursor(cursor.seq, cursor.tag, hub.scopes()) if cursor.seq else cursor, **how)

    patch.setattr(SqliteHub, "pull", pull)


def one_commit_is_skipped(patch: pytest.MonkeyPatch) -> None:
    whole = SqliteHub.pull

    def pull(hub: SqliteHub, cursor: Cursor, **how: bool) -> Pulled:
        found = whole(hub, cursor, **how)
        kept = tuple((t, r) for t, r in found.rows if not cursor.have or r["seq"] != cursor.seq + 1)
        return Pulled(found.head, kept, found.gone, found.whole)

    patch.setattr(SqliteHub, "pull", pull)


def a_restore_goes_unnoticed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(SqliteHub, "_is_past", yes)


def a_refused_operation_leaves_its_mark_in_the_chain(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Commit, "back_to", nothing)


def children_stay_behind(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rules, "children", nobody)


def a_page_is_left_out(patch: pytest.MonkeyPatch) -> None:
    whole = copying.following

    def following(place: Place, page: Sequence[rows.Stored], many: int) -> Place | None:
        after = whole(place, page, many)
        return None if after is None else whole(after, (), many)

    patch.setattr(copying, "following", following)


def pages_cover_what_was_written(patch: pytest.MonkeyPatch) -> None:
    whole = copying.take_page

    def take_page(db: sqlite3.Connection, place: Place, page: Sequence[rows.Stored], many: int) -> None:
        whole(db, place, page, many)
        rows.put_stored(db, shapes()[place.table], page)

    patch.setattr(copying, "take_page", take_page)


def what_was_given_is_not_given_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(loads, "give_again", nothing)


def refused_rows_are_dropped(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(loads, "_set_aside", nothing)


def numbers_are_taken_twice(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sqlite_hub, "free_number", lambda _db, _table, wanted: wanted)


def rows_are_given_as_commands_left_them(patch: pytest.MonkeyPatch) -> None:
    """Not as they were before a command that waits: it would find its own change there already."""

    def unsent(db: sqlite3.Connection, limit: int) -> list[tuple[str, rows.Row]]:
        found = [(shape.table, row) for shape in shapes().values() for row in rows.select(db, shape, "seq is null", ())]
        return found[:limit]

    patch.setattr(loads, "unsent", unsent)


def leaving_a_scope_is_not_told(patch: pytest.MonkeyPatch) -> None:
    whole = Commit.seal

    def seal(commit: Commit) -> None:
        commit._db.execute("delete from gone where seq = ?", (commit.seq,))
        whole(commit)

    patch.setattr(Commit, "seal", seal)


def any_move_is_legal(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rules, "_check_move", nothing)


def events_need_no_change(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rules.Told, "check_used_up", nothing)


def changes_need_no_event(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(rules.Told, "use", nothing)
    patch.setattr(rules.Told, "check_used_up", nothing)


MUTANTS: tuple[Break, ...] = (
    no_undo,
    no_redo,
    no_shadow,
    stale_shadow,
    gone_is_ignored,
    the_dead_live,
    lost_scopes_stay,
    refusals_are_hidden,
    answers_are_settled_apart,
    answers_are_lost,
    new_scopes_come_in_part,
    one_commit_is_skipped,
    a_restore_goes_unnoticed,
    a_refused_operation_leaves_its_mark_in_the_chain,
    children_stay_behind,
    a_page_is_left_out,
    pages_cover_what_was_written,
    what_was_given_is_not_given_again,
    refused_rows_are_dropped,
    numbers_are_taken_twice,
    rows_are_given_as_commands_left_them,
    leaving_a_scope_is_not_told,
    any_move_is_legal,
    events_need_no_change,
    changes_need_no_event,
)


@pytest.mark.parametrize("breaks", MUTANTS, ids=lambda breaks: breaks.__name__)
def test_a_broken_rule_is_caught(breaks: Break, monkeypatch: pytest.MonkeyPatch) -> None:
    breaks(monkeypatch)
    with pytest.raises((AssertionError, KeyError, TypeError, sqlite3.Error)):
        play()


def play() -> None:
    """Histories until one breaks an invariant."""
    for seed in range(HISTORIES):
        run(seed)
