"""The clocks of a ticket in words, and the ledger that tells why one stands as it does (SPEC 4.8).

Promise: every second of a clock's time is in one line of its ledger; what is copied is the whole of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from console import words
from console.models.kinds import ClockState, SegmentKind
from console.models.values import dataclass
from console.services.explaining import ClockRow, Stretch
from console.views.due import countdown
from console.views.queue.manner import Manner
from console.views.times import exact, moment
from console.views.translation import QT_TRANSLATE_NOOP

CONTEXT = "Ledger"
OVER = "over"
"""What a counted stretch is beyond the due time."""
MOST_LINES = 9
"""Lines of a ledger that are shown; of a longer one the last."""
KINDS = {
    ClockState.RUNNING: "ok",
    ClockState.PAUSED: "paused",
    ClockState.COVERED: "covered",
    ClockState.MET: "met",
    ClockState.MISSED: "breach",
    ClockState.MERGED: "paused",
    ClockState.NOT_APPLICABLE: "paused",
}
"""Icons and colours of states."""


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock in its newest cycle."""

    kind: str
    what: str
    time: str
    due: str
    target: str
    share: float
    """Of the target that is used; at most 1."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One stretch of a clock's time."""

    kind: str
    """Of `SegmentKind`, or OVER."""
    when: str
    what: str
    length: str
    seconds: float


def newest(rows: Sequence[ClockRow]) -> tuple[ClockRow, ...]:
    """The newest cycle of each clock, the ones that are not over first, of those the one due first."""
    last = {row.clock: row for row in rows}
    return tuple(sorted(last.values(), key=lambda row: (not _is_open(row), row.due is None, row.due or row.start)))


def foremost(rows: Sequence[ClockRow]) -> ClockRow | None:
    """The clock to explain: one that is open, else one that was missed, else the first with a ledger."""
    told = [row for row in newest(rows) if row.segments]
    missed = [row for row in told if row.state is ClockState.MISSED]
    return next((row for row in (*(row for row in told if _is_open(row)), *missed, *told)), None)


def clock_lines(rows: Sequence[ClockRow], now: datetime, manner: Manner) -> tuple[ClockLine, ...]:
    """All clocks as the inspector shows them."""
    return tuple(_clock_line(row, now, manner) for row in newest(rows))


def ledger_lines(row: ClockRow, manner: Manner) -> tuple[LedgerLine, ...]:
    """The whole ledger of a clock, cut where it became due."""
    return tuple(_ledger_line(kind, part, manner) for part in row.segments for kind, part in _cut(part, row.due))


def title(row: ClockRow) -> str:
    """What the ledger answers."""
    if row.state is ClockState.MISSED:
        return _(QT_TRANSLATE_NOOP("Ledger", "Why is this red"))
    return _(QT_TRANSLATE_NOOP("Ledger", "What has counted"))


def basis(row: ClockRow, manner: Manner) -> str:
    """What the clock goes by: "Next reply · High v7 · Working hours v12"."""
    return " · ".join(filter(None, (words.word(row.clock, manner.locale), row.policy, row.calendar)))


def total(row: ClockRow) -> str:
    """How much of the target is used."""
    used, target = clocked(row.used or 0), clocked(row.target or 0)
    return _(QT_TRANSLATE_NOOP("Ledger", "{used} of {target} counted")).format(used=used, target=target)


def copied(number: str, row: ClockRow, manner: Manner) -> str:
    """All of it as text."""
    lines = (f"{line.when}\t{line.what}\t{line.length}" for line in ledger_lines(row, manner))
    due = "" if row.due is None else exact(row.due, manner.today, manner.locale)
    head = " · ".join(filter(None, (number, basis(row, manner), words.word(row.state, manner.locale), due)))
    return "\n".join((head, *lines, total(row)))


def clocked(seconds: float) -> str:
    """A length as hours and minutes: "4:00"; unsigned, cut off."""
    minutes = int(abs(seconds)) // 60
    return f"{minutes // 60}:{minutes % 60:02}"


def _is_open(row: ClockRow) -> bool:
    return row.end is None and row.state is not ClockState.NOT_APPLICABLE


def _clock_line(row: ClockRow, now: datetime, manner: Manner) -> ClockLine:
    is_warned = row.state is ClockState.RUNNING and row.target and (row.used or 0) >= row.target * 3 / 4
    due, target = "", ""
    if row.due is not None:
        due = _(QT_TRANSLATE_NOOP("Ledger", "due {time}")).format(time=moment(row.due, manner.today, manner.locale))
    if row.target is not None:
        length = words.duration(timedelta(seconds=row.target), manner.locale)
        target = _(QT_TRANSLATE_NOOP("Ledger", "target {time}")).format(time=length)
    share = min(1.0, (row.used or 0) / row.target) if row.target else 0.0
    return ClockLine(
        "warn" if is_warned else KINDS[row.state],
        words.word(row.clock, manner.locale),
        _time(row, now, manner),
        due,
        target,
        share,
    )


def _time(row: ClockRow, now: datetime, manner: Manner) -> str:
    if row.state is ClockState.MET and row.used is not None:
        length = words.duration(timedelta(seconds=row.used), manner.locale)
        return _(QT_TRANSLATE_NOOP("Ledger", "met in {time}")).format(time=length)
    if row.due is None or row.state not in (ClockState.RUNNING, ClockState.MISSED):
        return words.word(row.state, manner.locale)
    return countdown((row.due - (now if row.end is None else row.end)) // timedelta(microseconds=1), manner.locale)


def _cut(part: Stretch, due: datetime | None) -> tuple[tuple[str, Stretch], ...]:
    if part.kind is not SegmentKind.COUNTED or due is None or part.end <= due:
        return ((part.kind.value, part),)
    if part.start >= due:
        return ((OVER, part),)
    before, after = (due - part.start).total_seconds(), (part.end - due).total_seconds()
    return (
        (part.kind.value, Stretch(part.start, due, part.kind, before, part.version)),
        (OVER, Stretch(due, part.end, part.kind, after, part.version)),
    )


def _ledger_line(kind: str, part: Stretch, manner: Manner) -> LedgerLine:
    what = _(QT_TRANSLATE_NOOP("Ledger", "over")) if kind == OVER else words.word(part.kind, manner.locale)
    length = clocked(part.seconds) if part.kind is SegmentKind.COUNTED else "–"
    return LedgerLine(kind, _span(part, manner), what, f"+{length}" if kind == OVER else length, part.seconds)


def _span(part: Stretch, manner: Manner) -> str:
    """From when to when; the day is said once where it is the same."""
    start, end = part.start.astimezone(), part.end.astimezone()
    begin = moment(part.start, manner.today, manner.locale)
    same_day = start.date() == end.date()
    return f"{begin}–{f'{end:%H:%M}' if same_day else moment(part.end, manner.today, manner.locale)}"


def _(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
