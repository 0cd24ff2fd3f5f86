"""Articles are suggested beside a reply, put in, and counted (SPEC 6.4)."""

from __future__ import annotations

import pytest

from console.models.kinds import Locale, Visibility
from console.models.knowledge_kinds import Content, Manner
from console.services.knowledge.advising import Advise
from console.services.knowledge.commands import CreateArticle, PublishArticle
from console.services.knowledge.queries import OpenArticle
from console.services.tickets.views import BuiltIn
from console.views.queue.advising import REST_MS
from tests.support.queue import Queue

PUBLIC = Visibility.PUBLIC


@pytest.fixture
def article(desk: Queue) -> str:
    """A published article like the older of two tickets; the newer one is open."""
    services = desk.services
    key = services.desk.do(
        CreateArticle(Content("VPN drops", "Renew the certificate.\n\nThen wait."), Locale.EN)
    ).subject
    (version,) = services.desk.ask(OpenArticle(key, services.me.id)).versions
    services.desk.do(PublishArticle(key, version.id))
    desk.create("VPN certificate expired")
    desk.create("Nothing like it")
    desk.presenter.start()
    views = desk.presenter.listing.state.views
    desk.presenter.listing.open_view(next(one for one in views if one.id == BuiltIn.ALL_OPEN))
    desk.settle()
    return key


def go(desk: Queue, row: int) -> None:
    desk.presenter.listing.go(desk.state.listing.order[row])
    desk.settle()


def suggested(desk: Queue) -> list[str]:
    return [one.row.title for one in desk.state.advice]


def asked(desk: Queue) -> int:
    return sum(isinstance(query, Advise) for query, _, _ in desk.carrier.asked)


def uses(desk: Queue) -> list[tuple[str, str]]:
    with desk.services.store.read() as connection:
        return connection.execute("select article, manner from article_use where manner <> 'SOURCE'").fetchall()


def test_nothing_is_asked_of_tickets_run_through_nor_while_somebody_types(desk: Queue, article: str) -> None:
    go(desk, 1)
    go(desk, 0)
    assert asked(desk) == 0
    words = "VPN certificate"
    for end in range(1, len(words) + 1):
        desk.presenter.writing.type(words[:end])
        desk.waits.run(REST_MS // 2)
    assert (asked(desk), suggested(desk)) == (0, [])
    desk.waits.run(REST_MS)
    assert (asked(desk), suggested(desk)) == (1, ["VPN drops"])
    (lane,) = {slow for query, _, slow in desk.carrier.asked if isinstance(query, Advise)}
    assert lane


def test_a_reply_begun_has_suggestions_until_another_ticket_is_open(desk: Queue, article: str) -> None:
    go(desk, 1)
    desk.presenter.advising.begin()
    desk.settle()
    (one,) = desk.state.advice
    assert (one.row.title, set(one.likeness.shared)) == ("VPN drops", {"vpn", "certificate"})
    go(desk, 0)
    assert suggested(desk) == []


def test_a_message_that_reaches_a_ticket_left_meanwhile_takes_no_suggestions_away(desk: Queue, article: str) -> None:
    go(desk, 0)
    left = desk.state.writing.ticket
    go(desk, 1)
    desk.presenter.advising.begin()
    desk.settle()
    here = desk.state.writing.ticket
    assert left is not None
    assert here is not None
    desk.presenter.advising.sent(left, PUBLIC, "Done.")
    assert suggested(desk) == ["VPN drops"]
    desk.presenter.advising.sent(here, PUBLIC, "Done.")
    assert suggested(desk) == []


def test_an_article_put_in_is_viewed_at_once_and_used_when_the_reply_is_sent(desk: Queue, article: str) -> None:
    go(desk, 1)
    desk.presenter.advising.put_in(article, Manner.TEXT, PUBLIC, desk.presenter.writing.type)
    assert desk.state.writing.text == "Renew the certificate.\n\nThen wait."
    assert desk.services.desk.ask(OpenArticle(article, desk.services.me.id)).told.views == 1
    assert uses(desk) == []
    desk.presenter.writing.send()
    desk.settle()
    assert uses(desk) == [(article, "TEXT")]
    desk.presenter.writing.type("And another thing.")
    desk.presenter.writing.send()
    desk.settle()
    assert len(uses(desk)) == 1


def test_an_article_taken_out_again_was_not_used(desk: Queue, article: str) -> None:
    desk.presenter.advising.put_in(article, Manner.TEXT, PUBLIC, desk.presenter.writing.type)
    desk.presenter.writing.type("We are on it.")
    desk.presenter.writing.send()
    desk.settle()
    assert uses(desk) == []
