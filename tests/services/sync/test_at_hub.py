"""What lies at the hub is fetched when a person asks for it (SPEC 3.12; design: attachments, archives)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from console.bootstrap import Services, build_services
from console.models.kinds import Code, Refused, Visibility
from console.services.sync import at_hub
from console.services.sync.files import PIECE
from console.services.sync.state import FileMoved
from console.services.tickets.commands import AddMessage, CreateTicket
from console.services.tickets.whole import AttachmentRow, OpenTicket
from tests.support.consoles import joined
from tests.support.secure_hub import AGENT, COLLEAGUE, SecureHub, secure_hub

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
