"""All rows of a demo, told here or in a second process beside the one that writes them.

Promise: a wish decides every row, wherever it is told; where no second process can be had, it is told here.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from random import Random

from console.models.kinds import Locale
from console.models.values import dataclass
from console.services.attachments import Kept
from console.services.demo_hours import DAY, SPAN
from console.services.demo_opening import Scene
from console.services.demo_people import Crew, People, Values, Worker
from console.services.demo_plans import Planner
from console.services.demo_record import Rows, Words, new_ids
from console.services.demo_samples import Samples, load
from console.services.demo_slots import World
from console.services.demo_stories import Teller

BATCH = 1000
"""Tickets told before they are handed on."""
BESIDE = 20_000
"""From so many tickets on, a second process is worth its start."""
FIRST_NUMBER = 10_001

Part = tuple[Mapping[str, list[Values]], Mapping[str, Words]]
"""Rows by table, parents before children; and the words of the tickets among them, by id."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Everything a demo follows from."""

    now: int
    """Microseconds since 1970."""
    size: int
    seed: int
    person: Worker | None
    """The person this profile already has."""
    team: tuple[str, str] | None
    """The team it already has, with the scope of its tickets."""
    files: Mapping[str, Kept]
    """What requesters of some stories send along, by story."""


def told(wish: Wish) -> Generator[Part, None, None]:
    """The people, then the tickets by arrival, in the quickest way this machine has."""
    # A frozen console would start itself anew as the second process.
    alone = wish.size < BESIDE or getattr(sys, "frozen", False) or (os.cpu_count() or 1) < 2
    return told_here(wish) if alone else told_beside(wish)


def told_here(wish: Wish) -> Generator[Part, None, None]:
    """Tell in this process."""
    rng, samples = Random(wish.seed), load()
    new_id = new_ids(rng)
    crew = Crew(rng, samples.cast, new_id, wish.now - SPAN - 30 * DAY, wish.person.id if wish.person else None)
    people = _people(crew, wish)
    yield {"team": crew.team_rows, "person": crew.persons}, {}
    plans = Planner(rng, wish.now, wish.size, samples, people).plans()
    teller = Teller(Scene(rng, wish.now, people, wish.person, _worlds(rng, samples, people), wish.files), new_id)
    for start in range(0, len(plans), BATCH):
        rows = Rows()
        with uncollected():
            for number, plan in enumerate(plans[start : start + BATCH], FIRST_NUMBER + start):
                teller.tell(plan, number, rows)
        yield rows.tables, rows.words


def told_beside(wish: Wish) -> Generator[Part, None, None]:
    """Tell in a process that works while this one writes; here, should it not come up."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, wish), daemon=True)
    begun = False
    try:
        process.start()
        sender.close()
        while (part := receiver.recv()) is not None:
            begun = True
            yield part
    except (EOFError, OSError):
        if begun:
            raise
        yield from told_here(wish)
    finally:
        receiver.close()
        if process.pid is not None:
            process.terminate()
            process.join()


@contextmanager
def uncollected() -> Iterator[None]:
    """Rows hold no cycles; looking for some among a million of them would cost a tenth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _send(sender: Connection, wish: Wish) -> None:
    for part in told_here(wish):
        sender.send(part)
    sender.send(None)


def _people(crew: Crew, wish: Wish) -> People:
    teams = crew.teams(wish.team)
    staff = crew.staff(min(60, 12 + wish.size // 2000), teams, wish.team)
    if wish.person is not None:
        staff["desk"].append(wish.person)
    return People(teams, staff, crew.askers(min(12_000, max(24, wish.size // 12))))


def _worlds(rng: Random, samples: Samples, people: People) -> dict[Locale, World]:
    return {
        locale: World(
            rng,
            locale,
            samples.cast,
            samples.phrases[locale],
            [asker.name for asker in people.askers if asker.locale is locale],
        )
        for locale in Locale
    }
