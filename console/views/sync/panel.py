"""The Sync panel: how this console stands to its hub, what the hub refused, and what waits for it.

Promise: it shows what is in the replica now; what is discarded can be taken back until the panel closes; nothing is
lost without a person's word.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from console.models.kinds import Refused
from console.models.values import dataclass
from console.services.clock import Clock
from console.services.desk import Done
from console.services.sync.attention import RefusedOperation, RefusedOperations
from console.services.sync.outbox import Outbox, PendingOperations
from console.services.sync.state import SyncWanted
from console.services.tickets.commands import DiscardRefused, KeepRefused, MergeRefused, RedoRefused
from console.views.actions import Action, Actions, Group, Scope
from console.views.card_area import CardArea
from console.views.chooser import hair
from console.views.courier import Courier
from console.views.notices import Notices
from console.views.overlay import TOP, Overlay
from console.views.pages import Place, PlaceKind
from console.views.standing import Standing
from console.views.sync import phrases
from console.views.sync.body import Body, Content
from console.views.sync.card import DISCARD, KEEP, MERGE, OPEN, REDO, RefusedCard
from console.views.sync.head import Head
from console.views.sync.merging import MINE, SAVE, THEIRS
from console.views.team import Team
from console.views.theme import STATUS_LINE, Look
from console.views.translation import QT_TRANSLATE_NOOP, Language

WIDTH = 720
FOOT = STATUS_LINE + 60
"""Pixels below the panel, where a toast with Undo stands over the status line."""
LEAST = 160
"""Pixels of the list in the smallest window."""


@dataclass(frozen=True, slots=True)
class Lent:
    """What the panel works with."""

    courier: Courier
    look: Look
    language: Language
    clock: Clock
    notices: Notices
    team: Team


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the panel leads."""

    go: Callable[[Place], None]
    sign_in: Callable[[], None]
    hub: Callable[[], None]


class SyncPanel(Overlay):
    """The panel."""

    def __init__(self, host: QWidget, lent: Lent, ways: Ways, standing: Callable[[], Standing]) -> None:
        super().__init__(host, WIDTH, "")
        self._lent = lent
        self._ways = ways
        self._standing = standing
        self._content = Content()
        self._discarded: dict[str, RefusedOperation] = {}
        self._merging: dict[str, str | None] = {}
        """Merged texts by operation, while they are written; None: as they began."""
        self._keys = Actions(self)
        self._keys.add(self._actions())
        self._head = Head(lent.look, lent.language, lent.team.member, self)
        self._area = CardArea(self)
        self._body = QWidget()
        self._keys.bind(self._area, Scope.LIST)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 8)
        column.setSpacing(0)
        for part in (self._head, hair(self), self._area):
            column.addWidget(part)
        self._connect()
        self.retranslate()
        self._ask()

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins: on the first card, once there is one."""
        cards = self.cards()
        return cards[0] if cards else self._head.first

    def cards(self) -> list[RefusedCard]:
        """The cards shown, from the top."""
        return self._body.cards if isinstance(self._body, Body) else []

    def retranslate(self) -> None:
        """Take the words of the present language and look."""
        self.setAccessibleName(self.tr("Sync"))
        self._area.setAccessibleName(self.tr("What needs attention and what waits"))
        self._head.show_standing(self._standing(), self._lent.clock.now())
        self._show()

    def place(self) -> None:
        """Stand near the top; the list takes what it needs and leaves the foot free."""
        if isinstance(self._body, Body):
            rest = self._head.sizeHint().height() + 24
            room = max(LEAST, self._host.height() - TOP - FOOT - rest)
            self._area.setFixedHeight(min(self._body.height_for(self.width() or WIDTH), room))
        super().place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go from card to card."""
        if not self._area.step(self.cards(), event):
            super().keyPressEvent(event)

    def _connect(self) -> None:
        lent = self._lent
        # After the status line, which hears the same signal first and is asked for how things stand.
        lent.courier.synced.connect(self._synced, Qt.ConnectionType.QueuedConnection)
        lent.courier.changed.connect(self._ask)
        lent.look.changed.connect(self.retranslate)
        lent.language.changed.connect(self.retranslate)
        self._keys.hindered.connect(lent.notices.hint)
        self._head.try_now.connect(lambda: lent.team.bus.publish(SyncWanted()))
        self._head.sign_in.connect(self._ways.sign_in)
        self._head.hub_wanted.connect(self._ways.hub)
        self.closed.connect(self._let_go)

    def _actions(self) -> tuple[Action, ...]:
        rows = (
            (OPEN, QT_TRANSLATE_NOOP("Actions", "Open the ticket"), "Return", Scope.LIST),
            (KEEP, QT_TRANSLATE_NOOP("Actions", "Keep the text only"), "K", Scope.LIST),
            (MERGE, QT_TRANSLATE_NOOP("Actions", "Merge both texts…"), "M", Scope.LIST),
            (REDO, QT_TRANSLATE_NOOP("Actions", "Do it again"), "R", Scope.LIST),
            (DISCARD, QT_TRANSLATE_NOOP("Actions", "Discard what was refused"), "Del", Scope.LIST),
            (SAVE, QT_TRANSLATE_NOOP("Actions", "Save the merged text"), "Ctrl+Return", Scope.GLOBAL),
            (MINE, QT_TRANSLATE_NOOP("Actions", "Keep my text"), "Alt+M", Scope.GLOBAL),
            (THEIRS, QT_TRANSLATE_NOOP("Actions", "Take the colleague's text"), "Alt+T", Scope.GLOBAL),
        )
        return tuple(
            Action(key, text, partial(self._on_current, key), scope, (keys,), group=Group.LIST, in_palette=False)
            for key, text, keys, scope in rows
        )

    def _on_current(self, action: str) -> None:
        current = self._area.current(self.cards())
        if current is not None:
            self._chosen(action, current)

    def _chosen(self, action: str, card: RefusedCard) -> None:
        if (card.merging is not None) is not (action in (SAVE, MINE, THEIRS)):
            return  # while texts are merged, what is done is one of these three
        ways: dict[str, Callable[[RefusedCard], None]] = {
            OPEN: self._open,
            KEEP: self._keep,
            MERGE: self._merge,
            REDO: self._redo,
            DISCARD: self._discard,
            SAVE: self._save_merged,
            MINE: self._redo,
            THEIRS: self._discard,
        }
        ways[action](card)

    def _open(self, card: RefusedCard) -> None:
        if card.can_open and card.shown.ticket is not None:
            self.dismiss()
            self._ways.go(Place(PlaceKind.TICKET, card.shown.ticket))

    def _keep(self, card: RefusedCard) -> None:
        if card.can_keep:
            self._do(KeepRefused(card.shown.id), self.tr("Text kept: {what}"), card)

    def _redo(self, card: RefusedCard) -> None:
        self._do(RedoRefused(card.shown.id), self.tr("Done again: {what}"), card)

    def _merge(self, card: RefusedCard) -> None:
        if card.words is not None:
            self._merging[card.shown.id] = None
            self._show_merging(card)
            self.place()
            self._begin(card)

    def _show_merging(self, card: RefusedCard) -> None:
        key = card.shown.id
        card.merge(self._merging[key], partial(self._merging.__setitem__, key), partial(self._leave_merging, key))

    def _leave_merging(self, key: str) -> None:
        del self._merging[key]
        self._show(wanted=key)

    def _save_merged(self, card: RefusedCard) -> None:
        if card.merging is not None and card.words is not None:
            command = MergeRefused(card.shown.id, card.words.field, card.merging.text, card.words.theirs)
            self._do(command, self.tr("Merged: {what}"), card)

    def _do(self, command: KeepRefused | RedoRefused | MergeRefused, told: str, card: RefusedCard) -> None:
        what = phrases.heading(card.shown.what, card.shown.ticket, card.shown.number)

        def done(answer: Done) -> None:
            self._lent.notices.done(told.format(what=what), () if answer.undo is None else (answer.undo,))
            self._ask()

        self._lent.courier.do(command, done, partial(self._refused, card.shown.id))

    def _refused(self, key: str, error: Refused) -> None:
        for card in self.cards():
            if card.shown.id == key:
                card.refuse(error)
                self.place()

    def _discard(self, card: RefusedCard) -> None:
        self._merging.pop(card.shown.id, None)
        self._discarded[card.shown.id] = card.shown
        self._show(wanted=self._after(card))

    def _take_back(self, key: str) -> None:
        del self._discarded[key]
        self._show(wanted=key)

    def _after(self, card: RefusedCard) -> str:
        """The card that has the keyboard when this one is gone."""
        cards = self.cards()
        at = cards.index(card)
        near = cards[at + 1 : at + 2] or cards[at - 1 : at] if at else cards[1:2]
        return near[0].shown.id if near else ""

    def _let_go(self) -> None:
        """What was discarded goes when the panel does; a window that is killed before keeps it."""
        for key in self._discarded:
            self._lent.courier.do(DiscardRefused(key))

    def _synced(self) -> None:
        self._head.show_standing(self._standing(), self._lent.clock.now())
        self._ask()

    def _ask(self) -> None:
        self._lent.courier.ask(RefusedOperations(), self._take_refused, latest="sync.refused")
        self._lent.courier.ask(PendingOperations(), self._take_pending, latest="sync.pending")

    def _take_refused(self, rows: tuple[RefusedOperation, ...]) -> None:
        before = self._content
        self._content = Content(rows, before.pending, asked=True)
        self._show_if_new(before)

    def _take_pending(self, outbox: Outbox) -> None:
        before = self._content
        self._content = Content(before.refused, outbox, before.asked)
        self._show_if_new(before)

    def _show_if_new(self, before: Content) -> None:
        """What did not change keeps its place, its focus, and the sentence in its card."""
        if _essence(self._content) != _essence(before):
            self._show()

    def _show(self, wanted: str = "") -> None:
        current = self._area.current(self.cards())
        held = wanted or (current.shown.id if current is not None else "")
        had_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        self._body = Body(self._lent, self._content, self._discarded, self._keys, self._chosen, self._take_back)
        for card in self.cards():
            if card.shown.id in self._merging:
                self._show_merging(card)
        self._area.setWidget(self._body)
        self.place()
        if had_focus:
            self._begin(next((card for card in self.cards() if card.shown.id == held), self.first))

    def _begin(self, widget: QWidget) -> None:
        """Take the keyboard to a card, there to the text that is merged."""
        self._area.go(widget)
        if isinstance(widget, RefusedCard) and widget.merging is not None:
            widget.merging.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(widget.merging)


def _essence(content: Content) -> object:
    """What is compared of a content: two refusals with the same words are not the same object."""
    refused = [
        (one.id, one.what, one.number, one.title, one.code, one.message, one.fields, one.texts)
        for one in content.refused
    ]
    return refused, content.pending, content.asked
