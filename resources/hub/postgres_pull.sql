-- Everything since a cursor, in one statement, hence one snapshot (a stable function sees none younger), under the caller's row-level
-- security.  A scope new to the replica comes whole, or not at all where its rows are fetched by pages; what came so is told of since the
-- commit the pages began at.  A table is looked into where the log tells of a change in it.
create function desk.pull(since bigint, tag text, have text[], whole boolean default true,
    late text[] default '{}', late_since bigint[] default '{}') returns table (seq bigint, k text, t text, r jsonb)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp as $$ #variable_conflict use_column
declare h record; sc text[] := desk.live_scopes(); low bigint := least(pull.since, (select min(l) from unnest(pull.late_since) l));
    reset boolean; of_scope text[]; from_seq bigint[]; tables text[]; begin
    select * into h from desk.hello();
    reset := low < h.floor or not desk.known(pull.since, pull.tag);
    return query select -1::bigint, '', 'head', jsonb_build_object('seq', h.seq, 'now', h.now, 'tag', coalesce(encode(h.hash, 'hex'), ''),
        'reset', reset, 'scopes', sc, 'schema', h.schema, 'oldest', h.oldest);
    select array_agg(x.scope), array_agg(case when x.scope = any (pull.have) and not reset
            then coalesce((select l.since from unnest(pull.late, pull.late_since) l(scope, since) where l.scope = x.scope), pull.since) else -1 end)
        into of_scope, from_seq from unnest(sc) x(scope) where pull.whole or (x.scope = any (pull.have) and not reset);
    if of_scope is null or low = h.seq and -1 <> all (from_seq) then return; end if;
    if -1 <> all (from_seq) then tables := desk.touched(low); end if;
    -- each synced table
    return query select x.seq, x.k, 'gone', to_jsonb(x) from unnest(of_scope, from_seq) s(scope, since),
        lateral (select * from desk.gone x where x.scope = s.scope and x.seq > s.since and s.since >= 0) x;
end $$;
