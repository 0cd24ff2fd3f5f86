-- What admins do to people, roles, scopes and members; runs as desk_manager, which alone may make database roles and which nobody signs in
-- as.  Each function asks who signed in, touches only roles this hub made, and hands out only the groups listed in `desk.groups`.

create function desk.groups() returns text[] language sql immutable set search_path = pg_catalog, pg_temp as $$
    select array['agent', 'commander', 'lead', 'admin', 'auditor', 'worker'] $$;

create function desk.admins_only() returns void language plpgsql stable set search_path = pg_catalog, pg_temp as $$ begin
    if not pg_has_role(session_user, 'desk_admin', 'member') then raise 'admin' using errcode = '42501'; end if;
    perform desk.lock();
end $$;

-- The person who signs in by that name.
create function desk.person_of(of_login text) returns desk.person language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare p desk.person; begin
    select * into p from desk.person where login = of_login and not dead;
    if not found then raise '%', of_login using errcode = 'DS023'; end if;
    return p;
end $$;

-- A team by id, else by name.
create function desk.team_of(of_team text) returns desk.team language plpgsql stable set search_path = pg_catalog, pg_temp as $$
declare t desk.team; begin
    select * into t from desk.team where not dead and (id = of_team or lower(name) = lower(btrim(of_team))) order by id = of_team desc limit 1;
    if not found then raise '%', of_team using errcode = 'DS024'; end if;
    return t;
end $$;

-- Whether this hub made that role; a superuser counts as a member of everything, so the catalog is asked.
create function desk.is_ours(of_login text) returns boolean language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select from pg_auth_members m join pg_roles r on r.oid = m.member 
        where m.roleid = 'desk_login'::regrole and r.rolname = of_login and r.rolname !~ '^desk_') $$;

-- The database role of a person is a member of the groups of their roles, and may sign in as long as there is one.
create function desk.grant_roles(to_login text, wanted text[]) returns void language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare r text; begin
    if not wanted <@ desk.groups() then raise '%', wanted using errcode = 'DS026'; end if;
    if not desk.is_ours(to_login) then raise '%', to_login using errcode = 'DS022'; end if;
    foreach r in array desk.groups() loop
        if r = any (wanted) and not pg_has_role(to_login, 'desk_' || r, 'member') then
            execute format('grant %I to %I', 'desk_' || r, to_login);
        elsif r <> all (wanted) and pg_has_role(to_login, 'desk_' || r, 'member') then
            execute format('revoke %I from %I', 'desk_' || r, to_login);
            if pg_has_role(to_login, 'desk_' || r, 'member') then
                raise 'somebody else made % a member of desk_%', to_login, r;
            end if;
        end if;
    end loop;
    execute format('alter role %I %s connection limit %s', to_login, case when wanted = '{}' then 'nologin' else 'login' end,
                   case when 'worker' = any (wanted) then 20 else 3 end);
end $$;

create function desk.check_verifier(verifier text) returns void language plpgsql immutable set search_path = pg_catalog, pg_temp as $$ begin
    if verifier !~ '^SCRAM-SHA-256\$\d+:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$' then
        raise 'verifier' using errcode = '22023';
    end if;
end $$;

-- `verifier` is a SCRAM verifier made where the password was: the password itself never comes here.  Null: LDAP or Kerberos knows it.
create function desk.make_role(new_login text, verifier text) returns void language plpgsql volatile set search_path = pg_catalog, pg_temp as $$ begin
    if new_login !~ '^[a-z][a-z0-9._@-]{0,62}$' or new_login ~ '^(pg_|desk_)' or new_login in ('public', 'none') then
        raise '%', new_login using errcode = 'DS021';
    end if;
    if exists (select from pg_roles where rolname = new_login) then raise '%', new_login using errcode = 'DS022'; end if;
    perform desk.check_verifier(verifier);
    execute format('create role %I login password %L', new_login, verifier);
    execute format('grant desk_login to %I', new_login);
    execute format('alter role %I set lock_timeout = %L', new_login, '2s');
    execute format('alter role %I set idle_in_transaction_session_timeout = %L', new_login, '10s');
end $$;

create function desk.add_person(new_login text, full_name text, of_team text, new_roles text[], speaks text, verifier text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare t desk.team; p text := gen_random_uuid()::text; begin
    perform desk.admins_only();
    t := desk.team_of(of_team);
    perform desk.make_role(new_login, verifier);
    perform desk.grant_roles(new_login, new_roles);
    insert into desk.person (id, root, name, login, team, locale, roles, skills, availability)
        values (p, p, full_name, new_login, t.id, speaks, to_jsonb(new_roles), '{}', 'AVAILABLE');
    insert into desk.member values (new_login, t.own_scope);
    return p;
end $$;

-- The answer is what roles the person has then.
create function desk.set_roles(of_login text, more text[], less text[]) returns text[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare p desk.person; now_held text[]; begin
    perform desk.admins_only();
    p := desk.person_of(of_login);
    select coalesce(array_agg(r order by r), '{}') into now_held from (
        select jsonb_array_elements_text(p.roles) r union select unnest(more)) _ where r <> all (less);
    if p.roles ? 'admin' and 'admin' <> all (now_held) and not exists (
        select from desk.person where roles ? 'admin' and login is not null and not dead and id <> p.id) then
        raise '%', of_login using errcode = 'DS025';
    end if;
    perform desk.grant_roles(of_login, now_held);
    update desk.person set roles = to_jsonb(now_held) where id = p.id;
    return now_held;
end $$;

-- Whoever leaves keeps their row, for the history names them, and loses everything else.
create function desk.disable_person(of_login text) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$ begin
    perform desk.set_roles(of_login, '{}', desk.groups());
    delete from desk.member where login = of_login;
end $$;

-- After the commit that took the roles: until then a new session could begin.
create function desk.end_sessions(of_login text) returns bigint language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform desk.admins_only();
    perform desk.person_of(of_login);
    return (select count(pg_terminate_backend(pid)) from pg_stat_activity
        where usename = of_login and datname = current_database() and desk.is_ours(of_login));
end $$;

-- Also for a person whose database role is missing, as after a restore on another server.
create function desk.set_password(of_login text, verifier text) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare p desk.person; held text[]; begin
    perform desk.admins_only();
    p := desk.person_of(of_login);
    select coalesce(array_agg(r), '{}') into held from jsonb_array_elements_text(p.roles) r;
    if desk.is_ours(of_login) then
        perform desk.check_verifier(verifier);
        execute format('alter role %I password %L', of_login, verifier);
    else
        perform desk.make_role(of_login, verifier);
    end if;
    perform desk.grant_roles(of_login, held);
    perform desk.enter('person', p.id, p.scope, '{"password": [null, "set"]}');
end $$;

create function desk.add_team(team_name text) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare t text := gen_random_uuid()::text; s text := gen_random_uuid()::text; begin
    perform desk.admins_only();
    team_name := btrim(team_name);
    if team_name = '' then raise 'name' using errcode = '22023'; end if;
    if exists (select from desk.team where lower(name) = lower(team_name) and not dead) then raise '%', team_name using errcode = 'DS027'; end if;
    insert into desk.scope values (s, team_name);
    insert into desk.team (id, root, scope, name, own_scope) values (t, t, '00000000-0000-7000-8000-000000000001', team_name, s);
    return t;
end $$;

create function desk.set_members(of_login text, more text[], less text[]) returns text[]
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare t text; begin
    perform desk.admins_only();
    perform desk.person_of(of_login);
    foreach t in array more loop
        insert into desk.member values (of_login, (desk.team_of(t)).own_scope) on conflict do nothing;
    end loop;
    foreach t in array less loop
        delete from desk.member where login = of_login and scope = (desk.team_of(t)).own_scope;
    end loop;
    return (select coalesce(array_agg(name order by name), '{}') from desk.team
        where not dead and own_scope in (select scope from desk.member where login = of_login));
end $$;

-- What holds on a desk before anybody has ruled anything; nothing where somebody has.
create function desk.rule_first(given jsonb) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare r jsonb; k text; at bigint; begin
    perform desk.admins_only();
    if exists (select from desk.policy) then return; end if;
    at := desk.micros();
    for r in select * from jsonb_array_elements(given) loop
        k := gen_random_uuid()::text;
        insert into desk.policy (id, root, scope, kind, name, version, effective_at, published_at, body)
            values (k, k, '00000000-0000-7000-8000-000000000001', r->>'kind', r->>'name', 1, at, at, r->'body');
    end loop;
end $$;

-- Ends sessions that hold others up: idle within a transaction for `idle_ms`, or at work in one for `busy_ms`.  Client-side timeouts are
-- no defence: a client sets its own.
create function desk.end_sitters(idle_ms bigint, busy_ms bigint) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$ begin
    if not (pg_has_role(session_user, 'desk_worker', 'member') or pg_has_role(session_user, 'desk_admin', 'member')) then
        raise 'worker' using errcode = '42501';
    end if;
    return (select count(pg_terminate_backend(b.pid)) from pg_stat_activity b
        where b.datname = current_database() and b.pid <> pg_backend_pid() and desk.is_ours(b.usename)
        and b.pid in (select unnest(pg_blocking_pids(w.pid)) from pg_stat_activity w where w.wait_event_type = 'Lock')
        and (b.state like 'idle in transaction%' and b.state_change < clock_timestamp() - idle_ms * interval '1 ms'
            or b.xact_start < clock_timestamp() - busy_ms * interval '1 ms'));
end $$;

grant execute on function desk.add_person(text, text, text, text[], text, text), desk.set_roles(text, text[], text[]),
    desk.disable_person(text), desk.end_sessions(text), desk.set_password(text, text), desk.add_team(text),
    desk.set_members(text, text[], text[]) to desk_admin;
grant execute on function desk.end_sitters(bigint, bigint) to desk_admin, desk_worker;
