"""What the queue shows is what the rows say, whoever wrote them: derived step by step as if from scratch."""

from __future__ import annotations

import shutil
import sqlite3
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from console.models.kinds import Channel, Priority, Status, TicketType, from_micros
from console.services import listing
from console.services.search import sort_key
from console.services.tickets.commands import Assign, NewRequester, SetTags, SetTitle
from console.services.tickets.filters import Filter, Sort, SortKey
from console.services.tickets.queries import ChangedSince, FirstWindow, Line, Order
from tests.support.deeds import TEXTS, Deed, Story, deeds, pick, stories
from tests.support.desk import Office, open_office, quick_folder, rows_of

Row = dict[str, object]


def told(office: Office) -> dict[str, Line]:
    """The lines of all tickets, by id."""
    lines = office.ask(FirstWindow(Filter(), Sort(SortKey.CREATED), limit=10_000))
    return {line.ticket: line for line in lines}


def oracle(connection: sqlite3.Connection) -> dict[str, Row]:
    """What every line must say, read off the rows in plain Python."""
    people, teams = rows_of(connection, "person"), rows_of(connection, "team")
    names = {key: str(row["name"]) for key, row in (people | teams).items()}
    said: dict[str, list[Row]] = {}
    for row in rows_of(connection, "message").values():
        if row["visibility"] == "PUBLIC":
            said.setdefault(str(row["root"]), []).append(row)
    expected: dict[str, Row] = {}
    for key, row in rows_of(connection, "ticket").items():
        if row["dead"]:
            continue
        newest = max(said.get(key, []), key=lambda m: (m["created_at"], m["id"]), default=None)
        expected[key] = {
            "number": row["number"],
            "title": row["title"],
            "status": row["status"],
            "priority": row["priority"],
            "type": row["type"],
            "channel": row["channel"],
            "requester": names.get(str(row["requester"]), ""),
            "assignee": names.get(str(row["assignee"]), ""),
            "assignee_id": row["assignee"] if row["assignee"] in names else None,
            "team": names.get(str(row["team"]), ""),
            "awaiting": newest is not None and newest["direction"] == "IN",
            "created": row["created_at"],
            "updated": row["updated_at"],
        }
    return expected


def keys(connection: sqlite3.Connection) -> dict[str, tuple[object, ...]]:
    """By ticket what it is sorted by, and the words it is found by."""
    rows = connection.execute(
        "select l.ticket, l.title_key, l.requester_key, l.assignee_key, s.title, s.body, s.people, s.tags"
        " from listing l join search s on s.rowid = l.n"
    )
    return {row[0]: (*row[1:7], *sorted(row[7].split())) for row in rows}


def anew(connection: sqlite3.Connection) -> dict[str, tuple[object, ...]]:
    """The same, derived from scratch in a copy of the database."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(copy)
    for table in ("listing", "search", "name"):
        copy.execute(f"delete from {table}")
    copy.execute("insert into _stale select id, 1 from ticket where true on conflict(ticket) do nothing")
    listing.derive(copy)
    found = keys(copy)
    copy.close()
    return found


def check(office: Office) -> None:
    """The listing says what the rows say."""
    lines = told(office)
    with office.store.read() as connection:
        expected = oracle(connection)
        assert connection.execute("select count(*) from _stale").fetchone()[0] == 0
        present, fresh = keys(connection), anew(connection)
        assert connection.execute("select count(*) from search").fetchone()[0] == len(expected)
    shown = {key: {name: getattr(line, name) for name in expected.get(key, {})} for key, line in lines.items()}
    for row in expected.values():
        row |= {name: from_micros(int(str(row[name]))) for name in ("created", "updated")}
    assert shown == expected
    assert present == fresh
    by_n = [line.ticket for line in sorted(lines.values(), key=lambda line: line.n)]
    assert by_n == sorted(lines, key=lambda key: (expected[key]["created"], key))


def rename_team(office: Office, story: Story, number: int) -> None:
    """A team gets another name."""
    office.execute("update team set name = ? where id = ?", pick(TEXTS, number), pick(story.teams, number))


def rename(office: Office, _: Story, number: int) -> None:
    """A person gets another name."""
    person = pick([str(row["id"]) for row in office.rows("person")], number)
    office.rename(person, pick(TEXTS, number // 2))


def rename_all(office: Office, _: Story, number: int) -> None:
    """Everybody's row is written past the desk, as by a pull."""
    office.execute("update person set name = name || ?, phone = ?, email = null", pick(TEXTS, number), str(number))


def kill(office: Office, story: Story, number: int) -> None:
    """A ticket is marked dead, or lives again."""
    office.execute("update ticket set dead = 1 - dead where id = ?", pick(story.tickets, number))


def blank(office: Office, story: Story, number: int) -> None:
    """What was said on a ticket is blanked, as an erasure does."""
    office.execute("update message set body = 'erased' where root = ?", pick(story.tickets, number))


def sweep(office: Office, story: Story, number: int) -> None:
    """A ticket leaves this replica with all that hangs on it, as when its scope is lost."""
    if len(story.tickets) > 1:
        ticket = story.tickets.pop(number % len(story.tickets))
        with office.store.bulk() as connection:
            for table in ("message", "tag", "event", "link", "attachment"):
                connection.execute(f"delete from {table} where root = ?", (ticket,))
            connection.execute("delete from ticket where id = ?", (ticket,))


def untag(office: Office, _: Story, number: int) -> None:
    """Tags are swept, or the dead ones live again."""
    office.execute("delete from tag where dead = 0" if number % 2 else "update tag set dead = 0")


def import_some(office: Office, story: Story, number: int) -> None:
    """Tickets of the past come in, before the people they name."""
    with office.store.bulk() as connection:
        for place in range(3):
            key = f"019000{number:02}-0000-7000-8000-00000000000{place}"
            connection.execute(
                "insert or ignore into ticket(id, root, dead, title, description, priority, status, channel, team,"
                " requester, assignee, created_at, updated_at, cycle)"
                " values (?1, ?1, 0, ?2, '', 'LOW', 'OPEN', 'EMAIL', ?3, 'p' || ?4, 'p' || ?4, ?5, ?5, 1)",
                (
                    key,
                    pick(TEXTS, number),
                    story.teams[0],
                    number,
                    1_700_000_000_000_000 + (3 * number + place) * 1000,
                ),
            )
            if key not in story.tickets:
                story.tickets.append(key)
    office.execute(
        "insert or ignore into person(id, root, dead, name, login, locale, roles, skills, availability)"
        " values ('p' || ?1, 'p' || ?1, 0, ?2, ?3, 'en', '[]', '{}', 'AVAILABLE')",
        number,
        pick(TEXTS, number),
        pick((None, "late"), number),
    )


OUTSIDE: tuple[Callable[[Office, Story, int], None], ...] = (
    rename,
    rename_all,
    rename_team,
    kill,
    blank,
    sweep,
    untag,
    import_some,
)
"""What changes rows besides commands."""


@stories
@given(story=st.lists(st.tuples(deeds(6), st.integers(0, len(OUTSIDE) - 1), st.integers(0, 31)), max_size=6))
def test_the_listing_is_what_the_rows_say(story: list[tuple[list[Deed], int, int]], pattern: Path) -> None:
    """Promise of services/listing.py, after commands, renames, deaths, imports and pulls."""
    with quick_folder() as folder:
        office = open_office(shutil.copytree(pattern, folder / "profile"))
        cast = Story(office)
        cast.begin()
        for chapter, outside, number in story:
            for deed in chapter:
                cast.do(deed)
            check(office)
            OUTSIDE[outside](office, cast, number)
            check(office)
        office.services.close()


def test_enums_are_kept_by_their_place_none_as_nought() -> None:
    assert [listing.code(value, Status) for value in Status] == list(range(1, 10))
    assert listing.code(None, TicketType) == 0
    assert (listing.code("LOW", Priority), listing.code(Channel.PORTAL, Channel)) == (4, 1)


def test_tickets_of_one_millisecond_keep_their_order(office: Office) -> None:
    made = []
    for _ in range(5):
        office.clock.advance(-timedelta(seconds=1))
        made.append(office.ticket())
    assert len({line.created for line in told(office).values()}) == 1
    assert [line.ticket for line in sorted(told(office).values(), key=lambda line: line.n)] == made


def test_many_tickets_of_one_instant_each_find_a_place(office: Office) -> None:
    """An import that knows days only."""
    with office.store.bulk() as connection:
        connection.executemany(
            "insert into ticket(id, root, dead, title, description, priority, status, channel, team, created_at,"
            " updated_at, cycle) values (?1, ?1, 0, 'x', '', 'LOW', 'OPEN', 'EMAIL', 't', 1000000, 1000000, 1)",
            [(f"{n:08}",) for n in range(3000)],
        )
    order = office.ask(Order(Filter(), Sort(SortKey.CREATED, descending=False)))
    assert list(order) == list(range(1000, 4000))
    later = office.ticket()
    assert told(office)[later].n > 4000


def test_the_place_of_a_ticket_never_changes(office: Office) -> None:
    ticket = office.ticket()
    place = told(office)[ticket].n
    assert place == office.clock.now().timestamp() * 1000
    office.do(SetTitle(ticket, "another"))
    office.do(SetTags(ticket, ("vip",)))
    assert told(office)[ticket].n == place


def test_names_are_sorted_as_they_are_spoken(office: Office) -> None:
    for name in ("张三", "Wang Wei", "李娜", "ünal", "Zoe", "ABEL", "王小明"):
        office.ticket(name, NewRequester(name))
    order = office.ask(FirstWindow(Filter(), Sort(SortKey.REQUESTER, descending=False)))
    assert [line.requester for line in order] == ["ABEL", "李娜", "Wang Wei", "王小明", "张三", "Zoe", "ünal"]


def test_titles_are_sorted_without_regard_to_case_and_width(office: Office) -> None:
    for title in ("beta", "ＡＬＰＨＡ", "Alpha 2", "ÄRGER", "zeta"):
        office.ticket(title)
    order = office.ask(FirstWindow(Filter(), Sort(SortKey.TITLE, descending=False)))
    assert [line.title for line in order] == ["ＡＬＰＨＡ", "Alpha 2", "beta", "zeta", "ÄRGER"]
    assert all(unicodedata.normalize("NFKC", line.title).casefold() for line in order)


def test_what_another_process_changed_is_told_by_its_revision(office: Office) -> None:
    one, other = office.ticket("one"), office.ticket("other")
    revision, _ = office.ask(ChangedSince(2**62))
    assert office.ask(ChangedSince(revision)) == (revision, {})
    office.do(SetTitle(one, "another"))
    now, changed = office.ask(ChangedSince(revision))
    assert now > revision
    assert changed == {one: now}
    office.do(Assign(other, office.me))
    office.rename(office.me, "Somebody Else")
    assert office.ask(ChangedSince(now))[1].keys() == {other}


def test_a_sort_key_stays_short() -> None:
    assert len(sort_key("王" * 500)) <= 64
    assert len(sort_key("x" * 500)) <= 64
