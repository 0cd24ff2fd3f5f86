"""What the commands of the slice share: who acts, what the timeline tells, what is answered.

Promise: an entry is told in the transaction of what it tells.
"""

from __future__ import annotations

from console.models.incident import Incident, TimelineEntry
from console.models.incident_kinds import EntryKind, OfferState
from console.models.incident_work import IncidentRole
from console.models.incident_workflow import Mover
from console.models.kinds import Code, Refused, Role
from console.models.people import Person
from console.services.bus import Changed
from console.services.desk import Done
from console.services.tickets.commands import Command
from console.services.transaction import Transaction


def mover_of(tx: Transaction, incident: Incident) -> Mover:
    """Who acts, on this incident."""
    held = tx.find(IncidentRole, root=incident.id, person=tx.me.id, state=OfferState.ACCEPTED)
    duties = frozenset(one.duty for one in held)
    return Mover(frozenset(map(Role, tx.me.roles)), duties, incident.handler == tx.me.id)


def colleague(tx: Transaction, key: str) -> Person:
    """Somebody who works here; raises Refused for anybody else."""
    person = tx.get(Person, key)
    if not person.roles:
        raise Refused(Code.NOT_FOUND, what="person")
    return person


def check_seen(field: str, wanted: object, found: object) -> None:
    """Raise Refused where the author of a command saw another value than there is; None: they did not say."""
    if wanted is not None and wanted != found:
        raise Refused(Code.CHANGED_MEANWHILE, field=field, expected=wanted, found=found)


def reasoned(value: str, reason: str) -> str:
    """A value as the timeline tells it, with why."""
    return f"{value}: {reason}" if reason else value


def enter(tx: Transaction, incident: Incident, kind: EntryKind, text: str) -> TimelineEntry:
    """One more entry, of now."""
    entry = TimelineEntry(
        id=tx.new_id(), kind=kind, text=str(text), author=tx.me.id, event_at=tx.at, recorded_at=tx.at, pinned=False
    )
    return tx.add(entry, incident.id, incident.scope)


def changed(incident: Incident, undo: Command | None = None) -> Done:
    """What a command answers that changed an incident."""
    return Done(incident.id, Changed(incidents=frozenset({incident.id})), undo)
