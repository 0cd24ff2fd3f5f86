"""Who replies is offered articles like the ticket, and their words (SPEC 6.4)."""

from __future__ import annotations

import pytest

from console.models.kinds import Channel, Code, Locale, Refused
from console.models.knowledge_kinds import Manner
from console.services.knowledge.advising import Advise, Insertion, RulesWithAddress
from console.services.knowledge.commands import ArchiveArticle
from console.services.tickets.commands import CreateTicket, RecordMessage
from tests.services.knowledge.conftest import Write
from tests.support.desk import Office

BODY = "# First\n\nOpen the **portal**, see [help](https://a.example/b).\n\n```\n# not a heading\n**kept**\n```\n- done"


def titles(office: Office, ticket: str, typed: str = "") -> list[str]:
    return [one.row.title for one in office.ask(Advise(ticket, typed))]


def test_the_ticket_what_its_requester_said_and_what_is_typed_are_compared(office: Office, article: Write) -> None:
    article("VPN drops every hour", "Renew the expired certificate of the VPN gateway.")
    article("重置多因素认证", "员工换手机后，先核实身份，再重置令牌。")
    article("Printers", "Renew the toner of the printer.")
    ticket = office.do(CreateTicket("It drops", "The VPN drops.", requester=office.hire("Lin"))).subject
    assert titles(office, ticket) == ["VPN drops every hour"]
    assert titles(office, ticket, "换手机了要重置令牌") == ["重置多因素认证", "VPN drops every hour"]
    office.reply(ticket, "Is it the printer? The toner of the printer?")
    assert titles(office, ticket) == ["VPN drops every hour"]
    office.do(RecordMessage(ticket, "The printer says: renew the toner of the printer.", Channel.PHONE))
    assert set(titles(office, ticket)) == {"VPN drops every hour", "Printers"}
    assert office.ask(Advise("nothing", "VPN")) == ()


def test_a_text_comes_without_marks_and_its_code_as_it_is(office: Office, article: Write) -> None:
    key = article("Reset", BODY)
    words = "First\n\nOpen the portal, see help (https://a.example/b).\n\n# not a heading\n**kept**\n- done"
    assert office.ask(Insertion(key, Manner.TEXT, office.clock.now())) == words


def test_a_link_leads_where_an_admin_said_readers_look(office: Office, article: Write) -> None:
    key = article("重置", "先核实。", language=Locale.ZH)
    with pytest.raises(Refused) as nowhere:
        office.ask(Insertion(key, Manner.LINK, office.clock.now()))
    assert nowhere.value.code is Code.NO_HELP_ADDRESS
    rules = office.rows("policy", "kind = 'RULES'")
    office.do(office.ask(RulesWithAddress("https://help.corp.example/kb")))
    words = office.ask(Insertion(key, Manner.LINK, office.clock.now()))
    assert words == f"重置\nhttps://help.corp.example/kb/zh/{key}.html"
    before, after = (row["body"] for row in (*rules, office.rows("policy", "kind = 'RULES' and version = 2")[0]))
    assert isinstance(after, str)
    assert isinstance(before, str)
    assert before[:-1] in after
    assert office.code(office.ask(RulesWithAddress("javascript:alert(1)"))) is Code.BAD_VALUE


def test_what_readers_do_not_see_is_not_put_in(office: Office, article: Write) -> None:
    draft, gone = article("Draft", published=False), article("Gone")
    office.do(ArchiveArticle(gone))
    for key in (draft, gone):
        with pytest.raises(Refused) as refusal:
            office.ask(Insertion(key, Manner.TEXT, office.clock.now()))
        assert refusal.value.code is Code.NOT_FOUND
