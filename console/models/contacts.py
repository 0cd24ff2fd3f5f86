"""Whom to reach in an emergency: contacts, the hotline, who comes on site (SPEC 2.3).

Promise: pure; contacts stand in the order in which they are called.
"""

from __future__ import annotations

from enum import StrEnum

from console.models.hours import listed, table
from console.models.kinds import Code, Refused
from console.models.values import dataclass

DIRECTORY = "Emergency directory"
"""Its name among what is ruled."""
MOST = 500
LONGEST = 200
"""Characters of one field."""


class ContactKind(StrEnum):
    """By which way somebody helps in an emergency."""

    HOTLINE = "HOTLINE"
    EMERGENCY = "EMERGENCY"
    ON_SITE = "ON_SITE"


@dataclass(frozen=True, slots=True)
class Contact:
    """A line of the directory; what is not known is ""."""

    kind: ContactKind
    role: str
    name: str
    phone: str
    backup: str = ""
    """Name and number of who is called where this one does not answer."""
    hours: str = ""
    """When there is somebody: "24x7"."""


_FIELDS = ("role", "name", "phone", "backup", "hours")


def contacts_of(data: object) -> tuple[Contact, ...]:
    """The contacts JSON describes, in the order of calls; raises Refused."""
    given = listed(table(data, "contacts", {"contacts"}).get("contacts"), "contacts")
    if len(given) > MOST:
        raise Refused(Code.TOO_MANY, limit=MOST)
    return tuple(map(_contact, given))


def written(contacts: tuple[Contact, ...]) -> dict[str, object]:
    """Contacts as JSON."""
    return {
        "contacts": [
            {"kind": contact.kind.value} | {field: getattr(contact, field) for field in _FIELDS} for contact in contacts
        ]
    }


def _contact(data: object) -> Contact:
    given = table(data, "contacts", {"kind", *_FIELDS})
    kind = given.get("kind")
    if not isinstance(kind, str) or kind not in set(ContactKind):
        raise Refused(Code.BAD_VALUE, place="kind", value=kind)
    role, name, phone, backup, hours = (_line(given.get(field, ""), field) for field in _FIELDS)
    if not phone:
        raise Refused(Code.VALUE_NEEDED, place="phone")
    return Contact(ContactKind(kind), role, name, phone, backup, hours)


def _line(value: object, place: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST or not (value.isprintable() or not value):
        raise Refused(Code.BAD_VALUE, place=place, value=value)
    return value.strip()
