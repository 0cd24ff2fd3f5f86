"""What this machine keeps for itself: drafts and where the window was (SPEC 3.11)."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.kinds import Code, Refused, Visibility
from console.services.local import Draft, Local
from console.services.sync.profiles import EMBEDDED
from console.services.tickets.commands import AddMessage
from tests.support.desk import START, Office, open_office, quick_folder
from tests.support.processes import started, told

DRAFT = Draft("t1", Visibility.PUBLIC, "Dear 张三,\n", "m1", START)


@pytest.fixture
def local(tmp_path: Path) -> Iterator[Local]:
    """An empty file."""
    made = Local(tmp_path / "local.db")
    yield made
    made.close()


def test_each_kind_of_message_has_its_own_draft(local: Local) -> None:
    note = replace(DRAFT, visibility=Visibility.INTERNAL, body="looks odd", message="m2")
    local.keep_draft(DRAFT)
    local.keep_draft(note)
    local.keep_draft(replace(DRAFT, ticket="t2"))
    assert local.draft("t1", Visibility.PUBLIC) == DRAFT
    assert local.draft("t1", Visibility.INTERNAL) == note
    assert local.draft("t3", Visibility.PUBLIC) is None
    assert local.drafted() == {"t1", "t2"}


def test_a_draft_is_replaced_and_dropped(local: Local) -> None:
    local.keep_draft(DRAFT)
    local.keep_draft(replace(DRAFT, body="better"))
    kept = local.draft("t1", Visibility.PUBLIC)
    assert kept is not None
    assert kept.body == "better"
    local.drop_draft("t1", Visibility.PUBLIC)
    local.drop_draft("t1", Visibility.PUBLIC)
    assert local.drafted() == frozenset()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=8,
)


@given(value=json_values)
def test_a_value_comes_back_as_it_was_kept(value: object) -> None:
    with quick_folder() as folder:
        local = Local(folder / "local.db")
        local.keep_state("window", 0)
        local.keep_state("window", value)
        assert local.state("window") == value
        assert local.state("nothing") is None
        local.close()


def test_what_was_kept_is_there_after_a_kill(tmp_path: Path) -> None:
    """SPEC 3.11: drafts survive a crash."""
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from datetime import UTC, datetime\n"
        "from console.models.kinds import Visibility\n"
        "from console.services.local import Draft, Local\n"
        "local = Local(Path(sys.argv[1]))\n"
        "for n in range(1000):\n"
        "    at = datetime(2026, 2, 27, tzinfo=UTC)\n"
        "    local.keep_draft(Draft(f't{n}', Visibility.PUBLIC, 'words ' * n, f'm{n}', at))\n"
        "    print(n, flush=True)\n"
    )
    with started(script, tmp_path / "local.db") as process:
        assert process.stdout is not None
        for _ in range(20):
            process.stdout.readline()
        process.kill()
        process.communicate()
    local = Local(tmp_path / "local.db")
    assert local.drafted() >= {f"t{n}" for n in range(20)}
    local.close()


def test_a_draft_that_was_sent_before_a_crash_is_dropped_at_the_next_start(office: Office) -> None:
    """DESIGN 1.4: a draft carries its message's id, and one whose message exists is dropped at start."""
    ticket, key = office.ticket(), "019c9dca-3628-7eb9-88ce-a2534a3c8758"
    local = office.services.local
    local.keep_draft(Draft(ticket, Visibility.PUBLIC, "sent", key, START))
    local.keep_draft(Draft(ticket, Visibility.INTERNAL, "not sent", "other", START))
    office.do(AddMessage(ticket, "sent", Visibility.PUBLIC, message=key))
    profile = office.services.profile
    office.services.close()
    again = open_office(profile)
    assert again.services.local.draft(ticket, Visibility.PUBLIC) is None
    assert again.services.local.draft(ticket, Visibility.INTERNAL) is not None
    again.services.close()


def test_threads_may_share_it(local: Local) -> None:
    def keep(mine: int) -> None:
        for n in range(20):
            local.keep_draft(replace(DRAFT, ticket=f"{mine}-{n}"))
            local.drafted()

    threads = [threading.Thread(target=keep, args=(mine,)) for mine in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(local.drafted()) == 80


def test_half_a_character_is_refused(local: Local) -> None:
    with pytest.raises(Refused) as caught:
        local.keep_draft(replace(DRAFT, body="\ud800"))
    assert caught.value.code is Code.BAD_TEXT
    with pytest.raises(Refused) as caught:
        local.keep_state("x", "\udfff")
    assert caught.value.code is Code.BAD_TEXT


@pytest.mark.parametrize("content", [b"x", b"no database" * 500])
def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "local.db"
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        Local(path)
    assert caught.value.code is Code.DATABASE_CORRUPT
    assert path.read_bytes() == content


def test_a_profile_whose_notes_are_damaged_holds_nothing_open(office: Office) -> None:
    profile, folder = office.services.profile, office.store.path.parent
    office.services.close()
    (folder / "local.db").write_bytes(b"no database" * 500)
    with pytest.raises(Refused):
        open_office(profile)
    open_files = (
        "import os, sys\n"
        "folder = f'/proc/{sys.argv[1]}/fd'\n"
        "print(*(os.path.realpath(f'{folder}/{name}') for name in os.listdir(folder)))\n"
    )
    assert str(folder) not in told(open_files, os.getpid())[0]


def test_it_is_private(office: Office) -> None:
    path = office.services.profile / EMBEDDED / office.store.path.parent.name / "local.db"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
