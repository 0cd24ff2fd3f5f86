"""The page of rules without its widgets: what is open, what is being written, what it would have done.

Promise: plain Python; every change ends in one `show` of the whole state; lines nobody published are kept on this
machine until they are published or dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from console.models.channels import EXAMPLE
from console.models.groups import STANDARD
from console.models.hours import date_of
from console.models.kinds import Code, Locale, PolicyKind, Refused, Role
from console.models.values import dataclass
from console.services.bus import Changed
from console.services.ruled import (
    DraftPreview,
    HolidayLines,
    PreviewDraft,
    ReplayDraft,
    Replayed,
    Ruled,
    RuledThing,
    RuledThings,
    text_of,
)
from console.services.tickets.commands import PublishPolicy
from console.views.carrier import Carrier, Later, Memory
from console.views.policies.state import Key, State

if TYPE_CHECKING:
    from console.services.clock import Clock
    from console.services.people import Me

PREVIEW_MS = 250
"""How soon a preview follows the words."""
OPEN_KEY, DRAFT_KEY = "policies.open", "policies.draft."
BEGUN = {
    PolicyKind.CALENDAR: "zone UTC\nmon-fri 09:00-12:00 13:00-18:00\n",
    PolicyKind.SLA: "agreement Standard\nfirst_response 4h\nnext_response 4h\nresolution 24h\ncalendar team\n"
    "warn 50% 75% 90%\ntell assignee 0m\ntell lead 30m\ntell on_call 1h\n",
    PolicyKind.CHANNELS: EXAMPLE,
    PolicyKind.GROUPS: "\n\n".join(f"group {name}" for name in STANDARD) + "\n",
}
"""The lines a new calendar, a new list, the first channels and groups begin with."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the presenter works with."""

    carrier: Carrier
    later: Later
    me: Me
    clock: Clock
    memory: Memory
    show: Callable[[State], None]
    tell: Callable[[str, int], None]
    """Says that a version of this name and number is published."""


class PoliciesPresenter:
    """What the page shows and what a person can do on it."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._given_up = threading.Event()
        self._typed = 0
        self._previewed: str | None = None
        """The lines the preview is of."""
        self.state = State(self._today().replace(day=1))

    def start(self) -> None:
        """Show what is ruled."""
        self._around.carrier.ask(Ruled(), self._listed, latest="policies.things")

    def take(self, event: Changed) -> None:
        """Follow what was published, here or elsewhere."""
        if event.everything:
            self.start()

    def go(self, key: Key) -> None:
        """Open another one, with its draft where there is one."""
        if key != self.state.key:
            self.give_up()
            self._open(key)

    def type_text(self, text: str) -> None:
        """The lines say something else now."""
        if text == self.state.text:
            return
        self.give_up()
        self._keep(text)
        self._put(replace(self.state, text=text, replayed=None))
        self._typed += 1
        typed = self._typed
        self._around.later(PREVIEW_MS, lambda: self._preview() if typed == self._typed else None)

    def type_begins(self, text: str) -> None:
        """It is to hold from that date on."""
        self._put(replace(self.state, begins=text.strip()))

    def turn_month(self, step: int) -> None:
        """Show another month of the calendar."""
        middle = self.state.month + timedelta(days=15 + 30 * step)
        self._put(replace(self.state, month=middle.replace(day=1)))
        self._preview()

    def read_version(self, number: int) -> None:
        """Begin the draft anew with the lines of a version."""
        thing = self.state.thing
        body = next((one.body for one in thing.versions if one.number == number), None) if thing else None
        if thing is None or body is None:
            return
        try:
            text = text_of(thing.kind, thing.owner, body, self.state.names[thing.kind])
        except Refused as error:
            self._put(replace(self.state, refused=error))
            return
        self._put(replace(self.state, version=number, seen=thing.number, written=text, refused=None))
        self.type_text(text)
        self._preview()

    def begin_new(self, kind: PolicyKind, name: str) -> None:
        """Begin a calendar or a list of one's own team; it is there once it is published."""
        me = self._around.me
        thing = RuledThing(kind, me.team, me.team_name, name.strip(), ())
        if all(one.key != thing.key for one in self.state.things or ()):
            self._put(replace(self.state, things=(*(self.state.things or ()), thing)))
        self.go(thing.key)

    def add_holidays(self, country: str, locale: Locale) -> None:
        """Add the public holidays of a country to the lines: this year and two more."""
        preview, year = self.state.preview, self._today().year
        week = preview.body.get("week", {}) if preview else {}
        spans = next((" ".join("-".join(span) for span in day) for day in week.values() if day), "")
        query = HolidayLines(country.strip().upper(), year, year + 2, spans, locale)
        text = self.state.text

        def add(lines: str) -> None:
            if self.state.text == text:
                self.type_text(f"{text.rstrip()}\n{lines}")

        self._around.carrier.ask(query, add, refused=self._refuse)

    def replay(self) -> None:
        """Try the draft on past tickets."""
        thing, preview = self.state.thing, self.state.preview
        if thing is None or preview is None or not self.is_current():
            return
        self.give_up()
        self._given_up = threading.Event()
        query = ReplayDraft(
            thing.kind, thing.owner, thing.name, preview.body, self._around.clock.now(), given_up=self._given_up
        )
        self._put(replace(self.state, is_replaying=True, replayed=None))
        self._around.carrier.ask(query, self._replayed, refused=self._refuse, latest="policies.replay", slow=True)

    def give_up(self) -> None:
        """The answer of a replay is not wanted any more."""
        self._given_up.set()
        if self.state.is_replaying:
            self._put(replace(self.state, is_replaying=False))

    def publish(self) -> None:
        """Publish the draft as the next version."""
        thing, preview = self.state.thing, self.state.preview
        if thing is None or preview is None or self.state.is_publishing or not self.is_current():
            return
        try:
            effective = self._effective(thing.kind, preview)
        except Refused as error:
            self._put(replace(self.state, refused=error))
            return
        command = PublishPolicy(thing.kind, thing.name, preview.body, thing.owner, effective, expect=self.state.seen)
        self._put(replace(self.state, is_publishing=True, refused=None))
        self._around.carrier.do(command, lambda _: self._published(thing), self._refuse)

    def may_publish(self) -> bool:
        """Whether this person publishes what is open (SPEC 1.3): a lead for their team, an admin for everybody."""
        thing, roles = self.state.thing, self._around.me.roles
        if Role.ADMIN in roles:
            return True
        return Role.LEAD in roles and (thing is None or thing.owner == self._around.me.team)

    def is_current(self) -> bool:
        """Whether the preview is of the lines as they stand, and they can be published."""
        return self.state.preview is not None and self._previewed == self.state.text

    def _listed(self, found: RuledThings) -> None:
        begun = [one for one in self.state.things or () if not one.versions]
        known = {one.key for one in found.things}
        things = (*found.things, *(one for one in begun if one.key not in known))
        self._put(replace(self.state, things=things, names=found.names))
        keys = [one.key for one in things]
        if self.state.key not in keys and keys:
            left = self._around.memory.text(OPEN_KEY)
            self._open(next((key for key in keys if _written(key) == left), keys[0]))

    def _open(self, key: Key) -> None:
        memory = self._around.memory
        memory.keep(OPEN_KEY, _written(key))
        thing = next(one for one in self.state.things or () if one.key == key)
        refused, written = None, ""
        begun = "" if thing.versions else BEGUN[thing.kind]
        try:
            if thing.versions:
                written = text_of(thing.kind, thing.owner, thing.versions[0].body, self.state.names[thing.kind])
        except Refused as error:
            refused = error
        seen, _, draft = memory.text(DRAFT_KEY + _written(key)).partition(" ")
        text, known = (draft, int(seen)) if draft and seen.isdigit() else (written or begun, thing.number)
        self._previewed = None
        former = State(self.state.month, self.state.things, self.state.names)
        found = replace(former, key=key, version=thing.number, seen=known, text=text, written=written)
        self._put(replace(found, refused=refused))
        if refused is None:
            self._preview()

    def _preview(self) -> None:
        thing, text = self.state.thing, self.state.text
        if thing is None:
            return
        query = PreviewDraft(thing.kind, thing.owner, text, self.state.month, self._around.clock.now())

        def show(preview: DraftPreview) -> None:
            if (thing.key, text) == (self.state.key, self.state.text):
                self._previewed = text
                self._put(replace(self.state, preview=preview, refused=None))

        def refuse(error: Refused) -> None:
            if (thing.key, text) == (self.state.key, self.state.text):
                self._previewed = None
                self._put(replace(self.state, refused=error))

        self._around.carrier.ask(query, show, refused=refuse, latest="policies.preview")

    def _replayed(self, found: Replayed | None) -> None:
        if found is not None and self.state.is_replaying:
            self._put(replace(self.state, is_replaying=False, replayed=found))

    def _published(self, thing: RuledThing) -> None:
        self._around.memory.keep(DRAFT_KEY + _written(thing.key), "")
        written = self.state.text
        number = self.state.seen + 1
        done = replace(self.state, is_publishing=False, version=number, seen=number, written=written, begins="")
        self._put(done)
        self._around.tell(thing.name, number)
        self.start()

    def _refuse(self, error: Refused) -> None:
        """Show why; who is told that another published meanwhile may publish all the same."""
        thing, seen = self.state.thing, self.state.seen
        if error.code is Code.CHANGED_MEANWHILE and thing is not None:
            seen = thing.number
        self._put(replace(self.state, refused=error, seen=seen, is_replaying=False, is_publishing=False))

    def _effective(self, kind: PolicyKind, preview: DraftPreview) -> datetime | None:
        """The beginning of the date that was written, by the clocks of the calendar or of this machine."""
        if not self.state.begins:
            return None
        day = date_of(self.state.begins)
        if day is None or day < self._today() - timedelta(days=1):
            raise Refused(Code.BAD_VALUE, place="begins", value=self.state.begins)
        midnight = datetime.combine(day, time())
        if kind is PolicyKind.CALENDAR:
            return midnight.replace(tzinfo=ZoneInfo(preview.body["tz"]))
        return midnight.astimezone()

    def _keep(self, text: str) -> None:
        """Keep the draft with the number of the version its author knew of."""
        if self.state.key is not None:
            draft = "" if text == self.state.written else f"{self.state.seen} {text}"
            self._around.memory.keep(DRAFT_KEY + _written(self.state.key), draft)

    def _today(self) -> date:
        return self._around.clock.now().astimezone().date()

    def _put(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self._around.show(state)


def _written(key: Key) -> str:
    return "/".join(part or "" for part in key)
