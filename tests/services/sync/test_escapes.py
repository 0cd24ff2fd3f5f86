"""What somebody with a login and a database client tries, and does not get: design of the sync, its experiments."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager

import psycopg
import pytest
from psycopg import errors

from console.models.kinds import Role
from console.services.sync.hub import Cursor, Operation, Unreachable
from console.services.sync.postgres_hub import PostgresHub
from tests.support.postgres import versions
from tests.support.team_hub import LOGINS, STRANGER, TeamHub, changed, event, moved, team_hub, ticket

AGENT, LEAD, ADMIN, WORKER = (LOGINS[role] for role in (Role.AGENT, Role.LEAD, Role.ADMIN, Role.WORKER))


@pytest.fixture(scope="module", params=versions())
def hub(request: pytest.FixtureRequest) -> Iterator[TeamHub]:
    with team_hub(request.param) as made:
        yield made


@pytest.fixture
def root(hub: TeamHub) -> Iterator[psycopg.Connection]:
    with closing(hub.connect()) as connection:
        yield connection


@contextmanager
def trying(hub: TeamHub, login: str = AGENT) -> Iterator[psycopg.Connection]:
    """A transaction of that person which comes to nothing."""
    with closing(hub.connect(login, autocommit=False)) as connection:
        yield connection
        connection.rollback()


SAID = "id, root, author, recorded_by, direction, visibility, channel, body, created_at"


def run(connection: psycopg.Connection, sql: str) -> None:
    for statement in sql.split("; "):
        connection.execute(statement.encode())


def one(connection: psycopg.Connection, sql: str, *values: object) -> object:
    return connection.execute(sql.encode(), values or None).fetchall()[0][0]


def test_nothing_can_be_put_where_a_function_of_the_owner_would_look(hub: TeamHub) -> None:
    """A type in pg_temp once let an agent rewrite the log as the owner: no temporary objects, no own schema."""
    for made in (
        "create domain pg_temp.bytea as pg_catalog.bytea",
        "create temporary table head (seq bigint)",
        "create temporary view log as select 1",
        "create function pg_temp.sha256(bytea) returns bytea language sql as 'select $1'",
        "create function public.sha256(bytea) returns bytea language sql as 'select $1'",
        "create operator public.|| (leftarg = bytea, rightarg = bytea, function = byteacat)",
        "create schema pg_temp_mine",
        "do $$ begin execute 'create temporary table x (a int)'; end $$",
        "select * into temporary mine from desk.ticket",
    ):
        with trying(hub) as agent, pytest.raises(errors.InsufficientPrivilege):
            agent.execute(made.encode())


TRAP = (
    """create function pg_temp.caught(v pg_catalog.bytea) returns boolean language plpgsql as $$ begin
        if current_user = 'desk_owner' then raise 'acting as the owner' using errcode = 'ZZ001'; end if;
        return true; end $$""",
    "create domain pg_temp.bytea as pg_catalog.bytea check (pg_temp.caught(value::pg_catalog.bytea))",
)
"""A type that runs its maker's code as whoever names it without saying where it lives."""


@pytest.mark.parametrize(("path", "caught"), [("pg_catalog, pg_temp", False), ("''", True)])
def test_even_a_temporary_type_is_not_taken_for_the_hubs(
    hub: TeamHub, root: psycopg.Connection, path: str, caught: bool
) -> None:
    """The second wall, where TEMP was granted again; with the path often advised, an empty one, the trap closes."""
    enter = "alter function desk.enter(text, text, text, jsonb) set search_path ="
    root.execute("grant temporary on database desk to public")
    root.execute(f"{enter} {path}".encode())
    try:
        with trying(hub) as agent:
            for statement in TRAP:
                agent.execute(statement.encode())
            try:
                run(agent, hub.spoken(ticket("trap", "<team>")))
                fell = False
            except psycopg.Error as error:
                fell = error.sqlstate == "ZZ001"
            assert fell is caught
    finally:
        root.execute(f"{enter} pg_catalog, pg_temp".encode())
        root.execute("revoke temporary on database desk from public")


def test_every_function_of_the_hub_fixes_where_it_looks(root: psycopg.Connection) -> None:
    found = root.execute("select proname, proconfig from pg_proc where pronamespace = 'desk'::regnamespace").fetchall()
    assert len(found) > 40
    assert {name for name, config in found if config != ["search_path=pg_catalog, pg_temp"]} == set()


def test_functions_made_later_are_nobodys_either(root: psycopg.Connection) -> None:
    """A revoke of default privileges within one schema takes nothing away; ours is for all."""
    for role in ("desk_owner", "desk_manager"):
        with root.transaction(force_rollback=True):
            root.execute("grant create on schema desk to desk_manager")
            root.execute(f"set local role {role}".encode())
            root.execute("create function desk.later() returns int language sql return 1")
            assert one(root, "select has_function_privilege(%s, 'desk.later()', 'execute')", AGENT) is False


def test_settings_do_not_say_who_one_is(hub: TeamHub) -> None:
    with trying(hub) as agent:
        for setting in ("role", "session_authorization"):
            with pytest.raises(psycopg.Error), agent.transaction():
                agent.execute("select set_config(%s, 'desk_owner', false)", (setting,))
        agent.execute(
            "select set_config('desk.login', %s, false), set_config('application_name', %s, false)", (ADMIN,) * 2
        )
        agent.execute("set role desk_agent")
        run(agent, "update desk.ticket set title = 'Mine' where id = 'own'")
        assert one(agent, "select who from desk.ticket where id = 'own'") == AGENT


@pytest.mark.parametrize(
    "setting", ["session_replication_role = replica", "row_security = off", "log_statement = 'none'"]
)
def test_settings_do_not_switch_rules_off(hub: TeamHub, setting: str) -> None:
    with trying(hub) as agent, pytest.raises(errors.InsufficientPrivilege):
        run(agent, f"set {setting}; select * from desk.ticket")


@pytest.mark.parametrize(
    "reach",
    [
        "copy desk.ticket to program 'id'",
        "copy desk.message (id, root) from program 'id'",
        "copy desk.ticket to '/tmp/tickets'",
        "select pg_read_file('/etc/passwd')",
        "select pg_ls_dir('.')",
        "select lo_import('/etc/passwd')",
        "select lo_creat(-1)",
        "select lo_from_bytea(0, 'x')",
        "select pg_logical_emit_message(false, 'x', repeat('x', 1000))",
        "create extension dblink",
        "create server s foreign data wrapper f",
        "select pg_reload_conf()",
        "select * from pg_authid",
        "create publication p for all tables",
        "create event trigger t on ddl_command_start execute function desk.first()",
        "grant pg_execute_server_program to agnes",
        "alter role agnes connection limit 100",
        "alter role agnes createrole",
        "alter role ada password 'mine'",
    ],
)
@pytest.mark.parametrize("login", [AGENT, ADMIN, WORKER])
def test_nobody_reaches_the_machine(hub: TeamHub, login: str, reach: str) -> None:
    with trying(hub, login) as person:
        if reach == "alter role ada password 'mine'" and login == ADMIN:
            person.execute("alter role ada password 'mine'")  # one's own may be changed
            return
        with pytest.raises((errors.InsufficientPrivilege, errors.UndefinedObject)):
            person.execute(reach.encode())


def test_who_when_and_author_are_the_hubs_word(hub: TeamHub) -> None:
    """SPEC 1.6, 3.4: author and recorded are set at insert, by who signed in; nothing happened later than now."""
    otto = hub.people[STRANGER]
    with trying(hub) as agent:
        now = int(str(one(agent, "select desk.micros()")))
        run(
            agent,
            f"insert into desk.message ({SAID})"
            f" values ('forged', 'own', '{otto}', '{otto}', 'OUT', 'PUBLIC', 'CONSOLE', 'Hello', 1)",
        )
        run(
            agent,
            "insert into desk.event (id, root, kind, author, happened_at, recorded_at)"
            f" values ('later', 'own', 'TITLE', '{otto}', {now * 2}, 1)",
        )
        said = agent.execute("select author, recorded_by, who from desk.message where id = 'forged'").fetchall()
        told = agent.execute("select author, happened_at = at, recorded_at = at from desk.event where id = 'later'")
        assert said == [(hub.people[AGENT], None, AGENT)]
        assert told.fetchall() == [(hub.people[AGENT], True, True)]


@pytest.mark.parametrize("column", ["who", "at", "seq", "scope"])
def test_a_stamped_column_cannot_even_be_named(hub: TeamHub, column: str) -> None:
    for sql in (
        f"insert into desk.tag (id, root, name, {column}) values ('x', 'own', 'x', null)",
        f"update desk.tag set {column} = {column} where id = 'tag'",
    ):
        with trying(hub) as agent, pytest.raises(errors.InsufficientPrivilege):
            agent.execute(sql.encode())


def test_what_was_only_spoken_is_marked_with_who_wrote_it_down(hub: TeamHub) -> None:
    said = "'call', 'own', 'requester', 'requester', 'IN', 'PUBLIC', 'PHONE', 'Hello', 1"
    with trying(hub) as agent:
        run(agent, f"insert into desk.message ({SAID}) values ({said})")
        found = agent.execute("select author, recorded_by from desk.message where id = 'call'").fetchall()
    assert found == [("requester", hub.people[AGENT])]


def test_a_login_without_a_person_writes_nothing(hub: TeamHub, root: psycopg.Connection) -> None:
    root.execute("create role ghost login in role desk_login, desk_agent")
    root.execute("insert into desk.member select 'ghost', own_scope from desk.team where id = %s", (hub.team,))
    with trying(hub, "ghost") as ghost, pytest.raises(errors.InvalidAuthorizationSpecification):
        run(ghost, event("own", "TITLE", "x"))


def test_an_answer_is_read_by_whom_it_was_given_alone(hub: TeamHub) -> None:
    with closing(hub.connect(AGENT)) as agent, closing(hub.connect(STRANGER)) as stranger:
        answers = PostgresHub(agent).push([Operation("op-1", ({"t": "tag", "k": "tag", "set": {"dead": False}},))])
        assert [answer.code for answer in answers] == [None]
        assert one(agent, "select count(*) from desk.op") == 1
        assert one(stranger, "select count(*) from desk.op") == 0


def test_moving_a_row_out_of_ones_sight_is_the_hubs_to_do(hub: TeamHub) -> None:
    """A transfer is an event; the move is its effect.  Afterwards the mover sees nothing of it."""
    with trying(hub) as agent:
        run(agent, hub.spoken(event("own", "TEAM", "<other_team>", "<team>")))
        for table in ("ticket", "message", "event", "tag", "link"):
            assert one(agent, f"select count(*) from desk.{table} where root = 'own'") == 0
        left = agent.execute("select count(*), count(distinct t) from desk.gone where k <> ''").fetchall()
        assert left[0][1] == 5


def test_a_condition_that_tells_is_not_asked_about_hidden_rows(hub: TeamHub) -> None:
    """The policy comes first: an error would print the value it failed on."""
    with trying(hub) as agent:
        found = agent.execute("select id from desk.ticket where id <> 'theirs' or (title || 'x')::int > 0").fetchall()
        assert ("theirs",) not in found
        assert (
            agent.execute(
                "select 1 from desk.ticket where id = 'theirs' and 1 / length(substr(title, 1, 0)) > 0"
            ).fetchall()
            == []
        )


def test_an_id_in_use_is_told_without_what_it_stands_for(hub: TeamHub) -> None:
    """Whether an id exists can be asked by inserting it; ids are random, and the message holds no value."""
    with trying(hub) as agent, pytest.raises(errors.UniqueViolation) as caught:
        run(agent, hub.spoken(ticket("theirs", "<team>")))
    assert caught.value.diag.message_detail is None
    assert "theirs" not in str(caught.value)


def test_a_child_of_a_hidden_row_is_refused_like_one_of_no_row(hub: TeamHub) -> None:
    answers = []
    for key in ("theirs", "nowhere"):
        with trying(hub) as agent, pytest.raises(errors.InsufficientPrivilege) as caught:
            run(agent, f"insert into desk.tag (id, root, name) values ('x', '{key}', 'x')")
        answers.append(str(caught.value))
    assert answers[0] == answers[1]


def test_statistics_and_activity_do_not_tell_of_hidden_rows(hub: TeamHub, root: psycopg.Connection) -> None:
    root.execute("analyze desk.ticket")
    others = "select count(*) from pg_stat_activity where usename <> session_user"
    with trying(hub) as agent:
        assert one(agent, "select count(*) from pg_stats where schemaname = 'desk'") == 0
        assert one(agent, others) == one(agent, f"{others} and query = '<insufficient privilege>'")


def test_a_doorbell_rung_by_anybody_says_nothing(hub: TeamHub) -> None:
    """Any login may NOTIFY any channel: the bell only makes consoles look."""
    with closing(hub.connect(LEAD)) as lead, closing(hub.connect(STRANGER)) as stranger:
        before = PostgresHub(lead).pull(Cursor())
        lead.execute("listen desk")
        stranger.execute("select pg_notify('desk', %s)", (json.dumps({"seq": 10**9}),))
        rung = [note.payload for note in lead.notifies(timeout=5, stop_after=1)]
        assert len(rung) == 1
        after = PostgresHub(lead).pull(Cursor())
        assert (after.head.seq, after.rows) == (before.head.seq, before.rows)


def test_the_hubs_own_bell_carries_nothing(hub: TeamHub) -> None:
    with closing(hub.connect(STRANGER)) as stranger, closing(hub.connect(AGENT)) as agent:
        stranger.execute("listen desk")
        agent.execute("update desk.ticket set title = 'Rung' where id = 'own'")
        assert [note.payload for note in stranger.notifies(timeout=5, stop_after=1)] == [""]


def test_an_event_without_its_change_fails_the_commit(hub: TeamHub) -> None:
    """SPEC 1.6: whatever tells of a change that does not come would be a lie to every clock."""
    with closing(hub.connect(AGENT)) as agent:
        with pytest.raises(psycopg.Error) as caught:
            agent.execute(event("own", "STATUS", "RESOLVED").encode())
        assert caught.value.sqlstate == "DS003"
        assert one(agent, "select count(*) from desk.event where to_value = 'RESOLVED' and root = 'own'") == 0


def test_the_check_cannot_be_put_off(hub: TeamHub) -> None:
    with closing(hub.connect(AGENT, autocommit=False)) as agent:
        agent.execute("set constraints all deferred")
        agent.execute(event("own", "STATUS", "RESOLVED").encode())
        with pytest.raises(psycopg.Error) as caught:
            agent.commit()
    assert caught.value.sqlstate == "DS003"


def test_one_event_pays_for_one_change(hub: TeamHub) -> None:
    with trying(hub) as agent:
        run(agent, changed("own", "priority", "HIGH"))
        with pytest.raises(psycopg.Error) as caught, agent.transaction():
            run(agent, "update desk.ticket set priority = 'LOW' where id = 'own'")
        assert caught.value.sqlstate == "DS003"


def test_an_agent_brings_nothing_closed_back(hub: TeamHub) -> None:
    """SPEC 3.3: CLOSED -> OPEN is a lead's."""
    with trying(hub) as agent, pytest.raises(psycopg.Error) as caught:
        run(agent, moved("closed", "OPEN"))
    assert caught.value.sqlstate == "DS002"
    with trying(hub, LEAD) as lead:
        run(lead, moved("closed", "OPEN"))


def test_a_hash_of_an_attachment_is_a_hash(hub: TeamHub) -> None:
    """A console keeps the content in a file of that name; a bulk load brings no content to hold it against."""
    row = {"id": "x", "root": "own", "name": "x", "mime": "x", "size": 1, "created_at": 1, "dead": False}
    for digest in ("../../evil", "A" * 64, "0" * 63):
        batch = json.dumps([{"t": "attachment", "r": row | {"sha256": digest}}])
        with trying(hub, LEAD) as lead:
            ((answer,),) = lead.execute("select desk.load(%s)", (batch,)).fetchall()
            assert [(one["id"], one["code"]) for one in answer["refused"]] == [("x", "23514")]
            assert not lead.execute("select from desk.attachment where id = 'x'").fetchall()


def test_a_field_is_no_bigger_than_a_console_can_hold(hub: TeamHub) -> None:
    huge = "jsonb_build_object('x', repeat('x', 300000))"
    with trying(hub) as agent, pytest.raises(errors.CheckViolation):
        run(agent, f"update desk.saved_view set filter = {huge} where id = 'view'")
    with trying(hub) as agent, pytest.raises(errors.CheckViolation):
        run(agent, "insert into desk.tag (id, root, name) values (repeat('x', 65), 'own', 'x')")


def test_copy_does_not_get_around_the_rows_rules(hub: TeamHub) -> None:
    with (
        trying(hub) as agent,
        pytest.raises(psycopg.Error),
        agent.cursor().copy("copy desk.tag (id, root, name) from stdin") as copy,
    ):
        copy.write("x\ttheirs\tx\n")


def gone(hub: TeamHub, login: str) -> None:
    """Wait until a role's closed connections have ended: it has three, and the server ends one a moment later."""
    with closing(hub.connect(WORKER)) as looker:
        while one(looker, f"select count(*) from pg_stat_activity where usename = '{login}'"):
            pass


def test_direct_writes_beside_pushes_never_deadlock(hub: TeamHub) -> None:
    """The head before any row, whatever the statement."""
    failures: list[str] = []
    gone(hub, AGENT)

    def write(order: tuple[str, str], pushing: bool) -> None:
        with closing(hub.connect(AGENT)) as agent:
            agent.execute("set lock_timeout = '20s'")
            for turn in range(25):
                patches = tuple({"t": "ticket", "k": key, "set": {"title": f"t{turn}"}} for key in order)
                try:
                    if pushing:
                        PostgresHub(agent).push([Operation(f"{order}{turn}{threading.get_ident()}", patches)])
                    else:
                        with agent.transaction():
                            for key in order:
                                agent.execute("update desk.ticket set title = 'direct' where id = %s", (key,))
                except (psycopg.Error, Unreachable) as error:
                    failures.append(str(error))

    ways = [(("own", "resolved"), False), (("resolved", "own"), True), (("resolved", "own"), False)]
    threads = [threading.Thread(target=write, args=way) for way in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_who_sits_on_the_head_costs_others_two_seconds_and_is_ended(hub: TeamHub) -> None:
    """Others get a lock timeout, which is Unreachable and tried again; the worker ends who sits there."""
    with closing(hub.connect(AGENT, autocommit=False)) as sitter, closing(hub.connect(LEAD)) as lead:
        sitter.execute("set idle_in_transaction_session_timeout = 0")
        sitter.commit()
        sitter.execute("select desk.lock()")
        with pytest.raises(Unreachable) as caught:
            PostgresHub(lead).push([Operation("waits", ())])
        assert isinstance(caught.value.__cause__, errors.LockNotAvailable)
        assert one(lead, "show lock_timeout") == "2s"
        waiting = threading.Thread(target=lambda: lead.execute("set lock_timeout = 0; select desk.lock()"))
        waiting.start()
        with closing(hub.connect(WORKER)) as worker:
            ended = 0
            while not ended:
                ended = int(str(one(worker, "select desk.end_sitters(100, 30000)")))
        waiting.join()
        with pytest.raises(errors.AdminShutdown):
            sitter.execute("select 1")


def test_who_holds_a_row_is_ended_too(hub: TeamHub) -> None:
    """Without the head, by locking a ticket: whoever pushes a change of it waits, with the head in hand."""
    with closing(hub.connect(AGENT, autocommit=False)) as sitter, closing(hub.connect(LEAD)) as lead:
        sitter.execute("set idle_in_transaction_session_timeout = 0")
        sitter.commit()
        sitter.execute("select 1 from desk.ticket where id = 'own' for update")
        lead.execute("set lock_timeout = 0")
        update = "update desk.ticket set title = 'Held' where id = 'own'"
        waiting = threading.Thread(target=lambda: lead.execute(update))
        waiting.start()
        with closing(hub.connect(WORKER)) as worker:
            while not one(worker, "select desk.end_sitters(100, 30000)"):
                pass
        waiting.join()
        assert one(lead, "select title from desk.ticket where id = 'own'") == "Held"


def test_who_only_works_is_left_alone(hub: TeamHub) -> None:
    with closing(hub.connect(AGENT, autocommit=False)) as busy, closing(hub.connect(WORKER)) as worker:
        busy.execute("select desk.lock()")
        assert one(worker, "select desk.end_sitters(0, 0)") == 0
        busy.execute("select 1")


def test_one_login_has_three_connections(hub: TeamHub) -> None:
    with ExitStack() as held:
        for _ in range(3):
            held.enter_context(closing(hub.connect(STRANGER)))
        with pytest.raises(psycopg.OperationalError, match="too many connections"):
            hub.connect(STRANGER)
