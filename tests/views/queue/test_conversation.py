"""The conversation's widgets: kept from ticket to ticket, laid out by hand, unmistakable in what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.models.kinds import Channel, EventKind, Locale, Status
from console.services.tickets.whole import EventRow
from console.settings import Settings, Theme
from console.views.queue.conversation import Conversation
from console.views.queue.manner import Manner
from console.views.queue.messages import EventLine, FoldLine, MessageFrame
from console.views.queue.talk import Fold, Happening, Item, Kind, Message
from console.views.theme import Look
from tests.support.lines import NOON

TODAY = date(2026, 3, 2)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    made = Look(qapp, Settings(theme=Theme.LIGHT))
    yield made
    made.deleteLater()


@pytest.fixture
def conversation(look: Look, qtbot: QtBot) -> Conversation:
    made = Conversation(look, None)
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def message(number: int, kind: Kind = Kind.REQUESTER, body: str = "words") -> Message:
    at = NOON + timedelta(minutes=number)
    return Message(f"m{number}", kind, "Lin Qiao", False, "", Channel.EMAIL, f"{body} {number}", at)


def moved(number: int) -> Happening:
    at = NOON + timedelta(minutes=number)
    return Happening(
        f"e{number}", EventRow(f"e{number}", EventKind.STATUS, Status.NEW, Status.OPEN, None, "Wei", at, at)
    )


def manner(look: Look, locale: Locale = Locale.EN) -> Manner:
    return Manner(look, locale, TODAY)


def show(conversation: Conversation, items: list[Item], ticket: str = "t1") -> None:
    conversation.show_items(ticket, items, manner(conversation._look))


def bodies(conversation: Conversation) -> list[str]:
    pieces = [conversation._pieces[key] for key in conversation._order]
    return [piece._body.toPlainText() for piece in pieces if isinstance(piece, MessageFrame)]


def test_items_stand_below_each_other_without_overlap(conversation: Conversation) -> None:
    show(conversation, [message(1), Fold(3), message(2, body="long " * 400), moved(3), message(4)])
    pieces = [conversation._pieces[key] for key in conversation._order]
    assert [type(piece) for piece in pieces] == [MessageFrame, FoldLine, MessageFrame, EventLine, MessageFrame]
    edges = [(piece.y(), piece.y() + piece.height()) for piece in pieces]
    assert all(below > end for (_, end), (below, _) in pairwise(edges))
    assert conversation._content.height() > edges[-1][1]


def test_one_more_message_keeps_the_widgets_and_their_selection(conversation: Conversation) -> None:
    show(conversation, [message(1), message(2)])
    frame = conversation._pieces["m1"]
    assert isinstance(frame, MessageFrame)
    frame._body.selectAll()
    show(conversation, [message(1), message(2), message(3)])
    assert conversation._pieces["m1"] is frame
    assert frame._body.textCursor().selectedText() == "words 1"
    assert bodies(conversation) == ["words 1", "words 2", "words 3"]


def test_widgets_are_used_again_for_another_ticket(conversation: Conversation) -> None:
    show(conversation, [message(number) for number in range(6)])
    first = set(map(id, conversation._pieces.values()))
    show(conversation, [message(10, body="other"), message(11, body="other")], "t2")
    assert set(map(id, conversation._pieces.values())) <= first
    assert bodies(conversation) == ["other 10", "other 11"]


def test_a_ticket_opens_at_its_newest_and_stays_where_one_reads(conversation: Conversation) -> None:
    many: list[Item] = [message(number, body="a few words " * 20) for number in range(20)]
    bar = conversation.verticalScrollBar()
    show(conversation, many)
    assert bar.value() == bar.maximum() > 0
    bar.setValue(50)
    show(conversation, [*many, message(99)])
    assert bar.value() == 50
    bar.setValue(bar.maximum())
    show(conversation, [*many, message(99), message(100)])
    assert bar.value() == bar.maximum()


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_has_its_own_ground_and_edge(conversation: Conversation, look: Look, kind: Kind) -> None:
    """Look 5: told apart by ground, edge, icon and word."""
    show(conversation, [message(1, kind)])
    frame = conversation._pieces["m1"]
    image: QImage = frame.grab().toImage()
    middle = QColor(image.pixel(image.width() // 2, image.height() - 4))
    bg = look.theme.bg
    assert middle == {Kind.REQUESTER: bg.surface, Kind.PUBLIC: bg.outbound, Kind.NOTE: bg.note}[kind]
    words = {Kind.REQUESTER: "Requester", Kind.PUBLIC: "Public reply", Kind.NOTE: "Internal note"}[kind]
    assert words in frame.accessibleName()
    if kind is Kind.PUBLIC:
        assert QColor(image.pixel(1, image.height() // 2)) == look.theme.accent_ink


def test_markup_in_a_body_is_text(conversation: Conversation) -> None:
    hostile = replace(message(1), body="<img src='file:///etc/passwd'><b>bold</b> &amp; <script>x</script>")
    show(conversation, [hostile])
    assert bodies(conversation) == [hostile.body]


def test_earlier_messages_are_asked_for_by_the_fold(conversation: Conversation, qtbot: QtBot) -> None:
    show(conversation, [message(1), Fold(3), message(2)])
    fold = conversation._pieces["fold"]
    assert isinstance(fold, FoldLine)
    assert fold.text() == "3 earlier messages"
    with qtbot.waitSignal(conversation.earlier_wanted):
        QTest.mouseClick(fold, Qt.MouseButton.LeftButton)


def test_a_narrower_window_makes_higher_messages(conversation: Conversation, qtbot: QtBot) -> None:
    show(conversation, [message(1, body="several words that wrap " * 20)])
    before = conversation._pieces["m1"].height()
    conversation.resize(400, 400)
    qtbot.waitUntil(lambda: conversation._pieces["m1"].height() > before)
    assert conversation._content.width() == conversation.viewport().width()


def test_a_ticket_without_words_says_so_instead_of_standing_empty(look: Look, conversation: Conversation) -> None:
    asked = replace(message(1), body="")
    conversation.show_items("t", [asked], manner(look))
    (frame,) = conversation.findChildren(MessageFrame)
    assert frame._detail(asked, manner(look)) == "E-mail, nothing was described"
    assert frame._detail(message(2), manner(look)) == "E-mail"
