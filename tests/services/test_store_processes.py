"""Several processes and threads on one replica: nothing is lost, whoever is killed, and readers never wait."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.models.kinds import Code, Refused
from console.models.people import Person
from console.services import store as stores
from console.services.tickets.filters import Filter
from console.services.tickets.queries import Count
from tests.support.desk import Office, open_office, quick_folder
from tests.support.processes import started, told

OPEN = """
import sys
from pathlib import Path
from console.bootstrap import build_services
from console.models.kinds import Refused, Visibility
from console.services.tickets.commands import AddMessage, Attach, CreateTicket, SetTags, SetTitle
services = build_services(Path(sys.argv[1]))
do = services.desk.do
def say(*words):
    print(*words, flush=True)
"""

MANY = (
    OPEN
    + """
say("ready")
sys.stdin.readline()
for n in range(int(sys.argv[2])):
    say(do(CreateTicket(f"ticket {n}", tags=("a", "b"))).subject)
services.close()
"""
)

ENDLESS = (
    OPEN
    + """
file = Path(sys.argv[2])
n = 0
while True:
    n += 1
    ticket = do(CreateTicket(f"ticket {n}", tags=("vip",))).subject
    say("ticket", ticket)
    do(AddMessage(ticket, f"message {n} " * 50, Visibility.PUBLIC, message=f"{ticket}-m"))
    say("message", f"{ticket}-m")
    file.write_text(f"{ticket} {n}" * 500, "utf-8")
    do(Attach(ticket, (file,)))
    say("attachment", ticket)
"""
)

FIRST = "import sys; sys.stdin.readline()" + OPEN + "say(services.me.id, services.me.team)\nservices.close()\n"


def whole(office: Office) -> None:
    """Nothing in the file is damaged, half done or lagging behind."""
    with office.store.bulk() as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert connection.execute("insert into search(search) values ('integrity-check')").fetchall() == []
        assert connection.execute("select count(*) from _stale").fetchone() == (0,)
        counts = "select (select count(*) from ticket), (select count(*) from listing), (select count(*) from search)"
        tickets, listed, found = connection.execute(counts).fetchone()
    assert tickets == listed == found


def test_two_processes_that_write_at_once_lose_nothing(pattern: Path) -> None:
    """CLI.md: write verbs use the same files under BEGIN IMMEDIATE."""
    with quick_folder() as folder:
        profile = shutil.copytree(pattern, folder / "profile")
        with started(MANY, profile, 40) as one, started(MANY, profile, 40) as other:
            for process in (one, other):
                assert process.stdout is not None
                assert process.stdout.readline() == "ready\n"
            for process in (one, other):
                assert process.stdin is not None
                process.stdin.write("go\n")
                process.stdin.flush()
            made = [line for process in (one, other) for line in process.communicate()[0].split()]
            assert (one.returncode, other.returncode) == (0, 0)
        office = open_office(profile)
        assert {row["id"] for row in office.rows("ticket")} == set(made)
        assert sorted(int(str(row["number"])) for row in office.rows("ticket")) == list(range(1, 81))
        assert len(office.rows("_op")) == 80
        whole(office)
        office.services.close()


def test_two_first_starts_at_once_record_one_person_and_one_team() -> None:
    """SPEC 1.5: first start asks nothing."""
    for _ in range(3):
        with quick_folder() as folder, started(FIRST, folder / "p") as one, started(FIRST, folder / "p") as other:
            for process in (one, other):
                assert process.stdin is not None
                process.stdin.write("go\n")
                process.stdin.flush()
            first, second = (process.communicate() for process in (one, other))
            assert (one.returncode, other.returncode) == (0, 0), first[1] + second[1]
            assert first[0] == second[0] != ""
            office = open_office(folder / "p")
            assert (len(office.rows("person")), len(office.rows("team")), len(office.rows("_meta"))) == (1, 1, 1)
            office.services.close()


def test_everything_done_before_a_kill_is_there_afterwards(pattern: Path) -> None:
    """SPEC 13: killed process: nothing lost."""
    with quick_folder() as folder:
        profile = shutil.copytree(pattern, folder / "profile")
        said: list[tuple[str, str]] = []
        for lines in (1, 5, 14, 26, 39):
            with started(ENDLESS, profile, folder / "note.txt") as process:
                assert process.stdout is not None
                for _ in range(lines):
                    kind, key = process.stdout.readline().split()
                    said.append((kind, key))
                process.kill()
                rest = process.communicate()[0].splitlines()
                said += [(line.split()[0], line.split()[1]) for line in rest if line.count(" ") == 1 and len(line) > 40]
            office = open_office(profile)
            whole(office)
            there = {
                "ticket": {row["id"] for row in office.rows("ticket")},
                "message": {row["id"] for row in office.rows("message")},
                "attachment": {row["root"] for row in office.rows("attachment")},
            }
            assert not [key for kind, key in said if key not in there[kind]]
            for row in office.rows("attachment"):
                content = office.services.blobs.path(str(row["sha256"])).read_bytes()
                assert hashlib.sha256(content).hexdigest() == row["sha256"]
            changed = len(there["ticket"]) + len(there["message"]) + len(office.rows("attachment"))
            assert len(office.rows("_op")) == changed
            office.services.close()


@dataclass(frozen=True)
class Twice:
    """A question that looks at the tickets before and after something happens."""

    between: object

    def answer(self, connection: sqlite3.Connection) -> tuple[int, int]:
        """The two counts."""
        first = connection.execute("select count(*) from ticket").fetchone()[0]
        assert callable(self.between)
        self.between()
        return first, connection.execute("select count(*) from ticket").fetchone()[0]


def test_a_question_sees_one_commit_whatever_is_written_meanwhile(office: Office) -> None:
    assert office.ask(Twice(office.ticket)) == (0, 0)
    assert office.ask(Twice(office.ticket)) == (1, 1)
    assert office.ask(Count((Filter(),))) == (2,)


def test_a_reader_does_not_wait_for_a_writer_and_sees_nothing_half_done(office: Office) -> None:
    ticket = office.ticket("before")
    answers: list[str] = []
    with office.store.write("Slow", office.clock.now()) as tx:
        tx.get(Person, tx.me.id).name = "Half Done"
        tx.session.flush()
        reader = threading.Thread(target=lambda: answers.append(office.whole(ticket).title))
        reader.start()
        reader.join()
        assert office.rows("person")[0]["name"] != "Half Done"
    assert answers == ["before"]
    assert office.rows("person")[0]["name"] == "Half Done"


COUNTS = (
    "select (select count(*) from ticket), (select count(*) from event), (select count(*) from listing),"
    " (select count(*) from search)"
)


def test_threads_that_read_and_write_at_once_see_whole_commits(office: Office) -> None:
    """Every ticket comes with its event, its place in the listing and its words, and none goes away again."""
    seen: list[list[tuple[int, ...]]] = [[], [], []]
    done = threading.Event()

    def read(mine: list[tuple[int, ...]]) -> None:
        while not done.is_set():
            with office.store.read() as connection:
                mine.append(connection.execute(COUNTS).fetchone())

    readers = [threading.Thread(target=read, args=(mine,)) for mine in seen]
    writers = [threading.Thread(target=lambda: [office.ticket() for _ in range(15)]) for _ in range(2)]
    for thread in (*readers, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    done.set()
    for thread in readers:
        thread.join()
    assert all(len(set(counts)) == 1 for mine in seen for counts in mine)
    assert all(mine == sorted(mine) and mine for mine in seen)
    assert len(office.rows("ticket")) == 30
    whole(office)


def test_connections_are_used_again_by_other_threads(office: Office) -> None:
    for _ in range(20):
        thread = threading.Thread(target=lambda: office.ask(Count((Filter(),))))
        thread.start()
        thread.join()
    assert len(office.store._connections) <= 2


def test_a_failed_question_leaves_the_connection_fit_for_the_next(office: Office) -> None:
    for _ in range(3):
        with pytest.raises(Refused) as caught, office.store.read() as connection:
            connection.execute("select * from nowhere")
        assert caught.value.code is Code.STORE_FAILED
    office.ticket()
    assert office.ask(Count((Filter(),))) == (1,)


def test_opening_the_file_again_keeps_the_locks_that_stand_on_it(office: Office) -> None:
    """POSIX drops all locks a process holds on a file when it closes any handle of it."""
    with office.store.read(), office.store.read():
        pass
    try_to_lock = (
        "import fcntl, sys\n"
        "file = open(sys.argv[1], 'rb+')\n"
        "try:\n"
        "    fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)\n"
        "except OSError:\n"
        "    print('held')\n"
    )
    assert told(try_to_lock, office.store.path) == ["held"]


def test_who_waits_too_long_for_another_program_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stores, "BUSY_SECONDS", 0.05)
    other = sqlite3.connect(office.store.path, isolation_level=None)
    other.execute("begin immediate")
    try:
        office.ticket()
    except Refused as error:
        code = error.code
    assert code is Code.DATABASE_BUSY
    assert office.ask(Count((Filter(),))) == (0,)
    other.execute("rollback")
    other.close()
    office.ticket()


# A disk that is full.

FILLED = (
    OPEN
    + """
import resource, signal
if len(sys.argv) > 3:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
ticket = do(CreateTicket("first")).subject
kept, codes = 0, []
while len(codes) < 3:
    try:
        do(AddMessage(ticket, "x" * 20000, Visibility.PUBLIC))
        kept += 1
    except Refused as error:
        codes.append(error.code.value)
try:
    do(Attach(ticket, (Path(sys.argv[2]),)))
except Refused as error:
    codes.append(error.code.value)
say(kept, *codes)
services.close()
"""
)


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A disk of 2 MB on the folder, where this user may make one."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    mounted = subprocess.run(command, check=False, capture_output=True).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)


def check_what_was_kept(profile: Path, kept: int) -> None:
    """All that was done is there, whole, and the work goes on."""
    office = open_office(profile)
    assert len(office.rows("message")) == kept > 0
    assert office.rows("attachment") == []
    whole(office)
    office.reply(office.ticket())
    office.services.close()


def test_a_full_disk_refuses_the_last_change_and_keeps_all_before_it(pattern: Path, tmp_path: Path) -> None:
    """SPEC 13: full disk: a clear sentence, nothing lost; a limit stands for the disk where none can be made."""
    big = tmp_path / "big.bin"
    big.write_bytes(bytes(3_000_000))
    with small_disk(tmp_path / "disk") as mounted:
        profile = shutil.copytree(pattern, tmp_path / "disk" / "profile")
        kept, *codes = told(FILLED, profile, big, *([] if mounted else [1_500_000]))[0].split()
        assert codes[:3] == ["disk_full"] * 3
        assert codes[3] == ("disk_full" if mounted else "store_failed")
        check_what_was_kept(shutil.copytree(profile, tmp_path / "elsewhere"), int(kept))


def test_a_file_that_may_not_grow_is_told_as_a_full_disk(pattern: Path, tmp_path: Path) -> None:
    big = tmp_path / "big.bin"
    big.write_bytes(bytes(3_000_000))
    profile = shutil.copytree(pattern, tmp_path / "profile")
    kept, *codes = told(FILLED, profile, big, 1_500_000)[0].split()
    assert codes == ["disk_full"] * 3 + ["store_failed"]
    check_what_was_kept(profile, int(kept))


def test_a_disk_without_room_for_a_profile_is_told(tmp_path: Path) -> None:
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from console.bootstrap import build_services\n"
        "from console.models.kinds import Refused\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))\n"
        "try:\n"
        "    build_services(Path(sys.argv[1]))\n"
        "except Refused as error:\n"
        "    print(error.code.value)\n"
    )
    assert told(script, tmp_path / "profile") == ["disk_full"]
    office = open_office(tmp_path / "profile")
    assert len(office.rows("person")) == 1
    office.services.close()


STARTED = """
import sys
from pathlib import Path
from console.bootstrap import build_services
from console.models.kinds import Refused
try:
    build_services(Path(sys.argv[1]))
except Refused as error:
    print(error.code.value)
"""


def test_a_profile_on_a_full_disk_is_told_that_it_is_full(pattern: Path, tmp_path: Path) -> None:
    """SQLite calls it an I/O error: there is no room for the files beside the database."""
    with small_disk(tmp_path / "disk") as mounted:
        profile = shutil.copytree(pattern, tmp_path / "disk" / "profile")
        if mounted:
            fill_up(tmp_path / "disk")
            assert not stores.has_room(profile)
        assert stores.has_room(tmp_path)
        assert told(STARTED, profile) == ["disk_full"] * mounted
        assert stores.unwritable(profile).code is (Code.DISK_FULL if mounted else Code.DATABASE_READONLY)


def fill_up(folder: Path) -> None:
    """Leave no room on the disk of the folder."""
    with suppress(OSError), (folder / "rubbish").open("wb", buffering=0) as rubbish:
        while True:
            rubbish.write(bytes(4096))


# A disk that may not be written.

FORBIDDEN = """
import os, sys
from pathlib import Path
import sqlalchemy.orm
from console import bootstrap, words
from console.models import people, schema, ticket
from console.models.kinds import Locale, Refused
from console.services import listing, transaction
os.environ["LOGNAME"] = sys.argv[2]
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    bootstrap.build_services(Path(sys.argv[1]))
except Refused as error:
    print(error.code.value, words.refusal(error, Locale.EN))
"""


def hand_over(profile: Path) -> Path:
    """Give a profile to the user the script becomes; its replica."""
    for one in (profile, *profile.rglob("*")):
        if os.geteuid() == 0:
            os.chown(one, 65534, 65534)
    return next(profile.rglob("replica.db"))


@pytest.mark.parametrize("what", ["folder", "file", "disk"])
def test_a_profile_that_may_not_be_written_is_told(pattern: Path, what: str) -> None:
    """SPEC 13: a clear sentence."""
    with quick_folder() as folder:
        folder.chmod(0o755)
        profile = shutil.copytree(pattern, folder / "profile")
        replica = hand_over(profile)
        if what == "file":
            replica.chmod(0o400)
            replica.parent.chmod(0o500)
        elif what == "folder":
            replica.unlink()
            replica.parent.chmod(0o500)
        else:
            profile = folder / "new"
            folder.chmod(0o555)
        said = told(FORBIDDEN, profile, replica.parent.name)
        folder.chmod(0o755)
        replica.parent.chmod(0o700)
    assert said[0].startswith("database_readonly The data file")
