"""Composition root of the headless worker: rounds, chores and housekeeping for a hub, without a window.

Promise: any number may run beside each other and beside consoles; a turn that is cut off is done again and does nothing
twice; being told to end ends after the step under way.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from console.bootstrap import Services, build_services
from console.models.kinds import Refused
from console.models.values import dataclass
from console.services import chores
from console.services.sync.hub import TooOld, Unreachable
from console.services.sync.keeping import keeping_of
from console.services.sync.opening import opener

log = logging.getLogger(__name__)

TURN_SECONDS = 30.0
"""Between two turns; consoles call a worker missing after two minutes (SPEC 5.2)."""
FORGOTTEN_AFTER = timedelta(days=30)
"""A replica that was away longer than this pulls whole."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn did, in tickets and lines."""

    woken: int
    closed: int
    forgotten: int


def turn(services: Services) -> Turn:
    """Do once all there is to do; raises Unreachable, TooOld or Refused when the hub cannot be worked for."""
    to_hub = opener(services.profile, services.member, services.store.path, services.clock, services.password)
    with to_hub() as hub:
        if ended := keeping_of(hub, services.clock).end_sitters():  # first, for the rounds may wait for them too
            log.warning("%s sessions that held others up were ended", ended)
    rounds = services.open_sync()
    rounds.once()
    now = services.clock.now()
    woken, closed = chores.wake(services.desk, now), chores.close_silent(services.desk, now)
    if woken or closed:
        rounds.once()
    with to_hub() as hub:
        keeping = keeping_of(hub, services.clock)
        keeping.beat()
        forgotten = keeping.purge(now - FORGOTTEN_AFTER)
    return Turn(woken, closed, forgotten)


def run(profile: Path, tell: Callable[[Turn], None], trouble: Callable[[Refused | None], None]) -> None:
    """Take turns until told to end; what went wrong is told and the next turn tries again."""
    ending = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ending.set())
    services = build_services(profile)
    try:
        while not ending.is_set():
            try:
                tell(turn(services))
                trouble(None)
            except (Unreachable, TooOld) as error:
                log.info("no turn: %s", error)
            except Refused as error:
                trouble(error)
            ending.wait(TURN_SECONDS)
    finally:
        services.close()
