-- Who looks at what, and who answers: known while connected, never stored.  Runs again on an older hub.

create unlogged table if not exists desk.presence (
    login text, ticket text, replying boolean not null, at bigint not null, primary key (login, ticket));

-- One place at a time: where somebody is takes them away from where they were.  Colleagues hear of a move, not of its repetition.
create or replace function desk.be_at(of_ticket text, is_replying boolean) returns void language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$
declare was text; did boolean; place text; begin
    select e.ticket, e.replying into was, did from desk.presence e where e.login = session_user and e.at > desk.micros() - 30000000;
    delete from desk.presence where login = session_user or at < desk.micros() - 30000000;
    select t.id into place from desk.ticket t where t.id = of_ticket and t.scope = any (desk.scopes());
    if place is not null then insert into desk.presence values (session_user, place, is_replying, desk.micros()); end if;
    if was is distinct from place or (place is not null and did is distinct from is_replying) then
        perform pg_notify('desk_presence', '');  -- a doorbell of its own: who hears it need not pull
    end if;
end $$;

create or replace function desk.present() returns table (person text, ticket text, replying boolean, age bigint) language sql stable
security definer set search_path = pg_catalog, pg_temp as $$
    select p.id, e.ticket, e.replying, desk.micros() - e.at from desk.presence e join desk.person p on p.login = e.login
        join desk.ticket t on t.id = e.ticket
        where e.at > desk.micros() - 30000000 and e.login <> session_user and t.scope = any (desk.scopes()) order by 1, 2 $$;

revoke execute on function desk.be_at(text, boolean), desk.present() from public;
grant execute on function desk.be_at(text, boolean), desk.present() to desk_agent, desk_commander, desk_lead, desk_admin;
