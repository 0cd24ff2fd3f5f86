"""Groups are read whole, and who is not reached is told with the reason (SPEC 1.1, 9.3)."""

from __future__ import annotations

import pytest

from console.models.groups import STANDARD, Gap, Member, Reader, audience, default_groups, groups_of, is_address
from console.models.kinds import Code, Locale, Refused

PEOPLE = {
    "p1": Reader("Wei", "wei@example.org", Locale.ZH, works=True),
    "p2": Reader("Priya", "Priya@example.org", Locale.EN, works=True),
    "p3": Reader("Gone", "gone@example.org", Locale.EN, works=False),
    "p4": Reader("Mute", None, Locale.EN, works=True),
    "p5": Reader("Odd", "odd@example.org\nBcc: all@example.org", Locale.EN, works=True),
}


def ruled(**members: list[dict[str, str]]) -> dict[str, object]:
    """Groups as JSON."""
    return {"groups": [{"name": name, "members": found} for name, found in members.items()]}


def test_each_is_told_once_in_their_language_whatever_groups_name_them() -> None:
    outside = {"address": "PRIYA@example.org", "locale": "en", "name": "Priya outside"}
    partner = {"address": "noc@partner.example", "locale": "zh_CN"}
    groups = groups_of(ruled(ops=[{"person": "p1"}, {"person": "p2"}], execs=[outside, partner, {"person": "p1"}]))
    found = audience(["ops", "execs", "ops"], groups, PEOPLE)
    assert not found.unreached
    told = [(one.name, one.address, one.locale, one.person, one.groups) for one in found.recipients]
    assert told == [
        ("Wei", "wei@example.org", Locale.ZH, "p1", ("ops", "execs")),
        ("Priya", "Priya@example.org", Locale.EN, "p2", ("ops", "execs")),
        ("noc@partner.example", "noc@partner.example", Locale.ZH, None, ("execs",)),
    ]


def test_whom_nobody_reaches_is_told_with_the_reason() -> None:
    members = [{"person": key} for key in ("p1", "p3", "p4", "p5", "nobody")]
    found = audience(["all", "empty", "lost"], groups_of(ruled(all=members, empty=[])), PEOPLE)
    assert [one.name for one in found.recipients] == ["Wei"]
    assert [(one.group, one.name, one.gap) for one in found.unreached] == [
        ("all", "Gone", Gap.LEFT),
        ("all", "Mute", Gap.NO_ADDRESS),
        ("all", "Odd", Gap.BAD_ADDRESS),
        ("all", "nobody", Gap.LEFT),
        ("empty", "", Gap.EMPTY_GROUP),
        ("lost", "", Gap.UNKNOWN_GROUP),
    ]


def test_every_desk_has_five_groups() -> None:
    groups = groups_of(default_groups("p1"))
    assert tuple(group.name for group in groups) == STANDARD
    assert all(group.members == (Member(person="p1"),) for group in groups)


@pytest.mark.parametrize(
    "body",
    [
        {"groups": "ops"},
        {"groups": [{"name": "", "members": []}]},
        {"groups": [{"name": "two words", "members": []}]},
        {"groups": [{"name": "a\nb", "members": []}]},
        ruled(ops=[{"person": "p1"}, {"person": "p1"}]),
        ruled(ops=[{"person": "p1", "address": "a@b"}]),
        ruled(ops=[{"address": "a@b", "locale": "fr"}]),
        ruled(ops=[{"address": "a@b, c@d", "locale": "en"}]),
        ruled(ops=[{"locale": "en"}]),
        {"groups": [{"name": "ops", "members": []}, {"name": "ops", "members": []}]},
    ],
)
def test_what_is_no_group_is_refused(body: dict[str, object]) -> None:
    with pytest.raises(Refused) as caught:
        groups_of(body)
    assert caught.value.code is Code.BAD_VALUE


def test_an_address_is_one_plain_address() -> None:
    assert is_address("first.last+tag@mail.example.org")
    for text in ("", "a", "a@", "@b", "a b@c", "a@b\r\nTo: x@y", "<a@b>", "a@b,c@d", "x" * 65 + "@b", "a..b@c", "a@-"):
        assert not is_address(text)
    for text in (".a@b", "a.@b", ".@b"):  # no dot-atom of RFC 5322: no mail could be written to it
        assert not is_address(text)
