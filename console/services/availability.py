"""Somebody is away, out of office or back, and who stands in for them (SPEC 1.1).

Promise: a person says it of themselves, a lead or admin of others; a substitute works here and is somebody else.
"""

from __future__ import annotations

from console.models.kinds import Availability, Code, Refused, Role
from console.models.people import Person
from console.services.bus import Changed
from console.services.desk import Done
from console.services.tickets.commands import SetAvailability
from console.services.transaction import Transaction


def set_availability(tx: Transaction, command: SetAvailability) -> Done:
    """Write it down; raises Refused ROLE_NEEDED, NOT_FOUND or BAD_VALUE."""
    person = tx.get(Person, command.person)
    if person.id != tx.me.id and not {Role.LEAD.value, Role.ADMIN.value} & set(tx.me.roles):
        raise Refused(Code.ROLE_NEEDED, role=Role.LEAD)
    if command.substitute is not None and tx.get(Person, command.substitute).login is None:
        raise Refused(Code.NOT_FOUND, what="person")
    if command.substitute == person.id:
        raise Refused(Code.BAD_VALUE, place="substitute", value=person.name)
    if command.until is not None and command.until <= tx.at:
        raise Refused(Code.BAD_VALUE, place="until", value=command.until.isoformat())
    before = SetAvailability(person.id, person.availability, person.away_until, person.substitute)
    if before.until is not None and before.until <= tx.at:
        before = SetAvailability(person.id, Availability.AVAILABLE)
    person.availability, person.away_until, person.substitute = command.kind, command.until, command.substitute
    return Done(person.id, Changed(people=True), before)
