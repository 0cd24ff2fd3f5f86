"""The report of an import: every rejected row whole, with its line and its reason.

Promise: nothing that was not used is lost; the file is its owner's alone, for it holds customers' words.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from console import words
from console.models.kinds import Code, Locale, Refused
from console.services.importing.records import Broken, Record
from console.services.store import explained, make_private


class Report:
    """JSON lines `{"line","reason","row"}`, made when the first row is rejected, or at once where a path is wished."""

    def __init__(self, wished: Path | None, default: Path, locale: Locale, reads: Iterable[Path | None] = ()) -> None:
        """Raises Refused when a wished file cannot be written, or is one of those the import `reads`."""
        self.path = wished or default
        self._locale = locale
        self._file: BinaryIO | None = None
        if wished is not None:
            with explained(wished):
                if wished.exists() and any(path is not None and wished.samefile(path) for path in reads):
                    raise Refused(Code.IMPORT_REPORT_OVER, path=wished)
            self._open()

    @property
    def written(self) -> bool:
        """Whether there is a file."""
        return self._file is not None

    def reject(self, record: Record, error: Refused) -> None:
        """Keep a rejected row."""
        cells = record.cells
        if isinstance(cells, Broken) and cells.expected is not None:
            error = Refused(
                Code.ROW_BAD_SHAPE, expected=self._columns(cells.expected), found=self._columns(cells.found)
            )
        row = cells.text if isinstance(cells, Broken) else dict(cells)
        line = {"line": record.line, "reason": words.refusal(error, self._locale), "row": row}
        # A lone surrogate, one of the reasons for rejection, is no UTF-8: it is written as its escape.
        text = json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
        with explained(self.path):
            (self._file or self._open()).write(text)

    def _columns(self, count: int) -> str:
        return f"{count} {words.field('column' if count == 1 else 'columns', self._locale)}"

    def close(self) -> None:
        """Have all of it on the disk."""
        with explained(self.path):
            if self._file is not None:
                self._file.close()

    def _open(self) -> BinaryIO:
        with explained(self.path):
            if not self.path.parent.exists():
                make_private(self.path.parent)
            self._file = os.fdopen(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
            return self._file
