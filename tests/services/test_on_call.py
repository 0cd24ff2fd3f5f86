"""Who is on call is told from the rows of the replica (SPEC 2.3, 7.11)."""

from __future__ import annotations

from datetime import timedelta

from console.models.contacts import DIRECTORY, Contact, ContactKind, written
from console.models.kinds import Code, PolicyKind, Role, to_micros
from console.models.rota import ON_CALL
from console.services.on_call import OnCallBetween, Watch, on_call
from console.services.tickets.commands import PublishPolicy
from tests.support.desk import Office

DAY = 86_400_000_000


def rota(*people: str) -> dict[str, object]:
    turns = {"unit": "day", "length": 1, "start": "2026-02-27T00:00", "people": list(people)}
    return {"tz": "UTC", "rotations": [turns]}


def watch(office: Office) -> Watch:
    now = to_micros(office.clock.now())
    directory = office.ask(OnCallBetween(now, now, now + 7 * DAY))
    return next(one for one in directory.watches if one.team == office.team)


def now_on_call(office: Office) -> tuple[str, ...]:
    with office.store.read() as connection:
        return on_call(connection, office.team, to_micros(office.clock.now()))


def test_a_published_rota_tells_who_is_on_call_and_the_page_agrees(office: Office) -> None:
    wei = office.hire("Wei Lin", "wei", phone="ext. 7011")
    office.do(PublishPolicy(PolicyKind.ROTA, ON_CALL, rota(wei, office.me), office.team))
    assert now_on_call(office) == (wei,)
    shown = watch(office)
    assert [(one.name, one.phone) for one in shown.now] == [("Wei Lin", "ext. 7011")]
    assert shown.until == shown.shifts[0].end
    assert shown.cover.gaps == ()
    office.clock.advance(timedelta(days=1))
    assert now_on_call(office) == (office.me,)


def test_out_of_office_and_leaving_make_room_for_others(office: Office) -> None:
    wei, lin = office.hire("Wei Lin", "wei"), office.hire("Lin Qiao", "lin")
    office.do(PublishPolicy(PolicyKind.ROTA, ON_CALL, rota(wei), office.team))
    office.away(wei, office.clock.now() + timedelta(days=2), lin)
    assert now_on_call(office) == (lin,)
    assert [shift.person for shift in watch(office).shifts] == [lin, wei]
    office.dismiss(lin)
    assert now_on_call(office) == ()
    assert len(watch(office).cover.gaps) == 1
    office.clock.advance(timedelta(days=2))
    assert now_on_call(office) == (wei,)
    office.away(wei)
    now = to_micros(office.clock.now())
    assert watch(office).cover.gaps == ((now, now + 7 * DAY),)


def test_a_rota_is_a_teams_and_names_people_who_work_here(office: Office) -> None:
    requester = office.hire("Ann Asker")
    for owner, person, code in (
        (None, office.me, Code.VALUE_NEEDED),
        (office.team, requester, Code.NOT_FOUND),
        (office.team, "nobody", Code.NOT_FOUND),
    ):
        assert office.code(PublishPolicy(PolicyKind.ROTA, ON_CALL, rota(person), owner)) is code
    office.be(Role.AGENT)
    mine = PublishPolicy(PolicyKind.ROTA, ON_CALL, rota(office.me), office.team)
    assert office.code(mine) is Code.ROLE_NEEDED


def test_a_team_without_a_rota_and_the_contacts_are_told(office: Office) -> None:
    other = office.found("Access")
    contacts = (Contact(ContactKind.HOTLINE, "Hotline", "", "7000", hours="24x7"),)
    office.do(PublishPolicy(PolicyKind.CONTACTS, DIRECTORY, written(contacts)))
    now = to_micros(office.clock.now())
    directory = office.ask(OnCallBetween(now, now, now + DAY))
    assert [(one.team, one.version) for one in directory.watches] == [(other, 0), (office.team, 1)]
    assert directory.contacts == contacts
