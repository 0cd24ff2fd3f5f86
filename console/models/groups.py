"""Whom incidents are told to: groups of people and of addresses outside (SPEC 1.1, 7.1).

Promise: pure; a group is read whole or refused, and what it cannot reach is told with its reason, never left out in
silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from console.models.hours import listed, table
from console.models.kinds import Code, Locale, Refused
from console.models.values import dataclass

GROUPS = "Groups"
"""Their name among what is ruled."""
STANDARD = ("executive_team", "ops_director", "system_admins", "ops_team", "support_team")
"""Those every desk has (SPEC 1.1)."""
MOST_GROUPS, MOST_MEMBERS = 200, 2_000
LONGEST_NAME, LONGEST_ADDRESS = 80, 254
"""Characters."""

_ADDRESS = re.compile(
    r"(?![.])[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}(?<![.])@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?", re.ASCII
)


class Gap(StrEnum):
    """Why somebody who should hear of an incident does not."""

    UNKNOWN_GROUP = "unknown_group"
    EMPTY_GROUP = "empty_group"
    LEFT = "left"
    """The person works here no more."""
    NO_ADDRESS = "no_address"
    BAD_ADDRESS = "bad_address"


@dataclass(frozen=True, slots=True)
class Member:
    """One of a group: a person of the desk, or an address outside."""

    person: str = ""
    """Their id; "" for an address outside."""
    address: str = ""
    name: str = ""
    locale: Locale = Locale.EN
    """The language of an address outside; a person has their own."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group by its name."""

    name: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """What is known of a person who may be told."""

    name: str
    address: str | None
    locale: Locale
    works: bool
    """Whether they work here still."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One who hears of an incident, once, however many groups name them."""

    name: str
    address: str
    locale: Locale
    person: str | None
    """None for an address outside."""
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unreached:
    """One whom nobody can reach; of a whole group `name` is ""."""

    group: str
    name: str
    gap: Gap


@dataclass(frozen=True, slots=True)
class Audience:
    """What groups come to."""

    recipients: tuple[Recipient, ...]
    unreached: tuple[Unreached, ...]


def is_address(text: str) -> bool:
    """Whether mail can be sent to it: one plain address, no list, no header."""
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None and ".." not in text


def groups_of(data: object) -> tuple[Group, ...]:
    """The groups JSON describes, in their order; raises Refused."""
    given = _parts(table(data, "groups", {"groups"}).get("groups"), "groups", MOST_GROUPS)
    found = tuple(_group(item) for item in given)
    for place, group in enumerate(found):
        if any(other.name == group.name for other in found[:place]):
            raise Refused(Code.BAD_VALUE, place="group", value=group.name)
    return found


def default_groups(*people: str) -> dict[str, object]:
    """The groups every desk has, as JSON, with these people in each."""
    members = [{"person": person} for person in people]
    return {"groups": [{"name": name, "members": members} for name in STANDARD]}


def audience(wanted: Sequence[str], groups: Sequence[Group], people: Mapping[str, Reader]) -> Audience:
    """Who hears of what is told to these groups, and who does not; `people` are known by their ids."""
    by_name = {group.name: group for group in groups}
    found: dict[str, Recipient] = {}
    unreached: list[Unreached] = []
    for name in dict.fromkeys(wanted):
        group = by_name.get(name)
        if group is None or not group.members:
            unreached.append(Unreached(name, "", Gap.UNKNOWN_GROUP if group is None else Gap.EMPTY_GROUP))
            continue
        for one in _resolved(group, people):
            if isinstance(one, Unreached):
                unreached.append(one)
                continue
            key = one.address.lower()
            before = found.get(key)
            found[key] = one if before is None else _joined(before, name)
    return Audience(tuple(found.values()), tuple(unreached))


def _resolved(group: Group, people: Mapping[str, Reader]) -> Iterator[Recipient | Unreached]:
    for member in group.members:
        if not member.person:
            yield Recipient(member.name or member.address, member.address, member.locale, None, (group.name,))
            continue
        reader = people.get(member.person)
        gap = _gap(reader)
        if reader is None or gap is not None:
            yield Unreached(group.name, member.person if reader is None else reader.name, gap or Gap.LEFT)
        else:
            yield Recipient(reader.name, reader.address or "", reader.locale, member.person, (group.name,))


def _gap(reader: Reader | None) -> Gap | None:
    if reader is None or not reader.works:
        return Gap.LEFT
    if not reader.address:
        return Gap.NO_ADDRESS
    return None if is_address(reader.address) else Gap.BAD_ADDRESS


def _joined(one: Recipient, group: str) -> Recipient:
    groups = tuple(dict.fromkeys((*one.groups, group)))
    return Recipient(one.name, one.address, one.locale, one.person, groups)


def _group(data: object) -> Group:
    given = table(data, "group", {"name", "members"})
    name = given.get("name")
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME or not name.isprintable() or " " in name:
        raise Refused(Code.BAD_VALUE, place="group", value=name)
    members = tuple(_member(item) for item in _parts(given.get("members", []), name, MOST_MEMBERS))
    if len(set(members)) < len(members):
        raise Refused(Code.BAD_VALUE, place=name, value=next(one for one in members if members.count(one) > 1))
    return Group(name, members)


def _member(data: object) -> Member:
    given = table(data, "members", {"person", "address", "name", "locale"})
    if "person" in given:
        table(data, "members", {"person"})
        return Member(person=_line(given["person"], "person"))
    address, locale = _line(given.get("address"), "outside"), given.get("locale")
    if not is_address(address):
        raise Refused(Code.BAD_VALUE, place="outside", value=address)
    if not isinstance(locale, str) or locale not in set(Locale):
        raise Refused(Code.BAD_VALUE, place="locale", value=locale)
    name = given.get("name", "")
    return Member(address=address, name=_line(name, "name") if name else "", locale=Locale(locale))


def _parts(data: object, place: str, most: int) -> Sequence[object]:
    parts = listed(data, place)
    if len(parts) > most:
        raise Refused(Code.TOO_MANY, limit=most)
    return parts


def _line(value: object, place: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ADDRESS or not value.isprintable():
        raise Refused(Code.BAD_VALUE, place=place, value=value)
    return value.strip()
