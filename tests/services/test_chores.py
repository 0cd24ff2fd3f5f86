"""Tickets move on by themselves where SPEC 3.3 says so: pauses end, silence closes."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from console.models.kinds import Channel, Locale, Outcome, PolicyKind, Status, Visibility
from console.services import chores
from console.services.importing.run import Importer, Wish
from console.services.tickets.commands import AddMessage, PublishPolicy, RecordMessage, SetStatus
from tests.support.desk import Office

HOUR = timedelta(hours=1)


def paused(office: Office, hours: int | None) -> str:
    """A ticket that waits for its vendor, until so many hours from now."""
    key = office.ticket()
    office.reply(key)
    wake = None if hours is None else office.clock.now() + hours * HOUR
    office.do(SetStatus(key, Status.ON_HOLD, "part on order", wake=wake))
    return key


def resolved(office: Office) -> str:
    key = office.ticket()
    office.do(SetStatus(key, Status.RESOLVED, "done", Outcome.SOLVED))
    return key


def test_a_pause_ends_at_its_hour_and_not_before(office: Office) -> None:
    soon, late, never = paused(office, 1), paused(office, 3), paused(office, None)
    assert chores.wake(office.desk, office.clock.now()) == 0
    office.clock.advance(2 * HOUR)
    assert chores.wake(office.desk, office.clock.now()) == 1
    assert chores.wake(office.desk, office.clock.now()) == 0
    assert [office.whole(key).status for key in (soon, late, never)] == [Status.OPEN, Status.ON_HOLD, Status.ON_HOLD]
    assert office.whole(soon).wake is None


def test_a_pause_left_by_hand_is_not_woken_into(office: Office) -> None:
    key = paused(office, 1)
    office.do(SetStatus(key, Status.IN_PROGRESS))
    office.clock.advance(2 * HOUR)
    assert chores.wake(office.desk, office.clock.now()) == 0
    assert office.whole(key).status is Status.IN_PROGRESS


def test_undoing_the_end_of_a_pause_brings_its_hour_back(office: Office) -> None:
    key = paused(office, 2)
    hour = office.whole(key).wake
    undo = office.do(SetStatus(key, Status.OPEN)).undo
    assert undo is not None
    office.do(undo)
    assert hour is not None
    assert office.whole(key).wake == hour


def test_a_week_of_silence_closes_a_resolved_ticket(office: Office) -> None:
    key = resolved(office)
    office.clock.advance(timedelta(days=7) - HOUR)
    assert chores.close_silent(office.desk, office.clock.now()) == 0
    office.clock.advance(2 * HOUR)
    assert chores.close_silent(office.desk, office.clock.now()) == 1
    assert chores.close_silent(office.desk, office.clock.now()) == 0
    assert office.whole(key).status is Status.CLOSED


def test_what_was_resolved_long_ago_elsewhere_is_not_closed_on_the_day_it_is_imported(
    office: Office, tmp_path: Path
) -> None:
    told = {"id": "A1", "title": "Lost token", "status": "RESOLVED", "created": "2024-05-02T09:00:00Z"}
    file = tmp_path / "old.json"
    file.write_text(json.dumps([told | {"resolved_at": "2024-05-03T10:00:00Z"}]), "utf-8")
    importer = Importer(office.store, office.services.me, office.clock, Locale.EN, tmp_path)
    assert importer.carry_out(Wish(file), lambda _done, _total: None).tally.created == 1
    assert chores.close_silent(office.desk, office.clock.now()) == 0
    office.clock.advance(timedelta(days=7) + HOUR)
    assert chores.close_silent(office.desk, office.clock.now()) == 1


def test_how_long_the_silence_lasts_is_ruled(office: Office) -> None:
    office.do(PublishPolicy(PolicyKind.RULES, "Rules", {"close_after_days": 2}, expect=1))
    key = resolved(office)
    office.clock.advance(timedelta(days=2) + HOUR)
    assert chores.close_silent(office.desk, office.clock.now()) == 1
    assert office.whole(key).status is Status.CLOSED


def test_a_word_in_between_begins_the_silence_anew(office: Office) -> None:
    said, answered = resolved(office), resolved(office)
    office.clock.advance(timedelta(days=5))
    office.do(AddMessage(said, "Does it still work?", Visibility.PUBLIC))
    office.do(RecordMessage(answered, "It is back", Channel.PHONE))
    office.clock.advance(timedelta(days=3))
    assert chores.close_silent(office.desk, office.clock.now()) == 0
    assert office.whole(answered).status is Status.OPEN
    office.clock.advance(timedelta(days=5))
    assert chores.close_silent(office.desk, office.clock.now()) == 1
    assert office.whole(said).status is Status.CLOSED
