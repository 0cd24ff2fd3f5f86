"""Edits between two orders of rows: right, few, and gentle to the row a person looks at."""

from __future__ import annotations

import time
from array import array

from hypothesis import given
from hypothesis import strategies as st

from console.views import rowdiff
from console.views.rowdiff import Edit, Insert, Remove, edits

ORDERS = st.lists(st.integers(-(2**63), 2**63 - 1), unique=True, max_size=60).map(lambda ns: array("q", ns))


@st.composite
def two_orders(draw: st.DrawFn) -> tuple[array[int], array[int]]:
    """Two orders that share most rows, as a queue before and after changes does."""
    pool = draw(st.lists(st.integers(0, 200), unique=True, max_size=60))
    old = draw(st.permutations(pool)) if draw(st.booleans()) else pool
    gone = draw(st.sets(st.sampled_from(pool))) if pool else set()
    new = [n for n in old if n not in gone]
    for n in draw(st.lists(st.integers(0, 300), unique=True, max_size=10)):
        if n in new:
            new.remove(n)
        new.insert(draw(st.integers(0, len(new))), n)
    return array("q", old), array("q", new)


def applied(old: array[int], steps: list[Edit]) -> array[int]:
    rows = array("q", old)
    for step in steps:
        match step:
            case Remove(first, last):
                assert 0 <= first <= last < len(rows)
                del rows[first : last + 1]
            case Insert(at, new):
                assert len(new) > 0
                assert 0 <= at <= len(rows)
                rows[at:at] = new
    return rows


def survivors(old: array[int], steps: list[Edit]) -> set[int]:
    """Rows no removal touched: those whose selection a view keeps."""
    rows = array("q", old)
    for step in steps:
        if isinstance(step, Remove):
            del rows[step.first : step.last + 1]
    return set(rows)


@given(two_orders())
def test_the_edits_make_the_old_order_the_new_one(orders: tuple[array[int], array[int]]) -> None:
    old, new = orders
    assert applied(old, edits(old, new)) == new


@given(ORDERS, ORDERS)
def test_orders_with_nothing_in_common_are_exchanged(old: array[int], new: array[int]) -> None:
    assert applied(old, edits(old, new)) == new


@given(ORDERS)
def test_equal_orders_need_no_edit(order: array[int]) -> None:
    assert edits(order, array("q", order)) == []


@given(two_orders(), st.data())
def test_a_kept_row_is_never_taken_out_while_both_orders_hold_it(
    orders: tuple[array[int], array[int]], data: st.DataObject
) -> None:
    old, new = orders
    shared = sorted(set(old) & set(new))
    keep = data.draw(st.sampled_from(shared)) if shared else None
    steps = edits(old, new, keep)
    assert applied(old, steps) == new
    assert keep is None or keep in survivors(old, steps)


def test_one_row_that_moves_to_the_top_is_one_removal_and_one_insertion() -> None:
    assert edits(array("q", [1, 2, 3, 4]), array("q", [4, 1, 2, 3])) == [Remove(3, 3), Insert(0, array("q", [4]))]


def test_a_kept_row_that_moves_to_the_top_stays_and_the_others_move() -> None:
    steps = edits(array("q", [1, 2, 3, 4]), array("q", [4, 1, 2, 3]), keep=4)
    assert steps == [Remove(0, 2), Insert(1, array("q", [1, 2, 3]))]


def test_neighbours_are_edited_together() -> None:
    old, new = array("q", range(100)), array("q", [*range(200, 210), *range(40), *range(60, 100)])
    assert edits(old, new) == [Remove(40, 59), Insert(0, array("q", range(200, 210)))]


def test_a_thousand_changes_in_a_hundred_thousand_rows_are_few_edits_found_in_a_moment() -> None:
    """A shuffle of single rows would need 1,000 removals; runs too short to keep go with their neighbours."""
    old = array("q", range(100_000))
    changed = [k * 7919 % 100_000 for k in range(1_000)]
    rest = set(changed)
    new = array("q", [*changed, *(n for n in old if n not in rest)])
    began = time.perf_counter()
    steps = edits(old, new, keep=77_777)
    assert time.perf_counter() - began < 1
    assert applied(old, steps) == new
    assert len(steps) <= 4 * (rowdiff.MOST_KEPT + 2)


def test_a_whole_shuffle_is_few_edits_too() -> None:
    old = array("q", range(5_000))
    new = array("q", [k * 1009 % 5_000 for k in range(5_000)])
    steps = edits(old, new, keep=17)
    assert applied(old, steps) == new
    assert len(steps) <= 4 * (rowdiff.MOST_KEPT + 2)
    assert 17 in survivors(old, steps)
