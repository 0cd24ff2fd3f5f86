"""Which tickets are shown, in which order, and how many each view holds.

Promise: a view opens with its first window at once and its whole order a moment later; afterwards changes only edit the
order.  The current ticket stays where it is when others change it away, and gives way to the next one when the person's
own action did.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from console.models.kinds import Refused
from console.services.bus import Changed
from console.services.clock import Clock
from console.services.people import Me
from console.services.tickets.filters import Filter, Sort, SortKey
from console.services.tickets.queries import Count, FirstWindow, Line, Lines, Order, Stand, Standing
from console.services.tickets.views import BuiltIn, SavedViews, View, built_in
from console.views.carrier import Carrier, First, Later, Window
from console.views.queue.state import ListState
from console.views.queue.throttle import Throttle

FIRST = 64
"""Lines a view opens with where one of its tickets is looked for; else as many as the screen has room for."""
UNNAMED_MS = 32
"""How long the name of another view waits for its rows, to be painted with them; a slow one is named before."""
FEW = 50
"""So many changed tickets are looked at one by one."""
BATCH_MS = 50
"""How long changes gather while they keep coming."""
AFTER_PAINT_MS = 24
"""How long the whole order of a view waits for its first window to be painted."""
ORDER_SHARE, COUNTS_SHARE = 0.03, 0.01
"""Shares of the time that may go into the order and the counts while changes keep coming."""
COUNTS_MS = 250
"""Least time between two counts of all views."""


class Listing:
    """The list part of the presenter."""

    def __init__(
        self, carrier: Carrier, clock: Clock, later: Later, me: Me, window: Window, changed: Callable[[], None]
    ) -> None:
        self._carrier = carrier
        self._later = later
        self._me = me
        self._window = window
        self._changed = changed
        self._fixed = built_in(me)
        self._usual = next(one for one in self._fixed if one.id == BuiltIn.ALL_OPEN)
        """What is shown where nothing was left: the first start, and a saved view that is no more."""
        self.state = ListState(self._fixed, self._usual, self._usual.filter, self._usual.sort)
        self._wanted_view = ""
        self._wanted_ticket = ""
        self._before_search = (self.state.filter, self.state.sort, "")
        self._named = 0
        """The opening that was shown last."""
        self._acts: dict[str, int | None] = {}
        """Tickets the person acts on; once that is on the disk, how many standings had been asked for by then."""
        self._standings = 0
        self._held: int | None = None
        self._pending: set[str] = set()
        self._gathering = False
        self._ordering = Throttle(self._ask_order, clock, later, ORDER_SHARE)
        self._counting = Throttle(self._ask_counts, clock, later, COUNTS_SHARE, COUNTS_MS)

    def start(self, view: str, ticket: str) -> None:
        """Open where the window was left: a view and a ticket by their ids, "" for the usual ones."""
        self._wanted_ticket = ticket
        fixed = next((one for one in self._fixed if one.id == view), None)
        if fixed is not None or not view:
            self.open_view(fixed or self._usual)
        else:
            self._wanted_view = view
        self._carrier.ask(SavedViews(self._me), self._take_views, refused=self._fail)

    def open_view(self, view: View) -> None:
        """Show a view as it was saved."""
        self.state = replace(self.state, view=view)
        self._show(view.filter, view.sort)

    def open_view_later(self, view: str) -> None:
        """Show the view of that id as soon as it is known: it was just saved."""
        self._wanted_view = view
        self._take_views(tuple(one for one in self.state.views if one.built_in is None))

    def time_passed(self) -> None:
        """Clocks went on: what is late or at risk is counted anew, and a view of such tickets looked at again."""
        self._counting.wish()
        if self.state.filter.due is not None or self.state.sort.key is SortKey.DUE:
            self._ordering.wish()

    def narrow(self, wanted: Filter) -> None:
        """Show another filter within the view."""
        self._show(wanted, self.state.sort)

    def order_by(self, sort: Sort) -> None:
        """Show the same tickets in another order."""
        self._show(self.state.filter, sort)

    def search(self, text: str, *, ranked: bool = False) -> None:
        """Search all tickets, closed too: newest first while typing, the best one open when `ranked`; "" returns."""
        before = self.state
        if not text.strip():
            if before.is_search:
                wanted, sort, self._wanted_ticket = self._before_search
                self._show(wanted, sort)
            return
        if not before.is_search:
            self._before_search = (before.filter, before.sort, before.ticket or "")
        wanted = before.filter.with_text(text) if before.is_search else Filter(text=text)
        self._wanted_ticket = "" if ranked else before.ticket or ""
        self._show(wanted, Sort(SortKey.RELEVANCE if ranked else SortKey.CREATED))

    def go(self, n: int | None) -> None:
        """Make a row the current one; one that was kept only because it was current leaves."""
        if n == self.state.current:
            return
        held, self._held = self._held, None
        self._acts.pop(self.state.ticket or "", None)
        order = self.state.order
        self._be(replace(self.state, current=n, order=order if held is None else _without(order, held)))

    def go_to_ticket(self, ticket: str) -> None:
        """Make the ticket of that id the current one, whether it belongs to the view or not."""
        opening = self.state.opening
        query = Stand(frozenset({ticket}), self.state.filter)
        self._carrier.ask(query, lambda found: self._take_wanted(opening, found), refused=self._fail, latest="wanted")

    def act(self, ticket: str) -> First[Standing]:
        """The person is about to change this ticket, so it may leave the view; the answer shows the change in its
        row.
        """
        self._acts[ticket] = None
        query = Stand(frozenset({ticket}), self.state.filter)
        return First(query, partial(self._show_standing, self.state.opening))

    def acted(self, ticket: str) -> None:
        """The change is on the disk: a standing asked for from now on has seen it, an earlier one may not have."""
        if ticket in self._acts:
            self._acts[ticket] = self._standings

    def take(self, event: Changed) -> None:
        """Follow what was committed, here or elsewhere."""
        if event.views or event.everything:
            self._carrier.ask(SavedViews(self._me), self._take_views, refused=self._fail)
        if event.everything or event.people:
            self._window.forget()
            self._pending.update(line.ticket for line in self._window.seen())
        self._pending |= event.tickets
        if event.tickets or event.everything or event.people:
            if not self._gathering:
                self._gathering = True
                self._stand()
            self._counting.wish()

    def again(self) -> None:
        """Try once more what failed."""
        self._show(self.state.filter, self.state.sort)

    def _show(self, wanted: Filter, sort: Sort) -> None:
        self._held = None
        self.state = replace(self.state, filter=wanted, sort=sort, opening=self.state.opening + 1, count=None)
        first = FIRST if self._wanted_ticket else self._window.room
        taken = partial(self._take_window, first)
        self._carrier.ask(FirstWindow(wanted, sort, first), taken, refused=self._fail, latest="window")
        if self._named:
            self._later(UNNAMED_MS, partial(self._name, self.state.opening))
        else:
            self._name(self.state.opening)

    def _name(self, opening: int) -> None:
        """Say what is being opened, unless that has been shown with its rows."""
        if self._named < opening == self.state.opening:
            self._be(self.state)

    def _take_window(self, first: int, lines: tuple[Line, ...]) -> None:
        wanted, self._wanted_ticket = self._wanted_ticket, ""
        current = next((line.n for line in lines if line.ticket == wanted), lines[0].n if lines else None)
        whole = len(lines) < first
        order = array("q", [line.n for line in lines])
        self._be(
            replace(
                self.state, order=order, lines=lines, count=len(lines) if whole else None, current=current, refused=None
            )
        )
        if not whole:
            # The rows at hand are painted first: reading the order takes the interpreter from the window.
            self._later(AFTER_PAINT_MS, partial(self._ask_order_of, self.state.opening))
        if wanted and self.state.ticket != wanted and not self.state.is_search:
            self.go_to_ticket(wanted)

    def _take_wanted(self, opening: int, found: Standing) -> None:
        if opening != self.state.opening or not found.lines:
            return
        line = found.lines[0]
        self._window.put(found.lines)
        self.go(line.n)
        if line.n not in self.state.order:
            self._held = None if line.n in found.members else line.n
            order = array("q", [line.n])
            order.extend(self.state.order)
            self._be(replace(self.state, order=order))
            self._ordering.wish()

    def _ask_order_of(self, opening: int) -> None:
        if opening == self.state.opening:
            self._ask_order()

    def _ask_order(self) -> None:
        opening = self.state.opening
        query = Order(self.state.filter, self.state.sort)
        self._carrier.ask(
            query, lambda order: self._take_order(opening, order), refused=self._fail, latest="order", slow=True
        )

    def _take_order(self, opening: int, order: array[int]) -> None:
        if opening == self.state.opening:
            self._arrange(order)
        self._ordering.finish()

    def _arrange(self, order: array[int]) -> None:
        """Show this order; a current row it does not hold stays, or gives way after the person's own action."""
        current, before, count = self.state.current, self.state.order, len(order)
        self._held = None
        if current is not None and current not in order:
            row = before.index(current) if current in before else 0
            if self.state.ticket in self._acts:
                current = _next(before, row, order)
            else:
                self._held = current
                order = array("q", order)
                order.insert(min(row, len(order)), current)
        self._be(replace(self.state, order=order, count=count, current=current))

    def _stand(self) -> None:
        """Look at what changed: few tickets one by one, of many those on the screen; the order follows by itself."""
        tickets, self._pending = self._pending, set()
        self._ordering.wish()
        if len(tickets) > FEW:
            self._window.forget(tickets)
            tickets &= {line.ticket for line in self._window.seen()} | {self.state.ticket or ""}
        self._standings += 1
        opening, number = self.state.opening, self._standings
        self._carrier.ask(
            Stand(frozenset(tickets), self.state.filter),
            lambda found: self._take_standing(opening, number, found),
            refused=self._fail,
        )

    def _take_standing(self, opening: int, number: int, found: Standing) -> None:
        self._show_standing(opening, found)
        for line in found.lines:
            settled = self._acts.get(line.ticket)
            if settled is not None and number > settled:
                del self._acts[line.ticket]
        self._later(BATCH_MS, self._gather)

    def _show_standing(self, opening: int, found: Standing) -> None:
        self._window.put(found.lines)
        if opening == self.state.opening:
            seen = {line.n for line in self._window.seen()} | {self.state.current}
            left = [line.n for line in found.lines if line.n in seen and line.n not in found.members]
            left = [n for n in left if n in self.state.order and n != self._held]
            if left:
                self._arrange(_without(self.state.order, *left))

    def _gather(self) -> None:
        self._gathering = bool(self._pending)
        if self._gathering:
            self._stand()

    def _ask_counts(self) -> None:
        views = self.state.views
        self._carrier.ask(
            Count(tuple(view.filter for view in views)),
            lambda counts: self._take_counts(views, counts),
            refused=self._fail,
            latest="counts",
            slow=True,
        )

    def _take_counts(self, views: tuple[View, ...], counts: tuple[int, ...]) -> None:
        self._be(replace(self.state, counts={view.id: count for view, count in zip(views, counts, strict=True)}))
        self._counting.finish()

    def _take_views(self, saved: tuple[View, ...]) -> None:
        views = (*self._fixed, *saved)
        known = {view.id: view for view in views}
        wanted = known.get(self._wanted_view)
        self._be(replace(self.state, views=views))
        self._counting.wish()
        if wanted is not None:
            self._wanted_view = ""
            self.open_view(wanted)
        elif self.state.opening == 0 or self.state.view.id not in known:
            self.open_view(self._usual)
        else:
            self._be(replace(self.state, view=known[self.state.view.id]))

    def _be(self, state: ListState) -> None:
        before, self.state = self.state, state
        self._named = state.opening
        if state.current != before.current:
            self._resolve()
        self._changed()

    def _resolve(self) -> None:
        """Find out which ticket the current row is."""
        n = self.state.current
        line = None if n is None else self._line(n)
        self.state = replace(self.state, ticket=line.ticket if line else None)
        if n is not None and line is None:
            self._carrier.ask(Lines((n,)), self._take_line, refused=self._fail, latest="line")

    def _line(self, n: int) -> Line | None:
        return self._window.line_of(n) or next((line for line in self.state.lines if line.n == n), None)

    def _take_line(self, lines: tuple[Line, ...]) -> None:
        if lines and lines[0].n == self.state.current:
            self._be(replace(self.state, ticket=lines[0].ticket))

    def _fail(self, error: Refused) -> None:
        self._gathering = False
        self._ordering.finish()
        self._counting.finish()
        self._be(replace(self.state, refused=error))


def _without(order: array[int], *gone: int) -> array[int]:
    left = array("q", order)
    for n in gone:
        if n in left:
            left.remove(n)
    return left


def _next(before: array[int], row: int, order: array[int]) -> int | None:
    """The row to go on with when the one at `row` left: the next that is still there, else the one before."""
    near = [*before[row + 1 : row + 200], *reversed(before[max(0, row - 200) : row])]
    return next((n for n in near if n in order), order[0] if order else None)
