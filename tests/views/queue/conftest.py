"""A queue without a window for the tests of its presenter's parts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.queue import Queue, queue


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Queue]:
    """A queue on an empty profile."""
    with queue(tmp_path / "profile") as made:
        yield made
