"""How people write in the demo: by mail with a greeting and a name, in a chat without, on the phone as staff note it.

Promise: the core of a message is never changed, only what stands around it.
"""

from __future__ import annotations

from console.models.kinds import Channel
from console.services.demo_record import Record
from console.services.demo_slots import pick

_CHATTY = frozenset({Channel.CHAT})


def phrase(record: Record, occasion: str) -> str:
    """Something that is said on such an occasion, in the ticket's language."""
    world = record.slots.world
    return record.slots.fill(pick(world.rng, world.phrases[occasion]))


def opening(record: Record, ask: str) -> str:
    """The description of a ticket, as it came in by its channel."""
    channel = record.plan.channel
    if channel in (Channel.PHONE, Channel.HOTLINE, Channel.ON_SITE):
        record.slots["ask"] = ask
        return phrase(record, "visits" if channel is Channel.ON_SITE else "calls")
    return _mail(record, ask) if channel is Channel.EMAIL else ask


def answer(record: Record, core: str) -> str:
    """What a requester writes in the course of the ticket; by mail now and then with a name below."""
    if record.plan.channel is Channel.EMAIL and record.slots.world.rng.random() < 0.4:
        return f"{core}\n\n{phrase(record, 'mail_endings')}"
    return core


def reply(record: Record, core: str) -> str:
    """What staff write to a requester."""
    channel, chance = record.plan.channel, record.slots.world.rng.random()
    if channel in _CHATTY or (channel is not Channel.EMAIL and chance < 0.3):
        return core
    greeting = phrase(record, "reply_greetings" if record.first_responded is None else "later_greetings")
    text = f"{greeting}\n\n{core}"
    if channel is Channel.EMAIL or chance > 0.5:
        text += f"\n\n{phrase(record, 'reply_endings')}"
    return text


def _mail(record: Record, core: str) -> str:
    return f"{phrase(record, 'mail_greetings')}\n\n{core}\n\n{phrase(record, 'mail_endings')}"
