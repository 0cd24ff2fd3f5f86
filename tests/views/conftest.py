"""The window tests of views share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.window import Window, window


@pytest.fixture
def small(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """The real window with a small page, active."""
    with window(qapp, tmp_path / "profile") as shown:
        shown.shell.resize(1200, 800)
        qtbot.waitActive(shown.shell)
        shown.page.focus()
        yield shown
