"""How a PostgreSQL hub applies one patch: by statements whose plans a session keeps, generated from the rights.

Promise: a statement names only columns that every role with a right to write the table may write, so it is refused
wherever one made for the patch alone would be; a patch that names others gets such a one, and what the server says to
that.
"""

from __future__ import annotations

from collections.abc import Iterable

from console.models.rights import Right, rights


def apply_function() -> str:
    """`desk.apply`, to be made where `desk.apply_any` is."""
    tables = dict.fromkeys(table for given in rights().values() for table in given)
    inserts = "\n".join(_insert(table) for table in tables)
    updates = "\n".join(_update(table) for table in tables if _common(table, "update"))
    return f"""create function desk.apply(p jsonb) returns void language plpgsql security invoker
set search_path = pg_catalog, pg_temp as $$
declare k text := p->>'k'; v jsonb; e jsonb; n integer; begin
    if p ? 'new' then
        v := '{{"dead": false}}' || (p->'new') || jsonb_build_object('id', k);
        if not v ? 'root' then v := v || jsonb_build_object('root', k); end if;
        case p->>'t'
{inserts}
        else
        end case;
    elsif p ? 'set' and not p ? 'inc' then
        v := p->'set'; e := coalesce(p->'expect', '{{}}');
        case p->>'t'
{updates}
        else
        end case;
    end if;
    perform desk.apply_any(p);
end $$;"""


def _insert(table: str) -> str:
    names = _common(table, "insert") | {"id"}
    columns = ", ".join(sorted(names))
    return f"""        when '{table}' then if v - {_array(names)} = '{{}}' then
            insert into desk.{table} ({columns}) select {columns} from jsonb_populate_record(null::desk.{table}, v);
            return;
        end if;"""


def _update(table: str) -> str:
    names = _common(table, "update")
    sets = ", ".join(f"{name} = case when v ? '{name}' then x.{name} else r.{name} end" for name in sorted(names))
    return f"""        when '{table}' then if v - {_array(names)} = '{{}}' then
            update desk.{table} r set {sets}
                from jsonb_populate_record(null::desk.{table}, v) x where r.id = k and (e = '{{}}' or to_jsonb(r) @> e);
            get diagnostics n = row_count;
            if n = 0 then raise '{table}' using errcode = 'DS001'; end if;
            return;
        end if;"""


def _common(table: str, part: str) -> frozenset[str]:
    """The columns that all roles with this right on the table may write."""
    held = [getattr(given.get(table, Right()), part) for given in rights().values()]
    return frozenset.intersection(*filter(None, held)) if any(held) else frozenset()


def _array(names: Iterable[str]) -> str:
    return f"array[{', '.join(repr(name) for name in sorted(names))}]"
