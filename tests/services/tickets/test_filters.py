"""Every filter in every order answers what a plain look through the rows answers, by the index meant for it."""

from __future__ import annotations

import json
import shutil
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from console.models.kinds import LIVE, Channel, Priority, Status, TicketType, to_micros
from console.models.pressing import LATEST
from console.services.search import expression, sort_key
from console.services.tickets import filters
from console.services.tickets.filters import (
    NOBODY,
    Clause,
    Due,
    Filter,
    Sort,
    SortKey,
    counting,
    first_in_order,
    in_order,
)
from console.services.tickets.queries import Count, FirstWindow, Line, Lines, Order, Stand
from tests.support.desk import Office, open_office, quick_folder
from tests.support.scanning import scan

COUNT = 400
HOUR = 3_600_000_000
PEOPLE = {"p1": "王小明", "p2": "Ann Lee", "p3": "Zoe Ünal", "p4": "李娜", "p5": "ann lee"}
SPOKEN = {"p1": "wangxiaoming xiaoming ming wxm xm m", "p4": "lina na ln n"}
TEAMS = {"t1": "Helpdesk", "t2": "Network"}
TAGS = ("vip", "vpn", "重要")
WORDS = ("VPN", "断开", "密码", "login", "登录失败", "slow", "Ａ", "mail", "系统vpn")


@dataclass
class Fact:
    """What a plain look at the rows tells of one ticket."""

    key: str
    created: int
    updated: int
    number: int | None
    status: str
    type: str | None
    priority: str
    channel: str
    team: str
    assignee: str | None
    requester: str | None
    title: str
    texts: list[str]
    tags: set[str] = field(default_factory=set)
    awaiting: bool = False
    warn: int = LATEST
    due: int = LATEST


def some_fact(random: Random, n: int) -> Fact:
    """A random ticket; many values repeat, so that ties are ruled too."""
    warn, due = some_hour(random)
    words = [" ".join(random.choices(WORDS, k=random.randint(1, 3))) for _ in range(2)]
    return Fact(
        key=f"{n:08}",
        created=n * 2000 + 1_000_000,
        updated=random.choice((5_000_000, 6_000_000, random.randint(1, 10**9))),
        number=random.choice((n + 1, None)),
        status=random.choice(tuple(Status)),
        type=random.choice((None, *TicketType)),
        priority=random.choice(tuple(Priority)),
        channel=random.choice(tuple(Channel)),
        team=random.choice(tuple(TEAMS)),
        assignee=random.choice((None, None, *PEOPLE)),
        requester=random.choice((None, *PEOPLE)),
        title=words[0],
        texts=words,
        tags=set(random.sample(TAGS, random.randint(0, 2))),
        awaiting=random.random() < 0.3,
        warn=warn,
        due=due,
    )


def some_hour(random: Random) -> tuple[int, int]:
    """How far from now a clock warns and is due; now and then it stands still."""
    if random.random() < 0.3:
        return LATEST, LATEST
    due = random.choice((-HOUR, 0, 1, HOUR, random.randint(-5 * HOUR, 5 * HOUR)))
    return due - random.choice((0, 1, HOUR, 2 * HOUR)), due


def record(connection: sqlite3.Connection, fact: Fact) -> None:
    """The rows that tell this."""
    connection.execute(
        "insert into ticket(id, root, dead, title, description, created_at, updated_at, number, status, type, priority,"
        " channel, team, assignee, requester, cycle) values (?1, ?1, 0, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
        " ?13, 1)",
        (
            *(fact.key, fact.title, fact.texts[1], fact.created, fact.updated, fact.number, fact.status, fact.type),
            *(fact.priority, fact.channel, fact.team, fact.assignee, fact.requester),
        ),
    )
    for tag in (*fact.tags, "dead"):
        mark = (fact.key + tag, fact.key, tag == "dead", tag)
        connection.execute("insert into tag(id, root, dead, name) values (?, ?, ?, ?)", mark)
    said = (
        [("OUT", "PUBLIC"), ("IN", "PUBLIC"), ("NOTE", "INTERNAL")]
        if fact.awaiting
        else [("IN", "PUBLIC"), ("OUT", "PUBLIC")]
    )
    for at, (direction, visibility) in enumerate(said):
        row = (f"{fact.key}-{at}", fact.key, direction, visibility, at)
        connection.execute(
            "insert into message(id, root, dead, direction, visibility, channel, body, created_at)"
            " values (?, ?, 0, ?, ?, 'EMAIL', '', ?)",
            row,
        )


class World:
    """An office full of tickets, and all that is known of them."""

    def __init__(self, office: Office, facts: list[Fact], places: dict[str, int]) -> None:
        self.office = office
        self.facts = facts
        self.places = places
        self.scanned: dict[str, set[str]] = {}

    def found(self, text: str) -> set[str]:
        """The tickets in which a person finds the words."""
        if text not in self.scanned:
            held = [
                [*f.texts, *f.tags, *([PEOPLE[f.requester], SPOKEN.get(f.requester, "")] if f.requester else [])]
                for f in self.facts
            ]
            self.scanned[text] = {self.facts[n].key for n in scan(text, held)}
        return self.scanned[text]


@pytest.fixture(scope="module")
def world(pattern: Path) -> Iterator[World]:
    """COUNT random tickets; the seed is the same in each run, so that a failure comes back."""
    made: list[Fact] = []

    @settings(max_examples=1, phases=[Phase.generate], derandomize=True, database=None)
    @given(random=st.randoms(use_true_random=True))
    def invent(random: Random) -> None:
        made[:] = [some_fact(random, n) for n in range(COUNT)]

    invent()
    with quick_folder() as folder:
        office = open_office(shutil.copytree(pattern, folder / "profile"))
        with office.store.bulk() as connection:
            for key, name in PEOPLE.items():
                connection.execute(
                    "insert into person(id, root, dead, name, login, locale, roles, skills, availability)"
                    " values (?1, ?1, 0, ?2, ?1, 'en', '[]', '{}', 'AVAILABLE')",
                    (key, name),
                )
            for key, name in TEAMS.items():
                connection.execute(
                    "insert into team(id, root, dead, name, own_scope) values (?1, ?1, 0, ?2, ?1)", (key, name)
                )
            for fact in made:
                record(connection, fact)
        now = to_micros(office.clock.now())
        with office.store.bulk() as connection:
            for fact in made:
                if fact.due != LATEST:
                    fact.warn, fact.due = now + fact.warn, now + fact.due
                connection.execute(
                    "update listing set warn = ?, due = ? where ticket = ?", (fact.warn, fact.due, fact.key)
                )
        with office.store.read() as connection:
            places = dict(connection.execute("select ticket, n from listing").fetchall())
        yield World(office, made, places)
        office.services.close()


def presses(wanted: Due | None, fact: Fact, now: int) -> bool:
    """Whether its clock stands as wished; one that stands still is never late."""
    late, warned = fact.due <= now, fact.warn <= now
    return {None: True, Due.LATE: late, Due.SOON: warned and not late, Due.RISK: warned}[wanted]


def holds(wanted: Filter, fact: Fact, matches: set[str], now: int) -> bool:
    """Whether a ticket is in a view."""
    return all(
        (
            not wanted.statuses or fact.status in wanted.statuses,
            not wanted.types or fact.type in wanted.types,
            not wanted.priorities or fact.priority in wanted.priorities,
            not wanted.channels or fact.channel in wanted.channels,
            wanted.assignee is None or fact.assignee == (None if wanted.assignee == NOBODY else wanted.assignee),
            wanted.requester is None or fact.requester == wanted.requester,
            wanted.team is None or fact.team == wanted.team,
            wanted.tag is None or wanted.tag in fact.tags,
            not wanted.awaiting or fact.awaiting,
            presses(wanted.due, fact, now),
            not wanted.text.strip() or fact.key in matches,
            not wanted.only or fact.key in wanted.only,
        )
    )


def members(world: World, wanted: Filter) -> list[Fact]:
    """The tickets of a view, in no order."""
    matches, now = world.found(wanted.text), to_micros(world.office.clock.now())
    return [fact for fact in world.facts if holds(wanted, fact, matches, now)]


def sorting(key: SortKey, fact: Fact) -> tuple[object, ...]:
    """What a ticket is sorted by; nobody and no number stand before all."""
    created = (fact.created, fact.key)
    by: dict[SortKey, tuple[object, ...]] = {
        SortKey.CREATED: created,
        SortKey.UPDATED: (fact.updated, created),
        SortKey.NUMBER: (fact.number or 0, created),
        SortKey.PRIORITY: (tuple(Priority).index(Priority(fact.priority)), fact.updated, created),
        SortKey.STATUS: (tuple(Status).index(Status(fact.status)), fact.updated, created),
        SortKey.TITLE: (unicodedata.normalize("NFKC", fact.title).casefold(), created),
        SortKey.REQUESTER: (sort_key(PEOPLE[fact.requester]) if fact.requester else "", created),
        SortKey.ASSIGNEE: (sort_key(PEOPLE[fact.assignee]) if fact.assignee else "", created),
        SortKey.RELEVANCE: (fact.updated, created),
        SortKey.DUE: (fact.due, created),
    }
    return by[key]


def subsets(
    values: type[Status | TicketType | Priority | Channel],
) -> st.SearchStrategy[frozenset[object]]:
    """Nothing chosen as often as something."""
    return st.one_of(st.just(frozenset()), st.frozensets(st.sampled_from(tuple(values)), max_size=3))


WANTED = st.builds(
    Filter,
    statuses=st.one_of(subsets(Status), st.just(LIVE)),
    types=subsets(TicketType),
    priorities=subsets(Priority),
    channels=subsets(Channel),
    assignee=st.sampled_from((None, None, NOBODY, "p1", "p2", "unknown")),
    requester=st.sampled_from((None, None, None, "p1", "p3", "unknown")),
    team=st.sampled_from((None, None, "t1", "t2", "unknown")),
    tag=st.sampled_from((None, None, None, "vip", "重要", "dead", "unknown")),
    awaiting=st.booleans(),
    only=st.just(frozenset[str]()) | st.frozensets(st.integers(0, 80).map(lambda n: f"{n:08}"), max_size=60),
    due=st.sampled_from((None, None, None, *Due)),
    text=st.sampled_from(("", "", "", "  ", "vpn", "断开", "登录", "vp 密", "王", "wxm", "ann", "nothing", '*"')),
)
FEW = st.sampled_from((0, 3, 50, 3000))
"""Where the choice between sorting few rows and walking an index lies."""


@settings(max_examples=300)
@given(wanted=WANTED, key=st.sampled_from(SortKey), descending=st.booleans(), few=FEW, limit=st.integers(0, 60))
def test_every_filter_in_every_order_is_what_the_rows_say(
    world: World, wanted: Filter, key: SortKey, descending: bool, few: int, limit: int
) -> None:
    """Promise of services/tickets/filters.py: order, first window and count are of the same rows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filters, "NARROW", few)
        order = list(world.office.ask(Order(wanted, Sort(key, descending))))
        window = world.office.ask(FirstWindow(wanted, Sort(key, descending), limit))
    expected = members(world, wanted)
    if key is SortKey.RELEVANCE and wanted.text.strip():
        assert sorted(order) == sorted(world.places[fact.key] for fact in expected)
    else:
        expected.sort(key=lambda fact: sorting(key, fact), reverse=descending)
        assert order == [world.places[fact.key] for fact in expected]
    assert [line.n for line in window] == order[:limit]
    assert world.office.ask(Count((wanted, Filter()))) == (len(expected), COUNT)


@settings(max_examples=100)
@given(wanted=WANTED, chosen=st.frozensets(st.integers(0, COUNT - 1), max_size=20), few=FEW)
def test_changed_tickets_stand_to_a_view_as_its_order_has_them(
    world: World, wanted: Filter, chosen: frozenset[int], few: int
) -> None:
    tickets = frozenset(world.facts[n].key for n in chosen) | {"gone"}
    standing = world.office.ask(Stand(tickets, wanted))
    assert {line.ticket for line in standing.lines} == tickets - {"gone"}
    assert standing.members == {world.places[fact.key] for fact in members(world, wanted) if fact.key in tickets}


@pytest.mark.parametrize("ranked", [1, 20, 10_000])
def test_matches_are_ranked_best_first_old_ones_behind_by_age(
    world: World, ranked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "RANKED", ranked)
    with world.office.store.read() as connection:
        sql = "select rowid, bm25(search, 10.0, 1.0, 5.0, 5.0) from search where search match ? order by rowid desc"
        rows = connection.execute(sql, (expression("vpn"),)).fetchall()
    best = sorted(rows[:ranked], key=lambda row: (row[1], -row[0]))
    order = world.office.ask(Order(Filter(text="vpn"), Sort(SortKey.RELEVANCE)))
    assert list(order) == [row[0] for row in best + rows[ranked:]]


def test_lines_come_in_the_order_asked_without_those_that_are_no_more(world: World) -> None:
    places = [world.places[f"{n:08}"] for n in (5, 1, 399, 7)]
    lines: tuple[Line, ...] = world.office.ask(Lines((*places, 10**15)))
    assert [line.n for line in lines] == places
    many = tuple(world.places.values()) * 2
    assert [line.n for line in world.office.ask(Lines(many))] == list(many)


def plan(connection: sqlite3.Connection, sql: str, values: tuple[object, ...]) -> str:
    """How SQLite goes about a statement."""
    return "\n".join(row[3] for row in connection.execute(f"explain query plan {sql}", values))


WALKED = {
    SortKey.CREATED: " l",
    SortKey.UPDATED: "listing_by_updated",
    SortKey.NUMBER: "listing_by_number",
    SortKey.PRIORITY: "listing_by_priority",
    SortKey.STATUS: "listing_by_status",
    SortKey.TITLE: "listing_by_title",
    SortKey.REQUESTER: "listing_by_requester",
    SortKey.ASSIGNEE: "listing_by_assignee",
    SortKey.RELEVANCE: "listing_by_updated",
    SortKey.DUE: "listing_by_due",
}
WIDE = (
    Filter(),
    Filter(statuses=LIVE),
    Filter(assignee=NOBODY, team="t1"),
    Filter(types=frozenset({TicketType.LOGIN_PROBLEM}), priorities=frozenset(Priority), awaiting=True),
    Filter(tag="vip"),
    Filter(requester="p1", statuses=LIVE),
)


@pytest.mark.parametrize("key", list(SortKey))
@pytest.mark.parametrize("descending", [False, True])
def test_a_wide_view_walks_the_index_of_its_order_and_sorts_nothing(
    world: World, key: SortKey, descending: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DESIGN 6: a page by index."""
    monkeypatch.setattr(filters, "NARROW", 0)
    with world.office.store.read() as connection:
        for wanted in WIDE:
            order = in_order(connection, wanted, Sort(key, descending))
            steps = plan(connection, order.sql, order.values)
            assert WALKED[key] in steps
            assert "TEMP B-TREE FOR ORDER BY" not in steps
            if key not in (SortKey.CREATED, SortKey.NUMBER):
                assert "COVERING INDEX" in steps


@pytest.mark.parametrize("key", list(SortKey))
def test_the_first_tickets_of_a_common_tag_are_met_on_the_way_of_their_order(
    world: World, key: SortKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "NARROW", 0)
    with world.office.store.read() as connection:
        order = first_in_order(connection, Filter(tag="vip"), Sort(key), 64)
        steps = plan(connection, order.sql, order.values)
        assert WALKED[key] in steps
        assert "SEARCH g USING INDEX tag_by_name (name=? AND root=?)" in steps
        assert "TEMP B-TREE FOR ORDER BY" not in steps
        narrow = Filter(tag="vip", awaiting=True)
        order = in_order(connection, narrow, Sort(key))
        assert first_in_order(connection, narrow, Sort(key), 64) == Clause(f"{order.sql} limit ?", (*order.values, 64))


@pytest.mark.parametrize(
    ("wanted", "walked"),
    [
        (Filter(statuses=LIVE, awaiting=True), "listing_by_status (status=?)"),
        (Filter(priorities=frozenset({Priority.LOW, Priority.HIGH}), team="t1"), "listing_by_priority (priority=?)"),
    ],
)
@pytest.mark.parametrize("descending", [False, True])
def test_the_last_changed_of_some_kinds_are_met_first_on_the_way_of_each_kind(
    world: World, wanted: Filter, walked: str, descending: bool
) -> None:
    with world.office.store.read() as connection:
        first = first_in_order(connection, wanted, Sort(SortKey.UPDATED, descending), 5)
        steps = plan(connection, first.sql, first.values).splitlines()
    assert sum(walked in step and "COVERING INDEX" in step for step in steps) == len(
        wanted.statuses or wanted.priorities
    )
    assert sum("TEMP B-TREE FOR ORDER BY" in step for step in steps) <= 1, "only the few found are sorted"


def test_a_narrow_view_begins_with_its_few_rows(world: World) -> None:
    narrow = (
        (Filter(requester="p1"), "listing_of_requester"),
        (Filter(assignee="p1", statuses=LIVE), "listing_of_assignee"),
        (Filter(due=Due.LATE), "listing_by_due"),
        (Filter(due=Due.SOON), "listing_by_warning"),
        (Filter(due=Due.RISK), "listing_by_warning"),
        (Filter(tag="vip"), "INTEGER PRIMARY KEY (rowid=?)"),
    )
    with world.office.store.read() as connection:
        for wanted, way in narrow:
            for key in SortKey:
                order = in_order(connection, wanted, Sort(key))
                assert way in plan(connection, order.sql, order.values), (wanted, key)


def test_counting_reads_no_ticket_and_no_whole_listing(world: World) -> None:
    with world.office.store.read() as connection:
        for wanted in (*WIDE, Filter(assignee="p1"), Filter(statuses=frozenset({Status.NEW}))):
            count = counting(wanted)
            steps = plan(connection, count.sql, count.values)
            assert "COVERING INDEX" in steps or "INTEGER PRIMARY KEY" in steps or "listing_of_requester" in steps, (
                wanted
            )
            assert "SCAN t" not in steps


@settings(max_examples=100)
@given(
    wanted=st.builds(
        Filter,
        statuses=subsets(Status),
        types=subsets(TicketType),
        priorities=subsets(Priority),
        channels=subsets(Channel),
        awaiting=st.booleans(),
    )
)
def test_tickets_of_some_kinds_are_counted_and_no_others_looked_at(world: World, wanted: Filter) -> None:
    asked = (wanted.statuses, wanted.priorities, wanted.types, wanted.channels, wanted.awaiting)
    count = counting(wanted)
    with world.office.store.read() as connection:
        steps = plan(connection, count.sql, count.values)
        assert connection.execute(count.sql, count.values).fetchone()[0] == len(members(world, wanted))
    if any(asked):
        assert steps.count("=?") == max(place for place, kinds in enumerate(asked, 1) if kinds)


def test_what_is_typed_into_a_filter_is_bound_and_never_sql(world: World) -> None:
    hostile = "x' or 1=1; drop table ticket; --"
    wanted = Filter(assignee=hostile, requester=hostile, team=hostile, tag=hostile, text=hostile)
    assert list(world.office.ask(Order(wanted, Sort()))) == []
    assert world.office.ask(Count((Filter(tag="\0"), Filter(team='"'), Filter()))) == (0, 0, COUNT)


@given(wanted=WANTED)
def test_a_filter_survives_json(wanted: Filter) -> None:
    assert Filter.from_json(json.loads(json.dumps(wanted.to_json()))) == replace(wanted, only=frozenset())


@given(
    st.dictionaries(
        st.sampled_from(["statuses", "types", "assignee", "awaiting", "text", "new"]),
        st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=4),
    )
)
def test_a_filter_of_another_version_is_read_as_far_as_it_is_known(values: dict[str, object]) -> None:
    wanted = Filter.from_json(values)
    assert wanted.statuses <= set(Status)
    assert Filter.from_json(wanted.to_json()) == wanted


@given(st.sampled_from(SortKey), st.booleans())
def test_an_order_survives_its_text(key: SortKey, descending: bool) -> None:
    assert Sort.parse(str(Sort(key, descending))) == Sort(key, descending)


@pytest.mark.parametrize("text", ["", "-", "--updated", "Updated", "updated;", "nothing"])
def test_an_unknown_order_is_the_usual_one(text: str) -> None:
    assert Sort.parse(text) == Sort(SortKey.UPDATED, descending=True)
