"""The tables of cues hold what their notation promises."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from console.models import category_cues, cues, type_cues
from console.models.kinds import Category, TicketType
from console.models.reading import Lexicon, fold

NAMED = re.compile("<([a-z_]+)>")
TABLES: dict[str, str] = {
    "outage": cues.OUTAGE,
    "no outage": cues.NEUTRAL_FOR_OUTAGE,
    "no type": type_cues.NEUTRAL,
    "no category": category_cues.NEUTRAL,
    "before": cues.NEGATED_BEFORE,
    "after": cues.NEGATED_AFTER,
    "before outage": cues.OUTAGE_NEGATED_BEFORE,
    "after outage": cues.OUTAGE_NEGATED_AFTER,
    **{f"{value} {weight}": block for value, blocks in type_cues.TYPES.items() for weight, block in blocks.items()},
    **{
        f"{value} {weight}": block
        for value, blocks in category_cues.CATEGORIES.items()
        for weight, block in blocks.items()
    },
}
NEGATIONS = frozenset({"before", "after", "before outage", "after outage"})


def phrases(block: str) -> list[str]:
    """The cues of a block, those over several lines joined."""
    return [line.strip() for line in re.sub(r"\s*\n\s*\|", "|", block).splitlines() if line.strip()]


def matches(cue: str, text: str) -> Iterator[str]:
    """What one cue finds in a text."""
    lexicon = Lexicon({"X": {1: cue}}, "", "{(?!)}", "{(?!)}", cues.MACROS)
    yield from (found.text for found in lexicon.find(fold(text)))


def test_every_type_and_category_has_cues() -> None:
    assert set(type_cues.TYPES) == set(TicketType)
    assert set(category_cues.CATEGORIES) == set(Category) - {Category.UNCLASSIFIED}


def test_weights_add_up_exactly() -> None:
    """Sums of halves do not depend on their order."""
    weights = [
        weight for table in (type_cues.TYPES, category_cues.CATEGORIES) for block in table.values() for weight in block
    ]
    assert all(weight * 2 == int(weight * 2) and 1 <= weight <= 4 for weight in weights)


@pytest.mark.parametrize("name", [name for name in TABLES if name not in NEGATIONS])
def test_no_cue_finds_nothing_or_everything(name: str) -> None:
    for cue in phrases(TABLES[name]):
        assert not list(matches(cue, "x, y. 一，二。\n")), cue


@pytest.mark.parametrize("name", TABLES)
def test_no_cue_is_written_twice(name: str) -> None:
    said = phrases(TABLES[name])
    assert len(said) == len(set(said))


def test_every_shared_choice_exists_and_is_used() -> None:
    used = {name for block in (*TABLES.values(), *cues.MACROS.values()) for name in NAMED.findall(block)}
    assert used == set(cues.MACROS)


def test_cues_are_written_folded() -> None:
    """An upper-case letter or a full-width sign in a cue would never be found."""
    for block in (*TABLES.values(), *cues.MACROS.values()):
        assert block == block.lower()
        assert not re.search("[！-～　]", block)
