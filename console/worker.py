"""Composition root of the headless worker: rounds, chores, alerts and housekeeping for a hub, without a window.

Promise: any number may run beside each other and beside consoles; a turn that is cut off is done again and does nothing
twice; being told to end ends after the step under way.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from pathlib import Path

from console.bootstrap import Services, build_services
from console.models.kinds import Refused
from console.models.values import dataclass
from console.services.alert_intake import AlertIntake
from console.services.bus import Changed
from console.services.housekeeping import Housekeeping
from console.services.sla_watch import SlaWatch
from console.services.sync.hub import TooOld, Unreachable
from console.services.sync.keeping import keeping_of

log = logging.getLogger(__name__)

TURN_SECONDS = 30.0
"""Between two turns; consoles call a worker missing after two minutes (SPEC 5.2)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one turn did, in tickets, lines, steps and messages."""

    woken: int
    closed: int
    archived: int
    forgotten: int
    steps: int
    """Of runbooks."""
    alerts: int = 0
    """Incidents that alerts declared or changed."""
    sent: int = 0
    """Messages, to one recipient each."""


def turn(
    services: Services,
    watch: SlaWatch | None = None,
    house: Housekeeping | None = None,
    intake: AlertIntake | None = None,
) -> Turn:
    """Do once all there is to do, with `watch`, `house` and `intake` only what came since their last steps.

    Raises Unreachable, TooOld or Refused when the hub cannot be worked for.
    """
    with services.to_hub() as hub:
        if ended := keeping_of(hub, services.clock).end_sitters():  # first, for the rounds may wait for them too
            log.warning("%s sessions that held others up were ended", ended)
    rounds = services.open_sync()
    rounds.once()
    alerts = intake.step() if intake else services.open_intake(rounds.once).step(listens=False)
    house = house or services.open_house()
    woken, closed = house.move_on()
    if woken or closed:
        rounds.once()
    (watch or services.open_watch()).step()
    with services.to_hub() as hub:
        keeping_of(hub, services.clock).beat()
    kept = house.keep()
    if kept.steps or kept.archived or kept.sent:
        rounds.once()
    return Turn(woken, closed, kept.archived, kept.forgotten, kept.steps, alerts, kept.sent)


def run(profile: Path, tell: Callable[[Turn], None], trouble: Callable[[Refused | None], None]) -> None:
    """Take turns until told to end; what went wrong is told and the next turn tries again."""
    ending = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ending.set())
    services = build_services(profile)
    watch, house = services.open_watch(lambda: services.open_sync().once()), services.open_house()
    intake = services.open_intake(lambda: services.open_sync().once())
    house.may_go_on = lambda: not ending.is_set()
    leave = services.bus.subscribe(Changed, watch.take)
    leave_too = services.bus.subscribe(Changed, intake.take)
    try:
        while not ending.is_set():
            try:
                tell(turn(services, watch, house, intake))
                trouble(None)
                _watch(services, watch, intake, ending)
            except (Unreachable, TooOld) as error:
                log.info("no turn: %s", error)
                ending.wait(TURN_SECONDS)
            except Refused as error:
                trouble(error)
                ending.wait(TURN_SECONDS)
    finally:
        intake.close()
        leave()
        leave_too()
        services.close()


def _watch(services: Services, watch: SlaWatch, intake: AlertIntake, ending: threading.Event) -> None:
    """Until the next turn, record what befalls clocks at the instant at which it does, and take alerts in."""
    until = services.clock.monotonic() + TURN_SECONDS
    while (left := until - services.clock.monotonic()) > 0 and not ending.wait(
        min(left, watch.seconds(), intake.seconds())
    ):
        intake.step()
        watch.step()
