"""How the window was left, so that it opens where it was.

Promise: read once at the start, kept in memory, written soon after it changes and never by the window's own thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QHeaderView, QSplitter, QWidget

from console.services.local import Local

KEY = "window"
"""Under which `Local` keeps it."""
SOON_MS = 400
"""How long changes gather before they are written."""


class UiState(QObject):
    """Places, sizes and choices of the window by name; what is missing or of another kind is the default."""

    def __init__(self, local: Local, keep: Callable[[Callable[[], None]], None], parent: QObject | None = None) -> None:
        """`keep` runs its argument on another thread, in order."""
        super().__init__(parent)
        self._local = local
        self._keep = keep
        found = local.state(KEY)
        self._values: dict[str, object] = dict(found) if isinstance(found, dict) else {}
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.write)

    def text(self, key: str, default: str = "") -> str:
        """A text kept under `key`."""
        value = self._values.get(key)
        return value if isinstance(value, str) else default

    def texts(self, key: str) -> tuple[str, ...]:
        """Texts kept under `key`, in their order."""
        value = self._values.get(key)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

    def truth(self, key: str, *, default: bool) -> bool:
        """A yes or no kept under `key`."""
        value = self._values.get(key)
        return value if isinstance(value, bool) else default

    def numbers(self, key: str) -> tuple[int, ...]:
        """Whole numbers kept under `key`."""
        value = self._values.get(key)
        return tuple(item for item in value if isinstance(item, int)) if isinstance(value, list) else ()

    def keep(self, key: str, value: str | bool | list[str] | list[int]) -> None:
        """Keep a value under `key`."""
        if self._values.get(key) != value:
            self._values[key] = value
            self._soon.start()

    def splitter(self, key: str, splitter: QSplitter, sizes: list[int]) -> None:
        """Give a splitter the sizes it was left with, or these, and keep what a person makes of them."""
        kept = list(self.numbers(key))
        splitter.setSizes(kept if len(kept) == splitter.count() else sizes)
        splitter.splitterMoved.connect(lambda *_: self.keep(key, splitter.sizes()))

    def header(self, key: str, header: QHeaderView) -> None:
        """Give the columns the widths and order they were left with, and keep what a person makes of them."""
        header.restoreState(_bytes(self.text(key)))
        for signal in (header.sectionResized, header.sectionMoved):
            signal.connect(lambda *_: self.keep(key, _text(header.saveState())))

    def restore_geometry(self, window: QWidget) -> bool:
        """Put the window where it was; whether that was known."""
        return window.restoreGeometry(_bytes(self.text("geometry")))

    def keep_geometry(self, window: QWidget) -> None:
        """Remember where the window is."""
        self.keep("geometry", _text(window.saveGeometry()))

    def write(self) -> None:
        """Write what was changed."""
        self._soon.stop()
        self._keep(partial(self._local.keep_state, KEY, dict(self._values)))


def _text(value: QByteArray) -> str:
    return bytes(value.toBase64().data()).decode("ascii")


def _bytes(value: str) -> QByteArray:
    return QByteArray.fromBase64(QByteArray(value.encode("ascii", "replace")))
