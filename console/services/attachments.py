"""Files of tickets: kept by the hash of their content, named by a cleaned label (SPEC 3.12).

Promise: a file is whole and on disk before the row that names it is committed; a name can neither leave the folder nor
lie about what it is by invisible characters.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from console.models.kinds import Code, Refused
from console.services.store import explained, make_private

LIMIT = 25 * 1024 * 1024
"""Bytes of one attachment (SPEC 3.12)."""

_LONGEST_NAME = 120
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
"""Unicode categories that carry no glyph: controls, bidi and zero-width marks, surrogates, private use, line breaks."""


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
        digest = hashlib.sha256(content).hexdigest()
        target = self.path(digest)
        with explained(self._folder):
            make_private(target.parent)
            if not target.exists():
                _write_whole(target, content)
        return Kept(name, _sniffed(content), len(content), digest)

    def path(self, sha256: str) -> Path:
        """Where the content of that hash is, or would be."""
        return self._folder / sha256[:2] / sha256

    def copy_to(self, sha256: str, target: Path) -> None:
        """Save the content of that hash as `target`; raises Refused when it is not here or not whole."""
        source = self.path(sha256)
        content = _read(source, target.name)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Refused(Code.FILE_UNREADABLE, name=target.name, reason="sha256")
        with explained(target):
            _write_whole(target, content)


def clean_name(name: str) -> str:
    """A label safe to show and to save under: no path, no invisible characters, no reserved or hidden name, not
    endless.
    """
    name = PureWindowsPath(PurePosixPath(name.replace("\0", "")).name).name
    name = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in _INVISIBLE)
    name = "".join("_" if c in '<>:"/\\|?*' else c for c in name).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    if stem.partition(".")[0].lower() in _RESERVED:
        stem = "_" + stem
    ending = ending[:20]
    stem = stem[: _LONGEST_NAME - len(ending) - 1]
    return (f"{stem}.{ending}" if ending else stem) or "file"


def _read(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LIMIT + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise Refused(Code.FILE_UNREADABLE, name=name, reason=error.strerror or str(error)) from None
    if len(content) > LIMIT:
        raise Refused(Code.FILE_TOO_LARGE, name=name, size=size, limit=LIMIT)
    return content


def _write_whole(target: Path, content: bytes) -> None:
    """Write beside, make durable, then give the name: a crash leaves no half file under it."""
    handle, beside = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(target)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


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
