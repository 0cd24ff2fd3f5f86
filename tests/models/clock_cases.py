"""The cases of clocks reckoned by hand, read from `clock_cases.txt`.

A case is its reason in brackets, then lines: what is not as usual (`created`, `priority`, `ruled`, `born`, `team`),
what happened when, `at` which instant it is looked at, and how the clocks named stand then: state, used "of" target,
"due" when; cycles stand side by side.  Times are "day hour:minute" of March 2026 in Shanghai (the 2nd is a Monday);
work is done Monday to Friday 09:00-12:00 and 13:00-18:00.  Usual is a HIGH ticket (4 h, 4 h, 24 h) created on the 2nd
at 10:00.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from console.models.history import History
from console.models.kinds import ClockKind
from tests.models.clocking import history

_CLOCKS = {
    "first": ClockKind.FIRST_RESPONSE,
    "next": ClockKind.NEXT_RESPONSE,
    "resolution": ClockKind.RESOLUTION,
}
_OPTIONS = frozenset({"created", "priority", "born", "team"})


@dataclass
class Case:
    """What happened by when, and how the clocks named stand then; "none": there is no such clock."""

    why: str
    now: str = ""
    ruled: str = "plain"
    options: dict[str, str] = field(default_factory=dict)
    happened: list[str] = field(default_factory=list)
    wanted: dict[ClockKind, str] = field(default_factory=dict)

    def add(self, line: str) -> None:
        """Take one line of the file."""
        word, _, rest = line.partition(" ")
        if word == "at":
            self.now = rest
        elif word == "ruled":
            self.ruled = rest
        elif word in _OPTIONS:
            self.options[word] = rest
        elif word in _CLOCKS:
            self.wanted[_CLOCKS[word]] = rest
        else:
            self.happened.append(line)

    def past(self) -> History:
        """The ticket it happened to."""
        return history(*self.happened, **self.options)


def cases() -> Iterator[Case]:
    """All of them, in the order of the file."""
    case: Case | None = None
    for line in (*Path(__file__).with_suffix(".txt").read_text("utf-8").splitlines(), ""):
        if line.startswith("["):
            case = Case(line.strip("[]"))
        elif line and case is not None:
            case.add(line)
        elif case is not None:
            yield case
            case = None
