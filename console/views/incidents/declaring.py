"""An incident being declared: what its words and figures suggest, and declaring it (SPEC 7.3, 7.4, 7.6).

Promise: no Qt; the severity shown is the one the declaration will have; a refused declaration keeps every word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from console.models import triage
from console.models.incident_workflow import suggested_severity
from console.models.kinds import Category, Code, Refused, Severity
from console.services.desk import Done
from console.services.incidents.commands import DeclareIncident
from console.views.carrier import Carrier, Later
from console.views.incidents.presenter import WarRoomPresenter
from console.views.incidents.state import Draft, Mode

N = TypeVar("N", int, float)
PAUSE_MS = 120
"""How soon a suggestion follows the words."""


class Declaring:
    """The form behind the one key."""

    def __init__(
        self, presenter: WarRoomPresenter, carrier: Carrier, later: Later, then: Callable[[], None] = lambda: None
    ) -> None:
        """`then` is called once an incident is declared, before it is shown."""
        self._then = then
        self._presenter = presenter
        self._carrier = carrier
        self._later = later

    @property
    def draft(self) -> Draft:
        """What has been written so far."""
        return self._presenter.state.draft

    def begin(self) -> None:
        """Show the form; what was written before is still there."""
        self._presenter.put(replace(self._presenter.state, mode=Mode.DECLARE))
        self._weigh()

    def write(self, title: str, description: str, users: str, availability: str) -> None:
        """The words as they are now."""
        draft = replace(self.draft, title=title, description=description, users=users, availability=availability)
        if draft != self.draft:
            self._be(draft)
            self._weigh()
            self._later(PAUSE_MS, partial(self._suggest, f"{title}\n{description}"))

    def set_impact(self, impact: Severity | None) -> None:
        """How hard the business is hit."""
        self._be(replace(self.draft, impact=impact))
        self._weigh()

    def set_category(self, category: Category | None) -> None:
        """Rule the category; None takes the suggestion."""
        self._be(replace(self.draft, category=category))
        self._weigh()

    def declare(self) -> None:
        """Declare it, in one transaction."""
        draft = self.draft
        if draft.sending:
            return
        try:
            command = command_of(draft)
        except Refused as error:
            self._be(replace(draft, refused=error))
            return
        self._be(replace(draft, sending=True, refused=None))
        self._carrier.do(command, self._declared, lambda error: self._be(replace(draft, refused=error)))

    def _declared(self, done: Done) -> None:
        self._be(Draft())
        self._then()
        self._presenter.open_new(done.subject)

    def _suggest(self, text: str) -> None:
        if text == f"{self.draft.title}\n{self.draft.description}":
            # Beside the window: the cues are read when they are first asked for.
            self._carrier.keep(partial(triage.suggest_category, text), partial(self._suggested, text))

    def _suggested(self, text: str, found: triage.CategorySuggestion) -> None:
        if text == f"{self.draft.title}\n{self.draft.description}":
            self._be(replace(self.draft, suggested=found))
            self._weigh()

    def _weigh(self) -> None:
        draft = self.draft
        try:
            command = command_of(draft)
        except Refused as error:
            self._be(replace(draft, severity=None, refused=error))
            return
        severity = suggested_severity(command.users, command.impact, command.availability, draft.settled)
        self._be(replace(draft, severity=severity, refused=None))

    def _be(self, draft: Draft) -> None:
        self._presenter.put(replace(self._presenter.state, draft=draft))


def command_of(draft: Draft) -> DeclareIncident:
    """The declaration a draft makes; raises Refused BAD_VALUE for a figure nobody can read."""
    users = _number(draft.users, "affected_users", int)
    availability = _number(draft.availability.strip("%％ "), "availability", float)
    return DeclareIncident(draft.title, draft.description, users, draft.impact, availability, draft.category)


def _number(text: str, place: str, kind: Callable[[str], N]) -> N | None:
    try:
        return kind(text.replace(",", "").strip()) if text.strip() else None
    except ValueError:
        raise Refused(Code.BAD_VALUE, place=place, value=text) from None
