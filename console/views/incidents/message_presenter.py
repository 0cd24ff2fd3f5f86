"""The panel of messages without its widgets: what was told, the next message, who hears of it.

Promise: plain Python; what a person changed in a draft is kept on this machine until it is sent or dropped; nothing is
sent before it was said who gets it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from console.models.kinds import Code, Locale, Refused
from console.models.message_kinds import MessageKind
from console.models.values import dataclass
from console.services.bus import Changed
from console.services.communications import DeliveriesOf, DeliveryRow, Listeners, ListenersOf
from console.services.incidents.commands import SendMessage
from console.services.message_drafts import Correspondence, OpenCorrespondence
from console.views.carrier import Carrier, Memory
from console.views.incidents.message_state import MessageState, Texts, Written

if TYPE_CHECKING:
    from console.services.people import Me

DRAFT = "incidents.message."
"""Under which what is being written about an incident is kept."""


@dataclass(frozen=True, slots=True)
class MessageAround:
    """What the presenter works with."""

    carrier: Carrier
    me: Me
    now: Callable[[], datetime]
    memory: Memory
    show: Callable[[MessageState], None]
    sent: Callable[[MessageKind], None]
    """Says that a message is on its way."""
    fail: Callable[[Refused], None]
    """Says why it is not."""


class MessagePresenter:
    """What the panel shows and what a person can do in it."""

    def __init__(self, around: MessageAround) -> None:
        self._around = around
        self.state = MessageState(language=around.me.locale)
        self._wanted: MessageKind | None = None
        """What the next message is to be; None leaves it to the incident."""

    def open(self, incident: str | None) -> None:
        """Another incident is open, or none."""
        self._wanted = None
        self._put(MessageState(incident, language=self.state.language, revision=self.state.revision + 1))
        self._ask()

    def take(self, event: Changed) -> None:
        """Follow what others write, send and deliver."""
        if event.everything or self.state.incident in event.incidents:
            self._ask()

    def again(self) -> None:
        """Draft once more, by what is known now: what was changed is dropped."""
        self._keep(None)
        self._wanted = None
        self._put(replace(self.state, changed=False))
        self._ask()

    def write(self, subject: str | None = None, body: str | None = None) -> None:
        """Subject or body say something else now, in the language that is shown."""
        written, language = self.state.written, self.state.language
        if subject is not None:
            written = replace(written, subject=_with(written.subject, language, subject))
        if body is not None:
            written = replace(written, body=_with(written.body, language, body))
        self._change(written)

    def speak(self, language: Locale) -> None:
        """Show the message in that language."""
        self._put(replace(self.state, language=language, revision=self.state.revision + 1))

    def turn_language(self) -> None:
        """Show it in the other language."""
        self.speak(Locale.EN if self.state.language is Locale.ZH else Locale.ZH)

    def set_kind(self, kind: MessageKind) -> None:
        """It is for something else; what nobody changed is drafted for that."""
        self._wanted = kind
        if self.state.changed:
            self._change(replace(self.state.written, kind=kind))
        else:
            self._ask()

    def set_groups(self, groups: tuple[str, ...]) -> None:
        """Others hear of it."""
        self._change(replace(self.state.written, groups=groups))
        self._ask_listeners()

    def turn_public(self) -> None:
        """The status page shows it, or not."""
        self._change(replace(self.state.written, public=not self.state.written.public))

    def choose(self, message: str) -> None:
        """Look at a message that was sent."""
        self._put(replace(self.state, chosen=message, deliveries=()))
        self._ask_deliveries()

    def hindrance(self) -> Code | None:
        """Why it cannot be sent as it stands."""
        written = self.state.written
        if not any(text.strip() for _, text in written.subject) or not any(text.strip() for _, text in written.body):
            return Code.EMPTY_TEXT
        return None if written.groups else Code.VALUE_NEEDED

    def send(self) -> None:
        """Send it."""
        incident, written = self.state.incident, self.state.written
        if incident is None or self.state.sending or self.hindrance() is not None:
            return
        subject, body = dict(written.subject), dict(written.body)
        command = SendMessage(
            incident, written.kind, subject, body, written.groups, written.public, expect=written.known
        )
        self._put(replace(self.state, sending=True))
        then = partial(self._sent, incident, written.kind)
        self._around.carrier.do(command, lambda _: then(), partial(self._refused, incident))

    def _sent(self, incident: str, kind: MessageKind) -> None:
        """Another incident may be open by now: what is being written there stays."""
        self._around.memory.keep(DRAFT + incident, "")
        self._around.sent(kind)
        if incident == self.state.incident:
            self._wanted = None
            self._put(replace(self.state, sending=False, changed=False))
            self._ask()

    def _refused(self, incident: str, error: Refused) -> None:
        """Who is told that others told something meanwhile may send it all the same, having seen it."""
        self._around.fail(error)
        if incident != self.state.incident:
            return
        written = self.state.written
        found = error.params.get("found")
        if error.code is Code.CHANGED_MEANWHILE and isinstance(found, int):
            written = replace(written, known=found)
        self._put(replace(self.state, sending=False, written=written))

    def _ask(self) -> None:
        incident = self.state.incident
        if incident is None:
            return

        def show(found: Correspondence) -> None:
            if incident == self.state.incident:
                self._opened(found)

        query = OpenCorrespondence(incident, self._around.now(), self._wanted)
        self._around.carrier.ask(query, show, refused=lambda _: None, latest="incidents.messages")

    def _opened(self, found: Correspondence) -> None:
        state, is_first = self.state, self.state.found is None
        kept = self._kept() if is_first else None
        drafted = Written(
            found.draft.kind,
            tuple(found.draft.subject.items()),
            tuple(found.draft.body.items()),
            found.draft.groups,
            known=len(found.rows),
        )
        changed = state.changed or kept is not None
        written = kept or (state.written if state.changed else drafted)
        fresh = is_first or (not state.changed and _texts(written) != _texts(state.written))
        revision = state.revision + int(fresh)
        self._put(replace(state, found=found, written=written, changed=changed, revision=revision))
        self._ask_listeners()
        self._ask_deliveries()

    def _ask_listeners(self) -> None:
        groups = self.state.written.groups

        def show(found: Listeners) -> None:
            if groups == self.state.written.groups:
                self._put(replace(self.state, listeners=found))

        query = ListenersOf(groups, self._around.now())
        self._around.carrier.ask(query, show, latest="incidents.listeners")

    def _ask_deliveries(self) -> None:
        message = self.state.chosen

        def show(found: tuple[DeliveryRow, ...]) -> None:
            if message == self.state.chosen:
                self._put(replace(self.state, deliveries=found))

        if message is not None:
            self._around.carrier.ask(DeliveriesOf(message), show, latest="incidents.deliveries")

    def _change(self, written: Written) -> None:
        self._put(replace(self.state, written=written, changed=True))
        self._keep(written)

    def _keep(self, written: Written | None) -> None:
        if self.state.incident is None:
            return
        kept = "" if written is None else json.dumps([getattr(written, name) for name in _KEPT])
        self._around.memory.keep(DRAFT + self.state.incident, kept)

    def _kept(self) -> Written | None:
        """What was being written when the incident was last open here."""
        kept = self._around.memory.text(DRAFT + (self.state.incident or ""))
        if not kept:
            return None
        kind, subject, body, groups, public, known = json.loads(kept)
        texts = [tuple((Locale(key), text) for key, text in pairs) for pairs in (subject, body)]
        return Written(MessageKind(kind), texts[0], texts[1], tuple(groups), public, known)

    def _put(self, state: MessageState) -> None:
        if state != self.state:
            self.state = state
            self._around.show(state)


_KEPT = ("kind", "subject", "body", "groups", "public", "known")


def _with(texts: Texts, language: Locale, text: str) -> Texts:
    return tuple({**dict(texts), language: text}.items())


def _texts(written: Written) -> tuple[Texts, Texts]:
    return written.subject, written.body
