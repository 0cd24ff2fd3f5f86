"""What is ruled is shown with its versions, and a draft is tried before it is published."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest

from console.models.channels import CHANNELS, EXAMPLE
from console.models.groups import Gap
from console.models.kinds import ClockKind, ClockState, Code, Locale, PolicyKind, Refused
from console.services.ruled import (
    SHOWN,
    DraftPreview,
    HolidayLines,
    PreviewDraft,
    ReplayDraft,
    Ruled,
    RuledThing,
    body_of,
    text_of,
)
from console.services.tickets.commands import PublishPolicy
from tests.support.desk import Office

SHORT = "agreement All\nfirst_response 1h\ncalendar 24x7\n"


def thing(office: Office, kind: PolicyKind, owner: str | None = None) -> RuledThing:
    """The one of that kind."""
    (found,) = [one for one in office.ask(Ruled()).things if (one.kind, one.owner) == (kind, owner)]
    return found


def preview(office: Office, kind: PolicyKind, text: str, owner: str | None = None) -> DraftPreview:
    """What lines come to."""
    return office.ask(PreviewDraft(kind, owner, text, date(2026, 2, 1), office.clock.now()))


def replay(office: Office, text: str) -> ReplayDraft:
    """A question what lines would have done."""
    return ReplayDraft(PolicyKind.SLA, None, "Standard", body_of(PolicyKind.SLA, None, text, {}), office.clock.now())


def test_versions_stand_newest_first_with_their_authors(office: Office) -> None:
    body = body_of(PolicyKind.SLA, None, SHORT, {})
    later = office.clock.now() + timedelta(days=3)
    office.do(PublishPolicy(PolicyKind.SLA, "Standard", body, effective=later))
    office.do(PublishPolicy(PolicyKind.SLA, "Ours", body, office.team))
    kinds = [one.kind for one in office.ask(Ruled()).things]
    assert kinds == [PolicyKind.SLA, PolicyKind.SLA, PolicyKind.CALENDAR, PolicyKind.GROUPS, PolicyKind.CHANNELS]
    found = thing(office, PolicyKind.SLA)
    assert [one.number for one in found.versions] == [2, 1]
    assert (found.versions[0].effective, found.versions[0].body) == (later, body)
    assert found.versions[0].author is not None
    assert (
        thing(office, PolicyKind.SLA, office.team).owner_name == office.ask(Ruled()).names[PolicyKind.SLA][office.team]
    )


def test_what_is_ruled_at_first_comes_back_from_its_lines(office: Office) -> None:
    office.do(PublishPolicy(PolicyKind.CHANNELS, CHANNELS, {"text": EXAMPLE}))
    for kind in SHOWN:
        found = thing(office, kind)
        names = office.ask(Ruled()).names[kind]
        text = text_of(kind, None, found.versions[0].body, names)
        again = body_of(kind, None, text, names)
        office.do(PublishPolicy(kind, found.name, again, expect=1))
        assert text_of(kind, None, thing(office, kind).versions[0].body, names) == text


def test_groups_tell_whom_they_reach_and_are_offered_where_nobody_published_any(office: Office) -> None:
    with office.store.bulk() as connection:
        connection.execute("delete from policy where kind = 'GROUPS'")
        connection.execute("update person set name = 'Wei Lin', email = 'wei@example.org'")
    assert thing(office, PolicyKind.GROUPS).versions == ()
    reached = preview(office, PolicyKind.GROUPS, "group ops_team\nperson Wei Lin\n\ngroup mine\n").reached
    assert reached is not None
    assert [(one.address, one.groups) for one in reached.recipients] == [("wei@example.org", ("ops_team",))]
    gaps = [(one.group, one.gap) for one in reached.unreached]
    assert gaps[0] == ("mine", Gap.EMPTY_GROUP)
    assert ("executive_team", Gap.UNKNOWN_GROUP) in gaps, "a severity names it"


def test_channels_are_offered_with_an_example_and_judged_before_they_are_published(office: Office) -> None:
    (mail,) = preview(office, PolicyKind.CHANNELS, EXAMPLE).channels
    assert (mail.name, mail.sender) == ("mail", "console@example.org")
    with pytest.raises(Refused) as caught:
        preview(office, PolicyKind.CHANNELS, EXAMPLE.replace('"smtp"', '"fax"'))
    assert (caught.value.code, caught.value.params["place"]) == (Code.BAD_VALUE, "channels.mail")


def test_both_readings_of_a_target_stand_side_by_side(office: Office) -> None:
    text = "agreement Day\nwhen priority HIGH\nresolution 8h\ncalendar team\n" + SHORT
    first, second = preview(office, PolicyKind.SLA, text).readings
    assert (first.agreement, first.clock, first.business) == ("Day", ClockKind.RESOLUTION, 8 * 3600)
    assert first.longest > first.shortest >= 8 * 3600
    assert (second.shortest, second.longest, second.calendar) == (3600, 3600, "24x7")


def test_a_month_of_a_calendar_is_shown_and_one_that_never_opens_is_refused(office: Office) -> None:
    days = preview(office, PolicyKind.CALENDAR, "zone Asia/Shanghai\nsat 09:00-12:00").days
    assert [one.day.day for one in days if one.seconds] == [7, 14, 21, 28]
    for text, code in (
        ("zone Asia/Shanghai\n", Code.NEVER_OPEN),
        ("mon 09:00-12:00", Code.VALUE_NEEDED),
        ("zone Nowhere/At-all\nmon 09:00-12:00", Code.BAD_VALUE),
    ):
        with pytest.raises(Refused) as found:
            preview(office, PolicyKind.CALENDAR, text)
        assert found.value.code is code, text


def test_only_a_team_may_leave_the_rest_to_others(office: Office) -> None:
    text = "agreement VIP\nwhen tag vip\nresolution 1h\n"
    assert preview(office, PolicyKind.SLA, text, office.team).readings
    with pytest.raises(Refused):
        preview(office, PolicyKind.SLA, text)


def test_a_replay_counts_and_lists_what_would_stand_otherwise(office: Office) -> None:
    late, soon = office.ticket("Late"), office.ticket("Soon")
    office.reply(soon)
    office.clock.advance(timedelta(hours=2))
    office.reply(late)
    found = office.ask(replay(office, SHORT))
    assert found is not None
    assert (found.tickets, found.changed) == (2, 2)
    assert found.counts[ClockKind.FIRST_RESPONSE, ClockState.MET, ClockState.MISSED] == 1
    assert found.counts[ClockKind.RESOLUTION, ClockState.RUNNING, ClockState.NOT_APPLICABLE] == 2
    assert [one.title for one in found.listed if one.flip.clock is ClockKind.FIRST_RESPONSE] == ["Late"]
    assert office.rows("policy", "kind = 'SLA'")[-1]["version"] == 1


def test_a_draft_that_says_the_same_flips_nothing_and_an_old_ticket_is_not_replayed(office: Office) -> None:
    office.ticket("Old")
    office.clock.advance(timedelta(days=91))
    office.reply(office.ticket("New"))
    same = text_of(PolicyKind.SLA, None, thing(office, PolicyKind.SLA).versions[0].body, {})
    found = office.ask(replay(office, same))
    assert found is not None
    assert (found.tickets, found.changed, found.listed) == (1, 0, ())


def test_a_replay_nobody_waits_for_ends(office: Office) -> None:
    office.ticket()
    question = replay(office, SHORT)
    given_up = threading.Event()
    given_up.set()
    again = ReplayDraft(question.kind, None, question.name, question.body, question.now, given_up=given_up)
    assert office.ask(again) is None


def test_public_holidays_come_as_lines_with_their_make_up_days(office: Office) -> None:
    lines = office.ask(HolidayLines("CN", 2026, 2026, "09:00-12:00", Locale.EN))
    assert "holiday 2026-02-17" in lines
    assert "open 2026-02-14: 09:00-12:00" in lines
    days = preview(office, PolicyKind.CALENDAR, f"zone Asia/Shanghai\nmon-fri 09:00-12:00\n{lines}").days
    assert {one.day.day for one in days if one.seconds} >= {14, 28}
    assert days[16].seconds == 0
    for country, first, last in (("XX", 2026, 2026), ("CN", 2026, 2025), ("CN", 1800, 2026)):
        with pytest.raises(Refused):
            office.ask(HolidayLines(country, first, last, "", Locale.EN))
