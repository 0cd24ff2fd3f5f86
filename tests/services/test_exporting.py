"""What is exported can be imported and is then exported alike; no cell of a CSV starts a formula (CWE-1236)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.bootstrap import Services, build_services
from console.models.kinds import Channel, Impact, LinkKind, Locale, Outcome, Status, Urgency, Visibility
from console.services.exporting import (
    LISTED,
    WHOLE,
    bare,
    count,
    exported,
    guarded,
    listed,
    shown,
    snapshot,
    write_csv,
    write_json,
)
from console.services.importing.run import Importer, Wish
from console.services.tickets.commands import (
    AddMessage,
    Assign,
    CreateTicket,
    LinkTickets,
    NewRequester,
    RecordMessage,
    SetImpact,
    SetStatus,
    SetTags,
    SetTitle,
)
from console.services.tickets.filters import Filter, Sort, SortKey


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = build_services(tmp_path / "profile")
    yield made
    made.close()


@pytest.fixture
def lived_in(services: Services) -> Services:
    """A profile with tickets that have been worked on."""
    do, me = services.desk.do, services.me
    wei = NewRequester("王伟", "wang@x.cn", "+86 10 5555", "财务")
    first = do(
        CreateTicket("VPN 登录失败", "全员无法登录\r\n=1+1\n", wei, tags=("vpn", "a,b"), channel=Channel.PHONE)
    ).subject
    do(AddMessage(first, "We look into it\n\n-- \nhelpdesk", Visibility.PUBLIC))
    do(RecordMessage(first, "Still broken, \"quoted\", 'too'", Channel.PHONE))
    do(AddMessage(first, "@ann: +1\tsee =SUM(A1)", Visibility.INTERNAL))
    do(Assign(first, me.id))
    do(SetImpact(first, Impact.GROUP, Urgency.HIGH))
    do(SetStatus(first, Status.RESOLVED, "restarted", Outcome.SOLVED))
    do(SetStatus(first, Status.OPEN, "again"))
    second = do(CreateTicket("=cmd|' /C calc'!A0", "-danger", NewRequester("No Address"))).subject
    do(SetTitle(second, "'=still dangerous"))
    do(SetTags(second, ("x",)))
    do(SetTags(second, (), ("x",)))
    do(LinkTickets(second, first, LinkKind.RELATES))
    do(CreateTicket("plain"))
    return services


def texts(services: Services) -> tuple[str, str]:
    """The export of a profile as JSON and as CSV."""
    as_json, as_csv = io.StringIO(), io.StringIO(newline="")
    with snapshot(services.store) as connection:
        write_json(exported(connection), None, as_json)
        write_csv(exported(connection), as_csv)
    return as_json.getvalue(), as_csv.getvalue()


@pytest.mark.parametrize("name", ["tickets.json", "tickets.csv"])
def test_an_export_comes_back_alike(lived_in: Services, tmp_path: Path, name: str) -> None:
    before = texts(lived_in)
    file = tmp_path / name
    file.write_text(before[name.endswith(".csv")], "utf-8", newline="")
    other = build_services(tmp_path / "other")
    try:
        importer = Importer(other.store, other.me, other.clock, Locale.EN, tmp_path)
        done = importer.carry_out(Wish(file), lambda _done, _total: None)
        assert (done.tally.created, done.tally.rejected, done.left_out) == (3, 0, ())
        assert texts(other) == before
        again = importer.carry_out(Wish(file), lambda _done, _total: None)
        assert again.tally.unchanged == 3
        assert texts(other) == before
    finally:
        other.close()


@pytest.mark.parametrize("name", ["tickets.json", "tickets.csv"])
def test_an_export_changes_nothing_where_it_came_from(lived_in: Services, tmp_path: Path, name: str) -> None:
    before = texts(lived_in)
    file = tmp_path / name
    file.write_text(before[name.endswith(".csv")], "utf-8", newline="")
    importer = Importer(lived_in.store, lived_in.me, lived_in.clock, Locale.EN, tmp_path)
    assert importer.carry_out(Wish(file), lambda _done, _total: None).tally.unchanged == 3
    assert texts(lived_in) == before


def test_an_old_export_does_not_undo_what_was_done_since(lived_in: Services, tmp_path: Path) -> None:
    file = tmp_path / "tickets.json"
    file.write_text(texts(lived_in)[0], "utf-8")
    with snapshot(lived_in.store) as connection:
        key = str(list(exported(connection))[2]["id"])
    lived_in.desk.do(SetTitle(key, "renamed since"))
    importer = Importer(lived_in.store, lived_in.me, lived_in.clock, Locale.EN, tmp_path)
    done = importer.carry_out(Wish(file), lambda _done, _total: None)
    assert (done.tally.unchanged, done.tally.rejected) == (2, 1)
    with snapshot(lived_in.store) as connection:
        assert shown(connection, key)["title"] == "renamed since"


def test_an_export_edited_in_a_spreadsheet_changes_what_was_edited(lived_in: Services, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(texts(lived_in)[1])))
    rows[2] |= {"title": "edited", "priority": "Critical", "tags": "new,tags"}
    file = tmp_path / "edited.csv"
    with file.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    importer = Importer(lived_in.store, lived_in.me, lived_in.clock, Locale.EN, tmp_path)
    done = importer.carry_out(Wish(file), lambda _done, _total: None)
    assert (done.tally.updated, done.tally.unchanged) == (1, 2)
    with snapshot(lived_in.store) as connection:
        row = list(exported(connection))[2]
    assert (row["title"], row["priority"], row["tags"]) == ("edited", "CRITICAL", ["new", "tags"])


def test_lists_follow_view_order_and_limit_and_name_people(lived_in: Services) -> None:
    with snapshot(lived_in.store) as connection:
        rows = list(listed(connection, Filter(), Sort(SortKey.NUMBER, descending=False)))
        assert [row["number"] for row in rows] == [1, 2, 3]
        assert [list(row) for row in rows] == [list(LISTED)] * 3
        assert (rows[0]["requester"], rows[0]["assignee"], rows[0]["team"]) == ("王伟", lived_in.me.name, "Helpdesk")
        assert rows[0]["tags"] == ["a,b", "vpn"]
        limited = listed(connection, Filter(statuses=frozenset({Status.NEW})), Sort(SortKey.NUMBER), 1)
        assert [row["number"] for row in limited] == [3]
        assert count(connection, Filter(statuses=frozenset({Status.NEW}))) == 2


def test_a_ticket_is_shown_whole(lived_in: Services) -> None:
    with snapshot(lived_in.store) as connection:
        row = shown(connection, str(next(listed(connection, Filter(), Sort(SortKey.NUMBER, descending=False)))["id"]))
    assert list(row)[:15] == list(LISTED)
    assert {*WHOLE, "attachments", "imported_from"} <= row.keys()
    messages, events = row["messages"], row["events"]
    assert isinstance(messages, list)
    assert isinstance(events, list)
    assert [(m["direction"], m["author"]) for m in messages] == [
        ("OUT", lived_in.me.name),
        ("IN", "王伟"),
        ("NOTE", lived_in.me.name),
    ]
    assert ("ASSIGNEE", lived_in.me.name) in {(event["kind"], event["to"]) for event in events}


def test_a_snapshot_does_not_see_later_commits(lived_in: Services) -> None:
    with snapshot(lived_in.store) as connection:
        rows = listed(connection, Filter(), Sort())
        first = next(rows)
        lived_in.desk.do(CreateTicket("meanwhile"))
        assert len([first, *rows]) == count(connection, Filter()) == 3


def test_no_cell_starts_a_formula(lived_in: Services) -> None:
    for record in csv.reader(io.StringIO(texts(lived_in)[1])):
        assert not [cell for cell in record if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} and cell]


@given(st.text() | st.from_regex("'*[=+\\-@\t\r]", fullmatch=True))
def test_a_guarded_cell_is_bared_again(text: str) -> None:
    assert bare(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t\r")


def test_json_is_one_object_a_ticket_a_line(lived_in: Services) -> None:
    text = texts(lived_in)[0]
    assert len(text.splitlines()) == 5
    assert len(json.loads(text)["tickets"]) == 3
