-- What a SQLite hub keeps beside the synced tables.  Its one writer at a time (BEGIN IMMEDIATE) is the order of all commits.

create table head(
    one    integer primary key check (one = 1),
    seq    integer not null default 0,
    now    integer not null default 0,
    floor  integer not null default 0,
    schema integer not null default 1,
    oldest integer not null default 1
);
insert into head(one) values (1);

-- What changed, by whom, chained: each hash covers the one before, so nothing in the middle can be altered unnoticed.
create table log(
    seq integer not null, n integer not null, t text not null, k text not null, scope text, who text not null, at integer not null,
    diff text, digest text not null, hash text not null, primary key (seq, n)
) without rowid;

-- How each operation was settled; a second push of it gets the same answer.
create table op(id text primary key, who text not null, at integer not null, seq integer not null, code text, message text) without rowid;

-- Rows that left a scope.
create table gone(scope text not null, seq integer not null, t text not null, k text not null, primary key (scope, seq, t, k)) without rowid;

create table scope(id text primary key, name text not null, archive_of text) without rowid;
insert into scope values ('00000000-0000-7000-8000-000000000001', 'common shelf', null),
    ('00000000-0000-7000-8000-000000000002', 'incidents', null);
create table member(login text not null, scope text not null, primary key (login, scope)) without rowid;

-- What must happen once.  The key is the guarantee; the lease and its token only share out the work.
create table duty(
    key    text primary key,
    kind   text not null,
    args   text not null default '{}',
    due    integer not null,
    once   integer not null default 0,
    state  text not null default 'due' check (state in ('due', 'held', 'done', 'failed', 'unsure')),
    token  integer not null default 0,
    lease  integer,
    tries  integer not null default 0,
    result text
) without rowid;
create index duty_open on duty(due) where state in ('due', 'held');

-- When a worker last told that it lives.
create table heartbeat(worker text primary key, at integer not null) without rowid;

-- Contents of attachments, in pieces, under the id of the attachment.
create table chunk(id text not null, n integer not null, owner text not null, at integer not null, data blob not null, primary key (id, n))
without rowid;
