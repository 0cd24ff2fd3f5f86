-- The hub on PostgreSQL: what stands before the synced tables.  One row orders the world, tables are the security boundary, scopes are the
-- unit of rights, replication and archiving.  Runs as desk_owner, which nobody signs in as; runs again to bring an older hub up to date:
-- tables stay and grow, everything else is made anew.

create schema if not exists desk;
revoke all on schema desk from public;
-- Not "in schema": a revoke of default privileges in one schema takes nothing away.
alter default privileges revoke execute on functions from public;

-- What an earlier version made beside its tables: functions take their triggers and policies with them.
do $$ declare made text; begin
    for made in select format('drop policy %I on desk.%I', p.policyname, p.tablename) from pg_policies p where p.schemaname = 'desk' loop
        execute made;
    end loop;
    for made in select format('drop function %s cascade', f.oid::regprocedure) from pg_proc f where f.pronamespace = 'desk'::regnamespace loop
        execute made;
    end loop;
    for made in select distinct format('revoke all on %s from %s', g.t, case g.grantee when 0 then 'public' else g.grantee::regrole::text end)
        from (select t.oid::regclass t, a.grantee, t.relowner from pg_class t, aclexplode(t.relacl) a
                where t.relnamespace = 'desk'::regnamespace and t.relkind = 'r'
              union select t.oid::regclass, a.grantee, t.relowner from pg_class t join pg_attribute c on c.attrelid = t.oid,
                aclexplode(c.attacl) a where t.relnamespace = 'desk'::regnamespace and t.relkind = 'r') g
        where g.grantee <> g.relowner loop
        execute made;
    end loop;
end $$;

create table if not exists desk.head (
    one    boolean primary key default true check (one),
    seq    bigint not null default 0,   -- number of the last commit: dense, gapless, in commit order
    xid    xid8,                        -- the transaction that is number seq
    now    bigint not null default 0,   -- hub clock in microseconds, never runs backwards
    floor  bigint not null default 0,   -- rows gone up to here were purged
    schema integer not null default 1,
    oldest integer not null default 1   -- the oldest schema a console may still sync with
) with (fillfactor = 10);
insert into desk.head default values on conflict do nothing;

create table if not exists desk.log (
    seq bigint, n integer, t text not null, k text not null, scope text, who text not null, at bigint not null,
    diff jsonb,                         -- erasable: the chain covers its digest
    digest bytea not null, hash bytea not null, primary key (seq, n));

create table if not exists desk.op (
    id text primary key, who text not null default session_user, at bigint not null,
    seq bigint not null, code text, message text);
create policy mine on desk.op using (who = session_user);

create table if not exists desk.gone (seq bigint not null, t text not null, k text not null, scope text not null, primary key (scope, seq, t, k));
create table if not exists desk.scope (id text primary key, name text not null, archive_of text references desk.scope);
create table if not exists desk.member (login text, scope text references desk.scope, primary key (login, scope));

-- What is called once a row is written in plpgsql also where it is one query: a session keeps the plan of that, and plans an SQL function
-- anew at each call.

-- Events told in this transaction that no change has used yet; empty at every commit.
create table if not exists desk.told (event text primary key, root text not null, kind text not null, value text);

create function desk.micros() returns bigint language plpgsql volatile set search_path = pg_catalog, pg_temp as $$ begin
    return (extract(epoch from clock_timestamp()) * 1000000)::bigint;
end $$;

create function desk.lock() returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$ begin
    perform from desk.head for update;
end $$;

-- The head before any row, whatever the statement: no deadlocks.
create function desk.first() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$ begin
    perform desk.lock(); return null;
end $$;

-- This transaction's number and instant; the first to ask takes them.
create function desk.begun() returns desk.head language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare h desk.head; begin
    select * into h from desk.head;
    if h.xid is distinct from pg_current_xact_id() then
        update desk.head set seq = seq + 1, xid = pg_current_xact_id(), now = greatest(now + 1, desk.micros()) returning * into h;
        perform pg_notify('desk', '');  -- a doorbell, never data
    end if;
    return h;
end $$;

-- One link of the chain.  Its end is safe to read, for whoever writes holds the head.
create function desk.enter(t text, k text, in_scope text, diff jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare h desk.head := desk.begun(); p desk.log; n integer; g bytea := sha256(convert_to(coalesce(diff::text, ''), 'UTF8')); begin
    select * into p from desk.log l order by l.seq desc, l.n desc limit 1;
    n := case when p.seq = h.seq then p.n + 1 else 0 end;
    insert into desk.log values (h.seq, n, t, k, in_scope, session_user, h.now, diff, g,
        sha256(coalesce(p.hash, '') || convert_to(concat_ws('|', h.seq, n, t, k, session_user, h.now), 'UTF8') || g));
end $$;

create function desk.scopes() returns text[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$ begin
    if pg_has_role(session_user, 'desk_worker', 'member') then return (select coalesce(array_agg(id), '{}') from desk.scope); end if;
    return (select coalesce(array_agg(s.id), '{}') from desk.scope s
        where s.id in ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002')
        or exists (select from desk.member m where m.login = session_user and m.scope in (s.id, s.archive_of)));
end $$;

create function desk.hello() returns table (seq bigint, now bigint, hash bytea, floor bigint, schema integer, oldest integer)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$ #variable_conflict use_column
begin return query
    select seq, desk.micros(), (select hash from desk.log order by seq desc, n desc limit 1), floor, schema, oldest from desk.head;
end $$;

create function desk.known(s bigint, tag text) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$ begin
    return coalesce((select encode(hash, 'hex') = tag from desk.log where seq = s order by n desc limit 1), s = 0);
end $$;

-- Tables of which rows changed in scopes of the caller since a commit, by the log; null where it tells of too many, or of a bulk load.
create function desk.touched(since bigint) returns text[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare mine text[] := desk.scopes(); seen integer; found text[]; begin
    select count(*), array_agg(distinct l.t) filter (where l.t = 'load' or l.scope = any (mine)) into seen, found
        from (select l.t, l.scope from desk.log l where l.seq > touched.since limit 1000) l;
    return case when seen = 1000 or 'load' = any (found) then null else coalesce(found, '{}') end;
end $$;
