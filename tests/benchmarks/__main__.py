"""`python -m tests.benchmarks [names...] [--fresh] [--xvfb]`: measure, then print one table.

Promise: nothing of the person who runs it is read or changed; nothing is asserted; the profile stays for later runs.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.ground import Ground, cache_folder, copied, ground, unfilled
from tests.benchmarks.machine import unrest, x_server
from tests.benchmarks.table import Figure, show
from tests.support.isolation import enter

WIDGETS = ("views", "orders", "opening", "searching", "scrolling", "war_room", "commands", "change_sets", "stream")
"""What is measured in one window, in this order: those that change tickets last."""
PROFILE = ("copy", "due", "clocks", "figures", "making", "starting", *WIDGETS, "filling", "watching")
TEAM = ("writers", "sharing", "beside", "fleet", "week", "back")
"""What is measured on a team's hub of its own; the profile of 100,000 tickets has no part in these."""
NAMES = (*PROFILE, *TEAM)


def main(arguments: Sequence[str]) -> int:
    """Measure what is named, by default all."""
    parser = argparse.ArgumentParser(prog="python3 dev.py bench", description="Measure the console on 100,000 tickets.")
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(NAMES)}")
    parser.add_argument("--fresh", action="store_true", help="make the profile anew and time it")
    parser.add_argument("--xvfb", action="store_true", help="draw on a private X server instead of offscreen")
    asked = parser.parse_args(arguments)
    names = asked.names or NAMES
    if unknown := set(names) - set(NAMES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(NAMES)}")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with ExitStack() as ending:
        if asked.xvfb:
            os.environ |= {"QT_QPA_PLATFORM": "xcb", "DISPLAY": ending.enter_context(x_server())}
        home = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="console-bench-")))
        enter(home)
        say(f"before: {unrest()}")
        figures = of_team(names, home)
        if not set(names).isdisjoint(PROFILE):
            made = ground(cache_folder(), fresh=asked.fresh)
            figures += of_copy(names, made, home) + measured(names, made, home)
        say(f"after:  {unrest()}")
    print(show(figures))
    return 0


def of_team(names: Sequence[str], home: Path) -> list[Figure]:
    """The figures of a team's hub, each on a new one."""
    from tests.benchmarks import fleet, shared_window, writers

    windows = shared_window.sharing, shared_window.beside
    parts = {one.__name__: one for one in (writers.writers, *windows, fleet.fleet, fleet.week, fleet.back)}
    figures: list[Figure] = []
    for name in TEAM:
        if name in names:
            say(name)
            figures += parts[name](home / name)
    return figures


def of_copy(names: Sequence[str], made: Ground, home: Path) -> list[Figure]:
    """The figures of a replica's first copy."""
    if "copy" not in names:
        return []
    from tests.benchmarks.copying import copy

    say("copy")
    return copy(next(made.folder.glob("embedded/*/hub.db")), home / "copy")


def measured(names: Sequence[str], made: Ground, home: Path) -> list[Figure]:
    """The figures of these names."""
    figures = made.figures() if "making" in names else []
    profile = copied(made, home / "profile")
    if "figures" in names:
        from tests.benchmarks.figures import figures as of_figures

        say("figures")
        figures += of_figures(profile)
    if "due" in names:
        from tests.benchmarks.due import due_times

        say("due")
        figures += due_times()
    if "clocks" in names:
        from tests.benchmarks.clocks import clock_states

        say("clocks")
        figures += clock_states(profile)
    if "starting" in names:
        from tests.benchmarks.starting import starting

        say("starting")
        figures += starting(profile)
    if chosen := [name for name in WIDGETS if name in names]:
        figures += of_widgets(chosen, profile)
    if "filling" in names:
        figures += beside_fill(unfilled(made, home / "unfilled"))
    if "watching" in names:
        from tests.benchmarks.watching import watching

        say("watching")
        figures += watching(copied(made, home / "watched"))
    return figures


def of_widgets(names: Sequence[str], profile: Path) -> list[Figure]:
    """The figures measured in one window."""
    from tests.benchmarks import changing, reading, searching, war_room
    from tests.benchmarks.window import Driven, drive

    parts: dict[str, Callable[[Driven, Path], list[Figure]]] = {
        one.__name__: one
        for one in (
            *(reading.views, reading.orders, reading.opening, reading.scrolling, searching.searching),
            *(war_room.war_room, changing.commands, changing.change_sets, changing.stream),
        )
    }
    figures: list[Figure] = []

    def script(window: Driven) -> None:
        for name in names:
            say(name)
            figures.extend(parts[name](window, profile))

    drive(profile, script)
    return figures


def beside_fill(profile: Path) -> list[Figure]:
    """The figures of a window that fills its hub meanwhile."""
    from tests.benchmarks.filling import filling
    from tests.benchmarks.window import drive

    figures: list[Figure] = []
    say("filling")
    drive(profile, lambda window: figures.extend(filling(window)))
    return figures


def say(text: str) -> None:
    """Tell the person at the terminal what is going on."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
