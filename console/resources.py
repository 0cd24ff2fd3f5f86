"""Where the files that ship with the console are: icons, translations, sample data.

Promise: `resource` answers alike in a checkout, an installed wheel and a frozen bundle, and never names a file outside
them.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = "_resources"


def resource(name: str) -> Path:
    """The path of the shipped file or folder `name`, given with forward slashes ("icons/logo.svg").

    Raises ValueError for an absolute name and one that climbs with "..", whichever system it is written for. Whether
    the file exists is not asked here: each literal name in the code is checked by tests/house.
    """
    posix, windows = PurePosixPath(name), PureWindowsPath(name)
    climbs = ".." in posix.parts or ".." in windows.parts
    if not name or climbs or posix.is_absolute() or windows.anchor:
        raise ValueError(f"not the name of a shipped file: {name!r}")
    return _root() / posix


def _root() -> Path:
    installed = _PACKAGE / _INSTALLED
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"
