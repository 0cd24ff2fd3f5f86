"""Records keep their cells and the line they begin on, whatever the shape of the file."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.kinds import Code, Refused, Unreadable
from console.services.importing.records import Broken, Record, Shape, look_at

LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff")
CELLS = st.text(LETTERS | st.sampled_from("\t\r\n\"'"), max_size=12)


def write(folder: Path, text: str) -> Path:
    path = folder / "tickets"
    path.write_bytes(text.encode())
    return path


def read(folder: Path, text: str) -> list[Record]:
    source = look_at(write(folder, text))
    records = list(source.records())
    assert source.total == len(records)
    return records


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_by_which_rows_are_regular(tmp_path: Path, separator: str) -> None:
    rows = [["title", "description", "tags"], ["a, b", "c; d | e", "x,y"], ["f", 'g "h"\ti', "z;z"]]
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    source = look_at(write(tmp_path, text.getvalue()))
    assert source.separator == separator
    assert [list(dict(r.cells).values()) for r in source.records() if not isinstance(r.cells, Broken)] == rows[1:]


def test_a_spreadsheet_may_declare_its_separator(tmp_path: Path) -> None:
    records = read(tmp_path, "sep=;\r\ntitle;description\r\na,b;c\r\n")
    assert records == [Record(3, {"title": "a,b", "description": "c"})]


def test_lines_are_counted_as_they_stand_in_the_file(tmp_path: Path) -> None:
    text = 'title,description\r\n"one","two\r\nlines"\r\n\r\nthree,"four\nlines\n"\nfive,six\n,\n'
    assert [record.line for record in read(tmp_path, text)] == [2, 5, 8]


def test_a_row_of_another_shape_keeps_its_cells(tmp_path: Path) -> None:
    records = read(tmp_path, "title,description\na\nb,c,d\ne,f,,\n")
    assert records == [
        Record(2, Broken(["a"], 2, 1)),
        Record(3, Broken(["b", "c", "d"], 2, 3)),
        Record(4, {"title": "e", "description": "f"}),
    ]


def test_a_quote_that_is_never_closed_makes_no_ticket_of_the_rows_behind_it(tmp_path: Path) -> None:
    rest = 'b,"opened\nc,third\n\nd,fourth'
    records = read(tmp_path, f'title,description\na,"closed\nlater"\n{rest}')
    assert records == [
        Record(2, {"title": "a", "description": "closed\nlater"}),
        Record(4, Broken(rest, unclosed=True)),
    ]
    assert read(tmp_path, 'title,description\na,"closed"\n') == [Record(2, {"title": "a", "description": "closed"})]


def test_repeated_and_missing_names_of_columns_are_told_apart(tmp_path: Path) -> None:
    assert look_at(write(tmp_path, "title,,title\na,b,c\n")).columns == ("title", "column 2", "title (3)")


def test_one_column_is_enough(tmp_path: Path) -> None:
    assert read(tmp_path, "title\nall printers are down\n") == [Record(2, {"title": "all printers are down"})]


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6), st.sampled_from(",;\t|"))
def test_what_a_csv_writer_writes_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]], separator: str
) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerow(["title", "description", "tags"])
    writer.writerows(rows)
    kept = [row for row in rows if any(row)]
    if kept:
        found = read(tmp_path_factory.mktemp("csv"), text.getvalue())
        assert [_values(record) for record in found] == kept


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('[{"title": "a"}, {"title": "b"}]', [1, 1]),
        ('\n[\n {"title": "a"},\n\n {"title":\n "b"}\n]\n', [3, 5]),
        ('{"tickets": [\n{"title": "a"},\n{"title": "b"}\n], "total": 2}\n', [2, 3]),
        ('{"total": 2, "tickets": [{"title": "a"}, {"title": "b"}]}', [1, 1]),
        ('{"title": "a"}\n\n{"title": "b"}\n', [1, 3]),
    ],
)
def test_json_comes_as_array_object_or_lines(tmp_path: Path, text: str, lines: list[int]) -> None:
    records = read(tmp_path, text)
    assert [record.cells for record in records] == [{"title": "a"}, {"title": "b"}]
    assert [record.line for record in records] == lines


def test_a_single_ticket_is_a_file_of_one(tmp_path: Path) -> None:
    assert read(tmp_path, '{\n "title": "a",\n "tags": ["x"]\n}\n') == [Record(1, {"title": "a", "tags": ["x"]})]


def test_a_bad_line_among_json_lines_concerns_itself_alone(tmp_path: Path) -> None:
    records = read(tmp_path, '{"title": "a"}\n{"title": \n[1]\n{"title": "b"}\n')
    assert records[1:3] == [Record(2, Broken('{"title": ')), Record(3, Broken([1]))]
    assert records[3] == Record(4, {"title": "b"})


def test_a_long_array_is_read_in_parts(tmp_path: Path) -> None:
    rows = [{"title": f"ticket {n}", "description": "x" * 2000} for n in range(1500)]
    text = "[" + ",\n".join(map(json.dumps, rows)) + "]"
    records = read(tmp_path, text)
    assert [record.cells for record in records] == rows
    assert records[-1].line == 1500


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[]", Unreadable.NO_ROWS),
        ('{"tickets": []}', Unreadable.NO_ROWS),
        ("title,description\n", Unreadable.NO_ROWS),
        (",,,\n,,\n", Unreadable.NO_COLUMNS),
        ('[{"title": "a"}, {"title"', Unreadable.NO_JSON),
        ('[{"title": "a"} {"title": "b"}]', Unreadable.NO_JSON),
        ('[{"title": "a"}] more', Unreadable.NO_JSON),
        ('{\n"title": "a"\n', Unreadable.NO_JSON),
        ("[" * 100_000, Unreadable.NO_JSON),
    ],
)
def test_a_broken_file_is_refused_before_its_first_record(tmp_path: Path, text: str, reason: Unreadable) -> None:
    with pytest.raises(Refused) as refused:
        look_at(write(tmp_path, text))
    assert refused.value.code is Code.IMPORT_UNREADABLE
    assert refused.value.params["reason"] is reason


def test_columns_of_json_are_those_of_all_records(tmp_path: Path) -> None:
    source = look_at(write(tmp_path, '[{"title": "a"}, {"tags": [], "title": "b"}]'))
    assert (source.shape, source.columns) == (Shape.JSON, ("title", "tags"))


def _values(record: Record) -> tuple[object, ...]:
    assert not isinstance(record.cells, Broken)
    return tuple(record.cells.values())
