"""The questions about an article's care: who looks after it, until when, and what says the same in the other language.

Promise: all by keyboard; what holds now is ticked; answers go to the presenter, nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QObject

from console.models.kinds import Code, Refused
from console.services.knowledge.queries import ArticleRow, Articles
from console.services.people import PersonRow, Staff
from console.views.choices import Choice
from console.views.dialogs import NEW
from console.views.knowledge.presenter import KnowledgePresenter
from console.views.pages import Frame

NOBODY, NEVER, WRITE, PART = "nobody", "never", "write", "part"
MORNING = 9
"""The hour work begins."""


class Care(QObject):
    """Asks."""

    def __init__(self, frame: Frame, presenter: KnowledgePresenter, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._presenter = presenter

    def ask_owner(self) -> None:
        """Who looks after the open article."""
        whole = self._presenter.state.whole
        if whole is None:
            return
        held, due = whole.owner, whole.row.review_by

        def ask(staff: tuple[PersonRow, ...]) -> None:
            rows = [Choice(one.id, one.name, icon="user", checked=one.id == held) for one in staff]
            rows.append(Choice(NOBODY, self.tr("Nobody"), icon="x", checked=held is None))
            self._choose(
                self.tr("Who looks after it?"),
                rows,
                lambda choice: self._presenter.care(None if choice.key == NOBODY else choice.key, due),
            )

        self._frame.courier.ask(Staff(), ask)

    def ask_review(self) -> None:
        """When the open article is to be looked at again."""
        whole = self._presenter.state.whole
        if whole is None:
            return
        owner, today = whole.owner, self._frame.clock.now().astimezone().date()
        rows = [
            Choice(str(today + timedelta(days=91)), self.tr("In three months"), icon="calendar"),
            Choice(str(today + timedelta(days=182)), self.tr("In half a year"), icon="calendar"),
            Choice(str(today + timedelta(days=365)), self.tr("In a year"), icon="calendar"),
            Choice(NEVER, self.tr("On no date"), icon="x", checked=whole.row.review_by is None),
        ]

        def chosen(choice: Choice) -> None:
            text = choice.key.removeprefix(NEW)
            try:
                due = None if text == NEVER else morning(date.fromisoformat(text))
            except ValueError:
                self._frame.notices.refused(Refused(Code.BAD_VALUE, place="review_by", value=text))
                return
            self._presenter.care(owner, due)

        title = self.tr("When is it looked at again? Or a date: 2026-03-09")
        self._frame.choosers.choose(title, rows, chosen, new=self.tr("On {text}"))

    def ask_pair(self) -> None:
        """Which article says the same in the other language."""
        whole = self._presenter.state.whole
        if whole is None:
            return
        row, pair = whole.row, whole.pair

        def ask(articles: tuple[ArticleRow, ...]) -> None:
            rows = [Choice(WRITE, self.tr("Write it now"), icon="pencil")]
            rows += [Choice(PART, self.tr("Part them: none says the same"), icon="x")] if pair else []
            rows += [
                Choice(one.id, one.title, one.category_name, "book", checked=one.id == pair)
                for one in articles
                if one.language is not row.language
            ]
            self._choose(self.tr("Which says the same in the other language?"), rows, chosen)

        def chosen(choice: Choice) -> None:
            if choice.key == WRITE:
                self._presenter.write_pair()
            else:
                self._presenter.pair(None if choice.key == PART else choice.key)

        self._frame.courier.ask(Articles(), ask)

    def _choose(self, title: str, rows: list[Choice], then: Callable[[Choice], None]) -> None:
        self._frame.choosers.choose(title, rows, then)


def morning(day: date) -> datetime:
    """The instant work begins on a day, by the zone of this machine."""
    return datetime.combine(day, time(MORNING)).astimezone(UTC)
