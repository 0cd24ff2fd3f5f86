"""A record becomes a whole draft or is refused with its reason; nothing else can happen."""

from __future__ import annotations

from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.kinds import LIVE, Code, EventKind, Refused, Status
from console.services.importing.drafts import Draft, Party
from console.services.importing.maps import FIELDS, ColumnMap, Filling, by_names
from console.services.importing.records import Broken, Record
from console.services.importing.rows import RowReader

NOW = 1_770_000_000_000_000
NAMES = sorted(FIELDS)
CELLS = (
    st.none()
    | st.text(max_size=20)
    | st.text(st.characters(categories=("Cs", "Cc", "Lo")), max_size=5)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.lists(st.dictionaries(st.sampled_from(["kind", "body", "id", "ticket"]), st.text(max_size=5)), max_size=2)
    | st.sampled_from(["OPEN", "high", "2026-02-27", "27/02/2026 14:32", "[", "[{}]", "{}", "'=1", "5", "紧急"])
)


def reader(made: ColumnMap | None = None, *, spreadsheet: bool = False) -> RowReader:
    """A reader for columns that are named as fields."""
    wanted = made or by_names(NAMES)
    assert wanted is not None
    return RowReader(wanted, UTC, NOW, spreadsheet=spreadsheet)


def draft(**cells: object) -> Draft:
    """The draft of such a row."""
    return reader().draft(Record(2, {"title": "Printer", **cells}))


def code(**cells: object) -> Code:
    """Why such a row is refused."""
    with pytest.raises(Refused) as refused:
        draft(**cells)
    return refused.value.code


@given(st.dictionaries(st.sampled_from(NAMES), CELLS), st.booleans())
def test_any_row_is_a_draft_or_refused(cells: dict[str, object], spreadsheet: bool) -> None:
    try:
        made = reader(spreadsheet=spreadsheet).draft(Record(2, cells))
    except Refused:
        return
    assert made.fields["title"]
    assert made.events
    f"{made}".encode()


def test_what_a_row_does_not_tell_has_its_default() -> None:
    made = draft()
    assert made.fields["created_at"] == made.fields["updated_at"] == NOW + 1000
    assert [(event.kind, event.after) for event in made.events] == [(EventKind.CREATED, "NEW")]
    assert (made.requester, made.assignee, made.team, made.tags) == (None, None, None, ())


def test_rows_that_differ_have_other_hashes_and_columns_may_change_places() -> None:
    one = reader().draft(Record(2, {"title": "a", "description": "b"}))
    same = reader().draft(Record(9, {"description": "b", "title": "a"}))
    other = reader().draft(Record(2, {"title": "a", "description": "c"}))
    assert (one.key, one.print) == (same.key, same.print)
    assert one.key != other.key


@pytest.mark.parametrize(
    ("cells", "refused"),
    [
        ({"title": " ", "description": ""}, Code.ROW_NO_TITLE),
        ({"priority": "utmost"}, Code.ROW_BAD_VALUE),
        ({"satisfaction": "6"}, Code.ROW_BAD_VALUE),
        ({"number": "-1"}, Code.ROW_BAD_VALUE),
        ({"number": "1000000000"}, Code.ROW_BAD_VALUE),
        ({"number": str(2**63)}, Code.ROW_BAD_VALUE),
        ({"cycle": "10000"}, Code.ROW_BAD_VALUE),
        ({"status": "NEW", "resolved_at": "2026-01-02"}, Code.ROW_STATUS_DENIED),
        ({"status": "NEW", "closed_at": "2026-01-02"}, Code.ROW_STATUS_DENIED),
        ({"status": "RESOLVED", "closed_at": "2026-01-02"}, Code.ROW_STATUS_DENIED),
        ({"created_at": "yesterday"}, Code.ROW_BAD_TIME),
        ({"created_at": "2026-02-02", "closed_at": "2026-02-01"}, Code.ROW_TIMES_REVERSED),
        ({"title": "\ud800"}, Code.BAD_TEXT),
        ({"description": "a\0b"}, Code.BAD_TEXT),
        ({"description": "x" * 200_001}, Code.TEXT_TOO_LONG),
        ({"tags": "y" * 61}, Code.TEXT_TOO_LONG),
        ({"requester": "\udfff"}, Code.BAD_TEXT),
        ({"id": "\udfff"}, Code.BAD_TEXT),
        ({"messages": "no json"}, Code.ROW_BAD_VALUE),
        ({"messages": [{"body": "x", "direction": "UP"}]}, Code.ROW_BAD_VALUE),
        ({"events": [{"kind": "STATUS", "happened_at": "?"}]}, Code.ROW_BAD_TIME),
        ({"links": {"kind": "relates"}}, Code.ROW_BAD_VALUE),
    ],
)
def test_a_row_is_refused_for_its_reason(cells: dict[str, object], refused: Code) -> None:
    assert code(**cells) is refused


def test_a_broken_record_is_refused_for_its_shape() -> None:
    with pytest.raises(Refused) as refused:
        reader().draft(Record(3, Broken(["a"], 2, 1)))
    assert refused.value.code is Code.ROW_BAD_SHAPE


def test_a_missing_title_is_the_first_line_of_the_text() -> None:
    assert draft(title="", description="\n\nfirst line\nsecond").fields["title"] == "first line"
    long = str(draft(title="", description="word " * 100).fields["title"])
    assert len(long) <= 80
    assert long.endswith("…")


def test_values_are_understood_in_words_and_both_languages() -> None:
    made = draft(priority="紧急", status="In progress", type="login_problem", impact="Department")
    assert [made.fields[name] for name in ("priority", "status", "type", "impact")] == [
        "CRITICAL",
        "IN_PROGRESS",
        "LOGIN_PROBLEM",
        "DEPARTMENT",
    ]


def test_tags_come_as_list_text_or_json() -> None:
    for written in (["B b", "a"], "b-b, a", "a B-B", '["a", "B b"]'):
        assert draft(tags=written).tags == ("a", "b-b")


def test_people_come_with_all_that_is_told_of_them() -> None:
    made = draft(requester=" 王  伟 ", requester_email="w@x.cn", requester_phone="1", requester_department="IT")
    assert made.requester == Party("王 伟", "w@x.cn", "1", "IT")
    assert draft(assignee_email="a@x.cn").assignee == Party("a@x.cn", "a@x.cn")


def test_a_text_of_several_columns_leaves_no_empty_brackets() -> None:
    made = ColumnMap("x", {"title": Filling(("{kind}: {what} ({where})",))})
    read = reader(made)
    assert read.draft(Record(2, {"kind": "a", "what": "b", "where": "c"})).fields["title"] == "a: b (c)"
    assert read.draft(Record(2, {"kind": "", "what": "b", "where": ""})).fields["title"] == "b"


def test_only_a_spreadsheets_cells_lose_their_apostrophe() -> None:
    cells = {"title": "'=1", "description": "x"}
    assert reader(spreadsheet=True).draft(Record(2, cells)).fields["title"] == "=1"
    assert reader().draft(Record(2, cells)).fields["title"] == "'=1"


def test_a_key_may_be_endless() -> None:
    assert len(reader().draft(Record(2, {"title": "a", "id": "k" * 300})).key) == 64


@pytest.mark.parametrize("status", sorted(LIVE - {Status.NEW}))
def test_what_is_open_beside_its_resolution_was_reopened(status: Status) -> None:
    """SPEC 3.3: the history keeps the resolution; the ticket has none."""
    made = draft(
        status=status, created_at="2026-01-01", resolved_at="2026-01-02", updated_at="2026-01-03", outcome="SOLVED"
    )
    assert [made.fields[name] for name in ("status", "cycle", "resolved_at", "outcome")] == [status, 2, None, None]
    assert [(event.before, event.after) for event in made.events] == [
        (None, "NEW"),
        ("NEW", "RESOLVED"),
        ("RESOLVED", status),
    ]


def test_the_highest_number_a_row_can_give_is_short() -> None:
    assert draft(number="999999999").number == 999_999_999
