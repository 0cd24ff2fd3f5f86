"""How a demo ticket begins: what was written, who takes it, what staff find when they first look at it.

Promise: after `attend` the ticket is open, somebody's, and typed; its priority is the one the console itself would
suggest, but for a few that somebody overrode.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from console.models.kinds import (
    Channel,
    Direction,
    EventKind,
    Impact,
    LinkKind,
    Locale,
    Priority,
    Status,
    TicketType,
    Urgency,
)
from console.models.triage import suggest_priority
from console.services.attachments import Kept
from console.services.demo_hours import MINUTE, around
from console.services.demo_letters import opening, phrase
from console.services.demo_people import People, Worker
from console.services.demo_plans import Plan, Stop, Told
from console.services.demo_record import SPOKEN, Present, Record
from console.services.demo_samples import Kind, Report
from console.services.demo_slots import World, pick

QUICK = SPOKEN | {Channel.CHAT}
"""Channels on which somebody waits at the other end."""
_HELD_BY_STAFF = SPOKEN | {Channel.CONSOLE}
"""Channels whose tickets staff write."""

_FIRST = {Priority.CRITICAL: 9, Priority.HIGH: 45, Priority.MEDIUM: 150, Priority.LOW: 300}
"""Median minutes until somebody looks."""
_IMPACTS = (Impact.PERSON,) * 15 + (Impact.GROUP,) * 4 + (Impact.DEPARTMENT,)
_URGENCIES = (Urgency.HIGH,) * 5 + (Urgency.MEDIUM,) * 10 + (Urgency.LOW,) * 5


@dataclass(slots=True)
class Scene:
    """What every story is told with."""

    rng: Random
    now: int
    people: People
    me: Worker | None
    worlds: Mapping[Locale, World]
    files: Mapping[str, Kept]
    latest: dict[tuple[str, Locale], Told] = field(default_factory=dict)
    """The last ticket told of each story and language."""
    usual: dict[TicketType | None, Priority] = field(
        default_factory=lambda: {kind: suggest_priority(kind, "").priority for kind in (None, *TicketType)}
    )
    weighed: dict[tuple[Impact, Urgency], Priority] = field(
        default_factory=lambda: {
            (impact, urgency): suggest_priority(None, "", impact, urgency).priority
            for impact in Impact
            for urgency in Urgency
        }
    )

    def chance(self, share: float) -> bool:
        """True in that share of all cases."""
        return self.rng.random() < share


def first_team(scene: Scene, plan: Plan) -> str:
    """The key of the team a ticket arrives at: mostly the desk, monitoring's at those who mend it."""
    at_once = plan.story.kind in (Kind.ALERT, Kind.OUTAGE) or scene.chance(0.3)
    return plan.story.team if at_once and not plan.mine else "desk"


def begin(scene: Scene, record: Record, report: Report) -> None:
    """The ticket arrives; somebody may have it from the start."""
    plan = record.plan
    title, ask = _words(scene, record, report)
    unclear = plan.asker is not None and plan.incident is None and scene.chance(0.05)
    record.type = None if unclear else plan.story.type
    record.priority = scene.usual[record.type]
    if plan.incident is not None:
        record.priority = suggest_priority(record.type, f"{title}\n{ask}").priority
    held = plan.channel in _HELD_BY_STAFF
    worker = worker_for(scene, record) if held or plan.mine or scene.chance(_assigned_at_once(plan)) else None
    if worker is not None:
        record.slots["agent"] = worker.names[plan.locale]
    record.title, record.core, record.ask = title, ask, opening(record, ask)
    writer = worker.id if worker is not None and held else record.requester
    record.event(EventKind.CREATED, None, Status.NEW, writer)
    record.assign(worker, writer if held else None)
    if plan.incident is not None and plan.incident.first is None:
        plan.incident.first = Told(record.id, record.number, title, ask)
    if plan.stop is Stop.NEW:
        raise Present


def attend(scene: Scene, record: Record) -> None:
    """Somebody looks at it for the first time."""
    plan, rng = record.plan, scene.rng
    quick = plan.channel in QUICK
    median = 4 if quick else _FIRST[record.priority]
    always = record.priority is Priority.CRITICAL or plan.incident is not None
    record.wait(around(rng, median * MINUTE, 0.7), scene.now, always=always)
    if record.assignee is None:
        worker = worker_for(scene, record)
        record.assign(worker, worker.id)
    record.move(Status.OPEN, record.agent)
    for tag in plan.story.tags:
        if scene.chance(0.65):
            record.tag(tag, record.agent)
    if plan.asker is not None and scene.chance(0.12):
        record.tag(plan.asker.site["en"].lower(), record.agent)
    _weigh(scene, record)
    _relate(scene, record)
    if plan.stop is Stop.OPEN:
        raise Present
    if plan.story.team != record.team.key and not plan.mine and plan.original is None and scene.chance(0.6):
        _hand_over(scene, record)


def worker_for(scene: Scene, record: Record, team: str | None = None) -> Worker:
    """Somebody of the team who writes the requester's language; what is the profile's own is theirs."""
    if record.plan.mine and scene.me is not None:
        return scene.me
    members = scene.people.staff[team or record.team.key]
    chosen = pick(scene.rng, members)
    while record.plan.locale is Locale.ZH and not chosen.bilingual:
        chosen = pick(scene.rng, members)
    return chosen


def _assigned_at_once(plan: Plan) -> float:
    return 0.3 if plan.stop is Stop.NEW else 0.55


def _words(scene: Scene, record: Record, report: Report) -> tuple[str, str]:
    plan, slots = record.plan, record.slots
    ask, title = slots.fill(report.ask), slots.fill(pick(scene.rng, report.titles))
    if plan.original is not None and plan.original.told is not None:
        slots["title"], slots["ask"] = plan.original.told.title, plan.original.told.ask
        return phrase(record, "copy_titles"), phrase(record, "copy_asks")
    if report.details and scene.chance(0.45):
        detail = slots.fill(pick(scene.rng, report.details))
        ask += detail if plan.locale is Locale.ZH else f" {detail}"
    if plan.asker is not None:
        title = _dressed(scene, record, title)
    return title, ask


def _dressed(scene: Scene, record: Record, title: str) -> str:
    """Some are in a hurry, some name their place."""
    roll = scene.rng.random()
    if roll > 0.1 or record.slots["site"] in title:
        return title
    record.slots["title"] = title
    return phrase(record, "hurried_titles" if roll < 0.04 else "placed_titles")


def _weigh(scene: Scene, record: Record) -> None:
    """Give the type that was unclear; say how many are hit and how long they can wait; or simply overrule."""
    who, rng = record.agent, scene.rng
    if record.type is None:
        record.type = record.plan.story.type
        record.event(EventKind.TYPE, None, record.type, who)
        _rule(record, scene.usual[record.type], None)
    incident = record.plan.incident
    if incident is not None and incident.first is not None and incident.first.id == record.id:
        _measure(scene, record, Impact.ORGANISATION, Urgency.HIGH)
    if record.plan.asker is None or incident is not None:
        return
    if scene.chance(0.28):
        _measure(scene, record, pick(rng, _IMPACTS), pick(rng, _URGENCIES))
    elif scene.chance(0.04):
        suggested = record.priority
        _rule(record, pick(rng, (Priority.HIGH, Priority.MEDIUM, Priority.LOW)), f"suggested {suggested.value}")


def _measure(scene: Scene, record: Record, impact: Impact, urgency: Urgency) -> None:
    """Impact and urgency, which then rule the priority (SPEC 3.5 c)."""
    record.impact, record.urgency = impact, urgency
    record.event(EventKind.IMPACT, None, impact, record.agent)
    record.event(EventKind.URGENCY, None, urgency, record.agent)
    _rule(record, scene.weighed[impact, urgency], None)


def _rule(record: Record, priority: Priority, why: str | None) -> None:
    if priority is not record.priority:
        record.event(EventKind.PRIORITY, record.priority, priority, record.agent, why)
        record.priority = priority


def _relate(scene: Scene, record: Record) -> None:
    earlier = scene.latest.get((record.plan.story.key, record.plan.locale))
    alone = record.plan.incident is None and record.plan.original is None
    if earlier is not None and alone and scene.chance(0.02):
        record.link(LinkKind.RELATES, earlier)


def _hand_over(scene: Scene, record: Record) -> None:
    key = record.plan.story.team
    team = scene.people.teams[key]
    record.slots["team"] = team.names[record.plan.locale]
    why = "wish" if record.plan.story.kind is Kind.WISH else key
    record.say(Direction.NOTE, phrase(record, f"handovers_{why}"))
    record.transfer(team, worker_for(scene, record, key), phrase(record, f"reasons_{why}"))
    record.wait(around(scene.rng, 30 * MINUTE), scene.now)
