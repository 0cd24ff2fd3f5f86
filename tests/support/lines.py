"""Lines of tickets out of nothing, for tests of what shows them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.models.kinds import Channel, Priority, Status
from console.services.tickets.queries import Line

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def line(n: int, title: str = "", status: Status = Status.OPEN, priority: Priority = Priority.MEDIUM) -> Line:
    """A line of that number; every third ticket is nobody's."""
    return Line(
        n=n,
        ticket=f"t{n}",
        number=n,
        title=title or f"ticket {n}",
        status=status,
        priority=priority,
        type=None,
        channel=Channel.EMAIL,
        requester="Lin Qiao",
        assignee="" if n % 3 == 0 else "Zhou Wei",
        assignee_id=None,
        team="Service desk",
        awaiting=False,
        created=NOON,
        updated=NOON - timedelta(minutes=n),
    )
