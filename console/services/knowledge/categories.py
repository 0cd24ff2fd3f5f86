"""What the commands on categories of articles do.

Promise: leads and admins alone keep them; a category that was dropped comes back as it was.
"""

from __future__ import annotations

from console.models.kinds import COMMON_SHELF, Code, Refused
from console.models.knowledge import ArticleCategory
from console.services.bus import Changed
from console.services.desk import Done
from console.services.knowledge.commands import DropCategory, SaveCategory
from console.services.knowledge.handlers import needs_editor
from console.services.tickets import texts
from console.services.tickets.commands import Command
from console.services.transaction import Transaction


def save_category(tx: Transaction, command: SaveCategory) -> Done:
    """A shelf of articles."""
    needs_editor(tx)
    name, description = texts.label(command.name, "category"), texts.description(command.description)
    if command.category is None:
        made = add_category(tx, name, description, command.position)
        return Done(made.id, Changed(articles=True), DropCategory(made.id))
    category = tx.session.get(ArticleCategory, command.category)
    if category is None:
        raise Refused(Code.NOT_FOUND, what="category")
    before = SaveCategory(category.name, category.description, category.position, category.id)
    undo: Command = DropCategory(category.id) if category.dead else before
    category.name, category.description, category.dead = name, description, False
    if command.position is not None:
        category.position = command.position
    return Done(category.id, Changed(articles=True), undo)


def add_category(tx: Transaction, name: str, description: str = "", position: int | None = None) -> ArticleCategory:
    """A new category, last where no place is given."""
    if position is None:
        position = max((one.position for one in tx.find(ArticleCategory)), default=-1) + 1
    made = ArticleCategory(id=tx.new_id(), name=name, description=description, position=position)
    return tx.add(made, scope=COMMON_SHELF)


def drop_category(tx: Transaction, command: DropCategory) -> Done:
    """Away with the shelf; its undo brings the same one back."""
    needs_editor(tx)
    category = tx.get(ArticleCategory, command.category)
    category.dead = True
    back = SaveCategory(category.name, category.description, category.position, category.id)
    return Done(category.id, Changed(articles=True), back)
