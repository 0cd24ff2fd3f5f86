-- Contents of attachments: pieces go up under the id of the attachment to come, the hub checks the hash when the row arrives, consoles
-- fetch when somebody looks.  Not shared by hash: that would tell who has which file.  Runs again on an older hub.

create table if not exists desk.chunk (
    id text, n integer, owner text not null default session_user, at bigint not null, data bytea not null check (octet_length(data) <= 1048576),
    primary key (id, n));
drop policy if exists seen on desk.chunk;
create policy seen on desk.chunk for select using (exists (select from desk.attachment a where a.id = chunk.id));

-- Only its owner goes on with a file, none replaces a piece, and a day's upload has an end.
create or replace function desk.put_chunk(of_id text, piece integer, content bytea) returns void language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$ begin
    if exists (select from desk.attachment where id = of_id) or exists (select from desk.chunk where id = of_id and owner <> session_user) then
        raise 'chunk' using errcode = '42501';
    end if;
    if piece < 0 or piece > 24 or length(of_id) > 60 then raise 'chunk' using errcode = '23514'; end if;
    if (select coalesce(sum(octet_length(data)), 0) from desk.chunk where owner = session_user and at > desk.micros() - 86400000000)
        + octet_length(content) > 1073741824 then
        raise 'a day''s upload is full' using errcode = 'DS006';
    end if;
    insert into desk.chunk (id, n, at, data) values (of_id, piece, desk.micros(), content) on conflict do nothing;
end $$;

create or replace function desk.stored_chunks(of_id text) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select count(*)::integer from desk.chunk where id = of_id and owner = session_user $$;

create or replace function desk.whole() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare found_sha text; found_size bigint; begin
    select encode(sha256(coalesce(string_agg(data, '' order by n), '')), 'hex'), coalesce(sum(octet_length(data)), 0)
        into found_sha, found_size from desk.chunk where id = new.id and owner = session_user;
    if new.sha256 is distinct from found_sha or new.size is distinct from found_size then
        raise 'the file did not arrive whole' using errcode = 'DS004';
    end if;
    return new;
end $$;
drop trigger if exists d_whole on desk.attachment;
create trigger d_whole before insert on desk.attachment for each row when (current_user <> 'desk_loader') execute function desk.whole();

create or replace function desk.purge_chunks(before bigint) returns integer language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$
declare n integer; begin
    delete from desk.chunk c where at < before and not exists (select from desk.attachment a where a.id = c.id);
    get diagnostics n = row_count; return n;
end $$;

revoke execute on function desk.put_chunk(text, integer, bytea), desk.stored_chunks(text), desk.whole(), desk.purge_chunks(bigint) from public;
grant select on desk.chunk to desk_agent, desk_commander, desk_lead, desk_admin, desk_worker;
grant execute on function desk.put_chunk(text, integer, bytea), desk.stored_chunks(text) to desk_agent, desk_commander, desk_lead, desk_admin, desk_worker;
grant execute on function desk.purge_chunks(bigint) to desk_worker;
