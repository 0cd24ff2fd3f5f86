"""What a question to the replica is.

Promise: a query is a frozen value that knows how to read its own answer; it never writes.
"""

from __future__ import annotations

import sqlite3
from typing import Protocol, TypeVar

T_co = TypeVar("T_co", covariant=True)


class Query(Protocol[T_co]):
    """A question; its implementations are frozen dataclasses in the slices."""

    def answer(self, connection: sqlite3.Connection) -> T_co:
        """Read the answer with plain SQL."""
        ...
