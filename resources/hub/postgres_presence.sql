-- Who looks at what, and who answers: known while connected, never stored.  Runs again on an older hub.

create unlogged table if not exists desk.presence (
    login text, ticket text, replying boolean not null, at bigint not null, primary key (login, ticket));

-- One place at a time: where somebody is takes them away from where they were.
create or replace function desk.be_at(of_ticket text, is_replying boolean) returns void language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$ begin
    delete from desk.presence where login = session_user or at < desk.micros() - 30000000;
    if of_ticket is not null then
        insert into desk.presence select session_user, t.id, is_replying, desk.micros() from desk.ticket t
            where t.id = of_ticket and t.scope = any (desk.scopes());
    end if;
end $$;

create or replace function desk.present() returns table (person text, ticket text, replying boolean) language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
    select p.id, e.ticket, e.replying from desk.presence e join desk.person p on p.login = e.login
        join desk.ticket t on t.id = e.ticket
        where e.at > desk.micros() - 30000000 and e.login <> session_user and t.scope = any (desk.scopes()) order by 1, 2 $$;

revoke execute on function desk.be_at(text, boolean), desk.present() from public;
grant execute on function desk.be_at(text, boolean), desk.present() to desk_agent, desk_commander, desk_lead, desk_admin;
