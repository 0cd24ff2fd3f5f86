-- Housekeeping, run by the worker: archives, what is left behind, the sign of life.  Runs again on an older hub.

create table if not exists desk.heartbeat (worker text primary key default session_user, at bigint not null);

-- Replicas hold live scopes; archives are searched here.
create or replace function desk.live_scopes() returns text[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare mine text[] := desk.scopes(); begin
    return (select coalesce(array_agg(s.id), '{}') from desk.scope s where s.archive_of is null and s.id = any (mine));
end $$;

create or replace function desk.archive_scope(of_scope text) returns text language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$
declare a text; begin
    select id into a from desk.scope where archive_of = of_scope;
    if a is null then
        a := gen_random_uuid()::text;
        insert into desk.scope select a, name || ' archive', id from desk.scope where id = of_scope;
    end if;
    return a;
end $$;

-- Tickets closed before an instant, and neither come nor changed here since, move to their team's archive, some at a time:
-- moving many is one long hold of the head.
create or replace function desk.archive(before bigint, many integer) returns integer language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$
declare t record; n integer := 0; begin
    perform desk.lock();
    for t in select k.id, k.scope from desk.ticket k join desk.scope s on s.id = k.scope
        where k.status = 'CLOSED' and k.closed_at < before and k.at < before and s.archive_of is null order by k.closed_at, k.id limit many loop
        update desk.ticket set scope = desk.archive_scope(t.scope) where id = t.id;
        n := n + 1;
    end loop;
    return n;
end $$;

-- A reopened ticket comes back, whole.
create or replace function desk.revive() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.scope := coalesce((select archive_of from desk.scope where id = new.scope), new.scope);
    return new;
end $$;
drop trigger if exists d_revive on desk.ticket;
create trigger d_revive before update of status on desk.ticket for each row when (old.status = 'CLOSED' and new.status <> 'CLOSED')
    execute function desk.revive();

create or replace function desk.purge(before bigint) returns integer language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$
declare last bigint; n integer; begin
    perform desk.lock();
    select coalesce(max(seq), 0) into last from desk.log where at < before;
    delete from desk.gone where seq <= last;
    get diagnostics n = row_count;
    if n > 0 then update desk.head set floor = greatest(floor, last); end if;
    return n;
end $$;

create or replace function desk.beat() returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    insert into desk.heartbeat values (session_user, desk.micros()) on conflict (worker) do update set at = excluded.at $$;
create or replace function desk.last_beat() returns bigint language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select max(at) from desk.heartbeat $$;

revoke execute on function desk.live_scopes(), desk.archive_scope(text), desk.archive(bigint, integer), desk.revive(), desk.purge(bigint),
    desk.beat(), desk.last_beat() from public;
grant execute on function desk.live_scopes(), desk.last_beat() to desk_agent, desk_commander, desk_lead, desk_admin, desk_worker;
grant execute on function desk.archive(bigint, integer), desk.purge(bigint), desk.beat() to desk_worker;
