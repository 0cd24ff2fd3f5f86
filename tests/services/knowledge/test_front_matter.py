"""What is written is read as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.services.knowledge.front_matter import read, titled, written

LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=30).filter(
    lambda text: bool(text.strip())
)
BODY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=80)


@given(LINE, st.lists(LINE, max_size=4), BODY)
def test_a_file_is_read_as_it_was_written(title: str, tags: list[str], body: str) -> None:
    values, found = read(written({"title": title, "tags": list(tags), "owner": None}, body))
    assert values.get("title") == title
    assert values.get("tags", []) == tags
    assert found == body


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    values, body = read(text)
    assert values or body == text.removeprefix("\ufeff").replace("\r\n", "\n")


def test_what_others_write_is_understood() -> None:
    text = "---\ntitle: 'It''s here'\ntags:\n  - a\n  - \"b, c\"\nlist: [x, \"y, z\"]\nempty:\n# note\n---\nBody\n"
    assert read(text) == (
        {"title": "It's here", "tags": ["a", "b, c"], "list": ["x", "y, z"], "empty": None},
        "Body\n",
    )


def test_a_head_that_is_not_closed_is_part_of_the_text() -> None:
    assert read("---\ntitle: x\n") == ({}, "---\ntitle: x\n")


def test_the_first_heading_is_the_title() -> None:
    assert titled("\n# Reset it #\n\nOpen.") == ("Reset it", "Open.")
    assert titled("Open.\n# Later") == ("", "Open.\n# Later")
