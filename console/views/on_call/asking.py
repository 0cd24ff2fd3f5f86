"""The questions of the page of who is on call: who, when, in whose place.

Promise: all by keyboard; what is answered goes to the presenter, nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from console.models.contacts import Contact, ContactKind
from console.services.handover import HandOver, HandOverOf, handover_text
from console.services.people import PersonRow, Staff
from console.views.choices import Choice
from console.views.dialogs import Question
from console.views.on_call.presenter import OnCallPresenter
from console.views.on_call.reach import kind_word
from console.views.pages import Frame

NOBODY, DONE = "nobody", "done"
UNITS = ("week", "day")


class Asking(QObject):
    """Asks."""

    def __init__(self, frame: Frame, presenter: OnCallPresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._presenter = presenter

    def override(self) -> None:
        """Who stands in, and when."""
        self._ask_staff(self.tr("Who stands in?"), partial(self._ask_period, self._presenter.stand_in))

    def join(self) -> None:
        """Who is on call besides, and when."""
        self._ask_staff(self.tr("Who is on call besides?"), partial(self._ask_period, self._presenter.join))

    def rotation(self) -> None:
        """How long a turn is, then who takes turns, one after the other."""
        said = (self.tr("A week each, from Monday 09:00"), self.tr("A day each, from 09:00"))
        rows = [Choice(unit, text) for unit, text in zip(UNITS, said, strict=True)]
        self._frame.choosers.choose(self.tr("How long is a turn?"), rows, lambda unit: self._ask_turn(unit.key, ()))

    def away(self) -> None:
        """Who stands in, and until when."""
        me = self._frame.me.id
        nobody = Choice(NOBODY, self.tr("Nobody"), icon="x")

        def chosen(choice: Choice) -> None:
            substitute = None if choice.key == NOBODY else choice.key
            title, hint = self.tr("Be out of office"), self.tr("Until (2026-03-09 09:00); empty: nobody knows")
            question = Question(title, hint, self.tr("Be out of office"), needs_text=False, one_line=True)
            self._frame.choosers.ask(question, lambda _, until: self._presenter.be_away(until, substitute))

        def ask(staff: tuple[PersonRow, ...]) -> None:
            rows = [nobody, *(_row(person) for person in staff if person.id != me)]
            self._frame.choosers.choose(self.tr("Who stands in for you?"), rows, chosen)

        self._frame.courier.ask(Staff(), ask)

    def handover(self) -> None:
        """What else the next shift is to know; then the pack is on the clipboard."""
        frame, watch = self._frame, self._presenter.state.watch
        team, name = (watch.team, watch.name) if watch else (frame.me.team, frame.me.team_name)

        def copy(notes: str, told: HandOver) -> None:
            QGuiApplication.clipboard().setText(handover_text(told, name, frame.me.name, notes, frame.language.locale))
            frame.notices.hint(self.tr("The hand-over of {team} is on the clipboard, as Markdown.").format(team=name))

        def ask(_: str, notes: str) -> None:
            frame.courier.ask(HandOverOf(team, frame.clock.now()), partial(copy, notes))

        title, label = self.tr("Hand over the shift of {team}").format(team=name), self.tr("Notes for the next shift")
        frame.choosers.ask(Question(title, label, self.tr("Copy"), needs_text=False), ask)

    def contact(self) -> None:
        """What kind of contact, and its line."""
        kinds = tuple(Choice(kind.value, kind_word(kind), checked=kind is ContactKind.HOTLINE) for kind in ContactKind)
        label = self.tr("Phone; role; name; who is called then; hours")
        question = Question(self.tr("Emergency contact"), label, self.tr("Add"), kinds, one_line=True)

        def answered(kind: str, text: str) -> None:
            parts = [part.strip() for part in text.replace("；", ";").split(";")]
            phone, role, name, backup, hours = (*parts, "", "", "", "", "")[:5]
            self._presenter.add_contact(Contact(ContactKind(kind), role, name, phone, backup, hours))

        self._frame.choosers.ask(question, answered)

    def drop(self) -> None:
        """Which contact is none any more."""
        directory = self._presenter.state.directory
        contacts = directory.contacts if directory else ()
        rows = [
            Choice(str(place), " · ".join(filter(None, (one.role, one.name, one.phone))), icon="phone")
            for place, one in enumerate(contacts)
        ]
        title = self.tr("Take away which contact?")
        self._frame.choosers.choose(title, rows, lambda choice: self._presenter.drop_contact(int(choice.key)))

    def _ask_turn(self, unit: str, chosen: tuple[str, ...]) -> None:
        def ask(staff: tuple[PersonRow, ...]) -> None:
            names = {person.id: person.name for person in staff}
            rows = [_row(person) for person in staff if person.id not in chosen]
            if chosen:
                whom = ", ".join(names.get(key, "…") for key in chosen)
                rows.insert(0, Choice(DONE, self.tr("These, in this order: {names}").format(names=whom), icon="check"))
            self._frame.choosers.choose(self.tr("Who takes the next turn?"), rows, picked)

        def picked(choice: Choice) -> None:
            if choice.key == DONE:
                self._presenter.rotate(chosen, unit)
            else:
                self._ask_turn(unit, (*chosen, choice.key))

        self._frame.courier.ask(Staff(), ask)

    def _ask_period(self, then: Callable[[str, str], None], person: Choice) -> None:
        label = self.tr("From – to")
        question = Question(person.text, label, self.tr("Change the rota"), text=self._presenter.span(), one_line=True)
        self._frame.choosers.ask(question, lambda _, period: then(person.key, period))

    def _ask_staff(self, title: str, then: Callable[[Choice], None]) -> None:
        def ask(staff: tuple[PersonRow, ...]) -> None:
            self._frame.choosers.choose(title, [_row(person) for person in staff], then)

        self._frame.courier.ask(Staff(), ask)


def _row(person: PersonRow) -> Choice:
    return Choice(person.id, person.name, person.department or "", icon="user")
