"""Questions and commands travel off the window's thread, and their answers come back on it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.bootstrap import Services, build_services
from console.models.kinds import Code, Refused
from console.services.bus import Changed
from console.services.desk import Done
from console.services.people import WhoAmI
from console.services.sync.state import BeingAt, Colleague, Company, Phase, SyncState
from console.services.tickets.commands import CreateTicket, SetTitle
from console.services.tickets.filters import Filter
from console.services.tickets.queries import Count
from console.views.carrier import First
from console.views.courier import MANY, Courier, merged
from tests.support.strict import LogWatch


@dataclass(frozen=True)
class Held:
    """A question that is answered when it is let go."""

    gate: threading.Event
    word: str = ""
    asked: list[str] = field(default_factory=list, compare=False)

    def answer(self, _connection: sqlite3.Connection) -> str:
        self.asked.append(self.word)
        assert self.gate.wait(5)
        return self.word


@dataclass(frozen=True)
class Broken:
    """A question with a mistake in it."""

    def answer(self, _connection: sqlite3.Connection) -> str:
        raise ZeroDivisionError("a mistake")


@dataclass(frozen=True)
class Refusing:
    """A question that cannot be answered."""

    def answer(self, _connection: sqlite3.Connection) -> str:
        raise Refused(Code.NOT_FOUND, what="ticket")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    made = build_services(tmp_path / "profile")
    yield made
    made.close()


@pytest.fixture
def courier(qapp: QObject, services: Services) -> Iterator[Courier]:
    made = Courier(services.desk, services.bus)
    made.watch()
    yield made
    made.close()
    made.deleteLater()


def test_an_answer_comes_on_the_thread_of_the_window(courier: Courier, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    courier.ask(WhoAmI(), lambda _: threads.append(threading.current_thread()))
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.main_thread()]


def test_only_the_newest_question_of_a_key_is_answered_and_older_ones_are_not_run(
    courier: Courier, qtbot: QtBot
) -> None:
    gate, asked, answers = threading.Event(), list[str](), list[str]()
    courier.ask(Held(gate, "first", asked), answers.append, latest="view")
    qtbot.waitUntil(lambda: asked == ["first"])
    courier.ask(Held(gate, "second", asked), answers.append, latest="view")
    courier.ask(Held(gate, "third", asked), answers.append, latest="view")
    courier.ask(Held(gate, "other", asked), answers.append, latest="ticket")
    gate.set()
    qtbot.waitUntil(lambda: len(answers) == 2)
    assert answers == ["third", "other"]
    assert asked == ["first", "third", "other"]


def test_a_slow_question_does_not_hold_up_the_others(courier: Courier, qtbot: QtBot) -> None:
    gate, answers = threading.Event(), list[str]()
    courier.ask(Held(gate, "slow"), answers.append, slow=True)
    courier.ask(WhoAmI(), lambda _: answers.append("quick"))
    qtbot.waitUntil(lambda: answers == ["quick"])
    gate.set()
    qtbot.waitUntil(lambda: answers == ["quick", "slow"])


def test_commands_are_done_in_the_order_given(courier: Courier, services: Services, qtbot: QtBot) -> None:
    done: list[Done] = []
    for number in range(5):
        courier.do(CreateTicket(f"ticket {number}"), done.append)
    qtbot.waitUntil(lambda: len(done) == 5)
    with services.store.read() as connection:
        titles = [row[0] for row in connection.execute("select title from ticket order by created_at, id")]
    assert titles == [f"ticket {number}" for number in range(5)]


def test_a_commands_change_is_told_once(courier: Courier, qtbot: QtBot) -> None:
    told: list[Changed] = []
    done: list[Done] = []
    courier.changed.connect(told.append)
    courier.do(CreateTicket("one"), done.append)
    qtbot.waitUntil(lambda: bool(done and told))
    courier.watch()
    answers: list[object] = []
    courier.ask(WhoAmI(), answers.append, slow=True)
    qtbot.waitUntil(lambda: bool(answers))
    assert [change.tickets for change in told] == [frozenset({done[0].subject})]


def test_what_a_command_shows_first_is_shown_before_the_change_is_told(courier: Courier, qtbot: QtBot) -> None:
    """It is asked on the thread that wrote, of what is on the disk, and painted before anybody else asks."""
    story: list[object] = []
    courier.changed.connect(lambda change: story.append(change.tickets))
    courier.do(CreateTicket("one"), first=First(Count((Filter(),)), story.append))
    qtbot.waitUntil(lambda: len(story) == 2)
    assert story[0] == (1,)
    courier.do(CreateTicket("two"), first=First(Count((Filter(),)), story.append))
    qtbot.waitUntil(lambda: len(story) == 4)
    assert story[2] == (2,)


def test_a_first_look_that_fails_loses_nothing(courier: Courier, logs: LogWatch, qtbot: QtBot) -> None:
    shown: list[str] = []
    told: list[Changed] = []
    done: list[Done] = []
    logs.expect("console.views.courier", "a change is shown when it is told")
    courier.changed.connect(told.append)
    courier.do(CreateTicket("one"), done.append, first=First(Broken(), shown.append))
    qtbot.waitUntil(lambda: bool(done and told))
    assert told[0].tickets == {done[0].subject}
    assert not shown


def test_a_change_by_another_process_is_told(courier: Courier, services: Services, qtbot: QtBot) -> None:
    other = build_services(services.profile)
    ready: list[object] = []
    courier.ask(WhoAmI(), ready.append, slow=True)
    qtbot.waitUntil(lambda: bool(ready))
    courier.begin()
    with qtbot.waitSignal(courier.changed, timeout=5000) as caught:
        made = other.desk.do(CreateTicket("from the command line"))
    other.close()
    (change,) = caught.args or []
    assert isinstance(change, Changed)
    assert change.tickets == {made.subject}


def test_the_watch_is_no_sign_of_somebody_at_work_and_a_note_is(
    courier: Courier, services: Services, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """What waits for a pause would wait for ever."""
    ready: list[object] = []
    courier.ask(WhoAmI(), ready.append)
    qtbot.waitUntil(lambda: bool(ready))
    attended: list[None] = []
    monkeypatch.setattr(services.desk, "attend", lambda: attended.append(None))
    told: list[Changed] = []
    courier.changed.connect(told.append)
    with closing(build_services(services.profile)) as other:
        other.desk.do(CreateTicket("from elsewhere"))
    courier._look()
    qtbot.waitUntil(lambda: bool(told))
    assert not attended
    courier.keep(lambda: None)
    assert attended


def test_a_change_by_others_right_after_ones_own_is_told_and_the_own_is_not_told_again(
    courier: Courier, services: Services, qtbot: QtBot
) -> None:
    other, told, made = build_services(services.profile), list[Changed](), list[Done]()
    courier.do(CreateTicket("one"), made.append)
    qtbot.waitUntil(lambda: bool(made))
    courier.do(CreateTicket("two"), made.append)
    qtbot.waitUntil(lambda: len(made) == 2)
    other.desk.do(SetTitle(made[1].subject, "two, once more"))
    other.close()
    courier.changed.connect(told.append)
    with qtbot.waitSignal(courier.changed, timeout=5000, check_params_cb=lambda change: change.people):
        courier.begin()
    assert [change.tickets for change in told if change.people] == [frozenset({made[1].subject})]


def test_a_refusal_goes_to_who_asked_else_to_everybody(courier: Courier, qtbot: QtBot) -> None:
    handled: list[Refused] = []
    courier.ask(Refusing(), lambda _: None, refused=handled.append)
    qtbot.waitUntil(lambda: bool(handled))
    with qtbot.waitSignal(courier.refused) as caught:
        courier.do(SetTitle("no such ticket", "title"))
    assert [error.code for error in (*handled, *(caught.args or []))] == [Code.NOT_FOUND, Code.NOT_FOUND]


def test_a_mistake_becomes_a_sentence_and_the_work_goes_on(courier: Courier, logs: LogWatch, qtbot: QtBot) -> None:
    logs.expect("console.views.courier", "work for the window failed")
    with qtbot.waitSignal(courier.refused) as caught:
        courier.ask(Broken(), lambda _: None)
    (error,) = caught.args or []
    assert isinstance(error, Refused)
    assert error.code is Code.HANDLER_FAILED
    answers: list[object] = []
    courier.ask(WhoAmI(), answers.append)
    qtbot.waitUntil(lambda: bool(answers))


def test_an_answer_that_cannot_be_shown_keeps_no_other_back(courier: Courier, logs: LogWatch, qtbot: QtBot) -> None:
    logs.expect("console.views.courier", "an answer could not be shown")
    answers: list[object] = []

    def stumble(_answer: object) -> None:
        raise ValueError("a mistake in a page")

    with qtbot.waitSignal(courier.refused):
        courier.ask(WhoAmI(), stumble)
        courier.ask(WhoAmI(), answers.append)
    qtbot.waitUntil(lambda: bool(answers))


def test_who_is_gone_is_not_called(courier: Courier, qtbot: QtBot) -> None:
    gate = threading.Event()
    gone, kept = QLabel(), list[str]()

    def close_over(word: str) -> None:
        gone.setText(word)

    courier.ask(Held(gate, "bound"), gone.setText)
    courier.ask(Held(gate, "closed over"), close_over)
    courier.ask(Held(gate, "last"), kept.append)
    gone.deleteLater()
    qtbot.waitUntil(lambda: not _is_valid(gone))
    gate.set()
    qtbot.waitUntil(lambda: kept == ["last"])


def test_closing_finishes_what_was_given(services: Services, qapp: QObject) -> None:
    courier = Courier(services.desk, services.bus)
    noted: list[str] = []
    for number in range(3):
        courier.do(CreateTicket(f"ticket {number}"))
        courier.keep(partial(noted.append, str(number)))
    courier.close()
    with services.store.read() as connection:
        assert connection.execute("select count(*) from ticket").fetchone() == (3,)
    assert noted == ["0", "1", "2"]
    courier.do(CreateTicket("too late"))
    courier.deleteLater()


def test_what_is_refused_while_the_window_closes_is_logged(services: Services, qapp: QObject, logs: LogWatch) -> None:
    logs.expect("console.views.courier", "refused while the window closed: not_found")
    gate = threading.Event()
    courier = Courier(services.desk, services.bus)
    courier.keep(gate.wait)
    courier.keep(partial(services.desk.do, SetTitle("no such ticket", "title")))
    threading.Timer(0.05, gate.set).start()
    courier.close()
    courier.deleteLater()


def test_changes_of_one_turn_become_one(courier: Courier, services: Services, qtbot: QtBot) -> None:
    told: list[Changed] = []
    courier.changed.connect(told.append)
    services.bus.publish(Changed(tickets=frozenset({"a"})))
    services.bus.publish(Changed(tickets=frozenset({"b"}), people=True))
    qtbot.waitUntil(lambda: bool(told))
    assert told == [Changed(tickets=frozenset({"a", "b"}), people=True)]


def test_a_stream_of_changes_is_told_once_a_frame_and_whole(courier: Courier, services: Services, qtbot: QtBot) -> None:
    told: list[Changed] = []
    wanted = {str(number) for number in range(200)}
    courier.changed.connect(told.append)
    for number in sorted(wanted):
        services.bus.publish(Changed(tickets=frozenset({number})))
        QCoreApplication.processEvents()
    qtbot.waitUntil(lambda: merged(told).tickets == wanted)
    assert len(told) < len(wanted) / 2


def test_what_is_being_written_is_counted(courier: Courier, qtbot: QtBot) -> None:
    counts: list[int] = []
    courier.writing.connect(counts.append)
    courier.do(CreateTicket("one"))
    courier.do(SetTitle("no such ticket", "title"), refused=lambda _: None)
    qtbot.waitUntil(lambda: len(counts) == 4)
    assert counts == [1, 2, 1, 0]


def test_merging_keeps_all_that_was_told() -> None:
    one, other = Changed(tickets=frozenset({"a"}), articles=True), Changed(incidents=frozenset({"b"}))
    assert merged([Changed(views=True), Changed(everything=True), one, other]) == Changed(
        tickets=frozenset({"a"}), views=True, articles=True, incidents=frozenset({"b"}), everything=True
    )
    assert MANY > 128, "a page of rows is still named one by one"


def _is_valid(thing: QObject) -> bool:
    from shiboken6 import isValid

    return isValid(thing)


def test_how_the_sync_stands_is_told_on_the_windows_thread(services: Services, courier: Courier, qtbot: QtBot) -> None:
    told: list[tuple[object, threading.Thread]] = []
    courier.synced.connect(lambda state: told.append((state, threading.current_thread())))
    state = SyncState(Phase.OFFLINE, pending=3)
    teller = threading.Thread(target=services.bus.publish, args=(state,))
    teller.start()
    qtbot.waitUntil(lambda: bool(told))
    teller.join()
    assert told == [(state, threading.main_thread())]


def test_work_aside_holds_nobody_up_and_answers_on_the_windows_thread(courier: Courier, qtbot: QtBot) -> None:
    gate, heard = threading.Event(), list[tuple[str, bool]]()

    def hear(word: str) -> None:
        heard.append((word, threading.current_thread() is threading.main_thread()))

    def slow() -> str:
        assert gate.wait(5)
        return "slow"

    courier.aside(slow, hear, lambda _: None)
    courier.aside(lambda: "quick", hear, lambda _: None)
    courier.keep(lambda: "kept", hear)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert {word for word, _ in heard} == {"quick", "kept"}
    gate.set()
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert all(on_main for _, on_main in heard)


def test_work_aside_that_fails_is_a_refusal_to_who_asked(courier: Courier, logs: LogWatch, qtbot: QtBot) -> None:
    logs.expect("console.views.courier", "beside the window")
    heard: list[Code] = []

    def refuse() -> None:
        raise Refused(Code.HUB_UNREACHABLE, reason="away")

    def break_() -> None:
        raise ZeroDivisionError("a mistake")

    for work in (refuse, break_):
        courier.aside(work, lambda _: None, lambda error: heard.append(error.code))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert set(heard) == {Code.HUB_UNREACHABLE, Code.HANDLER_FAILED}


def test_work_aside_of_a_window_that_closed_is_not_heard_of(services: Services, qapp: QObject) -> None:
    courier, gate, ended, heard = (
        Courier(services.desk, services.bus),
        threading.Event(),
        threading.Event(),
        list[str](),
    )

    def slow() -> str:
        assert gate.wait(5)
        return "late"

    before = set(threading.enumerate())
    courier.aside(slow, heard.append, lambda _: ended.set())
    (worker,) = (one for one in threading.enumerate() if one not in before)
    courier.close()
    gate.set()
    worker.join(5)
    QCoreApplication.processEvents()
    assert heard == []
    assert not ended.is_set()


def test_who_is_met_and_where_one_is_are_told(services: Services, courier: Courier, qtbot: QtBot) -> None:
    told: list[BeingAt] = []
    services.bus.subscribe(BeingAt, told.append)
    courier.be_at(BeingAt("t", replying=True))
    assert told == [BeingAt("t", replying=True)]
    company = Company((Colleague("Wei", "t", replying=False),))
    with qtbot.waitSignal(courier.met) as met:
        threading.Thread(target=services.bus.publish, args=(company,)).start()
    assert met.args == [company]
