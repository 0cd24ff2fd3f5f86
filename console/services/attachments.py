"""Files of tickets: kept by the hash of their content, named by a cleaned label (SPEC 3.12).

Promise: a file is whole and on disk before the row that names it is committed; a name can neither leave the folder nor
lie about what it is by invisible characters.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

from console.files import write_whole
from console.models.kinds import Code, Refused
from console.models.values import dataclass
from console.services.store import explained, make_private

LIMIT = 25 * 1024 * 1024
"""Bytes of one attachment (SPEC 3.12)."""

_LONGEST_NAME, _LONGEST_ENDING = 200, 40
"""Bytes in UTF-8: most disks take 255, and whoever saves it twice adds a number."""
_RESERVED = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in "123456789\u00b9\u00b2\u00b3"
}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Unicode categories that carry no glyph: controls, bidi and zero-width marks, surrogates, private use, line breaks."""
_BLANKS = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
"""Letters and marks that show nothing either."""
_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is in the store now."""

    name: str
    mime: str
    size: int
    sha256: str


class Blobs:
    """The folder of contents, two letters of the hash deep."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, path: Path) -> Kept:
        """Copy the file at `path` in; raises Refused when it is too large, unreadable, or the disk is full."""
        name = clean_name(path.name)
        content = _read(path, name)
        digest = _sha256(content)
        target = self.path(digest)
        with explained(self._folder):
            make_private(target.parent)
            if not target.is_file() or target.stat().st_size != len(content):
                write_whole(target, content)
        return Kept(name, _sniffed(content), len(content), digest)

    def path(self, sha256: str) -> Path:
        """Where the content of that hash is, or would be; raises Refused for what is no hash."""
        if not _SHA256.fullmatch(sha256):
            raise Refused(Code.FILE_UNREADABLE, name=clean_name(sha256), reason="sha256")
        return self._folder / sha256[:2] / sha256

    def part(self, sha256: str) -> Path:
        """Where a content on its way here grows until it is whole."""
        path = self.path(sha256)
        make_private(path.parent)
        return path.with_name(path.name + ".part")

    def copy_to(self, sha256: str, target: Path) -> None:
        """Save the content of that hash as `target`; raises Refused when it is not here or not whole."""
        source = self.path(sha256)
        content = _read(source, target.name)
        if _sha256(content) != sha256:
            raise Refused(Code.FILE_UNREADABLE, name=target.name, reason="sha256")
        with explained(target):
            write_whole(target, content)


def clean_name(name: str) -> str:
    """A label safe to show and to save under: no path, no invisible characters, no reserved or hidden name, not
    endless.
    """
    name = PureWindowsPath(PurePosixPath(name.replace("\0", "")).name).name
    name = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in _INVISIBLE)
    name = "".join("_" if c in '<>:"/\\|?*' else c for c in _BLANKS.sub("", name))
    stem, dot, ending = " ".join(name.split()).strip(" .").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    if stem.partition(".")[0].strip().lower() in _RESERVED:
        stem = "_" + stem
    ending = _cut(ending, _LONGEST_ENDING).strip()
    stem = _cut(stem, _LONGEST_NAME - len(ending.encode()) - 1).strip()
    return (f"{stem}.{ending}" if ending else stem) or "file"


def _cut(text: str, most: int) -> str:
    """As many whole characters as `most` bytes hold."""
    return text.encode()[:most].decode("utf-8", "ignore")


def _read(path: Path, name: str) -> bytes:
    try:
        content, size = _content(path)
    except (OSError, ValueError) as error:
        raise Refused(Code.FILE_UNREADABLE, name=name, reason=error) from None
    if len(content) > LIMIT:
        raise Refused(Code.FILE_TOO_LARGE, name=name, size=size, limit=LIMIT)
    return content


def _content(path: Path) -> tuple[bytes, int]:
    """What the limit lets read of a file, and its size; raises OSError or ValueError."""
    kind = path.stat().st_mode
    if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):  # a pipe would be waited for without end
        raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
    with path.open("rb") as file:
        return file.read(LIMIT + 1), os.fstat(file.fileno()).st_size


def _sniffed(content: bytes) -> str:
    """The MIME type by content; what has no signature is text when it reads as text, else plain bytes."""
    import puremagic  # a table of signatures, loaded when the first file comes

    try:
        found = puremagic.from_string(content[:65536], mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    if found:
        return str(found)
    try:
        content[:65536].decode("utf-8", "strict")
    except UnicodeDecodeError as error:
        if error.start < min(len(content), 65536) - 4:
            return "application/octet-stream"
    return "application/octet-stream" if b"\0" in content[:65536] else "text/plain"


def _sha256(content: bytes) -> str:
    import hashlib  # 3 ms of the first file, not of every start

    return hashlib.sha256(content).hexdigest()
