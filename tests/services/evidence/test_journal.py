"""Evidence from the journal, by the real journalctl (SPEC 8.2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.models.runbook_kinds import Finding, SourceKind
from console.models.step_outcome import Unreached
from console.services.evidence import journal
from tests.support.looks import look, source


def test_a_journal_that_holds_nothing_gives_nothing(tmp_path: Path) -> None:
    gathered = journal.collect(source(SourceKind.JOURNAL, unit="x.service", directory=str(tmp_path)), look())
    assert gathered.count == 0


def test_a_journal_that_is_not_there_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(Unreached) as caught:
        journal.collect(source(SourceKind.JOURNAL, unit="x.service", directory=str(tmp_path / "gone")), look())
    assert caught.value.finding is Finding.UNREADABLE
