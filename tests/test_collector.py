"""A start is not collected; what is made after it is."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from console import collector


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Leave the collector of the tests as it was."""
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)
    gc.enable()


class Loop:
    """Garbage only the collector finds."""

    def __init__(self) -> None:
        self.me = self


def test_what_a_start_makes_is_looked_at_no_more_and_what_comes_after_it_is() -> None:
    collector.rest()
    assert not gc.isenabled()
    early = weakref.ref(Loop())
    collector.resume()
    late = weakref.ref(Loop())
    assert gc.isenabled()
    gc.collect()
    assert early() is not None
    assert late() is None


def test_a_collector_that_never_rested_is_left_alone() -> None:
    before = gc.get_threshold(), gc.get_freeze_count()
    collector.resume()
    assert (gc.get_threshold(), gc.get_freeze_count()) == before
