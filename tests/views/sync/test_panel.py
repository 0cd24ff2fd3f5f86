"""What was refused is dealt with by key and by button, and nothing goes without a person's word."""

from __future__ import annotations

from datetime import timedelta

from console.models.kinds import Channel, Outcome, Priority, Status
from console.services.sync.state import Phase, SyncState, SyncWanted
from console.services.tickets.commands import CreateTicket, RecordMessage, SetPriority, SetStatus
from console.settings import Language as Spoken
from console.views.joining import JoiningPanel
from console.views.signing_in import SignInPanel
from console.views.sync.body import Body
from console.views.sync.panel import SyncPanel
from tests.support.refusing import answer, end_that_was_refused, refuse, reply_that_was_refused, ticket
from tests.views.sync.conftest import Sync, titles


def priority_that_was_refused(sync: Sync) -> str:
    key = ticket(sync.services, "Badge reader is dark")
    refuse(sync.services, SetPriority(key, Priority.CRITICAL), "42501")
    return key


def test_the_keyboard_begins_on_the_first_card_and_arrows_go_on(sync: Sync) -> None:
    end_that_was_refused(sync.services)
    reply_that_was_refused(sync.services)
    sync.open(2)
    sync.qtbot.waitUntil(sync.cards[0].hasFocus)
    sync.press("Down")
    assert sync.cards[1].hasFocus()
    sync.press("Down")
    assert sync.cards[1].hasFocus()
    sync.press("Up", "Up")
    assert sync.cards[0].hasFocus()


def test_enter_opens_the_ticket_and_closes_the_panel(sync: Sync) -> None:
    key, _ = end_that_was_refused(sync.services)
    sync.open(1)
    sync.focus(0)
    sync.press("Return")
    assert sync.window.page.done[-1] == f"ticket:{key}"
    assert not [one for one in sync.window.shell.findChildren(SyncPanel) if one.isVisible()]


def test_r_does_it_again_on_todays_values(sync: Sync) -> None:
    priority_that_was_refused(sync)
    sync.open(1)
    sync.focus(0)
    sync.press("R")
    sync.qtbot.waitUntil(lambda: not sync.cards)
    assert sync.pending() == ["RedoRefused"]
    assert sync.refused() == ()
    assert sync.toast == "Done again: Change of priority, 1"


def test_what_cannot_be_done_again_says_why_in_its_card_and_stays(sync: Sync) -> None:
    key, _ = end_that_was_refused(sync.services)
    for target in (SetStatus(key, Status.RESOLVED, "Done", Outcome.SOLVED), SetStatus(key, Status.CLOSED)):
        sync.services.desk.do(target)
    answer(sync.services)
    sync.open(1)
    sync.focus(0)
    sync.press("R")
    sync.qtbot.waitUntil(lambda: not sync.cards[0].refusal.isHidden())
    assert sync.cards[0].refusal.text()
    assert len(sync.refused()) == 1


def test_k_keeps_the_words_and_lets_the_rest_go(sync: Sync) -> None:
    """A call on a resolved ticket reopens it; by now it is closed for good, but what was said was said."""
    key = ticket(sync.services, "It came back")
    sync.services.desk.do(SetStatus(key, Status.RESOLVED, "Done", Outcome.SOLVED))
    answer(sync.services)
    refuse(sync.services, RecordMessage(key, "It is there again", Channel.PHONE))
    sync.services.desk.do(SetStatus(key, Status.CLOSED))
    answer(sync.services)
    sync.open(1)
    sync.focus(0)
    assert sync.cards[0].can_keep
    sync.press("K")
    sync.qtbot.waitUntil(lambda: not sync.cards)
    with sync.services.store.read() as db:
        assert db.execute("select body from message").fetchall() == [("It is there again",)]


def test_k_does_nothing_where_the_words_are_all_there_is(sync: Sync) -> None:
    reply_that_was_refused(sync.services)
    sync.open(1)
    sync.focus(0)
    sync.press("K")
    assert not sync.cards[0].can_keep
    assert sync.pending() == []
    assert len(sync.refused()) == 1


def test_del_discards_when_the_panel_closes_and_undo_takes_it_back(sync: Sync) -> None:
    end_that_was_refused(sync.services)
    reply_that_was_refused(sync.services)
    sync.open(2)
    sync.focus(0)
    sync.press("Del")
    assert len(sync.cards) == 1
    assert sync.cards[0].hasFocus()
    sync.panel._take_back(next(iter(sync.panel._discarded)))
    assert len(sync.cards) == 2
    assert sync.cards[0].hasFocus()
    sync.press("Del")
    assert len(sync.refused()) == 2
    sync.press("Esc")
    sync.qtbot.waitUntil(lambda: len(sync.refused()) == 1)


def test_escape_alone_discards_nothing(sync: Sync) -> None:
    end_that_was_refused(sync.services)
    sync.open(1)
    sync.press("Esc")
    assert len(sync.refused()) == 1


def test_m_merges_both_texts_and_ctrl_enter_saves_them(sync: Sync) -> None:
    key, _ = titles(sync.services, "VPN pauses", "VPN pauses at noon", "Cisco VPN pauses")
    sync.open(1)
    sync.focus(0)
    sync.press("M")
    merging = sync.cards[0].merging
    assert merging is not None
    assert merging.editor.hasFocus()
    assert merging.text == "Cisco VPN pauses at noon"
    merging.editor.insertPlainText(", daily")
    sync.press("Ctrl+Return")
    sync.qtbot.waitUntil(lambda: not sync.refused())
    with sync.services.store.read() as db:
        assert db.execute("select title from ticket where id = ?", (key,)).fetchone() == (
            "Cisco VPN pauses at noon, daily",
        )


def test_alt_m_keeps_mine_and_alt_t_takes_theirs(sync: Sync) -> None:
    first, _ = titles(sync.services, "one", "one, mine", "one, theirs")
    second, _ = titles(sync.services, "two", "two, mine", "two, theirs")
    sync.open(2)
    sync.focus(0)
    sync.press("M", "Alt+M")
    sync.qtbot.waitUntil(lambda: len(sync.cards) == 1)
    sync.focus(0)
    sync.press("M", "Alt+T")
    sync.qtbot.waitUntil(lambda: not sync.cards)
    sync.press("Esc")
    sync.qtbot.waitUntil(lambda: not sync.refused())
    with sync.services.store.read() as db:
        found = dict(db.execute("select id, title from ticket").fetchall())
    assert (found[first], found[second]) == ("one, mine", "two, theirs")


def test_escape_leaves_the_merging_and_not_the_panel(sync: Sync) -> None:
    titles(sync.services, "one", "one, mine", "one, theirs")
    sync.open(1)
    sync.focus(0)
    sync.press("M", "Esc")
    assert sync.cards[0].merging is None
    assert sync.cards[0].hasFocus()
    sync.press("R")
    sync.qtbot.waitUntil(lambda: not sync.cards)


def test_what_is_merged_survives_whatever_else_happens_meanwhile(sync: Sync) -> None:
    titles(sync.services, "one", "one, mine", "one, theirs")
    sync.open(1)
    sync.focus(0)
    sync.press("M")
    (card,) = sync.cards
    assert card.merging is not None
    card.merging.editor.setPlainText("one, ours")
    sync.services.desk.do(CreateTicket("Something else"))
    sync.qtbot.waitUntil(lambda: sync.cards[0] is not card)
    merging = sync.cards[0].merging
    assert merging is not None
    assert merging.text == "one, ours"
    assert merging.editor.hasFocus()


def test_letters_typed_into_the_merged_text_are_words(sync: Sync) -> None:
    titles(sync.services, "one", "one, mine", "one, theirs")
    sync.open(1)
    sync.focus(0)
    sync.press("M", "R", "K", "M")
    merging = sync.cards[0].merging
    assert merging is not None
    assert merging.text.lower().endswith("rkm")


def test_a_third_change_is_told_in_the_card_and_nothing_is_overwritten(sync: Sync) -> None:
    titles(sync.services, "one", "one, mine", "one, theirs")
    sync.open(1)
    sync.focus(0)
    sync.press("M")
    card = sync.cards[0]
    assert card.words is not None
    sync.panel._lent.courier.changed.disconnect(sync.panel._ask)
    key = str(card.shown.ticket)
    with sync.services.store.bulk() as db:
        db.execute("update ticket set title = 'one, a third' where id = ?", (key,))
    sync.press("Ctrl+Return")
    sync.qtbot.waitUntil(lambda: bool(sync.cards) and not sync.cards[0].refusal.isHidden())
    assert "one, a third" in sync.cards[0].refusal.text()
    assert len(sync.refused()) == 1


def test_what_waits_is_listed_in_the_order_it_goes(sync: Sync) -> None:
    key = ticket(sync.services, "Gate 4")
    sync.services.desk.do(SetPriority(key, Priority.HIGH))
    sync.services.desk.do(CreateTicket("Gate 5"))
    panel = sync.open(0)
    sync.qtbot.waitUntil(lambda: panel._content.pending.count == 2)
    assert isinstance(panel._body, Body)
    assert [row.title for row in panel._content.pending.rows] == ["Gate 4", "Gate 5"]


def test_try_now_asks_for_a_round_and_sign_in_for_the_password(sync: Sync) -> None:
    wanted: list[SyncWanted] = []
    sync.services.bus.subscribe(SyncWanted, wanted.append)
    now = sync.services.clock.now()
    sync.services.bus.publish(SyncState(Phase.OFFLINE, now, last_round=now - timedelta(minutes=2)))
    panel = sync.open(0)
    sync.qtbot.waitUntil(lambda: not panel._head._try.isHidden())
    assert panel._head._sign_in.isHidden()
    panel._head._try.click()
    assert len(wanted) == 1
    sync.services.bus.publish(SyncState(Phase.NEEDS_PASSWORD, now))
    sync.qtbot.waitUntil(lambda: not panel._head._sign_in.isHidden())
    panel._head._sign_in.click()
    assert [one for one in sync.window.shell.findChildren(SignInPanel) if one.isVisible()]


def test_the_hub_s_button_leads_to_where_tickets_are_kept(sync: Sync) -> None:
    sync.open(0)._head.hub.click()
    assert [one for one in sync.window.shell.findChildren(JoiningPanel) if one.isVisible()]


def test_it_speaks_the_language_in_use_at_once(sync: Sync) -> None:
    end_that_was_refused(sync.services)
    sync.open(1)
    assert sync.cards[0].accessibleName().startswith("Change of status, 1: refused.")
    sync.window.preferences.put(Spoken.ZH)
    assert sync.cards[0].accessibleName().startswith("更改状态，1：被拒")


def test_it_stays_within_the_smallest_window(sync: Sync) -> None:
    for n in range(6):
        end_that_was_refused(sync.services, f"Ticket {n}")
    sync.open(6)
    shell = sync.window.shell
    shell.resize(shell.minimumSize())
    assert sync.panel.geometry().bottom() <= shell.height()
    assert sync.panel.geometry().right() <= shell.width()
    sync.focus(5)
    seen = sync.cards[5].visibleRegion().boundingRect()
    assert not seen.isEmpty()
