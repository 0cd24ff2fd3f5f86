"""Files are kept whole, by their content, under a label that cannot harm (SPEC 3.12)."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import unicodedata
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from console.models.kinds import Code, Locale, Refused, Visibility
from console.services.attachments import LIMIT, Blobs, Kept, clean_name
from console.services.tickets.commands import AddMessage, Attach, Command, CreateTicket
from console.words import refusal
from tests.support.desk import Office

HOSTILE = {
    "../../etc/passwd": "passwd",
    "..\\..\\boot.ini": "boot.ini",
    "C:\\stuff\\me\\a.txt": "a.txt",
    "/": "file",
    "..": "file",
    ".": "file",
    "": "file",
    "...": "file",
    " . ": "file",
    ".htaccess": "htaccess",
    "\u200b.htaccess": "htaccess",
    "\ufeff..bashrc": "bashrc",
    "invoice\u202egpj.exe": "invoicegpj.exe",
    "a\u2066b\u2069.txt": "ab.txt",
    "a\0b.txt": "ab.txt",
    "line\r\nbreak\u2028.txt": "linebreak.txt",
    "x" * 300 + ".pdf": "x" * 196 + ".pdf",
    "con": "_con",
    "CON.txt": "_CON.txt",
    "con .txt": "_con.txt",
    "nul.tar.gz": "_nul.tar.gz",
    "com\u00b9.log": "_com\u00b9.log",
    "lpt9": "_lpt9",
    "console.log": "console.log",
    'a<b>c:d"e|f?g*.txt': "a_b_c_d_e_f_g_.txt",
    "report.pdf" + " " * 80 + ".exe": "report.pdf.exe",
    "tab\tname": "tabname",
    "\u3164\u115f": "file",
    "报告.docx": "报告.docx",
    "e\u0301.txt": "é.txt",
    "trailing. . .": "trailing",
    "no ending": "no ending",
    "\ud800.txt": "txt",
}
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_hostile_name_becomes_a_label(name: str) -> None:
    """SPEC 3.12: a sanitised label (CVE-2026-28289: a zero-width space before a leading dot)."""
    assert clean_name(name) == HOSTILE[name]


@given(st.text(max_size=300) | st.lists(st.sampled_from([*HOSTILE, "王" * 90, "\u0301"]), max_size=3).map("".join))
@example("a" * 195 + ". b")
@example("王" * 100 + ".王王王王王王王王王王王王王王王王王")
def test_a_label_can_be_shown_and_saved_under(name: str) -> None:
    made = clean_name(name)
    assert made == Path(made).name
    assert 0 < len(made.encode()) <= 255 - len(" (99)")
    assert made == made.strip(" .")
    assert made.split(".")[0].strip().lower() not in RESERVED
    assert not set(made) & set('<>:"/\\|?*\0')
    assert not {unicodedata.category(c) for c in made} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    assert clean_name(made) == made


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    """An empty folder of contents."""
    return Blobs(tmp_path / "blobs")


def written(path: Path, content: bytes) -> Path:
    """A file with that content."""
    path.write_bytes(content)
    return path


def refused(act: Callable[[], object]) -> Refused:
    """The refusal that comes of it."""
    with pytest.raises(Refused) as caught:
        act()
    return caught.value


def test_a_file_is_kept_by_its_content_once(blobs: Blobs, tmp_path: Path) -> None:
    one = blobs.keep(written(tmp_path / "a.txt", b"hello"))
    other = blobs.keep(written(tmp_path / "b.txt", b"hello"))
    assert one.sha256 == other.sha256 == hashlib.sha256(b"hello").hexdigest()
    assert (one.name, other.name, one.size, one.mime) == ("a.txt", "b.txt", 5, "text/plain")
    assert blobs.path(one.sha256).read_bytes() == b"hello"
    assert len([path for path in (tmp_path / "blobs").rglob("*") if path.is_file()]) == 1


def test_a_file_is_private_in_its_folder(blobs: Blobs, tmp_path: Path) -> None:
    kept = blobs.keep(written(tmp_path / "a.txt", b"hello"))
    path = blobs.path(kept.sha256)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == stat.S_IMODE(path.parents[1].stat().st_mode) == 0o700


def test_the_limit_is_25_mib_to_the_byte(blobs: Blobs, tmp_path: Path) -> None:
    """SPEC 3.12."""
    assert LIMIT == 25 * 1024 * 1024
    assert blobs.keep(written(tmp_path / "edge.bin", bytes(LIMIT))).size == LIMIT
    error = refused(lambda: blobs.keep(written(tmp_path / "over.bin", bytes(LIMIT + 1))))
    assert (error.code, error.params) == (
        Code.FILE_TOO_LARGE,
        {"name": "over.bin", "size": LIMIT + 1, "limit": LIMIT},
    )
    empty = blobs.keep(written(tmp_path / "empty", b""))
    assert (empty.size, empty.mime) == (0, "text/plain")


def test_what_is_no_readable_file_is_refused_with_its_reason(blobs: Blobs, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    reasons = {
        tmp_path / "missing": "it does not exist",
        tmp_path: "it is a folder",
        tmp_path / "pipe": "it is no ordinary file",
        tmp_path / "dangling": "it does not exist",
        Path("/dev/zero"): "it is no ordinary file",
        tmp_path / ("x" * 300): "its name is too long",
    }
    for path, reason in reasons.items():
        error = refused(partial(blobs.keep, path))
        assert error.code is Code.FILE_UNREADABLE
        assert reason in refusal(error, Locale.EN)
    for odd in (tmp_path / "loop", tmp_path / "a\0b", tmp_path / "\ud800"):
        assert refused(partial(blobs.keep, odd)).code is Code.FILE_UNREADABLE


def test_a_link_is_followed_to_its_file(blobs: Blobs, tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(written(tmp_path / "target.bin", b"hello"))
    kept = blobs.keep(tmp_path / "link.txt")
    assert (kept.name, kept.size) == ("link.txt", 5)
    assert not blobs.path(kept.sha256).is_symlink()


PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + bytes(64)


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (PNG, "image/png"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
        ("登录失败\n".encode(), "text/plain"),
        (b"plain words", "text/plain"),
        ("王".encode() * 40_000, "text/plain"),
        (b"\x80\x81\x82\x83" * 10, "application/octet-stream"),
        (b"words\0and more", "application/octet-stream"),
    ],
    ids=["png", "pdf", "chinese", "ascii", "long", "bytes", "nul"],
)
def test_the_type_is_sniffed_not_believed(blobs: Blobs, tmp_path: Path, content: bytes, mime: str) -> None:
    """SPEC 3.12."""
    assert blobs.keep(written(tmp_path / "photo.jpg", content)).mime == mime


@given(content=st.binary(max_size=200))
def test_any_content_has_a_type(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp()
    kept = Blobs(folder / "any").keep(written(folder / "some.bin", content))
    assert "/" in kept.mime
    assert kept.mime.isprintable()


def test_a_file_is_saved_whole_or_not_at_all(blobs: Blobs, tmp_path: Path) -> None:
    kept = blobs.keep(written(tmp_path / "a.txt", b"hello"))
    target = tmp_path / "saved.txt"
    blobs.copy_to(kept.sha256, target)
    assert target.read_bytes() == b"hello"
    blobs.path(kept.sha256).write_bytes(b"hellO")
    assert refused(lambda: blobs.copy_to(kept.sha256, target)).code is Code.FILE_UNREADABLE
    assert target.read_bytes() == b"hello"
    assert refused(lambda: blobs.copy_to("0" * 64, target)).code is Code.FILE_UNREADABLE
    assert refused(lambda: blobs.copy_to(kept.sha256, tmp_path / "no" / "folder.txt")).code is not None
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("tmp")]


@pytest.mark.parametrize("wrong", ["../../etc/passwd", "", "0" * 63, "Z" * 64, "0" * 64 + "\n", "/" + "0" * 63])
def test_what_is_no_hash_leads_nowhere(blobs: Blobs, wrong: str) -> None:
    """Rows come from elsewhere too."""
    assert refused(lambda: blobs.path(wrong)).code is Code.FILE_UNREADABLE


def test_a_content_that_was_cut_short_is_mended_when_it_comes_again(blobs: Blobs, tmp_path: Path) -> None:
    file = written(tmp_path / "a.txt", b"hello")
    kept = blobs.keep(file)
    blobs.path(kept.sha256).write_bytes(b"he")
    blobs.keep(file)
    assert blobs.path(kept.sha256).read_bytes() == b"hello"


def test_the_content_is_there_before_the_row_that_names_it(office: Office, tmp_path: Path) -> None:
    """Promise of services/attachments.py: seen from the commit on."""
    ticket, file = office.ticket(), written(tmp_path / "a.txt", b"hello")
    digest = hashlib.sha256(b"hello").hexdigest()
    seen: list[bool] = []
    with office.store.write("Watch", office.clock.now()) as tx:
        kept = office.services.blobs.keep(file)
        seen.append(office.services.blobs.path(digest).is_file())
        seen.append(bool(office.rows("attachment")))
        assert (kept.sha256, tx.me.id) == (digest, office.me)
    assert seen == [True, False]
    office.do(Attach(ticket, (file,)))
    assert [row["sha256"] for row in office.rows("attachment")] == [digest]


@pytest.mark.parametrize("kind", ["new ticket", "message", "alone"])
def test_nobody_waits_while_a_file_is_read_and_copied(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """25 MiB take longer than a colleague's command should wait."""
    file, ticket, keep = written(tmp_path / "log.txt", b"hello"), office.ticket(), Blobs.keep

    def watched(blobs: Blobs, path: Path) -> Kept:
        with closing(sqlite3.connect(office.store.path, timeout=0, isolation_level=None)) as other:
            other.execute("begin immediate")
            other.execute("rollback")
        return keep(blobs, path)

    monkeypatch.setattr(Blobs, "keep", watched)
    commands: dict[str, Command] = {
        "new ticket": CreateTicket("New", files=(file,)),
        "message": AddMessage(ticket, "See the file", Visibility.PUBLIC, files=(file,)),
        "alone": Attach(ticket, (file,)),
    }
    done = office.do(commands[kind])
    (row,) = office.rows("attachment", "root = ?", done.subject)
    assert office.services.blobs.path(str(row["sha256"])).read_bytes() == b"hello"
