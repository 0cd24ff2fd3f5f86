"""Every action of the table is reached by its key and by the palette, and does what it says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from console.models.kinds import Locale, Visibility
from console.services.tickets.filters import SortKey
from console.services.tickets.views import BuiltIn
from console.views.actions import Action, Scope, key_words
from console.views.knowledge.page import KnowledgePage
from console.views.palette import Palette
from tests.support.journey import Person, fill, live

TITLES = ["third", "second", "first"]
LAST = "window.quit"


def asks(title: str) -> Callable[[Person], bool]:
    """A question of this name stands over the page."""
    return lambda person: any(one.accessibleName().startswith(title) for one in person.questions())


def field_has_keyboard(person: Person) -> bool:
    return person.lower.composer.field.hasFocus()


EFFECTS: dict[str, Callable[[Person], object]] = {
    "ticket.assign": asks("Assign to"),
    "ticket.take": lambda person: person.ticket("third").assignee,
    "ticket.status": asks("From"),
    "ticket.resolve": asks("How did it end?"),
    "ticket.priority": asks("Priority"),
    "ticket.type": asks("Type"),
    "ticket.impact": asks("Who is hit?"),
    "ticket.tags": asks("Tag"),
    "ticket.team": asks("Hand to"),
    "ticket.requester": asks("Requester"),
    "ticket.link": asks("Link to"),
    "ticket.rename": asks("Rename"),
    "ticket.describe": asks("Change the description"),
    "ticket.reply": lambda person: field_has_keyboard(person) and mode(person) is Visibility.PUBLIC,
    "ticket.note": lambda person: field_has_keyboard(person) and mode(person) is Visibility.INTERNAL,
    "ticket.record": asks("Record what the requester said"),
    "ticket.copy": lambda _: "third" in QGuiApplication.clipboard().text(),
    "ticket.why": lambda _: "counted" in QGuiApplication.clipboard().text(),
    "ticket.history": lambda person: person.lower.inspector.tab == 1,
    "ticket.move.in_progress": lambda person: person.ticket("third").status == "IN_PROGRESS",
    "list.create": lambda person: person.lower.create_panel.title.hasFocus(),
    "list.search": lambda person: person.page.display.head.search.hasFocus(),
    "list.condition": asks("Only tickets with"),
    "list.sort": asks("Order"),
    "list.save": asks("Save these conditions"),
    "list.down": lambda person: person.current == "second",
    "list.up": lambda person: person.current == "third",
    "list.next": lambda person: person.current == "first" and person.ticket("first").assignee,
    "list.read": lambda person: person.lower.conversation.hasFocus(),
    "queue.views": lambda person: not person.page.display.views.isVisible(),
    "queue.inspector": lambda person: not person.lower.inspector.isVisible(),
    "write.switch": field_has_keyboard,
    "write.attach": lambda person: any(one.isVisible() for one in person.shell.findChildren(QFileDialog)),
    "window.palette": asks("Commands"),
    "window.keys": asks("Keys"),
    "window.help": asks("Keys"),
    "window.settings": asks("Settings"),
    "page.knowledge": lambda person: isinstance(person.shell.page, KnowledgePage),
    "page.queue": lambda person: person.focused is person.page.display.table,
}
"""What is seen when an action was run with the newest of three new tickets open."""


def mode(person: Person) -> Visibility:
    return person.page.presenter.writing.state.mode


def begin(person: Person, action: Action) -> None:
    """Put the keyboard where the action's keys work."""
    for question in person.questions():
        question.dismiss()
    for dialog in person.shell.findChildren(QFileDialog):
        dialog.close()
    person.shell.activateWindow()
    person.until(person.shell.isActiveWindow)
    person.shell.show_page("queue")
    person.page.presenter.creating.close()
    person.page.display.head.search.clear()
    person.page.presenter.listing.search("")
    table = person.page.display.table
    (person.lower.composer.field if action.scope is Scope.TEXT else table).setFocus()
    person.until(lambda: not person.questions())


def run_by_key(person: Person, action: Action) -> None:
    """Press its key; it must be run, or say why it cannot be now."""
    begin(person, action)
    heard: list[str] = []
    person.shell.actions_table.ran.connect(heard.append)
    person.shell.actions_table.hindered.connect(heard.append)
    QTest.keySequence(person.focused, QKeySequence.fromString(action.keys[0]))
    QApplication.processEvents()
    person.shell.actions_table.ran.disconnect(heard.append)
    person.shell.actions_table.hindered.disconnect(heard.append)
    assert heard in ([action.id], [action.hindrance()]), f"{key_words(action)} ran {heard}, not {action.id}"


def find_in_palette(person: Person, action: Action) -> None:
    """Type its words into the palette; it is the row one stands on, with its key beside it."""
    begin(person, action)
    person.press("Ctrl+K")
    (palette,) = person.questions()
    assert isinstance(palette, Palette)
    person.type(action.title().rstrip("…"))
    found = palette._list.current()
    assert found is not None, f"the palette does not find {action.title()}"
    shown = (found.text, found.key.endswith(action.id), " ".join(found.keys))
    assert shown == (action.title(), True, key_words(action))


def test_every_action_is_reached_and_does_what_it_says(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    fill(tmp_path / "profile", *reversed(TITLES))

    def act(person: Person) -> None:
        person.view("All open", TITLES)
        table = {action.id: action for action in person.shell.actions_table.all()}
        assert set(EFFECTS) <= set(table)
        for key, action in table.items():
            assert action.keys or action.in_palette, f"nothing leads to {key}"
            if action.in_palette and not action.hindrance():
                find_in_palette(person, action)
            if action.keys and key != LAST:
                run_by_key(person, action)
                person.until(partial(EFFECTS.get(key, bool), person))
            if key == "list.next":  # it leads to the ticket it gave
                person.open("third")
        begin(person, table[LAST])
        person.press("Ctrl+Q")
        assert not person.shell.isVisible()

    live(tmp_path / "profile", qtbot, act)


def test_keys_of_the_ticket_work_from_every_panel_beside_it(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """Whoever clicked a view or a chip presses A for the ticket that is open."""
    fill(tmp_path / "profile", *reversed(TITLES))

    def act(person: Person) -> None:
        person.view("All open", TITLES)
        chip = next(one for one in person.page.display.head.findChildren(QPushButton) if one.isVisible())
        lower = person.lower
        for place in (person.page.display.views.list, chip, lower.conversation, lower.inspector.first):
            place.setFocus()
            assert place.hasFocus()
            person.press("A")
            assert person.asked() == "Chooser", place
            person.press("Esc")
            person.press("C")
            person.until(lower.create_panel.title.hasFocus)
            person.press("Esc")

    live(tmp_path / "profile", qtbot, act)


def test_the_sort_the_filter_and_the_view_are_gone_when_they_are_taken_back(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    """Whatever narrowed the list, its view brings the whole again."""
    fill(tmp_path / "profile", *reversed(TITLES))

    def act(person: Person) -> None:
        person.view("All open", TITLES)
        person.choose("O", "By title")
        person.until(lambda: person.page.presenter.listing.state.sort.key is SortKey.TITLE)
        person.choose("F", "priority")
        person.answer("critical")
        person.until(lambda: person.titles == [])
        person.view("All open", TITLES)
        assert person.page.presenter.listing.state.view.built_in is BuiltIn.ALL_OPEN

    live(tmp_path / "profile", qtbot, act)


def test_languages_and_themes_are_actions_too(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    def act(person: Person) -> None:
        person.command("speak chinese")
        person.until(lambda: person.shell._lent.language.locale is Locale.ZH)
        person.command("使用深色")
        person.until(lambda: person.shell._lent.look.theme.dark)
        person.command("english")
        person.until(lambda: person.shell._lent.language.locale is Locale.EN)

    live(tmp_path / "profile", qtbot, act)
