"""The demo: seeded, whole, consistent with every rule of tickets, and told in two languages."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import re
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest

from console.models.kinds import LIVE, PAUSES, Code, Direction, EventKind, Locale, Refused, Status, to_micros
from console.models.workflow import TRANSITIONS, needs_reason
from console.services.demo import DemoFigures, fill
from console.services.demo_samples import Cause, Kind, Report, load, slots
from console.services.demo_slots import known_slots
from console.services.demo_telling import Wish, told_beside, told_here
from console.services.first_policies import rule_first
from console.services.listing import LARGE
from console.services.people import WhoAmI, first_start
from console.services.store import Store
from console.services.tickets.filters import Filter
from console.services.tickets.queries import Count

NOW = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
SIZE = LARGE + 100
SEED = 7
Rows = dict[str, list[tuple[str | int | None, ...]]]

_HAN = re.compile("[\u4e00-\u9fff]")
_PHONE = re.compile(r"ext\. \d{4}|\+49 30 23125 \d{3}|\+44 20 7946 0\d{3}")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A profile with a demo of `SIZE` tickets."""
    made, _ = demo(tmp_path_factory.mktemp("demo") / "profile")
    yield made
    made.close()


@pytest.fixture
def db(store: Store) -> Iterator[sqlite3.Connection]:
    """A reading connection to it."""
    with store.read() as connection:
        yield connection


def demo(folder: Path, size: int = SIZE, seed: int = SEED) -> tuple[Store, DemoFigures]:
    """A fresh profile with a demo."""
    made = Store(folder / "replica.db")
    first_start(made, NOW, "kim", "Kim Berg", Locale.EN)
    return made, fill(made, NOW, size, seed, unheard)


def unheard(done: int, total: int) -> None:
    """Progress nobody waits for."""


def by_ticket(db: sqlite3.Connection, sql: str) -> Rows:
    """Rows grouped by their first column."""
    grouped: Rows = defaultdict(list)
    for key, *values in db.execute(sql):
        grouped[key].append(tuple(values))
    return grouped


def digest(folder: Path, seed: int) -> str:
    """A hash of all that a small demo wrote but for the profile's own rows, whose ids are not the demo's."""
    made, _ = demo(folder, 150, seed)
    try:
        with made.read() as connection:
            own = dict(zip(("me", "team", "scope"), _own(connection), strict=True))
            whole = hashlib.sha256()
            for table in ("ticket", "message", "event", "tag", "link", "attachment", "person"):
                for row in connection.execute(
                    f"select * from {table} where id not in (?, ?) order by id", _own(connection)[:2]
                ):
                    text = repr(row)
                    for name, key in own.items():
                        text = text.replace(key, name)
                    whole.update(text.encode())
    finally:
        made.close()
    return whole.hexdigest()


def _own(connection: sqlite3.Connection) -> tuple[str, str, str]:
    row = connection.execute(
        "select m.person, m.team, t.own_scope from _meta m join team t on t.id = m.team"
    ).fetchone()
    return row[0], row[1], row[2]


def test_the_same_seed_size_and_instant_make_the_same_rows(tmp_path: Path) -> None:
    first, again, other = (digest(tmp_path / name, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    assert first == again
    assert first != other


def test_a_profile_with_tickets_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    made, figures = demo(tmp_path / "profile", 90)
    try:
        with pytest.raises(Refused) as refusal:
            fill(made, NOW, 50, SEED, unheard)
        assert refusal.value.code is Code.PROFILE_NOT_EMPTY
        with made.read() as connection:
            assert connection.execute("select count(*) from ticket").fetchone()[0] == figures.tickets == 90
    finally:
        made.close()


def test_progress_grows_to_the_size(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    made = Store(tmp_path / "replica.db")
    try:
        fill(made, NOW, 1500, SEED, lambda done, total: heard.append((done, total)))
    finally:
        made.close()
    assert heard == sorted(heard)
    assert heard[-1] == (1500, 1500)


def test_a_failure_leaves_the_profile_empty(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    made = Store(tmp_path / "replica.db")
    try:
        with pytest.raises(KeyboardInterrupt):
            fill(made, NOW, 100, SEED, stop)
        with made.read() as connection:
            assert connection.execute("select count(*) from person").fetchone()[0] == 0
        assert fill(made, NOW, 100, SEED, unheard).tickets == 100
    finally:
        made.close()


def test_exactly_so_many_tickets_and_some_of_every_status_channel_type_and_priority(db: sqlite3.Connection) -> None:
    """SPEC 3.1, 3.3, 2.1."""
    assert db.execute("select count(*) from ticket").fetchone()[0] == SIZE
    for column, least in (("status", 9), ("channel", 8), ("type", 6), ("priority", 4)):
        found = db.execute(f"select count(distinct {column}) from ticket").fetchone()[0]
        assert found == least, column


def test_most_are_closed_and_enough_are_live(db: sqlite3.Connection) -> None:
    statuses = dict(db.execute("select status, count(*) from ticket group by 1"))
    live = sum(statuses.get(status, 0) for status in LIVE)
    assert statuses["CLOSED"] > SIZE * 0.8
    assert SIZE * 0.05 < live < SIZE * 0.12


@pytest.mark.parametrize("size", [1, 30, 90])
def test_a_small_demo_has_its_size(tmp_path: Path, size: int) -> None:
    made, figures = demo(tmp_path / "profile", size)
    made.close()
    assert figures.tickets == size


def test_between_a_third_and_a_half_is_chinese(db: sqlite3.Connection) -> None:
    titles = [row[0] for row in db.execute("select title from ticket")]
    assert 1 / 3 < sum(map(bool, map(_HAN.search, titles))) / len(titles) < 1 / 2


def test_a_conversation_keeps_the_language_of_its_ticket(db: sqlite3.Connection) -> None:
    """A name may be of the other language, a sentence not."""
    rows = db.execute("select t.title, m.body from message m join ticket t on t.id = m.root")
    for title, body in rows:
        share = len(_HAN.findall(body)) / len(body)
        assert (share > 0.1) if _HAN.search(title) else (share == 0), (title, body)


def test_about_four_messages_on_each(db: sqlite3.Connection) -> None:
    assert 3.6 < db.execute("select count(*) from message").fetchone()[0] / SIZE < 4.4


def test_no_slot_stays_unfilled(db: sqlite3.Connection) -> None:
    texts = "select title || description || coalesce(resolution, '') || coalesce(satisfaction_comment, '') from ticket"
    for (text,) in db.execute(f"{texts} union all select body from message union all select reason from event"):
        assert "{" not in (text or "")
        assert "}" not in (text or "")


def test_events_tell_every_field(db: sqlite3.Connection) -> None:
    """SPEC 1.6: replaying them in order gives the ticket, and each begins where the last one ended."""
    fields = {"STATUS": "status", "PRIORITY": "priority", "TYPE": "type", "TEAM": "team", "ASSIGNEE": "assignee"}
    fields |= {"IMPACT": "impact", "URGENCY": "urgency"}
    events = by_ticket(db, "select root, kind, from_value, to_value from event order by root, happened_at, id")
    tickets = db.execute(f"select id, {', '.join(fields.values())} from ticket")
    for key, *values in tickets:
        told = events[key]
        assert told[0] == (EventKind.CREATED, None, Status.NEW)
        stand: dict[str, str | int | None] = dict.fromkeys(fields) | {"STATUS": "NEW"}
        for kind, before, after in told[1:]:
            if kind not in fields:
                continue
            if stand[str(kind)] is not None or kind in ("IMPACT", "URGENCY", "ASSIGNEE"):
                assert stand[str(kind)] == before, (key, kind)
            stand[str(kind)] = after
        for kind, value in zip(fields, values, strict=True):
            assert stand[kind] is None or stand[kind] == value, (key, kind)
        if stand["ASSIGNEE"] is None:
            assert values[4] is None


def test_every_move_is_legal_and_reasoned(db: sqlite3.Connection) -> None:
    """SPEC 3.3."""
    moves = db.execute("select from_value, to_value, reason from event where kind = 'STATUS'")
    for before, after, reason in moves:
        assert after in TRANSITIONS[Status(before)]
        assert reason or not needs_reason(Status(before), Status(after)) or before in PAUSES


def test_pauses_come_after_a_public_reply_and_never_over_an_unanswered_message(db: sqlite3.Connection) -> None:
    """SPEC 3.3."""
    said = by_ticket(
        db, "select root, created_at, direction from message where visibility = 'PUBLIC' order by root, created_at"
    )
    pauses = db.execute("select root, happened_at, to_value from event where kind = 'STATUS'")
    for root, at, status in pauses:
        if status in PAUSES:
            before = [direction for when, direction in said[root] if int(when or 0) < at]
            assert Direction.OUT in before
            assert status != Status.PENDING_USER or before[-1] == Direction.OUT


def test_instants_are_in_order_and_not_after_now(db: sqlite3.Connection) -> None:
    now = to_micros(NOW)
    columns = "created_at, first_responded_at, resolved_at, closed_at, updated_at"
    for key, *times in db.execute(f"select id, {columns} from ticket"):
        known = [at for at in times if at is not None]
        assert known == sorted(known), key
        assert known[-1] <= now
    for table, column in (("message", "created_at"), ("event", "happened_at")):
        late = f"select count(*) from {table} c join ticket t on t.id = c.root where c.{column} > t.updated_at"
        assert db.execute(late).fetchone()[0] == 0
        early = f"select count(*) from {table} c join ticket t on t.id = c.root where c.{column} < t.created_at"
        assert db.execute(early).fetchone()[0] == 0


def test_the_instants_of_a_ticket_are_those_of_its_rows(db: sqlite3.Connection) -> None:
    """SPEC 4.5: the first response is the first public message of staff; an end is its last event."""
    wrong = db.execute(
        "select count(*) from ticket t where first_responded_at is not"
        " (select min(created_at) from message where root = t.id and direction = 'OUT')"
        " or (status in ('RESOLVED', 'CLOSED')) <> (resolved_at is not null)"
        " or (resolved_at is null) <> (outcome is null)"
        " or (status = 'CLOSED') <> (closed_at is not null) or (resolved_at is not null and resolved_at <>"
        " (select max(happened_at) from event where root = t.id and kind = 'STATUS' and to_value = 'RESOLVED'))"
        " or cycle <> 1 + (select count(*) from event where root = t.id and kind = 'STATUS' and from_value = 'RESOLVED'"
        " and to_value = 'OPEN')"
    )
    assert wrong.fetchone()[0] == 0


def test_requesters_come_back_within_the_week_only(db: sqlite3.Connection) -> None:
    """SPEC 3.3: a requester's message reopens a resolved ticket within seven days."""
    ends = by_ticket(
        db, "select root, happened_at, from_value, to_value from event where kind = 'STATUS' order by 1, 2"
    )
    reopened = 0
    for moves in ends.values():
        for (then, *_), (at, before, after) in pairwise(moves):
            if (before, after) == ("RESOLVED", "OPEN"):
                reopened += 1
                assert int(at or 0) - int(then or 0) < 7 * 86_400_000_000
    assert reopened > SIZE * 0.01


def test_ids_are_uuids_of_their_instant(db: sqlite3.Connection) -> None:
    for table, column in (("ticket", "created_at"), ("message", "created_at"), ("event", "happened_at")):
        for key, at in db.execute(f"select id, {column} from {table} limit 500"):
            made = UUID(key)
            assert (made.version, made.variant) == (7, "specified in RFC 4122")
            assert made.int >> 80 == at // 1000


def test_what_hangs_on_a_ticket_lives_in_its_teams_scope(db: sqlite3.Connection) -> None:
    """SPEC 1.3."""
    for table in ("ticket", "message", "event", "tag", "link", "attachment"):
        strays = f"select count(*) from {table} c join ticket t on t.id = c.root join team m on m.id = t.team"
        assert db.execute(f"{strays} where c.scope is not m.own_scope").fetchone()[0] == 0, table


def test_people_have_addresses_of_their_own_and_numbers_of_nobody(db: sqlite3.Connection) -> None:
    rows = db.execute("select email, phone from person where id <> (select person from _meta)").fetchall()
    assert len({email for email, _ in rows}) == len(rows)
    assert all(email.endswith("@corp.example") and email.isascii() for email, _ in rows)
    assert all(_PHONE.fullmatch(phone) for _, phone in rows)


def test_assignees_are_staff_and_of_the_tickets_team_but_for_the_profiles_own(db: sqlite3.Connection) -> None:
    strays = db.execute(
        "select count(*) from ticket t left join person p on p.id = t.assignee"
        " where t.assignee is not null and (p.login is null or p.team <> t.team)"
    )
    assert strays.fetchone()[0] == 0


def test_the_profiles_person_has_work(store: Store, db: sqlite3.Connection) -> None:
    me = WhoAmI().answer(db)
    mine, answered = Count(
        (Filter(statuses=LIVE, assignee=me.id), Filter(statuses=LIVE, assignee=me.id, awaiting=True))
    ).answer(db)
    assert mine >= 8
    assert answered >= 1


@pytest.mark.parametrize("text", ["vpn", "password", "SSO-40", "密码", "二次验证", "corp.example"])
def test_words_are_found_as_they_are_scanned(db: sqlite3.Connection, text: str) -> None:
    found = Count((Filter(text=text),)).answer(db)[0]
    assert 0 < found <= SIZE


def test_a_large_load_leaves_the_schema_and_the_usual_merging(db: sqlite3.Connection, tmp_path: Path) -> None:
    fresh = Store(tmp_path / "replica.db")
    try:
        with fresh.read() as connection:
            wanted = _schema(connection)
    finally:
        fresh.close()
    assert _schema(db) == wanted
    assert db.execute("select count(*) from listing").fetchone()[0] == SIZE
    assert db.execute("select count(*) from search").fetchone()[0] == SIZE
    assert dict(db.execute("select k, v from search_config"))["automerge"] == 4


def test_the_full_text_is_what_its_rows_say(tmp_path: Path) -> None:
    made, figures = demo(tmp_path / "profile", 400)
    words = "select rowid, title, body, people, tags from search order by rowid"
    try:
        with made.read() as connection:
            told = connection.execute(words).fetchall()
        with made.bulk() as connection:
            connection.execute("insert into _stale select id, 1 from ticket")
        with made.read() as connection:
            assert connection.execute(words).fetchall() == told
        assert len(told) == figures.tickets
    finally:
        made.close()


def test_the_clocks_of_its_tickets_are_those_of_their_events(tmp_path: Path) -> None:
    """They are reckoned once the events have their indexes again."""
    made = Store(tmp_path / "replica.db")
    first_start(made, NOW, "kim", "Kim Berg", Locale.EN)
    rule_first(made, NOW, lambda: "Asia/Shanghai")
    fill(made, NOW, 400, 1, unheard)
    clocks = "select ticket, clock, began, warn, due from listing order by ticket"
    try:
        with made.read() as connection:
            told = connection.execute(clocks).fetchall()
        with made.bulk() as connection:
            connection.execute("insert into _stale select id, 1 from ticket")
        with made.read() as connection:
            assert connection.execute(clocks).fetchall() == told
        assert any(clock for _, clock, *_ in told)
    finally:
        made.close()


def _schema(connection: sqlite3.Connection) -> dict[str, str]:
    return dict(connection.execute("select name, sql from sqlite_master"))


def test_attachments_are_kept_under_their_hash(store: Store, db: sqlite3.Connection) -> None:
    """SPEC 3.12."""
    rows = db.execute("select distinct sha256, size from attachment").fetchall()
    assert rows
    for sha256, size in rows:
        content = (store.path.parent / "blobs" / sha256[:2] / sha256).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (sha256, size)


def test_a_second_copy_points_to_the_first(db: sqlite3.Connection) -> None:
    """SPEC 3.9."""
    rows = db.execute(
        "select t.requester = o.requester, t.created_at > o.created_at, k.kind from ticket t"
        " join link k on k.root = t.id join ticket o on o.id = k.target where t.status = 'MERGED'"
    ).fetchall()
    assert rows
    assert set(rows) == {(1, 1, "duplicates")}


WISH = Wish(to_micros(NOW), 1200, SEED, None, None, {})


def test_a_second_process_tells_the_same() -> None:
    assert list(told_beside(WISH)) == list(told_here(WISH))


def test_without_a_second_process_it_is_told_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.spawn._python_exe", os.fsencode(shutil.which("false") or ""))
    assert list(told_beside(WISH)) == list(told_here(WISH))


def test_a_telling_left_early_leaves_no_process() -> None:
    with closing(told_beside(WISH)) as parts:
        assert set(next(parts)[0]) == {"team", "person"}
        assert multiprocessing.active_children()
    assert not multiprocessing.active_children()


def test_sample_phrases_ask_for_known_slots_only() -> None:
    samples = load()
    texts = [text for phrases in samples.phrases.values() for lines in phrases.values() for text in lines]
    for story in samples.stories:
        for reports in story.reports.values():
            for report in reports:
                texts += _texts(report)
                assert "code" not in set().union(*map(slots, _texts(report))) or story.codes, story.key
    asked = set().union(*map(slots, texts))
    assert asked <= known_slots() | {"agent", "team", "number", "title", "ask", "day", "month"}


def test_stories_have_both_languages_alike_and_can_be_told() -> None:
    """Each report has a title and a cause, and nothing that monitoring reports waits for an answer."""
    for story in load().stories:
        chinese, english = (story.reports[locale] for locale in (Locale.ZH, Locale.EN))
        assert [len(report.causes) for report in chinese] == [len(report.causes) for report in english], story.key
        assert [len(report.exchanges) for report in chinese] == [len(report.exchanges) for report in english], story.key
        for report in (*chinese, *english):
            assert report.titles, story.key
            assert report.causes, story.key
            assert not (report.exchanges and story.kind in (Kind.ALERT, Kind.OUTAGE)), story.key
        assert story.team in ("desk", "identity", "access")


def _texts(report: Report) -> list[str]:
    causes: list[Cause] = [*report.causes, *(cause for made in report.exchanges for cause in made.causes)]
    told = [text for cause in causes for v in cause.variants for text in (v.note, v.fix, v.done)]
    said = [text for made in report.exchanges for text in (made.question, made.answer)]
    return [report.ask, *report.titles, *report.details, *told, *said]
