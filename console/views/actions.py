"""What a person can do here, as one table: menus, palette, shortcuts and the list of keys are read from it.

Promise: every action is written down once; a key that needs no Ctrl works only where a list or a ticket has the focus,
and never while text is typed or an input method composes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from console.models.values import dataclass
from console.views.translation import QT_TRANSLATE_NOOP

CONTEXT = "Actions"
"""The translation context of every action's text and group."""


class Scope(StrEnum):
    """Where an action's keys work."""

    GLOBAL = "global"
    """Everywhere in the window; such keys hold Ctrl or Alt or are function keys."""
    PAGE = "page"
    """Everywhere on a page and in the rail, but where text is typed."""
    LIST = "list"
    """Where a list has the focus."""
    TICKET = "ticket"
    """Where a list of tickets or the ticket itself has the focus, but no text field."""
    TEXT = "text"
    """Where text is typed (the composer); such keys hold Ctrl."""


class Group(StrEnum):
    """Headings in palette, menus and the list of keys."""

    TICKET = QT_TRANSLATE_NOOP("Actions", "For this ticket")
    LIST = QT_TRANSLATE_NOOP("Actions", "List")
    WRITE = QT_TRANSLATE_NOOP("Actions", "Writing")
    GO = QT_TRANSLATE_NOOP("Actions", "Go to")
    WINDOW = QT_TRANSLATE_NOOP("Actions", "Window")


def possible() -> str:
    """The answer of an action that nothing hinders."""
    return ""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do."""

    id: str
    """Such as "ticket.assign"."""
    text: str
    """English, marked by QT_TRANSLATE_NOOP("Actions", ...); translated whenever shown. "…" means a question follows."""
    run: Callable[[], object]
    scope: Scope = Scope.GLOBAL
    keys: tuple[str, ...] = ()
    """Portable key sequences ("Ctrl+K", "G, O"); the first is the one shown."""
    icon: str = ""
    group: Group = Group.WINDOW
    hindrance: Callable[[], str] = possible
    """Why it cannot be done now, as a translated phrase ("this one is running"); "" when it can."""
    in_palette: bool = True

    def title(self) -> str:
        """The text in the present language."""
        return QCoreApplication.translate(CONTEXT, self.text)

    def heading(self) -> str:
        """The group in the present language."""
        return QCoreApplication.translate(CONTEXT, self.group)


Row = tuple[str, str, str, str, Scope]
"""Id, text, key ("" for none), icon, and where the key works."""


def of_rows(
    rows: Iterable[Row],
    runs: Mapping[str, Callable[[], object]],
    hindrance: Callable[[str], str],
    *,
    listed: Collection[str] = (),
    keys_only: Collection[str] = (),
) -> tuple[Action, ...]:
    """A page's rows as actions; `hindrance` is asked by id.  Those `listed` stand under "List", the others under
    "Writing"; the palette does not offer `keys_only`.
    """
    return tuple(
        Action(
            key,
            text,
            runs[key],
            scope,
            (keys,) if keys else (),
            icon,
            Group.LIST if key in listed else Group.WRITE,
            partial(hindrance, key),
            in_palette=key not in keys_only,
        )
        for key, text, keys, icon, scope in rows
    )


class Actions(QObject):
    """The table of all actions, and the keys that run them."""

    hindered = Signal(str)
    """An action was asked for that cannot be done now; says why."""
    ran = Signal(str)
    """The id of an action that was run, however it was asked for."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, Action] = {}
        self._qt: dict[str, QAction] = {}
        self._pages: dict[str, str] = {}
        """The page of each action that belongs to one."""
        self._page = ""
        self._places: dict[Scope, list[QWidget]] = {scope: [] for scope in Scope}
        self._places[Scope.GLOBAL].append(window)

    def add(self, actions: Iterable[Action], page: str = "") -> None:
        """Put actions into the table, those of a `page` to be had there alone; raises ValueError for an id or a key
        that is taken.
        """
        added = tuple(actions)
        self._pages |= {action.id: page for action in added if page}
        if clash := clashes([*self._actions.values(), *added], self._pages):
            raise ValueError(clash[0])
        for action in added:
            if action.id in self._actions:
                raise ValueError(f"there are two actions {action.id}")
            self._actions[action.id] = action
            self._qt[action.id] = self._made(action)
            self._qt[action.id].setEnabled(self._is_here(action.id))

    def turn_to(self, page: str) -> None:
        """Another page is shown: its actions are to be had, those of the others are not."""
        self._page = page
        for key, made in self._qt.items():
            made.setEnabled(self._is_here(key))

    def bind(self, widget: QWidget, *scopes: Scope) -> None:
        """Let the keys of these scopes work while the focus is in `widget` or one of its children."""
        for scope in scopes:
            self._places[scope].append(widget)
            for action in self._actions.values():
                if action.scope is scope:
                    widget.addAction(self._qt[action.id])

    def all(self) -> tuple[Action, ...]:
        """Every action to be had on the page shown, in the order they were added."""
        return tuple(action for action in self._actions.values() if self._is_here(action.id))

    def get(self, key: str) -> Action:
        """The action of this id; raises KeyError."""
        return self._actions[key]

    def run(self, key: str) -> None:
        """Do it, or say why it cannot be done now."""
        action = self._actions[key]
        if why := action.hindrance():
            self.hindered.emit(why)
            return
        self.ran.emit(key)
        action.run()

    def press(self, event: QKeyEvent) -> None:
        """Do what this key would do where the keyboard is now: the action it runs there, else what it types."""
        focus = QApplication.focusWidget() or self._window
        for action in self._actions.values():
            if _runs(event, action) and self._reaches(action, focus):
                self.run(action.id)
                return
        QApplication.sendEvent(focus, event)

    def _reaches(self, action: Action, focus: QWidget) -> bool:
        if _PLACE.get(action.scope) == "keys" and takes_text(focus):
            return False
        return any(place is focus or place.isAncestorOf(focus) for place in self._places[action.scope])

    def menu(self, keys: Sequence[str], parent: QWidget) -> QMenu:
        """A menu of these actions, "" for a line between them; the caller pops it up and it goes with `parent`."""
        menu = QMenu(parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key in keys:
            if not key:
                menu.addSeparator()
                continue
            action = self._actions[key]
            why = action.hindrance()
            entry = menu.addAction(f"{action.title()}\t{key_words(action)}".rstrip("\t"))
            entry.setEnabled(not why)
            entry.triggered.connect(lambda *_, key=key: self.run(key))
        return menu

    def retranslate(self) -> None:
        """Take the texts of the present language."""
        for key, action in self._actions.items():
            self._qt[key].setText(action.title())

    def _is_here(self, key: str) -> bool:
        return self._pages.get(key, self._page) == self._page

    def _made(self, action: Action) -> QAction:
        made = QAction(action.title(), self)
        made.setShortcuts([QKeySequence.fromString(keys) for keys in action.keys])
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.setAutoRepeat(action.scope in (Scope.LIST, Scope.PAGE))
        made.triggered.connect(lambda *_: self._pressed(action))
        for widget in self._places[action.scope]:
            widget.addAction(made)
        return made

    def _pressed(self, action: Action) -> None:
        if _PLACE.get(action.scope) == "keys" and takes_text(QApplication.focusWidget()):
            return
        self.run(action.id)


def _runs(event: QKeyEvent, action: Action) -> bool:
    """Whether the key is one of the action's; Shift is part of a sign such as "?" and not said beside it."""
    pressed = [QKeySequence(event.keyCombination())]
    if event.text() and not event.text().isalnum():
        pressed.append(QKeySequence(event.key()))
    return any(QKeySequence.fromString(keys) in pressed for keys in action.keys)


def takes_text(widget: QWidget | None) -> bool:
    """Whether what is typed goes into `widget` as text."""
    return isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)) and not widget.isReadOnly()


def key_caps(action: Action) -> tuple[str, ...]:
    """The keys as caps to show one after the other: ("Ctrl K",), ("G", "O"); () without keys."""
    if not action.keys:
        return ()
    # The words of keys are those on the keyboard, not of the language spoken; on a Mac they are signs.
    form = (
        QKeySequence.SequenceFormat.NativeText if sys.platform == "darwin" else QKeySequence.SequenceFormat.PortableText
    )
    said = QKeySequence.fromString(action.keys[0]).toString(form)
    steps = (step.strip().replace("+", " ") if len(step) > 1 else step for step in said.split(", "))
    return tuple(step.replace("Return", "↵").replace("Enter", "↵") for step in steps)


def key_words(action: Action) -> str:
    """The keys on one line: "Ctrl K", "G O"."""
    return " ".join(key_caps(action))


def clashes(actions: Sequence[Action], pages: Mapping[str, str] | None = None) -> list[str]:
    """One sentence for each key that two actions want in the same place; actions of two `pages` never meet."""
    found = []
    wanted: dict[tuple[str, str], list[Action]] = {}
    on = pages or {}
    for action in actions:
        places = ("keys", "text") if action.scope is Scope.GLOBAL else (_PLACE[action.scope],)
        for keys in action.keys:
            for place in places:
                there = wanted.setdefault((place, QKeySequence.fromString(keys).toString()), [])
                meets = (one for one in there if one is not action and _meet(on.get(one.id), on.get(action.id)))
                found += [f"{action.id} and {one.id} both want {keys}" for one in meets]
                there.append(action)
    return found


def _meet(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other


_PLACE = {Scope.PAGE: "keys", Scope.LIST: "keys", Scope.TICKET: "keys", Scope.TEXT: "text"}
