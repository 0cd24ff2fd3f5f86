"""Who carries out which command on articles.

Promise: every command of the slice has its handler here.
"""

from __future__ import annotations

from collections.abc import Mapping

from console.services.desk import Handler, handled
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


def all_handlers() -> Mapping[type, Handler]:
    """By the class of the command."""
    made = (
        handled(CreateArticle, handlers.create),
        handled(EditArticle, handlers.edit),
        handled(RestoreVersion, handlers.restore),
        handled(SetStage, handlers.set_stage),
        handled(PublishArticle, handlers.publish),
        handled(ArchiveArticle, handlers.archive),
        handled(SetCare, handlers.set_care),
        handled(PairArticles, handlers.pair_articles),
        handled(VoteOnArticle, noting.vote),
        handled(NoteView, noting.note_view),
        handled(NoteSearch, noting.note_search),
        handled(UseArticle, noting.use),
        handled(SaveCategory, categories.save_category),
        handled(DropCategory, categories.drop_category),
    )
    return dict(made)
