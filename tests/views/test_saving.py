"""A file is asked for, and none is replaced unasked."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from console.views.saving import ask_file

KINDS = {"Pages (*.pdf)": "pdf", "Text (*.md)": "md"}


def chosen(qtbot: QtBot, folder: Path, typed: str, answer: QMessageBox.StandardButton) -> tuple[list[Path], list[str]]:
    """What is handed over, and what was asked, after a name was typed for text."""
    host, found, asked = QWidget(), list[Path](), list[str]()
    qtbot.addWidget(host)
    ask_file(host, "Export", "a.pdf", KINDS, found.append)
    (dialog,) = host.findChildren(QFileDialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setDirectory(str(folder))
    dialog.selectNameFilter("Text (*.md)")
    dialog.filterSelected.emit("Text (*.md)")

    def reply() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(box.text())
            box.button(answer).click()

    dialog.findChildren(QLineEdit)[0].setText(typed)
    QTimer.singleShot(0, reply)
    dialog.accept()
    return found, asked


def test_the_ending_follows_what_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    assert chosen(qtbot, tmp_path, "week", QMessageBox.StandardButton.Yes) == ([tmp_path / "week.md"], [])


def test_a_file_that_is_there_is_replaced_only_when_asked(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "week.md").write_text("kept", "utf-8")
    found, asked = chosen(qtbot, tmp_path, "week", QMessageBox.StandardButton.No)
    assert (found, len(asked)) == ([], 1)
    found, asked = chosen(qtbot, tmp_path, "week", QMessageBox.StandardButton.Yes)
    assert (found, len(asked)) == ([tmp_path / "week.md"], 1)
