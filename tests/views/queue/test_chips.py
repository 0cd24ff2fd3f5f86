"""The conditions of a filter as chips, in both languages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.models.kinds import LIVE, Locale, Priority, Status
from console.services.tickets.filters import NOBODY, Due, Filter
from console.views.queue.chips import (
    ANY,
    KINDS,
    OPEN,
    Condition,
    chips,
    choices,
    standings,
    toggled,
    with_value,
    without,
)


def test_every_condition_that_is_asked_has_its_chip() -> None:
    wanted = Filter(statuses=LIVE, priorities=frozenset({Priority.CRITICAL}), assignee=NOBODY, team="t", awaiting=True)
    texts = [chip.text for chip in chips(wanted, {"t": "Service desk"}, Locale.EN)]
    assert texts == ["Status: open", "Priority: Critical", "Assignee: nobody", "Team: Service desk", "User replied"]


def test_many_values_are_counted_and_chinese_has_its_own_signs() -> None:
    statuses = frozenset({Status.NEW, Status.OPEN, Status.CLOSED, Status.RESOLVED})
    assert [chip.text for chip in chips(Filter(statuses=statuses), {}, Locale.EN)] == ["Status: New, Open +2"]
    chinese = chips(Filter(statuses=frozenset({Status.NEW, Status.OPEN})), {}, Locale.ZH)[0].text
    assert chinese.endswith("：新建、已打开")


def test_what_a_chart_counted_is_a_condition_that_others_leave_alone() -> None:
    wanted = Filter(only=frozenset({"one", "two"}))
    narrowed = with_value(Condition.TAG, wanted, "vpn")
    assert [chip.text for chip in chips(narrowed, {}, Locale.EN)] == ["Tag: vpn", "From the dashboard"]
    assert without(Condition.TAG, narrowed) == wanted
    assert without(Condition.ONLY, narrowed) == Filter(tag="vpn")


def test_a_filter_without_conditions_has_no_chips() -> None:
    assert chips(Filter(text="words"), {}, Locale.EN) == ()


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_choosing_a_value_twice_leaves_the_filter_as_it_was(condition: Condition, data: st.DataObject) -> None:
    members = list(KINDS[condition])
    chosen = data.draw(st.sets(st.sampled_from(members), max_size=2))
    wanted = with_value(condition, Filter(team="t"), sorted(chosen))
    key = data.draw(st.sampled_from(members)).value
    once = toggled(condition, wanted, key)
    assert once != wanted
    assert toggled(condition, once, key) == wanted


def test_all_live_statuses_give_way_to_a_single_one() -> None:
    live = toggled(Condition.STATUS, Filter(), OPEN)
    assert live.statuses == LIVE
    assert toggled(Condition.STATUS, live, Status.CLOSED.value).statuses == {Status.CLOSED}
    assert toggled(Condition.STATUS, live, ANY).statuses == frozenset()


def test_a_condition_is_taken_off_alone() -> None:
    wanted = Filter(statuses=LIVE, tag="vpn", awaiting=True)
    assert without(Condition.TAG, wanted) == Filter(statuses=LIVE, awaiting=True)


def test_the_standing_of_the_clock_is_a_condition_of_three_values() -> None:
    late = with_value(Condition.DUE, Filter(), Due.LATE.value)
    assert late == Filter(due=Due.LATE)
    assert [chip.text for chip in chips(late, {}, Locale.EN)] == ["SLA: late"]
    assert [(row.key, row.checked) for row in standings(late)] == [("risk", False), ("late", True), ("soon", False)]
    assert without(Condition.DUE, late) == Filter()


def test_choices_tick_what_holds() -> None:
    rows = choices(Condition.PRIORITY, Filter(priorities=frozenset({Priority.LOW})), Locale.EN)
    assert [row.key for row in rows if row.checked] == [Priority.LOW.value]
