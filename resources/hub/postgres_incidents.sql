-- Incidents on the hub of PostgreSQL: their moves, who may change what, the events that tell of it, the timeline.

create function desk.is_a(of_role text) returns boolean language plpgsql stable set search_path = pg_catalog, pg_temp as $$ begin
    return pg_has_role(session_user, 'desk_' || of_role, 'member');
end $$;

-- Whether the person who signed in accepted one of these duties on an incident and holds it.
create function desk.holds(of_incident text, duties text[]) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from desk.incident_role where root = of_incident and person = desk.me() and state = 'ACCEPTED'
        and duty = any (duties) and not dead) $$;

create function desk.responds(to_incident desk.incident) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select desk.is_a('commander') or coalesce(to_incident.handler = desk.me(), false) or desk.holds(to_incident.id,
        array['COMMANDER', 'DEPUTY', 'SCRIBE', 'COMMUNICATIONS', 'EXPERT']) $$;

-- Whether the person who signed in may make this change, legal or not; the worker's analysis has its own columns, and it reopens what fires again.
create function desk.may_change_incident(o desk.incident, n desk.incident) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare commands boolean := desk.is_a('commander'); responds boolean := desk.responds(o);
    writes boolean := commands or desk.holds(o.id, array['SCRIBE', 'COMMUNICATIONS']);
    ruled text[] := array['seq', 'at', 'who', 'number', 'scope', 'severity', 'handler', 'commander']; moved text[] := '{}'; begin
    if desk.is_a('worker') then
        return n.status = o.status or (o.status in ('RESOLVED', 'CLOSED') and n.status = 'INVESTIGATING');
    end if;
    if not commands and (n.handler is distinct from o.handler or n.commander is distinct from o.commander) then return false; end if;
    if not writes and n.severity <> o.severity then return false; end if;
    if n.status <> o.status then
        moved := array['status', 'acknowledged_at', 'resolved_at', 'closed_at', 'duplicate_of'];
        if o.status = 'CLOSED' then
            if not (commands or desk.is_a('lead')) then return false; end if;
        elsif not (commands or (n.status = 'ACKNOWLEDGED' and responds) or (n.status = 'RESOLVED' and writes)) then
            return false;
        end if;
    end if;
    return responds or to_jsonb(n) - ruled - moved = to_jsonb(o) - ruled - moved;
end $$;

create function desk.incident_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare f text; k text; o jsonb; n jsonb; begin
    if tg_op = 'INSERT' then
        if new.restricted then raise 'a restricted incident stays on its console' using errcode = '42501'; end if;
        if new.status <> 'REPORTED' then raise 'it begins as REPORTED' using errcode = 'DS002'; end if;
        new.scope := '00000000-0000-7000-8000-000000000002';
        new.reporter := desk.author();
        new.number := (select coalesce(max(number), 0) + 1 from desk.incident);
        insert into desk.told values (new.id, new.id, 'BORN', null);
        return new;
    end if;
    o := to_jsonb(old); n := to_jsonb(new);
    foreach f in array array['status', 'severity', 'category'] loop
        if n->f is distinct from o->f then
            delete from desk.told where event = (
                select event from desk.told where root = new.id and kind = upper(f) and value is not distinct from n->>f limit 1)
                returning event into k;
            if not found then raise '% without its event', upper(f) using errcode = 'DS003'; end if;
        end if;
    end loop;
    if new.status <> old.status and not exists (
        select from desk.incident_transition t where t.source = old.status and t.target = new.status) then
        raise '% -> %', old.status, new.status using errcode = 'DS002';
    end if;
    if not desk.may_change_incident(old, new) then raise 'incident' using errcode = '42501'; end if;
    return new;
end $$;

create function desk.incident_event_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare held text; begin
    new.author := desk.author();
    new.recorded_at := new.at;
    new.happened_at := greatest(least(new.happened_at, new.at), desk.instant_of(current_setting('desk.since', true)));
    if new.kind = 'CREATED' then
        delete from desk.told where event = new.root and kind = 'BORN';
        if not found then raise 'BORN without its event' using errcode = 'DS003'; end if;
    elsif new.kind in ('STATUS', 'SEVERITY', 'CATEGORY') then
        select to_jsonb(i)->>lower(new.kind) into held from desk.incident i where id = new.root;
        new.from_value := held;
        if new.to_value is distinct from held then insert into desk.told values (new.id, new.root, new.kind, new.to_value); end if;
    end if;
    return new;
end $$;

create function desk.timeline_entry_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    new.author := desk.author(); new.recorded_at := new.at; new.event_at := greatest(least(new.event_at, new.at), 0);
    return new;
end $$;

-- Who approves a step is who signed in, and when is now; so is who began a response or asked for a step.
create function desk.approval_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    new.author := desk.author(); new.recorded_at := new.at;
    return new;
end $$;
create function desk.response_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    new.author := desk.author();
    return new;
end $$;
create function desk.step_run_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    new.author := desk.author();
    return new;
end $$;

-- A duty is offered by who may and taken up by the one it was offered to; who took over ends what was before.
create function desk.incident_role_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare i desk.incident; own boolean; begin
    if tg_op = 'INSERT' then
        new.author := desk.author();
        if new.state <> 'OFFERED' and not (new.state = 'ACCEPTED' and new.person = new.author) then
            raise 'a duty is offered first' using errcode = 'DS002';
        end if;
        select * into i from desk.incident where id = new.root;
        if not (desk.is_a('commander') or (new.duty = 'EXPERT' and desk.responds(i))) then
            raise 'incident_role' using errcode = '42501';
        end if;
        return new;
    end if;
    if new.state <> old.state and (old.state, new.state) not in (
        ('OFFERED', 'ACCEPTED'), ('OFFERED', 'DECLINED'), ('OFFERED', 'ENDED'), ('ACCEPTED', 'ENDED')) then
        raise '% -> %', old.state, new.state using errcode = 'DS002';
    end if;
    own := old.person = desk.author();
    if not own and not (new.state = 'ENDED' and (desk.is_a('commander') or desk.holds(old.root, array[old.duty]))) then
        raise 'incident_role' using errcode = '42501';
    end if;
    return new;
end $$;

-- A task is asked for by anybody and accepted by the one who is asked; who responds may end it.
create function desk.incident_task_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare i desk.incident; own boolean; begin
    if tg_op = 'INSERT' then
        new.author := desk.author();
        if new.state <> 'ASKED' and not (new.state = 'ACCEPTED' and new.person = new.author) then
            raise 'a task is asked for first' using errcode = 'DS002';
        end if;
        return new;
    end if;
    if new.state <> old.state and (old.state not in ('ASKED', 'ACCEPTED') or new.state = 'ASKED') then
        raise '% -> %', old.state, new.state using errcode = 'DS002';
    end if;
    own := old.person = desk.author();
    if new.state in ('ACCEPTED', 'DECLINED') and not own then raise 'incident_task' using errcode = '42501'; end if;
    select * into i from desk.incident where id = new.root;
    if not (own or coalesce(old.author = desk.me(), false) or desk.responds(i)) then
        raise 'incident_task' using errcode = '42501';
    end if;
    return new;
end $$;

create function desk.incident_ticket_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    new.author := desk.author();
    return new;
end $$;

-- The analysis of an incident: its moves are of the table, what is signed stays as it was signed, by who signed in.
create function desk.review_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare kept text[] := array['seq', 'at', 'who']; begin
    if tg_op = 'INSERT' then
        if new.state <> 'DRAFT' then raise 'it begins as DRAFT' using errcode = 'DS002'; end if;
        new.author := desk.author();
        return new;
    end if;
    if new.state <> old.state and not exists (
        select from desk.review_transition t where t.source = old.state and t.target = new.state) then
        raise '% -> %', old.state, new.state using errcode = 'DS002';
    end if;
    if old.state = 'SIGNED_OFF' then
        if new.state <> old.state then kept := kept || array['state', 'signed_by', 'signed_at']; end if;
        if to_jsonb(new) - kept <> to_jsonb(old) - kept then raise 'it is signed off' using errcode = 'DS002'; end if;
    end if;
    if new.state = old.state then
        new.signed_by := old.signed_by; new.signed_at := old.signed_at;
    elsif new.state = 'SIGNED_OFF' then
        new.signed_by := desk.author(); new.signed_at := new.at;
    else
        new.signed_by := null; new.signed_at := null;
    end if;
    return new;
end $$;

-- What is to be done is ended by its owner, and changed by who writes the analysis.
create function desk.action_item_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    if tg_op = 'INSERT' then
        new.author := desk.author();
    elsif not (desk.is_a('commander') or desk.is_a('lead') or coalesce(old.owner = desk.me(), false)) then
        raise 'action_item' using errcode = '42501';
    end if;
    return new;
end $$;

-- What is told to groups is said by who writes for the incident (SPEC 1.3), and when is now.
create function desk.communication_rules() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$ begin
    if not (desk.is_a('commander') or desk.holds(new.root, array['SCRIBE', 'COMMUNICATIONS'])) then
        raise 'communication' using errcode = '42501';
    end if;
    new.author := desk.author(); new.sent_at := new.at;
    return new;
end $$;
