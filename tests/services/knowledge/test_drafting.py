"""A ticket becomes a draft without what tells of persons (SPEC 6.4)."""

from __future__ import annotations

import pytest

from console.models.kinds import Code, Locale, Outcome, Refused, Status, Visibility
from console.models.redaction import Secret
from console.services.knowledge.drafting import DraftOfTicket, language_of
from console.services.tickets.commands import AddMessage, CreateTicket, NewRequester, SetStatus, SetTags
from tests.support.desk import Office


def test_a_draft_has_the_problem_and_what_was_answered(office: Office) -> None:
    requester = NewRequester("Rui Chen", "rui@corp.example")
    ticket = office.do(
        CreateTicket("Rui cannot sign in", "Write to rui@corp.example from 10.1.2.3.", requester)
    ).subject
    office.do(SetTags(ticket, ("sso",)))
    office.do(AddMessage(ticket, "Dear Rui, clear the cookies.", Visibility.PUBLIC))
    office.do(AddMessage(ticket, "Her manager is unhappy.", Visibility.INTERNAL))
    office.call(ticket, "Thank you, it works.")
    office.do(SetStatus(ticket, Status.RESOLVED, "Cookies of the old domain.", Outcome.SOLVED))
    draft = office.ask(DraftOfTicket(ticket))
    assert draft.content.title == "[name] cannot sign in"
    assert draft.content.body == (
        "## Problem\n\nWrite to [email] from [ip].\n\n## Solution\n\nCookies of the old domain.\n\n"
        "Dear [name], clear the cookies.\n"
    )
    assert draft.content.tags == ("sso",)
    assert {one.kind for one in draft.covered} == {Secret.NAME, Secret.EMAIL, Secret.IP}


def test_a_chinese_ticket_makes_a_chinese_draft(office: Office) -> None:
    draft = office.ask(DraftOfTicket(office.ticket("VPN 无法登录")))
    assert draft.language is Locale.ZH
    assert draft.content.body.startswith("## 问题")
    assert language_of("123") is Locale.EN


def test_a_ticket_that_is_not_here_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        office.ask(DraftOfTicket("none"))
    assert caught.value.code is Code.NOT_FOUND
