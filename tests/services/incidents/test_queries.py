"""How incidents are listed and named."""

from __future__ import annotations

import pytest

from console.models.kinds import Code, Refused, local_mark
from console.services.incidents.commands import DeclareIncident
from console.services.incidents.queries import CountIncidents, Incidents, OpenIncident, ResolveIncident
from tests.support.desk import Office


def test_the_newest_stands_first_and_a_limit_is_kept(office: Office) -> None:
    made = [office.do(DeclareIncident(title)).subject for title in ("One", "Two", "Three")]
    assert [row.id for row in office.ask(Incidents())] == made[::-1]
    assert [row.title for row in office.ask(Incidents(1))] == ["Three"]
    assert office.ask(CountIncidents()) == 3


def test_an_incident_is_named_by_number_mark_or_id(office: Office) -> None:
    first, second = (office.do(DeclareIncident(title)).subject for title in ("One", "Two"))
    office.execute("update incident set number = null where id = ?", second)
    for named in ("1", "#1", first, first.upper()):
        assert office.ask(ResolveIncident(named)) == first
    assert office.ask(ResolveIncident(local_mark(second).lower())) == second
    for named in ("2", "L-0000", "", "no"):
        with pytest.raises(Refused) as refusal:
            office.ask(ResolveIncident(named))
        assert refusal.value.code is Code.NOT_FOUND


def test_what_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(Refused):
        office.ask(OpenIncident("none"))
