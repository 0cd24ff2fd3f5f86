"""The questions about people and teams, for ticket, filters and creation alike.

Promise: a question shows who holds it now with a tick; people are found by name, address, phone, pinyin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject

from console.services.people import FindPeople, PersonRow, Staff, TeamRow, Teams
from console.services.tickets.commands import NewRequester
from console.services.tickets.filters import NOBODY
from console.views.choices import Choice
from console.views.dialogs import NEW, Found
from console.views.pages import Frame


class Whom(QObject):
    """Asks for people and teams, and remembers their names."""

    def __init__(self, frame: Frame, names: dict[str, str], parent: QObject) -> None:
        """`names` takes the people and teams met, by id."""
        super().__init__(parent)
        self._frame = frame
        self.names = names

    def _know(self, rows: Sequence[PersonRow | TeamRow]) -> None:
        self.names.update((row.id, row.name) for row in rows)

    def ask_requester(self, then: Callable[[PersonRow | NewRequester], None]) -> None:
        """Somebody known, or a name or address of somebody new."""
        known: dict[str, PersonRow] = {}

        def chosen(choice: Choice) -> None:
            if choice.key.startswith(NEW):
                then(new_requester(choice.key.removeprefix(NEW)))
            else:
                then(known[choice.key])

        self._frame.choosers.choose(
            self.tr("Requester: name, address, phone"),
            [],
            chosen,
            finder=lambda text, found: self.find_people(text, found, known),
            new=self.tr("New person “{text}”"),
        )

    def ask_staff(
        self,
        title: str,
        held: str | None,
        then: Callable[[PersonRow | None], None],
        notes: Mapping[str, str] | None = None,
    ) -> None:
        """Somebody who works here, or nobody; `notes` says what is to be known of whom, in the order to show them."""

        def ask(staff: tuple[PersonRow, ...]) -> None:
            self._know(staff)
            by_id = {person.id: person for person in staff}
            me, said = self._frame.me.id, notes or {}
            places = {key: place for place, key in enumerate(said)}
            rows = [
                Choice(p.id, p.name, _note(p.id == me, said.get(p.id, "")), icon="user", checked=p.id == held)
                for p in sorted(staff, key=lambda one: (places.get(one.id, len(places)), one.id != me))
            ]
            rows.append(Choice(NOBODY, self.tr("Nobody"), icon="x", checked=held == NOBODY))
            self._frame.choosers.choose(title, rows, lambda choice: then(by_id.get(choice.key)))

        self._frame.courier.ask(Staff(), ask)

    def ask_team(self, title: str, held: str | None, then: Callable[[TeamRow], None]) -> None:
        """A team."""

        def ask(teams: tuple[TeamRow, ...]) -> None:
            self._know(teams)
            by_id = {team.id: team for team in teams}
            rows = [Choice(team.id, team.name, icon="users", checked=team.id == held) for team in teams]
            self._frame.choosers.choose(title, rows, lambda choice: then(by_id[choice.key]))

        self._frame.courier.ask(Teams(), ask)

    def find_people(self, text: str, found: Found, known: dict[str, PersonRow] | None = None) -> None:
        """Hand over people for what was typed; `known` takes their rows by id."""

        def answer(people: tuple[PersonRow, ...]) -> None:
            self._know(people)
            if known is not None:
                known.update((person.id, person) for person in people)
            notes = (", ".join(filter(None, (person.email, person.department))) for person in people)
            found([Choice(p.id, p.name, note, icon="user") for p, note in zip(people, notes, strict=True)])

        self._frame.courier.ask(FindPeople(text), answer, latest="asking")


def _note(is_me: bool, said: str) -> str:
    own = QCoreApplication.translate("Whom", "you") if is_me else ""
    return " · ".join(filter(None, (own, said)))


def new_requester(typed: str) -> NewRequester:
    """Somebody new by what was typed: "Lin Qiao", "lin.qiao@corp.example", or both."""
    words = typed.split()
    email = next((one.strip("<>,;") for one in words if "@" in one), None)
    name = " ".join(one for one in words if "@" not in one)
    return NewRequester(name or (email or typed).partition("@")[0], email)
