"""An import brings each ticket in once, with its history, and accounts for every row."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from console.models.kinds import Code, Refused, Role, Status, Unreadable
from console.services import store as stores
from console.services.desk import Desk
from console.services.importing.run import Imported, Importer, Wish
from console.services.people import Me
from console.services.tickets.commands import Assign, CreateTicket, SetStatus, SetTitle
from tests.services.importing.conftest import Place

ROOT = Path(__file__).resolve().parents[3]
LOG = "CaseID,ActivityID,CompleteTimestamp\n"
ITSM = (
    "CI_Name,CI_Cat,CI_Subcat,Incident_ID,Status,Impact,Urgency,Priority,Category,Open_Time,Reopen_Time,Resolved_Time,"
    "Close_Time,Handle_Time_hrs\n"
)
MAP = """
source = "other"
key = "No"
[fields]
title = "What"
description = "Text"
priority = { column = "P", values = { 1 = "CRITICAL", 2 = "HIGH" } }
status = "State"
created_at = "Opened"
resolved_at = "Done"
assignee = "Who"
tags = ["{Tag}"]
"""
ROW = {
    "No": "A1",
    "What": "Printer",
    "Text": "on fire",
    "P": "1",
    "State": "OPEN",
    "Opened": "2.1.2026 09:00",
    "Done": "",
    "Who": "Ann",
    "Tag": "paper",
}


def figures(done: Imported) -> tuple[int, int, int, int]:
    """Read, used, unchanged, rejected."""
    tally = done.tally
    assert done.read == tally.used + tally.unchanged + tally.rejected
    return done.read, tally.used, tally.unchanged, tally.rejected


def report(done: Imported) -> list[dict[str, object]]:
    """The lines of a report."""
    assert done.report is not None
    return [json.loads(line) for line in done.report.read_text("utf-8").splitlines()]


def test_the_same_file_again_changes_nothing(place: Place) -> None:
    rows = [{**ROW, "No": f"A{n}", "Who": f"Ann {n % 3}"} for n in range(40)]
    done = place.imported(rows, columns=MAP)
    assert figures(done) == (40, 40, 0, 0)
    assert (done.tally.created, done.tally.updated, done.report) == (40, 0, None)
    before = place.content()
    again = place.imported(rows, "renamed.csv", columns=MAP)
    assert figures(again) == (40, 0, 40, 0)
    assert (again.tally.created, again.tally.updated, again.tally.events) == (0, 0, 0)
    assert place.content() == before


def plain(key: object, title: str, **more: object) -> dict[str, object]:
    """A row of a file whose columns are called as fields are."""
    return {"id": key, "title": title, "priority": "LOW", **more}


def titles(place: Place) -> list[str]:
    """Of all tickets, in order."""
    return sorted(str(ticket["title"]) for ticket in place.tickets())


def test_two_systems_that_count_from_one_keep_their_own_tickets(place: Place) -> None:
    """Without a map nothing names the system but the file."""
    printers = [plain(1, "Printer"), plain(2, "Paper")]
    networks = [plain(1, "Switch"), plain(2, "Cable")]
    place.imported(printers, "printers.csv")
    done = place.imported(networks, "networks.csv")
    assert (done.tally.created, done.tally.updated) == (2, 0)
    assert titles(place) == ["Cable", "Paper", "Printer", "Switch"]
    before = place.content()
    for rows, name in ((printers, "printers.csv"), (networks, "networks.csv"), (printers, "printers.csv")):
        assert figures(place.imported(rows, name)) == (2, 0, 2, 0)
    assert place.content() == before
    changed = [plain(1, "Switch in hall 3")]
    assert place.imported(changed, "networks.csv").tally.updated == 1
    assert titles(place) == ["Cable", "Paper", "Printer", "Switch in hall 3"]


@pytest.mark.parametrize(
    ("first", "later", "same"),
    [
        (plain(1, "Printer"), plain(1, "Printer", priority="HIGH"), True),
        (plain(1, "Printer"), plain(1, "Switch"), False),
        (plain(1, "Printer", created="2026-01-02"), plain(1, "Printer, hall 3", created="2026-01-02"), True),
        (plain(1, "Password", created="2026-01-02"), plain(1, "Password", created="2026-01-03"), False),
        (plain(1, "Printer", created=""), plain(1, "Printer", created="", status="OPEN"), True),
    ],
)
def test_a_later_export_under_another_name_is_known_by_what_does_not_change(
    place: Place, first: dict[str, object], later: dict[str, object], same: bool
) -> None:
    place.imported([first], "january.csv")
    done = place.imported([later], "february.csv")
    assert (done.tally.created, done.tally.updated) == ((0, 1) if same else (1, 0))


def test_a_renamed_file_adds_nothing_whatever_was_done_to_its_tickets_here(place: Place) -> None:
    place.imported([plain(1, "Printer")], "january.csv")
    place.services.desk.do(SetTitle(str(place.tickets()[0]["id"]), "Printer in hall 3"))
    assert figures(place.imported([plain(1, "Printer")], "copy.csv")) == (1, 0, 1, 0)


def test_a_renamed_file_of_the_second_system_makes_no_third_ticket(place: Place) -> None:
    printers, networks = [plain(1, "Printer"), plain(2, "Paper")], [plain(1, "Switch"), plain(2, "Cable")]
    place.imported(printers, "printers.csv")
    place.imported(networks, "networks.csv")
    before = place.content()
    assert figures(place.imported(networks, "networks (1).csv")) == (2, 0, 2, 0)
    assert place.content() == before
    later = [plain(1, "Switch", status="OPEN"), plain(2, "Phone"), plain(3, "Desk")]
    done = place.imported(later, "networks (2).csv")
    assert (done.tally.created, done.tally.updated) == (2, 1)
    assert titles(place) == ["Cable", "Desk", "Paper", "Phone", "Printer", "Switch"]
    assert figures(place.imported(later, "networks (3).csv")) == (3, 0, 3, 0)


def test_links_lead_to_the_tickets_of_their_own_file(place: Place) -> None:
    linked = plain(1, "Switch", links='[{"kind": "relates", "ticket": "2"}]')
    place.imported([plain(1, "Printer"), plain(2, "Paper")], "printers.csv")
    place.imported([linked, plain(2, "Cable", links="")], "networks.csv")
    sql = "select a.title, b.title from link join ticket a on a.id = link.root join ticket b on b.id = target"
    assert place.ask(sql) == [("Switch", "Cable")]


def test_a_changed_row_updates_its_ticket_and_events_tell_what_changed(place: Place) -> None:
    place.imported([ROW, {**ROW, "No": "A2"}], columns=MAP)
    changed = {**ROW, "P": "2", "What": "Printer in hall 3", "Who": "Bo", "Tag": "paper,smoke", "Text": "out"}
    done = place.imported([changed, {**ROW, "No": "A2"}], columns=MAP)
    assert figures(done) == (2, 1, 1, 0)
    assert (done.tally.created, done.tally.updated) == (0, 1)
    ticket = place.tickets()[0]
    assert (ticket["title"], ticket["priority"], ticket["assignee"]) == ("Printer in hall 3", "HIGH", "Bo")
    assert (ticket["description"], ticket["tags"]) == ("out", ["paper", "smoke"])
    events = ticket["events"]
    assert isinstance(events, list)
    told = {(event["kind"], event["from"], event["to"]) for event in events}
    assert told >= {
        ("PRIORITY", "CRITICAL", "HIGH"),
        ("TITLE", "Printer", "Printer in hall 3"),
        ("ASSIGNEE", "Ann", "Bo"),
        ("TAGGED", None, "smoke"),
    }
    assert done.tally.events == 4
    assert figures(place.imported([changed], columns=MAP)) == (1, 0, 1, 0)


def test_what_was_done_here_stays_until_the_row_changes(place: Place) -> None:
    place.imported([ROW], columns=MAP)
    key = str(place.tickets()[0]["id"])
    desk: Desk = place.services.desk
    desk.do(Assign(key, place.services.me.id))
    desk.do(SetStatus(key, Status.IN_PROGRESS))
    assert figures(place.imported([ROW], columns=MAP)) == (1, 0, 1, 0)
    assert place.tickets()[0]["status"] == "IN_PROGRESS"
    place.imported([{**ROW, "State": "RESOLVED", "Done": "3.1.2026 10:00"}], columns=MAP)
    ticket = place.tickets()[0]
    assert (ticket["status"], ticket["resolved_at"]) == ("RESOLVED", "2026-01-03T10:00:00+00:00")


def test_a_trial_answers_the_same_figures_and_changes_nothing(place: Place) -> None:
    rows = [ROW, {**ROW, "No": "A2", "P": "9"}, {**ROW, "No": "A3"}, {**ROW, "No": "A3"}]
    before = place.content()
    trial = place.imported(rows, columns=MAP, dry_run=True)
    assert place.content() == before
    assert place.ask("select count(*) from _batch") == [(0,)]
    done = place.imported(rows, columns=MAP)
    assert (trial.read, trial.tally) == (done.read, done.tally)
    assert figures(done) == (4, 2, 1, 1)


def test_rejected_rows_are_kept_whole_with_their_reason(place: Place) -> None:
    text = (
        "No,What,Text,P,State,Opened,Done,Who,Tag\n"
        "A1,a,,9,OPEN,2.1.2026,,,\n"
        'A2,b,"two\nlines",1,OPEN,never,,,\n'
        "A3,c,,1,OPEN,2.1.2026,1.1.2026,,\n"
        ",d,,1,OPEN,2.1.2026,,,\n"
        "A5,e,,1\n"
        "A6,,,1,OPEN,2.1.2026,,,\n"
        f"A7,{'x' * 301},,1,OPEN,2.1.2026,,,\n"
        "A8,nul\0,,1,OPEN,2.1.2026,,,\n"
        "A9,fine,,1,OPEN,2.1.2026,,,\n"
        "A9,other,,1,OPEN,2.1.2026,,,\n"
    )
    done = place.imported(text, columns=MAP)
    assert figures(done) == (10, 1, 0, 9)
    kept = report(done)
    assert [line["line"] for line in kept] == [2, 3, 5, 6, 7, 8, 9, 10, 12]
    assert [str(line["reason"]).split(".")[0] for line in kept] == [
        "The column P holds an unknown value, “9”",
        "The column Opened holds “never”, which is not a time",
        "The time “resolved” lies before “created”",
        "The key column No is empty",
        "The row should have 9 columns but has 4 columns",
        "The row has neither title nor description",
        "The title has 301 characters, the limit is 300",
        "The title holds characters that cannot be stored",
        "Line 11 already has the key A9",
    ]
    assert kept[1]["row"] == {**dict.fromkeys(ROW, ""), "No": "A2", "What": "b", "Text": "two\nlines", "P": "1"} | {
        "State": "OPEN",
        "Opened": "never",
    }
    assert kept[4]["row"] == ["A5", "e", "", "1"]
    assert done.report is not None
    assert done.report.stat().st_mode & 0o077 == 0


def test_what_an_open_quote_swallows_is_kept_in_the_report(place: Place) -> None:
    done = place.imported('title,description\na,b\nc,"open\ne,f\n')
    assert figures(done) == (2, 1, 0, 1)
    assert [(line["line"], line["row"]) for line in report(done)] == [(3, 'c,"open\ne,f\n')]
    assert "quote" in str(report(done)[0]["reason"])


@pytest.mark.parametrize("written", ["tickets.csv", "map.toml", "other.csv"])
def test_a_report_never_replaces_what_the_import_reads(place: Place, written: str) -> None:
    rows, columns = place.write("tickets.csv", [ROW]), place.write("map.toml", MAP)
    (place.folder / "other.csv").symlink_to(rows)
    before = rows.read_bytes(), columns.read_bytes()
    services = place.services
    importer = Importer(services.store, services.me, place.clock, services.locale, place.folder / "imports")
    with pytest.raises(Refused) as refused:
        importer.carry_out(Wish(rows, columns, report=place.folder / written), lambda *_: None)
    assert refused.value.code is Code.IMPORT_REPORT_OVER
    assert (rows.read_bytes(), columns.read_bytes()) == before


def test_bytes_that_do_not_fit_concern_their_row_alone(place: Place) -> None:
    path = place.folder / "damaged.csv"
    path.write_bytes("title\n登录失败\n密码重置失败\n".encode() + b"bro\xffken\n" + "账号被锁定\n".encode())
    importer = Importer(
        place.services.store, place.services.me, place.clock, place.services.locale, place.folder / "imports"
    )
    done = importer.carry_out(Wish(path), lambda _done, _total: None)
    assert figures(done) == (4, 3, 0, 1)
    assert report(done)[0]["row"] == {"title": "bro\udcffken"}


def test_rows_of_a_log_are_events_of_their_tickets(place: Place) -> None:
    text = LOG + (
        "c1,1,2010-04-01 00:59:00\nc1,1,2010-04-01 01:00:00\nc2,2,2010-04-02 10:00:00\nc1,6,2010-04-01 01:45:00\n"
        "c1,3,2010-04-07 00:44:00\nc1,3,2010-04-07 00:44:00\nc2,77,2010-04-03 10:00:00\nc1,5,2010-04-08 20:52:00\n"
    )
    done = place.imported(text)
    assert figures(done) == (8, 7, 0, 1)
    assert (done.tally.created, done.tally.events) == (2, 7)
    first, second = place.tickets()
    assert (first["title"], first["status"], first["created_at"]) == (
        "Incident c1",
        "CLOSED",
        "2010-04-01T00:59:00+00:00",
    )
    assert (first["resolved_at"], first["closed_at"]) == ("2010-04-07T00:44:00+00:00", "2010-04-08T20:52:00+00:00")
    assert (second["status"], second["priority"]) == ("OPEN", "MEDIUM")
    events = first["events"]
    assert isinstance(events, list)
    assert [(event["kind"], event["from"], event["to"]) for event in events] == [
        ("CREATED", None, "IN_PROGRESS"),
        ("STATUS", "IN_PROGRESS", "IN_PROGRESS"),
        ("STATUS", "IN_PROGRESS", "PENDING_USER"),
        ("STATUS", "PENDING_USER", "RESOLVED"),
        ("STATUS", "RESOLVED", "RESOLVED"),
        ("STATUS", "RESOLVED", "CLOSED"),
    ]
    assert {event["recorded_at"] for event in events} == {place.clock.now().isoformat()}


def test_a_log_that_grew_adds_what_is_new(place: Place) -> None:
    start = LOG + "c1,1,2010-04-01 00:59:00\nc1,3,2010-04-02 00:00:00\nc1,3,2010-04-02 00:00:00\n"
    place.imported(start)
    grown = start + "c1,3,2010-04-02 00:00:00\nc1,2,2010-04-03 00:00:00\nc1,1,2010-03-31 00:00:00\n"
    done = place.imported(grown)
    assert figures(done) == (6, 3, 3, 0)
    assert (done.tally.created, done.tally.updated, done.tally.events) == (0, 1, 3)
    (ticket,) = place.tickets()
    assert (ticket["status"], ticket["cycle"], ticket["resolved_at"]) == ("OPEN", 2, None)
    events = ticket["events"]
    assert isinstance(events, list)
    assert len(events) == 6
    before = place.content()
    assert figures(place.imported(grown)) == (6, 0, 6, 0)
    assert place.content() == before


def test_the_times_of_an_incident_record_become_its_history(place: Place) -> None:
    text = ITSM + (
        'A,application,Web,IM4,Closed,4,4,4,incident,05/02/2012 13:32,,04/11/2013 13:50,04/11/2013 13:51,"3,87,16"\n'
        'A,application,Web,IM5,Closed,NS,3,NA,incident,12/03/2012 15:44,02/12/2013 12:31,,02/12/2013 12:36,"4,35"\n'
        "A,application,Web,IM6,Closed,7,3,2,incident,12/03/2012 15:44,,,02/12/2013 12:36,1\n"
    )
    done = place.imported(text)
    assert figures(done) == (3, 2, 0, 1)
    first, second = place.tickets()
    assert (first["priority"], first["impact"], first["urgency"]) == ("LOW", "PERSON", "LOW")
    assert (first["type"], first["created_at"]) == ("TECHNICAL_ISSUE", "2012-02-05T13:32:00+00:00")
    assert first["tags"] == ["application", "incident", "web"]
    assert "Handle_Time_hrs: 3,87,16" in str(first["description"])
    assert (second["impact"], second["priority"], second["resolved_at"], second["cycle"]) == (None, "HIGH", None, 2)
    events = second["events"]
    assert isinstance(events, list)
    assert [(event["from"], event["to"], event["happened_at"][:16]) for event in events] == [
        (None, "NEW", "2012-03-12T15:44"),
        ("RESOLVED", "OPEN", "2013-12-02T12:31"),
        ("OPEN", "CLOSED", "2013-12-02T12:36"),
    ]
    assert place.ask("select imported_from from ticket order by number") == [("itsm:IM4",), ("itsm:IM5",)]


def test_labelled_texts_have_their_queue_as_team_and_their_words_as_tags(place: Place) -> None:
    text = (
        "subject,body,type,queue,priority,language,tag_1,tag_2,tag_3\n"
        'Crash,"It broke",Incident,IT Support,high,en,Bug,Tech Support,"Outage,Virus"\n'
        ",Please tell me about prices,Request,Helpdesk,low,en,Sales,,\n"
    )
    assert figures(place.imported(text)) == (2, 2, 0, 0)
    first, second = place.tickets()
    assert (first["team"], first["priority"], first["type"]) == ("IT Support", "HIGH", "TECHNICAL_ISSUE")
    assert first["tags"] == ["bug", "incident", "language:en", "outage", "tech-support", "virus"]
    assert (second["title"], second["type"]) == ("Please tell me about prices", None)
    assert place.ask("select count(*) from team") == [(2,)]
    assert figures(place.imported(text)) == (2, 0, 2, 0)


def test_people_are_found_by_address_else_by_name(place: Place) -> None:
    rows = [
        {"title": "a", "requester": "王伟", "requester_email": "wang@x.cn"},
        {"title": "b", "requester": "W. Wang", "requester_email": "WANG@X.CN"},
        {"title": "c", "requester": "王伟", "requester_email": ""},
        {"title": "d", "requester": "王伟", "requester_email": "other@x.cn"},
        {"title": "e", "requester": "", "requester_email": "li@x.cn"},
    ]
    place.imported(rows)
    found = [row["requester_email"] for row in place.tickets()]
    assert found == ["wang@x.cn", "wang@x.cn", "wang@x.cn", "other@x.cn", "li@x.cn"]
    assert place.ask("select count(*) from person") == [(4,)]


def test_who_was_known_by_name_alone_gets_the_address_a_later_row_tells(place: Place) -> None:
    rows: list[dict[str, object]] = [
        {"title": "a", "requester": "Wei Zhang", "requester_email": ""},
        {"title": "b", "requester": "Wei Zhang", "requester_email": "wei@example.org"},
        {"title": "c", "requester": "Wei Zhang", "requester_email": "other@example.org"},
    ]
    place.imported(rows)
    found = "select t.title, p.email from ticket t join person p on p.id = t.requester order by t.title"
    told = [("a", "wei@example.org"), ("b", "wei@example.org"), ("c", "other@example.org")]
    assert place.ask(found) == told
    assert figures(place.imported(rows)) == (3, 0, 3, 0)
    assert place.ask(found) == told
    assert place.ask("select count(*) from person where name = 'Wei Zhang'") == [(2,)]


def test_wall_times_are_of_the_zone_asked_for(place: Place) -> None:
    place.imported([ROW], columns=MAP, zone="Europe/Berlin")
    place.imported([{**ROW, "No": "A2"}], columns=MAP.replace("[fields]", 'zone = "Asia/Tokyo"\n[fields]'), zone=None)
    place.imported([{**ROW, "No": "A3"}], columns=MAP, zone=None)
    created = [str(row["created_at"])[11:16] for row in place.tickets()]
    assert created == ["08:00", "00:00", "01:00"]


def test_who_brought_in_what_is_recorded(place: Place) -> None:
    """SPEC 13: one audit row an import."""
    place.imported([ROW], columns=MAP, with_sla=True)
    ((who, file, source, with_sla, told, finished),) = place.ask(
        "select who, file, source, with_sla, figures, finished from _batch"
    )
    assert (who, file, source, with_sla) == (place.services.me.id, "tickets.csv", "other", 1)
    assert json.loads(str(told))["created"] == 1
    assert finished is not None


def test_cells_that_look_like_formulas_come_in_as_they_were(place: Place) -> None:
    place.imported([{"title": "'=1+1", "description": "''@x"}, {"title": "'quoted", "description": "-5"}])
    assert [(row["title"], row["description"]) for row in place.tickets()] == [("=1+1", "'@x"), ("'quoted", "-5")]


def test_progress_is_told_up_to_the_last_row(place: Place) -> None:
    place.imported([{"title": f"t{n}"} for n in range(600)])
    done = [done for done, _ in place.progress]
    assert done == sorted(done)
    assert len(done) > 1
    assert place.progress[-1] == (600, 600)


def test_only_leads_and_admins_import(place: Place) -> None:
    """SPEC 1.3."""
    services = place.services
    me = services.me
    agent = Me(me.id, me.name, me.team, me.team_name, me.locale, frozenset({Role.AGENT}))
    importer = Importer(services.store, agent, place.clock, services.locale, place.folder)
    with pytest.raises(Refused) as refused:
        importer.carry_out(Wish(place.write("t.csv", "title\na\n")), lambda _done, _total: None)
    assert refused.value.code is Code.ROLE_NEEDED


def test_a_file_without_known_columns_is_refused_with_their_names(place: Place) -> None:
    with pytest.raises(Refused) as refused:
        place.imported("who,when\na,b\n")
    assert refused.value.code is Code.IMPORT_NO_MAP
    assert refused.value.params["columns"] == ("who", "when")


def test_an_unknown_zone_is_refused(place: Place) -> None:
    with pytest.raises(Refused) as refused:
        place.imported("title\na\n", zone="Mars/Olympus")
    assert refused.value.code is Code.BAD_SETTING


def test_nothing_is_imported_from_a_file_that_breaks_off(place: Place) -> None:
    with pytest.raises(Refused) as refused:
        place.imported('[{"title": "a"}, {"title": ', "tickets.json")
    assert refused.value.params["reason"] is Unreadable.NO_JSON
    assert place.tickets() == []


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("title,priority,status\nfew\n", "a.csv", "should have 3 columns but has 1 column."),
        ('{"title": "whole"}\n[7]\n', "a.jsonl", "here stands “[7]”"),
        ('{"title": "whole"}\nnot JSON\n', "a.jsonl", "here stands “not JSON”"),
    ],
)
def test_a_row_of_another_shape_is_told_as_it_stands(place: Place, text: str, name: str, told: str) -> None:
    (line,) = report(place.imported(text, name))
    assert told in str(line["reason"])


def test_columns_without_a_field_are_named(place: Place) -> None:
    done = place.imported("title,colour,shoe size\na,red,43\n")
    assert done.left_out == ("colour", "shoe size")


def test_an_open_window_notices(place: Place) -> None:
    """The listing is derived in the same transaction, and its revision moves."""
    before = place.ask("select revision from _meta")
    place.imported("title\nprinter on fire\n")
    assert place.ask("select revision from _meta") > before
    assert place.ask("select count(*) from listing") == place.ask(
        "select count(*) from search where search match 'fire'"
    )


def importing(place: Place, path: Path) -> list[str]:
    """The command that imports a file into the place's profile."""
    profile = str(place.folder / "profile")
    return [sys.executable, "-m", "console", "--profile", profile, "tickets", "import", str(path), "--json"]


def test_work_goes_on_beside_an_import(place: Place) -> None:
    path = place.write("many.csv", [{"title": f"ticket {n}", "description": "words " * 20} for n in range(2000)])
    made = 0
    with subprocess.Popen(importing(place, path), cwd=ROOT, stdout=subprocess.PIPE) as running:
        while running.poll() is None:
            place.services.desk.do(CreateTicket(f"meanwhile {made}"))
            made += 1
    assert running.returncode == 0
    counted = "select count(*), count(distinct number), count(imported_from) from ticket"
    assert place.ask(counted) == [(2000 + made, 2000 + made, 2000)]


def test_an_import_waits_longer_for_others_than_a_command_does(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "BUSY_SECONDS", 0.01)
    with closing(sqlite3.connect(place.services.store.path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("begin immediate")
        end = threading.Timer(0.3, other.execute, ("rollback",))
        end.start()
        assert place.imported([{"title": "Printer"}]).tally.created == 1
        end.join()


def test_a_killed_import_goes_on_where_it_was(place: Place) -> None:
    place.services.close()
    rows = [{"id": f"k{n}", "title": f"ticket {n}", "description": "words " * 20} for n in range(6000)]
    path = place.write("many.csv", rows)
    command = importing(place, path)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as killed:
        while not place.ask("select count(*) > 500 from ticket")[0][0]:
            with pytest.raises(subprocess.TimeoutExpired):
                killed.wait(0.02)
        killed.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    assert place.ask("pragma quick_check") == [("ok",)]
    survived = place.ask("select count(*) from ticket")[0][0]
    assert isinstance(survived, int)
    assert 500 < survived < 6000
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    found = json.loads(answer.stdout)
    assert found["rows"] == {"read": 6000, "used": 6000 - survived, "unchanged": survived, "rejected": 0}
    assert place.ask("select count(*), count(distinct imported_from), count(distinct number) from ticket") == [
        (6000,) * 3
    ]
    assert place.ask("select count(*) from event") == [(6000,)]
    place.services.store.close()


def test_an_interrupted_import_says_what_is_kept(place: Place) -> None:
    rows = [{"id": f"k{n}", "title": f"ticket {n}", "description": "words " * 20} for n in range(6000)]
    path = place.write("many.csv", rows)
    # Where the tests were started in the background, children would inherit that interrupts are ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with subprocess.Popen(importing(place, path), cwd=ROOT, stderr=subprocess.PIPE, text=True) as interrupted:
            while not place.ask("select count(*) > 250 from ticket")[0][0]:
                with pytest.raises(subprocess.TimeoutExpired):
                    interrupted.wait(0.02)
            interrupted.send_signal(signal.SIGINT)
            _, told = interrupted.communicate()
    finally:
        signal.signal(signal.SIGINT, before)
    assert interrupted.returncode == 130
    assert told == "Stopped. What was imported so far is kept; the same command continues.\n"
    assert place.ask("select count(*) % 250 from ticket") == [(0,)]
