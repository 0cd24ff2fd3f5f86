"""The list of the panel: nothing is called empty before it is known, and long lists are counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtWidgets import QLabel, QPushButton

from console.services.sync.outbox import Outbox, Waiting
from console.views.sync.body import Body, Content
from tests.support.refusing import end_that_was_refused
from tests.views.sync.conftest import Sync

AT = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


def body(sync: Sync, content: Content, gone: bool = False, taken: Callable[[str], None] = lambda _: None) -> Body:
    panel = sync.panel
    discarded = {one.id: one for one in content.refused} if gone else {}
    made = Body(panel._lent, content, discarded, panel._keys, lambda *_: None, taken)
    sync.qtbot.addWidget(made)
    return made


def said(made: Body) -> list[str]:
    return [one.text() for one in made.findChildren(QLabel) if one.text()]


def test_nothing_is_good_news_once_it_is_known(sync: Sync) -> None:
    sync.open(0)
    assert said(body(sync, Content())) == []
    assert said(body(sync, Content(asked=True)))[0] == "Nothing needs attention"


def test_what_waits_is_told_by_ticket_and_the_rest_is_counted(sync: Sync) -> None:
    sync.open(0)
    rows = (
        Waiting("a", "SetTitle", AT, "t", 48166, "VPN"),
        Waiting("b", "CreateTicket", AT, "0199c9dc-0000-7000-8000-00000000ab12", None, "Badge"),
        Waiting("c", "SomethingNew", AT, None, None, ""),
    )
    shown = said(body(sync, Content(pending=Outbox(rows, 60), asked=True)))
    assert "Waiting to be sent: 60 changes" in shown
    assert "Change of title, 48166" in shown
    assert any(one.startswith("New ticket, ") for one in shown)
    assert "Change" in shown
    assert shown[-1] == "and 57 more"


def test_what_was_just_discarded_can_be_taken_back(sync: Sync) -> None:
    _, operation = end_that_was_refused(sync.services)
    sync.open(1)
    taken: list[str] = []
    made = body(sync, Content(sync.refused(), asked=True), gone=True, taken=taken.append)
    assert made.cards == []
    assert "Change of status, 1 is discarded when you close this." in said(made)
    (undo,) = made.findChildren(QPushButton)
    undo.click()
    assert taken == [operation]
