"""A message is put down whole or not at all, by who writes for the incident (SPEC 1.3, 9.1)."""

from __future__ import annotations

import pytest

from console.models.incident_kinds import EntryKind
from console.models.kinds import Code, Locale, PolicyKind, Refused, Role
from console.models.message_kinds import MessageKind
from console.models.people import Person
from console.services.communications import ListenersOf, MessagesOf, in_language
from console.services.incidents.commands import DeclareIncident, SendMessage
from console.services.incidents.queries import Timeline
from console.services.tickets.commands import PublishPolicy
from tests.support.desk import Office

EN, ZH = {Locale.EN: "We look."}, {Locale.ZH: "调查中"}


def declared(office: Office) -> str:
    return office.do(DeclareIncident("It is down")).subject


def test_message_and_entry_are_one_operation_in_the_languages_it_was_written_in(office: Office) -> None:
    incident = declared(office)
    before = len(office.rows("_op"))
    groups = ("ops_team", "support_team", "ops_team")
    command = SendMessage(incident, MessageKind.INITIAL, {**EN, **ZH}, {**EN, **ZH}, groups, expect=0)
    key = office.do(command).subject
    assert len(office.rows("_op")) == before + 1
    (row,) = office.ask(MessagesOf(incident))
    assert (row.id, row.kind, row.groups, row.public) == (key, MessageKind.INITIAL, groups[:2], False)
    assert (in_language(row.subject, Locale.ZH), in_language({**EN}, Locale.ZH)) == ("调查中", "We look.")
    entry = office.ask(Timeline(incident))[-1]
    assert (entry.kind, entry.text) == (EntryKind.COMMUNICATION, "INITIAL: We look.")
    with pytest.raises(Refused) as late:
        office.do(command)
    assert late.value.code is Code.CHANGED_MEANWHILE, "somebody else told them meanwhile"
    assert len(office.ask(MessagesOf(incident))) == 1


@pytest.mark.parametrize(
    ("subject", "body", "groups", "code"),
    [
        ({}, EN, ("ops_team",), Code.EMPTY_TEXT),
        (EN, {}, ("ops_team",), Code.EMPTY_TEXT),
        ({**EN, **ZH}, EN, ("ops_team",), Code.EMPTY_TEXT),
        (EN, EN, (), Code.VALUE_NEEDED),
        (EN, EN, ("everybody",), Code.NOT_FOUND),
    ],
)
def test_half_a_message_is_refused(
    office: Office, subject: dict[Locale, str], body: dict[Locale, str], groups: tuple[str, ...], code: Code
) -> None:
    incident = declared(office)
    with pytest.raises(Refused) as caught:
        office.do(SendMessage(incident, MessageKind.UPDATE, subject, body, groups))
    assert caught.value.code is code
    assert office.ask(MessagesOf(incident)) == ()


def test_an_agent_who_only_looks_on_sends_nothing(office: Office) -> None:
    incident = declared(office)
    with office.store.write("Demote", office.clock.now()) as tx:
        tx.get(Person, tx.me.id).roles = [Role.AGENT.value, Role.ADMIN.value]
    with pytest.raises(Refused) as caught:
        office.do(SendMessage(incident, MessageKind.UPDATE, EN, EN, ("ops_team",)))
    assert caught.value.code is Code.ROLE_NEEDED


def test_who_hears_of_it_is_known_before(office: Office) -> None:
    room = '[channels.room]\nkind = "chat"\ngroups = ["ops_team"]\n'
    office.do(PublishPolicy(PolicyKind.CHANNELS, "Channels", {"text": room}))
    found = office.ask(ListenersOf(("ops_team",), office.clock.now()))
    assert (found.rooms, found.has_mail) == (("room",), False)
    assert [one.group for one in found.people.unreached] == ["ops_team"], "the person has no address"
    assert office.ask(ListenersOf(("support_team",), office.clock.now())).rooms == ()
