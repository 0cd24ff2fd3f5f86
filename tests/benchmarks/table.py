"""Figures, and the table they end in.

Promise: a figure says what was measured, what bounds it and whether it holds; nothing here fails a run.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HEADS = ("", "figure", "measured", "bound", "floor", "ratio", "bound", "verdict")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value beside its bounds."""

    goal: str
    """The letter of the goal it belongs to."""
    what: str
    value: float
    unit: str = "ms"
    most: float | None = None
    """The value must not be greater."""
    least: float | None = None
    """The value must not be smaller."""
    floor: float | None = None
    """What a bare script needs for the same on the same data, in the same run."""
    ratio: float | None = None
    """The value must not be greater than so many floors."""
    note: str = ""

    @property
    def times(self) -> float | None:
        """How many floors the value is."""
        return self.value / self.floor if self.floor else None

    @property
    def holds(self) -> bool | None:
        """Whether every bound holds; None without one."""
        bounds = [
            None if self.most is None else self.value <= self.most,
            None if self.least is None else self.value >= self.least,
            None if self.ratio is None or self.times is None else self.times <= self.ratio,
        ]
        asked = [bound for bound in bounds if bound is not None]
        return all(asked) if asked else None


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that `share` of all (0 to 1) do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, -(-round(share * len(ordered) * 1000) // 1000) - 1))]


def show(figures: Iterable[Figure]) -> str:
    """The table, one figure a line, notes below."""
    figures = sorted(figures, key=lambda figure: figure.goal)
    rows = [HEADS, *map(_row, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "-" * max(map(len, lines)))
    notes = dict.fromkeys(f"{figure.goal}: {figure.note}" for figure in figures if figure.note)
    return "\n".join([*lines, "", *notes])


def _row(figure: Figure) -> tuple[str, ...]:
    verdict = {None: "", True: "holds", False: "does not hold"}[figure.holds]
    bound = "" if figure.most is None else f"<= {_plain(figure.most)}"
    if figure.least is not None:
        bound = f">= {_plain(figure.least)}"
    return (
        figure.goal,
        figure.what,
        f"{_plain(figure.value)} {figure.unit}".strip(),
        bound,
        "" if figure.floor is None else _plain(figure.floor),
        "" if figure.times is None else f"{figure.times:.2f}",
        "" if figure.ratio is None else f"<= {figure.ratio:g}",
        verdict,
    )


def _plain(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:.2f}"
