"""A card tells what was refused, why, and whose values stand against each other, as plain text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from console.models.kinds import Code, Priority, Refused, Visibility
from console.services.tickets.commands import AddMessage, SetPriority
from console.views.sync.card import LONGEST_TEXT, RefusedCard
from tests.support.refusing import end_that_was_refused, refuse, reply_that_was_refused, ticket
from tests.views.sync.conftest import Sync, titles

HOSTILE = "<b>bold</b><img src=file:///etc/passwd> & more"


def words(card: RefusedCard) -> list[str]:
    """Every word the card shows."""
    return [one.text() for one in card.findChildren(QLabel) if one.text()]


def buttons(card: RefusedCard) -> list[str]:
    return [one.text() for one in card.findChildren(QPushButton)]


def test_values_stand_beside_each_other_by_name(sync: Sync) -> None:
    end_that_was_refused(sync.services)
    sync.open(1)
    shown = words(sync.cards[0])
    assert "Change of status, 1: refused" in shown
    assert [one for one in shown if one in ("New", "Resolved", "In progress")] == ["New", "Resolved", "In progress"]
    assert shown.index("You saw") < shown.index("You wrote") < shown.index("Now it is")


def test_what_a_colleague_wrote_is_shown_and_never_read_as_markup(sync: Sync) -> None:
    titles(sync.services, HOSTILE, HOSTILE + " mine", HOSTILE + " theirs")
    sync.open(1)
    labels = sync.cards[0].findChildren(QLabel)
    assert any(HOSTILE in one.text() for one in labels)
    assert {one.textFormat() for one in labels if one.text()} == {Qt.TextFormat.PlainText}


def test_a_long_text_is_quoted_in_part_and_kept_whole(sync: Sync) -> None:
    key = ticket(sync.services, "Long")
    long = "word " * LONGEST_TEXT
    refuse(sync.services, AddMessage(key, long, Visibility.PUBLIC), "42501")
    sync.open(1)
    (quoted,) = [one for one in words(sync.cards[0]) if one.startswith("word")]
    assert len(quoted) <= LONGEST_TEXT
    assert quoted.endswith("…")
    assert sync.cards[0].shown.texts == (long,)


def test_only_what_is_possible_is_offered(sync: Sync) -> None:
    titles(sync.services, "one", "one, mine", "one, theirs")
    reply_that_was_refused(sync.services)
    key = ticket(sync.services, "Priority")
    refuse(sync.services, SetPriority(key, Priority.CRITICAL), "42501")
    sync.open(3)
    assert [buttons(card) for card in sync.cards] == [
        ["Merge…", "Open 1", "Do it again", "Discard"],
        ["Open 2", "Do it again", "Discard"],
        ["Open 3", "Do it again", "Discard"],
    ]
    primary = [
        one for card in sync.cards for one in card.findChildren(QPushButton) if one.property("kind") == "primary"
    ]
    assert [one.text() for one in primary] == ["Merge…"]


def test_a_ticket_that_is_not_here_is_not_opened(sync: Sync) -> None:
    end_that_was_refused(sync.services)
    with sync.services.store.bulk() as db:
        db.execute("delete from ticket")
    sync.open(1)
    assert not sync.cards[0].can_open
    sync.focus(0)
    sync.press("Return")
    assert sync.panel.isVisible()


def test_why_it_cannot_be_done_stands_in_the_card(sync: Sync) -> None:
    end_that_was_refused(sync.services)
    sync.open(1)
    assert sync.cards[0].refusal.isHidden()
    sync.cards[0].refuse(Refused(Code.DISK_FULL, path="replica.db"))
    assert sync.cards[0].refusal.text().startswith("The disk of replica.db is full.")
    assert not sync.cards[0].refusal.isHidden()
