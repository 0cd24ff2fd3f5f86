"""Starts the console: the window at once, every other verb through the command line.

Promise: a start without a verb, or with `run`, pays for no library of the command line.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def main() -> int:
    """Do what the arguments of this process ask; the answer is the exit code: 0 done, 1 refused, 2 wrongly asked."""
    arguments = sys.argv[1:]
    asked, profile = window_of(arguments)
    if asked:
        from console import collector

        collector.rest()
        from console.views.unread import leave_sources_unread

        leave_sources_unread()
        from console.app import run

        return run(profile)
    from console.cli.verbs import main as verbs

    return verbs(arguments)


def window_of(arguments: Sequence[str]) -> tuple[bool, Path | None]:
    """Whether the arguments ask for the window and nothing else, and for which profile."""
    rest, named = list(arguments), None
    if rest and rest[0].startswith("--profile="):
        named = rest.pop(0).removeprefix("--profile=")
    elif len(rest) > 1 and rest[0] == "--profile":
        named = rest[1]
        del rest[:2]
    if named is None:
        return rest in ([], ["run"]), None
    return bool(named.strip()) and rest in ([], ["run"]), Path(named)


if __name__ == "__main__":
    sys.exit(main())
