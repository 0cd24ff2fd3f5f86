"""What the columns of a file of incidents mean, and what is wrong with a map."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.models.kinds import Code, MapFault, Refused
from console.services.incidents import import_maps

GOOD = 'source = "x"\nkey = "no"\n[fields]\ntitle = "name"\n'


def test_the_shipped_map_is_chosen_by_its_header() -> None:
    columns = ("id", "title", "status_sequence", "started_at", "impact", "updates", "more")
    made = import_maps.chosen(columns)
    assert made is not None
    assert made.columns.source == "github-status"
    assert made.refused == {"impact": {"maintenance"}}


def test_columns_named_as_fields_need_no_map() -> None:
    made = import_maps.chosen(("标题", "severity", "timeline"))
    assert made is not None
    assert set(made.columns.fields) == {"title", "severity", "timeline"}
    assert made.timeline is import_maps.OWN_TIMELINE
    assert import_maps.chosen(("colour",)) is None


@pytest.mark.parametrize(
    ("text", "fault", "place"),
    [
        ("x = [", MapFault.NOT_TOML, None),
        ('colour = "red"\n' + GOOD, MapFault.UNKNOWN_KEY, "colour"),
        ('source = "x"\nkey = "no"\n[fields]\ndescription = "a"\n', MapFault.MISSING, "fields.title"),
        ('key = "no"\n[fields]\ntitle = "a"\n', MapFault.MISSING, "source"),
        (GOOD + 'channel = "a"\n', MapFault.UNKNOWN_FIELD, "channel"),
        (GOOD + "[fields.severity]\ncolumn = 'a'\nvalues = { b = 'HUGE' }\n", MapFault.UNKNOWN_VALUE, None),
        (GOOD + '[refused]\na = "b"\n', MapFault.WRONG_KIND, "refused.a"),
        (GOOD + '[timeline]\ncolumn = "a"\nat = "b"\n', MapFault.MISSING, "timeline.text"),
        (GOOD + '[timeline]\ncolumn = "a"\nat = "b"\ntext = 1\n', MapFault.WRONG_KIND, "timeline.text"),
        (GOOD + '[timeline]\ncolour = "a"\n', MapFault.UNKNOWN_KEY, "timeline.colour"),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, text: str, fault: MapFault, place: str | None) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused) as refused:
        import_maps.load(path)
    assert refused.value.code is Code.IMPORT_BAD_MAP
    reason = refused.value.params["reason"]
    assert isinstance(reason, tuple)
    assert reason[0] is fault
    assert place is None or reason[1] == place
