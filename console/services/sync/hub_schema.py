"""The PostgreSQL hub's SQL, generated from the synced tables, the rights and the moves of status.

Promise: a table mapped tomorrow has its columns, stamps, log, row-level security, grants and its line in `pull` without
a word here; the script run again brings an older hub to exactly what a new one is; nothing a client names is ever put
together into SQL.
"""

from __future__ import annotations

from collections.abc import Iterator

from console.models import incident_workflow, workflow
from console.models.incident_kinds import INCIDENTS
from console.models.kinds import COMMON_SHELF, Role, Status
from console.models.review_kinds import MOVES
from console.models.rights import rights
from console.models.shape import Field, Kind, Shape, shapes
from console.resources import resource
from console.services.sync.hub_apply import apply_function
from console.services.sync.rules import AUTHORED, LOADABLE, NOTED, NUMBERED, REVIEWED, TEXT_LIMIT, WORK, limit

OWNER = "desk_owner"
"""The role that owns database and schema; nobody signs in as it."""
LOADER = "desk_loader"
"""The role that owns the bulk load."""
MANAGER = "desk_manager"
"""The role that owns what admins do to people and scopes; it alone may make database roles."""
SIGN_IN = "desk_login"
"""The group of everybody who may connect."""


GROUPS = tuple(f"desk_{role.value}" for role in Role)
"""Group roles without login; a person's database role is a member of those of their roles (SPEC 1.2)."""

_TYPES = {
    Kind.TEXT: "text",
    Kind.WORD: "text",
    Kind.NUMBER: "bigint",
    Kind.INSTANT: "bigint",
    Kind.FLAG: "boolean",
    Kind.JSON: "jsonb",
}
_PERSONS = ", ".join(GROUPS)
_DIGEST = "^[0-9a-f]{64}$"


def statements() -> str:
    """The whole script, to run as desk_owner, in an empty database or in an older hub."""
    parts = [
        resource("hub/postgres_base.sql").read_text(encoding="utf-8"),
        f"insert into desk.scope values ('{COMMON_SHELF}', 'common shelf') on conflict do nothing;",
        f"insert into desk.scope values ('{INCIDENTS}', 'incidents') on conflict do nothing;",
        "create table if not exists desk.loadable (name text primary key);",
        "delete from desk.loadable;",
        *(f"insert into desk.loadable values ('{name}');" for name in LOADABLE),
        *_transitions(),
        *(_table(shape) for shape in shapes().values()),
        _scope_of(),
        resource("hub/postgres_rules.sql").read_text(encoding="utf-8"),
        apply_function(),
        resource("hub/postgres_knowledge.sql").read_text(encoding="utf-8"),
        resource("hub/postgres_incidents.sql").read_text(encoding="utf-8"),
        *(line for shape in shapes().values() for line in _guards(shape)),
        resource("hub/postgres_keeping.sql").read_text(encoding="utf-8"),
        resource("hub/postgres_files.sql").read_text(encoding="utf-8"),
        resource("hub/postgres_presence.sql").read_text(encoding="utf-8"),
        _pull(),
        *_grants(),
        *_loader(),
        *_administration(),
        resource("hub/postgres_duty.sql").read_text(encoding="utf-8"),
        _SEALED,
    ]
    return "\n".join(parts)


_SEALED = """do $$ declare t regclass; begin
    for t in select oid from pg_class where relnamespace = 'desk'::regnamespace and relkind = 'r' loop
        execute format('alter table %s enable row level security', t);
    end loop;
end $$;"""
"""What no policy opens is closed, whoever was granted what."""


def _transitions() -> Iterator[str]:
    columns = "source text, target text, leads boolean, primary key (source, target)"
    yield f"create table if not exists desk.transition ({columns});"
    yield "delete from desk.transition;"
    for source, targets in workflow.TRANSITIONS.items():
        for target in sorted(targets):
            leads = str(source is Status.CLOSED).lower()
            yield f"insert into desk.transition values ('{source}', '{target}', {leads});"
    columns = "source text, target text, primary key (source, target)"
    yield f"create table if not exists desk.incident_transition ({columns});"
    yield "delete from desk.incident_transition;"
    for before, afters in incident_workflow.TRANSITIONS.items():
        yield from (f"insert into desk.incident_transition values ('{before}', '{after}');" for after in sorted(afters))
    yield f"create table if not exists desk.review_transition ({columns});"
    yield "delete from desk.review_transition;"
    for held, follows in MOVES.items():
        yield from (f"insert into desk.review_transition values ('{held}', '{after}');" for after in sorted(follows))


def _table(shape: Shape) -> str:
    """The table; where it stands already, the columns it lacks, and its checks as they are now."""
    table = f"desk.{shape.table}"
    columns = ",\n    ".join(_column(field) for field in shape.fields)
    added = [f"add column if not exists {_column(field)}{_zero(field)}" for field in shape.fields if field.name != "id"]
    made = [
        f"create table if not exists {table} (\n    {columns});",
        f"alter table {table}\n    {', '.join(added)};",
        *(f"alter table {table} alter {f.name} drop default;" for f in shape.fields if _zero(f)),
        f"drop index if exists desk.{shape.table}_by_seq;",
        f"create index if not exists {shape.table}_by_place on {table} (scope, seq, id);",
        f"create index if not exists {shape.table}_by_root on {table} (root);",
    ]
    for name, check in _checks(shape):
        made.append(f"alter table {table} drop constraint if exists {name}, add constraint {name} check ({check});")
    if shape.table == "person":
        made.append(f"create unique index if not exists person_by_login on {table} (login);")
    if shape.table in NUMBERED:
        made.append(f"create index if not exists {shape.table}_by_number on {table} (number);")
    return "\n".join(made)


def _column(field: Field) -> str:
    parts = [field.name, _TYPES[field.kind]]
    if field.name == "id":
        parts.append("primary key")
    elif field.name == "dead":
        parts.append("not null default false")
    elif not field.optional or field.name in ("scope", "seq", "at", "who"):
        parts.append("not null")
    return " ".join(parts)


def _zero(field: Field) -> str:
    return f" default {field.zero}" if field.zero and field.name not in ("id", "dead") else ""


def _checks(shape: Shape) -> Iterator[tuple[str, str]]:
    """Names and conditions; the SQLite hub has the same bounds (`rules.check`)."""
    for field in shape.fields:
        name = f"{shape.table}_{field.name}"
        if field.words:
            yield name, f"{field.name} in ({', '.join(repr(word) for word in field.words)})"
        elif field.name == "sha256":
            yield name, f"sha256 ~ '{_DIGEST}'"
        elif field.kind is Kind.TEXT:
            yield name, f"length({field.name}) <= {limit(field.name)}"
        elif field.kind is Kind.JSON:
            yield name, f"length({field.name}::text) <= {TEXT_LIMIT}"
    if shape.table in NUMBERED:
        yield f"{shape.table}_has_title", "length(btrim(title)) > 0"


def _scope_of() -> str:
    """Where a root lives: by a plan of its own for each table that has children."""
    roots = sorted({shape.root for shape in shapes().values() if shape.root != shape.table})
    lines = " ".join(f"when '{t}' then return (select scope from desk.{t} where id = k);" for t in roots)
    return (
        "create function desk.scope_of(t text, k text) returns text language plpgsql stable security definer"
        f" set search_path = pg_catalog, pg_temp as $$ begin case t {lines} end case; end $$;"
    )


def _guards(shape: Shape) -> Iterator[str]:
    """Triggers in the order their names stand: the head, the stamps, the table's own rules, the log, the effect."""
    table = shape.table
    children = ", ".join(f"'{s.table}'" for s in shapes().values() if s.root == table and s.table != table)
    by_hand = f"current_user <> '{LOADER}'"

    def trigger(name: str, when: str, call: str, condition: str = "", each: str = "row") -> str:
        when_clause = f" when ({condition})" if condition else ""
        return (
            f"create trigger {name} {when} on desk.{table} for each {each}{when_clause} execute function desk.{call};"
        )

    yield trigger("a_first", "before insert or update or delete", "first()", each="statement")
    yield trigger("a_no_delete", "before delete", "no_delete()")
    yield trigger("b_stamp", "before insert or update", f"stamp('{shape.root}')")
    if table in ("ticket", "incident", "person", "saved_view", *WORK, *REVIEWED):
        yield trigger("c_rules", "before insert or update", f"{table}_rules()", by_hand)
    elif table in AUTHORED:
        yield trigger("c_rules", "before insert", f"{table}_rules()", by_hand)
    if table == "policy":
        yield trigger("c_rules", "before insert", "policy_rules()", f"current_user not in ('{LOADER}', '{MANAGER}')")
    if table in ("article", "article_category"):
        yield trigger("c_rules", "before insert", "shelf_rules()", by_hand)
    if table in NOTED:
        yield trigger("c_rules", "before insert", "noted_rules()", by_hand)
    yield trigger("r_record", "after insert or update", f"record({children})", by_hand)
    if table == "event":
        yield trigger("s_move", "after insert", "move()", f"new.kind = 'TEAM' and {by_hand}")
    yield f"create policy seen on desk.{table} using (scope = any ((select desk.scopes())::text[]));"


def _pull() -> str:
    lines = "\n    ".join(
        f"if tables is null or '{table}' = any (tables) then return query select x.seq, x.id, '{table}', to_jsonb(x)"
        " from unnest(of_scope, from_seq) s(scope, since),"
        f" lateral (select * from desk.{table} x where x.scope = s.scope and x.seq > s.since) x; end if;"
        for table in shapes()
    )
    return resource("hub/postgres_pull.sql").read_text(encoding="utf-8").replace("-- each synced table", lines)


def _loader() -> Iterator[str]:
    """The bulk load's own role: it sees and adds rows of the loadable tables, and nobody signs in as it."""
    tables = ", ".join(f"desk.{name}" for name in LOADABLE)
    yield f"grant usage, create on schema desk to {LOADER};"
    yield f"grant select, insert on {tables} to {LOADER};"
    yield f"grant select on desk.loadable to {LOADER};"
    calls = "desk.lock(), desk.scopes(), desk.live_scopes(), desk.begun(), desk.enter(text, text, text, jsonb),"
    calls += " desk.landing(text, jsonb), desk.load_row(text, jsonb), desk.free_number(text, bigint)"
    yield f"grant execute on function {calls} to {LOADER};"
    for name in (*LOADABLE, "loadable"):
        yield f"create policy loaded on desk.{name} to {LOADER} using (true) with check (true);"
    yield f"alter function desk.load(jsonb) owner to {LOADER};"
    yield f"revoke create on schema desk from {LOADER};"
    yield "grant execute on function desk.load(jsonb) to desk_lead, desk_admin;"


def _administration() -> Iterator[str]:
    """What the functions of hub/postgres_admin.sql work on; they come after this script, from their own role."""
    tables = ("person", "team", "scope", "member", "policy")
    yield f"grant usage on schema desk to {MANAGER};"
    yield f"grant select, insert on {', '.join(f'desk.{name}' for name in tables)} to {MANAGER};"
    yield f"grant update on desk.person to {MANAGER};"
    yield f"grant delete on desk.member to {MANAGER};"
    calls = "desk.lock(), desk.micros(), desk.scopes(), desk.enter(text, text, text, jsonb)"
    yield f"grant execute on function {calls} to {MANAGER};"
    for name in tables:
        yield f"create policy handled on desk.{name} to {MANAGER} using (true) with check (true);"


def _grants() -> Iterator[str]:
    readers = ", ".join(f"desk_{role.value}" for role, given in rights().items() if given)
    yield f"grant usage on schema desk to {_PERSONS};"
    yield f"grant select on {', '.join(f'desk.{name}' for name in (*shapes(), 'gone', 'transition'))} to {readers};"
    yield f"grant select on desk.scope to {_PERSONS};"
    yield f"grant select on desk.op to {readers};"
    yield "grant select on desk.member to desk_admin;"
    yield "grant select on desk.log to desk_auditor;"
    yield "create policy seen on desk.gone using (scope = any ((select desk.scopes())::text[]));"
    yield "create policy seen on desk.scope using (id = any ((select desk.scopes())::text[]));"
    yield "create policy managed on desk.scope to desk_admin using (true);"
    yield "create policy managed on desk.member to desk_admin using (true);"
    yield "create policy open on desk.transition using (true);"
    yield "create policy audited on desk.log to desk_auditor using (true);"
    for role, given in rights().items():
        for table, right in given.items():
            insert = ", ".join(sorted(right.insert | {"id"}))
            if right.insert:
                yield f"grant insert ({insert}) on desk.{table} to desk_{role.value};"
            if right.update:
                yield f"grant update ({', '.join(sorted(right.update))}) on desk.{table} to desk_{role.value};"
    calls = "desk.lock(), desk.apply(jsonb), desk.apply_any(jsonb), desk.push(jsonb), desk.answer(text, text, text),"
    calls += " desk.touched(bigint), desk.check_told(), desk.micros(), desk.me(), desk.known(bigint, text),"
    calls += " desk.pull(bigint, text, text[], boolean, text[], bigint[])"
    yield f"grant execute on function {calls} to {readers};"
    yield f"grant execute on function desk.scopes(), desk.hello() to {_PERSONS};"
    yield "grant execute on function desk.state() to desk_admin, desk_auditor, desk_worker;"
