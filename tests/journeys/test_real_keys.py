"""Real keys through a real X server: what is pressed is what happens, also after the process was killed."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from console.bootstrap import build_services
from console.models.kinds import Status, Visibility
from console.services.tickets.commands import Assign
from tests.support.journey import fill, ticket
from tests.support.screen import Screen, screen
from tests.support.waiting import until


@pytest.fixture
def desk() -> Iterator[Screen]:
    with screen() as made:
        yield made


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Two tickets of one's own, so that the first view shows them."""
    folder = tmp_path / "profile"
    fill(folder, "first", "second")
    with closing(build_services(folder)) as services:
        for title in ("first", "second"):
            services.desk.do(Assign(ticket(folder, title).id, services.me.id))
    return folder


def said(profile: Path, title: str) -> dict[str, Visibility]:
    return {one.body: one.visibility for one in ticket(profile, title).messages}


def test_a_ticket_is_answered_noted_and_resolved(desk: Screen, profile: Path) -> None:
    with desk.console(profile) as console:
        desk.press("w")
        until(lambda: Status.IN_PROGRESS in {ticket(profile, title).status for title in ("first", "second")})
        (title,) = (one for one in ("first", "second") if ticket(profile, one).status is Status.IN_PROGRESS)
        desk.press("r")
        desk.type("We are on it, J and K are letters here.")
        desk.press("ctrl+Return")
        until(lambda: len(said(profile, title)) == 1)
        desk.press("n")
        desk.type("Cached token.")
        desk.press("ctrl+Return")
        until(lambda: len(said(profile, title)) == 2)
        desk.press("e", "Return")
        desk.type("Signed out everywhere")
        desk.press("ctrl+Return")
        until(lambda: ticket(profile, title).status is Status.RESOLVED)
        desk.press("ctrl+q")
        assert console.wait() == 0
    assert said(profile, title) == {
        "We are on it, J and K are letters here.": Visibility.PUBLIC,
        "Cached token.": Visibility.INTERNAL,
    }
    assert ticket(profile, title).resolution == "Signed out everywhere"


def test_what_was_being_typed_is_there_after_a_kill(desk: Screen, profile: Path) -> None:
    """SPEC 3.11: also when one types at once, before it was read from the disk."""

    def kept() -> str:
        with closing(build_services(profile)) as services:
            found = [services.local.draft(ticket(profile, one).id, Visibility.PUBLIC) for one in ("first", "second")]
            return "".join(draft.body for draft in found if draft is not None)

    with desk.console(profile) as console:
        desk.press("r")
        desk.type("Half a reply")
        until(lambda: kept() == "Half a reply")
        console.send_signal(signal.SIGKILL)
        console.wait()
    with desk.console(profile) as console:
        desk.press("r", "ctrl+End")
        desk.type(", and the rest.")
        until(lambda: "the rest" in kept())
        desk.press("ctrl+Return")
        until(lambda: said(profile, "first") | said(profile, "second"))
        console.send_signal(signal.SIGTERM)
        assert console.wait() == 0
    (sent,) = said(profile, "first") | said(profile, "second")
    assert "".join(sent.split("\n")) == "Half a reply, and the rest."
