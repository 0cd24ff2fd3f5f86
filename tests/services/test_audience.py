"""The people of the replica are who groups speak of (SPEC 9.3)."""

from __future__ import annotations

from console.models.groups import Reader
from console.models.kinds import Locale
from console.services.audience import readers
from tests.support.desk import Office


def test_who_works_here_and_who_did_is_known_and_a_requester_is_not(office: Office) -> None:
    with office.store.bulk() as connection:
        connection.execute("update person set email = 'me@example.org', name = 'Me', locale = 'zh_CN'")
        connection.execute(
            "insert into person(id, root, dead, name, login, locale, roles, skills, availability) values"
            " ('left', 'left', 0, 'Left', 'left', 'en', '[]', '{}', 'AVAILABLE'),"
            " ('asks', 'asks', 0, 'Asks', null, 'en', '[]', '{}', 'AVAILABLE'),"
            " ('dead', 'dead', 1, 'Dead', 'dead', 'en', '[]', '{}', 'AVAILABLE')"
        )
    with office.store.read() as connection:
        found = readers(connection)
    assert found == {
        office.me: Reader("Me", "me@example.org", Locale.ZH, works=True),
        "left": Reader("Left", None, Locale.EN, works=False),
    }
