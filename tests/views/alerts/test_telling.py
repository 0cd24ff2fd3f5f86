"""What is shown over other work, what the inbox keeps all the same, and where a press on it leads."""

from __future__ import annotations

from datetime import timedelta

from console.models.alert_kinds import AlertKind, QuietHours
from console.services.inbox import Alert
from console.services.incidents.commands import DeclareIncident
from console.settings import Language as Spoken
from console.settings import Switch
from console.views.alerts.telling import DIGEST, Telling
from console.views.desktop_alerts import ACKNOWLEDGE, OPEN, SNOOZE
from tests.views.alerts.conftest import HOUR, Alerting


def test_an_alert_is_shown_with_its_ticket_and_what_can_be_done(alerting: Alerting) -> None:
    (toast,) = alerting.tell(alerting.alert("k", AlertKind.BREACH, critical=True))
    assert (toast.title, toast.critical, toast.sounds) == ("First reply: overdue", True, True)
    assert toast.body.endswith("<b>VPN</b> & mail are down")
    assert [key for key, _ in toast.actions] == [OPEN, ACKNOWLEDGE, SNOOZE]
    bell = alerting.window.shell._rail.alerts
    alerting.qtbot.waitUntil(lambda: bell.accessibleName() == "Alerts: 1")


def test_opening_lands_on_the_ticket_and_counts_as_seen(alerting: Alerting) -> None:
    alerting.tell(alerting.alert("k"))
    alerting.telling.act("k", OPEN)
    assert alerting.went == ["forward", f"ticket {alerting.ticket}"]
    alerting.unread(0)
    alerting.telling.act("k", OPEN)
    assert len(alerting.went) == 2  # a notification is done with once


def test_an_incident_that_was_declared_is_opened_in_the_war_room(alerting: Alerting) -> None:
    incident = alerting.window.services.desk.do(DeclareIncident("Nobody can sign in")).subject
    alerting.tell(Alert("i", AlertKind.INCIDENT, incident, alerting.clock.now(), critical=True))
    alerting.telling.act("i", OPEN)
    assert alerting.went == ["forward", f"incident {incident}"]


def test_acknowledging_and_putting_off_do_not_leave_the_work_at_hand(alerting: Alerting) -> None:
    alerting.tell(alerting.alert("a"), alerting.alert("b"))
    alerting.telling.act("a", ACKNOWLEDGE)
    alerting.telling.act("b", SNOOZE)
    alerting.unread(0)
    rows = {row.alert.key: row.alert for row in alerting.inbox.page().rows}
    assert (rows["a"].seen is not None, rows["b"].seen, rows["b"].until) == (
        True,
        None,
        alerting.clock.now() + timedelta(minutes=15),
    )
    alerting.qtbot.waitUntil(lambda: len(alerting.woken) == 2)
    assert alerting.went == []


def test_quiet_hours_hold_back_all_but_what_is_critical(alerting: Alerting) -> None:
    alerting.window.preferences.put(QuietHours.AFTER_WORK)
    assert len(alerting.tell(alerting.alert("noon"))) == 1
    alerting.clock.advance(9 * HOUR)
    quiet, critical = alerting.alert("evening"), alerting.alert("critical", critical=True)
    assert [toast.token for toast in alerting.tell(quiet, critical)] == ["critical"]
    alerting.unread(3)


def test_focus_holds_for_an_hour_also_after_a_restart(alerting: Alerting) -> None:
    alerting.telling.focus()
    assert alerting.tell(alerting.alert("a")) == []
    again = Telling(alerting.telling.lent, alerting.telling._ways, alerting.window.shell)
    alerting.qtbot.waitUntil(lambda: again.is_focused)
    again.close()
    alerting.clock.advance(HOUR)
    assert len(alerting.tell(alerting.alert("b"))) == 1
    alerting.telling.focus()
    alerting.telling.focus()
    assert not alerting.telling.is_focused


def test_a_kind_nobody_wants_told_is_in_the_inbox_alone(alerting: Alerting) -> None:
    alerting.window.preferences.put(Switch.OFF, "alert_warn")
    alerting.window.preferences.put(Switch.OFF, "alert_sound")
    warn, breach = alerting.alert("w", AlertKind.WARN), alerting.alert("b", AlertKind.BREACH, critical=True)
    assert [(toast.token, toast.sounds) for toast in alerting.tell(warn, breach)] == [("b", False)]
    assert len(alerting.inbox.page().rows) == 2


def test_what_was_missed_and_what_comes_at_once_is_one_notification(alerting: Alerting) -> None:
    (toast,) = alerting.tell(alerting.alert("a"), alerting.alert("b", AlertKind.WARN), missed=True)
    assert (toast.token, toast.title) == (DIGEST, "2 alerts while you were away")
    assert toast.body.splitlines()[0] == "Clocks running out: 1, Mentions: 1"
    alerting.window.preferences.put(Spoken.ZH)
    (toast,) = alerting.tell(*map(alerting.alert, "cdef"))
    assert toast.title == "同时有 4 条提醒"
    alerting.telling.act(DIGEST, OPEN)
    assert alerting.went == ["forward"]
    assert any(type(one).__name__ == "AlertsPanel" for one in alerting.window.shell.children())


def test_without_a_way_to_the_desktop_the_inbox_has_it(alerting: Alerting) -> None:
    alerting.telling.desktop = None
    alerting.tell(alerting.alert("k"))
    alerting.unread(1)
    assert not alerting.telling.try_toast()
