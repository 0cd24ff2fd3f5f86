"""Random commands on one profile, each made of a few small numbers, so that failures shrink to short stories.

Promise: numbers are taken modulo what there is; any list of deeds is a story to carry out, refusals included.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

from hypothesis import Phase, settings
from hypothesis import strategies as st

from console.models.kinds import (
    Channel,
    Impact,
    LinkKind,
    Outcome,
    Priority,
    Refused,
    Status,
    TicketType,
    Urgency,
    Visibility,
)
from console.services.tickets.commands import (
    AddMessage,
    Assign,
    Command,
    CreateTicket,
    DropView,
    LinkTickets,
    NewRequester,
    RecordMessage,
    SaveView,
    SetImpact,
    SetPriority,
    SetRequester,
    SetStatus,
    SetTags,
    SetTitle,
    SetType,
    Transfer,
    UnlinkTickets,
)
from tests.support.desk import Office

T = TypeVar("T")
Deed: TypeAlias = tuple[int, int, int, int]
"""Which command, on which ticket, with which two values."""

TEXTS = (
    "VPN is down",
    "无法登录系统",
    "登录 VPN 失败, error 0x80",
    "Größe der Straße",
    "mail 很慢",
    "密码过期",
    "ＶＰＮ１２ ok",
    "a",
)
TAGS = ("vip", "vpn", "重要", "head office")
ASKERS = (
    NewRequester("张三", "zhang@example.org", None, "财务部"),
    NewRequester("Ann Lee", "ann@example.org", "555 1234"),
    NewRequester("王小明", None, "138 0000 0000"),
    NewRequester("Zoe Ünal", "zoe@example.org", None, "Sales"),
)

stories = settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
"""For tests that tell stories on a real profile: shrinking one takes longer than a test may."""


def deeds(most: int) -> st.SearchStrategy[list[Deed]]:
    """Stories of up to so many commands."""
    small = st.integers(0, 31)
    return st.lists(st.tuples(st.integers(0, len(KINDS) - 1), small, small, small), min_size=1, max_size=most)


@dataclass
class Story:
    """Who and what the commands of one story may name."""

    office: Office
    staff: list[str | None] = field(default_factory=lambda: [None])
    teams: list[str] = field(default_factory=list)
    tickets: list[str] = field(default_factory=list)
    views: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Two colleagues, a second team and a first ticket."""
        self.staff += [self.office.me, self.office.hire("Wang Wei", "wei"), self.office.hire("李娜", "na")]
        self.teams += [self.office.team, self.office.found("Network")]
        self.tickets.append(self.office.ticket("first"))

    def command(self, deed: Deed) -> Command:
        """The command a deed stands for now."""
        kind, ticket, one, two = deed
        return KINDS[kind](self, pick(self.tickets, ticket), one, two)

    def do(self, deed: Deed) -> Command:
        """Carry it out, unless it is refused; the command that was tried."""
        command = self.command(deed)
        try:
            done = self.office.do(command)
        except Refused:
            return command
        if isinstance(command, CreateTicket | RecordMessage) and done.subject not in self.tickets:
            self.tickets.append(done.subject)
        if isinstance(command, SaveView) and done.subject not in self.views:
            self.views.append(done.subject)
        return command


def pick(several: Sequence[T], number: int) -> T:
    """One of several."""
    return several[number % len(several)]


def _create(story: Story, _: str, one: int, two: int) -> Command:
    return CreateTicket(
        pick(TEXTS, one),
        pick(TEXTS, two),
        pick((None, *ASKERS), one + two),
        priority=pick((None, *Priority), two),
        channel=pick(tuple(Channel), one),
        team=pick(story.teams, two),
        assignee=pick(story.staff, one),
        tags=tuple({pick(TAGS, one), pick(TAGS, two)}) if one % 2 else (),
    )


def _status(_: Story, ticket: str, one: int, two: int) -> Command:
    target = pick(tuple(Status), one)
    return SetStatus(ticket, target, pick(("", "because"), two), pick(tuple(Outcome), two))


def _unlink(story: Story, ticket: str, one: int, _: int) -> Command:
    links = [str(row["id"]) for row in story.office.rows("link", "dead = 0")]
    return UnlinkTickets(ticket, pick(links or ["none"], one))


def _view(story: Story, ticket: str, one: int, two: int) -> Command:
    if story.views and one % 3 == 0:
        return DropView(pick(story.views, two))
    view = pick([None, *story.views], two)
    return SaveView(pick(TEXTS, one), {"text": pick(TEXTS, two)}, "-updated", view, pick((None, story.teams[0]), one))


KINDS: tuple[Callable[[Story, str, int, int], Command], ...] = (
    _create,
    _create,
    _status,
    _status,
    lambda s, t, a, _b: Assign(t, pick(s.staff, a)),
    lambda s, t, a, b: Transfer(t, pick(s.teams, a), pick(s.staff, b)),
    lambda _s, t, a, _b: SetPriority(t, pick(tuple(Priority), a)),
    lambda _s, t, a, _b: SetType(t, pick((None, *TicketType), a)),
    lambda _s, t, a, b: SetImpact(t, pick((None, *Impact), a), pick((None, *Urgency), b)),
    lambda _s, t, a, _b: SetTitle(t, pick(TEXTS, a)),
    lambda _s, t, a, _b: SetRequester(t, pick((None, *ASKERS), a)),
    lambda _s, t, a, b: SetTags(t, (pick(TAGS, a),), (pick(TAGS, b),)),
    lambda _s, t, a, b: AddMessage(t, pick(TEXTS, a), pick(tuple(Visibility), b)),
    lambda _s, t, a, _b: AddMessage(t, pick(TEXTS, a), Visibility.PUBLIC),
    lambda _s, t, a, b: RecordMessage(t, pick(TEXTS, a), pick((Channel.PHONE, Channel.ON_SITE), b)),
    lambda s, t, a, b: LinkTickets(t, pick(s.tickets, a), pick(tuple(LinkKind), b)),
    _unlink,
    _view,
)
