"""What lies at the hub is fetched when a person asks for it (SPEC 3.12; design: attachments, archives)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from console.bootstrap import Services, build_services
from console.models.kinds import Code, Outcome, Refused, Status, Visibility
from console.services.sync import at_hub
from console.services.sync.files import PIECE
from console.services.sync.state import FileMoved, SyncWanted
from console.services.tickets.commands import AddMessage, CreateTicket, SetStatus
from console.services.tickets.whole import AttachmentRow, OpenTicket
from tests.support.consoles import joined
from tests.support.desk import Office
from tests.support.secure_hub import AGENT, COLLEAGUE, LEAD, STRANGER, SecureHub, secure_hub

LONG = b"a line of a log\n" * (PIECE // 10)


@pytest.fixture(scope="module")
def hub() -> Iterator[SecureHub]:
    with secure_hub() as made:
        yield made


def services_of(hub: SecureHub, profile: Path, login: str) -> Services:
    joined(hub, profile, login)
    services = build_services(profile)
    services.password.give(hub.passwords[login], keep_it=False)
    return services


def attached(services: Services, folder: Path, content: bytes, name: str = "sign-in.log") -> str:
    """The id of a ticket to which a file was attached, sent to the hub."""
    source = folder / name
    source.write_bytes(content)
    key = services.desk.do(CreateTicket("Nobody can sign in")).subject
    services.desk.do(AddMessage(key, "see the log", Visibility.PUBLIC, (source,)))
    services.open_sync().once()
    return key


def files(services: Services, ticket: str) -> tuple[AttachmentRow, ...]:
    services.open_sync().once()
    return services.desk.ask(OpenTicket(ticket)).attachments


def test_a_colleagues_file_is_fetched_when_it_is_saved_and_kept_till_there_is_no_room(
    hub: SecureHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        closing(services_of(hub, tmp_path / "mine", AGENT)) as mine,
        closing(services_of(hub, tmp_path / "theirs", COLLEAGUE)) as theirs,
    ):
        (file,) = files(theirs, ticket := attached(mine, tmp_path, LONG))
        assert not theirs.blobs.path(file.sha256).exists()
        told: list[FileMoved] = []
        theirs.bus.subscribe(FileMoved, told.append)
        theirs.at_hub().save(file, tmp_path / "copy.log")
        assert (tmp_path / "copy.log").read_bytes() == LONG
        assert told[0] == FileMoved(PIECE, len(LONG), comes=True)
        assert told[-1] == FileMoved(len(LONG), len(LONG), comes=True)
        with hub.gone():  # a second time it is here
            theirs.at_hub().save(file, tmp_path / "again.log")
        monkeypatch.setattr(at_hub, "QUOTA", 0)
        (other,) = files(theirs, attached(mine, tmp_path, b"short", "short.txt"))
        theirs.at_hub().save(other, tmp_path / "short.txt")
        assert not theirs.blobs.path(file.sha256).exists()
        with hub.gone(), pytest.raises(Refused) as refused:
            theirs.at_hub().save(file, tmp_path / "offline.log")
        assert refused.value.code is Code.HUB_AWAY
        assert not (tmp_path / "offline.log").exists()
        with hub.root() as root:
            root.execute("delete from desk.chunk where id = %s", [file.id])
        with pytest.raises(Refused) as refused:
            theirs.at_hub().save(file, tmp_path / "lost.log")
        assert refused.value.code is Code.FILE_NOT_AT_HUB
        assert told[-1].done == told[-1].whole
        assert files(theirs, ticket) == (file,)


def archived(hub: SecureHub, services: Services, title: str) -> str:
    """The id of a closed ticket that lies in its team's archive."""
    key = services.desk.do(CreateTicket(title, "Nobody in the office can sign in")).subject
    services.desk.do(AddMessage(key, "The clock was off", Visibility.PUBLIC))
    services.desk.do(SetStatus(key, Status.RESOLVED, "clock set", Outcome.SOLVED))
    services.desk.do(SetStatus(key, Status.CLOSED))
    services.open_sync().once()
    with hub.root() as root:
        assert root.execute("select desk.archive(%s, 500)", [2**62]).fetchall() == [(1,)]
    services.open_sync().once()
    return key


def here(services: Services, ticket: str) -> bool:
    with services.store.read() as db:
        return db.execute("select 1 from ticket where id = ?", (ticket,)).fetchone() is not None


def test_an_archived_ticket_is_read_at_the_hub_and_comes_back_when_a_lead_reopens_it(
    hub: SecureHub, tmp_path: Path
) -> None:
    """SPEC 3.3: CLOSED -> OPEN is a lead's."""
    with (
        closing(services_of(hub, tmp_path / "lead", LEAD)) as lead,
        closing(services_of(hub, tmp_path / "agent", AGENT)) as agent,
    ):
        key = archived(hub, lead, "Kerberos refuses everybody")
        agent.open_sync().once()
        assert not here(lead, key)
        assert not here(agent, key)
        (hit,) = agent.at_hub().search_archives("kerberos")
        assert hit.id == key
        whole = agent.at_hub().open_archived(key)
        assert (whole.title, whole.status) == ("Kerberos refuses everybody", Status.CLOSED)
        assert [(message.body, message.author) for message in whole.messages] == [("The clock was off", "Lena")]
        assert not here(agent, key)
        wanted: list[SyncWanted] = []
        lead.bus.subscribe(SyncWanted, wanted.append)
        for who, code in ((agent, Code.ROLE_NEEDED), (lead, Code.REASON_NEEDED)):
            with pytest.raises(Refused) as refused:
                who.at_hub().reopen(key, "" if who is lead else "back again")
            assert refused.value.code is code
        lead.at_hub().reopen(key, "It is back")
        assert wanted == [SyncWanted()]
        for services in (lead, agent):
            services.open_sync().once()
            came = services.desk.ask(OpenTicket(key))
            assert (came.status, came.cycle, len(came.messages)) == (Status.OPEN, 2, 1)
            assert came.events[-1].reason == "It is back"
        assert lead.at_hub().search_archives("kerberos") == ()


def test_what_is_not_there_or_was_reopened_meanwhile_is_said(hub: SecureHub, tmp_path: Path) -> None:
    with (
        closing(services_of(hub, tmp_path / "lead", LEAD)) as lead,
        closing(services_of(hub, tmp_path / "stranger", STRANGER)) as stranger,
    ):
        key = archived(hub, lead, "Old and quiet")
        with pytest.raises(Refused) as refused:
            stranger.at_hub().open_archived(key)
        assert refused.value.code is Code.NOT_FOUND
        lead.at_hub().reopen(key, "It is back")
        with pytest.raises(Refused) as refused:
            lead.at_hub().reopen(key, "It is back")
        assert refused.value.code is Code.CHANGED_MEANWHILE
        with hub.gone(), pytest.raises(Refused) as refused:
            lead.at_hub().search_archives("old")
        assert refused.value.code is Code.HUB_AWAY


def test_on_a_machine_alone_it_is_the_same(office: Office) -> None:
    key = office.ticket("Old and quiet")
    office.do(SetStatus(key, Status.RESOLVED, "done", Outcome.SOLVED))
    office.do(SetStatus(key, Status.CLOSED))
    office.services.open_sync().once()
    office.clock.advance(timedelta(days=181))
    assert office.services.open_house().keep().archived == 1
    office.services.open_sync().once()
    assert not here(office.services, key)
    (hit,) = office.services.at_hub().search_archives("quiet")
    assert office.services.at_hub().open_archived(hit.id).title == "Old and quiet"
    office.services.at_hub().reopen(key, "It is back")
    office.services.open_sync().once()
    assert office.whole(key).status is Status.OPEN
