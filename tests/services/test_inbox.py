"""Alerts are told once, seen, put off and told once more; the list is read as things are now."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from console.models.alert_kinds import AlertKind
from console.models.kinds import ClockKind
from console.services.bus import Changed
from console.services.inbox import KEPT, Alert, Inbox
from tests.support.alerting import telling
from tests.support.desk import START, Office


@pytest.fixture
def inbox(office: Office) -> Inbox:
    return Inbox(office.services.local, office.store, office.clock)


def alert(subject: str, key: str = "k1", kind: AlertKind = AlertKind.MENTION) -> Alert:
    return Alert(key, kind, subject, START)


def test_an_alert_is_told_once_and_kept_as_it_was(office: Office, inbox: Inbox) -> None:
    ticket = office.ticket()
    full = Alert(
        "k", AlertKind.WARN, ticket, START, True, ClockKind.RESOLUTION, 75, START + timedelta(hours=1), office.me
    )
    assert inbox.add([full, alert(ticket)]) == (full, alert(ticket))
    assert inbox.add([full]) == ()
    again = Inbox(office.services.local, office.store, office.clock)
    assert again.add([full, alert(ticket)]) == ()
    rows = again.page().rows
    assert {row.alert for row in rows} == {full, alert(ticket)}
    assert {(row.title, row.number) for row in rows} == {("VPN is down", 1)}
    assert {row.name for row in rows} == {office.services.me.name, ""}


def test_what_is_not_seen_stands_first_and_is_counted(office: Office, inbox: Inbox) -> None:
    ticket = office.ticket()
    old, new = alert(ticket, "old"), replace(alert(ticket, "new"), at=START + timedelta(minutes=1))
    inbox.add([old, new])
    inbox.acknowledge(["new"])
    assert [(row.alert.key, row.alert.seen is None) for row in inbox.page().rows] == [("old", True), ("new", False)]
    assert (inbox.unread(), inbox.page().unread) == (1, 1)
    inbox.unsee(["new"])
    assert inbox.unread() == 2
    inbox.acknowledge()
    assert inbox.unread() == 0


def test_what_is_put_off_is_told_once_more_at_its_time(office: Office, inbox: Inbox) -> None:
    told = telling(office)
    told.step()
    inbox.add([alert(office.ticket())])
    inbox.snooze("k1", timedelta(minutes=15), "on the phone")
    assert (inbox.unread(), inbox.page().rows[0].alert.reason) == (0, "on the phone")
    assert told.later(timedelta(minutes=14)) == []
    assert told.later(timedelta(minutes=1)) == [AlertKind.MENTION]
    assert told.later(timedelta(minutes=15)) == []
    assert inbox.unread() == 1


def test_what_was_seen_meanwhile_is_not_told_again(office: Office, inbox: Inbox) -> None:
    told = telling(office)
    inbox.add([alert(office.ticket())])
    inbox.snooze("k1", timedelta(minutes=15), "later")
    inbox.acknowledge(["k1"])
    assert told.later(timedelta(minutes=16)) == []


def test_a_subject_that_is_gone_has_no_title(office: Office, inbox: Inbox) -> None:
    ticket = office.ticket()
    inbox.add([alert(ticket), alert("nowhere", "k2")])
    office.execute("update ticket set dead = 1")
    office.services.bus.publish(Changed(everything=True))
    assert [(row.title, row.number) for row in inbox.page().rows] == [("", None)] * 2


def test_only_what_was_seen_is_forgotten_after_a_month(office: Office, inbox: Inbox) -> None:
    inbox.add([alert("a", "seen"), alert("a", "unseen")])
    inbox.acknowledge(["seen"])
    office.clock.advance(KEPT)
    inbox.forget()
    assert len(inbox.page().rows) == 2
    office.clock.advance()
    inbox.forget()
    assert [row.alert.key for row in inbox.page().rows] == ["unseen"]
