"""The questions about the list: which tickets, in which order, under which name it is kept.

Promise: choosing a value that holds takes its condition off.
"""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.services.tickets.filters import NOBODY, Sort, SortKey
from console.views.choices import Choice
from console.views.dialogs import NEW, Question
from console.views.pages import Frame
from console.views.queue import chips
from console.views.queue.chips import Condition
from console.views.queue.presenter import QueuePresenter
from console.views.queue.whom import Whom


class Narrowing(QObject):
    """Asks about the list."""

    def __init__(self, frame: Frame, presenter: QueuePresenter, whom: Whom, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._presenter = presenter
        self._whom = whom

    def save_view(self) -> None:
        """What to call the view, and for whom it is."""
        me = self._frame.me
        owners = (Choice(me.id, self.tr("For me"), checked=True), Choice(me.team, self.tr("For the team")))
        title = self.tr("Save these conditions and this order as a view")
        question = Question(title, self.tr("Name"), self.tr("Save view"), owners, one_line=True)
        self._frame.choosers.ask(question, lambda owner, name: self._presenter.save_view(name, owner))

    def sort(self) -> None:
        """In which order."""
        listing = self._presenter.listing
        orders = (
            (Sort(SortKey.DUE, descending=False), self.tr("Due first")),
            (Sort(SortKey.UPDATED), self.tr("Last changed first")),
            (Sort(SortKey.UPDATED, descending=False), self.tr("Longest unchanged first")),
            (Sort(SortKey.CREATED), self.tr("Newest first")),
            (Sort(SortKey.CREATED, descending=False), self.tr("Oldest first")),
            (Sort(SortKey.PRIORITY, descending=False), self.tr("Most pressing first")),
            (Sort(SortKey.STATUS, descending=False), self.tr("By status")),
            (Sort(SortKey.REQUESTER, descending=False), self.tr("By requester")),
            (Sort(SortKey.ASSIGNEE, descending=False), self.tr("By assignee")),
            (Sort(SortKey.TITLE, descending=False), self.tr("By title")),
        )
        rows = [Choice(str(sort), text, checked=sort == listing.state.sort) for sort, text in orders]
        self._frame.choosers.choose(self.tr("Order"), rows, lambda choice: listing.order_by(Sort.parse(choice.key)))

    def condition(self) -> None:
        """Which condition to add or change."""
        wanted = self._presenter.listing.state.filter
        held = {c: bool(getattr(wanted, c.value)) for c in Condition}
        rows = [
            Choice(c.value, chips.name(c), checked=held[c]) for c in Condition if held[c] or c is not Condition.ONLY
        ]
        self._frame.choosers.choose(
            self.tr("Only tickets with"), rows, lambda choice: self.ask_value(Condition(choice.key))
        )

    def ask_value(self, condition: Condition) -> None:
        """What a condition asks for; choosing what holds takes it off."""
        wanted, title = self._presenter.listing.state.filter, chips.name(condition)
        held = getattr(wanted, condition.value)
        narrow = self._presenter.listing.narrow

        def chosen(value: object) -> None:
            narrow(chips.without(condition, wanted) if value == held else chips.with_value(condition, wanted, value))

        if condition in chips.KINDS:
            rows = chips.choices(condition, wanted, self._frame.language.locale)
            self._frame.choosers.choose(title, rows, lambda row: narrow(chips.toggled(condition, wanted, row.key)))
        elif condition is Condition.DUE:
            self._frame.choosers.choose(title, chips.standings(wanted), lambda row: chosen(row.key))
        elif condition in (Condition.AWAITING, Condition.ONLY):
            chosen(held or True)
        elif condition is Condition.ASSIGNEE:
            self._whom.ask_staff(title, held, lambda person: chosen(person.id if person else NOBODY))
        elif condition is Condition.TEAM:
            self._whom.ask_team(title, held, lambda team: chosen(team.id))
        elif condition is Condition.REQUESTER:
            rows = [Choice(held, self._whom.names.get(held, held), checked=True)] if held else []
            self._frame.choosers.choose(title, rows, lambda row: chosen(row.key), finder=self._whom.find_people)
        else:
            rows = [Choice(held, held, checked=True)] if held else []
            self._frame.choosers.choose(
                title, rows, lambda row: chosen(row.key.removeprefix(NEW)), new=self.tr("Tagged “{text}”")
            )
