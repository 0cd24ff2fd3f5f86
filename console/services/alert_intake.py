"""Asks monitoring for alerts, takes in what it sends, and notices when it falls silent (SPEC 7.10).

Promise: of any number of workers one asks at a time; a restart begins where the rows stand; what is taken in is taken
in on one thread, whoever brings it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from console import words
from console.models.alert_bodies import Fault, State, read
from console.models.alert_rules import AlertRule, AlertRules, AlertSource, Heartbeat
from console.models.kinds import Category, iso
from console.models.step_outcome import Unreached
from console.models.values import dataclass
from console.services.alert_rules import AlertRulesAt, RulesInForce
from console.services.bus import Changed
from console.services.clock import Clock
from console.services.desk import Desk
from console.services.people import WhoAmI
from console.services.runbooks import RuledAt
from console.services.sync.duties import End, duties_of
from console.services.sync.hub import Hub

if TYPE_CHECKING:
    from console.services.alert_taking import AlertTaking
    from console.services.intake.listener import Listener
    from console.services.response import Ground

log = logging.getLogger(__name__)

KIND = "intake"
"""Of the duties that ask a source."""
LEASE = timedelta(minutes=1)
LONGEST = 20.0
"""Seconds of the longest sleep."""
AGAIN = 60.0
"""Seconds until an address that was taken, or had no token yet, is tried again."""
LISTENING = 0.2
"""Seconds between two looks at what was sent."""
ANSWERED_WITHIN = 15.0
"""Seconds in which a sender gets its answer."""
BEAT = "heartbeat"
"""The label by which this console's own alert of a silence is known."""


class _Sent:
    """A body somebody waits with for it to be kept."""

    def __init__(self, body: object) -> None:
        self.body = body
        self.kept = False
        self.answered = threading.Event()


@dataclass(frozen=True, slots=True)
class _Heard:
    at: datetime
    looked: datetime
    """When it was last looked for: after a gap there it is waited for anew."""
    really: bool = True
    """Whether it was heard, not just waited for since then."""


class AlertIntake:
    """What a worker, or the app of a machine alone, does about alerts."""

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        ground: Callable[[], Ground],
        to_hub: Callable[[], AbstractContextManager[Hub]],
        token: Callable[[tuple[str, int]], str | None],
        *,
        numbers: bool,
        refresh: Callable[[], object] = lambda: None,
    ) -> None:
        """`ground` is made once there are rules; `token` tells what senders must know; `refresh` brings what others
        did, and sends what was done here.
        """
        self._desk = desk
        self._clock = clock
        self._make_ground = ground
        self._numbers = numbers
        self._on: Ground | None = None
        self._taken: AlertTaking | None = None
        self._to_hub = to_hub
        self._token = token
        self._refresh = refresh
        self._listener: Listener | None = None
        self._wanted: tuple[str, int] | None = None
        self._again = 0.0
        self._sent: list[_Sent] = []
        self._lock = threading.Lock()
        self._heard: dict[str, _Heard] = {}
        self._next: float | None = None
        self.breathe: Callable[[], object] = lambda: None
        """Part of what steps are; a look at alerts is short."""

    @property
    def port(self) -> int | None:
        """The port bodies may be sent to; None where nothing listens."""
        return self._listener.port if self._listener is not None else None

    def take(self, event: Changed) -> None:
        """Something changed; rules that were published are heeded at the next step."""
        if event.everything:
            self._next = None

    def seconds(self) -> float:
        """How long there is nothing to do."""
        longest = LISTENING if self._listener is not None else LONGEST
        if self._sent or self._next is None:
            return 0.0
        return min(longest, max(0.0, self._next - self._clock.monotonic()))

    def step(self, *, listens: bool = True) -> int:
        """Take in what was sent and what sources say now; the number of incidents changed.

        Raises Unreachable, TooOld or Refused when the hub cannot be worked for.
        """
        ruled = self._desk.look(AlertRulesAt(self._clock.now()))
        self._listen(ruled.rules.listen if listens else None)
        changed = self._all_sent(ruled.rules)
        now = self._clock.monotonic()
        if self._next is None or now >= self._next:
            self._next = now + min((float(source.every) for source in ruled.rules.sources), default=LONGEST)
            changed += self._ask(ruled) if ruled.rules.sources else 0
            changed += self._silences(ruled.rules)
            if ruled.version:
                self._taking.settle()
        if changed:
            self._refresh()
        return changed

    def close(self) -> None:
        """Listen no more; who waits is told to send again."""
        self._listen(None)
        with self._lock:
            waiting, self._sent = self._sent, []
        for one in waiting:
            one.answered.set()

    @property
    def _ground(self) -> Ground:
        self._on = self._on or self._make_ground()
        return self._on

    @property
    def _taking(self) -> AlertTaking:
        if self._taken is None:
            from console.services.alert_taking import AlertTaking  # what it needs takes time and memory

            on = self._ground
            self._taken = AlertTaking(on.store, on.desk, on.clock, on.bus, numbers=self._numbers)
        return self._taken

    def _listen(self, wanted: tuple[str, int] | None) -> None:
        now = self._clock.monotonic()
        if wanted == self._wanted and (wanted is None or self._listener is not None or now < self._again):
            return
        self._wanted, self._again = wanted, now + AGAIN
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        if wanted is None:
            return
        from console.services.intake.listener import Listener

        token = self._token(wanted)
        if not token:
            log.warning("alerts are not listened for: no token is kept for %s:%s", *wanted)
            return
        try:
            self._listener = Listener(wanted, token, self._receive)
        except OSError as error:
            log.warning("alerts are not listened for at %s:%s: %s", *wanted, error)

    def _receive(self, body: object) -> bool:
        """On a thread of the listener: hand a body over, and wait until it is kept."""
        sent = _Sent(body)
        with self._lock:
            self._sent.append(sent)
        sent.answered.wait(ANSWERED_WITHIN)
        return sent.kept

    def _all_sent(self, rules: AlertRules) -> int:
        with self._lock:
            waiting, self._sent = self._sent, []
        changed = 0
        try:
            for one in waiting:
                self._listened(one.body, rules)
                changed += self._taking.take(one.body, rules)
                one.kept = True
        finally:
            for one in waiting:
                one.answered.set()
        return changed

    def _ask(self, ruled: RulesInForce) -> int:
        sources = {f"{KIND}:{source.name}:{ruled.version}": source for source in ruled.rules.sources}
        changed = 0
        with self._to_hub() as hub:
            duties = duties_of(hub, self._clock)
            for key, source in sources.items():
                duties.plan(key, KIND, {"source": source.name}, self._clock.now())
            held = duties.claim([KIND], LEASE, len(sources) + 8)
            if held:
                self._refresh()
            for duty in held:
                known = sources.get(duty.key)
                changed += self._asked(known, ruled.rules) if known is not None else 0
                again = timedelta(seconds=known.every) if known is not None else None
                duties.finish(duty, End.DONE, again=again)
        return changed

    def _asked(self, source: AlertSource, rules: AlertRules) -> int:
        from console.services.intake import alertmanager
        from console.services.scene import Scene

        allowed, on = self._desk.look(RuledAt(self._clock.now())).allowed, self._ground
        scene = Scene(allowed, self._clock, on.secret, False, (), source.name, on.ending)
        try:
            alerts = alertmanager.ask(source, scene)
        except Unreached as error:
            log.info("%s was not reached: %s %s", source.name, error.outcome.finding, dict(error.outcome.params))
            self._looked(rules)
            return 0
        self._listened(alerts, rules)
        self._looked(rules)
        return self._taking.take(alerts, rules, source.name, whole=True)

    def _listened(self, body: object, rules: AlertRules) -> None:
        """Note which heartbeats a body brings."""
        now = self._clock.now()
        for alert in read(body).alerts:
            if not isinstance(alert, Fault) and alert.state is not State.RESOLVED:
                for name in rules.heard(alert.labels):
                    self._heard[name] = _Heard(now, now)

    def _looked(self, rules: AlertRules, *, begins: bool = True) -> None:
        """Heartbeats are waited for, from now on where they were not for long; with `begins` also those never heard."""
        now = self._clock.now()
        for beat in rules.heartbeats:
            known = self._heard.get(beat.name)
            if known is None and not begins:
                continue
            if known is None or now - known.looked > beat.within:
                self._heard[beat.name] = _Heard(now, now, really=False)
            else:
                self._heard[beat.name] = replace(known, looked=now)

    def _silences(self, rules: AlertRules) -> int:
        """Declare what was not heard for too long, and end what is heard again."""
        if not rules.sources:
            self._looked(rules, begins=False)
        now, changed = self._clock.now(), 0
        for beat in rules.heartbeats:
            heard = self._heard.get(beat.name)
            if heard is None:
                continue
            silent = now - heard.at > beat.within
            if silent or heard.really:
                title = words.silence(beat.name, self._desk.look(WhoAmI()).locale)
                changed += self._taking.take(_silence(beat, title, heard.at, fires=silent), _own(beat))
        return changed


def _own(beat: Heartbeat) -> AlertRules:
    """By which a silence of monitoring is an incident; what is behind it a person finds out."""
    rule = AlertRule("monitoring", ((BEAT, frozenset({beat.name})),), Category.UNCLASSIFIED, None, (BEAT,))
    return AlertRules(rules=(rule,))


def _silence(beat: Heartbeat, title: str, heard: datetime, *, fires: bool) -> object:
    """The alert of this console itself about a silence, as Alertmanager would send it."""
    alert = {
        "fingerprint": f"{BEAT}:{beat.name}",
        "status": "firing" if fires else "resolved",
        "labels": {BEAT: beat.name, "severity": "critical"},
        "annotations": {"summary": title},
        "startsAt": iso(heard),
    }
    return {"version": "4", "groupKey": BEAT, "alerts": [alert]}
