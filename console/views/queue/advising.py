"""Articles that may help with what is being written, looked for beside the typing (SPEC 6.4).

Promise: nothing is asked while somebody types or runs through tickets; what was put in counts as viewed, and as used
once it is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from console.models.values import dataclass
from console.services.clock import Clock
from console.views.carrier import Carrier, Later
from console.views.queue.state import WritingState

if TYPE_CHECKING:
    from console.models.kinds import Visibility
    from console.models.knowledge_kinds import Manner
    from console.services.knowledge.finding import Suggestion

REST_MS = 700
"""How long nothing is typed before articles are looked for."""


@dataclass(frozen=True, slots=True)
class _Used:
    article: str
    manner: Manner
    words: str
    """The address or the first line that was put in: once it is gone from the words, the article was not used."""


class Advising:
    """The part of the presenter that knows the articles."""

    def __init__(self, carrier: Carrier, clock: Clock, later: Later, changed: Callable[[], None]) -> None:
        self._carrier = carrier
        self._clock = clock
        self._later = later
        self._changed = changed
        self._ticket: str | None = None
        self._text = ""
        self._wish = 0
        self._used: dict[tuple[str, Visibility], list[_Used]] = {}
        self.state: tuple[Suggestion, ...] = ()
        """The most alike first."""

    def follow(self, writing: WritingState) -> None:
        """This is written now."""
        if writing.ticket != self._ticket:
            self._ticket, self._text = writing.ticket, writing.text
            self._wish += 1
            self._be(())
        elif writing.text != self._text:
            self._text = writing.text
            if self._text.strip():
                self.begin()

    def begin(self) -> None:
        """Somebody sets about a reply: look for articles as soon as the hands rest."""
        self._wish += 1
        self._later(REST_MS, partial(self._ask, self._wish))

    def put_in(self, article: str, manner: Manner, mode: Visibility, then: Callable[[str], None]) -> None:
        """Hand over the words that bring an article into a message of this mode."""
        ticket = self._ticket
        if ticket is None:
            return
        from console.models.knowledge_kinds import Manner
        from console.services.knowledge.advising import Insertion
        from console.services.knowledge.commands import NoteView

        def put(words: str) -> None:
            if words and self._ticket == ticket:
                first = words.split("\n", 1)[0] if manner is Manner.TEXT else words.rsplit("\n", 1)[-1]
                self._used.setdefault((ticket, mode), []).append(_Used(article, manner, first))
                self._carrier.do(NoteView(article))
                then(words)

        self._carrier.ask(Insertion(article, manner, self._clock.now()), put)

    def sent(self, ticket: str, mode: Visibility, text: str) -> None:
        """A message is on its ticket: the articles it brought were used."""
        used = dict.fromkeys(
            (one.article, one.manner) for one in self._used.pop((ticket, mode), ()) if one.words in text
        )
        if used:
            from console.services.knowledge.commands import UseArticle

            for article, manner in used:
                self._carrier.do(UseArticle(ticket, article, manner))
        if ticket == self._ticket:
            self._be(())

    def _ask(self, wish: int) -> None:
        if wish != self._wish or self._ticket is None:
            return
        from console.services.knowledge.advising import Advise

        query, then = Advise(self._ticket, self._text), partial(self._take, self._ticket)
        self._carrier.ask(query, then, refused=lambda _: None, latest="advice", slow=True)

    def _take(self, ticket: str, found: tuple[Suggestion, ...]) -> None:
        if ticket == self._ticket:
            self._be(found)

    def _be(self, state: tuple[Suggestion, ...]) -> None:
        if state != self.state:
            self.state = state
            self._changed()
