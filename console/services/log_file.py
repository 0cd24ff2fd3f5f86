"""The log of one profile: what went wrong here, for whoever mends it.

Promise: it never grows beyond a few megabytes; only its owner reads it; addresses, long numbers and secrets
are masked, for a log is sent around more easily than a ticket.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path

NAME = "console.log"
LARGEST, KEPT = 1_000_000, 3
"""Bytes of one file, and how many older ones are kept."""

_NAMED = (
    r"(?:(?:password|passwort|passphrase|passwd|pwd|secret|token|credential)s?|(?:api|access|private)[-_]?key"
    r"|密码|口令|令牌|密钥)"
)
"""What a secret is called, also at the end of a longer name."""
_VALUE = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s,;&"')}\]]+)"""
"""Quoted words, or one word."""

_MASKED = (
    (
        re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL),
        "<secret>",
    ),
    (
        re.compile(r"(?i)(\b[a-z][a-z0-9+.-]*://[^\s:/@?#]*:)[^\s@]{0,99}(?:@(?=[^\s@]{0,99}@)[^\s@]{0,99}){0,9}(?=@)"),
        r"\1<secret>",
    ),
    (re.compile(r"(?i)(\bauthorization\W{1,4}(?:[a-z]+\s+)?)[^\s,;\"']+"), r"\1<secret>"),
    (re.compile(r"(?i)(\b(?:bearer|basic)\s+)[\w+/=.~-]{8,}"), r"\1<secret>"),
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]*"), "<secret>"),
    (re.compile(rf"(?i)({_NAMED}[\"']?\s*(?:[:=：]|是|为)\s*)(?!<secret>){_VALUE}"), r"\1<secret>"),
    (re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(\.[\w-]+)+"), "<address>"),
    (re.compile(r"(?<![\w-])(?!\d{4}-\d\d-\d\d)\+?\d[\d ()/-]{6,}\d(?![\w-])"), "<number>"),
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
