"""Values are what the standard library's frozen dataclasses are."""

from __future__ import annotations

import copy
import dataclasses
from dataclasses import FrozenInstanceError, InitVar, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.values import dataclass


@dataclass(frozen=True, slots=True)
class Light:
    """One of ours."""

    a: int
    b: str = "b"
    c: list[int] = field(default_factory=list)

    @property
    def twice(self) -> int:
        """A method."""
        return 2 * self.a


@dataclasses.dataclass(frozen=True, slots=True)
class Usual:
    """The same by the standard library."""

    a: int
    b: str = "b"
    c: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Pair:
    """What can be hashed."""

    a: int
    b: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """No field."""


CALLS = st.tuples(
    st.lists(st.integers(0, 2), max_size=4), st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2), max_size=4)
)


@given(CALLS, CALLS)
def test_arguments_equality_hash_and_words_are_the_standard_librarys(
    one: tuple[list[int], dict[str, int]], other: tuple[list[int], dict[str, int]]
) -> None:
    def made(kind: type[object], call: tuple[list[int], dict[str, int]]) -> object:
        try:
            return kind(*call[0], **call[1])
        except TypeError:
            return TypeError

    light, usual = made(Light, one), made(Usual, one)
    if usual is TypeError:
        assert light is TypeError
    else:
        assert repr(light) == repr(usual).replace("Usual", "Light")
        assert light != usual
        assert (light == made(Light, other)) == (usual == made(Usual, other))


def test_a_factory_makes_a_value_of_its_own() -> None:
    assert Light(1).c == []
    assert Light(1).c is not Light(1).c


def test_equal_values_have_one_hash() -> None:
    assert len({Pair(1, "x"), Pair(1, "x"), Pair(2, "x")}) == 2
    assert len({Nothing(), Nothing()}) == 1
    with pytest.raises(TypeError, match="unhashable"):
        hash(Light(1))


def test_nothing_can_be_set_or_deleted() -> None:
    value, name = Light(1), "a"
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, 2)
    with pytest.raises(FrozenInstanceError):
        del value.b
    assert value == Light(1)
    assert not hasattr(value, "__dict__")


def test_values_are_replaced_matched_and_copied() -> None:
    value = Light(1, "x", [3])
    assert replace(value, a=2) == Light(2, "x", [3])
    assert dataclasses.asdict(value) == {"a": 1, "b": "x", "c": [3]}
    assert copy.deepcopy(value) == value
    match value:
        case Light(a, b, c):
            assert (a, b, c, value.twice) == (1, "x", [3], 2)


def test_other_kinds_are_sent_to_the_standard_library() -> None:
    with pytest.raises(TypeError, match=r"dataclasses\.dataclass"):
        dataclass(frozen=False, slots=True)


def test_what_values_do_not_support_is_refused_when_the_class_is_made() -> None:
    """Else it would be passed over in silence."""

    class Late:
        a: int = field(init=False)

    class Unequal:
        a: int = field(compare=False)

    class Unshown:
        a: int = field(repr=False)

    class Unhashed:
        a: int = field(hash=False)

    class Named:
        a: int = field(kw_only=True)

    class After:
        a: int

        def __post_init__(self) -> None:
            """Never called."""

    class Heir(Pair):
        c: int

    class Passed:
        a: InitVar[int]

    for cls in (Late, Unequal, Unshown, Unhashed, Named, After, Heir, Passed):
        with pytest.raises(TypeError, match=cls.__qualname__):
            dataclass(frozen=True, slots=True)(cls)


def test_a_value_may_inherit_what_has_no_fields() -> None:
    class Spoken:
        """Only a method."""

        __slots__ = ()

        def said(self) -> str:
            return repr(self)

    @dataclass(frozen=True, slots=True)
    class One(Spoken):
        a: int

    assert One(1).said().endswith("One(a=1)")
