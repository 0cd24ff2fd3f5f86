"""Keeps PySide from reading the source of every module that is imported after it.

Promise: PySide looks into each source for `from __feature__ import`, which nothing here uses, and the sources stay in
memory: 15 ms and 22 MB of every start.  Where PySide does that no more, nothing is changed.
"""

from __future__ import annotations

import sys
from types import ModuleType

FEATURES = "shibokensupport.feature"
LOOKS = "_mod_uses_pyside"


def leave_sources_unread() -> None:
    """Call before anything else imports PySide6; once is enough for the process."""
    import PySide6.QtCore  # brings the module changed here

    features = vars(sys.modules.get(FEATURES, PySide6))
    if LOOKS in features:
        features[LOOKS] = _uses_no_feature


def _uses_no_feature(_: ModuleType) -> bool:
    return False
