"""The next shift takes over what is open, critical and late, as one text (SPEC 12.4)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.models.kinds import Locale, Outcome, Priority, Status
from console.services import handover
from console.services.handover import HandOver, HandOverOf, handover_text
from console.services.incidents.commands import DeclareIncident
from console.services.tickets.commands import CreateTicket, SetStatus
from tests.support.desk import Office


def asked(office: Office) -> HandOver:
    return office.ask(HandOverOf(office.team, office.clock.now()))


def titles(told: HandOver) -> dict[str, list[str]]:
    parts = {"critical": told.critical, "late": told.late, "soon": told.soon}
    found = {name: [one.title for one in part] for name, part in parts.items() if part}
    return found | ({"incidents": [one.title for one in told.incidents]} if told.incidents else {})


def test_each_ticket_is_told_once_where_it_presses_most(office: Office) -> None:
    low = office.ticket("slow")
    done = office.do(CreateTicket("done", priority=Priority.CRITICAL)).subject
    office.do(SetStatus(done, Status.RESOLVED, outcome=Outcome.SOLVED))
    office.clock.advance(timedelta(days=5))
    office.do(CreateTicket("down", priority=Priority.CRITICAL))
    office.do(DeclareIncident("Nobody can sign in", users=2000))
    office.ticket("fresh")
    assert low
    assert titles(asked(office)) == {"critical": ["down"], "late": ["slow"], "incidents": ["Nobody can sign in"]}
    assert titles(office.ask(HandOverOf("another", office.clock.now()))) == {"incidents": ["Nobody can sign in"]}


def test_it_is_one_text_in_either_language_that_no_title_can_break(office: Office) -> None:
    office.do(CreateTicket("# [x](javascript:1)\n- **all** down", priority=Priority.CRITICAL))
    told = asked(office)
    text = handover_text(told, "Team_A", "Lin", "Watch the gateway.\n", Locale.EN)
    (line,) = [line for line in text.split("\n") if "down" in line]
    title = "\\# \\[x\\](javascript:1) - \\*\\*all\\*\\* down"
    assert line == f"- 1 **{title}**: Critical, New, nobody, First reply due 02-27 15:30"
    head = "# Hand-over, Team\\_A\n\n2026-02-27 14:30, written by Lin\n\n## Open incidents (0)\n\nNone.\n"
    assert text.startswith(head)
    assert text.endswith("## Notes\n\nWatch the gateway.\n")
    chinese = handover_text(told, "A", "林", "", Locale.ZH)
    assert "## 严重工单 (1)" in chinese
    assert chinese.endswith("## 备注\n\n无。\n")


def test_what_is_left_out_is_told_and_nothing_else_is(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handover, "MOST", 1)
    office.do(CreateTicket("down", priority=Priority.CRITICAL))
    office.ticket("slow")
    office.clock.advance(timedelta(days=5))

    def late() -> str:
        told = asked(office)
        assert titles(told)["late"][0] == "slow", "the critical one does not take its place"
        return handover_text(told, "A", "Lin", "", Locale.EN).partition("## Late ")[2]

    assert late().startswith("(1)\n\n- 2 **slow**")
    assert "and more" not in late()
    office.ticket("slower")
    office.clock.advance(timedelta(days=5))
    assert late().startswith("(1+)\n\n- 2 **slow**")
    assert "- and more" in late()
