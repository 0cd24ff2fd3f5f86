"""Ids of imported rows are the same everywhere and sort by instant and place."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from console.services.importing.ids import is_id, made

INSTANTS = st.integers(-(10**15), 10**16)


@given(INSTANTS, st.none() | st.integers(0, 10_000), st.text(st.characters(exclude_categories=["Cs"])))
def test_an_id_is_a_uuid_of_version_7_and_says_its_instant(at: int, place: int | None, name: str) -> None:
    found = UUID(made(at, place, "source", name))
    assert (found.version, found.variant) == (7, "specified in RFC 4122")
    assert found.int >> 80 == max(0, at // 1000)
    assert made(at, place, "source", name) == str(found)
    assert is_id(str(found))


@given(INSTANTS, st.integers(0, 4000), st.integers(1, 90))
def test_later_places_of_one_instant_sort_later(at: int, place: int, step: int) -> None:
    assert made(at, place, "a") < made(at, place + step, "b")


def test_what_differs_has_another_id() -> None:
    assert len({made(0, None, "a", "bc"), made(0, None, "ab", "c"), made(0, None, "abc")}) == 3


def test_only_a_uuid_is_an_id() -> None:
    assert not is_id(None)
    assert not is_id("")
    assert not is_id("01a20bec-5869-710b-a116-f7072913215D")
    assert not is_id("x' or '1'='1")
