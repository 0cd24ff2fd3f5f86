"""What a person can do on the knowledge page, as rows of the table of actions.

Promise: keys of letters work where no text is typed; what only leads may do says so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from console.models.knowledge_kinds import ArticleState, Stage, VoteValue
from console.views.actions import Action, Scope, of_rows
from console.views.knowledge.state import Mode
from console.views.translation import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from console.views.knowledge.presenter import KnowledgePresenter

Run = Callable[[], object]
ACTIONS = (
    ("article.new", QT_TRANSLATE_NOOP("Actions", "New article"), "C", "plus", Scope.PAGE),
    ("article.search", QT_TRANSLATE_NOOP("Actions", "Search all articles"), "/", "search", Scope.PAGE),
    ("article.down", QT_TRANSLATE_NOOP("Actions", "Next article"), "J", "down", Scope.PAGE),
    ("article.up", QT_TRANSLATE_NOOP("Actions", "Previous article"), "K", "up", Scope.PAGE),
    ("article.read", QT_TRANSLATE_NOOP("Actions", "Read the article"), "Return", "eye", Scope.LIST),
    ("article.write", QT_TRANSLATE_NOOP("Actions", "Write"), "E", "pencil", Scope.PAGE),
    ("article.save", QT_TRANSLATE_NOOP("Actions", "Save as a version"), "Ctrl+Return", "check", Scope.TEXT),
    ("article.publish", QT_TRANSLATE_NOOP("Actions", "Publish"), "P", "globe", Scope.PAGE),
    ("article.withdraw", QT_TRANSLATE_NOOP("Actions", "Take back from readers"), "", "lock", Scope.PAGE),
    ("article.review", QT_TRANSLATE_NOOP("Actions", "Ask for a review, or take it back"), "R", "eye", Scope.PAGE),
    ("article.versions", QT_TRANSLATE_NOOP("Actions", "Versions"), "H", "clock", Scope.PAGE),
    ("article.restore", QT_TRANSLATE_NOOP("Actions", "Restore this version"), "", "undo", Scope.PAGE),
    ("article.leave", QT_TRANSLATE_NOOP("Actions", "Back to the article"), "Esc", "x", Scope.LIST),
    ("article.archive", QT_TRANSLATE_NOOP("Actions", "Archive, or bring back"), "", "doc", Scope.PAGE),
    ("article.owner", QT_TRANSLATE_NOOP("Actions", "Set who looks after the article…"), "O", "user", Scope.PAGE),
    ("article.due", QT_TRANSLATE_NOOP("Actions", "Set when it is looked at again…"), "D", "calendar", Scope.PAGE),
    (
        "article.pair",
        QT_TRANSLATE_NOOP("Actions", "Link its other language…"),
        "L",
        "link",
        Scope.PAGE,
    ),
    ("article.other", QT_TRANSLATE_NOOP("Actions", "Read it in the other language"), "T", "globe", Scope.PAGE),
    ("article.helpful", QT_TRANSLATE_NOOP("Actions", "Helpful"), "Y", "check", Scope.PAGE),
    ("article.unhelpful", QT_TRANSLATE_NOOP("Actions", "Not helpful"), "N", "x", Scope.PAGE),
    ("article.type", QT_TRANSLATE_NOOP("Actions", "Set the type of the article…"), "", "doc", Scope.TEXT),
    ("article.shelve", QT_TRANSLATE_NOOP("Actions", "Set the category of the article…"), "", "columns", Scope.TEXT),
    ("article.category", QT_TRANSLATE_NOOP("Actions", "New category…"), "", "columns", Scope.PAGE),
)
_IN_LISTS = frozenset({"article.read", "article.leave"})


def knowledge_actions(presenter: KnowledgePresenter, ways: dict[str, Run]) -> tuple[Action, ...]:
    """The rows; `ways` are those that need widgets."""
    runs = _runs(presenter) | ways
    why = partial(hindrance, presenter)
    keys_only = {"article.down", "article.up", *_IN_LISTS}
    return of_rows(ACTIONS, runs, why, listed=_IN_LISTS, keys_only=keys_only)


def _runs(presenter: KnowledgePresenter) -> dict[str, Run]:
    return {
        "article.new": presenter.write_new,
        "article.down": lambda: presenter.step(1),
        "article.up": lambda: presenter.step(-1),
        "article.write": presenter.write,
        "article.save": presenter.save,
        "article.publish": presenter.publish,
        "article.withdraw": presenter.withdraw,
        "article.review": presenter.hand_in,
        "article.versions": presenter.show_versions,
        "article.restore": presenter.restore,
        "article.leave": presenter.cancel,
        "article.other": presenter.turn_language,
        "article.archive": presenter.turn_archive,
        "article.helpful": lambda: presenter.vote(VoteValue.HELPFUL),
        "article.unhelpful": lambda: presenter.vote(VoteValue.NOT_HELPFUL),
    }


_FREE = frozenset({"article.new", "article.search", "article.down", "article.up", "article.leave"})
_WRITING = frozenset({"article.save", "article.type", "article.shelve"})
_EDITORS = frozenset({"article.publish", "article.withdraw", "article.archive", "article.category"})


def hindrance(presenter: KnowledgePresenter, key: str) -> str:
    """Why it cannot be done now; "" when it can."""

    def say(text: str) -> str:
        return QCoreApplication.translate("Actions", text)

    state, whole = presenter.state, presenter.state.whole
    if key in _EDITORS and not presenter.publishes:
        return say(QT_TRANSLATE_NOOP("Actions", "a lead or admin does that"))
    if key in _FREE or key == "article.category":
        return ""
    if key in _WRITING:
        return "" if state.mode is Mode.WRITE else say(QT_TRANSLATE_NOOP("Actions", "nothing is being written"))
    if whole is None:
        return say(QT_TRANSLATE_NOOP("Actions", "no article is open"))
    is_archived = whole.row.state is ArticleState.ARCHIVED
    blocked = {
        "article.publish": whole.published == whole.version and not is_archived,
        "article.withdraw": whole.published is None,
        "article.review": whole.published == whole.version and whole.stage is not Stage.IN_REVIEW,
        "article.restore": state.chosen in (None, whole.version),
    }
    if key == "article.other" and whole.pair is None:
        return say(QT_TRANSLATE_NOOP("Actions", "no article says the same in the other language"))
    return say(QT_TRANSLATE_NOOP("Actions", "it stands so already")) if blocked.get(key) else ""
