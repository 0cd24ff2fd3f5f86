"""A person says that they are away, a lead or admin says it of others (SPEC 1.1)."""

from __future__ import annotations

from datetime import timedelta

from console.models.kinds import Availability, Code, Role
from console.services.tickets.commands import SetAvailability
from tests.support.desk import Office

AWAY = Availability.OUT_OF_OFFICE


def standing(office: Office, person: str) -> tuple[object, object, object]:
    (row,) = office.rows("person", "id = ?", person)
    return row["availability"], row["away_until"] is not None, row["substitute"]


def test_it_is_written_down_and_taken_back(office: Office) -> None:
    wei = office.hire("Wei Lin", "wei")
    done = office.do(SetAvailability(office.me, AWAY, office.clock.now() + timedelta(days=3), wei))
    assert standing(office, office.me) == (AWAY, True, wei)
    assert done.changed.people
    assert done.undo is not None
    office.do(done.undo)
    assert standing(office, office.me) == (Availability.AVAILABLE, False, None)


def test_an_absence_that_is_over_is_not_brought_back_by_an_undo(office: Office) -> None:
    office.do(SetAvailability(office.me, AWAY, office.clock.now() + timedelta(hours=1)))
    office.clock.advance(timedelta(hours=2))
    undo = office.do(SetAvailability(office.me, Availability.AWAY)).undo
    assert undo == SetAvailability(office.me, Availability.AVAILABLE)


def test_who_may_say_it_of_whom_and_what_cannot_be(office: Office) -> None:
    wei, requester = office.hire("Wei Lin", "wei"), office.hire("Ann Asker")
    for command, code in (
        (SetAvailability(office.me, AWAY, substitute=office.me), Code.BAD_VALUE),
        (SetAvailability(office.me, AWAY, substitute=requester), Code.NOT_FOUND),
        (SetAvailability(office.me, AWAY, office.clock.now()), Code.BAD_VALUE),
    ):
        assert office.code(command) is code
    office.do(SetAvailability(wei, AWAY))
    office.be(Role.AGENT)
    assert office.code(SetAvailability(wei, Availability.AVAILABLE)) is Code.ROLE_NEEDED
    office.do(SetAvailability(office.me, AWAY))
