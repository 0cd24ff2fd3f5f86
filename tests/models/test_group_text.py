"""The lines of groups say what was published, and what they say is what is published (SPEC 1.1)."""

from __future__ import annotations

import pytest

from console.models.group_text import groups_body, groups_text
from console.models.groups import groups_of
from console.models.kinds import Code, Refused

PEOPLE = {"p1": "Wei Lin", "p2": "Twin", "p3": "Twin", "p4": "韩睿"}
LINES = """\
group ops_team
person Wei Lin
person p2
outside noc@partner.example zh_CN 合作方 值班
outside desk@partner.example en

group 值班组

group execs
person 韩睿
"""


def test_lines_come_back_as_they_were_written() -> None:
    body = groups_body("# who hears\n" + LINES, PEOPLE)
    assert groups_text(body, PEOPLE) == LINES
    first, second, third = groups_of(body)
    assert [member.person for member in first.members] == ["p1", "p2", "", ""]
    assert (first.members[2].name, second.members, third.members[0].person) == ("合作方 值班", (), "p4")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (1, "person Wei Lin"),
        (2, "group ops\nperson Nobody"),
        (2, "group ops\nperson Twin"),
        (3, "group ops\nperson p3\noutside noc@partner.example"),
        (2, "group ops\noutside noc@partner.example fr"),
        (1, "group"),
        (2, "group ops\nmember p1"),
    ],
)
def test_a_line_nobody_understands_is_named(line: int, text: str) -> None:
    with pytest.raises(Refused) as caught:
        groups_body(text, PEOPLE)
    assert (caught.value.code, caught.value.params["place"]) == (Code.BAD_VALUE, f"line {line}")
