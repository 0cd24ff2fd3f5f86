"""Which files of tests are begun first.

Promise: the order is the same in each process that collects.
"""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parents[1]
LONG = (
    "services/sync/test_killed.py",
    "services/sync/test_simulation.py",
    "services/sync/test_mutants.py",
    "services/sync/test_hubs.py",
    "journeys/test_sharing.py",
    "journeys/test_alerting.py",
    "cli/test_verbs.py",
    "journeys/test_language.py",
    "views/queue/test_page.py",
    "services/sync/test_admin.py",
)
"""Files that take longest, the longest first: begun last, one of them would leave all workers but its own idle."""


def turn(path: Path) -> int:
    """The place of a file in the order; those that are quick share the last."""
    places = [TESTS / name for name in LONG]
    return places.index(path) if path in places else len(LONG)
