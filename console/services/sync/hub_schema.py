"""The PostgreSQL hub's SQL, generated from the synced tables, the rights and the moves of status.

Promise: a table mapped tomorrow has its columns, stamps, log, row-level security, grants and its line in `pull` without
a word here; nothing a client names is ever put together into SQL.
"""

from __future__ import annotations

from collections.abc import Iterator

from console.models import workflow
from console.models.kinds import COMMON_SHELF, Role, Status
from console.models.rights import rights
from console.models.shape import Field, Kind, Shape, shapes
from console.resources import resource
from console.services.sync.rules import TEXT_LIMIT, TITLE_LIMIT

LOADER = "desk_loader"
"""The role that owns the bulk load."""

LOADABLE = ("person", "ticket", "message", "attachment", "event", "link", "tag", "saved_view")
"""Tables a bulk load may fill; teams, and people who sign in, are an admin's to make."""

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
_READERS = ", ".join(GROUPS)


def statements() -> str:
    """The whole script, to run as desk_owner in an empty database."""
    parts = [
        resource("hub/postgres_base.sql").read_text(encoding="utf-8"),
        f"insert into desk.scope values ('{COMMON_SHELF}', 'common shelf');",
        "create table desk.loadable (name text primary key);",
        *(f"insert into desk.loadable values ('{name}');" for name in LOADABLE),
        *_transitions(),
        *(_table(shape) for shape in shapes().values()),
        resource("hub/postgres_rules.sql").read_text(encoding="utf-8"),
        *(line for shape in shapes().values() for line in _guards(shape)),
        _pull(),
        *_grants(),
        *_loader(),
        resource("hub/postgres_duty.sql").read_text(encoding="utf-8"),
    ]
    return "\n".join(parts)


def _transitions() -> Iterator[str]:
    yield "create table desk.transition (source text, target text, leads boolean, primary key (source, target));"
    for source, targets in workflow.TRANSITIONS.items():
        for target in sorted(targets):
            leads = str(source is Status.CLOSED).lower()
            yield f"insert into desk.transition values ('{source}', '{target}', {leads});"


def _table(shape: Shape) -> str:
    columns = ",\n    ".join(_column(field) for field in shape.fields)
    checks = " check (length(btrim(title)) > 0)" if shape.table == "ticket" else ""
    made = f"create table desk.{shape.table} (\n    {columns}{',' if checks else ''}{checks});\n"
    return made + f"create index on desk.{shape.table} (scope, seq);\ncreate index on desk.{shape.table} (root);"


def _column(field: Field) -> str:
    parts = [field.name, _TYPES[field.kind]]
    if field.name == "id":
        parts.append("primary key")
    elif field.name == "dead":
        parts.append("not null default false")
    elif not field.optional or field.name in ("scope", "seq", "at", "who"):
        parts.append("not null")
    if field.words:
        parts.append(f"check ({field.name} in ({', '.join(repr(word) for word in field.words)}))")
    elif field.kind is Kind.TEXT:
        parts.append(f"check (length({field.name}) <= {TITLE_LIMIT if field.name == 'title' else TEXT_LIMIT})")
    return " ".join(parts)


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
    if table in ("ticket", "person", "saved_view"):
        yield trigger("c_rules", "before insert or update", f"{table}_rules()", by_hand)
    if table in ("event", "message", "attachment"):
        yield trigger("c_rules", "before insert", f"{table}_rules()", by_hand)
    yield trigger("r_record", "after insert or update", f"record({children})", by_hand)
    if table == "event":
        yield trigger("s_move", "after insert", "move()", f"new.kind = 'TEAM' and {by_hand}")
    yield f"alter table desk.{table} enable row level security;"
    yield f"create policy seen on desk.{table} using (scope = any ((select desk.scopes())::text[]));"


def _pull() -> str:
    lines = "\n        ".join(
        f"union all select x.seq, x.id, '{table}', to_jsonb(x) from s,"
        f" lateral (select * from desk.{table} x where x.scope = s.scope and x.seq > s.since) x"
        for table in shapes()
    )
    return resource("hub/postgres_pull.sql").read_text(encoding="utf-8").replace("-- each synced table", lines)


def _loader() -> Iterator[str]:
    """The bulk load's own role: it sees and adds rows of the loadable tables, and nobody signs in as it."""
    tables = ", ".join(f"desk.{name}" for name in LOADABLE)
    yield f"grant usage, create on schema desk to {LOADER};"
    yield f"grant select, insert on {tables} to {LOADER};"
    yield f"grant select on desk.loadable, desk.team, desk.scope to {LOADER};"
    yield f"grant select, update on desk.head to {LOADER};"
    yield f"grant select, insert on desk.log to {LOADER};"
    yield f"grant execute on function desk.lock(), desk.scopes(), desk.micros(), desk.landing(text, jsonb) to {LOADER};"
    for name in LOADABLE:
        yield f"create policy loaded on desk.{name} to {LOADER} using (true) with check (true);"
    yield f"alter function desk.load(jsonb) owner to {LOADER};"
    yield f"revoke create on schema desk from {LOADER};"
    yield "grant execute on function desk.load(jsonb) to desk_lead, desk_admin;"


def _grants() -> Iterator[str]:
    yield f"grant usage on schema desk to {_READERS};"
    tables = ", ".join(f"desk.{name}" for name in (*shapes(), "gone", "transition", "scope"))
    readers = ", ".join(f"desk_{role.value}" for role, given in rights().items() if given)
    yield f"grant select on {tables} to {readers};"
    yield "grant select on desk.log, desk.scope to desk_auditor;"
    yield "alter table desk.gone enable row level security;"
    yield "create policy seen on desk.gone using (scope = any ((select desk.scopes())::text[]));"
    yield f"grant select, insert (id, at, seq, code, message) on desk.op to {readers};"
    for role, given in rights().items():
        for table, right in given.items():
            insert = ", ".join(sorted(right.insert | {"id"}))
            yield f"grant insert ({insert}) on desk.{table} to desk_{role.value};"
            if right.update:
                yield f"grant update ({', '.join(sorted(right.update))}) on desk.{table} to desk_{role.value};"
    calls = "desk.scopes(), desk.lock(), desk.apply(jsonb), desk.push(jsonb), desk.hello(), desk.micros(), desk.me(),"
    calls += " desk.known(bigint, text), desk.pull(bigint, text, text[]), desk.check_told()"
    yield f"grant execute on function {calls} to {readers};"
