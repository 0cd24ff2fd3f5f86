"""What is being written on an analysis survives a crash."""

from __future__ import annotations

from pathlib import Path

from console.models.review_kinds import ReviewText
from console.services.incidents.review_drafts import Written, drop, keep, kept
from console.services.local import Local


def test_words_are_on_the_disk_until_they_stand_in_the_analysis(tmp_path: Path) -> None:
    local = Local(tmp_path / "local.db")
    written = {ReviewText.LESSONS: Written("Watch", ""), ReviewText.IMPACT: Written("All", "Some")}
    keep(local, "fault", written)
    drop(local, "fault", ReviewText.IMPACT, "All of")  # more was typed since
    local.close()
    again = Local(tmp_path / "local.db")
    assert (kept(again, "fault"), kept(again, "other")) == (written, {})
    drop(again, "fault", ReviewText.IMPACT, "All")
    assert kept(again, "fault") == {ReviewText.LESSONS: Written("Watch", "")}
    again.keep_state("review:fault", {"no_text": ["x", ""], "lessons": "x"})
    assert kept(again, "fault") == {}
    again.close()
