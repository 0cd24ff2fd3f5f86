"""The command line, as a person or a program meets it: real processes on real profiles."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from console.bootstrap import build_services
from console.cli import phrases
from console.models.kinds import Status, Visibility
from console.services.store import Store
from console.services.sync import recovery
from console.services.sync.sqlite_hub import open_hub
from console.services.tickets.commands import AddMessage, Assign, CreateTicket, NewRequester, SaveView, SetStatus
from console.services.tickets.filters import Filter
from console.views.queue.titles import VIEW_NAMES
from tests.support.shell import ROOT, Shell

LISTED = (
    "id number title type priority status requester team assignee channel tags"
    " created_at updated_at resolved_at closed_at"
).split()


@pytest.fixture
def filled(shell: Shell) -> Iterator[Shell]:
    """A profile with three tickets, still open in this process as in a window."""
    services = build_services(shell.profile)
    do = services.desk.do
    first = do(CreateTicket("VPN 登录失败", "\x1b[31mred", NewRequester("王伟", "wang@x.cn"), tags=("vpn",))).subject
    do(AddMessage(first, "We look into it", Visibility.PUBLIC))
    do(SetStatus(first, Status.PENDING_USER, "needs a log"))
    do(Assign(first, services.me.id))
    do(CreateTicket("Printer on fire"))
    do(CreateTicket("Printer out of paper"))
    do(SaveView("Fires", Filter(text="fire").to_json(), "-number"))
    yield shell
    services.close()


def lines(output: bytes) -> Sequence[str]:
    """Its lines as text."""
    return output.decode("utf-8").splitlines()


def test_a_list_is_complete_and_has_exactly_its_keys(filled: Shell) -> None:
    answer = filled.ask("tickets", "list", "--json")
    assert filled.count() == 3
    assert [list(ticket) for ticket in answer["tickets"]] == [LISTED] * 3
    assert {ticket["requester"] for ticket in answer["tickets"]} == {"王伟", None}
    limited = filled.ask("tickets", "list", "--limit", "1", "--json")
    assert [len(limited["tickets"]), limited["total"]] == [1, 3]
    assert filled.ask("tickets", "list", "--limit", "0", "--json")["tickets"] == []


@pytest.mark.parametrize(
    ("view", "numbers"),
    [
        ("all", [1, 2, 3]),
        ("my-open", [1]),
        ("My open", [1]),
        ("我的未结", [1]),
        ("unassigned", [2, 3]),
        ("Fires", [2]),
        ("fires", [2]),
    ],
)
def test_a_view_is_called_by_id_or_name(filled: Shell, view: str, numbers: list[int]) -> None:
    answer = filled.ask("tickets", "list", "--view", view, "--json")
    assert sorted(int(str(ticket["number"])) for ticket in answer["tickets"]) == numbers


def test_the_command_line_calls_views_as_the_window_does() -> None:
    """Both languages; the window has its words from the catalogue."""
    catalogue = ET.parse(ROOT / "resources" / "i18n" / "console_zh_CN.ts")
    (queue,) = [one for one in catalogue.iter("context") if one.findtext("name") == "Queue"]
    chinese = {one.findtext("source"): one.findtext("translation") for one in queue.iter("message")}
    assert {key.value: (name, chinese[name]) for key, name in VIEW_NAMES.items()} == phrases.VIEWS


def test_an_unknown_view_is_refused_with_the_known_ones(filled: Shell) -> None:
    done = filled.run("tickets", "list", "--view", "nix", "--json")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "Fires" in done.stderr.decode()
    assert "all-open" in done.stderr.decode()


def test_a_ticket_is_shown_by_number_or_id(filled: Shell) -> None:
    by_number = filled.ask("tickets", "show", "1", "--json")
    assert list(by_number)[: len(LISTED)] == LISTED
    assert {"description", "messages", "events", "attachments"} <= by_number.keys()
    assert filled.ask("tickets", "show", str(by_number["id"]), "--json") == by_number
    missing = filled.run("tickets", "show", "99", "--json")
    assert (missing.returncode, missing.stdout) == (1, b"")


@pytest.mark.parametrize(("language", "told"), [("en", ("  type: ", "(Public)")), ("zh_CN", ("  类型：", "（公开）"))])
def test_a_ticket_is_punctuated_as_its_language_is(filled: Shell, language: str, told: tuple[str, ...]) -> None:
    shown = filled.run("tickets", "show", "1", SUPPORT_CONSOLE_LANGUAGE=language).stdout.decode()
    assert all(part in shown for part in told)


@pytest.mark.parametrize("verb", [("--profile", ""), ("--profile=", "run"), ("--profile", " ", "tickets", "list")])
def test_a_profile_without_a_name_is_wrongly_asked(tmp_path: Path, verb: tuple[str, ...]) -> None:
    """It would be the folder one happens to stand in."""
    command = [sys.executable, "-m", "console", *verb]
    done = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "the name of the profile's folder is empty" in " ".join(done.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_text_of_others_never_commands_the_terminal(filled: Shell) -> None:
    for verb in (("tickets", "show", "1"), ("tickets", "list"), ("search", "vpn")):
        done = filled.run(*verb)
        assert done.returncode == 0
        assert b"\x1b" not in done.stdout
        assert "VPN 登录失败" in done.stdout.decode("utf-8")


def test_a_search_finds_where_all_words_are(filled: Shell) -> None:
    answer = filled.ask("search", "printer fire", "--json")
    (hit,) = answer["results"]
    assert list(hit) == ["kind", "id", "number", "title", "snippet", "score"]
    assert (hit["kind"], hit["number"]) == ("ticket", 2)
    assert filled.ask("search", "登录", "--json")["results"][0]["number"] == 1
    assert filled.ask("search", "printer vpn", "--json") == {"results": []}
    assert filled.ask("search", "printer", "--limit", "1", "--json")["results"][1:] == []


def test_the_archive_is_searched_on_the_hub(filled: Shell) -> None:
    """What lies there is not in the replica; what is in the replica does not lie there."""
    assert filled.run("sync", "--once").returncode == 0
    assert filled.ask("search", "printer", "--archive", "--json") == {"results": []}
    with closing(open_hub(next(filled.profile.rglob("hub.db")))) as hub:
        hub.execute("insert into scope select 'put away', 'archive', scope from ticket limit 1")
        hub.execute("update ticket set scope = 'put away' where title = 'Printer on fire'")
    (hit,) = filled.ask("search", "FIRE", "--archive", "--json")["results"]
    assert (hit["kind"], hit["number"], hit["title"]) == ("archived", 2, "Printer on fire")
    assert b"Printer on fire" in filled.run("search", "fire", "--archive").stdout


def test_output_is_utf8_whatever_the_locale_says(filled: Shell) -> None:
    done = filled.run("tickets", "list", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert "登录失败" in done.stdout.decode("utf-8")


def test_sentences_speak_the_persons_language(filled: Shell) -> None:
    english, chinese = filled.run("tickets", "show", "99"), filled.run("tickets", "show", "99", LANG="zh_CN.UTF-8")
    assert "There is no such ticket" in english.stderr.decode()
    assert "工单" in chinese.stderr.decode()


@pytest.mark.parametrize(
    "verb",
    [
        *("tickets", "tickets nix", "nix", "tickets show", "tickets list --limit -1", "tickets export --format xml"),
        *("demo", "demo --size 0", "--nix"),
    ],
)
def test_what_is_wrongly_asked_ends_with_2(shell: Shell, verb: str) -> None:
    done = shell.run(*verb.split())
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr
    assert done.stderr


def test_a_replica_that_was_filled_anew_is_told_once(filled: Shell) -> None:
    assert filled.run("sync", "--once").returncode == 0
    (replica,) = filled.profile.rglob("replica.db")
    recovery.mark(replica)
    first, second = (filled.run("tickets", "list", "--json") for _ in range(2))
    assert "replica.damaged-1.db" in first.stderr.decode()
    assert (first.returncode, first.stdout, second.stderr) == (0, second.stdout, b"")


def test_an_export_is_imported_again(filled: Shell, tmp_path: Path) -> None:
    other = Shell(tmp_path / "other")
    for form in ("json", "csv"):
        exported = filled.run("tickets", "export", "--format", form)
        assert exported.returncode == 0
        file = tmp_path / f"tickets.{form}"
        file.write_bytes(exported.stdout)
        other.ask("tickets", "import", str(file), "--json")
        assert other.run("tickets", "export", "--format", form).stdout == exported.stdout


def test_an_import_answers_its_figures_and_reports_what_it_left_out(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    file.write_text("title,priority\na,high\nb,utmost\n", "utf-8")
    report = tmp_path / "report.jsonl"
    answer: dict[str, object] = dict(shell.ask("tickets", "import", str(file), "--report", str(report), "--json"))
    assert answer == {
        "rows": {"read": 2, "used": 1, "unchanged": 0, "rejected": 1},
        "tickets": {"created": 1, "updated": 0},
        "events": 1,
        "report": str(report),
    }
    (line,) = map(json.loads, report.read_text("utf-8").splitlines())
    assert list(line) == ["line", "reason", "row"]
    assert (line["line"], line["row"]) == (3, {"title": "b", "priority": "utmost"})


def test_a_trial_makes_no_profile_but_keeps_what_it_would_reject(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    file.write_text("title,priority\na,high\nb,utmost\n", "utf-8")
    for _ in range(2):
        tried = json.loads(shell.run("tickets", "import", str(file), "--dry-run", "--json").stdout)
        assert tried["tickets"] == {"created": 1, "updated": 0}
        assert "utmost" in Path(tried["report"]).read_text("utf-8")
    assert [path.name for path in shell.profile.iterdir()] == ["imports"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"%PDF-1.4 x", "PDF"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"when,who\n1,2\n", "No map fits"),
        ("a.xlsx", b"PK\x03\x04" + bytes(50), "save it as CSV"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(
    shell: Shell, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    done = shell.run("tickets", "import", str(file), "--json")
    assert (done.returncode, done.stdout) == (1, b"")
    assert told in done.stderr.decode()


def test_texts_are_triaged_line_by_line(shell: Shell, tmp_path: Path) -> None:
    asked = (
        '{"id": 1, "text": "cannot log in"}\n\nno json\n{"id": "x", "text": 5}\n[1]\n'
        '{"id": 2, "text": "\\ud800 全员无法登录"}\n{"text": ""}\n'
    )
    done = shell.run("triage", "ask", "-", stdin=asked.encode() + b"\xff\n")
    assert (done.returncode, done.stderr) == (0, b"")
    answers = [json.loads(line) for line in lines(done.stdout)]
    assert [answer["id"] for answer in answers] == [1, None, "x", None, 2, None, None]
    assert ["error" in answer for answer in answers] == [False, True, True, True, False, False, True]
    assert list(answers[0]) == ["id", "type", "priority", "category", "severity", "scores", "cues"]
    assert answers[0]["type"] == "LOGIN_PROBLEM"
    assert list(answers[0]["cues"][0]) == ["for", "text"]
    assert answers[4]["priority"] == "CRITICAL"
    assert (answers[5]["type"], answers[5]["category"]) == (None, "UNCLASSIFIED")
    file = tmp_path / "asked"
    file.write_text(asked, "utf-8")
    assert lines(shell.run("triage", "ask", str(file)).stdout) == lines(done.stdout)[:-1]
    assert not shell.profile.exists()


def test_what_cannot_be_read_or_written_is_told_in_the_persons_language(shell: Shell, tmp_path: Path) -> None:
    asked = shell.run("triage", "ask", "-", stdin=b"no JSON\n\xff\n", SUPPORT_CONSOLE_LANGUAGE="zh_CN")
    told = [str(json.loads(line)["error"]) for line in lines(asked.stdout)]
    assert "第 1 行第 1 列处不是有效的 JSON" in told[0]
    assert "不是有效的 JSON" in told[1]
    (tmp_path / "questions.json").write_text("{]", "utf-8")
    asked = shell.run("calendar", "ask", str(tmp_path / "questions.json"), SUPPORT_CONSOLE_LANGUAGE="zh_CN")
    assert "第 1 行第 2 列处不是有效的 JSON" in asked.stderr.decode()


def test_triage_answers_while_questions_still_come(shell: Shell) -> None:
    with subprocess.Popen(
        shell.command("triage", "ask", "-"), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for key in range(3):
            process.stdin.write(json.dumps({"id": key, "text": "slow"}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == key
        process.stdin.close()
    assert process.returncode == 0


def test_a_missing_file_of_questions_is_refused(shell: Shell, tmp_path: Path) -> None:
    done = shell.run("triage", "ask", str(tmp_path / "gone"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert "it does not exist" in done.stderr.decode()


def test_a_reader_who_leaves_early_is_no_error(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    file.write_text("title\n" + "".join(f"ticket {n} {'x' * 200}\n" for n in range(2000)), "utf-8")
    shell.ask("tickets", "import", str(file), "--json")
    with subprocess.Popen(
        shell.command("tickets", "list", "--json"), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_a_demo_fills_an_empty_profile_only(shell: Shell) -> None:
    done = shell.run("demo", "--size", "30", "--seed", "7")
    assert done.returncode == 0
    assert shell.count() == 30
    again = shell.run("demo", "--size", "30")
    assert (again.returncode, again.stdout) == (1, b"")
    assert "already holds tickets" in again.stderr.decode()


def test_the_doctor_says_how_each_piece_is(filled: Shell) -> None:
    done = filled.run("doctor")
    told = lines(done.stdout)
    assert [line.split(":")[0].split()[-1] for line in told[:3]] == ["Python", "Qt", "SQLite"]
    assert any("tickets: 3;" in line for line in told)
    assert any(line.startswith("ok") and "Display" in line for line in told)
    assert (done.returncode, done.stderr) == (int(any(line.startswith("broken") for line in told)), b"")


def test_the_doctor_looks_at_the_hub_beside_the_tickets(filled: Shell) -> None:
    assert not any("Hub" in line for line in lines(filled.run("doctor").stdout))
    assert filled.run("sync", "--once").returncode == 0
    (line,) = [line for line in lines(filled.run("doctor").stdout) if "Hub of this computer" in line]
    assert line.startswith("ok")
    assert "every page is sound" in line
    (hub,) = filled.profile.rglob("hub.db")
    with closing(open_hub(hub)) as db:
        db.execute("update log set who = 'somebody else' where seq = 1")
    done = filled.run("doctor")
    assert done.returncode == 1
    assert any(line.startswith("broken") and "entry 1.0" in line for line in lines(done.stdout))
    with hub.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 8192)
    done = filled.run("doctor")
    assert done.returncode == 1
    assert any(line.startswith("broken") and "hub.db" in line for line in lines(done.stdout))


def test_the_doctor_sees_a_damaged_replica_and_touches_nothing(shell: Shell) -> None:
    assert shell.run("doctor").returncode == 0
    assert not shell.profile.exists()
    build_services(shell.profile).close()
    (replica,) = shell.profile.rglob("replica.db")
    with replica.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 8192)
    done = shell.run("doctor")
    assert done.returncode == 1
    assert any(line.startswith("broken") and "replica.db" in line for line in lines(done.stdout))


def test_the_doctor_sends_nobody_to_move_away_what_only_cannot_be_opened(shell: Shell) -> None:
    """A file that somebody else has locked is sound: its tickets would be given up for nothing."""
    build_services(shell.profile).close()
    (replica,) = shell.profile.rglob("replica.db")
    with closing(sqlite3.connect(replica, isolation_level=None)) as other:
        other.execute("pragma locking_mode = exclusive")
        other.execute("begin exclusive")
        done = shell.run("doctor")
    (line,) = [line for line in lines(done.stdout) if "Data:" in line]
    assert line.startswith("broken")
    assert "in use by another program" in line
    assert "damaged" not in line


def test_the_doctor_looks_at_the_desk_the_profile_works_with_wherever_it_is_named_from(filled: Shell) -> None:
    team = filled.profile / "acme" / "mei"
    team.mkdir(parents=True, mode=0o700)
    (team.parent / "connection.toml").touch()
    Store(team / "replica.db").close()
    (filled.profile / "active.json").write_text('{"hub": "acme", "login": "mei"}')
    command = [sys.executable, "-m", "console", "--profile", filled.profile.name, "doctor"]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=filled.profile.parent, env=surroundings, capture_output=True, check=False)
    assert any("tickets: 0;" in line for line in lines(done.stdout))
    assert done.stderr == b""
