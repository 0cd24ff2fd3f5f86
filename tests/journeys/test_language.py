"""Language and look change at run time and leave nothing behind; everything that takes the keyboard has a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from console.models.kinds import Code, Refused
from console.settings import Language as Spoken
from console.settings import Theme
from console.views.rows import Column
from tests.support.journey import Person, fill, live

TITLES = ["VPN 登录被拒绝", "Sign-in page loops"]
NAMES = {"root", "English", "Lin Qiao", "lin@corp.example", "Helpdesk"}
DATA = {*NAMES, *TITLES, *(f"{title}, in full" for title in TITLES)}
"""What people wrote, and names: alike in every language."""
CAPS = {"Ctrl", "Shift", "Esc", "Return", "Alt", "Tab", "UTC"}
WORDS = re.compile(r"[A-Za-z]{3,}")


def run(key: str) -> Callable[[Person], None]:
    return lambda person: person.shell.actions_table.run(key)


def ask(key: str) -> Callable[[Person], None]:
    def asked(person: Person) -> None:
        person.shell.actions_table.run(key)
        person.asked()

    return asked


def hint(person: Person) -> None:
    before = person.toast
    person.shell.actions_table.run("list.drop")
    assert person.toast != before


def refuse(person: Person) -> None:
    person.shell.notices.refused(Refused(Code.DISK_FULL, path="/"))


def search(person: Person) -> None:
    person.press("/")
    person.type("zzzz")
    person.until(lambda: person.titles == [] and person.page.display.no_rows.isVisible())


STATES: dict[str, Callable[[Person], None]] = {
    "page": lambda _: None,
    "details": run("ticket.history"),
    "palette": ask("window.palette"),
    "keys": ask("window.keys"),
    "settings": ask("window.settings"),
    "status": ask("ticket.status"),
    "requester": ask("ticket.requester"),
    "ending": ask("ticket.resolve"),
    "view": ask("list.save"),
    "note": run("ticket.note"),
    "hint": hint,
    "refusal": refuse,
    "create": run("list.create"),
    "search": search,
}


def parts(person: Person) -> list[QWidget]:
    """All widgets on the screen."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return [person.shell, *(one for one in person.shell.findChildren(QWidget) if one.isVisible())]


def said(person: Person) -> set[str]:
    """Every text a person reads or hears."""
    found: set[str] = set(map(str, heads(person)))
    for one in parts(person):
        found |= {one.accessibleName(), one.toolTip(), one.windowTitle()}
        if isinstance(one, (QLabel, QAbstractButton)):
            found.add(one.text())
        if isinstance(one, (QLineEdit, QPlainTextEdit)):
            found.add(one.placeholderText())
    return found


def heads(person: Person) -> list[object]:
    """The heads of the table and the words of its cells."""
    rows, across = person.page.display.rows, Qt.Orientation.Horizontal
    words: list[object] = [rows.headerData(column, across) for column in Column]
    return words + [rows.index(row, column).data() for row in range(rows.rowCount()) for column in Column]


def left_over(english: set[str], other: set[str]) -> set[str]:
    """What stands in both languages as the same words, but for names and keys."""
    return {
        text
        for text in english & other
        if text not in DATA and any(word not in CAPS for word in WORDS.findall(text)) and "Lin Qiao" not in text
    }


@contextmanager
def chinese(person: Person) -> Iterator[None]:
    """The window speaks Chinese inside."""
    preferences = person.shell._lent.preferences
    preferences.put(Spoken.ZH)
    try:
        person.until(lambda: "设置" in said(person))
        yield
    finally:
        preferences.put(Spoken.EN)


def leave(person: Person) -> None:
    """Back to the list."""
    for question in person.questions():
        question.dismiss()
    person.page.presenter.creating.close()
    person.page.presenter.listing.search("")
    person.page.focus()
    person.until(lambda: person.titles == TITLES)


@pytest.mark.parametrize("state", STATES)
def test_nothing_stays_in_the_former_language(qapp: QApplication, qtbot: QtBot, tmp_path: Path, state: str) -> None:
    """A text that was set once and not again when the language changed stands in English in a Chinese window."""
    fill(tmp_path / "profile", *reversed(TITLES))

    def act(person: Person) -> None:
        person.view("All open", TITLES)
        STATES[state](person)
        english = said(person)
        with chinese(person):
            # A question is closed by whatever changes the language, but for the settings.
            if not person.questions() or state == "settings":
                assert left_over(english, said(person)) == set()
            leave(person)
            STATES[state](person)
            assert left_over(english, said(person)) == set()

    live(tmp_path / "profile", qtbot, act)


@pytest.mark.parametrize("state", STATES)
def test_whatever_takes_the_keyboard_has_a_name(qapp: QApplication, qtbot: QtBot, tmp_path: Path, state: str) -> None:
    fill(tmp_path / "profile", *reversed(TITLES))

    def act(person: Person) -> None:
        person.view("All open", TITLES)
        STATES[state](person)
        nameless = [
            one
            for one in parts(person)
            if one.focusPolicy() is not Qt.FocusPolicy.NoFocus
            and not one.accessibleName()
            and not (isinstance(one, QAbstractButton) and one.text())
        ]
        assert nameless == []

    live(tmp_path / "profile", qtbot, act)


def test_the_theme_changes_every_ground_at_once(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    fill(tmp_path / "profile", *reversed(TITLES))

    def act(person: Person) -> None:
        person.view("All open", TITLES)
        preferences, look = person.shell._lent.preferences, person.shell._lent.look
        for theme in (Theme.DARK, Theme.LIGHT):
            preferences.put(theme)
            person.until(partial(lambda dark: look.theme.dark is dark, theme is Theme.DARK))
            picture = person.shell.grab().toImage()
            lightness = [
                picture.pixelColor(x, y).lightness()
                for x in range(4, picture.width(), 90)
                for y in range(4, picture.height(), 60)
            ]
            wrong = [one for one in lightness if (one < 128) is not (theme is Theme.DARK)]
            assert len(wrong) < len(lightness) / 10, theme

    live(tmp_path / "profile", qtbot, act)
