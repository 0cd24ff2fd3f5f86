-- The local side of a replica: what this machine derives or keeps for itself.  Nothing here is ever synchronised.

-- Operations captured from commits, in order; the hub answers each by its id (design: writes are field patches with an id).
create table _op(
    n       integer primary key autoincrement,
    id      text not null unique,
    login   text not null,
    what    text not null,
    at      integer not null,
    body    text not null,
    state   text not null default 'pending' check (state in ('pending', 'sent', 'refused')),
    code    text,
    message text
);
create index _op_pending on _op(n) where state = 'pending';
create index _op_refused on _op(n) where state = 'refused';

-- Rows as the hub knows them, saved before an operation it has not answered touched them; null: there was none.
create table _shadow(t text not null, k text not null, row text, primary key (t, k)) without rowid;

-- Rows this console gave the hub in bulk, for as long as a hub may be set back: on which of the days it heard the hub, and `row` as it was
-- given, once the hub has changed it since.
create table _loaded(t text not null, k text not null, day integer not null default 0, row text, primary key (t, k)) without rowid;

-- Scopes on their way here, page by page: up to where each has come; one that is `whole` waits for what changed since the commit `base`.
create table _coming(
    scope text primary key,
    t     text not null,
    seq   integer not null,
    id    text not null,
    whole integer not null,
    base  integer not null
) without rowid;

-- One row of facts about this replica: who works here, the revision of the last derived change, where it stands to the hub, the day it
-- heard the hub last and on how many days it did, and whether something was ruled that the clocks of tickets do not go by yet.
create table _meta(
    one      integer primary key check (one = 1),
    revision integer not null default 0,
    person   text,
    team     text,
    cursor   integer not null default 0,
    tag      text not null default '',
    have     text not null default '[]',
    today    integer not null default 0,
    days     integer not null default 0,
    ruled    integer not null default 0
);
insert into _meta(one) values (1);

-- One row an import: who brought in which file when, by which map, and what came of it; finished is null while it runs or
-- after it was killed.
create table _batch(
    id       text primary key,
    at       integer not null,
    who      text not null,
    file     text not null,
    sha256   text not null,
    source   text not null,
    with_sla integer not null,
    figures  text not null,
    finished integer
);

-- The row each imported ticket came from last: the same row again changes nothing, a changed one is known.
create table _imported(
    ticket text primary key,
    batch  text not null,
    print  text not null
) without rowid;

-- People and teams by a small number, a key to sort by and the ways to type them in pinyin; the listing names them by number so that its indexes stay narrow.
create table name(
    n      integer primary key,
    id     text not null unique,
    text   text not null,
    key    text not null,
    spoken text not null
);
create index name_by_key on name(key, n);

-- What the queue sorts, filters and counts by: one narrow row a ticket, derived, so that any order of 100,000 tickets is a walk
-- along an index.  n grows with the ticket's creation (milliseconds), so newest first is n descending, in full text search too.
create table listing(
    n             integer primary key,
    ticket        text not null unique,
    revision      integer not null,
    number        integer,
    status        integer not null,
    priority      integer not null,
    type          integer not null,
    channel       integer not null,
    team          integer not null,
    assignee      integer not null,
    requester     integer not null,
    awaiting      integer not null,
    updated       integer not null,
    title_key     text not null,
    requester_key text not null,
    assignee_key  text not null,
    clock         integer not null default 0,
    began         integer not null default 0,
    warn          integer not null default 9223372036854775807,
    due           integer not null default 9223372036854775807
);
create index listing_by_revision on listing(revision);
create index listing_by_number on listing(number, n, status, priority, type, channel, team, assignee, requester, awaiting);
create index listing_by_updated on listing(updated, n, status, priority, type, channel, team, assignee, requester, awaiting);
create index listing_by_status on listing(status, updated, n, priority, type, channel, team, assignee, requester, awaiting);
create index listing_by_priority on listing(priority, updated, n, status, type, channel, team, assignee, requester, awaiting);
create index listing_by_title on listing(title_key, n, status, priority, type, channel, team, assignee, requester, awaiting);
create index listing_by_requester on listing(requester_key, n, status, priority, type, channel, team, assignee, requester, awaiting);
create index listing_by_assignee on listing(assignee_key, n, status, priority, type, channel, team, assignee, requester, awaiting);
create index listing_by_due on listing(due, n, warn, status, priority, type, channel, team, assignee, requester, awaiting);
create index listing_by_warning on listing(warn, due, n, status, priority, type, channel, team, assignee, requester, awaiting)
    where due < 9223372036854775807;
create index listing_by_kinds on listing(status, priority, type, channel, awaiting);
create index listing_of_assignee on listing(assignee, status, updated, n, priority, type, channel, team, requester, awaiting);
create index listing_of_requester on listing(requester, n);

-- Full text: one document a ticket, words and Chinese bigrams made by services/search.py; rowid = listing.n.
create virtual table search using fts5(title, body, people, tags, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3');

-- Tickets to derive anew, and whether their words changed too; triggers see every way of writing, and the store empties it before
-- it commits, so the listing never lags behind the rows.
create table _stale(ticket text primary key, words integer not null) without rowid;

create trigger stale_ticket_insert after insert on ticket begin
    insert into _stale values (new.id, 1) on conflict(ticket) do update set words = 1;
end;
create trigger stale_ticket_update after update of number, title, description, type, priority, status, channel, requester,
    team, assignee, created_at, updated_at, dead on ticket begin
    insert into _stale values (new.id, 0) on conflict(ticket) do nothing;
end;
create trigger stale_ticket_words after update of title, description, requester, dead on ticket begin
    insert into _stale values (new.id, 1) on conflict(ticket) do update set words = 1;
end;
create trigger stale_ticket_delete after delete on ticket begin
    insert into _stale values (old.id, 1) on conflict(ticket) do update set words = 1;
end;
create trigger stale_message_delete after delete on message begin
    insert into _stale values (old.root, 1) on conflict(ticket) do update set words = 1;
end;
create trigger stale_tag_delete after delete on tag begin
    insert into _stale values (old.root, 1) on conflict(ticket) do update set words = 1;
end;
create trigger stale_message_insert after insert on message begin
    insert into _stale values (new.root, 1) on conflict(ticket) do update set words = 1;
end;
create trigger stale_message_update after update of root, direction, visibility, body, created_at on message begin
    insert into _stale values (new.root, 1) on conflict(ticket) do update set words = 1;
end;
create trigger stale_tag_insert after insert on tag begin
    insert into _stale values (new.root, 1) on conflict(ticket) do update set words = 1;
end;
create trigger stale_tag_update after update of name, dead on tag begin
    insert into _stale values (new.root, 1) on conflict(ticket) do update set words = 1;
end;
create trigger stale_attachment_insert after insert on attachment begin
    insert into _stale values (new.root, 0) on conflict(ticket) do nothing;
end;
create trigger stale_link_insert after insert on link begin
    insert into _stale values (new.root, 0), (new.target, 0) on conflict(ticket) do nothing;
end;
create trigger stale_link_update after update of dead on link begin
    insert into _stale values (new.root, 0), (new.target, 0) on conflict(ticket) do nothing;
end;
create trigger stale_person_update after update of name, email, phone, department on person begin
    insert into _stale select id, 1 from ticket where requester = new.id on conflict(ticket) do update set words = 1;
    insert into _stale select ticket, 0 from listing
        where assignee in (select n from name where id = new.id) on conflict(ticket) do nothing;
end;

-- A pull may bring a ticket before the people and the team it names.
create trigger stale_person_insert after insert on person begin
    insert into _stale select id, 1 from ticket where requester = new.id on conflict(ticket) do update set words = 1;
end;
create trigger stale_staff_insert after insert on person when new.login is not null begin
    insert into _stale select id, 0 from ticket where assignee = new.id on conflict(ticket) do nothing;
end;
create trigger stale_team_insert after insert on team begin
    insert into _stale select id, 0 from ticket where team = new.id on conflict(ticket) do nothing;
end;

-- All tickets of a team show its name by its number, so that one of them derived anew brings it in line.
create trigger stale_team_update after update of name on team begin
    insert into _stale select ticket, 0 from listing where team in (select n from name where id = new.id) limit 1
        on conflict(ticket) do nothing;
end;

-- Clocks go by events, and by what is ruled: a change of that concerns every ticket (services/clocks.py).
create trigger stale_event_insert after insert on event
    when new.kind in ('MERGED_IN', 'UNMERGED', 'COVERED', 'UNCOVERED', 'UNDELIVERED') begin
    insert into _stale values (new.root, 0) on conflict(ticket) do nothing;
end;
create trigger stale_event_update after update of happened_at, from_value, to_value on event begin
    insert into _stale values (new.root, 0) on conflict(ticket) do nothing;
end;
create trigger stale_policy_insert after insert on policy begin update _meta set ruled = 1; end;
create trigger stale_policy_update after update of effective_at, published_at, body, dead on policy begin update _meta set ruled = 1; end;
create trigger stale_policy_delete after delete on policy begin update _meta set ruled = 1; end;

-- Full text of articles: what the newest version of each says, in the tokens of services/search.py; rowid = article_place.n.
create table article_place(n integer primary key, article text not null unique);
create virtual table article_search using fts5(title, body, tags, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2');
create virtual table article_term using fts5vocab(article_search, row);

-- Articles to derive anew, as _stale for tickets.
create table _stale_article(article text primary key) without rowid;
create trigger stale_article_insert after insert on article begin
    insert into _stale_article values (new.id) on conflict(article) do nothing;
end;
create trigger stale_article_update after update of version, dead on article begin
    insert into _stale_article values (new.id) on conflict(article) do nothing;
end;
create trigger stale_article_delete after delete on article begin
    insert into _stale_article values (old.id) on conflict(article) do nothing;
end;
create trigger stale_article_version_insert after insert on article_version begin
    insert into _stale_article values (new.root) on conflict(article) do nothing;
end;
create trigger stale_article_use_insert after insert on article_use begin
    insert into _stale values (new.root, 0) on conflict(ticket) do nothing;
end;

-- Rows no hub has stamped yet: imported ones, and those of before there was a hub.
create index person_unsent on person(id) where seq is null;
create index policy_unsent on policy(id) where seq is null;
create index team_unsent on team(id) where seq is null;
create index ticket_unsent on ticket(id) where seq is null;
create index message_unsent on message(id) where seq is null;
create index attachment_unsent on attachment(id) where seq is null;
create index event_unsent on event(id) where seq is null;
create index link_unsent on link(id) where seq is null;
create index tag_unsent on tag(id) where seq is null;
create index milestone_unsent on milestone(id) where seq is null;
create index verdict_unsent on verdict(id) where seq is null;
create index escalation_unsent on escalation(id) where seq is null;
create index saved_view_unsent on saved_view(id) where seq is null;
create index article_category_unsent on article_category(id) where seq is null;
create index article_unsent on article(id) where seq is null;
create index article_version_unsent on article_version(id) where seq is null;
create index article_vote_unsent on article_vote(id) where seq is null;
create index article_view_unsent on article_view(id) where seq is null;
create index article_use_unsent on article_use(id) where seq is null;
create index search_event_unsent on search_event(id) where seq is null;
create index incident_unsent on incident(id) where seq is null;
create index incident_event_unsent on incident_event(id) where seq is null;
create index timeline_entry_unsent on timeline_entry(id) where seq is null;
create index response_unsent on response(id) where seq is null;
create index step_run_unsent on step_run(id) where seq is null;
create index approval_unsent on approval(id) where seq is null;
create index evidence_item_unsent on evidence_item(id) where seq is null;
create index incident_role_unsent on incident_role(id) where seq is null;
create index incident_task_unsent on incident_task(id) where seq is null;
create index incident_ticket_unsent on incident_ticket(id) where seq is null;
create index review_unsent on review(id) where seq is null;
create index action_item_unsent on action_item(id) where seq is null;
create index incident_alert_unsent on incident_alert(id) where seq is null;
create index communication_unsent on communication(id) where seq is null;
create index delivery_unsent on delivery(id) where seq is null;
