"""The knowledge page without its widgets: shelves, list, the open article, what is being written.

Promise: plain Python; every change ends in one `show` of the whole state; words are kept as a version before anything
else takes their place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from console.models.kinds import Locale, Refused, Role
from console.models.knowledge_kinds import ArticleState, Content, ContentType, Stage, VoteValue
from console.models.values import dataclass
from console.services.bus import Changed
from console.services.desk import Done
from console.services.knowledge import commands
from console.services.knowledge.figures import Gap, Gaps
from console.services.knowledge.finding import ArticleHit, FindArticles
from console.services.knowledge.queries import (
    ArticleRow,
    Articles,
    Categories,
    CategoryRow,
    CompareVersions,
    Comparison,
    OpenArticle,
    Preview,
    WholeArticle,
)
from console.views.carrier import Carrier, Later, Memory
from console.views.knowledge.state import ALL, GAPS, IN_CATEGORY, OVERDUE, SHELF_STATES, Mode, Row, State, Writing

if TYPE_CHECKING:
    from console.services.people import Me
    from console.services.tickets.commands import Command

FOUND, MOST_GAPS = 60, 200
"""The most results of a search that are shown."""
READ_MS, PREVIEW_MS = 2000, 150
"""How long an article is open until it counts as viewed; how soon a preview follows the words."""
SHELF_KEY, ARTICLE_KEY = "knowledge.shelf", "knowledge.article"


@dataclass(frozen=True, slots=True)
class Around:
    """What the presenter works with."""

    carrier: Carrier
    later: Later
    me: Me
    locale: Callable[[], Locale]
    memory: Memory
    now: Callable[[], datetime]
    show: Callable[[State], None]
    tell: Callable[[str, str, Command | None], None]
    """Says what was done: its key, the title, and the command that takes it back."""


class KnowledgePresenter:
    """What the page shows and what a person can do on it."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self.state = State()

    @property
    def publishes(self) -> bool:
        """Whether this person says what readers see (SPEC 1.3)."""
        return not self._around.me.roles.isdisjoint({Role.LEAD, Role.ADMIN})

    def start(self) -> None:
        """Show where the page was left."""
        memory = self._around.memory
        self._put(replace(self.state, shelf=memory.text(SHELF_KEY, ALL), article=memory.text(ARTICLE_KEY) or None))
        self.again()

    def again(self) -> None:
        """Ask for all that is shown."""
        self._around.carrier.ask(Categories(), self._shelved, latest="knowledge.categories")
        self._list()
        self._open()

    def take(self, event: Changed) -> None:
        """Follow what was committed, here or elsewhere."""
        if event.articles or event.everything:
            self.again()

    def choose_shelf(self, key: str) -> None:
        """Show another shelf; a search is over."""
        if (key, "") != (self.state.shelf, self.state.text):
            self._around.memory.keep(SHELF_KEY, key)
            self._put(replace(self.state, shelf=key, text=""))
            self._list()

    def search(self, text: str) -> None:
        """Show what holds these words, on all shelves."""
        self._put(replace(self.state, text=text))
        self._list()

    def searched(self) -> None:
        """The search is done: what was looked for is told, for the report of gaps."""
        if self.state.text.strip() and self.state.rows is not None:
            self._around.carrier.do(commands.NoteSearch(self.state.text, len(self.state.rows)))

    def go(self, article: str | None) -> None:
        """Open an article; what was being written is kept first."""
        if article == self.state.article and self.state.mode is Mode.READ:
            return
        self.keep_words()
        self._around.memory.keep(ARTICLE_KEY, article or "")
        self._put(
            replace(
                self.state, article=article, mode=Mode.READ, writing=None, chosen=None, comparison=None, refused=None
            )
        )
        self._open()

    def step(self, step: int) -> None:
        """Go to the next article of the list, or the one before."""
        if self.state.shelf == GAPS:
            texts = [gap.text for gap in self.state.gaps]
            place = texts.index(self.state.gap) + step if self.state.gap in texts else 0
            self.go_to_gap(texts[max(0, min(place, len(texts) - 1))] if texts else "")
            return
        keys = [row.article.id for row in self.state.rows or ()]
        if keys:
            place = keys.index(self.state.article) + step if self.state.article in keys else 0
            self.go(keys[max(0, min(place, len(keys) - 1))])

    def go_to_gap(self, text: str) -> None:
        """Stand on something that was searched for in vain; a new article will be called so."""
        self._put(replace(self.state, gap=text))

    def care(self, owner: str | None, review_by: datetime | None) -> None:
        """Say who looks after the open article, and when it is to be looked at again."""
        if (whole := self.state.whole) is not None:
            self._do("cared", commands.SetCare(whole.row.id, owner, review_by))

    def pair(self, other: str | None) -> None:
        """Say which article says the same in the other language; None: none does."""
        if (whole := self.state.whole) is not None:
            self._do("paired" if other else "parted", commands.PairArticles(whole.row.id, other))

    def write_pair(self) -> None:
        """Begin the article that says the same in the other language, with the words to be translated."""
        whole = self.state.whole
        if whole is not None:
            self.keep_words()
            language = Locale.ZH if whole.row.language is Locale.EN else Locale.EN
            self._write(Writing(None, None, whole.content, whole.content, language, whole.html, pair=whole.row.id))

    def turn_language(self) -> None:
        """Open the article that says the same in the other language."""
        if (whole := self.state.whole) is not None and whole.pair is not None:
            self.go(whole.pair)

    def write_new(self) -> None:
        """Begin an article, on the shelf that is shown, called as what was searched for in vain."""
        self.keep_words()
        shelf = self.state.shelf
        category = shelf.removeprefix(IN_CATEGORY) if shelf.startswith(IN_CATEGORY) else None
        content = Content(self.state.gap if shelf == GAPS else "", "", ContentType.GUIDE, category)
        self._write(Writing(None, None, content, content, self._around.locale()))

    def write(self) -> None:
        """Write another version of the open article."""
        whole = self.state.whole
        if whole is not None and self.state.mode is not Mode.WRITE:
            content = whole.content
            self._write(Writing(whole.row.id, whole.version, content, content, whole.row.language, whole.html))

    def type_content(self, content: Content) -> None:
        """The words as they are now; the preview follows when the typing pauses."""
        writing = self.state.writing
        if writing is None or content == writing.content:
            return
        self._put(replace(self.state, writing=replace(writing, content=content)))
        self._around.later(PREVIEW_MS, partial(self._preview, content.body))

    def set_type(self, kind: ContentType) -> None:
        """Say what kind of content is being written."""
        if (writing := self.state.writing) is not None:
            self.type_content(replace(writing.content, type=kind))

    def set_category(self, category: str | None) -> None:
        """Say on which shelf it will stand."""
        if (writing := self.state.writing) is not None:
            self.type_content(replace(writing.content, category=category))

    def save(self) -> None:
        """Keep the words as a version."""
        writing = self.state.writing
        if writing is None or writing.saving:
            return
        if not writing.is_changed:
            self._leave()
            return
        self._put(replace(self.state, writing=replace(writing, saving=True), refused=None))
        self._around.carrier.do(_kept(writing, writing.content), self._saved, self._unsaved)

    def cancel(self) -> None:
        """Leave the versions, or the words where there are none to lose."""
        if self.state.mode is Mode.WRITE:
            self.save()
        elif self.state.mode is Mode.VERSIONS:
            self._put(replace(self.state, mode=Mode.READ, chosen=None, comparison=None))

    def keep_words(self) -> None:
        """Keep what is being written, whatever it is called."""
        writing = self.state.writing
        if writing is not None and writing.is_changed and not writing.saving:
            content = writing.content
            title = content.title.strip() or next((line for line in content.body.split("\n") if line.strip()), "")
            if title.strip():
                kept = _kept(writing, replace(content, title=title.strip("# ")[:200]))
                self._around.carrier.do(kept, partial(self._pair, writing.pair))
        self._put(replace(self.state, writing=None, mode=Mode.READ))

    def publish(self) -> None:
        """Let readers see the newest version."""
        if (whole := self.state.whole) is not None:
            command = commands.PublishArticle(whole.row.id, whole.version, whole.published, checked=True)
            self._do("published", command)

    def withdraw(self) -> None:
        """Let readers see none."""
        if (whole := self.state.whole) is not None:
            self._do("withdrawn", commands.PublishArticle(whole.row.id, None, whole.published, checked=True))

    def hand_in(self) -> None:
        """Ask for a review, or take it back."""
        if (whole := self.state.whole) is not None:
            stage = Stage.DRAFT if whole.stage is Stage.IN_REVIEW else Stage.IN_REVIEW
            said = "review" if stage is Stage.IN_REVIEW else "draft"
            self._do(said, commands.SetStage(whole.row.id, stage, whole.stage))

    def turn_archive(self) -> None:
        """Put the article away, or bring it back."""
        if (whole := self.state.whole) is not None:
            archived = whole.row.state is not ArticleState.ARCHIVED
            self._do("archived" if archived else "revived", commands.ArchiveArticle(whole.row.id, archived))

    def vote(self, value: VoteValue) -> None:
        """Say whether it helped; the same again takes it back."""
        if (whole := self.state.whole) is not None:
            wanted = None if whole.told.mine is value else value
            self._do("voted", commands.VoteOnArticle(whole.row.id, wanted))

    def add_category(self, name: str) -> None:
        """One more shelf."""
        self._do("category", commands.SaveCategory(name), name)

    def show_versions(self) -> None:
        """Show the history, the newest change compared."""
        whole = self.state.whole
        if whole is not None and self.state.mode is Mode.READ:
            self._put(replace(self.state, mode=Mode.VERSIONS))
            self.compare(whole.versions[0].id)

    def compare(self, version: str) -> None:
        """Show what a version says otherwise than the one before it."""
        whole = self.state.whole
        if whole is None:
            return
        keys = [one.id for one in whole.versions]
        place = keys.index(version) if version in keys else 0
        before = keys[min(place + 1, len(keys) - 1)]
        self._put(replace(self.state, chosen=keys[place]))
        query = CompareVersions(whole.row.id, before, keys[place])
        self._around.carrier.ask(query, self._compared, latest="knowledge.versions")

    def restore(self) -> None:
        """Say again what the chosen version said."""
        whole, chosen = self.state.whole, self.state.chosen
        if whole is not None and chosen is not None and chosen != whole.version:
            self._do("restored", commands.RestoreVersion(whole.row.id, chosen, whole.version))

    def _write(self, writing: Writing) -> None:
        self._put(replace(self.state, writing=writing, mode=Mode.WRITE, chosen=None, comparison=None, refused=None))

    def _do(self, said: str, command: Command, title: str = "") -> None:
        title = title or (self.state.whole.row.title if self.state.whole else "")
        self._around.carrier.do(command, lambda done: self._around.tell(said, title, done.undo))

    def _pair(self, other: str | None, done: Done) -> None:
        """What was written says the same as another article."""
        if other is not None:
            self._around.carrier.do(commands.PairArticles(done.subject, other))

    def _saved(self, done: Done) -> None:
        if self.state.writing is not None:
            self._pair(self.state.writing.pair, done)
        title = self.state.writing.content.title if self.state.writing else ""
        self._around.tell("saved", title, done.undo)
        self._put(replace(self.state, article=done.subject))
        self._around.memory.keep(ARTICLE_KEY, done.subject)
        self._leave()

    def _unsaved(self, error: Refused) -> None:
        """The words stay; saved again they are put over what somebody else wrote meanwhile, which stays a version."""
        writing = self.state.writing
        if writing is not None:
            self._put(replace(self.state, writing=replace(writing, saving=False, base=None), refused=error))

    def _leave(self) -> None:
        self._put(replace(self.state, writing=None, mode=Mode.READ, refused=None))
        self._open()

    def _preview(self, body: str) -> None:
        writing = self.state.writing
        if writing is not None and writing.content.body == body:
            self._around.carrier.ask(Preview(body), partial(self._previewed, body), latest="knowledge.preview")

    def _previewed(self, body: str, html: str) -> None:
        writing = self.state.writing
        if writing is not None and writing.content.body == body:
            self._put(replace(self.state, writing=replace(writing, html=html)))

    def _list(self) -> None:
        carrier, shelf = self._around.carrier, self.state.shelf
        carrier.ask(Gaps(MOST_GAPS), self._missing, latest="knowledge.gaps", slow=True)
        if self.state.text.strip():
            carrier.ask(FindArticles(self.state.text, FOUND), self._found, latest="knowledge.list")
            return
        category = shelf.removeprefix(IN_CATEGORY) if shelf.startswith(IN_CATEGORY) else None
        due = self._around.now() if shelf == OVERDUE else None
        carrier.ask(Articles(category, SHELF_STATES.get(shelf), due), self._listed, latest="knowledge.list")

    def _open(self) -> None:
        if self.state.article is None:
            self._put(replace(self.state, whole=None))
            return
        query = OpenArticle(self.state.article, self._around.me.id)
        self._around.carrier.ask(query, self._opened, refused=self._gone, latest="knowledge.article")

    def _shelved(self, categories: tuple[CategoryRow, ...]) -> None:
        self._put(replace(self.state, categories=categories))

    def _missing(self, gaps: tuple[Gap, ...]) -> None:
        texts = [gap.text for gap in gaps]
        gap = self.state.gap if self.state.gap in texts else next(iter(texts), "")
        self._put(replace(self.state, gaps=gaps, gap=gap))

    def _listed(self, rows: tuple[ArticleRow, ...]) -> None:
        self._rows(tuple(map(Row, rows)))

    def _found(self, hits: tuple[ArticleHit, ...]) -> None:
        self._rows(tuple(Row(hit.row, hit.snippet) for hit in hits))

    def _rows(self, rows: tuple[Row, ...]) -> None:
        self._put(replace(self.state, rows=rows))
        if self.state.article is None and rows and self.state.mode is Mode.READ:
            self.go(rows[0].article.id)

    def _opened(self, whole: WholeArticle) -> None:
        if whole.row.id != self.state.article:
            return
        is_new = self.state.whole is None or self.state.whole.row.id != whole.row.id
        self._put(replace(self.state, whole=whole))
        if is_new:
            self._around.later(READ_MS, partial(self._viewed, whole.row.id))

    def _viewed(self, article: str) -> None:
        if self.state.article == article and self.state.mode is Mode.READ:
            self._around.carrier.do(commands.NoteView(article))

    def _gone(self, error: Refused) -> None:
        del error  # it is not here any more; the list says what is
        self._put(replace(self.state, article=None, whole=None))

    def _compared(self, comparison: Comparison) -> None:
        self._put(replace(self.state, comparison=comparison))

    def _put(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self._around.show(state)


def _kept(writing: Writing, content: Content) -> Command:
    if writing.article is None:
        return commands.CreateArticle(content, writing.language)
    return commands.EditArticle(writing.article, content, writing.base)
