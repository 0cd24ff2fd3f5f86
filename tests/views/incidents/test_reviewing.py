"""The analysis in the real window, driven by keys: what is typed is kept, and what two wrote is put together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from console.bootstrap import build_services
from console.models.incident_kinds import IncidentStatus
from console.models.review_kinds import ActionState, ReviewState, ReviewText
from console.services.incidents.commands import DeclareIncident, MoveIncident, SetFindings
from console.services.incidents.review_commands import WriteReview
from console.services.incidents.reviews import OpenReview, ReviewRoom
from console.views.incidents.page import IncidentsPage
from console.views.incidents.reviewing import Around, ReviewPresenter
from console.views.incidents.state import Mode
from tests.support.queue import AtOnce, HandClock, Waits
from tests.support.window import PATIENCE_MS, Hands, Stand, stand

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
BOTH = CTRL | Qt.KeyboardModifier.ShiftModifier


class Desk(Hands):
    """The window with an analysis, and a person's hands."""

    def __init__(self, window: Stand, page: IncidentsPage, qtbot: QtBot, incident: str) -> None:
        self.window, self.page, self.qtbot, self.incident = window, page, qtbot, incident

    def kept(self) -> ReviewRoom:
        services = self.window.services
        return services.desk.ask(OpenReview(self.incident, services.clock.now()))

    def asked(self) -> str:
        """What is asked over the page."""
        question = self.window.shell._choosers._open
        return "" if question is None else question.accessibleName()

    def write(self, field: ReviewText, text: str) -> None:
        """Somebody else does."""
        self.window.services.desk.do(WriteReview(self.incident, field, text))


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    services = build_services(tmp_path / "profile")
    incident = services.desk.do(DeclareIncident("Nobody can sign in", users=3120)).subject
    services.desk.do(SetFindings(incident, "A key ran out"))
    services.desk.do(MoveIncident(incident, IncidentStatus.RESOLVED))
    services.close()
    with stand(qapp, tmp_path / "profile") as window:
        qtbot.waitActive(window.shell)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        QTest.keyClick(QApplication.focusWidget() or window.shell, Qt.Key.Key_2, CTRL)
        qtbot.waitUntil(lambda: isinstance(window.shell.page, IncidentsPage))
        page = window.shell.page
        assert isinstance(page, IncidentsPage)
        made = Desk(window, page, qtbot, incident)
        made.until(lambda: page.presenter.state.room and page.list.hasFocus())
        assert page.room.head.readings()[1].name == "Analysis"
        made.key("W")
        made.until(lambda: page.review.presenter.state.found)
        yield made


def test_an_analysis_is_filled_in_written_and_signed_by_keys(desk: Desk) -> None:
    texts = desk.page.review.panel.parts
    assert texts[ReviewText.ROOT_CAUSE].field.hasFocus()
    desk.key("F", BOTH)
    desk.until(lambda: texts[ReviewText.ROOT_CAUSE].field.toPlainText() == "A key ran out")
    desk.key(Qt.Key.Key_Tab)
    desk.type("No alert")
    desk.key(Qt.Key.Key_Tab)
    desk.until(lambda: desk.kept().review.texts[ReviewText.FACTORS] == "No alert")
    desk.until(lambda: not desk.page.review.presenter.state.drafts)
    desk.key(Qt.Key.Key_Return, BOTH)
    desk.until(lambda: desk.kept().review.state is ReviewState.IN_REVIEW)
    desk.until(lambda: desk.page.review.panel.buttons["review.move"].text() == "Sign off")
    desk.key(Qt.Key.Key_Return, BOTH)
    desk.until(texts[ReviewText.LESSONS].field.isReadOnly)
    assert desk.kept().review.state is ReviewState.SIGNED_OFF
    desk.key(Qt.Key.Key_Escape)
    desk.until(lambda: desk.page.presenter.state.mode is Mode.READ and desk.page.list.hasFocus())


def test_an_action_item_is_added_and_done_by_keys(desk: Desk) -> None:
    desk.key("A", BOTH)
    desk.type("Watch keys")
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.asked() == "Owner")
    desk.key(Qt.Key.Key_Return)  # oneself
    desk.until(lambda: desk.asked() == "Due")
    desk.key(Qt.Key.Key_Return)  # in a week
    desk.until(lambda: desk.kept().actions)
    (row,) = desk.kept().actions
    assert (row.text, row.owner_id, row.due_at is not None) == ("Watch keys", desk.window.services.me.id, True)
    desk.until(lambda: desk.page.review.panel.actions_.entries.rowCount() == 1)
    desk.page.review.panel.actions_.setFocus()
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.asked() == "Watch keys")
    desk.key(Qt.Key.Key_Return)
    desk.until(lambda: desk.asked() == "Watch keys" and isinstance(QApplication.focusWidget(), QPlainTextEdit))
    desk.type("by a timer")
    desk.key(Qt.Key.Key_Return, CTRL)
    desk.until(lambda: desk.kept().actions[0].state is ActionState.DONE)
    assert desk.kept().actions[0].result == "by a timer"


def test_words_of_two_people_are_put_together_and_a_clash_shows_both(desk: Desk) -> None:
    texts, presenter = desk.page.review.panel.parts, desk.page.review.presenter
    desk.write(ReviewText.ROOT_CAUSE, "The key ran out")
    field = texts[ReviewText.ROOT_CAUSE].field
    desk.until(lambda: field.toPlainText() == "The key ran out")
    desk.type("Sadly: ")
    desk.write(ReviewText.ROOT_CAUSE, "The key ran out in March")
    desk.key(Qt.Key.Key_Tab)
    desk.until(lambda: desk.kept().review.texts[ReviewText.ROOT_CAUSE] == "Sadly: The key ran out in March")
    desk.until(lambda: not presenter.state.drafts)
    assert field.textCursor().position() == len("Sadly: "), "who types goes on where they were"
    field.setFocus()
    field.selectAll()
    desk.type("Mine")
    desk.write(ReviewText.ROOT_CAUSE, "Theirs")
    desk.key(Qt.Key.Key_Tab)
    desk.until(lambda: presenter.state.clashes)
    assert (field.toPlainText(), desk.kept().review.texts[ReviewText.ROOT_CAUSE]) == ("Mine", "Theirs")
    texts[ReviewText.ROOT_CAUSE].ways[1].click()
    desk.until(lambda: desk.kept().review.texts[ReviewText.ROOT_CAUSE] == "Mine")
    assert not presenter.state.clashes


def test_what_is_being_written_survives_the_window(desk: Desk, qapp: QApplication, tmp_path: Path) -> None:
    desk.type("Half a sen")
    desk.until(lambda: desk.page.review.presenter.state.drafts)
    desk.page.review.close()
    profile = desk.window.services.profile
    desk.window.shell.close()
    desk.window.courier.close()
    with stand(qapp, profile) as window:
        page = window.shell.page
        assert isinstance(page, IncidentsPage)
        desk.qtbot.waitUntil(lambda: page.presenter.state.room is not None, timeout=PATIENCE_MS)
        page.presenter.turn_review()
        field = page.review.panel.parts[ReviewText.ROOT_CAUSE].field
        desk.qtbot.waitUntil(lambda: field.toPlainText() == "Half a sen", timeout=PATIENCE_MS)


def test_an_analysis_is_exported_in_the_form_its_name_asks_for(desk: Desk, tmp_path: Path) -> None:
    for name, begins in (("a.md", b"# Nobody can sign in"), ("a.html", b"<!doctype html>"), ("a.pdf", b"%PDF-")):
        desk.page.review.write(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_words_on_their_way_hold_up_no_other_analysis(tmp_path: Path) -> None:
    services = build_services(tmp_path / "profile")
    carrier, clock = AtOnce(services), services.clock.now
    presenter = ReviewPresenter(
        Around(carrier, services.local, Waits(HandClock()).later, clock, lambda _: None, lambda _: None)
    )
    ours, theirs = (services.desk.do(DeclareIncident(title, users=5)).subject for title in ("Wiki", "Mail"))
    presenter.open(ours)
    presenter.write(ReviewText.ROOT_CAUSE, "Ours")
    held: list[Callable[[], None]] = []
    carrier.held = held
    presenter.save()
    carrier.held = None
    presenter.open(theirs)
    presenter.write(ReviewText.ROOT_CAUSE, "Theirs")
    presenter.save()
    kept = services.desk.ask(OpenReview(theirs, clock()))
    assert kept.review.texts[ReviewText.ROOT_CAUSE] == "Theirs"
    services.desk.do(WriteReview(ours, ReviewText.ROOT_CAUSE, "Somebody else's"))
    for call in held:
        call()
    assert presenter.state.refused is None, "it is no word of the analysis that is shown"
    presenter.open(ours)
    assert (presenter.state.text(ReviewText.ROOT_CAUSE), len(presenter.state.clashes)) == ("Ours", 1)
    services.close()
