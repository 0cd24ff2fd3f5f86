"""What each role may do, proven with plain SQL as a person of that role: SPEC 1.3 line by line, as far as it exists.

One table says who may do what; every line of it is tried as every role, allowed and refused, and the grants of every
column are held against console/models/rights.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import product

import psycopg
import pytest

from console.models.kinds import Role
from console.models.rights import STAFF, rights
from console.models.shape import shapes
from console.services import audit
from console.services.sync.hub_schema import statements
from tests.support.postgres import versions
from tests.support.team_hub import LOGINS, TeamHub, changed, event, moved, team_hub, ticket
from tests.support.team_incidents import (
    SIGNING,
    answered,
    ended,
    entered,
    incident,
    linked,
    of_incident,
    offered,
    reviewed,
    task,
    tasked,
    to_do,
)
from tests.support.team_shelf import article, category, noted, version

EVERYBODY = frozenset(STAFF)
LEADS = frozenset({Role.LEAD, Role.ADMIN})
ADMIN = frozenset({Role.ADMIN})
AUDITOR = frozenset({Role.AUDITOR})
WORKER = frozenset({Role.WORKER})
COMMANDER = frozenset({Role.COMMANDER})
NOBODY: frozenset[Role] = frozenset()
HUMANS = EVERYBODY - WORKER
REVIEWERS = COMMANDER | {Role.LEAD}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do, as SQL of which the last statement must touch a row, and who may do it."""

    action: str
    allowed: frozenset[Role]
    sql: str

    def __str__(self) -> str:
        return self.action.replace(" ", "_")


def said(direction: str, channel: str) -> str:
    columns = "id, root, direction, visibility, channel, body, created_at"
    return f"insert into desk.message ({columns}) values ('m', 'own', '{direction}', 'PUBLIC', '{channel}', 'Hello', 1)"


def attached(root: str, size: int, digest: str) -> str:
    columns = "id, root, name, mime, size, sha256, created_at"
    return f"insert into desk.attachment ({columns}) values ('a', '{root}', 'x.txt', 'text/plain', {size}, {digest}, 1)"


def part(table: str, **values: object) -> str:
    """The SQL of a new part of the response to an incident."""
    names, given = ", ".join(values), ", ".join(f"'{value}'" for value in values.values())
    return f"insert into desk.{table} (id, root, hash, {names}) values ('{table}', 'fault', 'h', {given})"


def asked() -> str:
    told = {"step": "x", "part": "priority", "round": 1, "radius": "reversible", "asked_at": 1, "params": "{}"}
    return part("step_run", state="WAITING", **told)


def fired() -> str:
    names = "id, root, source, grouped, fingerprint, title, severity, state, started_at"
    values = "'a', 'fault', '', 'g', 'f', 'Down', 'HIGH', 'FIRING', 1"
    return f"insert into desk.incident_alert ({names}) values ({values})"


def approved() -> str:
    return part("approval", step_run="step_run", author="<otto>", recorded_at=1)


def kept() -> str:
    names = "id, root, source, kind, params, count, details, window_from, window_to, gathered_at"
    return f"insert into desk.evidence_item ({names}) values ('e', 'fault', 'x', 'files', '{{}}', 1, '[]', 1, 1, 1)"


def told() -> str:
    columns = "id, root, kind, subject, body, groups, public, sent_at"
    values = "'c', 'fault', 'INITIAL', '{}', '{}', '[\"ops_team\"]', false, 1"
    return f"insert into desk.communication ({columns}) values ({values})"


def delivered() -> str:
    columns = "id, root, communication, channel, address, name, locale, state, attempts, params"
    values = "'d', 'fault', 'c', 'mail', 'a@b', 'A', 'en', 'PENDING', 0, '{}'"
    return f"insert into desk.delivery ({columns}) values ({values})"


def ruled(owner: str, version: int) -> str:
    columns = "id, root, kind, owner, name, version, effective_at, published_at, body"
    values = f"'p', 'p', 'RULES', {owner}, 'Rules', {version}, 1, 1, '{{}}'"
    return f"insert into desk.policy ({columns}) values ({values})"


def milestone(root: str) -> str:
    columns = "id, root, clock, cycle, threshold, basis, reached_at"
    return f"insert into desk.milestone ({columns}) values ('m', '{root}', 'resolution', 1, 100, 'High v1 HIGH', 1)"


def view(owner: str) -> str:
    columns = "id, root, name, owner, filter, sort, position"
    return f"insert into desk.saved_view ({columns}) values ('v', 'v', 'New', {owner}, '{{}}', 'due', 1)"


def person(login: str = "null", roles: str = "[]") -> str:
    columns = "id, root, name, login, locale, roles, skills, availability"
    values = f"'p', 'p', 'Pia', {login}, 'en', '{roles}', '{{}}', 'AVAILABLE'"
    return f"insert into desk.person ({columns}) values ({values})"


def load(table: str, row: str) -> str:
    """The row that came in, if it did: one that is refused holds up no other."""
    whole = f"jsonb_build_object('id', 'x', 'root', 'x', {row})"
    loaded = f"desk.load(jsonb_build_array(jsonb_build_object('t', '{table}', 'r', {whole})))"
    return f"select scope from jsonb_array_elements_text({loaded}->'scopes') scope where scope is not null"


LOADED = (
    "'title', 'Old', 'description', '', 'priority', 'LOW', 'status', 'CLOSED', 'channel', 'EMAIL', 'cycle', 1,"
    " 'created_at', 1, 'updated_at', 1, 'dead', false, 'team', '<team>'"
)
LOADED_PERSON = "'name', 'Pia', 'locale', 'en', 'skills', '{}'::jsonb, 'availability', 'AVAILABLE', 'dead', false"

READING = (
    Line("read tickets of the own team", EVERYBODY, "select * from desk.ticket where id = 'own'"),
    Line("read what hangs on them", EVERYBODY, "select * from desk.message where root = 'own'"),
    Line("read tickets of another team", WORKER, "select * from desk.ticket where id = 'theirs'"),
    Line("read what hangs on those", WORKER, "select * from desk.event where root = 'theirs'"),
    Line("read people and requesters", EVERYBODY, "select * from desk.person where id = 'requester'"),
    Line("read the names of teams", EVERYBODY, "select * from desk.team where id = '<other_team>'"),
    Line("pull", EVERYBODY, "select * from desk.pull(0, '', '{}')"),
    Line("read the audit log", AUDITOR, "select diff from desk.log where t = 'ticket'"),
    Line("read who is a member of what", ADMIN, "select * from desk.member"),
    Line("read the names of all scopes", ADMIN | WORKER, "select 1 from desk.scope having count(*) > 3"),
    Line("tell what one looks at", HUMANS, "select desk.be_at('own', false); select 1"),
    Line("read duties", WORKER, "select desk.plan('k', 'mail', '{}', 0, false); select * from desk.duty"),
)
TICKETS = (
    Line("create a ticket", EVERYBODY, ticket("t", "<team>")),
    Line("create a ticket in another team", WORKER, ticket("t", "<other_team>")),
    Line("change the title", EVERYBODY, "update desk.ticket set title = 'New' where id = 'own'"),
    Line("change a ticket of another team", WORKER, "update desk.ticket set title = 'New' where id = 'theirs'"),
    Line("assign", EVERYBODY, "update desk.ticket set assignee = '<agnes>' where id = 'own'"),
    Line("move on", EVERYBODY, moved("own", "IN_PROGRESS")),
    Line("move on without the event", NOBODY, "update desk.ticket set status = 'IN_PROGRESS' where id = 'own'"),
    Line("move as the table forbids", NOBODY, moved("own", "NEW")),
    Line("resolve", EVERYBODY, moved("own", "RESOLVED")),
    Line("close", EVERYBODY, moved("resolved", "CLOSED")),
    Line("reopen what is resolved", EVERYBODY, moved("resolved", "OPEN")),
    Line("reopen what is closed", LEADS, moved("closed", "OPEN")),
    Line("merge", EVERYBODY, moved("own", "MERGED")),
    Line("transfer", EVERYBODY, event("own", "TEAM", "<other_team>", "<team>")),
    Line("transfer from where it is not", NOBODY, event("own", "TEAM", "<other_team>", "<other_team>")),
    Line("change the team by hand", NOBODY, "update desk.ticket set team = '<other_team>' where id = 'own'"),
    Line("change the scope by hand", NOBODY, "update desk.ticket set scope = '<shelf>' where id = 'own'"),
    Line("change the number", NOBODY, "update desk.ticket set number = 1 where id = 'own'"),
    Line("change when it was created", NOBODY, "update desk.ticket set created_at = 5 where id = 'own'"),
    Line("mark a ticket dead", NOBODY, "update desk.ticket set dead = true where id = 'own'"),
    Line("change the priority", EVERYBODY, changed("own", "priority", "HIGH")),
    Line("change the priority untold", NOBODY, "update desk.ticket set priority = 'HIGH' where id = 'own'"),
    Line("change the type", EVERYBODY, changed("own", "type", "LOGIN_PROBLEM")),
    Line("change the type untold", NOBODY, "update desk.ticket set type = 'LOGIN_PROBLEM' where id = 'own'"),
    Line("tell what does not happen", NOBODY, event("own", "STATUS", "RESOLVED")),
    Line("record satisfaction", WORKER, "update desk.ticket set satisfaction = 5 where id = 'own'"),
)
CHILDREN = (
    Line("reply", EVERYBODY, said("OUT", "EMAIL")),
    Line("write a note", EVERYBODY, said("NOTE", "CONSOLE")),
    Line("record a call", EVERYBODY, said("IN", "PHONE")),
    Line("receive mail", WORKER, said("IN", "EMAIL")),
    Line("write on a ticket of another team", WORKER, said("NOTE", "CONSOLE").replace("'own'", "'theirs'")),
    Line("change what was said", NOBODY, "update desk.message set body = 'Bye' where id = 'message'"),
    Line("hide what was said", NOBODY, "update desk.message set dead = true where id = 'message'"),
    Line("change what was told", NOBODY, "update desk.event set to_value = 'NEW' where root = 'own'"),
    Line("upload a piece of a file", EVERYBODY, "select desk.put_chunk('a', 0, 'x')"),
    Line("attach", EVERYBODY, attached("own", 0, "encode(sha256(''), 'hex')")),
    Line("attach what did not arrive", NOBODY, attached("own", 1, "repeat('0', 64)")),
    Line("change an attachment", NOBODY, "update desk.attachment set name = 'x'"),
    Line("tag", EVERYBODY, "insert into desk.tag (id, root, name) values ('t', 'own', 'sso')"),
    Line("take a tag off", EVERYBODY, "update desk.tag set dead = true where id = 'tag'"),
    Line("rename a tag", NOBODY, "update desk.tag set name = 'x' where id = 'tag'"),
    Line("link", EVERYBODY, "insert into desk.link (id, root, kind, target) values ('l', 'own', 'blocks', 'closed')"),
    Line("unlink", EVERYBODY, "update desk.link set dead = true where id = 'link'"),
)
KNOWLEDGE = (
    Line("draft an article", HUMANS, article("a")),
    Line("draft one that readers see", NOBODY, article("a", "published", "'a.1'")),
    Line("write a version", HUMANS, version("guide", "guide.2")),
    Line("make it the newest", HUMANS, "update desk.article set version = 'guide.2' where id = 'guide'"),
    Line("hand an article in", HUMANS, "update desk.article set stage = 'IN_REVIEW' where id = 'guide'"),
    Line("look after an article", HUMANS, "update desk.article set owner = desk.me() where id = 'guide'"),
    Line("publish an article", LEADS, "update desk.article set published = 'guide.1' where id = 'guide'"),
    Line("put an article away", LEADS, "update desk.article set archived_at = 1 where id = 'guide'"),
    Line("hide an article", NOBODY, "update desk.article set dead = true where id = 'guide'"),
    Line("change what an article said", NOBODY, "update desk.article_version set body = 'x' where id = 'guide.1'"),
    Line("hide what an article said", NOBODY, "update desk.article_version set dead = true where id = 'guide.1'"),
    Line("change where an article came from", NOBODY, "update desk.article set imported_from = 'x' where id = 'guide'"),
    Line("read an article", EVERYBODY, "select * from desk.article_version where root = 'guide'"),
    Line("make a category", LEADS, category("c")),
    Line("rename a category", LEADS, "update desk.article_category set name = 'x' where id = 'shelf'"),
    Line("vote", EVERYBODY, noted("article_vote", "guide", "value", "'HELPFUL'")),
    Line("change a vote", NOBODY, "update desk.article_vote set value = 'NOT_HELPFUL'"),
    Line("take a vote away", NOBODY, "update desk.article_vote set dead = true"),
    Line("look at an article", EVERYBODY, noted("article_view", "guide")),
    Line("tell of a search", EVERYBODY, noted("search_event", "n", "text, results", "'x', 0")),
    Line("change a search", NOBODY, "update desk.search_event set results = 1"),
    Line("use an article on a ticket", EVERYBODY, noted("article_use", "own", "article, manner", "'guide', 'LINK'")),
    Line(
        "use an article on a ticket of another team",
        WORKER,
        noted("article_use", "theirs", "article, manner", "'guide', 'LINK'"),
    ),
)
INCIDENTS = (
    Line("declare an incident", EVERYBODY, incident("i")),
    Line("declare a restricted incident", NOBODY, incident("i").replace("false", "true")),
    Line("declare an incident untold", NOBODY, incident("i").partition("; ")[0] + "; set constraints all immediate"),
    Line("declare what is resolved", NOBODY, incident("i").replace("'REPORTED'", "'RESOLVED'")),
    Line("read an incident", EVERYBODY, "select * from desk.incident where id = 'fault'"),
    Line("write on the timeline", EVERYBODY, entered("fault")),
    Line("pin an entry", EVERYBODY, "update desk.timeline_entry set pinned = true where id = 'entry'"),
    Line("change an entry", NOBODY, "update desk.timeline_entry set text = 'x' where id = 'entry'"),
    Line("hide an entry", NOBODY, "update desk.timeline_entry set dead = true where id = 'entry'"),
    Line("acknowledge", COMMANDER, of_incident("fault", "status", "ACKNOWLEDGED")),
    Line("acknowledge what one handles", COMMANDER | {Role.AGENT}, of_incident("handled", "status", "ACKNOWLEDGED")),
    Line("resolve what one handles", COMMANDER, of_incident("handled", "status", "RESOLVED")),
    Line("investigate", COMMANDER, of_incident("fault", "status", "INVESTIGATING")),
    Line("move an incident untold", NOBODY, "update desk.incident set status = 'RESOLVED' where id = 'fault'"),
    Line("move an incident as the table forbids", NOBODY, of_incident("over", "status", "RESOLVED")),
    Line("reopen an incident", COMMANDER | WORKER | {Role.LEAD}, of_incident("over", "status", "INVESTIGATING")),
    Line("rule the severity", COMMANDER, of_incident("fault", "severity", "LOW")),
    Line("rule the severity of what one handles", COMMANDER, of_incident("handled", "severity", "LOW")),
    Line("rule the severity untold", NOBODY, "update desk.incident set severity = 'LOW' where id = 'fault'"),
    Line(
        "rule the category of what one handles",
        COMMANDER | {Role.AGENT},
        of_incident("handled", "category", "CONFIGURATION_ERROR"),
    ),
    Line("offer a duty", COMMANDER, offered("fault", "SCRIBE", "<agnes>")),
    Line("call in an expert to what one handles", COMMANDER | {Role.AGENT}, offered("handled", "EXPERT", "<lena>")),
    Line("make oneself scribe of what one handles", NOBODY, offered("handled", "SCRIBE", "<agnes>", "ACCEPTED")),
    Line("accept what was offered to another", NOBODY, answered("role", "ACCEPTED")),
    Line("take an offer back", COMMANDER, answered("role", "ENDED")),
    Line("answer twice", NOBODY, answered("role", "ENDED") + "; " + answered("role", "ACCEPTED")),
    Line("ask for a task", EVERYBODY, task("fault", "<otto>")),
    Line("accept a task of another's", NOBODY, task("fault", "<otto>") + "; " + tasked("t", "ACCEPTED")),
    Line("end a task one asked for", EVERYBODY, task("fault", "<otto>") + "; " + tasked("t", "DROPPED")),
    Line("end a task of another's", COMMANDER, tasked("task", "DONE")),
    Line("link a ticket", EVERYBODY, linked("fault", "own")),
    Line("unlink a ticket", EVERYBODY, linked("fault", "own") + "; update desk.incident_ticket set dead = true"),
    Line("hand over", COMMANDER, "update desk.incident set handler = '<lena>' where id = 'handled'"),
    Line("take command", COMMANDER, "update desk.incident set commander = '<cosima>' where id = 'fault'"),
    Line("tell its cause", COMMANDER | {Role.AGENT}, "update desk.incident set root_cause = 'x' where id = 'handled'"),
    Line("write an analysis", COMMANDER | WORKER, "update desk.incident set impact = 'LOW' where id = 'fault'"),
    Line("open an incident to few", NOBODY, "update desk.incident set restricted = true where id = 'fault'"),
    Line("change who reported", NOBODY, "update desk.incident set reporter = '<otto>' where id = 'fault'"),
    Line("change what an incident told", NOBODY, "update desk.incident_event set to_value = 'x'"),
    Line(
        "allow a move of incidents by hand",
        NOBODY,
        "insert into desk.incident_transition values ('CLOSED', 'REPORTED')",
    ),
)
RESPONSES = (
    Line("begin a response", EVERYBODY, part("response", state="INITIATED", category="UNCLASSIFIED", started_at=1)),
    Line("ask for a step", EVERYBODY, asked()),
    Line("approve a step", COMMANDER | {Role.LEAD}, approved()),
    Line("take an approval back", NOBODY, f"{approved()}; update desk.approval set dead = true"),
    Line("change what was approved", NOBODY, f"{approved()}; update desk.approval set hash = 'other'"),
    Line("end a step", EVERYBODY, f"{asked()}; update desk.step_run set state = 'ENDED', result = 'passed'"),
    Line("make a step another", NOBODY, f"{asked()}; update desk.step_run set hash = 'other'"),
    Line("take an alert in", ADMIN | WORKER, fired()),
    Line("note its end", ADMIN | WORKER, f"{fired()}; update desk.incident_alert set state = 'RESOLVED', ended_at = 2"),
    Line("make an alert another", NOBODY, f"{fired()}; update desk.incident_alert set fingerprint = 'other'"),
    Line("keep evidence", EVERYBODY, kept()),
    Line("tell groups of an incident", COMMANDER, told()),
    Line("change a message", NOBODY, f"{told()}; update desk.communication set groups = '[]'"),
    Line("plan a delivery", WORKER, delivered()),
    Line("say that it was delivered", WORKER, f"{delivered()}; update desk.delivery set state = 'SENT'"),
    Line("deliver it elsewhere", NOBODY, f"{delivered()}; update desk.delivery set address = 'b@c'"),
    Line("change evidence", NOBODY, f"{kept()}; update desk.evidence_item set count = 2"),
)
REVIEWS = (
    Line("begin an analysis", REVIEWERS, reviewed()),
    Line("begin one that is signed", NOBODY, reviewed().replace("'DRAFT'", "'SIGNED_OFF'")),
    Line("write on an analysis", REVIEWERS, f"{reviewed()}; update desk.review set lessons = 'x'"),
    Line("hand an analysis in", REVIEWERS, f"{reviewed()}; {SIGNING[0]}"),
    Line("sign off an analysis", REVIEWERS, "; ".join((reviewed(), *SIGNING))),
    Line("sign what was not handed in", NOBODY, f"{reviewed()}; {SIGNING[1]}"),
    Line("change what is signed", NOBODY, "; ".join((reviewed(), *SIGNING, "update desk.review set lessons = 'x'"))),
    Line("hide an analysis", NOBODY, f"{reviewed()}; update desk.review set dead = true"),
    Line("say what is to be done", REVIEWERS, to_do("null")),
    Line("end what is to be done", REVIEWERS, ended("theirs")),
    Line("end what one is to do", REVIEWERS | {Role.AGENT}, ended("own")),
    Line("give what is to be done away", REVIEWERS, "update desk.action_item set owner = null where id = 'own'"),
)
SHELF = (
    Line("keep a view of one's own", EVERYBODY, view("desk.me()")),
    Line("keep a view of the team", LEADS, view("'<team>'")),
    Line("keep a view of another team", NOBODY, view("'<other_team>'")),
    Line("keep a view of a colleague", NOBODY, view("'<otto>'")),
    Line("record a breach", WORKER, milestone("own")),
    Line("record a breach of no ticket", NOBODY, milestone("nothing")),
    Line("change what was recorded", NOBODY, "update desk.milestone set threshold = 1"),
    Line("rule for everybody", ADMIN, ruled("null", 2)),
    Line("rule for one's own team", LEADS, ruled("'<team>'", 1)),
    Line("rule for another team", ADMIN, ruled("'<other_team>'", 1)),
    Line("skip a version of what is ruled", NOBODY, ruled("null", 3)),
    Line("rule a version once more", NOBODY, ruled("null", 1)),
    Line("change what was ruled", NOBODY, "update desk.policy set body = '{}'"),
    Line("rule as the first", NOBODY, "select desk.rule_first('[]')"),
    Line("change somebody's view", LEADS | {Role.AGENT}, "update desk.saved_view set name = 'Ours' where id = 'view'"),
    Line("add a requester", EVERYBODY, person()),
    Line("change a requester", EVERYBODY, "update desk.person set phone = '110' where id = 'requester'"),
    Line("change a colleague", NOBODY, "update desk.person set phone = '110' where login = 'otto'"),
    Line("be away", EVERYBODY, "update desk.person set availability = 'AWAY' where id = desk.me()"),
    Line("give oneself a role", NOBODY, "update desk.person set roles = '[\"admin\"]' where id = desk.me()"),
    Line("give a requester a login", NOBODY, "update desk.person set login = 'rui' where id = 'requester'"),
    Line("add somebody who signs in by hand", NOBODY, person("'pia'")),
    Line("add somebody with a role by hand", NOBODY, person(roles='["admin"]')),
    Line("change a team", NOBODY, "update desk.team set name = 'Ours' where id = '<team>'"),
    Line(
        "make a team by hand",
        NOBODY,
        "insert into desk.team (id, root, name, own_scope) values ('x', 'x', 'Ours', '<shelf>')",
    ),
)
MANAGEMENT = (
    Line("import in bulk", LEADS, load("ticket", LOADED)),
    Line("import into another team", NOBODY, load("ticket", LOADED.replace("<team>", "<other_team>"))),
    Line("import requesters", LEADS, load("person", LOADED_PERSON + ", 'roles', '[]'::jsonb")),
    Line("import a colleague", NOBODY, load("person", LOADED_PERSON + ", 'roles', '[]'::jsonb, 'login', 'pia'")),
    Line("import a role", NOBODY, load("person", LOADED_PERSON + ", 'roles', '[\"admin\"]'::jsonb")),
    Line("import a team", NOBODY, load("team", "'name', 'Ours', 'own_scope', '<shelf>', 'dead', false")),
    Line("add people", ADMIN, "select desk.add_person('pia', 'Pia', 'Helpdesk', array['agent'], 'en', null)"),
    Line("change roles", ADMIN, "select desk.set_roles('otto', array['lead'], '{}')"),
    Line("close an account", ADMIN, "select desk.disable_person('otto')"),
    Line("end sessions", ADMIN, "select desk.end_sessions('otto')"),
    Line("set a password", ADMIN, "select desk.set_password('otto', null)"),
    Line("make a team", ADMIN, "select desk.add_team('Third')"),
    Line("let into a scope", ADMIN, "select desk.set_members('otto', array['Helpdesk'], '{}')"),
    Line("plan a duty", WORKER, "select desk.plan('k', 'mail', '{}', 0, false)"),
    Line("claim duties", WORKER, "select 1 from (select count(*) from desk.claim(array['mail'], 1, 1)) _"),
    Line("finish a duty", WORKER, "select desk.finish('k', 1, 'done', 'null', null)"),
    Line("move old tickets to the archive", WORKER, "select desk.archive(1, 1)"),
    Line("forget pieces nobody attached", WORKER, "select desk.purge_chunks(1)"),
    Line("forget what is long gone", WORKER, "select desk.purge(1)"),
    Line("tell that a worker lives", WORKER, "select desk.beat()"),
    Line("end who holds others up", ADMIN | WORKER, "select desk.end_sitters(1000, 30000)"),
)
OWNED = tuple(sorted(set(re.findall(r"create (?:unlogged )?table if not exists desk\.(\w+)", statements()))))
FORBIDDEN = (
    *(Line(f"delete from {table}", NOBODY, f"delete from desk.{table}") for table in OWNED),
    *(Line(f"truncate {table}", NOBODY, f"truncate desk.{table} cascade") for table in OWNED),
    *(Line(f"lock {table}", NOBODY, f"lock table desk.{table} in share row exclusive mode") for table in OWNED),
    *(Line(f"alter {table}", NOBODY, f"alter table desk.{table} disable row level security") for table in OWNED),
    *(Line(f"drop {table}", NOBODY, f"drop table desk.{table} cascade") for table in OWNED),
    Line("move the head", NOBODY, "update desk.head set seq = 0"),
    Line("change the log", NOBODY, "update desk.log set diff = null"),
    Line("add to the log", NOBODY, "insert into desk.log values (9, 9, 't', 'k', null, 'w', 1, null, '', '')"),
    Line("add to the log by its function", NOBODY, "select desk.enter('ticket', 'own', null, null)"),
    Line("change an answer", NOBODY, "update desk.op set code = null"),
    Line("write an answer by hand", NOBODY, "insert into desk.op (id, at, seq) values ('o', 1, 1)"),
    Line("tell by hand", NOBODY, "insert into desk.told values ('e', 'own', 'STATUS', 'OPEN')"),
    Line("send a row away by hand", NOBODY, "insert into desk.gone values (9, 'ticket', 'own', '<shelf>')"),
    Line("make a scope by hand", NOBODY, "insert into desk.scope values ('s', 'Ours')"),
    Line("become a member by hand", NOBODY, "insert into desk.member select session_user, id from desk.scope"),
    Line("allow a move by hand", NOBODY, "insert into desk.transition values ('CLOSED', 'NEW', false)"),
    Line("make a table loadable by hand", NOBODY, "insert into desk.loadable values ('team')"),
    Line("store a piece by hand", NOBODY, "insert into desk.chunk (id, n, at, data) values ('a', 0, 1, 'x')"),
    Line("be seen by hand", NOBODY, "insert into desk.presence values ('otto', 'own', true, 1)"),
    Line("write a duty by hand", NOBODY, "insert into desk.duty (key, kind, due) values ('k', 'mail', 0)"),
    Line("become the owner", NOBODY, "set role desk_owner"),
    Line("become the manager", NOBODY, "set role desk_manager"),
    Line("become the loader", NOBODY, "set role desk_loader"),
    Line("make a role", NOBODY, "create role eve login"),
    Line("grant a role", NOBODY, "grant desk_admin to otto"),
    Line("make a schema", NOBODY, "create schema mine"),
    Line("make a table", NOBODY, "create table public.mine (a int)"),
    Line("make a temporary table", NOBODY, "create temporary table mine (a int)"),
    Line("make a function", NOBODY, "create function public.mine() returns int language sql return 1"),
)
LINES = (*READING, *TICKETS, *CHILDREN, *INCIDENTS, *RESPONSES, *REVIEWS, *KNOWLEDGE, *SHELF, *MANAGEMENT, *FORBIDDEN)
REFUSED = frozenset({"42501", "DS001", "DS002", "DS003", "DS004", "0LP01", "23503"})
"""Insufficient privilege, the hub's own codes, a grant of a role one does not administer, an owner that is no team."""


@pytest.fixture(scope="module", params=versions())
def hub(request: pytest.FixtureRequest) -> Iterator[TeamHub]:
    with team_hub(request.param) as made:
        yield made


@pytest.fixture(scope="module")
def staff(hub: TeamHub) -> Iterator[dict[Role, psycopg.Connection]]:
    connections = {role: hub.connect(login, autocommit=False) for role, login in LOGINS.items()}
    yield connections
    for connection in connections.values():
        connection.close()


def outcome(connection: psycopg.Connection, sql: str) -> str:
    """Whether the last statement was done, found nothing to do it to, or the code by which one was refused."""
    try:
        *before, last = sql.split("; ")
        for statement in before:
            connection.execute(statement.encode())
        touched = connection.execute(last.encode()).rowcount
        connection.execute("set constraints all immediate")
    except psycopg.Error as error:
        return str(error.sqlstate)
    finally:
        connection.rollback()
    return "nothing" if touched == 0 else "done"


@pytest.mark.parametrize("line", LINES, ids=str)
def test_who_may_do_it_can_and_nobody_else(hub: TeamHub, staff: dict[Role, psycopg.Connection], line: Line) -> None:
    """SPEC 1.3."""
    found = {role: outcome(connection, hub.spoken(line.sql)) for role, connection in staff.items()}
    for role, result in found.items():
        if role in line.allowed:
            assert result == "done", f"{role} may {line.action}"
        else:
            assert result in REFUSED | {"nothing"}, f"{role} may not {line.action}"


def test_every_column_is_granted_as_the_table_of_rights_says(hub: TeamHub) -> None:
    """SPEC 1.3: nothing more, nothing less, by the server's own account."""
    sql = "select has_column_privilege(%s, %s, %s, 'insert'), has_column_privilege(%s, %s, %s, 'update')"
    with closing(hub.connect()) as root:
        for (role, login), shape in product(LOGINS.items(), shapes().values()):
            right = rights()[role].get(shape.table)
            given = (right.insert and right.insert | {"id"}, right.update) if right else (frozenset(), frozenset())
            for column in shape.names:
                asked = (login, f"desk.{shape.table}", column)
                found = root.execute(sql, asked * 2).fetchone()
                assert found == tuple(column in names for names in given), asked


def test_no_role_may_touch_a_whole_table(hub: TeamHub) -> None:
    sql = "select has_table_privilege(%s, oid, 'insert, update, delete, truncate, references, trigger') from pg_class"
    with closing(hub.connect()) as root:
        for login in LOGINS.values():
            found = root.execute(f"{sql} where relnamespace = 'desk'::regnamespace and relkind = 'r'", (login,))
            assert not any(row[0] for row in found)


def test_every_table_of_the_hub_is_tried(hub: TeamHub) -> None:
    with closing(hub.connect()) as root:
        found = root.execute("select relname from pg_class where relnamespace = 'desk'::regnamespace and relkind = 'r'")
        assert {row[0] for row in found} == set(OWNED)


def test_every_function_a_person_may_call_is_known(hub: TeamHub) -> None:
    """What a role can call is part of what it can do."""
    for_staff = "answer apply check_told hello known last_beat live_scopes lock me micros pull push put_chunk scopes"
    for_staff += " stored_chunks apply_any touched"
    expected = {role: set(for_staff.split()) for role in STAFF} | {Role.AUDITOR: {"hello", "scopes", "state"}}
    for role in HUMANS:
        expected[role] |= {"be_at", "present"}
    expected[Role.LEAD] |= {"load"}
    expected[Role.ADMIN] |= {"load", "end_sitters", "add_person", "set_roles", "disable_person", "end_sessions"}
    expected[Role.ADMIN] |= {"set_password", "add_team", "set_members", "state"}
    expected[Role.WORKER] |= {"plan", "claim", "renew", "finish", "end_sitters", "archive", "purge", "beat", "state"}
    expected[Role.WORKER] |= {"purge_chunks"}
    sql = "select proname from pg_proc where pronamespace = 'desk'::regnamespace"
    sql += " and has_function_privilege(%s, oid, 'execute')"
    with closing(hub.connect()) as root:
        for role, login in LOGINS.items():
            assert {row[0] for row in root.execute(sql, (login,))} == expected[role], role


def test_an_approval_is_of_who_signed_in(hub: TeamHub, staff: dict[Role, psycopg.Connection]) -> None:
    """Else one person could approve for two (SPEC 8.5)."""
    commander = staff[Role.COMMANDER]
    with commander.transaction(force_rollback=True):
        commander.execute(hub.spoken(approved()).encode())
        made = commander.execute("select author, recorded_at > 1 from desk.approval").fetchall()
    assert made == [(hub.people[LOGINS[Role.COMMANDER]], True)]


def test_an_analysis_is_signed_by_who_signed_in_and_taken_up_again_unsigned(
    hub: TeamHub, staff: dict[Role, psycopg.Connection]
) -> None:
    """SPEC 11: whatever the client says of it."""
    lead, found = staff[Role.LEAD], "select signed_by, signed_at > 1 from desk.review"
    with lead.transaction(force_rollback=True):
        for statement in (reviewed(), SIGNING[0], f"{SIGNING[1]}, signed_by = '<otto>', signed_at = 1"):
            lead.execute(hub.spoken(statement).encode())
        signed = lead.execute(found).fetchall()
        lead.execute(SIGNING[0].encode())
        assert (signed, lead.execute(found).fetchall()) == ([(hub.people[LOGINS[Role.LEAD]], True)], [(None, None)])


def test_an_auditor_proves_the_log(hub: TeamHub) -> None:
    """SPEC 13: made by an admin's functions and by plain SQL, the chain holds."""
    with closing(hub.connect(LOGINS[Role.AUDITOR])) as auditor:
        verdict = audit.of_postgres(auditor)
    assert verdict.broken is None
    assert verdict.entries > 30
