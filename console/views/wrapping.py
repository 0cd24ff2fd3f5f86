"""How the words of a message break into lines.

Promise: a text without breaks (a key, a file in base64) costs no more than one of words: looking for a place to break
it, Qt takes as long as its length squared, and the window would stand still for minutes.
"""

from __future__ import annotations

import re

from PySide6.QtGui import QTextOption

LONGEST_RUN = 2000
"""Letters without a break that Qt may look through for one; Han characters break anywhere."""
_RUN = re.compile(rf"[^\s\u2e80-\uffef]{{{LONGEST_RUN}}}")


def wrapping(text: str) -> QTextOption.WrapMode:
    """Between words, or anywhere where the text has a run that is too long to look through."""
    if _RUN.search(text):
        return QTextOption.WrapMode.WrapAnywhere
    return QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def longest_line(text: str) -> int:
    """Characters of the longest line."""
    return max(map(len, text.split("\n")))
