"""Columns named as fields are, in either language, need no map."""

from __future__ import annotations

import pytest

from console.models.kinds import Code, MapFault, Priority, Refused, Status, TicketType
from console.services.exporting import LISTED, WHOLE
from console.services.importing.maps import FIELDS, ColumnMap, Filling, by_names, check_columns, spellings


def test_an_exports_columns_are_all_known() -> None:
    made = by_names([*LISTED, *WHOLE])
    assert made is not None
    assert set(made.fields) == FIELDS
    assert made.key == "id"


@pytest.mark.parametrize(
    ("column", "field"),
    [
        ("Title", "title"),
        ("标题", "title"),
        ("Subject", "title"),
        ("描述", "description"),
        ("优先级", "priority"),
        ("Requester Email", "requester_email"),
        ("created", "created_at"),
        ("创建时间", "created_at"),
        (" tags ", "tags"),
    ],
)
def test_fields_are_called_by_their_words_too(column: str, field: str) -> None:
    made = by_names(["description", column])
    assert made is not None
    assert made.fields[field].column == ("description" if field == "description" else column)


def test_a_file_without_title_and_description_has_no_fields() -> None:
    assert by_names(["priority", "status", "id"]) is None


@pytest.mark.parametrize("kind", [TicketType, Priority, Status])
def test_values_are_spelled_as_stored_or_in_words(kind: type[TicketType | Priority | Status]) -> None:
    for member in kind:
        assert spellings(kind)[member.value.casefold()] == member.value
    assert spellings(Priority)["紧急"] == "CRITICAL"
    assert spellings(Status)["in progress"] == "IN_PROGRESS"


def test_a_map_that_looks_at_a_column_the_file_has_not_is_refused() -> None:
    made = ColumnMap("x", {"title": Filling(("{Kind}: {What}",))}, key="No")
    check_columns(made, ["No", "What", "Kind"], "x.toml")
    with pytest.raises(Refused) as refused:
        check_columns(made, ["No", "What"], "x.toml")
    assert refused.value.code is Code.IMPORT_BAD_MAP
    assert refused.value.params["reason"] == (MapFault.NO_COLUMN, "Kind")
