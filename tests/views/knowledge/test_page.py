"""The knowledge page in the real window, driven by keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QTextDocument, QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from console.bootstrap import build_services
from console.models.kinds import Locale
from console.models.knowledge_kinds import ArticleState, Content, ContentType
from console.services.knowledge.commands import CreateArticle, EditArticle, PublishArticle, SaveCategory
from console.services.knowledge.queries import OpenArticle, WholeArticle
from console.services.tickets.texts import BODY_LIMIT
from console.views.knowledge.page import KnowledgePage
from console.views.knowledge.state import Mode
from console.views.overlay import Overlay
from tests.support.window import Hands, Stand, stand

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Room(Hands):
    """The window with its knowledge page, and a person's hands."""

    window: Stand
    page: KnowledgePage
    qtbot: QtBot

    @property
    def titles(self) -> list[str]:
        rows = self.page.list.entries
        return [rows.at(row).text for row in range(rows.rowCount())]

    @property
    def whole(self) -> WholeArticle:
        whole = self.page.presenter.state.whole
        assert whole is not None
        return whole

    def kept(self) -> WholeArticle:
        return self.window.services.desk.ask(OpenArticle(self.whole.row.id, self.window.services.me.id))

    def answer(self, text: str) -> None:
        """Answer the question that is coming up."""
        self.until(lambda: [one for one in self.window.shell.findChildren(Overlay) if one.isVisible()])
        self.type(text)
        self.key(Qt.Key.Key_Return)

    def mode(self, mode: Mode) -> None:
        self.until(lambda: self.page.presenter.state.mode is mode)


@pytest.fixture
def room(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """Two articles on a shelf: Printers in two versions, the first of them published, and VPN."""
    services = build_services(tmp_path / "profile")
    shelf = services.desk.do(SaveCategory("Devices")).subject
    body = "Switch it **on**. ![x](file:///etc/passwd) [more](https://a.example/b)"
    key = services.desk.do(CreateArticle(Content("Printers", body, category=shelf), Locale.EN)).subject
    (first,) = services.desk.ask(OpenArticle(key, services.me.id)).versions
    services.desk.do(PublishArticle(key, first.id))
    services.desk.do(EditArticle(key, Content("Printers", f"{body}\n\nThen off.", category=shelf)))
    services.desk.do(CreateArticle(Content("VPN", "Renew the certificate."), Locale.EN))
    services.close()
    with stand(qapp, tmp_path / "profile") as window:
        qtbot.waitActive(window.shell)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        QTest.keyClick(QApplication.focusWidget() or window.shell, Qt.Key.Key_4, CTRL)
        qtbot.waitUntil(lambda: isinstance(window.shell.page, KnowledgePage))
        page = window.shell.page
        assert isinstance(page, KnowledgePage)
        made = Room(window, page, qtbot)
        made.until(lambda: page.presenter.state.whole is not None and page.list.hasFocus())
        yield made


def test_articles_are_gone_through_and_read_by_keys(room: Room) -> None:
    assert room.titles == ["Printers", "VPN"]
    room.key("J")
    room.until(lambda: room.whole.row.title == "VPN")
    room.key("K")
    room.until(lambda: room.whole.row.title == "Printers")
    room.key(Qt.Key.Key_Return)
    assert room.page.reading.text.hasFocus()
    assert "Switch it on." in room.page.reading.text.toPlainText()
    assert room.page.panels()[2] is room.page.reading.text


def test_a_window_that_was_left_here_opens_here_and_answers_keys(room: Room, qapp: QApplication) -> None:
    profile = room.window.services.profile
    room.window.shell.close()
    room.window.courier.close()
    with stand(qapp, profile) as window:
        room.qtbot.waitActive(window.shell)
        page = window.shell.page
        assert isinstance(page, KnowledgePage)
        room.qtbot.waitUntil(page.list.hasFocus)
        QTest.keyClick(page.list, Qt.Key.Key_Slash)
        room.qtbot.waitUntil(page.search.hasFocus)


def test_a_text_loads_nothing_and_leads_to_the_web_alone(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    reader = room.page.reading.text
    kind = QTextDocument.ResourceType.ImageResource.value
    for url in ("file:///etc/passwd", "https://a.example/a.png", "data:text/html,x"):
        found = reader.loadResource(kind, QUrl(url))
        assert isinstance(found, QImage)
        assert found.isNull()
        reader.follow(QUrl(url))
    assert opened == ["https://a.example/a.png"]


def test_a_search_is_typed_and_left_by_keys(room: Room) -> None:
    room.key("/")
    assert room.page.search.hasFocus()
    room.type("cert")
    room.until(lambda: room.titles == ["VPN"])
    room.key(Qt.Key.Key_Return)
    assert room.page.list.hasFocus()
    room.key("/")
    room.key(Qt.Key.Key_Escape)
    room.until(lambda: room.titles == ["Printers", "VPN"])
    assert room.page.search.text() == ""


def test_an_article_is_written_beside_its_preview_and_saved(room: Room) -> None:
    room.key("C")
    room.mode(Mode.WRITE)
    assert room.page.editor.title.hasFocus()
    room.type("Reset")
    room.key(Qt.Key.Key_Return)
    assert room.page.editor.body.hasFocus()
    room.type("# Step *one*")
    room.until(lambda: "Step one" in room.page.editor.preview.toPlainText())
    room.key(Qt.Key.Key_Return, CTRL)
    room.mode(Mode.READ)
    room.until(lambda: room.whole.row.title == "Reset")
    assert room.kept().content.body == "# Step *one*"
    assert room.page.list.hasFocus()
    room.key("Z", CTRL)
    room.until(lambda: room.kept().row.state is ArticleState.ARCHIVED)


def test_a_key_pasted_into_an_article_stands_there_and_a_line_that_no_article_may_have_stays_out(room: Room) -> None:
    """Qt looks for a break as long as a line is long squared: field and preview would stand still for minutes."""
    room.key("E")
    room.mode(Mode.WRITE)
    field, preview, source = room.page.editor.body, room.page.editor.preview, QMimeData()
    field.selectAll()
    source.setText("TWFu" * 40_000)
    field.insertFromMimeData(source)
    room.until(lambda: preview.toPlainText().startswith("TWFu"))
    modes = (field.wordWrapMode(), preview.wordWrapMode())
    assert modes == (QTextOption.WrapMode.WrapAnywhere, QTextOption.WrapMode.WrapAnywhere)
    source.setText("x" * (BODY_LIMIT + 1))
    field.insertFromMimeData(source)
    assert field.toPlainText() == "TWFu" * 40_000
    assert "200,001" in room.window.shell.notices.bar.sentence()


def says(button: QPushButton, words: str) -> bool:
    return button.text() == words


def test_type_and_category_are_chosen_while_it_is_written(room: Room) -> None:
    room.key("E")
    room.mode(Mode.WRITE)
    for button, words in ((room.page.editor.type, "FAQ"), (room.page.editor.category, "No category")):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        room.type(words)
        room.key(Qt.Key.Key_Return)
        room.until(partial(says, button, words))
    room.page.editor.body.setFocus()
    room.key(Qt.Key.Key_Return, CTRL)
    room.mode(Mode.READ)
    assert (room.kept().content.type, room.kept().content.category) == (ContentType.FAQ, None)


def test_letters_typed_are_words_and_no_keys(room: Room) -> None:
    room.key("E")
    room.mode(Mode.WRITE)
    room.key(Qt.Key.Key_Return)
    room.type("cjkpehyn/")
    assert room.page.editor.body.toPlainText().startswith("cjkpehyn/")
    room.key(Qt.Key.Key_Escape)
    room.mode(Mode.READ)
    assert room.kept().content.body.startswith("cjkpehyn/")


def test_the_newest_version_is_published_by_a_key(room: Room) -> None:
    assert room.whole.row.has_newer
    assert room.page.reading.buttons["article.publish"].isEnabled()
    room.key("P")
    room.until(lambda: not room.whole.row.has_newer)
    assert not room.page.reading.buttons["article.publish"].isEnabled()


def test_versions_are_compared_and_one_comes_back(room: Room) -> None:
    room.key("H")
    room.mode(Mode.VERSIONS)
    room.until(lambda: "Then off." in room.page.history.change.toPlainText())
    assert room.page.history.list.hasFocus()
    assert not room.page.history.restore.isEnabled()
    room.key(Qt.Key.Key_Down)
    room.until(room.page.history.restore.isEnabled)
    QTest.mouseClick(room.page.history.restore, Qt.MouseButton.LeftButton)
    room.until(lambda: "Then off" not in room.kept().content.body)
    room.page.history.list.setFocus()
    room.key(Qt.Key.Key_Escape)
    room.mode(Mode.READ)
    room.until(room.page.list.hasFocus)


def test_it_helped_or_it_did_not(room: Room) -> None:
    room.key("Y")
    room.until(lambda: room.kept().told.helpful == 1)
    room.key("N")
    room.until(lambda: (room.kept().told.helpful, room.kept().told.not_helpful) == (0, 1))


def test_shelves_narrow_the_list(room: Room) -> None:
    room.page.shelves.setFocus()
    for _ in range(6):
        room.key(Qt.Key.Key_Down)
    room.until(lambda: room.titles == ["Printers"])
    assert room.page.presenter.state.categories[0].name == "Devices"


def test_keys_of_the_queue_are_not_those_of_this_page(room: Room) -> None:
    """C begins an article here and a ticket there."""
    shown = [action.id for action in room.window.shell.actions_table.all()]
    assert "article.new" in shown
    assert not [key for key in shown if key.startswith(("ticket.", "list."))]
    room.key("1", CTRL)
    shown = [action.id for action in room.window.shell.actions_table.all()]
    assert "article.new" not in shown
    assert "list.create" in shown


def test_the_page_speaks_both_languages_and_wears_both_themes(room: Room) -> None:
    room.window.language.speak(Locale.ZH)
    assert room.page.reading.buttons["article.publish"].text() == "发布"
    assert room.page.shelves.entries.at(0).text == "全部文章"
    room.window.look.changed.emit()
    room.window.language.speak(Locale.EN)
    assert room.page.shelves.entries.at(0).text == "All articles"


def test_words_are_kept_when_the_window_closes(room: Room) -> None:
    room.key("E")
    room.mode(Mode.WRITE)
    room.key(Qt.Key.Key_Return)
    room.type("Last words. ")
    room.window.shell.close()
    room.until(lambda: room.kept().content.body.startswith("Last words. "))


def test_owner_date_and_other_language_are_set_by_keys(room: Room) -> None:
    """SPEC 6.1."""
    for key, typed, holds in (
        ("O", room.window.services.me.name, lambda: room.kept().owner == room.window.services.me.id),
        ("D", "2026-13-01", lambda: "2026-13-01" in room.window.shell.notices.bar.sentence()),
        ("D", "2027-03-09", lambda: room.kept().row.review_by is not None),
    ):
        room.key(key)
        room.answer(typed)
        room.until(holds)
        room.page.list.setFocus()
    due = room.kept().row.review_by
    assert due is not None
    assert f"{due.astimezone():%Y-%m-%d %H:%M}" == "2027-03-09 09:00"
    room.key("L")
    room.answer("write")
    room.mode(Mode.WRITE)
    room.page.editor.title.selectAll()
    room.type("Dayinji")
    room.key(Qt.Key.Key_Return, CTRL)
    room.mode(Mode.READ)
    room.until(lambda: room.whole.pair_title == "Printers")
    room.key("T")
    room.until(lambda: room.whole.row.title == "Printers" and room.whole.pair_title == "Dayinji")
