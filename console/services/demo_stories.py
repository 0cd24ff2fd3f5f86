"""How a ticket goes: the story of one plan, told step by step on its record.

Promise: each is what a helpdesk sees: somebody looks at it, asks, finds a cause, mends it, sometimes in vain at first;
waits are waits of working hours, and a live ticket stops where its plan says.
"""

from __future__ import annotations

from collections.abc import Callable

from console.models.kinds import Channel, Direction, LinkKind, Outcome, Priority, Status, TicketType
from console.services.demo_hours import DAY, HOUR, MINUTE, around, is_open, worked
from console.services.demo_letters import answer, phrase, reply
from console.services.demo_opening import QUICK, Scene, attend, begin, first_team, worker_for
from console.services.demo_plans import Plan, Stop, Told
from console.services.demo_record import Present, Record, Rows
from console.services.demo_samples import Cause, Exchange, Kind, Report, Variant
from console.services.demo_slots import Slots, clock, pick

_WORK = {Priority.CRITICAL: 25, Priority.HIGH: 70, Priority.MEDIUM: 150, Priority.LOW: 480}
"""Median minutes from knowing enough to a cause."""
_SOFT = frozenset({Outcome.SOLVED, Outcome.WORKAROUND})
"""How a first try can go that turns out to be in vain."""
_CONFIRMS = {Kind.FAULT: "confirms_fault", Kind.REQUEST: "confirms_request", Kind.WISH: "confirms_wish"}
_ACKNOWLEDGES = {Kind.REQUEST: "acknowledgements_request", Kind.WISH: "acknowledgements_wish"}
_MARKS = (5,) * 11 + (4,) * 7 + (3,) * 3 + (2,) * 2 + (1,)
_REMARKS = {5: "praises", 4: "praises", 3: "middling", 2: "complaints", 1: "complaints"}
_WORKING = frozenset({Status.OPEN, Status.IN_PROGRESS})
_OUT, _IN, _NOTE = Direction.OUT, Direction.IN, Direction.NOTE


class Teller:
    """Tells one ticket after the other into rows."""

    def __init__(self, scene: Scene, new_id: Callable[[int], str]) -> None:
        self._scene = scene
        self._rng = scene.rng
        self._new_id = new_id

    def tell(self, plan: Plan, number: int, rows: Rows) -> None:
        """Tell one ticket; tickets it refers to were told before."""
        scene, story = self._scene, plan.story
        world = scene.worlds[plan.locale]
        site = plan.asker.site if plan.asker else pick(self._rng, world.cast.sites)
        slots = Slots(world, plan.created, plan.asker, site, story)
        team = scene.people.teams[first_team(scene, plan)]
        slots["team"] = team.names[plan.locale]
        if plan.incident is not None:
            slots["time"] = clock(plan.incident.began - plan.incident.began % (5 * MINUTE), slots.zone)
        record = Record(rows, self._new_id, plan, number, team, slots)
        report = pick(self._rng, story.reports[plan.locale])
        try:
            begin(scene, record, report)
            attend(scene, record)
            self._go_on(record, report)
        except Present:
            self._linger(record)
        record.end()
        told = Told(record.id, number, record.title, record.core)
        plan.told = told if plan.copied else None
        scene.latest[story.key, plan.locale] = told

    def _go_on(self, record: Record, report: Report) -> None:
        plan = record.plan
        if plan.original is not None and plan.original.told is not None:
            self._merge(record, plan.original.told)
        elif plan.incident is not None and plan.incident.first is not None:
            self._disturbance(record, report.causes[0], plan.incident.first, plan.incident.restored)
        elif plan.story.kind is Kind.ALERT:
            self._alert(record, report)
        elif plan.stop is None and self._scene.chance(0.025):
            self._withdraw(record)
        else:
            self._usual(record, report)

    # The plots.

    def _usual(self, record: Record, report: Report) -> None:
        vain = self._try_in_vain(record, report)
        cause = self._ask(record, report, vain)
        told = pick(self._rng, cause.variants)
        self._detour(record)
        self._work(record, told)
        self._mend(record, cause, told)
        if record.plan.story.kind is Kind.FAULT and cause.outcome is not Outcome.REFUSED:
            self._perhaps_again(record, report, cause)
        self._close(record)

    def _alert(self, record: Record, report: Report) -> None:
        cause = pick(self._rng, report.causes)
        told = pick(self._rng, cause.variants)
        if record.plan.stop is not None:
            record.plan.stop = Stop.IN_PROGRESS
        self._work(record, told)
        self._pass(record, 60)
        record.say(_NOTE, record.slots.note(told.fix))
        self._resolve(record, cause.outcome, told)
        self._close(record)

    def _disturbance(self, record: Record, cause: Cause, first: Told, restored: int) -> None:
        told = cause.variants[0]
        leads = first.id == record.id
        if not leads:
            record.slots["number"] = str(first.number)
            record.link(LinkKind.DUPLICATES, first)
            if self._scene.chance(0.5):
                record.say(_NOTE, phrase(record, "outage_notes"))
        record.say(_OUT, reply(record, phrase(record, "outage_acks")))
        record.move(Status.IN_PROGRESS, record.agent)
        left = max(0, restored - record.at)
        record.wait(left + int((2 + 25 * self._rng.random()) * MINUTE), self._scene.now, always=True)
        if leads:
            record.say(_NOTE, record.slots.note(told.note))
        record.say(_OUT, reply(record, record.slots.fill(told.fix)))
        self._resolve(record, cause.outcome, told)
        self._close(record)

    def _merge(self, record: Record, original: Told) -> None:
        record.slots["number"] = str(original.number)
        record.say(_NOTE, phrase(record, "merge_notes"))
        record.link(LinkKind.DUPLICATES, original)
        record.move(Status.MERGED, record.agent, phrase(record, "merge_reasons"))

    def _withdraw(self, record: Record) -> None:
        record.say(_OUT, reply(record, phrase(record, _acknowledged(record))))
        fault = record.plan.story.kind is Kind.FAULT
        self._hear(record, phrase(record, "withdrawals" if fault else "withdrawals_request"))
        self._pass(record, 20)
        record.resolve(Outcome.CANCELLED, phrase(record, "withdrawal_done"))
        self._close(record)

    # Their steps.

    def _try_in_vain(self, record: Record, report: Report) -> Cause | None:
        """Now and then the usual cause is tried before anything is asked, and it was another."""
        soft = [cause for cause in report.causes if cause.outcome in _SOFT]
        fits = record.plan.story.kind is Kind.FAULT and record.plan.stop in (None, Stop.REOPENED)
        if not soft or len(report.causes) < 2 or not fits or not self._scene.chance(0.16):
            return None
        tried = pick(self._rng, soft)
        core = phrase(record, "first_tries") + record.slots.fill(pick(self._rng, tried.variants).fix)
        record.say(_OUT, reply(record, core))
        self._hear(record, phrase(record, "fails"))
        return tried

    def _ask(self, record: Record, report: Report, vain: Cause | None) -> Cause:
        """Find out what is behind it: by a question, or by looking."""
        stop, left = record.plan.stop, [cause for cause in report.causes if cause is not vain]
        exchanges = [made for made in report.exchanges if any(cause in left for cause in made.causes)]
        wanted = stop in (Stop.ANSWERED, Stop.PENDING_USER) or self._scene.chance(0.65)
        if exchanges and wanted:
            exchange = pick(self._rng, exchanges)
            self._exchange(record, exchange, vain)
            cause = pick(self._rng, [cause for cause in exchange.causes if cause in left])
            more = [made for made in exchanges if made.question != exchange.question and cause in made.causes]
            if more and self._scene.chance(0.45):
                self._exchange(record, pick(self._rng, more), None)
            return cause
        if stop is Stop.ANSWERED or (vain is None and self._scene.chance(0.3)):
            record.say(_OUT, reply(record, phrase(record, _acknowledged(record))))
        if stop is Stop.ANSWERED:
            self._hear(record, phrase(record, "chases"))
            raise Present
        return pick(self._rng, left)

    def _exchange(self, record: Record, exchange: Exchange, vain: Cause | None) -> None:
        if record.first_responded is not None:
            self._pass(record, 3 if record.plan.channel is Channel.CHAT else 20)
        question = record.slots.fill(exchange.question)
        if vain is not None:
            question = phrase(record, "second_looks") + question
        record.say(_OUT, reply(record, question))
        if record.plan.stop is Stop.PENDING_USER or self._scene.chance(0.55):
            record.move(Status.PENDING_USER, record.agent, phrase(record, "waits"))
        if record.plan.stop is Stop.PENDING_USER:
            raise Present
        said = self._hear(record, exchange.answer)
        kept = self._scene.files.get(record.plan.story.key)
        if kept is not None and self._scene.chance(0.15):
            record.attach(kept, said)
        if record.plan.stop is Stop.ANSWERED:
            raise Present

    def _hear(self, record: Record, core: str) -> str:
        """The requester answers after a while; what waited for it goes on (SPEC 3.3).  The message's id."""
        median = 4 if record.plan.channel in QUICK else 55
        record.wait(around(self._rng, median * MINUTE, 1.1), self._scene.now)
        said = record.say(_IN, answer(record, record.slots.fill(core)))
        if record.status not in _WORKING:
            record.move(Status.OPEN, None)
        return said

    def _work(self, record: Record, told: Variant) -> None:
        median = _WORK[record.priority] if record.plan.channel is not Channel.CHAT else 12
        self._pass(record, median * 0.4)
        record.move(Status.IN_PROGRESS, record.agent)
        if record.plan.stop is Stop.IN_PROGRESS:
            record.say(_NOTE, phrase(record, f"progress_{record.plan.story.kind}"))
            raise Present
        if record.plan.asker is None or self._scene.chance(0.75):
            self._pass(record, median * 0.6)
            record.say(_NOTE, record.slots.note(told.note))

    def _pass(self, record: Record, median: float) -> None:
        always = record.priority is Priority.CRITICAL
        record.wait(around(self._rng, median * MINUTE), self._scene.now, always=always)

    def _detour(self, record: Record) -> None:
        """Some wait for the vendor or for a window."""
        stop, occasion = record.plan.stop, record.plan.story.waits
        stays = stop in (Stop.PENDING_VENDOR, Stop.ON_HOLD)
        if occasion is None or not (stays or (stop is None and self._scene.chance(0.2))):
            return
        self._pass(record, 20)
        status = Status.PENDING_VENDOR if occasion == "vendor" else Status.ON_HOLD
        if occasion == "vendor":
            record.say(_NOTE, phrase(record, "vendor_notes"))
        record.say(_OUT, reply(record, phrase(record, f"{occasion}_replies")))
        record.move(status, record.agent, phrase(record, f"{occasion}_reasons"))
        if stays:
            raise Present
        record.wait(around(self._rng, 30 * HOUR, 0.5), self._scene.now)
        record.say(_NOTE, phrase(record, f"{occasion}_backs"))
        record.move(Status.IN_PROGRESS, record.agent)

    def _mend(self, record: Record, cause: Cause, told: Variant) -> None:
        """Say what was done, hear that it helped or hear nothing, and resolve."""
        self._pass(record, 7)
        record.say(_OUT, reply(record, record.slots.fill(told.fix)))
        roll = self._rng.random()
        if record.plan.stop is Stop.PENDING_USER:
            record.move(Status.PENDING_USER, record.agent, phrase(record, "waits"))
            raise Present
        if roll < 0.52:
            if roll < 0.2:
                record.move(Status.PENDING_USER, record.agent, phrase(record, "waits"))
            refused = cause.outcome is Outcome.REFUSED
            self._hear(record, phrase(record, "confirms_refusal" if refused else _confirmed(record)))
            self._pass(record, 15)
        elif roll < 0.57 and cause.outcome in _SOFT:
            record.move(Status.PENDING_USER, record.agent, phrase(record, "waits"))
            record.wait(30 * HOUR, self._scene.now)
            record.say(_OUT, reply(record, phrase(record, "silences")))
        self._resolve(record, cause.outcome, told)

    def _resolve(self, record: Record, outcome: Outcome, told: Variant) -> None:
        record.resolve(outcome, record.slots.fill(told.done))

    def _perhaps_again(self, record: Record, report: Report, before: Cause) -> None:
        """A few come back within the week, for another reason or for the same."""
        if record.plan.stop is not Stop.REOPENED and not self._scene.chance(0.04):
            return
        record.wait(min(around(self._rng, 9 * HOUR, 0.6), 40 * HOUR), self._scene.now)
        record.say(_IN, answer(record, phrase(record, "reopens")))
        record.move(Status.OPEN, None, phrase(record, "reopen_reasons"))
        if record.plan.stop is Stop.REOPENED:
            raise Present
        cause = pick(self._rng, [other for other in report.causes if other is not before] or [before])
        told = pick(self._rng, cause.variants)
        self._work(record, told)
        record.say(_OUT, reply(record, phrase(record, "second_looks") + record.slots.fill(told.fix)))
        self._resolve(record, cause.outcome, told)

    def _close(self, record: Record) -> None:
        """Closed by staff, or by itself after a week of silence (SPEC 3.3); some say how it was."""
        by_hand = self._scene.chance(0.25)
        left = int((0.2 + 1.8 * self._rng.random()) * DAY) if by_hand else 7 * DAY
        record.wait(left, self._scene.now, always=True)
        record.move(Status.CLOSED, record.agent if by_hand else None)
        if record.plan.asker is not None and self._scene.chance(0.3):
            record.satisfaction = pick(self._rng, _MARKS)
            if self._scene.chance(0.35):
                record.comment = phrase(record, _REMARKS[record.satisfaction])

    def _linger(self, record: Record) -> None:
        """Live for some days: the requester asks how it stands, and mostly hears it."""
        plan, now = record.plan, self._scene.now
        idle = now - record.at
        hopes = plan.asker is not None and plan.story.kind is not Kind.WISH and record.status in _WORKING
        if not hopes or idle < 2 * DAY:
            return
        at = now - HOUR - int(self._rng.random() * min(idle - DAY, 3 * DAY))
        if not is_open(at, record.slots.zone):
            return
        record.at = record.slots.at = at
        record.say(_IN, answer(record, phrase(record, "chases")))
        length = around(self._rng, 40 * MINUTE)
        if plan.stop is Stop.ANSWERED or worked(at, length, record.slots.zone) > now or self._scene.chance(0.4):
            return
        record.wait(length, now)
        record.assign(record.assignee or worker_for(self._scene, record), record.agent)
        record.say(_OUT, reply(record, phrase(record, "chase_answers")))


def _confirmed(record: Record) -> str:
    """The occasion on which a requester says that it is well."""
    kind = record.plan.story.kind
    if kind is Kind.FAULT and record.plan.story.type is TicketType.LOGIN_PROBLEM:
        return "confirms_login"
    return _CONFIRMS[kind]


def _acknowledged(record: Record) -> str:
    """The occasion on which staff say that they have begun."""
    return _ACKNOWLEDGES.get(record.plan.story.kind, "acknowledgements")
