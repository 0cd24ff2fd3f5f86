"""Files and folders of this person alone.

Promise: a file that is written is there whole and durable, or the former one stands; nobody else on the machine can
read what the console keeps.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

OTHERS = 0o077
"""The rights of group and world."""


def write_whole(target: Path, content: bytes) -> None:
    """Write beside, make durable, then give the name: a crash leaves no half file under it.  Raises OSError."""
    import tempfile  # brings random and hashes: 4 ms of the first file, not of every start

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
    make_durable(target.parent)


def make_durable(folder: Path) -> None:
    """Make names given in `folder` survive a power cut, where the system lets folders be synced."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_private_folder(folder: Path) -> None:
    """Make `folder`, and those above it that are missing, for this user alone.  Raises OSError."""
    for missing in reversed([one for one in (folder, *folder.parents) if not one.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    if os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & OTHERS:
        folder.chmod(0o700)
