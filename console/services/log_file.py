"""The log of one profile: what went wrong here, for whoever mends it.

Promise: it never grows beyond a few megabytes; only its owner reads it; addresses and long numbers are masked, for a
log is sent around more easily than a ticket.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path

NAME = "console.log"
LARGEST, KEPT = 1_000_000, 3
"""Bytes of one file, and how many older ones are kept."""

_MASKED = (
    (re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+"), "<address>"),
    (re.compile(r"(?<![\w-])(?!\d{4}-\d\d-\d\d)\+?\d[\d ()/-]{6,}\d(?![\w-])"), "<number>"),
    (re.compile(r"(?i)((?:password|passwort|secret|token|密码|口令)\s*[:=：]\s*)\S+"), r"\1<secret>"),
)


class Masking(logging.Formatter):
    """A line per record, its traceback below, without what belongs to customers."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        return masked(super().format(record))


def masked(text: str) -> str:
    """The text with addresses, long numbers and secrets taken out."""
    for pattern, instead in _MASKED:
        text = pattern.sub(instead, text)
    return text


def start(profile: Path) -> logging.Handler:
    """Log warnings and errors of this process into the profile; the answer is the handler, for `stop`."""
    from logging.handlers import RotatingFileHandler  # 6 ms that the first paint need not wait for

    path = profile / NAME
    path.touch(mode=0o600)
    handler = RotatingFileHandler(path, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(Masking("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    return handler


def stop(handler: logging.Handler) -> None:
    """Close the log."""
    logging.getLogger().removeHandler(handler)
    handler.close()
