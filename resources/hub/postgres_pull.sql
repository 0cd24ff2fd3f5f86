-- Everything since a cursor, in one statement, hence one snapshot, under the caller's row-level security.  A scope new to the replica
-- comes whole, or not at all where its rows are fetched by pages; what came so is told of since the commit the pages began at.
create function desk.pull(since bigint, tag text, have text[], whole boolean default true,
    late text[] default '{}', late_since bigint[] default '{}') returns table (seq bigint, k text, t text, r jsonb)
language plpgsql stable security invoker set search_path = pg_catalog, pg_temp as $$ #variable_conflict use_column
begin return query
    with h as (select h.*, (least(pull.since, (select min(l) from unnest(pull.late_since) l)) < h.floor or not desk.known(pull.since, pull.tag)) as reset, desk.live_scopes() as sc from desk.hello() h),
        s as (select x.scope, case when x.scope = any (pull.have) and not h.reset
                then coalesce((select l.since from unnest(pull.late, pull.late_since) l(scope, since) where l.scope = x.scope), pull.since) else -1 end as since
              from h, unnest(h.sc) x(scope) where pull.whole or (x.scope = any (pull.have) and not h.reset))
        select -1::bigint, '', 'head', jsonb_build_object('seq', seq, 'now', now, 'tag', coalesce(encode(hash, 'hex'), ''),
            'reset', reset, 'scopes', sc, 'schema', schema, 'oldest', oldest) from h
        -- each synced table
        union all select x.seq, x.k, 'gone', to_jsonb(x) from s,
            lateral (select * from desk.gone x where x.scope = s.scope and x.seq > s.since and s.since >= 0) x;
end $$;
