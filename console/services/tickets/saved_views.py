"""What the commands on saved views do.

Promise: a person changes their own views and their team's alone; a view that was dropped comes back as it was.
"""

from __future__ import annotations

from console.models.kinds import COMMON_SHELF, Code, Refused
from console.models.people import Team
from console.models.ticket import SavedView
from console.services.bus import Changed
from console.services.desk import Done
from console.services.tickets import texts
from console.services.tickets.commands import DropView, SaveView
from console.services.transaction import Transaction


def save_view(tx: Transaction, command: SaveView) -> Done:
    """Keep a filter and order under a name, for oneself or for one's team."""
    name = texts.label(command.name, "view")
    if command.view is not None:
        return _change_view(_own_view(tx, command.view), name, command)
    owner = command.owner or tx.me.id
    if owner not in (tx.me.id, tx.my_team()):
        raise Refused(Code.NOT_FOUND, what="team")
    made = SavedView(
        id=tx.new_id(),
        name=name,
        owner=owner,
        filter=dict(command.filter),
        sort=command.sort,
        position=max((view.position for view in tx.find(SavedView, owner=owner)), default=-1) + 1,
    )
    tx.add(made, scope=COMMON_SHELF if owner == tx.me.id else tx.get(Team, owner).own_scope)
    return Done(made.id, Changed(views=True), DropView(made.id))


def _own_view(tx: Transaction, key: str) -> SavedView:
    """A view of this person or their team, dropped ones too: undo brings them back."""
    view = tx.session.get(SavedView, key)
    if view is None or view.owner not in (tx.me.id, tx.my_team()):
        raise Refused(Code.NOT_FOUND, what="view")
    return view


def _change_view(view: SavedView, name: str, command: SaveView) -> Done:
    before = (view.name, dict(view.filter), view.sort)
    if command.expect not in (None, before):
        raise Refused(Code.CHANGED_MEANWHILE, field="view", expected=name, found=view.name)
    after = (name, dict(command.filter), command.sort)
    undo = DropView(view.id) if view.dead else SaveView(*before, view.id, view.owner, after)
    (view.name, view.filter, view.sort), view.dead = after, False
    return Done(view.id, Changed(views=True), undo)


def drop_view(tx: Transaction, command: DropView) -> Done:
    """Take a saved view away; its undo brings the same one back."""
    view = _own_view(tx, command.view)
    if view.dead:
        raise Refused(Code.NOT_FOUND, what="view")
    view.dead = True
    return Done(view.id, Changed(views=True), SaveView(view.name, dict(view.filter), view.sort, view.id, view.owner))
