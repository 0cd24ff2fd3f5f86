"""Exports of real systems come in whole: every row is a ticket, an event, or rejected with a reason.

Run only where SUPPORT_CONSOLE_REAL_DATA names a folder with `tickets` and `triage`.
"""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.bootstrap import Services, build_services
from console.models.kinds import Locale, to_micros
from console.services.importing.run import Imported, Importer, Wish
from tests.support.isolation import REAL_DATA

DATA = Path(os.environ[REAL_DATA])
LOG = DATA / "tickets/bpi13_incidents_volvo.csv"
ITSM = DATA / "tickets/itsm_rabobank_sample.csv"
LABELLED = DATA / "triage/tickets_en_de_train.csv"
TIMES = ("Open_Time", "Reopen_Time", "Resolved_Time", "Close_Time")
STATUS_OF = {
    "1": "IN_PROGRESS",
    "2": "OPEN",
    "4": "OPEN",
    "12": "OPEN",
    "3": "RESOLVED",
    "9": "RESOLVED",
    "5": "CLOSED",
    "13": "CLOSED",
    "6": "PENDING_USER",
    "11": "PENDING_USER",
    "10": "PENDING_VENDOR",
    "7": "ON_HOLD",
    "8": "ON_HOLD",
}


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = build_services(tmp_path / "profile")
    yield made
    made.close()


def imported(services: Services, file: Path) -> Imported:
    """Import a file, its wall times taken for UTC; every row must be accounted for."""
    importer = Importer(services.store, services.me, services.clock, Locale.EN, services.profile / "imports")
    done = importer.carry_out(Wish(file, zone="UTC"), lambda _done, _total: None)
    tally = done.tally
    assert done.read == tally.used + tally.unchanged + tally.rejected == len(rows(file))
    if tally.rejected:
        assert done.report is not None
        assert len([json.loads(line) for line in done.report.read_text("utf-8").splitlines()]) == tally.rejected
    return done


def rows(file: Path) -> list[dict[str, str]]:
    """The rows as a plain reader sees them."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def ask(services: Services, sql: str) -> list[tuple[object, ...]]:
    """Rows of the replica."""
    with services.store.read() as connection:
        return connection.execute(sql).fetchall()


def micros(text: str, form: str) -> int:
    """The instant of a wall time in UTC."""
    return to_micros(datetime.strptime(text, form).replace(tzinfo=UTC))


@pytest.mark.parametrize("file", [LOG, ITSM, LABELLED], ids=lambda path: path.stem)
def test_the_same_file_again_changes_nothing(services: Services, file: Path) -> None:
    imported(services, file)
    counted = "select (select count(*) from ticket), (select count(*) from event), (select count(*) from person)"
    before = ask(services, counted)
    again = imported(services, file)
    assert (again.tally.used, again.tally.created, again.tally.updated, again.tally.events) == (0, 0, 0, 0)
    assert ask(services, counted) == before


def test_each_row_of_the_log_is_an_event_at_its_time(services: Services) -> None:
    done = imported(services, LOG)
    log = rows(LOG)
    assert (done.tally.used, done.tally.events, done.tally.rejected) == (len(log), len(log), 0)
    wanted = Counter(
        (f"vinst:{row['CaseID']}", STATUS_OF[row["ActivityID"]], micros(row["CompleteTimestamp"], "%Y-%m-%d %H:%M:%S"))
        for row in log
    )
    found = Counter(
        ask(services, "select t.imported_from, e.to_value, e.happened_at from event e join ticket t on t.id = e.root")
    )
    assert found == wanted


def test_each_ticket_of_the_log_is_where_its_last_event_left_it(services: Services) -> None:
    imported(services, LOG)
    last = {f"vinst:{row['CaseID']}": STATUS_OF[row["ActivityID"]] for row in rows(LOG)}
    assert set(ask(services, "select imported_from, status from ticket")) == set(last.items())
    chained = ask(
        services,
        "select count(*) from (select root, from_value, lag(to_value) over"
        " (partition by root order by happened_at, id) before, kind from event)"
        " where kind = 'STATUS' and from_value <> before",
    )
    assert chained == [(0,)]


def test_every_incident_record_is_a_ticket_with_the_times_it_tells(services: Services) -> None:
    done = imported(services, ITSM)
    records = rows(ITSM)
    assert (done.tally.created, done.tally.rejected) == (len(records), 0)
    for row in records:
        ((created, resolved, closed, status, text),) = ask(
            services,
            "select created_at, resolved_at, closed_at, status, description from ticket"
            f" where imported_from = 'itsm:{row['Incident_ID']}'",
        )
        told = [micros(row[name], "%d/%m/%Y %H:%M") if row[name] else None for name in TIMES]
        assert [created, resolved, closed] == [told[0], told[2], told[3]]
        assert status == "CLOSED"
        assert row["Handle_Time_hrs"] in str(text)
        events = ask(
            services,
            "select happened_at from event e join ticket t on t.id = e.root"
            f" where t.imported_from = 'itsm:{row['Incident_ID']}' order by happened_at",
        )
        assert [at for (at,) in events] == sorted(at for at in told if at is not None)


def test_every_labelled_text_keeps_its_words_and_labels(services: Services) -> None:
    done = imported(services, LABELLED)
    texts = rows(LABELLED)
    assert (done.tally.created, done.tally.rejected) == (len(texts), 0)
    found = Counter(
        ask(services, "select t.description, t.priority, m.name from ticket t join team m on m.id = t.team")
    )
    assert found == Counter((row["body"].strip(), row["priority"].upper(), row["queue"]) for row in texts)
    languages = Counter(name for (name,) in ask(services, "select name from tag where name like 'language:%'"))
    assert languages == Counter(f"language:{row['language']}" for row in texts)
