"""The status page tells what was said publicly, and nothing else (SPEC 9.5)."""

from __future__ import annotations

import json
from pathlib import Path

from console.models.incident_kinds import IncidentStatus
from console.models.kinds import Category, Locale
from console.models.message_kinds import MessageKind
from console.services.exporting import snapshot
from console.services.incidents.commands import DeclareIncident, MoveIncident, SendMessage
from console.services.status_site import write_status_site
from tests.support.desk import Office


def told(office: Office, incident: str, subject: str, body: str, *, public: bool) -> None:
    texts = {Locale.EN: subject, Locale.ZH: f"中 {subject}"}, {Locale.EN: body, Locale.ZH: f"中 {body}"}
    office.do(SendMessage(incident, MessageKind.UPDATE, *texts, ("ops_team",), public))


def written(office: Office, folder: Path) -> int:
    with snapshot(office.store) as connection:
        return write_status_site(connection, folder, office.clock.now())


def test_only_what_was_said_publicly_is_told_in_both_languages(office: Office, tmp_path: Path) -> None:
    open_one = office.do(DeclareIncident("SECRET title", "SECRET description")).subject
    told(office, open_one, "Sign-in <b>fails</b>", "We *look*. <script>alert(1)</script>", public=True)
    told(office, open_one, "SECRET subject", "SECRET body", public=False)
    ended = office.do(DeclareIncident("SECRET too")).subject
    told(office, ended, "Mail was late", "It works again.", public=True)
    office.do(MoveIncident(ended, IncidentStatus.RESOLVED))
    told(office, office.do(DeclareIncident("SECRET three")).subject, "SECRET", "SECRET", public=False)
    breach = office.do(DeclareIncident("SECRET breach", category=Category.SECURITY_BREACH)).subject
    told(office, breach, "SECRET breach", "SECRET", public=True)
    assert written(office, tmp_path / "site") == 2
    files = {path.relative_to(tmp_path / "site").as_posix(): path for path in (tmp_path / "site").rglob("*.*")}
    assert set(files) == {"index.html", "site.css", "status.json", "en/index.html", "zh/index.html"}
    texts = {name: path.read_text("utf-8") for name, path in files.items()}
    assert not any("SECRET" in text for text in texts.values())
    english, chinese = texts["en/index.html"], texts["zh/index.html"]
    assert "<script" not in english
    assert "Sign-in &lt;b&gt;fails&lt;/b&gt;" in english
    assert "<em>look</em>" in english
    assert english.index("Sign-in") < english.index("<h2>Before") < english.index("Mail was late")
    assert "中 Mail was late" in chinese
    assert "http" not in english.replace("http-equiv", "")
    rows = json.loads(texts["status.json"])["incidents"]
    assert [(row["status"], row["ended_at"] is None) for row in rows] == [("RESOLVED", False), ("REPORTED", True)]


def test_where_nothing_was_said_all_is_well(office: Office, tmp_path: Path) -> None:
    assert written(office, tmp_path / "site") == 0
    assert "All services work." in (tmp_path / "site" / "en" / "index.html").read_text("utf-8")
