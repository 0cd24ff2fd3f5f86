"""A ticket goes to who is there, skilled and free, else to who is on call (SPEC 3.7)."""

from __future__ import annotations

from datetime import timedelta

from console.models.assignment import Hurdle, Proposal, Way
from console.models.kinds import EventKind, PolicyKind, Priority, TicketType, to_micros
from console.models.people import Person
from console.models.rota import ON_CALL, SHIFTS
from console.services.assignment import NextTicket, ProposeAssignee
from console.services.tickets.commands import Assign, CreateTicket, PublishPolicy
from tests.support.desk import Office

LOGIN = TicketType.LOGIN_PROBLEM


def skilled(office: Office, person: str, level: int, cap: int | None = None) -> str:
    office.clock.advance()
    with office.store.write("Learn", office.clock.now()) as tx:
        row = tx.get(Person, person)
        row.skills, row.cap = {LOGIN.value: level}, cap
    return person


def created(office: Office, kind: TicketType | None = LOGIN, priority: Priority | None = None) -> str:
    return office.do(CreateTicket("Cannot sign in", type=kind, priority=priority)).subject


def given(office: Office, assignee: str | None = None) -> tuple[str, str | None]:
    """The id and assignee of a ticket whose author let somebody be chosen."""
    ticket = office.do(CreateTicket("Cannot sign in", type=LOGIN, assignee=assignee, automatic=True)).subject
    whole = office.whole(ticket)
    return ticket, whole.assignee.id if whole.assignee else None


def proposed(office: Office, ticket: str) -> Proposal:
    return office.ask(ProposeAssignee(ticket, to_micros(office.clock.now())))


def around_the_clock(*people: str) -> dict[str, object]:
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    rules = [{"days": days, "start": "00:00", "end": "24:00", "person": person} for person in people]
    return {"tz": "UTC", "rules": rules}


def test_it_goes_to_the_most_skilled_of_those_on_shift_until_they_are_full(office: Office) -> None:
    """All in one transaction: the ticket, its assignee and the event."""
    wei = skilled(office, office.hire("Wei Lin", "wei"), 3, cap=2)
    lin = skilled(office, office.hire("Lin Qiao", "lin"), 1)
    office.do(PublishPolicy(PolicyKind.ROTA, SHIFTS, around_the_clock(wei, lin), office.team))
    tickets, assignees = zip(*(given(office) for _ in range(3)), strict=True)
    assert assignees == (wei, wei, lin)
    events = office.rows("event", "root = ? and kind = ?", tickets[0], EventKind.ASSIGNEE)
    assert [row["to_value"] for row in events] == [wei]
    found = proposed(office, tickets[0])
    assert {one.id: one.hurdle for one in found.weighed} == {
        lin: None,
        wei: Hurdle.FULL,
        office.me: Hurdle.OFF_SHIFT,
    }
    assert found.weighed[0].last == to_micros(office.whole(tickets[2]).created)


def test_without_shifts_the_hours_of_the_team_count_and_at_night_the_rotation(office: Office) -> None:
    wei = skilled(office, office.hire("Wei Lin", "wei"), 1)
    night = office.hire("Lin Qiao", "lin")
    office.do(
        PublishPolicy(PolicyKind.CALENDAR, "Ours", {"tz": "UTC", "week": {"fri": [["06:00", "07:00"]]}}, office.team)
    )
    office.do(PublishPolicy(PolicyKind.ROTA, ON_CALL, around_the_clock(night), office.team))
    ticket = created(office)
    assert (proposed(office, ticket).person, proposed(office, ticket).way) == (wei, Way.BEST)
    office.clock.advance(timedelta(hours=2))
    assert (proposed(office, ticket).person, proposed(office, ticket).way) == (night, Way.ROTATION)
    office.away(night)
    assert (proposed(office, ticket).person, proposed(office, ticket).way) == (None, Way.NOBODY)
    assert given(office)[1] is None


def test_an_assignee_who_is_named_is_not_chosen_anew(office: Office) -> None:
    wei = office.hire("Wei Lin", "wei")
    assert given(office, wei)[1] == wei


def test_the_next_ticket_is_nobodys_and_due_first_among_what_one_can_do(office: Office) -> None:
    """What nobody is skilled for is taken at last; of another team, or paused, or somebody's, none."""
    other = office.found("Access")
    slow = created(office, TicketType.FEATURE_REQUEST, priority=Priority.CRITICAL)
    easy, hard = (created(office, LOGIN, priority=one) for one in (Priority.LOW, Priority.HIGH))
    office.do(CreateTicket("Elsewhere", type=LOGIN, priority=Priority.CRITICAL, team=other))
    skilled(office, office.me, 2)
    taken = []
    while (ticket := office.ask(NextTicket(office.me, office.team))) is not None:
        office.do(Assign(ticket, office.me, None, checked=True))
        taken.append(ticket)
    assert taken == [hard, easy, slow]
