"""A profile for each test of services."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desk import Office, open_office, quick_folder


@pytest.fixture(scope="session")
def pattern() -> Iterator[Path]:
    """A profile after its first start, to be copied."""
    with quick_folder() as folder:
        open_office(folder / "pattern").services.close()
        yield folder / "pattern"


@pytest.fixture
def office(pattern: Path) -> Iterator[Office]:
    """A new profile with one person in it."""
    with quick_folder() as folder:
        made = open_office(shutil.copytree(pattern, folder / "profile"))
        yield made
        made.services.close()
