"""The palette: every action, view, ticket and person by a few letters of its name.

Promise: what was run lately stands first; `>` asks for commands only, `@` for people, `#` for tickets; what cannot be
done now stays and says why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from console import words
from console.models.kinds import Locale, Refused
from console.models.values import dataclass
from console.services.people import FindPeople, PersonRow
from console.services.tickets.queries import Find, Hit
from console.services.tickets.whole import OpenTicket, Resolve, Whole
from console.views.actions import Actions, Group, key_caps
from console.views.choice_list import ChoiceList
from console.views.choices import Choice
from console.views.chooser import hair
from console.views.courier import Courier
from console.views.matching import match
from console.views.overlay import Overlay
from console.views.pages import Place, PlaceKind
from console.views.theme import Look
from console.views.translation import Language
from console.views.ui_state import UiState

WIDTH = 620
MOST_FOUND = 6
MOST_RECENT = 5
_GROUPS = tuple(Group)
_STRONG, _WEAK = 40.0, 6.0
"""Where something fits as strongly as this, what fits as weakly as that is left out."""


@dataclass(frozen=True, slots=True)
class Lent:
    """What the palette works with."""

    actions: Actions
    courier: Courier
    look: Look
    language: Language
    state: UiState


class Palette(Overlay):
    """One field and what fits it."""

    def __init__(
        self, host: QWidget, lent: Lent, places: Sequence[Place], subject: str, go: Callable[[Place], None]
    ) -> None:
        super().__init__(host, WIDTH, "")
        self._lent = lent
        self._go = go
        self._places = {f"{place.kind}:{place.key}": place for place in places}
        self._tickets: list[Choice] = []
        self._people: list[Choice] = []
        self.setAccessibleName(self.tr("Commands"))
        self.first = QLineEdit(self)
        self.first.setProperty("kind", "bare")
        self.first.setPlaceholderText(self.tr("Type a command, a ticket or a name"))
        self.first.setAccessibleName(self.tr("Commands"))
        self.first.textChanged.connect(self._typed)
        self._list = ChoiceList(lent.look, self.first, self)
        self._list.setAccessibleName(self.tr("Commands"))
        self._list.picked.connect(self._picked)
        self._nothing = QLabel(self.tr("Nothing fits. Type less, or press Esc."), self)
        self._nothing.setProperty("ink", "tertiary")
        self._nothing.setContentsMargins(16, 8, 16, 8)
        self._build(subject)
        self._show()

    def _build(self, subject: str) -> None:
        theme = self._lent.look.theme
        mark = QLabel(self)
        mark.setPixmap(
            self._lent.look.pixmap("search", theme.text.secondary, theme.bg.raised, 16, self.devicePixelRatioF())
        )
        field = QHBoxLayout()
        field.setContentsMargins(16, 8, 16, 8)
        field.setSpacing(10)
        field.addWidget(mark)
        field.addWidget(self.first, 1)
        if subject:
            chip = QLabel(subject, self)
            chip.setTextFormat(Qt.TextFormat.PlainText)
            chip.setProperty("ink", "chip")
            chip.setFixedHeight(22)
            field.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(field)
        column.addWidget(hair(self))
        column.addWidget(self._list)
        column.addWidget(self._nothing)
        column.addSpacing(6)
        column.addWidget(hair(self))
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 7, 16, 7)
        row.setSpacing(6)
        left = ((("↑", "↓"), self.tr("choose")), (("↵",), self.tr("run")), (("Esc",), self.tr("close")))
        right = (((">",), self.tr("commands")), (("@",), self.tr("people")), (("#",), self.tr("tickets")))
        for hints in (left, right):
            for caps, text in hints:
                for cap in caps:
                    row.addWidget(_label(cap, "cap", self))
                row.addWidget(_label(text, "tertiary", self))
                row.addSpacing(8)
            if hints is left:
                row.addStretch(1)
        return row

    def _typed(self, text: str) -> None:
        kind, wanted = asked(text)
        self._tickets, self._people = [], []
        self._show()
        ask = self._lent.courier.ask
        if wanted and kind in ("", "#"):
            ask(Find(wanted, MOST_FOUND), partial(self._found_tickets, text), latest="palette.tickets", slow=True)
            if wanted.isdigit():
                ask(Resolve(wanted), partial(self._open_number, text), refused=_pass, latest="palette.number")
        if wanted and kind in ("", "@"):
            ask(FindPeople(wanted, MOST_FOUND), partial(self._found_people, text), latest="palette.people", slow=True)

    def _open_number(self, text: str, ticket: str) -> None:
        self._lent.courier.ask(OpenTicket(ticket, 0), partial(self._found_number, text), refused=_pass)

    def _found_number(self, text: str, ticket: Whole) -> None:
        if text == self.first.text():
            named = self._ticket(ticket.id, ticket.number, ticket.title, words.word(ticket.status, self._locale))
            self._tickets = [named, *(row for row in self._tickets if row.key != named.key)]
            self._show(keep=True)

    def _found_tickets(self, text: str, hits: Sequence[Hit]) -> None:
        if text == self.first.text():
            found = [self._ticket(hit.id, hit.number, hit.title) for hit in hits]
            first = [row for row in self._tickets if row.key not in {choice.key for choice in found}]
            self._tickets = [*first, *found]
            self._show(keep=True)

    def _found_people(self, text: str, people: Sequence[PersonRow]) -> None:
        if text == self.first.text():
            _, wanted = asked(text)
            self._people = [self._person(person, wanted) for person in people]
            self._show(keep=True)

    @property
    def _locale(self) -> Locale:
        return self._lent.language.locale

    def _ticket(self, key: str, number: int | None, title: str, note: str = "") -> Choice:
        shown = " · ".join(part for part in (str(number) if number is not None else "", note) if part)
        _, wanted = asked(self.first.text())
        fit = match(wanted, title)
        heading = self.tr("Tickets and people")
        self._places[f"ticket:{key}"] = Place(PlaceKind.TICKET, key, title, shown, "doc")
        return Choice(f"ticket:{key}", title, shown, "doc", heading=heading, places=fit.places if fit else ())

    def _person(self, person: PersonRow, wanted: str) -> Choice:
        fit = match(wanted, person.name)
        note = " · ".join(part for part in (person.department, person.email) if part)
        kind = PlaceKind.COLLEAGUE if person.login else PlaceKind.PERSON
        self._places[f"person:{person.id}"] = Place(kind, person.id, person.name, note, "user")
        return Choice(
            f"person:{person.id}",
            person.name,
            note,
            "user",
            heading=self.tr("Tickets and people"),
            places=fit.places if fit else (),
        )

    def _show(self, *, keep: bool = False) -> None:
        kind, wanted = asked(self.first.text())
        rows: list[Choice] = []
        if kind in ("", ">"):
            rows = ordered(wanted, self._commands() + (self._views() if not kind else []), self._recent())
        rows += self._tickets + self._people
        self._list.show_choices(rows, keep=keep)
        self._list.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self.place()

    def _commands(self) -> list[Choice]:
        return [
            Choice(
                f"action:{action.id}",
                action.title(),
                icon=action.icon,
                keys=key_caps(action),
                hindrance=action.hindrance(),
                heading=action.heading(),
            )
            for action in sorted(self._lent.actions.all(), key=lambda action: _GROUPS.index(action.group))
            if action.in_palette
        ]

    def _views(self) -> list[Choice]:
        heading = self.tr("Go to")
        return [
            Choice(key, place.text, place.note, place.icon, heading=heading)
            for key, place in self._places.items()
            if place.kind is PlaceKind.VIEW
        ]

    def _recent(self) -> tuple[str, tuple[str, ...]]:
        return self.tr("Recent"), self._lent.state.texts("palette.recent")

    def _picked(self, choice: Choice) -> None:
        recent = [choice.key, *(key for key in self._recent()[1] if key != choice.key)]
        self._lent.state.keep("palette.recent", recent[:MOST_RECENT])
        self.dismiss()
        kind, _, key = choice.key.partition(":")
        if kind == "action":
            self._lent.actions.run(key)
        else:
            self._go(self._places[choice.key])


def asked(text: str) -> tuple[str, str]:
    """The kind a person asks for (">", "@", "#" or "" for all) and the words."""
    text = text.strip()
    kind = text[:1] if text[:1] in (">", "@", "#") else ""
    return kind, text.removeprefix(kind).strip()


def ordered(wanted: str, rows: Sequence[Choice], recent: tuple[str, Sequence[str]]) -> list[Choice]:
    """The rows that fit, groups by their best one; without words all rows, first what was run lately under `recent`."""
    if not wanted:
        heading, keys = recent
        lately = [replace(row, heading=heading) for key in keys for row in rows if row.key == key]
        return [*lately, *(row for row in rows if row.key not in keys)]
    fits = [(fit, row) for row in rows if (fit := match(wanted, row.text))]
    best: dict[str, float] = {}
    for fit, row in fits:
        best[row.heading] = max(fit.score, best.get(row.heading, fit.score))
    strong = any(fit.score >= _STRONG for fit, _ in fits)
    kept = [(fit, row) for fit, row in fits if not strong or fit.score > _WEAK]
    order = list(dict.fromkeys(row.heading for row in rows))
    kept.sort(
        key=lambda pair: (
            -round(best[pair[1].heading] / 10),
            order.index(pair[1].heading),
            bool(pair[1].hindrance),
            -pair[0].score,
        )
    )
    return [replace(row, places=fit.places) for fit, row in kept]


def _pass(_error: Refused) -> None:
    """No ticket has the number typed: nothing to offer."""


def _label(text: str, ink: str, parent: QWidget) -> QLabel:
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("ink", ink)
    return made
