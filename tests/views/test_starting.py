"""A start without a display ends with a sentence; a second start brings the first window forward."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.views import starting
from console.views.starting import CALL, Summons, called
from tests.support.processes import ROOT

CALLING = (
    "import sys; from pathlib import Path; from console.views.starting import called; print(called(Path(sys.argv[1])))"
)


@pytest.mark.parametrize(
    ("platform", "language", "told"),
    [
        ("xcb", "en", "There is no display to open the window on (could not connect to display :4242)."),
        ("nonsense", "zh_CN", "没有可供打开窗口的显示器"),
    ],
)
def test_a_start_without_a_display_says_so_and_makes_nothing(
    tmp_path: Path, platform: str, language: str, told: str
) -> None:
    surroundings = {"DISPLAY": ":4242", "QT_QPA_PLATFORM": platform, "SUPPORT_CONSOLE_LANGUAGE": language}
    done = subprocess.run(
        [sys.executable, "-m", "console", "--profile", str(tmp_path / "profile")],
        cwd=ROOT,
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "profile").exists()


def test_a_second_start_brings_the_first_window_forward(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    Summons(tmp_path, window)
    window.showMinimized()
    command = [sys.executable, "-c", CALLING, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
        out, _ = process.communicate()
    assert out == "True\n"
    assert not window.isMinimized()
    assert not (tmp_path / CALL).exists()


def test_a_call_from_before_the_window_listened_is_heard(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / CALL).touch()
    window = QWidget()
    qtbot.addWidget(window)
    Summons(tmp_path, window)
    assert window.isVisible()
    assert not (tmp_path / CALL).exists()


def test_a_call_nobody_hears_is_taken_back(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "PATIENCE_MS", 20)
    assert not called(tmp_path)
    assert not called(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []
