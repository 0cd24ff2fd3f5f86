"""Where a file is to be written, asked of the person.

Promise: a file that is there is replaced only after the person said so, also where the ending was not typed; nothing
blocks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_file(host: QWidget, title: str, name: str, kinds: Mapping[str, str], then: Callable[[Path], None]) -> None:
    """Ask for a file, `name` at first; `kinds` are endings by what they are called, the first one usual."""
    dialog = QFileDialog(host, title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setNameFilters(list(kinds))
    usual = next(iter(kinds.values()))
    dialog.setDefaultSuffix(usual)
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(kinds.get(kind, usual)))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
