-- The hub on PostgreSQL: what stands behind the synced tables: stamps, rules, log, push.

create function desk.me() returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$ begin
    return (select id from desk.person where login = session_user and not dead);
end $$;

-- Whoever writes is somebody: a login that no person has would leave its name on nothing.
create function desk.author() returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare p text := desk.me(); begin
    if p is null then raise 'no such person' using errcode = '28000'; end if;
    return p;
end $$;

create function desk.own_scope(of_team text) returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$ begin
    return (select own_scope from desk.team where id = of_team);
end $$;

-- Every row change: the transaction's number, the hub's instant, who signed in; a child lives where its root lives.
create function desk.stamp() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare h desk.head := desk.begun(); begin
    new.seq := h.seq; new.at := h.now; new.who := session_user;
    if tg_op = 'UPDATE' then
        new.id := old.id; new.root := old.root;
    elsif tg_argv[0] <> tg_table_name then
        new.scope := desk.scope_of(tg_argv[0], new.root);
        if new.scope is null or not new.scope = any (desk.scopes()) then
            raise '%', tg_table_name using errcode = '42501';
        end if;
    elsif new.root <> new.id then
        raise 'root' using errcode = '23514';
    end if;
    return new;
end $$;

create function desk.ticket_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f text; k text; o jsonb; n jsonb; begin
    if tg_op = 'INSERT' then
        if new.status <> 'NEW' then raise 'a ticket begins as NEW' using errcode = 'DS002'; end if;
        new.scope := desk.own_scope(new.team);
        if new.scope is null then raise 'team' using errcode = '23503'; end if;
        new.number := (select coalesce(max(number), 0) + 1 from desk.ticket);
        insert into desk.told values (new.id, new.id, 'BORN', null);
        return new;
    end if;
    o := to_jsonb(old); n := to_jsonb(new);
    foreach f in array array['status', 'priority', 'type'] loop
        if n->f is distinct from o->f then
            delete from desk.told where event = (
                select event from desk.told where root = new.id and kind = upper(f) and value is not distinct from n->>f limit 1)
                returning event into k;
            if not found then raise '% without its event', upper(f) using errcode = 'DS003'; end if;
        end if;
    end loop;
    if new.status <> old.status and not exists (
        select from desk.transition t where t.source = old.status and t.target = new.status
        and (not t.leads or pg_has_role(session_user, 'desk_lead', 'member') or pg_has_role(session_user, 'desk_admin', 'member'))) then
        raise '% -> %', old.status, new.status using errcode = 'DS002';
    end if;
    return new;
end $$;

-- The instant of a commit; null where nobody named one there was.
create function desk.instant_of(commit text) returns bigint language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$ begin
    return (select at from desk.log where seq = nullif(commit, '')::bigint limit 1);
end $$;

create function desk.event_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare t desk.ticket; held text; begin
    new.author := desk.author();
    new.recorded_at := new.at;
    -- Nothing happened later than now, or before the commit its author knew of.
    new.happened_at := greatest(least(new.happened_at, new.at), desk.instant_of(current_setting('desk.since', true)));
    select * into t from desk.ticket where id = new.root;
    if new.kind = 'CREATED' then
        delete from desk.told where event = new.root and kind = 'BORN';
        if not found then raise 'BORN without its event' using errcode = 'DS003'; end if;
    elsif new.kind in ('STATUS', 'PRIORITY', 'TYPE') then
        held := to_jsonb(t)->>lower(new.kind);
        new.from_value := held;
        if new.to_value is distinct from held then insert into desk.told values (new.id, new.root, new.kind, new.to_value); end if;
    elsif new.kind = 'TEAM' then
        if new.from_value is distinct from t.team then raise 'team' using errcode = 'DS001'; end if;
        if desk.own_scope(new.to_value) is null then raise 'team' using errcode = '23503'; end if;
    end if;
    return new;
end $$;

-- A transfer is an event; the move is its effect, done by the hub, for the row may leave its mover's sight.
create function desk.move() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    update desk.ticket set team = new.to_value, scope = desk.own_scope(new.to_value) where id = new.root;
    return null;
end $$;

create function desk.message_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    if new.direction <> 'IN' then
        new.author := desk.author(); new.recorded_by := null;
    elsif not pg_has_role(session_user, 'desk_worker', 'member') then
        if new.channel not in ('PHONE', 'HOTLINE', 'ON_SITE') then
            raise 'only what was spoken is written down by staff' using errcode = '42501';
        end if;
        new.recorded_by := desk.author();
    end if;
    return new;
end $$;

create function desk.attachment_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    new.author := desk.author(); return new;
end $$;

-- Not a definer: current_user tells a signed-in person from the owner and the manager, whose functions make people.
create function desk.person_rules() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$ begin
    if current_user not in ('desk_owner', 'desk_manager') then
        if tg_op = 'INSERT' and (new.login is not null or coalesce(new.roles, '[]') <> '[]') then
            raise 'people who sign in are made by an admin' using errcode = '42501';
        end if;
        if tg_op = 'UPDATE' and old.login is not null and old.id is distinct from desk.me() then
            raise 'person' using errcode = '42501';
        end if;
    end if;
    if tg_op = 'INSERT' then new.scope := '00000000-0000-7000-8000-000000000001'; end if;
    return new;
end $$;

create function desk.saved_view_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    if new.owner is distinct from desk.me() then
        if not (pg_has_role(session_user, 'desk_lead', 'member') or pg_has_role(session_user, 'desk_admin', 'member')) then
            raise 'saved_view' using errcode = '42501';
        end if;
        if tg_op = 'INSERT' then
            new.scope := desk.own_scope(new.owner);
            if new.scope is null then raise 'team' using errcode = '23503'; end if;
        end if;
    elsif tg_op = 'INSERT' then
        new.scope := '00000000-0000-7000-8000-000000000001';
    end if;
    return new;
end $$;

-- A team's is its lead's to rule, everybody's an admin's; versions follow each other, and none takes effect before it was published.
create function desk.policy_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare s text := desk.own_scope(new.owner); begin
    if not pg_has_role(session_user, 'desk_admin', 'member') then
        if new.owner is null then raise 'policy' using errcode = '42501'; end if;
        if s is not null and not s = any (desk.scopes()) then raise 'policy' using errcode = '42501'; end if;
    end if;
    if new.owner is not null and s is null then raise 'team' using errcode = '23503'; end if;
    if new.version is distinct from (select coalesce(max(version), 0) + 1 from desk.policy
        where kind = new.kind and owner is not distinct from new.owner and name = new.name) then
        raise 'policy' using errcode = 'DS001';
    end if;
    new.author := desk.author();
    new.published_at := new.at;
    new.effective_at := greatest(new.effective_at, new.at);
    new.scope := '00000000-0000-7000-8000-000000000001';
    return new;
end $$;

create function desk.record() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare d jsonb; c text; o jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) else '{}' end; begin
    select jsonb_object_agg(e.key, jsonb_build_array(o->e.key, e.value)) into d from jsonb_each(to_jsonb(new)) e
        where e.key not in ('seq', 'at', 'who') and e.value is distinct from coalesce(o->e.key, 'null');
    perform desk.enter(tg_table_name, new.id, new.scope, d);
    if tg_op = 'UPDATE' and old.scope is distinct from new.scope then
        insert into desk.gone values (new.seq, tg_table_name, new.id, old.scope) on conflict do nothing;
        foreach c in array coalesce(tg_argv, array[]::text[]) loop
            execute format('update desk.%I set scope = $1 where root = $2', c) using new.scope, new.id;
        end loop;
    end if;
    return null;
end $$;

-- Who may see what is part of the history too; a login's scopes are no row a console holds.
create function desk.member_record() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    if tg_op = 'INSERT' then perform desk.enter('member', new.login, new.scope, '{"member": [false, true]}'); return null; end if;
    perform desk.enter('member', old.login, old.scope, '{"member": [true, false]}');
    return null;
end $$;
create trigger a_first before insert or update or delete on desk.member for each statement execute function desk.first();
create trigger r_record after insert or delete on desk.member for each row execute function desk.member_record();

create function desk.no_delete() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$ begin
    raise 'nothing is deleted; mark it dead' using errcode = '42501';
end $$;

-- An event nothing followed would be a lie to every clock and statistic.
create function desk.used_up() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    if exists (select from desk.told where event = new.event) then raise 'an event without its change' using errcode = 'DS003'; end if;
    return null;
end $$;
create constraint trigger used_up after insert on desk.told deferrable initially deferred for each row execute function desk.used_up();
create function desk.check_told() returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$ begin
    if exists (select from desk.told) then raise 'an event without its change' using errcode = 'DS003'; end if;
end $$;

-- How an operation was settled, noted under who signed in: nobody writes such a line by hand.
create function desk.answer(operation text, why text, words text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$ begin
    insert into desk.op (id, at, seq, code, message) select operation, desk.micros(), h.seq, why, words from desk.head h;
end $$;

-- How the hub stands, for those who look after it.
create function desk.state() returns jsonb language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select jsonb_build_object('schema', h.schema, 'oldest', h.oldest, 'seq', h.seq, 'last', case when h.seq > 0 then h.now end,
        'people', (select count(*) from desk.person where login is not null and roles <> '[]' and not dead),
        'requesters', (select count(*) from desk.person where login is null and not dead),
        'teams', (select count(*) from desk.team where not dead), 'scopes', (select count(*) from desk.scope),
        'tickets', (select count(*) from desk.ticket where not dead), 'log', (select count(*) from desk.log),
        'bytes', pg_database_size(current_database()))
    from desk.head h $$;

-- push: the operations of a console, with the caller's own rights.
-- operation = {"id", "since": commit its author knew, "do": [{"t": table, "k": id, "new" | "set" | "inc" | "expect": {column: value}}]}
-- A patch of any columns; those that are usual are applied by `desk.apply`, which is generated.
create function desk.apply_any(p jsonb) returns void language plpgsql security invoker set search_path = pg_catalog, pg_temp as $$
declare t text := p->>'t'; k text := p->>'k'; cols text; n integer; v jsonb; begin
    if p ? 'new' then
        v := p->'new' || jsonb_build_object('id', k);
        if not v ? 'root' then v := v || jsonb_build_object('root', k); end if;
        select string_agg(format('%I', c), ',') into cols from jsonb_object_keys(v) c;
        execute format('insert into desk.%1$I (%2$s) select %2$s from jsonb_populate_record(null::desk.%1$I, $1)', t, cols) using v;
    else
        select string_agg(x, ',') into cols from (
            select format('%1$I = v.%1$I', c) x from jsonb_object_keys(coalesce(p->'set', '{}')) c union all
            select format('%1$I = r.%1$I + v.%1$I', c) from jsonb_object_keys(coalesce(p->'inc', '{}')) c) _;
        execute format('update desk.%1$I r set %2$s from jsonb_populate_record(null::desk.%1$I, $1) v where r.id = $2 and to_jsonb(r) @> $3',
                       t, cols) using coalesce(p->'set', '{}') || coalesce(p->'inc', '{}'), k, coalesce(p->'expect', '{}');
        get diagnostics n = row_count;
        if n = 0 then raise '%', t using errcode = 'DS001'; end if;
    end if;
end $$;

create function desk.push(ops jsonb) returns jsonb language plpgsql security invoker set search_path = pg_catalog, pg_temp as $$
declare o jsonb; p jsonb; r jsonb; answers jsonb := '[]'; c text; m text; tab text; begin
    perform desk.lock();
    for o in select * from jsonb_array_elements(ops) loop
        select jsonb_build_object('id', id, 'code', code, 'message', message) into r from desk.op where id = o->>'id';
        if not found then
            c := null; m := null;
            begin
                perform set_config('desk.since', coalesce(o->>'since', ''), true);
                for p in select * from jsonb_array_elements(o->'do') loop perform desk.apply(p); end loop;
                perform desk.check_told();
            exception when others then
                get stacked diagnostics c = returned_sqlstate, m = message_text, tab = table_name;
                -- Transient, or a fault of the hub itself: nothing is settled, the whole push is tried again.
                if c !~ '^(22|23|28|42|44|DS)' or tab in ('head', 'log', 'gone', 'op', 'told') then raise; end if;
            end;
            perform desk.answer(o->>'id', c, m);
            r := jsonb_build_object('id', o->>'id', 'code', c, 'message', m);
        end if;
        answers := answers || r;
    end loop;
    return answers;
end $$;

-- Where a row belongs: a child where its root lives, a ticket in its team's scope, a view with its owner, all else on the common shelf.
create function desk.landing(t text, v jsonb) returns text language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare s text; begin
    if t in ('message', 'attachment', 'event', 'link', 'tag', 'article_use') then
        select scope into s from desk.ticket where id = v->>'root';
    elsif t in ('article_version', 'article_vote', 'article_view') then
        select scope into s from desk.article where id = v->>'root';
    elsif t in ('incident_event', 'timeline_entry', 'response', 'step_run', 'approval', 'evidence_item', 'review', 'action_item') then
        select scope into s from desk.incident where id = v->>'root';
    elsif t = 'ticket' then
        s := desk.own_scope(v->>'team');
    elsif t = 'incident' then
        s := case when not (v->>'restricted')::boolean then '00000000-0000-7000-8000-000000000002' end;
    else
        s := coalesce(case when t = 'saved_view' then desk.own_scope(v->>'owner') end, '00000000-0000-7000-8000-000000000001');
    end if;
    return s;
end $$;

-- The number of a row where it is free, else the next of its table.
create function desk.free_number(t text, wanted bigint) returns bigint language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare n bigint; begin
    execute format('select case when $1 is null or exists (select from desk.%1$I where number = $1)
        then (select coalesce(max(number), 0) + 1 from desk.%1$I) else $1 end', t) into n using wanted;
    return n;
end $$;

-- One row of a bulk load, as the loader; the answer is the scope it lives in, null where it was there before, out of the caller's sight.
-- A ticket keeps its number where it has one that is free.
create function desk.load_row(t text, v jsonb) returns text language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare s text; cols text; begin
    if t not in (select name from desk.loadable) then raise '%', t using errcode = '42501'; end if;
    execute format('select scope from desk.%I where id = $1', t) into s using v->>'id';
    if s is null then
        s := desk.landing(t, v);
        if s is null and t = 'ticket' then raise 'team' using errcode = '23503'; end if;
        if s is null or not s = any (desk.scopes()) or (t = 'person' and (v->>'login' is not null or coalesce(v->'roles', '[]') <> '[]')) then
            raise '%', t using errcode = '42501';
        end if;
        if t in ('ticket', 'incident') then v := v || jsonb_build_object('number', desk.free_number(t, (v->>'number')::bigint)); end if;
        v := v || jsonb_build_object('scope', s);
        select string_agg(format('%I', c), ',') into cols from jsonb_object_keys(v) c;
        execute format('insert into desk.%1$I (%2$s) select %2$s from jsonb_populate_record(null::desk.%1$I, $1)', t, cols) using v;
    end if;
    return case when s = any (desk.live_scopes()) then s end;
end $$;

-- A bulk load keeps numbers and instants and leaves one entry in the log for all its rows; a role of its own does it, so that the
-- log's trigger knows it from every other write (SPEC 1.3: lead, admin).
create function desk.load(batch jsonb) returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare e jsonb; s text; c text; m text; tab text; scopes text[] := '{}'; refused jsonb := '[]'; h desk.head; begin
    if not (pg_has_role(session_user, 'desk_lead', 'member') or pg_has_role(session_user, 'desk_admin', 'member')) then
        raise 'load' using errcode = '42501';
    end if;
    perform desk.lock();
    for e in select * from jsonb_array_elements(batch) loop
        begin
            s := desk.load_row(e->>'t', e->'r');
        exception when others then
            get stacked diagnostics c = returned_sqlstate, m = message_text, tab = table_name;
            if c !~ '^(22|23|42|44|DS)' or tab in ('head', 'log', 'gone', 'op', 'told') then raise; end if;
            s := null;
            refused := refused || jsonb_build_object('id', e->'r'->>'id', 'code', c, 'message', m);
        end;
        scopes := scopes || s;
    end loop;
    h := desk.begun();
    perform desk.enter('load', gen_random_uuid()::text, null, jsonb_build_object('rows', jsonb_array_length(batch),
        'sha256', encode(sha256(convert_to(batch::text, 'UTF8')), 'hex')));
    return jsonb_build_object('seq', h.seq, 'at', h.now, 'who', session_user, 'scopes', to_jsonb(scopes), 'refused', refused);
end $$;
