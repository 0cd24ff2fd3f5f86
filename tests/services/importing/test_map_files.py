"""A map is checked whole before the first row, and its faults are named with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.models.kinds import Code, MapFault, Refused, Status
from console.services.importing.map_files import chosen, load, shipped
from console.services.importing.maps import BY_NAMES

GOOD = """
source = "desk"
key = "No"
zone = "Europe/Berlin"
dates = "month-first"
rest = "description"
[fields]
title = "{Kind}: {What}"
tags = ["Kind", "{Place}"]
channel = { value = "PHONE" }
[fields.priority]
column = "P"
values = { 1 = "CRITICAL", x = "" }
otherwise = "LOW"
[[history]]
column = "Done"
status = "RESOLVED"
before = "ON_HOLD"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "desk.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_map_says_what_columns_mean(tmp_path: Path) -> None:
    made = load(write(tmp_path, GOOD))
    assert (made.source, made.key, made.zone, made.day_first, made.rest) == ("desk", "No", "Europe/Berlin", False, True)
    assert made.fields["title"].texts == ("{Kind}: {What}",)
    assert made.fields["tags"].texts == ("{Kind}", "{Place}")
    assert made.fields["priority"].values == {"1": "CRITICAL", "x": ""}
    assert made.fields["priority"].otherwise == "LOW"
    assert (made.history[0].status, made.history[0].before) == (Status.RESOLVED, Status.ON_HOLD)
    assert made.columns() == {"No", "Kind", "What", "Place", "P", "Done"}


def test_a_map_is_another_when_any_of_it_changes(tmp_path: Path) -> None:
    before = load(write(tmp_path, GOOD)).digest
    assert load(write(tmp_path, GOOD + "\n# a remark\n")).digest == before
    assert load(write(tmp_path, GOOD.replace("CRITICAL", "HIGH"))).digest != before


@pytest.mark.parametrize(
    ("wrong", "fault", "place"),
    [
        ("source = ", MapFault.NOT_TOML, ""),
        ("sauce = 'x'", MapFault.UNKNOWN_KEY, "sauce"),
        ("source = 'x'", MapFault.MISSING, "fields"),
        ("source = 'x'\n[fields]\npriority = 'P'", MapFault.MISSING, "fields.title"),
        ("[fields]\ntitle = 'T'", MapFault.MISSING, "source"),
        ("source = 'x'\n[fields]\ntitle = 'T'\ntitel = 'T'", MapFault.UNKNOWN_FIELD, "titel"),
        ("source = 'x'\n[fields]\ntitle = 7", MapFault.WRONG_KIND, "fields.title"),
        ("source = 'x'\n[fields]\ntitle = ['a', 'b']", MapFault.WRONG_KIND, "fields.title"),
        ("source = 'x'\n[fields]\ntitle = 'T'\ntags = [1]", MapFault.WRONG_KIND, "fields.tags"),
        ("source = 'x'\ndates = 'year'\n[fields]\ntitle = 'T'", MapFault.UNKNOWN_VALUE, "dates"),
        ("source = 'x'\nrest = 'tags'\n[fields]\ntitle = 'T'", MapFault.UNKNOWN_VALUE, "rest"),
        (
            "source = 'x'\n[fields]\ntitle = 'T'\npriority = {column = 'P', values = {1 = 'TOP'}}",
            MapFault.UNKNOWN_VALUE,
            "fields.priority = TOP",
        ),
        ("source = 'x'\n[fields]\ntitle = 'T'\npriority = {values = {}}", MapFault.MISSING, "fields.priority.column"),
        ("source = 'x'\n[fields]\ntitle = {colum = 'T'}", MapFault.UNKNOWN_KEY, "fields.title.colum"),
        ("source = 'x'\n[fields]\ntitle = 'T'\n[[history]]\nstatus = 'OPEN'", MapFault.MISSING, "history.column"),
        (
            "source = 'x'\n[fields]\ntitle = 'T'\n[[history]]\ncolumn = 'O'\nstatus = 'DONE'",
            MapFault.UNKNOWN_VALUE,
            "history.status = DONE",
        ),
        ("source = 'x'\n[fields]\ntitle = 'T'\n[events]\ntime = 'W'\nstatus = 'S'", MapFault.MISSING, "key"),
        ("source = 'x'\nkey = 'K'\n[fields]\ntitle = 'T'\n[events]\nstatus = 'S'", MapFault.MISSING, "events.time"),
        ("source = 'x'\nkey = 'K'\n[fields]\ntitle = 'T'\n[events]\ntime = 'W'", MapFault.MISSING, "events.status"),
    ],
)
def test_a_fault_is_named_with_its_place(tmp_path: Path, wrong: str, fault: MapFault, place: str) -> None:
    with pytest.raises(Refused) as refused:
        load(write(tmp_path, wrong))
    assert refused.value.code is Code.IMPORT_BAD_MAP
    reason = refused.value.params["reason"]
    assert isinstance(reason, tuple)
    assert reason[0] is fault
    assert reason[1] == place or fault is MapFault.NOT_TOML


def test_a_missing_map_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        load(tmp_path / "gone.toml")
    assert isinstance(refused.value.params["reason"], FileNotFoundError)


def test_the_shipped_maps_are_whole_and_have_sources_of_their_own() -> None:
    maps = shipped()
    assert len(maps) >= 3
    assert len({made.source for made in maps} | {BY_NAMES}) == len(maps) + 1
    assert all(set(made.header) <= made.columns() | {"language"} for made in maps)


@pytest.mark.parametrize("place", range(3))
def test_a_shipped_map_is_chosen_by_its_header(place: int) -> None:
    made = shipped()[place]
    found = chosen([*reversed(made.header), "another"])
    assert found is not None
    assert found.source == made.source


def test_without_a_fitting_header_the_names_decide() -> None:
    found = chosen(["title", "ActivityID"])
    assert found is not None
    assert found.source == BY_NAMES
    assert chosen(["a", "b"]) is None
