"""Modules are imported without PySide reading their sources."""

from __future__ import annotations

import subprocess
import sys

READ = """
import linecache
import {first}
import sqlalchemy
print(any("sqlalchemy" in name and name.endswith(".py") for name in linecache.cache))
"""


def sources_are_read(first: str) -> bool:
    """Whether the sources of a library are in memory after it was imported behind `first`, in a process of its own."""
    answer = subprocess.run(
        [sys.executable, "-c", READ.format(first=first)], stdout=subprocess.PIPE, check=True, text=True
    )
    return answer.stdout == "True\n"


def test_sources_stay_unread() -> None:
    assert sources_are_read("PySide6.QtCore")
    assert not sources_are_read("console.views.unread; console.views.unread.leave_sources_unread()")
