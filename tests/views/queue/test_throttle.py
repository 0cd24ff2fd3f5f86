"""Work that changes keep asking for takes at most its share of the time."""

from __future__ import annotations

from console.views.queue.throttle import SHARE, Throttle
from tests.support.queue import HandClock, Waits


def test_the_first_wish_is_fulfilled_at_once() -> None:
    clock = HandClock()
    began: list[float] = []
    Throttle(lambda: began.append(clock.seconds), clock, Waits(clock).later).wish()
    assert began == [0.0]


def test_under_a_stream_of_wishes_the_work_takes_its_share_and_the_last_wish_is_not_lost() -> None:
    clock = HandClock()
    waits = Waits(clock)
    spent = 0.0

    def work() -> None:
        nonlocal spent
        spent += 0.04
        clock.wait(0.04)
        throttle.finish()

    throttle = Throttle(work, clock, waits.later)
    for _ in range(2_000):
        throttle.wish()
        waits.run(5)
    assert spent <= clock.seconds * SHARE + 0.04
    assert spent >= clock.seconds * SHARE / 2
    before = spent
    throttle.wish()
    waits.run(5_000)
    assert before < spent <= before + 0.08


def test_a_wish_during_the_work_is_fulfilled_after_it() -> None:
    clock = HandClock()
    waits = Waits(clock)
    began: list[float] = []
    throttle = Throttle(lambda: began.append(clock.seconds), clock, waits.later, least_ms=250)
    throttle.wish()
    throttle.wish()
    assert len(began) == 1
    throttle.finish()
    waits.run(249)
    assert len(began) == 1
    waits.run(5)
    assert len(began) == 2
    throttle.finish()
    waits.run(10_000)
    assert len(began) == 2
