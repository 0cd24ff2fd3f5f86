"""The PostgreSQL hub's SQL, generated from the synced tables, the rights and the moves of status.

Promise: a table mapped tomorrow has its columns, stamps, log, row-level security, grants and its line in `pull` without a word here;
nothing a client names is ever put together into SQL.
"""

from __future__ import annotations

from collections.abc import Iterator

from console.models import workflow
from console.models.kinds import COMMON_SHELF, Role, Status
from console.models.rights import rights
from console.models.shape import Field, Kind, Shape, shapes
from console.resources import resource
from console.services.sync.rules import TEXT_LIMIT, TITLE_LIMIT

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
        *_transitions(),
        *(_table(shape) for shape in shapes().values()),
        resource("hub/postgres_rules.sql").read_text(encoding="utf-8"),
        *(line for shape in shapes().values() for line in _guards(shape)),
        _pull(),
        *_grants(),
    ]
    return "\n".join(parts)


def _transitions() -> Iterator[str]:
    yield "create table desk.transition (source text, target text, leads boolean not null, primary key (source, target));"
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
    table, on = shape.table, f"on desk.{shape.table}"
    children = [s.table for s in shapes().values() if s.root == table and s.table != table]
    names = ", ".join(f"'{child}'" for child in children)
    yield f"create trigger a_first before insert or update or delete {on} for each statement execute function desk.first();"
    yield f"create trigger a_no_delete before delete {on} for each row execute function desk.no_delete();"
    yield f"create trigger b_stamp before insert or update {on} for each row execute function desk.stamp('{shape.root}');"
    if table in ("ticket", "person", "saved_view"):
        yield f"create trigger c_rules before insert or update {on} for each row execute function desk.{table}_rules();"
    if table in ("event", "message", "attachment"):
        yield f"create trigger c_rules before insert {on} for each row execute function desk.{table}_rules();"
    yield f"create trigger r_record after insert or update {on} for each row execute function desk.record({names});"
    if table == "event":
        yield (
            f"create trigger s_move after insert {on} for each row when (new.kind = 'TEAM') execute function desk.move();"
        )
    yield f"alter table desk.{table} enable row level security;"
    yield f"create policy seen {on} using (scope = any ((select desk.scopes())::text[]));"


def _pull() -> str:
    lines = "\n        ".join(
        f"union all select x.seq, x.id, '{table}', to_jsonb(x) from s,"
        f" lateral (select * from desk.{table} x where x.scope = s.scope and x.seq > s.since) x"
        for table in [*shapes()]
    )
    return f"""
create function desk.pull(since bigint, tag text, have text[]) returns table (seq bigint, k text, t text, r jsonb)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp as $$ #variable_conflict use_column
begin return query
    with h as (select h.*, (pull.since < h.floor or not desk.known(pull.since, pull.tag)) as reset, desk.scopes() as sc from desk.hello() h),
        s as (select x.scope, case when x.scope = any (pull.have) and not h.reset then pull.since else -1 end as since
              from h, unnest(h.sc) x(scope))
        select -1::bigint, '', 'head', jsonb_build_object('seq', seq, 'now', now, 'tag', coalesce(encode(hash, 'hex'), ''),
            'reset', reset, 'scopes', sc, 'schema', schema, 'oldest', oldest) from h
        {lines}
        union all select x.seq, x.k, 'gone', to_jsonb(x) from s,
            lateral (select * from desk.gone x where x.scope = s.scope and x.seq > s.since and s.since >= 0) x;
end $$;"""


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
