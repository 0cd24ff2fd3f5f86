"""Due times of many tickets at once, from a ready table of a calendar's open windows (SPEC 4.3).

Promise: the answers are `Calendar.add`'s to the microsecond, whatever the table covers; numpy is imported with the
first table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from console.models.calendars import Calendar
from console.models.wall import SECOND

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Instants = NDArray[np.int64]

_CLOSE = 4
"""As many buckets for each mark; a bucket then holds few."""
_FEW = 8


class Windows:
    """The open windows of a calendar between two instants (microseconds since 1970), for arrays of questions."""

    def __init__(self, calendar: Calendar, start: int, end: int) -> None:
        import numpy as np

        self._calendar = calendar
        windows = np.array(list(calendar.spans(start, end)), dtype=np.int64).reshape(-1, 2)
        self._start, self._end = start, end
        self._opens, self._closes = np.ascontiguousarray(windows[:, 0]), np.ascontiguousarray(windows[:, 1])
        self._sums = np.cumsum(self._closes - self._opens)
        self._by_opening, self._by_sum = _Marks(self._opens), _Marks(self._sums)

    def due(self, starts: Instants, seconds: NDArray[np.number]) -> Instants:
        """When so many seconds of working time have passed since each start; raises Refused as `Calendar.add` does."""
        import numpy as np

        lengths = np.rint(seconds * SECOND).astype(np.int64)
        if not len(self._sums):
            return self._one_by_one(starts, lengths)
        opened = self._by_opening.below(starts + 1) - 1
        passed: Instants = self._sums[opened] - np.maximum(self._closes[opened] - starts, 0)
        passed += lengths
        piece = self._by_sum.below(passed)
        beyond = (opened < 0) | (starts >= self._end) | (lengths <= 0) | (piece >= len(self._sums))
        if not beyond.any():
            passed += (self._closes - self._sums)[piece]
            return passed
        kept = np.minimum(piece, len(self._sums) - 1)
        due: Instants = passed + (self._closes - self._sums)[kept]
        due[beyond] = self._one_by_one(starts[beyond], lengths[beyond])
        return due

    def passed(self, at: Instants) -> Instants:
        """The working time, in microseconds, between the beginning of the table and each instant within it."""
        import numpy as np

        if not len(self._sums):
            return np.zeros(len(at), np.int64)
        opened = self._by_opening.below(at + 1) - 1
        sums: Instants = self._sums[opened] - np.maximum(self._closes[opened] - at, 0)
        sums[opened < 0] = 0
        return sums

    def _one_by_one(self, starts: Instants, lengths: Instants) -> Instants:
        import numpy as np

        pairs = zip(starts.tolist(), lengths.tolist(), strict=True)
        return np.array([self._calendar.add(start, length) for start, length in pairs], dtype=np.int64)


class _Marks:
    """Counts, for many values at once, how many of ascending marks lie below each: by buckets, which take a third of
    the time of a binary search.
    """

    def __init__(self, marks: Instants) -> None:
        import numpy as np

        self._marks = marks
        if not len(marks):
            return
        self._origin = int(marks[0])
        breadth = int(marks[-1]) - self._origin
        self._shift = (breadth // (_CLOSE * len(marks))).bit_length()
        edges = self._origin + (np.arange((breadth >> self._shift) + 2, dtype=np.int64) << self._shift)
        self._first = np.searchsorted(marks, edges)
        self._most = int(np.diff(self._first).max())
        self._guarded = np.append(marks, np.iinfo(np.int64).max)

    def below(self, values: Instants) -> NDArray[np.intp]:
        """How many marks are less than each value."""
        import numpy as np

        if self._most > _FEW:
            return np.searchsorted(self._marks, values)
        buckets = (values - self._origin) >> self._shift
        np.clip(buckets, 0, len(self._first) - 1, out=buckets)
        found: NDArray[np.intp] = self._first[buckets]
        for _ in range(self._most):
            found += self._guarded[found] < values
        return found
