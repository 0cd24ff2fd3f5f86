"""The queue page in the real window, driven by keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from console.bootstrap import build_services
from console.models.kinds import Channel, Locale, Outcome, Priority, Status, Visibility
from console.models.knowledge_kinds import Content
from console.services.knowledge.commands import CreateArticle, PublishArticle
from console.services.knowledge.queries import OpenArticle
from console.services.tickets.commands import AddMessage, Assign, CreateTicket, NewRequester, SetStatus
from console.services.tickets.filters import Filter
from console.services.tickets.views import BuiltIn
from console.services.tickets.whole import OpenTicket, Whole
from console.views.overlay import Overlay
from console.views.pages import Place, PlaceKind
from console.views.queue.messages import MessageFrame
from console.views.queue.page import QueuePage
from console.views.queue.properties import Row
from console.views.rows import Column
from tests.support.window import Hands, Stand, stand

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass
class Desk(Hands):
    """The window with its queue, and a person's hands."""

    window: Stand
    page: QueuePage
    qtbot: QtBot
    tickets: dict[str, str]

    @property
    def titles(self) -> list[str]:
        rows = self.page.display.rows
        return [str(rows.index(row, Column.TITLE).data()) for row in range(rows.rowCount())]

    @property
    def chips(self) -> list[str]:
        return [chip.text() for chip in self.page.display.head._buttons if not chip.isHidden()]

    @property
    def current(self) -> str:
        whole = self.page.presenter.ticket.state.shown
        return whole.title if whole else ""

    @property
    def shown(self) -> Whole:
        """The open ticket as the window knows it."""
        whole = self.page.presenter.ticket.state.shown
        assert whole is not None
        return whole

    def ask(self, title: str) -> Whole:
        return self.window.services.desk.ask(OpenTicket(self.tickets[title]))

    def open(self, title: str) -> None:
        """Go to a ticket by the keys of the list."""
        self.page.focus()
        row = self.titles.index(title)
        self.page.display.table.step(row - self.page.display.table.currentIndex().row())
        self.until(lambda: self.current == title)

    def question(self) -> str:
        """The name of the kind of question that is asked over the page."""
        self.until(self._questions)
        return type(self._questions()[0]).__name__

    def _questions(self) -> list[Overlay]:
        return [one for one in self.window.shell.findChildren(Overlay) if one.isVisible()]


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Three open tickets in "all open"; the newest one is current and the list has the keyboard."""
    profile = tmp_path / "profile"
    tickets = fill(profile)
    with stand(qapp, profile) as window:
        window.shell.resize(1440, 900)
        qtbot.waitActive(window.shell)
        page = window.shell.page
        assert isinstance(page, QueuePage)
        made = Desk(window, page, qtbot, tickets)
        made.until(lambda: page.presenter.listing.state.opening)
        page.show_place(Place(PlaceKind.VIEW, BuiltIn.ALL_OPEN))
        made.until(lambda: made.titles == ["third", "second", "first"] and made.current == "third")
        yield made


def fill(profile: Path) -> dict[str, str]:
    services = build_services(profile)
    tickets = {}
    for title in ("first", "second", "third"):
        command = CreateTicket(title, f"{title} <b>words</b>", NewRequester("Lin Qiao", "lin@corp.example"))
        tickets[title] = services.desk.do(command).subject
    services.close()
    return tickets


def test_keys_move_through_the_list(desk: Desk) -> None:
    desk.key("J")
    desk.until(lambda: desk.current == "second")
    desk.key("K")
    desk.until(lambda: desk.current == "third")


def test_a_assigns_and_ctrl_z_takes_it_back(desk: Desk) -> None:
    desk.key("A")
    assert desk.question() == "Chooser"
    desk.type(desk.window.services.me.name[:3])
    desk.key(ENTER)
    desk.until(lambda: desk.ask("third").assignee is not None)
    desk.until(lambda: desk.page.display.rows.index(0, Column.ASSIGNEE).data() != "Unassigned")
    desk.until(desk.window.shell.notices.can_undo)
    desk.key("Z", CTRL)
    desk.until(lambda: desk.ask("third").assignee is None)


def test_p_sets_the_priority_by_its_first_letters(desk: Desk) -> None:
    desk.key("P")
    desk.question()
    desk.type("crit")
    desk.key(ENTER)
    desk.until(lambda: desk.page.display.rows.index(0, Column.PRIORITY).data() == "Critical")
    assert desk.ask("third").priority is Priority.CRITICAL


def test_e_resolves_with_an_outcome_and_goes_on_to_the_next(desk: Desk) -> None:
    desk.key("E")
    assert desk.question() == "Form"
    desk.key(ENTER)
    desk.type("Cleared the cache.")
    desk.key(ENTER, CTRL)
    desk.until(lambda: desk.titles == ["second", "first"])
    desk.until(lambda: desk.current == "second")
    whole = desk.ask("third")
    assert (whole.status, whole.outcome, whole.resolution) == (Status.RESOLVED, Outcome.SOLVED, "Cleared the cache.")


def test_a_pause_asks_for_a_reason_and_may_end_by_itself(desk: Desk) -> None:
    """SPEC 3.3."""
    desk.window.services.desk.do(AddMessage(desk.tickets["third"], "We look into it.", Visibility.PUBLIC))
    desk.until(lambda: desk.shown.status is Status.OPEN)
    desk.key("S")
    desk.question()
    desk.type("vendor")
    desk.key(ENTER)
    assert desk.question() == "Form"
    desk.key(Qt.Key.Key_Backtab, SHIFT)
    desk.key(ENTER)
    desk.type("VC-48416")
    desk.key(ENTER, CTRL)
    desk.until(lambda: desk.ask("third").status is Status.PENDING_VENDOR)
    assert desk.ask("third").wake is not None
    desk.until(lambda: any(row.label == "Wakes up" for row in shown_rows(desk)))


def test_a_public_reply_is_written_and_sent_by_keys(desk: Desk) -> None:
    desk.key("R")
    desk.type("Please try again.")
    assert desk.titles == ["third", "second", "first"]
    desk.key(ENTER, CTRL)
    desk.until(lambda: [m.body for m in desk.ask("third").messages] == ["Please try again."])
    desk.until(lambda: desk.page.hands().lower.composer.field.toPlainText() == "")
    assert desk.ask("third").messages[0].visibility is Visibility.PUBLIC


def test_a_note_is_unmistakably_internal(desk: Desk) -> None:
    """SPEC 3.4: word, button and accessible name change with the mode."""
    composer = desk.page.hands().lower.composer
    public = (composer._send.accessibleName(), composer.field.accessibleName(), composer._to.text())
    desk.key("N")
    desk.until(composer.field.hasFocus)
    note = (composer._send.accessibleName(), composer.field.accessibleName(), composer._to.text())
    assert all(before != after for before, after in zip(public, note, strict=True))
    desk.type("Pool SZ-2 is slow.")
    desk.key("M", CTRL | SHIFT)
    assert composer.field.toPlainText() == ""
    desk.key("M", CTRL | SHIFT)
    desk.until(lambda: composer.field.toPlainText() == "Pool SZ-2 is slow.")
    desk.key(ENTER, CTRL)
    desk.until(lambda: [m.visibility for m in desk.ask("third").messages] == [Visibility.INTERNAL])


def test_keys_of_the_list_are_letters_in_the_composer(desk: Desk) -> None:
    desk.key("R")
    desk.type("japersnt/?")
    assert desk.page.hands().lower.composer.field.toPlainText() == "japersnt/?"
    assert desk.current == "third"


def test_a_draft_is_there_again_after_the_window_was_closed(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    fill(tmp_path / "profile")
    with all_open(qapp, qtbot, tmp_path / "profile") as page:
        page.hands().lower.composer.field.setPlainText("half a sent")
    with all_open(qapp, qtbot, tmp_path / "profile") as page:
        field = page.hands().lower.composer.field
        qtbot.waitUntil(lambda: field.toPlainText() == "half a sent")


@contextmanager
def all_open(qapp: QApplication, qtbot: QtBot, profile: Path) -> Iterator[QueuePage]:
    with stand(qapp, profile) as window:
        page = window.shell.page
        assert isinstance(page, QueuePage)
        qtbot.waitUntil(lambda: page.presenter.listing.state.opening > 0)
        page.show_place(Place(PlaceKind.VIEW, BuiltIn.ALL_OPEN))
        qtbot.waitUntil(lambda: page.presenter.writing.state.ticket is not None)
        yield page


def test_searching_while_typing_and_back(desk: Desk) -> None:
    desk.key("/")
    desk.until(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    desk.type("sec")
    desk.until(lambda: desk.titles == ["second"])
    desk.key(ENTER)
    desk.until(desk.page.display.table.hasFocus)
    assert desk.titles == ["second"]
    desk.key(ESCAPE)
    desk.until(lambda: len(desk.titles) == 3)
    assert desk.page.display.head.search.text() == ""


def test_a_search_without_a_hit_says_so_and_offers_ways_on(desk: Desk) -> None:
    desk.key("/")
    desk.type("zzzz")
    empty = desk.page.display.no_rows
    desk.until(empty.isVisible)
    assert "zzzz" in empty._sentence.text()
    assert "fewer words" in empty._why.text()
    desk.key("A", CTRL)
    desk.type("...")
    desk.until(lambda: "no word" in empty._sentence.text())
    desk.key(ESCAPE)
    desk.until(lambda: not empty.isVisible())


def test_a_narrowed_search_without_a_hit_points_to_the_conditions(desk: Desk) -> None:
    desk.page.presenter.listing.search("second")
    desk.until(lambda: desk.titles == ["second"])
    desk.page.presenter.listing.narrow(Filter(text="second", channels=frozenset({Channel.CHAT})))
    empty = desk.page.display.no_rows
    desk.until(empty.isVisible)
    assert "conditions" in empty._why.text()


def test_c_creates_with_live_suggestions(desk: Desk) -> None:
    desk.key("C")
    panel = desk.page.hands().lower.create_panel
    desk.until(panel.title.hasFocus)
    desk.type("Login failed for all users")
    desk.until(lambda: panel._priority.text() == "Critical")
    assert panel._type.text() == "Login problem"
    desk.key(ENTER)
    desk.type("Nobody can sign in.")
    desk.key(ENTER, CTRL)
    desk.until(lambda: desk.current == "Login failed for all users")
    desk.until(desk.page.display.table.hasFocus)
    assert desk.titles[0] == "Login failed for all users"


def test_esc_puts_the_new_ticket_away_and_keeps_its_words(desk: Desk) -> None:
    desk.key("C")
    desk.until(desk.page.hands().lower.create_panel.title.hasFocus)
    desk.type("Half a title")
    desk.key(ESCAPE)
    desk.until(desk.page.display.table.hasFocus)
    desk.key("C")
    desk.until(desk.page.hands().lower.create_panel.title.hasFocus)
    assert desk.page.hands().lower.create_panel.title.text() == "Half a title"


def test_f_narrows_the_list_and_shows_a_chip(desk: Desk) -> None:
    desk.key("F")
    desk.question()
    desk.type("prio")
    desk.key(ENTER)
    desk.question()
    desk.type("crit")
    desk.key(ENTER)
    desk.until(lambda: desk.titles == [])
    assert desk.chips == [
        "Status: open",
        "Priority: Critical",
    ]


def test_each_row_tells_how_long_its_ticket_can_wait_and_the_details_tell_why(desk: Desk) -> None:
    """SPEC 4.8."""
    rows = desk.page.display.rows
    assert str(rows.index(0, Column.DUE).data()).startswith("Reply, ")
    clocks = desk.page.hands().lower.inspector.details.clocks
    desk.until(lambda: clocks.text() and clocks.height() > 0)
    assert clocks.accessibleName().startswith("First reply, ")
    clocks._copy.click()
    assert QGuiApplication.clipboard().text() == clocks.text()
    assert clocks.text().startswith(f"{desk.shown.number} · First reply · Medium v1 · Working hours v1")
    clocks.grab()


def test_clocks_keep_their_room_while_those_of_the_next_ticket_come(desk: Desk) -> None:
    """What is below them would jump at every row."""
    clocks = desk.page.display.complete().inspector.details.clocks
    desk.until(clocks.text)
    before = clocks.wanted_height()
    clocks.wait()
    assert (clocks.text(), clocks.accessibleName(), clocks.wanted_height()) == ("", "", before)
    desk.open("second")
    desk.until(clocks.text)
    assert clocks.wanted_height() == before


def test_what_is_written_is_not_taken_to_the_next_ticket_by_undo(desk: Desk) -> None:
    desk.key("R")
    field = desk.page.display.complete().composer.field
    desk.type("gone")
    for _ in "gone":
        desk.key(Qt.Key.Key_Backspace)
    desk.until(lambda: desk.page.presenter.writing.state.text == "")
    assert field.document().isUndoAvailable()
    desk.open("second")
    assert not field.document().isUndoAvailable()


def test_what_a_colleague_does_shows_without_moving_anything(desk: Desk) -> None:
    desk.open("second")
    desk.window.services.desk.do(SetStatus(desk.tickets["third"], Status.IN_PROGRESS))
    desk.until(lambda: desk.page.display.rows.index(0, Column.STATUS).data() == "In progress")
    assert desk.current == "second"
    assert desk.page.display.table.current() == desk.page.presenter.listing.state.current


def test_a_message_from_elsewhere_appears_in_the_open_conversation(desk: Desk) -> None:
    desk.window.services.desk.do(AddMessage(desk.tickets["third"], "Looking.", Visibility.INTERNAL))
    conversation = desk.page.hands().lower.conversation
    desk.until(lambda: any("note" in name.lower() for name in names(conversation)))


def test_a_body_is_plain_text_whatever_it_holds(desk: Desk) -> None:
    frames = desk.page.hands().lower.conversation._pieces.values()
    bodies = [frame._body.toPlainText() for frame in frames if isinstance(frame, MessageFrame)]
    assert bodies == ["third <b>words</b>"]


def test_a_long_word_wraps_and_widens_nothing(desk: Desk) -> None:
    desk.window.services.desk.do(AddMessage(desk.tickets["third"], "x" * 10_000, Visibility.INTERNAL))
    conversation = desk.page.hands().lower.conversation
    desk.until(lambda: len(conversation._pieces) == 2)
    assert conversation._content.width() == conversation.viewport().width()
    assert max(piece.height() for piece in conversation._pieces.values()) > 1_000


def test_dropped_files_are_attached_to_what_is_written(desk: Desk, tmp_path: Path) -> None:
    log = tmp_path / "vpn.log"
    log.write_text("refused")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(log))])
    desk.page.hands().lower.composer.field.insertFromMimeData(data)
    desk.until(lambda: desk.page.presenter.writing.state.files == (log,))
    assert desk.page.hands().lower.composer.field.toPlainText() == ""
    desk.key("R")
    desk.type("See the log.")
    desk.key(ENTER, CTRL)
    desk.until(lambda: [file.name for file in desk.ask("third").attachments] == ["vpn.log"])
    desk.until(lambda: any(row.value == "vpn.log" for row in shown_rows(desk)))


def test_the_inspector_changes_what_is_clicked(desk: Desk) -> None:
    line = next(one for one in desk.page.hands().lower.inspector.details._lines if one.row.label == "Type")
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    desk.question()
    desk.type("perf")
    desk.key(ENTER)
    desk.until(lambda: any(row.value == "Performance issue" for row in shown_rows(desk)))


def test_history_tells_what_happened(desk: Desk) -> None:
    desk.window.services.desk.do(SetStatus(desk.tickets["third"], Status.IN_PROGRESS))
    desk.key("H", SHIFT)
    history = desk.page.hands().lower.inspector.history
    desk.until(lambda: history.isVisible() and history.events.rowCount() == 2)
    assert "In progress" in str(history.events.index(1).data())


def test_everything_speaks_chinese_at_once_and_english_again(desk: Desk) -> None:
    display = desk.page.display
    before = (display.head._title.text(), display.rows.index(0, Column.STATUS).data(), shown_rows(desk)[0].label)
    desk.window.language.speak(Locale.ZH)
    chinese = (display.head._title.text(), display.rows.index(0, Column.STATUS).data(), shown_rows(desk)[0].label)
    assert chinese == ("全部未结", "新建", "状态")
    desk.window.language.speak(Locale.EN)
    after = (display.head._title.text(), display.rows.index(0, Column.STATUS).data(), shown_rows(desk)[0].label)
    assert after == before


def test_where_no_views_stand_a_button_leads_to_them(desk: Desk) -> None:
    """Whoever does not know the key has lost them else."""
    shell, page = desk.window.shell, desk.page
    button = next(one for one in page.display.head.findChildren(QToolButton) if one.accessibleName() == "Views")
    assert not button.isVisible()
    shell.resize(1000, 800)
    desk.until(button.isVisible)
    button.click()
    assert page.display.views.isVisible()
    assert not button.isVisible()
    page.display.views.list.setFocus()
    desk.key(ESCAPE)
    assert button.isVisible()
    button.click()
    desk.key(Qt.Key.Key_Down)
    assert page.display.views.isVisible()
    desk.key(ENTER)
    desk.until(lambda: not page.display.views.isVisible())
    shell.resize(1440, 900)
    desk.until(lambda: page.display.views.isVisible() and not button.isVisible())
    shell.actions_table.run("queue.views")
    assert button.isVisible()


def test_panels_become_drawers_in_a_narrow_window(desk: Desk) -> None:
    display, shell = desk.page.display, desk.window.shell
    assert display.beside.isVisible()
    shell.resize(1000, 800)
    desk.until(lambda: not display.beside.isVisible() and not display.views.isVisible())
    desk.key("I")
    desk.until(display.beside.isVisible)
    assert display.beside.geometry().right() == desk.page.widget.width() - 1
    desk.key("I")
    desk.until(lambda: not display.beside.isVisible())
    desk.page.focus()
    desk.key("B", CTRL)
    desk.until(display.views.isVisible)
    shell.resize(1440, 900)
    desk.until(lambda: display.beside.isVisible() and display.views.isVisible())
    assert display.table.width() > 600


def test_every_focusable_thing_has_a_name(desk: Desk) -> None:
    desk.key("C")
    desk.until(desk.page.hands().lower.create_panel.title.hasFocus)
    nameless = [
        f"{type(one).__name__} in {type(one.parent()).__name__}"
        for one in desk.page.widget.findChildren(QWidget)
        if one.focusPolicy() is not Qt.FocusPolicy.NoFocus and one.isVisible() and not name_of(one)
    ]
    assert nameless == []


def test_no_two_actions_of_the_page_share_a_key(desk: Desk) -> None:
    assert {action.id for action in desk.page.actions()} <= {
        action.id for action in desk.window.shell.actions_table.all()
    }


def test_the_palette_learns_of_views_and_the_open_ticket(desk: Desk) -> None:
    places = {place.key: place for place in desk.page.places()}
    desk.until(lambda: "3" in {p.key: p for p in desk.page.places()}[BuiltIn.ALL_OPEN].note)
    assert places[BuiltIn.UNASSIGNED].text == "Unassigned"
    assert desk.page.subject() == f"Ticket {desk.ask('third').number}"


def test_a_place_leads_to_a_ticket_or_to_a_persons_tickets(desk: Desk) -> None:
    desk.page.show_place(Place(PlaceKind.TICKET, desk.tickets["first"]))
    desk.until(lambda: desk.current == "first")
    lin = desk.ask("first").requester
    assert lin is not None
    desk.window.services.desk.do(CreateTicket("of nobody", channel=Channel.PHONE))
    desk.page.show_place(Place(PlaceKind.PERSON, lin.id, lin.name))
    desk.until(lambda: "Requester: Lin Qiao" in desk.chips)
    assert sorted(desk.titles) == ["first", "second", "third"]
    me = desk.window.services.me
    desk.window.services.desk.do(Assign(desk.tickets["second"], me.id))
    desk.page.show_place(Place(PlaceKind.COLLEAGUE, me.id, me.name))
    desk.until(lambda: desk.titles == ["second"])
    assert f"Assignee: {me.name}" in desk.chips


def test_number_and_title_are_copied(desk: Desk) -> None:
    desk.key("C", CTRL)
    desk.until(lambda: QApplication.clipboard().text() == "3 third")


def test_a_double_click_leads_to_the_conversation(desk: Desk) -> None:
    table = desk.page.display.table
    place = table.visualRect(table.rows.index(1, Column.TITLE)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.until(desk.page.hands().lower.conversation.hasFocus)
    desk.key(ESCAPE)
    desk.until(table.hasFocus)


def test_f6_reaches_every_panel(desk: Desk) -> None:
    visited: list[QWidget] = []
    for _ in range(6):
        desk.key(Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        visited.append(focus)
    assert all(panel in visited for panel in desk.page.panels())


def shown_rows(desk: Desk) -> list[Row]:
    return [line.row for line in desk.page.hands().lower.inspector.details._lines if line.isVisible()]


def names(widget: QWidget) -> list[str]:
    return [one.accessibleName() for one in widget.findChildren(QWidget) if one.isVisible()]


def name_of(widget: QWidget) -> str:
    if isinstance(widget, (QPlainTextEdit, QLineEdit)):
        return widget.accessibleName() or widget.placeholderText()
    return widget.accessibleName() or str(widget.property("text") or "")


def test_an_article_like_the_ticket_is_put_into_the_reply_by_keys(desk: Desk) -> None:
    """SPEC 6.4."""
    do = desk.window.services.desk.do
    key = do(CreateArticle(Content("First steps", "Take the first words, then the next."), Locale.EN)).subject
    (version,) = desk.window.services.desk.ask(OpenArticle(key, desk.window.services.me.id)).versions
    do(PublishArticle(key, version.id))
    desk.open("first")
    desk.key("R")
    composer = desk.page.hands().lower.composer
    desk.until(composer.advice.isVisible)
    assert "First steps" in composer.advice.button.accessibleName()
    desk.type("Hello,")
    desk.key("J", CTRL)
    for _ in range(2):
        desk.question()
        desk.key(ENTER)
    desk.until(lambda: composer.field.toPlainText() == "Hello,\nTake the first words, then the next.")
    assert QApplication.focusWidget() is composer.field
    desk.key("Z", CTRL)
    assert composer.field.toPlainText() == "Hello,"
