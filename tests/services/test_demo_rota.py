"""The demo has people on call in every team, a gap, an evening with two, and a directory."""

from __future__ import annotations

from pathlib import Path

from console.models.contacts import ContactKind
from console.models.groups import STANDARD, audience
from console.models.kinds import Locale, to_micros
from console.models.rota import SHIFTS
from console.services.audience import readers
from console.services.clocks import catalogue
from console.services.demo import fill
from console.services.demo_rota import CONTACTS
from console.services.first_policies import rule_first
from console.services.on_call import OnCallBetween
from console.services.people import first_start
from console.services.store import Store
from tests.services.test_demo import NOW, unheard

WEEK = 7 * 86_400_000_000


def test_every_team_has_a_believable_rota(tmp_path: Path) -> None:
    store = Store(tmp_path / "replica.db")
    first_start(store, NOW, "kim", "Kim Berg", Locale.EN)
    rule_first(store, NOW, lambda: "Europe/Berlin")
    fill(store, NOW, 200, 3, unheard)
    now = to_micros(NOW)
    with store.read() as connection:
        directory = OnCallBetween(now, now, now + WEEK).answer(connection)
        ruled = catalogue(connection)
        assert all(ruled.rota(watch.team, SHIFTS) for watch in directory.watches)
        reached = audience(STANDARD, ruled.groups(now), readers(connection))
    store.close()
    assert len({group for one in reached.recipients for group in one.groups}) == len(STANDARD)
    assert len(directory.watches) == 3
    assert all(watch.now and {one.id for one in watch.now} <= directory.names.keys() for watch in directory.watches)
    assert sum(bool(watch.cover.gaps) for watch in directory.watches) == 1
    assert any(watch.cover.doubled for watch in directory.watches)
    assert {contact.kind for contact in directory.contacts} == set(ContactKind)
    assert directory.contacts == CONTACTS
