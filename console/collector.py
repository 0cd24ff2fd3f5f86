"""Keeps Python's collector of cyclic garbage from a start and from a person's keys.

Promise: nothing is left uncollected for good but what a start makes, and that lives as long as the window.
"""

from __future__ import annotations

import gc

YOUNG = 10_000
"""Objects made between two looks at the young: what one key makes is thrown away before a look."""


def rest() -> None:
    """Look at nothing until `resume`: modules and widgets that a start makes stay."""
    gc.disable()


def resume() -> None:
    """Look again, at what is made from now on.  Where nobody had it rest, nothing is changed."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(YOUNG, 10, 10)
        gc.enable()
