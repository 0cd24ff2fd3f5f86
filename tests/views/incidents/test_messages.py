"""The panel of messages in the real window: drafted, shown to whom, sent by keys, delivered by a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.bootstrap import build_services
from console.models.channels import CHANNELS
from console.models.groups import GROUPS
from console.models.kinds import Locale, PolicyKind
from console.models.message_kinds import MessageKind
from console.services.communications import MessagesOf
from console.services.incidents.commands import AddEntry, DeclareIncident
from console.services.tickets.commands import PublishPolicy
from console.views.incidents.message_presenter import DRAFT
from console.views.incidents.messages import MessagesPanel
from console.views.incidents.page import IncidentsPage
from tests.support.mail import Post, posting
from tests.support.window import Hands, Stand, stand

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
MEMBERS = [
    {"address": "wei@example.org", "locale": "zh_CN", "name": "Wei"},
    {"address": "priya@example.org", "locale": "en", "name": "Priya"},
]
MAIL = '[channels.mail]\nkind = "smtp"\nhost = "localhost"\nport = {}\nsecurity = "plain"\nfrom = "desk@example.org"\n'


@dataclass
class Sender(Hands):
    """The window, its panel, and a person's hands."""

    window: Stand
    panel: MessagesPanel
    incident: str
    post: Post
    qtbot: QtBot

    def rows(self) -> list[str]:
        """The messages that were sent, as they are read out."""
        model = self.panel.list.entries
        role = Qt.ItemDataRole.AccessibleTextRole
        return [str(model.data(model.index(row), role)) for row in range(model.rowCount())]


@pytest.fixture
def hands(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Sender]:
    with posting() as post:
        services = build_services(tmp_path / "profile")
        groups = {"groups": [{"name": "executive_team", "members": MEMBERS}, {"name": "mine", "members": []}]}
        services.desk.do(PublishPolicy(PolicyKind.GROUPS, GROUPS, groups))
        services.desk.do(PublishPolicy(PolicyKind.CHANNELS, CHANNELS, {"text": MAIL.format(post.port)}))
        incident = services.desk.do(DeclareIncident("Nobody can sign in", users=3120)).subject
        services.close()
        with stand(qapp, tmp_path / "profile") as window:
            qtbot.waitActive(window.shell)
            qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
            window.shell.show_page("incidents")
            page = window.shell.page
            assert isinstance(page, IncidentsPage)
            panel = page.room.side.panels["messages"]
            assert isinstance(panel, MessagesPanel)
            made = Sender(window, panel, incident, post, qtbot)
            made.until(lambda: panel.presenter.state.listeners is not None)
            yield made


def test_a_message_is_sent_by_keys_after_it_was_shown_who_gets_it(hands: Sender) -> None:
    panel = hands.panel
    hands.key(Qt.Key.Key_I)
    hands.until(panel.body.hasFocus)
    assert panel.subject.text() == "[Critical] Nobody can sign in: Initial"
    QTest.keyClicks(panel.body, "Look here. ")
    hands.key(Qt.Key.Key_L, CTRL)
    assert panel.body.toPlainText().startswith("我们正在处理故障")
    hands.key(Qt.Key.Key_Return, CTRL)
    services = hands.window.services
    assert services.desk.ask(MessagesOf(hands.incident)) == (), "who gets it is shown before"
    hands.until(lambda: QApplication.focusWidget() is not panel.body)
    hands.key(Qt.Key.Key_Return)
    hands.until(lambda: len(hands.rows()) == 1)
    (row,) = services.desk.ask(MessagesOf(hands.incident))
    assert (row.kind, row.groups) == (MessageKind.INITIAL, ("executive_team",))
    assert row.body[Locale.EN].startswith("Look here. ")
    services.open_sync().once()
    assert services.open_house().keep().sent == 2
    services.open_sync().once()
    hands.until(lambda: "2 of 2" in hands.rows()[0])
    assert {mail["To"].addresses[0].display_name for mail in hands.post.letters} == {"Wei", "Priya"}
    services.desk.do(AddEntry(hands.incident, "The certificate ran out"))
    hands.until(lambda: "The certificate ran out" in panel.body.toPlainText())
    assert panel.presenter.state.written.kind is MessageKind.UPDATE


def test_what_is_being_written_outlives_the_window_and_a_new_draft_drops_it(hands: Sender) -> None:
    panel = hands.panel
    hands.key(Qt.Key.Key_I)
    hands.until(panel.body.hasFocus)
    QTest.keyClicks(panel.body, "Mine. ")
    panel.presenter.open(None)
    panel.presenter.open(hands.incident)
    hands.until(lambda: panel.body.toPlainText().startswith("Mine. "))
    hands.window.services.desk.do(AddEntry(hands.incident, "Something else"))
    hands.until(lambda: "1 entries" in panel._from.text())
    assert panel.body.toPlainText().startswith("Mine. "), "what others write changes nothing a person wrote"
    panel.presenter.again()
    hands.until(lambda: not panel.body.toPlainText().startswith("Mine. "))


def test_what_is_written_on_another_incident_stays_while_a_message_goes(hands: Sender) -> None:
    panel, presenter, services = hands.panel, hands.panel.presenter, hands.window.services
    other = services.desk.do(DeclareIncident("Wiki is slow", users=5)).subject
    for incident, said in ((other, "Theirs"), (hands.incident, "Ours")):
        presenter.open(incident)
        hands.until(lambda: presenter.state.found)
        presenter.write(body=said)
    presenter.send()
    presenter.open(other)
    hands.until(lambda: services.desk.ask(MessagesOf(hands.incident)))
    hands.until(lambda: not panel.frame.state.text(DRAFT + hands.incident))
    presenter.open(None)
    presenter.open(other)
    hands.until(lambda: presenter.state.found)
    assert panel.body.toPlainText() == "Theirs"
