"""The palette finds actions, views, tickets and people, and runs what is chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.services.tickets.commands import CreateTicket, NewRequester
from console.settings import Language as Spoken
from console.views.choices import Choice
from console.views.palette import Palette, asked, ordered
from tests.support.window import Window


def opened(small: Window) -> Palette:
    small.shell.open_palette()
    return small.shell.findChildren(Palette)[-1]


def rows(palette: Palette) -> list[Choice]:
    model = palette._list._model
    return [choice for row in range(model.rowCount()) if (choice := model.choice(row))]


def texts(palette: Palette) -> list[str]:
    return [row.text for row in rows(palette)]


def headings(palette: Palette) -> list[str]:
    return list(dict.fromkeys(row.heading for row in rows(palette)))


def test_letters_find_actions_and_views_the_tickets_own_first(small: Window) -> None:
    palette = opened(small)
    QTest.keyClicks(palette.first, "pau")
    assert texts(palette) == ["Pause, wait for the requester…", "Paused"]
    assert headings(palette) == ["For this ticket", "Go to"]


def test_enter_runs_the_action_and_closes(small: Window) -> None:
    palette = opened(small)
    QTest.keyClicks(palette.first, "assign")
    QTest.keyClick(palette.first, Qt.Key.Key_Return)
    assert small.page.done == ["assign"]
    assert not palette.isVisible()


def test_the_arrows_go_over_headings(small: Window) -> None:
    palette = opened(small)
    QTest.keyClicks(palette.first, "pau")
    QTest.keyClick(palette.first, Qt.Key.Key_Down)
    QTest.keyClick(palette.first, Qt.Key.Key_Down)
    QTest.keyClick(palette.first, Qt.Key.Key_Return)
    assert small.page.done == ["view:paused"]


def test_what_cannot_be_done_now_stays_says_why_and_is_not_run(small: Window) -> None:
    small.page.hindered = "this one is running"
    palette = opened(small)
    QTest.keyClicks(palette.first, "pause wait")
    assert [row.hindrance for row in rows(palette)] == ["this one is running"]
    QTest.keyClick(palette.first, Qt.Key.Key_Return)
    assert small.page.done == []


def test_what_was_run_lately_stands_first(small: Window) -> None:
    palette = opened(small)
    QTest.keyClicks(palette.first, "paused")
    QTest.keyClick(palette.first, Qt.Key.Key_Return)
    again = opened(small)
    assert texts(again)[0] == "Paused"
    assert headings(again)[0] == "Recent"
    assert texts(again).count("Paused") == 1


def test_chinese_commands_are_found_by_pinyin_initials(small: Window) -> None:
    small.preferences.put(Spoken.ZH)
    palette = opened(small)
    QTest.keyClicks(palette.first, "sz")
    assert "设置" in texts(palette)


def test_tickets_are_found_by_title_and_number_and_people_by_name(small: Window, qtbot: QtBot) -> None:
    requester = NewRequester("Paula Reyes", department="Finance")
    made = small.services.desk.do(CreateTicket("VPN client pauses after renewal", requester=requester))
    palette = opened(small)
    QTest.keyClicks(palette.first, "renewal")
    qtbot.waitUntil(lambda: "VPN client pauses after renewal" in texts(palette))
    palette.first.setText("@paula")
    qtbot.waitUntil(lambda: texts(palette) == ["Paula Reyes"])
    palette.first.setText("#vpn")
    qtbot.waitUntil(lambda: texts(palette) == ["VPN client pauses after renewal"])
    QTest.keyClick(palette.first, Qt.Key.Key_Return)
    assert small.page.done == [f"ticket:{made.subject}"]


@pytest.mark.parametrize("colleague", [False, True])
def test_a_colleague_leads_to_what_they_work_on_and_a_requester_to_what_they_asked_for(
    small: Window, qtbot: QtBot, *, colleague: bool
) -> None:
    small.services.desk.do(CreateTicket("VPN", requester=NewRequester("Paula Reyes")))
    name = small.services.me.name if colleague else "Paula Reyes"
    palette = opened(small)
    QTest.keyClicks(palette.first, f"@{name}")
    qtbot.waitUntil(lambda: texts(palette) == [name])
    QTest.keyClick(palette.first, Qt.Key.Key_Return)
    (done,) = small.page.done
    assert done.startswith("colleague:" if colleague else "person:")


def test_a_number_finds_its_ticket(small: Window, qtbot: QtBot) -> None:
    made = small.services.desk.do(CreateTicket("Sign-in page loops"))
    with small.services.store.bulk() as connection:
        connection.execute("update ticket set number = 48213 where id = ?", (made.subject,))
    palette = opened(small)
    QTest.keyClicks(palette.first, "48213")
    qtbot.waitUntil(lambda: texts(palette) == ["Sign-in page loops"])
    assert rows(palette)[0].note == "48213 · New"


def test_commands_alone_are_asked_for_by_a_bracket(small: Window) -> None:
    palette = opened(small)
    QTest.keyClicks(palette.first, ">pau")
    assert texts(palette) == ["Pause, wait for the requester…"]


def test_when_nothing_fits_it_says_so(small: Window) -> None:
    palette = opened(small)
    QTest.keyClicks(palette.first, "zzzzqqq")
    assert texts(palette) == []
    assert palette._nothing.isVisible()


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [("> pause", ">", "pause"), ("@mei", "@", "mei"), ("#48213", "#", "48213"), (" a b ", "", "a b")],
)
def test_the_first_sign_tells_what_is_asked_for(text: str, kind: str, words: str) -> None:
    assert asked(text) == (kind, words)


def test_scattered_letters_give_way_to_words() -> None:
    named = [Choice("1", "Copy the link", heading="a"), Choice("2", "Close this long and tired ticket", heading="b")]
    assert [row.key for row in ordered("link", named, ("", ()))] == ["1"]
