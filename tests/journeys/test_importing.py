"""Exports of three kinds of systems become tickets one works on in the window."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.models.kinds import EventKind, Priority, Status
from console.views.rows import Column
from tests.support.journey import Person, live, ticket, verb

TEXTS = """\
subject,body,type,queue,priority,language,tag_1,tag_2,tag_3
Anmeldung schlägt fehl,"Nach dem Kennwort kommt wieder die Anmeldeseite.",Incident,IT Support,high,de,Login,SSO,
VPN 登录被拒绝,"升级客户端后，输入密码停在“正在验证”。
昨天还能用。",Problem,IT Support,medium,zh,VPN,,
Portal in another language,Could contractors choose the language of the portal?,Request,Customer Service,low,en,Portal,,
"""
RECORDS = """\
CI_Name,CI_Cat,CI_Subcat,WBS,Incident_ID,Status,Impact,Urgency,Priority,number_cnt,Category,KB_number,Alert_Status,\
No_of_Reassignments,Open_Time,Reopen_Time,Resolved_Time,Close_Time,Handle_Time_hrs,Closure_Code
SSO000011,application,Web Based Application,WBS01,IM0000101,Closed,2,2,2,0.6,incident,KM01,closed,3,\
03/02/2026 09:15,04/02/2026 08:00,05/02/2026 10:30,06/02/2026 10:31,"3,87",Software
VPN000007,subapplication,Server Based Application,WBS02,IM0000102,Work in progress,3,4,4,0.4,\
request for information,KM02,closed,0,31/13/2026 25:00,,,,"0,10",Other
"""
"""The second row's opening time is none."""
LOG = """\
CaseID,ActivityID,CompleteTimestamp
1-700001,2,2026-02-02 08:00:00
1-700001,4,2026-02-02 08:30:00
1-700001,1,2026-02-02 09:00:00
1-700001,6,2026-02-02 11:00:00
1-700001,3,2026-02-03 15:45:00
1-700002,2,2026-02-02 08:05:00
"""
FILES = {"texts.csv": TEXTS, "records.csv": RECORDS, "log.csv": LOG}


def import_file(profile: Path, file: Path) -> CompletedProcess[str]:
    return verb(profile, "tickets", "import", str(file), "--zone", "Asia/Shanghai", "--json")


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """All three files imported by the command line."""
    for name, content in FILES.items():
        (tmp_path / name).write_text(content, "utf-8")
        done = verb(
            tmp_path / "profile", "tickets", "import", str(tmp_path / name), "--zone", "Asia/Shanghai", "--json"
        )
        assert done.returncode == 0, done.stderr
        answer = json.loads(done.stdout)
        rejected = 1 if name == "records.csv" else 0
        assert answer["rows"]["rejected"] == rejected, answer
        assert answer["rows"]["read"] == sum(answer["rows"][kind] for kind in ("used", "unchanged", "rejected"))
        if rejected:
            (line,) = Path(answer["report"]).read_text("utf-8").splitlines()
            assert json.loads(line)["line"] == 3
            assert "31/13/2026" in json.dumps(json.loads(line)["row"])
    return tmp_path / "profile"


def search(person: Person, words: str, titles: list[str]) -> None:
    person.press("/")
    person.type(words)
    person.until(lambda: person.titles == titles)
    person.press("Return")
    person.until(lambda: person.current == titles[0])


def test_imported_tickets_are_found_read_and_worked_on(qapp: QApplication, qtbot: QtBot, profile: Path) -> None:
    def act(person: Person) -> None:
        person.command("All open")
        person.until(lambda: len(person.titles) == 4)
        search(person, "验证", ["VPN 登录被拒绝"])
        assert "升级客户端后" in person.ticket("VPN 登录被拒绝").description
        search(person, "anmeldeseite", ["Anmeldung schlägt fehl"])
        person.choose("P", "crit")
        person.until(lambda: person.cell("Anmeldung schlägt fehl", Column.PRIORITY) == "Critical")
        person.write("R", "Wir sehen es uns an.")
        search(person, "700001", ["Incident 1-700001"])
        person.press("Esc")
        person.until(lambda: len(person.titles) == 4)

    live(profile, qtbot, act)
    answered = ticket(profile, "Anmeldung schlägt fehl")
    assert (answered.priority, answered.status, answered.team) == (Priority.CRITICAL, Status.OPEN, "IT Support")


def test_the_history_of_an_event_log_is_the_tickets_own(qapp: QApplication, qtbot: QtBot, profile: Path) -> None:
    """Source instants and states are kept."""
    whole = ticket(profile, "Incident 1-700001")
    states = [event.after for event in whole.events if event.kind is EventKind.STATUS]
    assert states[-3:] == [Status.IN_PROGRESS, Status.PENDING_USER, Status.RESOLVED]
    assert whole.resolved is not None
    assert whole.resolved.isoformat() == "2026-02-03T07:45:00+00:00"

    def act(person: Person) -> None:
        person.command("Resolved")
        person.until(lambda: person.current == "Incident 1-700001")
        person.press("Shift+H")
        person.until(person.lower.inspector.history.events.rowCount)
        assert person.lower.inspector.history.events.rowCount() == len(whole.events)

    live(profile, qtbot, act)


def test_importing_again_changes_nothing(profile: Path) -> None:
    for name in FILES:
        again = import_file(profile, profile.parent / name)
        answer = json.loads(again.stdout)
        assert (answer["tickets"], answer["rows"]["used"]) == ({"created": 0, "updated": 0}, 0)
