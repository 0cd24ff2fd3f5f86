"""Work that changes keep asking for takes at most its share of the time."""

from __future__ import annotations

from console.views.queue.throttle import LONGEST_S, Throttle
from tests.support.queue import HandClock, Waits

SHARE = 0.02


def test_the_first_wish_is_fulfilled_at_once() -> None:
    clock = HandClock()
    began: list[float] = []
    Throttle(lambda: began.append(clock.seconds), clock, Waits(clock).later, SHARE).wish()
    assert began == [0.0]


def test_under_a_stream_of_wishes_the_work_takes_its_share_and_the_last_wish_is_not_lost() -> None:
    clock = HandClock()
    waits = Waits(clock)
    spent = 0.0

    def work() -> None:
        nonlocal spent
        spent += 0.01
        clock.wait(0.01)
        throttle.finish()

    throttle = Throttle(work, clock, waits.later, SHARE)
    for _ in range(2_000):
        throttle.wish()
        waits.run(5)
    assert spent <= clock.seconds * SHARE + 0.01
    assert spent >= clock.seconds * SHARE / 2
    before = spent
    throttle.wish()
    waits.run(5_000)
    assert before < spent <= before + 0.02


def test_a_wish_during_the_work_is_fulfilled_after_it() -> None:
    clock = HandClock()
    waits = Waits(clock)
    began: list[float] = []
    throttle = Throttle(lambda: began.append(clock.seconds), clock, waits.later, SHARE, least_ms=250)
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


def test_however_long_the_work_took_a_wish_waits_no_longer_than_a_moment() -> None:
    clock = HandClock()
    waits = Waits(clock)
    began: list[float] = []
    throttle = Throttle(lambda: began.append(clock.seconds), clock, waits.later, SHARE)
    throttle.wish()
    clock.wait(3)
    throttle.finish()
    throttle.wish()
    waits.run(round(LONGEST_S * 1000) + 5)
    assert len(began) == 2
