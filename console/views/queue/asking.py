"""The questions about a ticket: whom, what, why; each asked over the page and answered by keyboard.

Promise: a question shows what holds now with a tick; an answer goes to the presenter, nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.models import workflow
from console.models.assignment import Proposal
from console.models.kinds import (
    PAUSES,
    Channel,
    Impact,
    LinkKind,
    Outcome,
    Priority,
    Status,
    TicketType,
    Urgency,
    local_mark,
    to_micros,
)
from console.services.assignment import ProposeAssignee
from console.services.people import PersonRow
from console.services.tickets.filters import Filter, Sort, SortKey
from console.services.tickets.queries import FirstWindow, Line
from console.services.tickets.whole import Whole
from console.views.choices import Choice
from console.views.delegates import PRIORITY_ICONS, STATUS_ICONS
from console.views.dialogs import NEW, Found, Question
from console.views.pages import Frame
from console.views.queue.moves import hindrance
from console.views.queue.presenter import QueuePresenter
from console.views.queue.proposing import proposal_notes
from console.views.queue.waking import Wake, instant
from console.views.queue.whom import Whom
from console.views.rows import number_words
from console.words import word

SPOKEN = (Channel.PHONE, Channel.HOTLINE, Channel.ON_SITE)
"""Ways on which staff write down what a requester said (SPEC 3.4)."""
NONE = "none"


class Asking(QObject):
    """Asks about the open ticket and the one being created."""

    def __init__(self, frame: Frame, presenter: QueuePresenter, whom: Whom, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._presenter = presenter
        self._whom = whom

    @property
    def _whole(self) -> Whole | None:
        return self._presenter.ticket.state.shown

    def assign(self) -> None:
        """Whom to give the ticket to."""
        whole = self._whole
        if whole is None:
            return
        query = ProposeAssignee(whole.id, to_micros(self._frame.clock.now()))
        holder = whole.assignee.id if whole.assignee else None

        def ask(proposal: Proposal) -> None:
            notes = proposal_notes(proposal)
            self._whom.ask_staff(self.tr("Assign to"), holder, self._presenter.acting.assign, notes)

        self._frame.courier.ask(query, ask)

    def take(self) -> None:
        """Give it to the person of this profile."""
        me = self._frame.me
        self._presenter.acting.assign(PersonRow(me.id, me.name, None, None, me.team, None))

    def status(self) -> None:
        """Where it goes next."""
        whole = self._whole
        if whole is not None:
            locale = self._frame.language.locale
            rows = [
                Choice(s.value, self._word(s), icon=STATUS_ICONS[s], hindrance=hindrance(whole, s, locale))
                for s in workflow.choices(whole.status)
            ]
            title = self.tr("From {status} to").format(status=self._word(whole.status))
            self._frame.choosers.choose(title, rows, lambda choice: self.move(Status(choice.key)))

    def move(self, target: Status) -> None:
        """Move it, asking for what the move needs (SPEC 3.3)."""
        whole = self._whole
        if whole is None:
            return
        if target is Status.RESOLVED:
            self._ask_outcome()
        elif target in PAUSES:
            self._ask_pause(target)
        elif workflow.needs_reason(whole.status, target):
            self._frame.choosers.ask_text(
                f"{whole.number or local_mark(whole.id)}: {self._word(whole.status)} → {self._word(target)}",
                self.tr("Reason, kept in the history"),
                self.tr("Set status"),
                lambda text: self._presenter.acting.set_status(target, text),
            )
        else:
            self._presenter.acting.set_status(target)

    def _ask_pause(self, target: Status) -> None:
        said = {
            Wake.NEVER: self.tr("Until it is woken"),
            Wake.HOURS: self.tr("For 4 hours"),
            Wake.TOMORROW: self.tr("Until tomorrow, 09:00"),
            Wake.MONDAY: self.tr("Until Monday, 09:00"),
        }
        rows = tuple(Choice(wake.value, text, checked=wake is Wake.NEVER) for wake, text in said.items())
        question = Question(
            self.tr("Pause: {status}").format(status=self._word(target)),
            self.tr("Reason, kept in the history"),
            self.tr("Pause"),
            rows,
        )
        now = self._frame.clock.now
        self._frame.choosers.ask(
            question,
            lambda wake, text: self._presenter.acting.set_status(target, text, wake=instant(Wake(wake), now())),
        )

    def _ask_outcome(self) -> None:
        outcomes = tuple(Choice(outcome.value, self._word(outcome)) for outcome in Outcome)
        helped = self.tr("What helped, for the next one who has this (may stay empty)")
        question = Question(self.tr("How did it end?"), helped, self.tr("Resolve"), outcomes, needs_text=False)
        self._frame.choosers.ask(
            question, lambda key, text: self._presenter.acting.set_status(Status.RESOLVED, text, Outcome(key))
        )

    def priority(self) -> None:
        """How pressing it is."""
        whole = self._whole
        if whole is not None:
            self._ask_priority(whole.priority, self._presenter.acting.set_priority)

    def type(self) -> None:
        """What it is about."""
        whole = self._whole
        if whole is not None:
            self._ask_type(whole.type, self._presenter.acting.set_type)

    def impact(self) -> None:
        """How many are hit, then how long they can wait."""
        whole = self._whole
        if whole is None:
            return
        rows = [Choice(i.value, self._word(i), checked=i is whole.impact) for i in Impact]
        rows.append(Choice(NONE, self.tr("Not known"), checked=whole.impact is None))
        self._frame.choosers.choose(self.tr("Who is hit?"), rows, lambda choice: self._ask_urgency(whole, choice.key))

    def _ask_urgency(self, whole: Whole, impact: str) -> None:
        if impact == NONE:
            self._presenter.acting.set_impact(None, whole.urgency)
            return
        rows = [Choice(u.value, self._word(u), checked=u is whole.urgency) for u in Urgency]
        self._frame.choosers.choose(
            self.tr("How urgent is it?"),
            rows,
            lambda choice: self._presenter.acting.set_impact(Impact(impact), Urgency(choice.key)),
        )

    def tags(self) -> None:
        """Which tag to put on or take off."""
        whole = self._whole
        if whole is None:
            return
        rows = [Choice(tag, tag, self.tr("take off"), checked=True) for tag in whole.tags]

        def chosen(choice: Choice) -> None:
            if choice.key.startswith(NEW):
                self._presenter.acting.set_tags(add=(choice.key.removeprefix(NEW),))
            else:
                self._presenter.acting.set_tags(remove=(choice.key,))

        self._frame.choosers.choose(self.tr("Tag"), rows, chosen, new=self.tr("Put on “{text}”"))

    def team(self) -> None:
        """Which team takes it over."""
        whole = self._whole
        if whole is not None:
            self._whom.ask_team(self.tr("Hand to team"), whole.team_id, self._presenter.acting.transfer)

    def requester(self) -> None:
        """Who asks for help."""
        self._whom.ask_requester(self._presenter.acting.set_requester)

    def rename(self) -> None:
        """Another title."""
        whole = self._whole
        if whole is not None:
            ask, label = self.tr("Rename"), self.tr("Title")
            question = Question(ask, label, ask, text=whole.title, one_line=True)
            self._frame.choosers.ask(question, lambda _, text: self._presenter.acting.set_title(text))

    def describe(self) -> None:
        """Other words for the description."""
        whole = self._whole
        if whole is not None:
            self._ask_description(whole, whole.description, self.tr("Description"))

    def _ask_description(self, seen: Whole, text: str, label: str) -> None:
        ask, change = self.tr("Change the description"), self.tr("Change")
        question = Question(ask, label, change, text=text, needs_text=False, is_tall=True)

        def answered(_: str, words: str) -> None:
            both = self._presenter.acting.set_description(seen, words)
            now = self._whole
            if both is not None and now is not None:
                said = self.tr("Somebody changed the same words meanwhile; yours stand here beside the rest")
                self._ask_description(now, both.text, said)

        self._frame.choosers.ask(question, answered)

    def link(self) -> None:
        """Which ticket it relates to, then how."""
        self._frame.choosers.choose(
            self.tr("Link to the ticket with these words or this number"), [], self._ask_kind, finder=self._find_tickets
        )

    def _ask_kind(self, other: Choice) -> None:
        rows = [Choice(kind.value, self._word(kind)) for kind in LinkKind]
        self._frame.choosers.choose(
            self.tr("This ticket … {other}").format(other=other.text),
            rows,
            lambda choice: self._presenter.acting.link(other.key, LinkKind(choice.key)),
        )

    def record(self) -> None:
        """What the requester said, and by which way."""
        ways = tuple(Choice(way.value, self._word(way), checked=way is Channel.PHONE) for way in SPOKEN)
        title, label = self.tr("Record what the requester said"), self.tr("In their own words; they can read it")
        self._frame.choosers.ask(
            Question(title, label, self.tr("Record"), ways),
            lambda key, text: self._presenter.acting.record(Channel(key), text),
        )

    def ask_new_type(self) -> None:
        """The type of the ticket being created."""
        self._ask_type(self._presenter.creating.state.type, self._presenter.creating.choose_type)

    def ask_new_priority(self) -> None:
        """The priority of the ticket being created."""
        self._ask_priority(self._presenter.creating.state.priority, self._presenter.creating.choose_priority)

    def ask_new_requester(self) -> None:
        """Who asks in the ticket being created."""
        self._whom.ask_requester(self._presenter.creating.ask_for)

    def _ask_type(self, held: TicketType | None, then: Callable[[TicketType], None]) -> None:
        rows = [Choice(kind.value, self._word(kind), checked=kind is held) for kind in TicketType]
        self._frame.choosers.choose(self.tr("Type"), rows, lambda choice: then(TicketType(choice.key)))

    def _ask_priority(self, held: Priority | None, then: Callable[[Priority], None]) -> None:
        rows = [Choice(p.value, self._word(p), icon=PRIORITY_ICONS[p], checked=p is held) for p in Priority]
        self._frame.choosers.choose(self.tr("Priority"), rows, lambda choice: then(Priority(choice.key)))

    def _find_tickets(self, text: str, found: Found) -> None:
        def answer(lines: tuple[Line, ...]) -> None:
            rows = [
                Choice(one.ticket, f"{number_words(one)} {one.title}", self._word(one.status), STATUS_ICONS[one.status])
                for one in lines
                if self._whole is None or one.ticket != self._whole.id
            ]
            found(rows)

        self._frame.courier.ask(FirstWindow(Filter(text=text), Sort(SortKey.RELEVANCE), 12), answer, latest="asking")

    def _word(self, value: Status | Priority | TicketType | Impact | Urgency | Outcome | Channel | LinkKind) -> str:
        return word(value, self._frame.language.locale)
