"""The watches fail what they should: each kind of leftover in a test file of its own, run by a pytest of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

LEFTOVERS = """
import logging
import os
import socket
import threading
import warnings
from pathlib import Path

import pytest
from hypothesis import given, strategies
from PySide6.QtCore import QThread, QTimer, qWarning
from PySide6.QtWidgets import QApplication, QLabel

STOP = threading.Event()
KEPT = []


def test_bad_log_record():
    logging.getLogger("somewhere").warning("the disk is full")

def test_bad_log_record_that_never_came(logs):
    logs.expect("somewhere", "the disk is full")

def test_good_log_record(logs):
    logs.expect("somewhere", "disk is full$")
    logging.getLogger("somewhere").warning("the disk is full")

def test_bad_warning():
    warnings.warn("soon gone", DeprecationWarning)

def test_bad_qt_warning(qapp):
    qWarning("no such property")

def test_bad_thread():
    threading.Thread(target=STOP.wait, name="left over", daemon=True).start()

def test_good_thread_that_is_about_to_end():
    threading.Thread(target=threading.Event().wait, args=(0.05,)).start()

def test_bad_window(qapp):
    window = QLabel("left over")
    window.show()
    KEPT.append(window)

def test_good_window(qtbot):
    window = QLabel("closed by the fixture")
    qtbot.addWidget(window)
    window.show()
    window.itself = window

def test_bad_timer(qapp):
    timer = QTimer(qapp)
    timer.start(60000)
    KEPT.append(timer)

def test_good_timer(qapp):
    timer = QTimer()
    timer.start(60000)
    timer.stop()

class Busy(QThread):
    def run(self):
        STOP.wait()

def test_bad_qt_thread(qapp):
    thread = Busy(qapp)
    thread.start()
    KEPT.append(thread)

def test_bad_network():
    socket.create_connection(("192.0.2.1", 9), timeout=0.1)

def test_good_loopback():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

def test_good_home():
    assert Path.home().name.startswith("console-tests-")
    assert os.environ["XDG_RUNTIME_DIR"].startswith(str(Path.home()))
    assert "DBUS_SESSION_BUS_ADDRESS" not in os.environ
    assert "SUPPORT_CONSOLE_PROFILE" not in os.environ

def test_good_screen(qapp):
    size = qapp.primaryScreen().size()
    assert (size.width(), size.height()) == (1920, 1080)

@given(strategies.integers())
def test_good_property(number):
    assert number == number

def test_good_end():
    STOP.set()
    assert all(thread.wait(2000) for thread in KEPT if isinstance(thread, QThread))
"""


def test_each_leftover_fails_its_test_and_nothing_else_does(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPPORT_CONSOLE_PROFILE", "/from/the/caller")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/from/the/caller")
    path = pytester.makepyfile(test_leftovers=LEFTOVERS)
    settings = ("-c", str(ROOT / "pyproject.toml"), "--rootdir", str(pytester.path))
    result = pytester.runpytest_subprocess("-p", "tests.conftest", *settings, str(path), "-v", "-ra")
    told = result.stdout.str()
    names = [line.split("def ")[1].split("(")[0] for line in LEFTOVERS.splitlines() if line.startswith("def test_")]
    blamed = {
        name
        for name in names
        if f"FAILED test_leftovers.py::{name}" in told or f"ERROR test_leftovers.py::{name}" in told
    }
    assert blamed == {name for name in names if name.startswith("test_bad_")}, told
    assert result.ret == pytest.ExitCode.TESTS_FAILED
