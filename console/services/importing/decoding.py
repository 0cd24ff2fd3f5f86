"""Which encoding a file is written in, found by trying (UTF-8, UTF-16, GB18030, Windows-1252).

Promise: no library guesses; an encoding is taken only when the whole file decodes by it, or when the damage is small
and can be shown; what is not text is refused with what it is.
"""

from __future__ import annotations

import codecs
import re
import stat
from pathlib import Path

from console.models.kinds import Code, Refused, Unreadable
from console.models.values import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = (
    (b"%PDF-", Unreadable.PDF),
    (b"PK\x03\x04", Unreadable.WORKBOOK),
    (b"\xd0\xcf\x11\xe0", Unreadable.WORKBOOK),
    (b"\x1f\x8b", Unreadable.BINARY),
    (b"\x89PNG", Unreadable.BINARY),
    (b"\xff\xd8\xff", Unreadable.BINARY),
    (b"SQLite format 3\0", Unreadable.BINARY),
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH_PAIR = re.compile(rb"[\x81-\xfe]([\x40-\xfe])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

CHUNK = 1 << 20
SAMPLE = 1 << 16


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to open a file: the codec, and how it treats bytes that do not fit."""

    codec: str
    errors: str = "strict"


def encoding_of(path: Path) -> Encoding:
    """The encoding of the file at `path`; raises Refused IMPORT_UNREADABLE when it is missing, empty or no text."""
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):  # a pipe can be read but once, and may never end
            raise _unreadable(path, Unreadable.NO_FILE)
        with path.open("rb") as file:
            start = file.read(SAMPLE)
        if not start.strip():
            raise _unreadable(path, Unreadable.EMPTY)
        for magic, what in _NOT_TEXT:
            if start.startswith(magic):
                raise _unreadable(path, what)
        return _tried(path, start)
    except OSError as error:
        raise Refused(Code.IMPORT_UNREADABLE, file=path.name, reason=error) from None


def _tried(path: Path, start: bytes) -> Encoding:
    for bom, codec in _BOMS:
        if start.startswith(bom):
            return _whole_or_damaged(path, codec)
    wide = _without_bom(start)
    if wide is not None:
        return _whole_or_damaged(path, wide)
    if len(_CONTROLS.findall(start)) + start.count(0) > max(8, len(start) // 50):
        raise _unreadable(path, Unreadable.BINARY)
    return Encoding("utf-8") if _decodes(path, "utf-8") else _by_its_bytes(path)


def _by_its_bytes(path: Path) -> Encoding:
    """The encoding of a text that is not UTF-8 throughout."""
    telling = _beyond_ascii(path)
    if _is_damaged_utf8(telling):
        return Encoding("utf-8", "surrogateescape")
    alone, paired = _high_bytes(telling)
    if alone <= paired and _decodes(path, "gb18030"):
        return Encoding("gb18030")
    if alone < paired:
        return Encoding("gb18030", "surrogateescape")
    # Every byte but five means something in it; the five would show as damage in their rows.
    return Encoding("cp1252", "surrogateescape")


def _whole_or_damaged(path: Path, codec: str) -> Encoding:
    """`codec`, whose marks or shape are beyond doubt; single characters that do not fit show in their rows."""
    if _decodes(path, codec):
        return Encoding(codec)
    return Encoding(codec, "surrogateescape" if codec == "utf-8-sig" else "replace")


def _without_bom(start: bytes) -> str | None:
    """UTF-16 without its mark: commas, digits and line ends leave a zero in every other byte."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    enough = max(2, len(start) // 40)
    if odd >= enough and odd > 20 * even:
        return "utf-16-le"
    if even >= enough and even > 20 * odd:
        return "utf-16-be"
    return None


def _decodes(path: Path, codec: str) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _beyond_ascii(path: Path) -> bytes:
    """The first parts of a file in which there is more than ASCII: they alone tell encodings apart."""
    found = b""
    with path.open("rb") as file:
        while len(found) < SAMPLE and (part := file.read(SAMPLE)):
            found += b"" if part.isascii() else part
    return found


def _is_damaged_utf8(text: bytes) -> bool:
    """Nearly all that is not ASCII forms whole UTF-8 sequences; in GB18030 and Windows-1252 hardly anything does.

    Where it is but the greater part, GB18030 must make no sense of it: UTF-8 read so is full of private characters.
    """
    whole = sum(len(found) for found in _SEQUENCE.findall(text))
    high = len(text) - len(text.translate(None, bytes(range(128, 256))))
    if whole < high * 0.9 and whole > high * 0.5:
        return bool(_PRIVATE.search(text.decode("gb18030", "replace")))
    return high > 0 and whole >= high * 0.9


def _high_bytes(text: bytes) -> tuple[int, int]:
    """How many high bytes stand alone between letters (naïve, Straße), and how many in pairs (Chinese)."""
    followers = _HIGH_PAIR.findall(text)
    alone = sum(1 for follower in followers if follower < b"\x80")
    return alone, len(followers) - alone


def _unreadable(path: Path, what: Unreadable) -> Refused:
    return Refused(Code.IMPORT_UNREADABLE, file=path.name, reason=what)
