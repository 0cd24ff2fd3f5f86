"""Contents of attachments reach the hub whole and come back when looked at (SPEC 3.12; design: attachments)."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.models.kinds import Refused
from console.services.attachments import Blobs
from console.services.sync.files import PIECE, download, evict, pieces, upload
from console.services.sync.hub import Hub, Operation, Unreachable
from console.services.sync.sqlite_hub import SqliteHub
from tests.services.sync.simulation import History
from tests.support.hubs import Server, server
from tests.support.postgres import versions

BIG = bytes(range(256)) * 10_000
"""Two and a half pieces."""


def quiet(*_: int) -> None:
    """Progress nobody looks at."""


@pytest.fixture(scope="module", params=versions())
def desks(request: pytest.FixtureRequest) -> Iterator[Server]:
    with server(request.param) as made:
        yield made


@pytest.fixture(params=["sqlite", "postgres"])
def of(request: pytest.FixtureRequest, desks: Server) -> Iterator[Callable[[str], Hub]]:
    """The hub as a person sees it."""
    if request.param == "sqlite":
        history = History(1)
        yield lambda login: SqliteHub(history.db, login, history.clock)
    else:
        with desks.hub() as desk:
            yield desk.of


class Work:
    """A ticket of alice's and a file she keeps."""

    def __init__(self, hub: Hub, folder: Path, content: bytes) -> None:
        self.history = History(3)
        self.blobs = Blobs(folder / "alice")
        source = folder / "log.bin"
        source.write_bytes(content)
        self.kept = self.blobs.keep(source)
        made = self.history.created()
        values = made[0]["new"]
        assert isinstance(values, dict)
        values |= {"title": "with a file", "team": "team-a"}
        self.ticket, self.key = str(made[0]["k"]), self.history.uid()
        (answer,) = hub.push([Operation(self.history.uid(), tuple(made))])
        assert answer.code is None

    def attach(self, hub: Hub, **changed: object) -> str | None:
        """Push the row that names the file; the code of its refusal."""
        row: dict[str, object] = {"root": self.ticket, "name": self.kept.name, "mime": self.kept.mime, "created_at": 1}
        row |= {"size": self.kept.size, "sha256": self.kept.sha256} | changed
        patch: dict[str, object] = {"t": "attachment", "k": self.key, "new": row}
        (answer,) = hub.push([Operation(self.history.uid(), (patch,))])
        return answer.code

    def send(self, hub: Hub, progress: Callable[[int, int], None] = quiet) -> None:
        upload(hub, self.blobs, self.key, self.kept.sha256, self.kept.size, progress)


@pytest.mark.parametrize("content", [b"", b"x", b"y" * PIECE, BIG])
def test_a_file_arrives_and_comes_back_as_it_was(of: Callable[[str], Hub], tmp_path: Path, content: bytes) -> None:
    work = Work(of("alice"), tmp_path, content)
    told: list[tuple[int, int]] = []
    work.send(of("alice"), lambda done, whole: told.append((done, whole)))
    assert told == [(min(len(content), (n + 1) * PIECE), len(content)) for n in range(pieces(len(content)))]
    assert work.attach(of("alice")) is None
    other = Blobs(tmp_path / "bob")
    path = download(of("bob"), other, work.key, work.kept.sha256, work.kept.size, quiet)
    assert path.read_bytes() == content


def test_a_row_without_its_whole_file_is_refused(of: Callable[[str], Hub], tmp_path: Path) -> None:
    work = Work(of("alice"), tmp_path, BIG)
    assert work.attach(of("alice")) == "DS004"
    of("alice").put(work.key, 0, BIG[:PIECE])
    assert work.attach(of("alice")) == "DS004"
    work.send(of("alice"))
    assert work.attach(of("alice"), sha256=hashlib.sha256(b"other").hexdigest()) == "DS004"
    assert work.attach(of("alice"), size=1) == "DS004"
    assert work.attach(of("alice")) is None


def test_a_cut_transfer_goes_on_where_it_stood(of: Callable[[str], Hub], tmp_path: Path) -> None:
    work = Work(of("alice"), tmp_path, BIG)

    def cut(done: int, whole: int) -> None:
        raise Unreachable(f"cut after {done} of {whole}")

    with pytest.raises(Unreachable):
        work.send(of("alice"), cut)
    assert of("alice").stored(work.key) == 1
    again: list[int] = []
    work.send(of("alice"), lambda *told: again.append(told[0]))
    assert len(again) == pieces(len(BIG)) - 1
    assert work.attach(of("alice")) is None
    other = Blobs(tmp_path / "bob")
    with pytest.raises(Unreachable):
        download(of("bob"), other, work.key, work.kept.sha256, work.kept.size, cut)
    assert not other.path(work.kept.sha256).exists()
    fetched = download(of("bob"), other, work.key, work.kept.sha256, work.kept.size, quiet)
    assert fetched.read_bytes() == BIG


def test_nobody_adds_to_or_reads_a_file_that_is_not_theirs(of: Callable[[str], Hub], tmp_path: Path) -> None:
    """Dave is not of team A; nobody puts a piece under a file that stands."""
    work = Work(of("alice"), tmp_path, b"secret")
    work.send(of("alice"))
    with pytest.raises(Refused):
        of("dave").put(work.key, 1, b"more")
    assert work.attach(of("alice")) is None
    assert of("dave").fetch(work.key, 0) is None
    with pytest.raises(Refused):
        of("alice").put(work.key, 1, b"more")


def test_a_damaged_piece_is_never_shown(tmp_path: Path) -> None:
    work = Work(SqliteHub((history := History(1)).db, "alice", history.clock), tmp_path, BIG)
    hub = SqliteHub(history.db, "alice", history.clock)
    work.send(hub)
    assert work.attach(hub) is None
    history.db.execute("update chunk set data = zeroblob(length(data)) where n = 1")
    other = Blobs(tmp_path / "bob")
    with pytest.raises(Refused):
        download(hub, other, work.key, work.kept.sha256, work.kept.size, quiet)
    assert not list((tmp_path / "bob").rglob("*.part"))


def test_the_cache_drops_what_was_longest_not_looked_at_and_the_hub_has(tmp_path: Path) -> None:
    blobs, kept = Blobs(tmp_path / "blobs"), []
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(f"{n}" * 100)
        kept.append(blobs.keep(tmp_path / f"{n}.txt").sha256)
        os.utime(blobs.path(kept[n]), (n, n))
    assert evict(blobs, kept[:3], quota=150) == 200
    assert [blobs.path(sha256).exists() for sha256 in kept] == [False, False, True, True]
    assert evict(blobs, kept[:3], quota=150) == 0
