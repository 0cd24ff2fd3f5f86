-- What must happen once.  The key is the guarantee; the lease and its token only share out the work.
create table if not exists desk.duty (
    key text primary key, kind text not null, args jsonb not null default '{}', due bigint not null, once boolean not null default false,
    state text not null default 'due' check (state in ('due', 'held', 'done', 'failed', 'unsure')),
    token bigint not null default 0, lease bigint, tries integer not null default 0, result jsonb);
create index if not exists duty_open on desk.duty (due) where state in ('due', 'held');

create function desk.plan(k text, what text, a jsonb, at bigint, just_once boolean) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    with x as (insert into desk.duty (key, kind, args, due, once) values (k, what, a, at, just_once) on conflict do nothing returning 1)
    select exists (select from x) $$;

-- A lease that ran out comes back to be claimed again, but for what may be done only once: there nobody knows, and a person rules.
create function desk.claim(kinds text[], ttl bigint, many integer) returns table (key text, kind text, args jsonb, token bigint, tries integer)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare t bigint := desk.micros(); begin
    update desk.duty d set state = 'unsure', token = d.token + 1
        where d.state = 'held' and d.lease < t and d.once and d.kind = any (kinds);
    return query update desk.duty d set state = 'held', token = d.token + 1, tries = d.tries + 1, lease = t + ttl
        where d.key in (select o.key from desk.duty o where o.kind = any (kinds)
            and ((o.state = 'due' and o.due <= t) or (o.state = 'held' and o.lease < t and not o.once))
            order by o.due, o.key limit many for update skip locked)
        returning d.key, d.kind, d.args, d.token, d.tries;
end $$;

create function desk.renew(k text, tok bigint, ttl bigint) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    with x as (update desk.duty set lease = desk.micros() + ttl where key = k and token = tok and state = 'held' returning 1)
    select exists (select from x) $$;

create function desk.finish(k text, tok bigint, new_state text, res jsonb, again bigint) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    with x as (update desk.duty set state = case when again is null then new_state else 'due' end, result = res,
        due = case when again is null then due else desk.micros() + again end
        where key = k and token = tok and state = 'held' returning 1)
    select exists (select from x) $$;

grant select on desk.duty to desk_worker;
create policy worked on desk.duty to desk_worker using (true);
grant execute on function desk.plan(text, text, jsonb, bigint, boolean), desk.claim(text[], bigint, integer),
    desk.renew(text, bigint, bigint), desk.finish(text, bigint, text, jsonb, bigint) to desk_worker;
