"""The emergency directory is read whole or refused (SPEC 2.3)."""

from __future__ import annotations

import pytest

from console.models.contacts import LONGEST, Contact, ContactKind, contacts_of, written
from console.models.kinds import Refused

HOTLINE = Contact(ContactKind.HOTLINE, "Hotline", "", "+49 30 5550100", "Wei Lin, ext. 7011", "24x7")


def test_what_is_written_is_read_in_its_order() -> None:
    contacts = (HOTLINE, Contact(ContactKind.ON_SITE, "值守", "韩睿", "7012"))
    assert contacts_of(written(contacts)) == contacts


@pytest.mark.parametrize(
    "line",
    [
        {"kind": "HOTLINE", "phone": ""},
        {"kind": "FRIEND", "phone": "1"},
        {"kind": "HOTLINE", "phone": "1\n2"},
        {"kind": "HOTLINE", "phone": "1", "role": "x" * (LONGEST + 1)},
        {"kind": "HOTLINE", "phone": 112},
        {"kind": "HOTLINE", "phone": "1", "mail": "x"},
    ],
)
def test_what_is_no_contact_is_refused(line: dict[str, object]) -> None:
    with pytest.raises(Refused):
        contacts_of({"contacts": [line]})
