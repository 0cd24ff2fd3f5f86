"""What is being written on analyses and not kept yet: in local.db, so that no crash takes it.

Promise: words are on the disk when `keep` returns; what was kept in the analysis is forgotten here.
"""

from __future__ import annotations

from collections.abc import Mapping

from console.models.review_kinds import ReviewText
from console.models.values import dataclass
from console.services.local import Local


@dataclass(frozen=True, slots=True)
class Written:
    """A text that is being written."""

    text: str
    base: str
    """What the analysis said when its writing began."""


Drafts = Mapping[ReviewText, Written]


def kept(local: Local, incident: str) -> dict[ReviewText, Written]:
    """What was being written on the analysis of an incident."""
    found = local.state(_key(incident))
    pairs = found.items() if isinstance(found, dict) else ()
    return {
        ReviewText(field): Written(str(pair[0]), str(pair[1]))
        for field, pair in pairs
        if field in set(ReviewText) and isinstance(pair, list) and len(pair) == 2
    }


def keep(local: Local, incident: str, drafts: Drafts) -> None:
    """Keep what is being written; nothing where nothing is."""
    local.keep_state(_key(incident), {field.value: [one.text, one.base] for field, one in drafts.items()})


def drop(local: Local, incident: str, field: ReviewText, text: str) -> None:
    """That text stands in the analysis: forget it here, unless more of it was typed since."""
    drafts = kept(local, incident)
    if field in drafts and drafts[field].text == text:
        del drafts[field]
        keep(local, incident, drafts)


def _key(incident: str) -> str:
    return f"review:{incident}"
