"""A profile for each test of services."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.desk import Office, open_office, quick_folder


@pytest.fixture
def office() -> Iterator[Office]:
    """A new profile with one person in it."""
    with quick_folder() as folder:
        made = open_office(folder / "profile")
        yield made
        made.services.close()
