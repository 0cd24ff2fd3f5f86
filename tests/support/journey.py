"""A person at the window of the whole console: it is run as for everybody, and keys go where the focus is.

Promise: nothing of the product is replaced; what is read is what the widgets show, and the files are read beside them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt import exceptions
from pytestqt.qtbot import QtBot

from console import app
from console.bootstrap import build_services
from console.services.tickets.commands import CreateTicket, NewRequester
from console.services.tickets.whole import OpenTicket, Whole
from console.views.chooser import Chooser
from console.views.overlay import Overlay
from console.views.queue.lower import Lower
from console.views.queue.page import QueuePage
from console.views.rows import Column
from console.views.shell import Shell
from tests.support.processes import ROOT

LOOK_MS = 5
"""How often it is looked whether the window has come."""


@dataclass(frozen=True, slots=True)
class Person:
    """Hands on the keyboard, eyes on the window."""

    shell: Shell
    profile: Path
    qtbot: QtBot

    @property
    def page(self) -> QueuePage:
        """The queue."""
        page = self.shell.page
        assert isinstance(page, QueuePage)
        return page

    @property
    def lower(self) -> Lower:
        """The widgets of the ticket."""
        return self.page.hands().lower

    @property
    def titles(self) -> list[str]:
        """The titles in the list, from the top."""
        return self.column(Column.TITLE)

    @property
    def current(self) -> str:
        """The title of the ticket that is open below the list."""
        whole = self.page.presenter.ticket.state.shown
        return whole.title if whole else ""

    @property
    def conversation(self) -> list[str]:
        """The messages of the ticket that is open."""
        whole = self.page.presenter.ticket.state.shown
        return [message.body for message in whole.messages] if whole else []

    @property
    def toast(self) -> str:
        """What was said at the foot of the page."""
        return self.shell.notices._toast._words.text()

    @property
    def refusal(self) -> str:
        """The sentence in the bar over the page, or the one under the composer."""
        return self.shell.notices.bar.sentence() or self.lower.composer._refusal.text()

    @property
    def writing(self) -> str:
        """The words in the composer."""
        return self.lower.composer.field.toPlainText()

    @property
    def focused(self) -> QWidget:
        """What has the keyboard."""
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    def column(self, column: Column) -> list[str]:
        """What the list shows in a column, from the top."""
        rows = self.page.display.rows
        return [str(rows.index(row, column).data()) for row in range(rows.rowCount())]

    def cell(self, title: str, column: Column) -> str:
        """What the list shows of a ticket; "" when it is not there."""
        return dict(zip(self.titles, self.column(column), strict=True)).get(title, "")

    def press(self, *keys: str) -> None:
        """Press keys one after the other, as they are written in the list of keys: "J", "Ctrl+Return"."""
        for key in keys:
            QTest.keySequence(self.focused, QKeySequence.fromString(key))
            QApplication.processEvents()  # no two keys come in one turn of the event loop

    def type(self, text: str) -> None:
        """Type letters; what no key has comes from an input method."""
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.focused, letter)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(letter)
                QApplication.sendEvent(self.focused, composed)
        QApplication.processEvents()

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for what must come; tells what is seen when it does not."""
        try:
            self.qtbot.waitUntil(lambda: bool(condition()))
        except exceptions.TimeoutError as error:
            raise AssertionError(f"did not come; {self.seen()}") from error

    def seen(self) -> str:
        """What is on the screen, in short."""
        asked = [type(one).__name__ for one in self.questions()]
        seen = {"titles": self.titles, "open": self.current, "toast": self.toast, "refusal": self.refusal}
        return str(seen | {"asked": asked, "keyboard": QApplication.focusWidget(), "writing": self.writing})

    def asked(self) -> str:
        """Wait for a question over the page; its kind."""
        self.until(self.questions)
        return type(self.questions()[0]).__name__

    def questions(self) -> list[Overlay]:
        """The frames raised over the page."""
        return [one for one in self.shell.findChildren(Overlay) if one.isVisible()]

    def choose(self, key: str, words: str) -> None:
        """Press the key of an action that asks, and answer by the row these words leave over."""
        self.press(key)
        assert self.asked() == "Chooser"
        self.answer(words)

    def answer(self, words: str) -> None:
        """Type what narrows the list of a question, take the row the keyboard stands on then."""
        self.asked()
        (question,) = self.questions()
        assert isinstance(question, Chooser)
        self.type(words)
        self.until(question._list.current)
        self.press("Return")
        self.until(lambda: question not in self.questions())

    def write(self, key: str, words: str) -> None:
        """Write a reply (R) or a note (N) and send it; the keys are the list's again then."""
        self.press(key)
        self.type(words)
        self.press("Ctrl+Return")
        self.until(lambda: words in self.conversation)
        assert self.focused is self.page.display.table

    def command(self, words: str) -> None:
        """Run the command that fits these words best, by the palette."""
        self.press("Ctrl+K")
        assert self.asked() == "Palette"
        self.type(words)
        self.press("Return")

    def view(self, name: str, titles: Sequence[str]) -> None:
        """Go to a view by the palette and wait for what it holds, and for the ticket it opens."""
        listing = self.page.presenter.listing
        before = listing.state.opening
        self.command(name)
        self.until(lambda: listing.state.opening > before and listing.state.count is not None)
        self.until(lambda: self.titles == list(titles))
        self.until(lambda: not titles or self.current in titles)

    def open(self, title: str) -> None:
        """Go to a ticket of the list by its keys."""
        table = self.page.display.table
        assert self.focused is table
        steps = self.titles.index(title) - table.currentIndex().row()
        self.press(*(["J"] * steps if steps > 0 else ["K"] * -steps))
        self.until(lambda: self.current == title)

    def ticket(self, title: str) -> Whole:
        """The ticket of that title as it stands in the files."""
        return ticket(self.profile, title)


class Kept:
    """Keeps what was raised inside, so that the window is closed before the test fails."""

    error: BaseException | None = None

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Keep the error."""
        self.error = error
        return True


def live(profile: Path, qtbot: QtBot, act: Callable[[Person], None]) -> None:
    """Run the console on a profile, let a person act when the first rows are there, close the window."""
    kept = Kept()

    def go(shell: Shell) -> None:
        with kept:
            qtbot.waitActive(shell)
            act(Person(shell, profile, qtbot))
        shell.close()

    def look() -> None:
        shells = [one for one in QApplication.topLevelWidgets() if isinstance(one, Shell) and one.isVisible()]
        for shell in shells:
            timer.stop()
            shell.ready.connect(partial(QTimer.singleShot, 0, shell, partial(go, shell)))

    timer = QTimer(interval=LOOK_MS)
    timer.timeout.connect(look)
    timer.start()
    code = app.run(profile)
    timer.stop()
    if kept.error is not None:
        raise kept.error
    assert code == 0


def fill(profile: Path, *titles: str) -> None:
    """Tickets of these titles, the last one newest, from one requester."""
    with closing(build_services(profile)) as services:
        for title in titles:
            asker = NewRequester("Lin Qiao", "lin@corp.example")
            services.desk.do(CreateTicket(title, f"{title}, in full", requester=asker))


def ticket(profile: Path, title: str) -> Whole:
    """The ticket of that title as it stands in the files of a profile."""
    with closing(build_services(profile)) as services:
        with services.store.read() as connection:
            (key,) = connection.execute("select id from ticket where title = ?", (title,)).fetchone()
        return services.desk.ask(OpenTicket(key, None))


def verb(profile: Path, *words: str, lang: str = "en_US.UTF-8") -> subprocess.CompletedProcess[str]:
    """A verb of the command line, carried out by a process of its own beside whatever is open."""
    command = [sys.executable, "-m", "console", "--profile", str(profile), *words]
    environment = os.environ | {"LANG": lang}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
