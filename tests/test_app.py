"""One window per profile, in order from its start to its end."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from console import app
from console.bootstrap import build_services
from console.models.kinds import Outcome, Status
from console.services import housekeeping, log_file
from console.services.tickets.commands import CreateTicket, SetStatus
from console.views import starting
from console.views.error_window import ErrorWindow
from console.views.shell import Shell
from console.views.starting import Summons
from tests.support.desk import SetClock
from tests.support.strict import LogWatch

HEAVY = ("sqlalchemy", "typer", "pypinyin", "requests", "numpy", "pyqtgraph", "pydantic", "keyring", "tomllib")


def when_shown(kind: type[QWidget], act: Callable[[QWidget], object]) -> QTimer:
    """Look for a window of this kind at every turn, and act on it once."""
    timer = QTimer(interval=5)

    def look() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, kind) and window.isVisible():
                timer.stop()
                act(window)

    timer.timeout.connect(look)
    timer.start()
    return timer


def test_a_first_start_asks_nothing_and_closing_ends_it(qapp: QApplication, tmp_path: Path) -> None:
    """SPEC 1.5."""
    timer = when_shown(Shell, QWidget.close)
    assert app.run(tmp_path / "profile") == 0
    assert not timer.isActive()


def test_threads_give_way_to_a_window_sooner_than_to_each_other(qapp: QApplication, tmp_path: Path) -> None:
    usual, meanwhile = sys.getswitchinterval(), list[float]()

    def look(window: QWidget) -> None:
        meanwhile.append(sys.getswitchinterval())
        window.close()

    when_shown(Shell, look)
    assert app.run(tmp_path / "profile") == 0
    assert max(meanwhile) < usual == sys.getswitchinterval()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_being_told_to_end_closes_in_order(qapp: QApplication, tmp_path: Path, number: int) -> None:
    before = signal.getsignal(number)
    when_shown(Shell, lambda _: os.kill(os.getpid(), number))
    assert app.run(tmp_path / "profile") == 0
    assert signal.getsignal(number) is before
    assert QLockFile(str(tmp_path / "profile/window.lock")).tryLock(0)


@pytest.fixture
def taken(tmp_path: Path) -> Iterator[Path]:
    """A profile that another window has."""
    folder = tmp_path / "profile"
    folder.mkdir(mode=0o700)
    lock = QLockFile(str(folder / "window.lock"))
    assert lock.tryLock(0)
    yield folder
    lock.unlock()


def test_a_second_window_on_one_profile_is_refused_with_a_sentence(
    qapp: QApplication, taken: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever starts it from a menu sees no terminal."""
    monkeypatch.setattr(starting, "PATIENCE_MS", 20)
    shown = reading(ErrorWindow)
    assert app.run(taken) == 1
    assert any("is already open in another window" in text for text in shown)
    assert "is already open in another window" in capsys.readouterr().err


def test_a_second_window_gives_way_to_the_first(
    qapp: QApplication, qtbot: QtBot, taken: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = QWidget()
    qtbot.addWidget(first)
    Summons(taken, first)
    assert app.run(taken) == 1
    assert first.isVisible()
    assert "is already open in another window" in capsys.readouterr().err


def reading(kind: type[QWidget]) -> list[str]:
    """Will hold what the labels of the next such window say; the window is closed."""
    shown: list[str] = []

    def read(window: QWidget) -> None:
        shown.extend(label.text() for label in window.findChildren(QLabel))
        window.close()
        window.deleteLater()

    when_shown(kind, read)
    return shown


def _garble(replica: Path) -> None:
    replica.write_bytes(b"this is no database" * 500)


def _from_the_future(replica: Path) -> None:
    connection = sqlite3.connect(replica)
    connection.execute("pragma user_version = 999")
    connection.close()


@pytest.mark.parametrize(("harm", "sentence"), [(_garble, "is damaged"), (_from_the_future, "by a newer console")])
def test_what_keeps_it_from_starting_is_shown_and_told(
    qapp: QApplication,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    harm: Callable[[Path], None],
    sentence: str,
) -> None:
    services = build_services(tmp_path / "profile")
    services.close()
    harm(services.store.path)
    shown = reading(ErrorWindow)
    assert app.run(tmp_path / "profile") == 1
    assert any(sentence in text for text in shown)
    assert sentence in capsys.readouterr().err


def test_a_file_in_the_place_of_the_profile_is_told(
    qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(app.SMOKE, "1")
    (tmp_path / "profile").write_text("a file")
    assert app.run(tmp_path / "profile") == 1
    assert "profile" in capsys.readouterr().err


def test_a_mistake_in_the_window_is_logged_shown_and_survived(
    qapp: QApplication, tmp_path: Path, logs: LogWatch
) -> None:
    logs.expect("console.app", "uncaught in the window")
    sentences: list[str] = []

    def stumble() -> None:
        raise ZeroDivisionError("a mistake by mei@corp.example")

    def act(window: QWidget) -> None:
        assert isinstance(window, Shell)
        shell = window
        QTimer.singleShot(0, stumble)

        def read() -> None:
            if sentence := shell.notices.bar.sentence():
                sentences.append(sentence)
                shell.close()
            else:
                QTimer.singleShot(5, read)

        QTimer.singleShot(0, read)

    when_shown(Shell, lambda window: window.ready.connect(lambda: act(window)) if isinstance(window, Shell) else None)
    assert app.run(tmp_path / "profile") == 0
    assert "ZeroDivisionError" in sentences[0]
    assert "<address>" in (tmp_path / "profile" / log_file.NAME).read_text("utf-8")


def test_a_machine_alone_is_kept_in_order_by_its_window(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SPEC 3.3: what a worker does for a team."""
    monkeypatch.setattr(housekeeping, "SETTLE_SECONDS", 0.0)
    with closing(build_services(tmp_path / "profile", SetClock())) as services:
        key = services.desk.do(CreateTicket("Done long ago")).subject
        services.desk.do(SetStatus(key, Status.RESOLVED, "done", Outcome.SOLVED))

    def look(window: QWidget) -> None:
        with closing(sqlite3.connect(services.store.path)) as db:
            (status,) = db.execute("select status from ticket").fetchone()
        if status == "CLOSED":
            window.close()
        else:
            QTimer.singleShot(5, lambda: look(window))

    when_shown(Shell, look)
    assert app.run(tmp_path / "profile") == 0


def test_the_smoke_test_says_ready_and_loads_nothing_heavy_before(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from console import app\n"
        "settle = app._settle\n"
        "def told(*a):\n"
        f"    print([m for m in {HEAVY!r} if m in sys.modules]); settle(*a)\n"
        "app._settle = told\n"
        f"sys.exit(app.run(Path({str(tmp_path / 'profile')!r})))"
    )
    build_services(tmp_path / "profile").close()
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, app.SMOKE: "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.splitlines() == ["[]", "ready"]
    assert (done.returncode, done.stderr) == (0, "")
