"""Who carries out which command on articles.

Promise: every command of the slice has its handler here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from console.services.desk import Done, Handler
from console.services.knowledge import categories, handlers, noting
from console.services.knowledge.commands import (
    ArchiveArticle,
    CreateArticle,
    DropCategory,
    EditArticle,
    NoteSearch,
    NoteView,
    PairArticles,
    PublishArticle,
    RestoreVersion,
    SaveCategory,
    SetCare,
    SetStage,
    UseArticle,
    VoteOnArticle,
)
from console.services.tickets.commands import Command
from console.services.transaction import Transaction

C = TypeVar("C")


def all_handlers() -> Mapping[type, Handler]:
    """By the class of the command."""
    made = (
        _handler(CreateArticle, handlers.create),
        _handler(EditArticle, handlers.edit),
        _handler(RestoreVersion, handlers.restore),
        _handler(SetStage, handlers.set_stage),
        _handler(PublishArticle, handlers.publish),
        _handler(ArchiveArticle, handlers.archive),
        _handler(SetCare, handlers.set_care),
        _handler(PairArticles, handlers.pair_articles),
        _handler(VoteOnArticle, noting.vote),
        _handler(NoteView, noting.note_view),
        _handler(NoteSearch, noting.note_search),
        _handler(UseArticle, noting.use),
        _handler(SaveCategory, categories.save_category),
        _handler(DropCategory, categories.drop_category),
    )
    return dict(made)


def _handler(kind: type[C], act: Callable[[Transaction, C], Done]) -> tuple[type, Handler]:
    def carry_out(tx: Transaction, command: Command) -> Done:
        if not isinstance(command, kind):
            raise TypeError(f"{kind.__name__} expected")
        return act(tx, command)

    return kind, carry_out
