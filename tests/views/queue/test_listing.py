"""The list: views, counts, search, and how it follows changes without moving what a person looks at."""

from __future__ import annotations

from collections.abc import Callable

from console.models.kinds import LIVE, Channel, Outcome, Priority, Status
from console.services.bus import Changed
from console.services.tickets.commands import Assign, RecordMessage, SaveView, SetPriority, SetStatus
from console.services.tickets.filters import Filter, Sort, SortKey
from console.services.tickets.queries import Count, Order, Stand
from console.services.tickets.views import BuiltIn, View
from console.views.queue import listing as module
from tests.support.queue import Queue


def view(desk: Queue, key: BuiltIn) -> View:
    return next(one for one in desk.presenter.listing.state.views if one.id == key)


def open_view(desk: Queue, key: BuiltIn) -> None:
    desk.presenter.start()
    desk.presenter.listing.open_view(view(desk, key))
    desk.settle()


def test_the_first_start_shows_all_that_is_open_and_says_that_it_is_empty(desk: Queue) -> None:
    desk.presenter.start()
    assert desk.state.listing.view.id == BuiltIn.ALL_OPEN
    assert (desk.state.listing.count, list(desk.state.listing.order)) == (0, [])


def test_views_are_counted(desk: Queue) -> None:
    desk.create("one")
    desk.create("two", assignee=desk.services.me.id)
    desk.presenter.start()
    counts = desk.state.listing.counts
    assert (counts[BuiltIn.MY_OPEN], counts[BuiltIn.UNASSIGNED], counts[BuiltIn.ALL]) == (1, 1, 2)


def test_a_view_opens_in_its_order_and_at_its_first_ticket(desk: Queue) -> None:
    desk.create("older")
    newest = desk.create("newer")
    open_view(desk, BuiltIn.ALL_OPEN)
    assert desk.titles == ["newer", "older"]
    assert desk.state.listing.ticket == newest
    assert desk.state.listing.count == 2


def test_the_work_on_a_ticket_does_not_move_it_in_the_lists_one_works_through(desk: Queue) -> None:
    """Whoever goes on with J comes to the next row, not back to the first."""
    for title in ("first", "second", "third"):
        desk.create(title)
    for key, order in (
        (BuiltIn.ALL_OPEN, ["third", "second", "first"]),
        (BuiltIn.UNASSIGNED, ["first", "second", "third"]),
    ):
        open_view(desk, key)
        desk.presenter.listing.go(desk.state.listing.order[1])
        desk.settle()
        desk.presenter.acting.set_priority(Priority.LOW if key is BuiltIn.ALL_OPEN else Priority.HIGH)
        desk.settle()
        assert desk.titles == order


def test_a_view_of_more_than_a_window_gets_its_order_afterwards(desk: Queue) -> None:
    for number in range(module.FIRST + 5):
        desk.create(f"ticket {number}")
    desk.presenter.start()
    desk.carrier.held = []
    desk.presenter.listing.open_view(view(desk, BuiltIn.ALL))
    desk.carrier.held.pop(0)()
    first = desk.state.listing
    assert (len(first.order), first.count) == (module.FIRST, None)
    desk.waits.run(module.AFTER_PAINT_MS)
    while desk.carrier.held:
        desk.carrier.held.pop(0)()
    whole = desk.state.listing
    assert (len(whole.order), whole.count) == (module.FIRST + 5, module.FIRST + 5)
    assert whole.order[: module.FIRST] == first.order
    assert whole.opening == first.opening


def test_a_new_ticket_comes_into_the_view_and_the_current_one_stays(desk: Queue) -> None:
    first = desk.create("first")
    open_view(desk, BuiltIn.ALL_OPEN)
    desk.create("second")
    desk.settle()
    assert desk.titles == ["second", "first"]
    assert desk.state.listing.ticket == first
    assert desk.state.listing.count == 2


def test_a_ticket_others_change_away_stays_while_it_is_current(desk: Queue) -> None:
    desk.create("other")
    current = desk.create("current")
    open_view(desk, BuiltIn.ALL_OPEN)
    desk.services.desk.do(SetStatus(current, Status.RESOLVED, "done", Outcome.SOLVED))
    desk.settle()
    assert desk.titles == ["current", "other"]
    assert desk.state.listing.ticket == current
    assert desk.state.listing.count == 1
    desk.presenter.listing.go(desk.state.listing.order[1])
    assert desk.titles == ["other"]


def test_the_own_action_lets_the_ticket_go_and_the_next_one_is_current(desk: Queue) -> None:
    third, second, first = desk.create("third"), desk.create("second"), desk.create("first")
    open_view(desk, BuiltIn.ALL_OPEN)
    assert desk.state.listing.ticket == first
    desk.presenter.acting.set_status(Status.RESOLVED, "done", Outcome.SOLVED)
    desk.settle()
    assert desk.titles == ["second", "third"]
    assert desk.state.listing.ticket == second
    desk.presenter.listing.go(desk.state.listing.order[-1])
    desk.presenter.acting.set_status(Status.RESOLVED, "done", Outcome.SOLVED)
    desk.settle()
    assert desk.state.listing.ticket == second
    assert third not in {desk.screen.lines[n].ticket for n in desk.state.listing.order}


def test_what_a_person_does_is_seen_before_anything_more_is_asked(desk: Queue) -> None:
    other, current = desk.create("other"), desk.create("current")
    open_view(desk, BuiltIn.ALL_OPEN)
    held: list[Callable[[], None]] = []
    desk.carrier.held = held
    desk.presenter.acting.set_priority(Priority.CRITICAL)
    held.pop(0)()
    assert [desk.screen.lines[n].priority for n in desk.state.listing.order] == [Priority.CRITICAL, Priority.MEDIUM]
    assert desk.state.listing.ticket == current
    held.clear()
    desk.presenter.acting.set_status(Status.RESOLVED, "done", Outcome.SOLVED)
    held.pop(0)()
    assert desk.titles == ["other"]
    assert desk.state.listing.ticket == other
    desk.carrier.held = None


def test_two_quick_actions_of_ones_own_let_the_ticket_go(desk: Queue) -> None:
    """What is learnt of the first action, after the second one began, does not make it somebody else's."""
    desk.create("other")
    desk.create("current")
    open_view(desk, BuiltIn.ALL_OPEN)
    held: list[Callable[[], None]] = []
    desk.carrier.held = held
    desk.presenter.acting.set_priority(Priority.LOW)
    held.pop(0)()
    desk.presenter.acting.set_status(Status.RESOLVED, "done", Outcome.SOLVED)
    while held:
        held.pop(0)()
    desk.carrier.held = None
    desk.settle()
    assert desk.titles == ["other"]


def test_the_last_ticket_that_leaves_leaves_nothing_current(desk: Queue) -> None:
    desk.create("only")
    open_view(desk, BuiltIn.ALL_OPEN)
    desk.presenter.acting.set_status(Status.RESOLVED, "done", Outcome.SOLVED)
    desk.settle()
    assert (desk.state.listing.current, desk.state.listing.ticket, desk.titles) == (None, None, [])


def test_a_changed_row_is_looked_at_alone_and_at_once(desk: Queue) -> None:
    ticket = desk.create("row")
    open_view(desk, BuiltIn.ALL_OPEN)
    desk.services.desk.do(SetPriority(ticket, Priority.CRITICAL))
    assert desk.screen.lines[desk.state.listing.order[0]].priority is Priority.CRITICAL
    stands = [query for query, _, _ in desk.carrier.asked if isinstance(query, Stand)]
    assert stands[-1].tickets == {ticket}


def test_a_stream_of_changes_is_gathered_and_costs_few_questions(desk: Queue) -> None:
    tickets = [desk.create(f"ticket {number}") for number in range(3)]
    open_view(desk, BuiltIn.ALL_OPEN)
    desk.carrier.asked.clear()
    many = frozenset(f"elsewhere {number}" for number in range(1000))
    for _ in range(100):
        desk.presenter.take(Changed(tickets=many | {tickets[0]}))
        desk.waits.run(5)
    kinds = [type(query) for query, _, _ in desk.carrier.asked]
    assert kinds.count(Stand) <= 11
    assert kinds.count(Order) <= 11
    assert kinds.count(Count) <= 4
    assert all(query.tickets <= set(tickets) for query, _, _ in desk.carrier.asked if isinstance(query, Stand))


def test_after_an_import_everything_is_asked_anew(desk: Queue) -> None:
    desk.create("before")
    open_view(desk, BuiltIn.ALL_OPEN)
    with desk.services.store.bulk() as connection:
        connection.execute("update ticket set title = 'renamed elsewhere'")
    desk.presenter.take(Changed(everything=True))
    desk.settle()
    assert desk.titles == ["renamed elsewhere"]
    assert None in desk.screen.forgotten


def test_a_clock_that_runs_down_brings_its_ticket_among_those_at_risk(desk: Queue) -> None:
    key = desk.create("nobody looks at it")
    desk.presenter.start()
    listing = desk.presenter.listing
    listing.open_view(next(view for view in listing.state.views if view.id == BuiltIn.AT_RISK))
    desk.settle()
    assert (listing.state.counts[BuiltIn.AT_RISK], list(listing.state.order)) == (0, [])
    desk.clock.wait(7 * 24 * 3600)
    listing.time_passed()
    desk.settle()
    assert listing.state.counts[BuiltIn.AT_RISK] == 1
    assert [line.ticket for line in desk.screen.seen() if line.n in listing.state.order] == [key]


def test_searching_covers_closed_tickets_and_returns_to_the_view(desk: Queue) -> None:
    """SPEC 3.10: one Chinese character is found; search knows no status."""
    closed = desk.create("打印机卡纸")
    desk.services.desk.do(SetStatus(closed, Status.RESOLVED, "", Outcome.SOLVED))
    desk.create("password")
    open_view(desk, BuiltIn.ALL_OPEN)
    narrowed = Filter(statuses=LIVE, channels=frozenset({Channel.CONSOLE}))
    desk.presenter.listing.narrow(narrowed)
    desk.presenter.listing.search("卡")
    assert desk.titles == ["打印机卡纸"]
    assert desk.state.listing.sort == Sort(SortKey.CREATED)
    assert desk.state.listing.is_search
    desk.presenter.listing.search("卡", ranked=True)
    assert desk.state.listing.sort.key is SortKey.RELEVANCE
    desk.presenter.listing.search("")
    assert desk.titles == ["password"]
    assert desk.state.listing.filter == narrowed


def test_the_best_hit_is_open_when_they_are_ranked(desk: Queue) -> None:
    desk.create("printer, printer, printer")
    desk.create("a long story in which only the last word is printer")
    open_view(desk, BuiltIn.ALL_OPEN)
    desk.presenter.listing.search("printer")
    assert desk.state.listing.current == desk.state.listing.order[0]
    desk.presenter.listing.search("printer", ranked=True)
    assert desk.titles[0] == "printer, printer, printer"
    assert desk.state.listing.current == desk.state.listing.order[0]


def test_a_narrowed_view_can_be_saved_and_is_then_shown(desk: Queue) -> None:
    desk.create("urgent", priority=Priority.CRITICAL)
    desk.create("slow", priority=Priority.LOW)
    open_view(desk, BuiltIn.ALL_OPEN)
    before = desk.state.listing
    desk.presenter.listing.narrow(Filter(priorities=frozenset({Priority.CRITICAL})))
    assert (before.is_changed, desk.state.listing.is_changed) == (False, True)
    desk.presenter.save_view("Now")
    desk.settle()
    state = desk.state.listing
    assert (state.view.name, state.is_changed, desk.titles) == ("Now", False, ["urgent"])
    assert state.counts[state.view.id] == 1


def test_the_view_that_is_taken_away_gives_way_to_all_that_is_open(desk: Queue) -> None:
    key = desk.services.desk.do(SaveView("Mine", {}, "-updated")).subject
    desk.presenter.start()
    desk.presenter.listing.open_view(next(one for one in desk.state.listing.views if one.id == key))
    desk.presenter.drop_view(desk.state.listing.view)
    desk.settle()
    assert desk.state.listing.view.id == BuiltIn.ALL_OPEN
    assert key not in {one.id for one in desk.state.listing.views}


def test_a_ticket_from_elsewhere_is_shown_though_it_is_in_no_view(desk: Queue) -> None:
    closed = desk.create("closed")
    desk.services.desk.do(SetStatus(closed, Status.RESOLVED, "", Outcome.SOLVED))
    desk.create("open")
    open_view(desk, BuiltIn.ALL_OPEN)
    desk.presenter.listing.go_to_ticket(closed)
    desk.settle()
    assert desk.state.listing.ticket == closed
    assert desk.titles == ["closed", "open"]
    desk.presenter.listing.go(desk.state.listing.order[1])
    desk.settle()
    assert desk.titles == ["open"]


def test_the_own_reply_lets_a_ticket_leave_user_replied(desk: Queue) -> None:
    ticket = desk.create("waiting", assignee=desk.services.me.id)
    desk.services.desk.do(RecordMessage(ticket, "Still broken.", Channel.PHONE))
    open_view(desk, BuiltIn.USER_REPLIED)
    assert desk.titles == ["waiting"]
    desk.presenter.writing.type("Please try again.")
    desk.presenter.writing.send()
    desk.settle()
    assert desk.titles == []


def test_an_assignment_away_from_me_shows_in_the_counts(desk: Queue) -> None:
    ticket = desk.create("mine", assignee=desk.services.me.id)
    desk.presenter.start()
    assert desk.state.listing.counts[BuiltIn.MY_OPEN] == 1
    desk.services.desk.do(Assign(ticket, None))
    desk.settle()
    assert desk.state.listing.counts[BuiltIn.MY_OPEN] == 0
