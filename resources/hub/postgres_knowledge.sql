-- Knowledge on the hub of PostgreSQL: articles stand on the common shelf; what was done about one is told under who did it.

create function desk.shelf_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    new.scope := '00000000-0000-7000-8000-000000000001';
    return new;
end $$;

-- The worker takes in what requesters did on their web page.
create function desk.noted_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    if new.root = new.id then new.scope := '00000000-0000-7000-8000-000000000001'; end if;
    if not pg_has_role(session_user, 'desk_worker', 'member') then new.author := desk.author(); end if;
    new.created_at := least(new.created_at, new.at);
    return new;
end $$;
