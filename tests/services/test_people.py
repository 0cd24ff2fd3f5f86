"""Who works here and whom to choose from: found by any part of a name, also as it is spoken."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.models.kinds import HUMAN_ROLES, Code, Locale, Refused, Role
from console.services.people import FindPeople, Staff, Teams, WhoAmI
from console.services.tickets.commands import NewRequester
from tests.support.desk import Office, open_office, quick_folder

PEOPLE = {
    "王小明": "wang xiao ming",
    "王伟": "wang wei",
    "李娜": "li na",
    "Li Wei": "",
    "Ann Lee": "",
    "Olivia": "",
    "Zoe Ünal": "",
    "Groß": "",
    "ＷＡＮＧ": "",
    "100%_sure": "",
    "O'Brien": "",
}


def found(office: Office, text: str, limit: int = 20) -> list[str]:
    """The names found, best first."""
    return [row.name for row in office.ask(FindPeople(text, limit))]


@pytest.fixture(params=["named by tickets", "not yet"])
def crowd(office: Office, request: pytest.FixtureRequest) -> Office:
    """Some people, whom tickets name or do not name yet."""
    office.execute("update person set name = 'qqq', department = null")
    for name in PEOPLE:
        if request.param == "not yet":
            office.hire(name)
        else:
            office.ticket("x", NewRequester(name))
    return office


def folded(text: str) -> str:
    """Without regard to case and width."""
    return unicodedata.normalize("NFKC", text).casefold()


def matches(name: str, typed: str) -> bool:
    """The rule: a part of the name, or its syllables from any on, in full or by initials."""
    words = PEOPLE[name].split()
    ways = [
        way for start in range(len(words)) for way in ("".join(words[start:]), "".join(w[0] for w in words[start:]))
    ]
    return folded(typed) in folded(name) or any(way.startswith(folded(typed).replace(" ", "")) for way in ways)


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "王",
            "王小",
            "wang",
            "WANG",
            "wangxiao",
            "xiaoming",
            "xm",
            "wxm",
            "ww",
            "li",
            "ln",
            "lina",
            "wang wei",
            "ün",
        ),
        *("ÜN", "gross", "GROSS", "groß", "ｗａｎｇ", "%", "_", "100%_", "o'b", "'", "nobody", "ang", "!", "\\"),
    ],
)
def test_people_are_found_by_any_part_of_their_name_and_by_how_it_is_spoken(crowd: Office, typed: str) -> None:
    """SPEC 3.10."""
    assert sorted(found(crowd, typed)) == sorted(name for name in PEOPLE if matches(name, typed))


def test_names_that_begin_with_the_text_stand_first_also_where_there_are_many(office: Office) -> None:
    for n in range(30):
        office.hire(f"Abelin {n:02}")
    office.hire("Li Wei")
    assert found(office, "li")[0] == "Li Wei"
    assert len(found(office, "li")) == 20
    assert found(office, "li", 1) == ["Li Wei"]


def test_people_are_found_by_address_phone_and_department(office: Office) -> None:
    office.ticket("x", NewRequester("Somebody", "some.body@Example.org", "+86 138 0000", "财务部"))
    for typed in ("body@ex", "EXAMPLE", "138 00", "财务", "财务部"):
        assert found(office, typed) == ["Somebody"], typed


def test_nothing_typed_names_the_first_and_the_dead_are_not_found(office: Office) -> None:
    for name in ("b", "a", "c"):
        office.hire(name)
    assert found(office, "  ", 2) == ["a", "b"]
    office.execute("update person set dead = 1 where name = 'a'")
    assert found(office, "a") == [name for name in [office.services.me.name] if "a" in name]


@settings(max_examples=60)
@given(typed=st.text(st.characters(exclude_categories=["Cs"]), max_size=12), limit=st.integers(0, 5))
def test_whatever_is_typed_is_answered(asked: Office, typed: str, limit: int) -> None:
    assert len(found(asked, typed, limit)) <= limit


@pytest.fixture(scope="module")
def asked(pattern: Path) -> Iterator[Office]:
    """One office for many questions."""
    with quick_folder() as folder:
        made = open_office(shutil.copytree(pattern, folder / "profile"))
        made.hire("王小明")
        yield made
        made.services.close()


def test_staff_and_teams_are_listed_by_name(office: Office) -> None:
    office.hire("Zoe", "zoe")
    office.hire("Abel", "abel")
    office.hire("Somebody who asks")
    office.found("Network")
    assert [row.name for row in office.ask(Staff())] == sorted(["Abel", "Zoe", office.services.me.name])
    assert all(row.login for row in office.ask(Staff()))
    assert [row.name for row in office.ask(Teams())] == ["Helpdesk", "Network"]
    office.execute("update person set dead = 1 where login = 'zoe'")
    office.execute("update team set dead = 1 where name = 'Network'")
    assert "Zoe" not in [row.name for row in office.ask(Staff())]
    assert [row.name for row in office.ask(Teams())] == ["Helpdesk"]


def test_who_works_here_is_known_by_name_team_and_roles(office: Office) -> None:
    me = office.ask(WhoAmI())
    assert me == office.services.me
    assert (me.roles, me.locale) == (frozenset(HUMAN_ROLES), Locale.EN)
    office.be(Role.AUDITOR)
    assert office.ask(WhoAmI()).roles == {Role.AUDITOR}
    office.be()
    assert office.ask(WhoAmI()).roles == frozenset()


def test_a_replica_in_which_nobody_works_says_so(office: Office) -> None:
    office.execute("update _meta set person = null")
    with pytest.raises(Refused) as caught:
        office.ask(WhoAmI())
    assert caught.value.code is Code.NOT_FOUND


def test_who_left_is_not_given_work_but_keeps_their_name(office: Office) -> None:
    """A closed account has no role any more; the history still names it."""
    office.hire("Mei", "mei")
    assert "Mei" in [row.name for row in office.ask(Staff())]
    office.execute("update person set roles = '[]' where name = 'Mei'")
    assert "Mei" not in [row.name for row in office.ask(Staff())]
    assert "Mei" in found(office, "Mei")
