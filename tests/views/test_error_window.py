"""When the console cannot start, the sentence is shown, can be copied, and the folder opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from console.settings import Settings
from console.views.error_window import ErrorWindow
from console.views.theme import Look


def test_it_says_what_happened_and_offers_ways_on(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    look = Look(qapp, Settings())
    window = ErrorWindow(look, "The data file <b>x</b> is damaged.", tmp_path)
    qtbot.addWidget(window)
    window.show()
    (sentence,) = [label for label in window.findChildren(QLabel) if "damaged" in label.text()]
    assert sentence.textFormat() is Qt.TextFormat.PlainText
    copy, folder, leave = window.findChildren(QPushButton)
    copy.click()
    assert QGuiApplication.clipboard().text() == "The data file <b>x</b> is damaged."
    folder.click()
    assert [url.toLocalFile() for url in opened] == [str(tmp_path)]
    leave.click()
    assert not window.isVisible()
    look.deleteLater()


def test_its_lines_stay_together_in_a_large_window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    look = Look(qapp, Settings())
    window = ErrorWindow(look, "The data file x is damaged.", tmp_path)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    assert max(button.geometry().bottom() for button in window.findChildren(QPushButton)) < 200
    look.deleteLater()
