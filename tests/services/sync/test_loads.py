"""What was given in bulk is known for thirty days on which the hub was heard (SPEC 13)."""

from __future__ import annotations

from datetime import timedelta

from console.services.sync.loads import KEPT_DAYS
from tests.services.sync.simulation import Console, History, memory


def given(console: Console) -> int:
    """How many rows a hub set back would be given again."""
    return int(console.shelf.db.execute("select count(*) from _loaded").fetchone()[0])


def brought() -> tuple[History, Console]:
    """A lead's console that has given its hub some rows."""
    history = History(4)
    console = history.consoles[2]
    history.round(console, 0.0)
    while not given(console):  # the team of what was brought in may be one the hub has not
        history.bring_in(console)
        history.round(console, 0.0)
    return history, console


def test_what_was_given_long_ago_is_forgotten() -> None:
    history, console = brought()
    count = given(console)
    assert count > 0
    for _ in range(KEPT_DAYS - 1):
        history.clock.at += timedelta(days=1)
        history.round(console, 0.0)
    assert given(console) == count
    history.clock.at += timedelta(days=1)
    history.round(console, 0.0)
    assert given(console) == 0


def test_a_leap_of_the_clock_is_one_day() -> None:
    history, console = brought()
    count = given(console)
    for days in (365, -365):
        history.clock.at += timedelta(days=days)
        history.round(console, 0.0)
    assert given(console) == count


def test_a_clock_a_year_on_and_an_old_copy_lose_nothing() -> None:
    """The hub's clock leaps ahead, it is set back to before all it was given, and given more in the next round."""
    history = History(4)
    console = history.consoles[2]
    history.round(console, 0.0)
    before = history.db.serialize()
    while not given(console):
        history.bring_in(console)
        history.round(console, 0.0)
    history.clock.at += timedelta(days=365)
    history.bring_in(console)
    history.db = memory(before)
    for _ in range(3):
        history.round(console, 0.0)
    history.check_imported()
