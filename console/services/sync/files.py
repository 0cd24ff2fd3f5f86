"""Contents of attachments on their way to a hub and back, in pieces.

Promise: a piece that arrived is not sent again, a cut transfer goes on where it stood; a file is in the store only
when its hash is right; what is cached here can be had again before it is dropped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from console.models.kinds import Code, Refused
from console.services.attachments import Blobs

PIECE = 1024 * 1024
"""Bytes of one piece."""

QUOTA = 2 * 1024**3
"""Bytes of files kept on this machine that the hub has too."""

Progress = Callable[[int, int], None]
"""Told bytes done and bytes in all."""


class Files(Protocol):
    """The part of a hub that keeps contents."""

    def put(self, attachment: str, n: int, data: bytes) -> None:
        """Keep piece `n`; one that is there stays.  Raises Unreachable, Refused."""
        ...

    def stored(self, attachment: str) -> int:
        """How many pieces this person has put, from the first on."""
        ...

    def fetch(self, attachment: str, n: int) -> bytes | None:
        """Piece `n` of a file one may see; None when there is none."""
        ...


def pieces(size: int) -> int:
    """How many pieces a file of `size` bytes makes."""
    return -(-size // PIECE)


def upload(files: Files, blobs: Blobs, attachment: str, sha256: str, size: int, progress: Progress) -> None:
    """Send what the hub does not have yet; raises Refused FILE_UNREADABLE when the file is gone from this machine."""
    start = files.stored(attachment)
    try:
        with blobs.path(sha256).open("rb") as file:
            file.seek(start * PIECE)
            for n in range(start, pieces(size)):
                files.put(attachment, n, file.read(PIECE))
                progress(min(size, (n + 1) * PIECE), size)
    except OSError as error:
        raise Refused(Code.FILE_UNREADABLE, name=sha256[:8], reason=error.strerror or str(error)) from None


def download(files: Files, blobs: Blobs, attachment: str, sha256: str, size: int, progress: Progress) -> Path:
    """The path of the content, fetched when it is not here; raises Refused FILE_NOT_AT_HUB where it is not whole."""
    target = blobs.path(sha256)
    if target.exists():
        return target
    part = blobs.part(sha256)
    done = part.stat().st_size // PIECE if part.exists() else 0
    with part.open("r+b" if done else "wb") as file:
        file.seek(done * PIECE)
        for n in range(done, pieces(size)):
            data = files.fetch(attachment, n)
            if data is None:
                raise Refused(Code.FILE_NOT_AT_HUB)
            file.write(data)
            progress(min(size, (n + 1) * PIECE), size)
        file.truncate()
    if hashlib.sha256(part.read_bytes()).hexdigest() != sha256:
        part.unlink()
        raise Refused(Code.FILE_NOT_AT_HUB)
    part.replace(target)
    return target


def evict(blobs: Blobs, on_hub: Iterable[str], quota: int = QUOTA) -> int:
    """Drop the files longest not looked at, of those the hub has, until the rest fits the quota; bytes freed."""
    here = sorted(_known(blobs, on_hub), key=lambda found: found[0])
    surplus = sum(size for _, size, _ in here) - quota
    freed = 0
    for _, size, path in here:
        if freed >= surplus:
            break
        path.unlink(missing_ok=True)
        freed += size
    return freed


def _known(blobs: Blobs, on_hub: Iterable[str]) -> Iterator[tuple[float, int, Path]]:
    for sha256 in on_hub:
        path = blobs.path(sha256)
        if path.exists():
            found = path.stat()
            yield max(found.st_atime, found.st_mtime), found.st_size, path
