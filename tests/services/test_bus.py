"""Events are values, told in order, and a listener that fails hurts nobody."""

from __future__ import annotations

import pytest

from console.services.bus import Bus, Changed
from tests.support.strict import LogWatch


def test_listeners_hear_their_type_of_event_in_the_order_they_came() -> None:
    bus, heard = Bus(), list[object]()
    bus.subscribe(Changed, lambda event: heard.append(("first", event.people)))
    bus.subscribe(Changed, lambda event: heard.append(("second", event.people)))
    bus.subscribe(str, heard.append)
    bus.publish(Changed(people=True))
    bus.publish("word")
    bus.publish(7)
    assert heard == [("first", True), ("second", True), "word"]


def test_a_listener_that_fails_is_logged_and_the_others_hear(logs: LogWatch) -> None:
    logs.expect("console.services.bus", "a listener of Changed failed")
    bus, heard = Bus(), list[object]()

    def fail(_: Changed) -> None:
        raise ZeroDivisionError

    bus.subscribe(Changed, fail)
    bus.subscribe(Changed, heard.append)
    bus.publish(Changed())
    assert heard == [Changed()]


def test_who_left_hears_nothing_more_and_may_leave_while_it_is_told() -> None:
    bus, heard = Bus(), list[object]()

    def once(event: Changed) -> None:
        heard.append(event)
        leave()

    leave = bus.subscribe(Changed, once)
    bus.subscribe(Changed, heard.append)
    bus.publish(Changed())
    bus.publish(Changed())
    assert len(heard) == 3
    leave()


@pytest.mark.parametrize("event", [Changed(), "nobody listens"])
def test_an_event_nobody_wants_is_no_fault(event: object) -> None:
    Bus().publish(event)
