"""The questions by which an article is put into a message: which one, and how (SPEC 6.4).

Promise: suggestions come first, any published article by what is typed; what is put in stands where the cursor is and
can be taken back like typed words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from console.models.knowledge_kinds import ArticleState, Manner
from console.models.similarity import spoken
from console.services.knowledge.finding import ArticleHit, FindArticles
from console.views.choices import Choice
from console.views.dialogs import Found
from console.views.pages import Frame, Place, PlaceKind
from console.views.queue.composer import Composer
from console.views.queue.presenter import QueuePresenter

MOST_FOUND = 12
READ = "read"


class Offers(QObject):
    """Asks which article, and how it is to come into the message."""

    def __init__(self, frame: Frame, presenter: QueuePresenter, composer: Composer, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._presenter = presenter
        self._composer = composer

    def ask(self) -> None:
        """Which one: the suggestions first, any published article by what is typed."""
        rows = [
            Choice(one.row.id, one.row.title, ", ".join(spoken(one.likeness.shared)), "book")
            for one in self._presenter.advising.state
        ]
        self._frame.choosers.choose(self.tr("Put in an article"), rows, self._ask_manner, finder=self._find)

    def _find(self, text: str, found: Found) -> None:
        def answer(hits: Sequence[ArticleHit]) -> None:
            rows = (hit.row for hit in hits if hit.row.state is ArticleState.PUBLISHED)
            found([Choice(row.id, row.title, row.category_name, "book") for row in rows][:MOST_FOUND])

        self._frame.courier.ask(FindArticles(text), answer, latest="asking")

    def _ask_manner(self, article: Choice) -> None:
        rows = [
            Choice(Manner.TEXT, self.tr("As text"), self.tr("the whole article, without marks"), "doc"),
            Choice(Manner.LINK, self.tr("As a link"), self.tr("its title and its address"), "link"),
            Choice(READ, self.tr("Read it first"), self.tr("on the knowledge page"), "eye"),
        ]
        ways: dict[str, Callable[[], None]] = {
            Manner.TEXT: partial(self._put, article.key, Manner.TEXT),
            Manner.LINK: partial(self._put, article.key, Manner.LINK),
            READ: partial(self._frame.go, Place(PlaceKind.ARTICLE, article.key, article.text)),
        }
        self._frame.choosers.choose(article.text, rows, lambda chosen: ways[chosen.key]())

    def _put(self, article: str, manner: Manner) -> None:
        mode = self._presenter.writing.state.mode
        self._presenter.advising.put_in(article, manner, mode, self._composer.put_in)
