"""Groups as lines a person reads and writes (SPEC 1.1).

Promise: pure; `groups_body` reads what `groups_text` writes, and a line nobody understands is refused with its number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from console.models.groups import Group, Member, groups_of
from console.models.kinds import Locale
from console.models.ruling_text import Body, odd_line, plain_names, written_lines


def groups_text(body: object, people: Mapping[str, str]) -> str:
    """The lines of the groups; `people` are names by id.  Raises Refused for a body nobody understands."""
    names = plain_names(people)
    return "\n\n".join("\n".join(_lines_of(group, names)) for group in groups_of(body)) + "\n"


def groups_body(text: str, people: Mapping[str, str]) -> Body:
    """What the lines say; raises Refused BAD_VALUE with the number of the line."""
    ids = {name: key for key, name in plain_names(people).items()}
    found: list[Body] = []
    for place, word, rest in written_lines(text):
        member = _member(word, rest, ids, people)
        if word == "group" and rest:
            found.append({"name": rest, "members": []})
        elif not found or member is None:
            raise odd_line(place, word, rest)
        else:
            found[-1]["members"].append(member)
    return {"groups": found}


def _lines_of(group: Group, names: Mapping[str, str]) -> Iterator[str]:
    yield f"group {group.name}"
    for member in group.members:
        yield _line_of(member, names)


def _line_of(member: Member, names: Mapping[str, str]) -> str:
    if member.person:
        return f"person {names.get(member.person, member.person)}"
    return f"outside {member.address} {member.locale} {member.name}".rstrip()


def _member(word: str, rest: str, ids: Mapping[str, str], people: Mapping[str, str]) -> Body | None:
    """The member a line names; None where it names none."""
    if word == "person":
        key = ids.get(rest, rest)
        return {"person": key} if key in people else None
    address, _, more = rest.partition(" ")
    locale, _, name = more.strip().partition(" ")
    if word != "outside" or locale not in set(Locale):
        return None
    return {"address": address, "locale": locale, "name": name.strip()}
