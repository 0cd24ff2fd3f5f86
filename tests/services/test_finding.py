"""One search finds tickets and articles."""

from __future__ import annotations

from console.models.kinds import Locale
from console.models.knowledge_kinds import Content
from console.services.finding import found_anywhere
from console.services.knowledge.commands import CreateArticle
from tests.support.desk import Office


def test_what_holds_the_words_is_found_wherever_it_stands(office: Office) -> None:
    ticket = office.ticket("VPN certificate expired")
    article = office.do(CreateArticle(Content("Renew a VPN certificate"), Locale.EN)).subject
    with office.store.read() as connection:
        hits = found_anywhere(connection, "vpn certificate")
        assert {(hit.kind, hit.id) for hit in hits} == {("ticket", ticket), ("article", article)}
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert len(found_anywhere(connection, "vpn", 1)) == 1
        assert [hit.kind for hit in found_anywhere(connection, "renew")] == ["article"]
