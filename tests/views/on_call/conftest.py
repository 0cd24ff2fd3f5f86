"""What the tests of the page of who is on call share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desk import Office, open_office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A new profile with one person in it."""
    made = open_office(tmp_path / "profile")
    yield made
    made.services.close()
