"""Which journeys are made here."""

from __future__ import annotations

import sys
from pathlib import Path


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave real keys alone where there is no X server to take them."""
    return True if collection_path.name == "test_real_keys.py" and not sys.platform.startswith("linux") else None
