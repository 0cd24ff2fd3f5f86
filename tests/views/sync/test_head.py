"""The head of the panel tells where this console stands, since when, what is wrong and what to do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QPushButton

from console.models.kinds import Code, Refused
from console.services.sync.state import Company
from console.views.standing import Standing, Truth
from console.views.sync.head import Head
from tests.views.sync.conftest import TEAM, Sync


@pytest.fixture
def head(sync: Sync) -> Head:
    """A head of its own."""
    return Head(sync.window.look, sync.window.language, TEAM, sync.window.shell)


def said(sync: Sync, head: Head, standing: Standing) -> tuple[str, str]:
    head.show_standing(standing, sync.services.clock.now())
    return head._state.text(), head._why.text()


def offered(head: Head) -> list[str]:
    return [button.text() for button in (head._try, head._sign_in, head.hub) if not button.isHidden()]


@pytest.mark.parametrize(
    ("truth", "sentence", "ways"),
    [
        (Truth.LOCAL, "This computer only", ["Hub…"]),
        (Truth.CONNECTING, "Connecting to corp-desk as zhou.wei…", ["Hub…"]),
        (Truth.CONNECTED, "Connected to corp-desk as zhou.wei", ["Hub…"]),
        (Truth.NEEDS_PASSWORD, "corp-desk asks for the password of zhou.wei", ["Sign in…", "Hub…"]),
        (Truth.TOO_OLD, "This program is too old for corp-desk", ["Try now", "Hub…"]),
    ],
)
def test_each_truth_has_its_sentence_and_ways_on(
    sync: Sync, head: Head, truth: Truth, sentence: str, ways: list[str]
) -> None:
    assert said(sync, head, Standing(truth))[0] == sentence
    assert offered(head) == ways
    assert isinstance(head.first, QPushButton)
    assert head.first.text() == ways[0]


def test_offline_tells_since_when_why_and_the_last_round(sync: Sync, head: Head) -> None:
    since = sync.services.clock.now()
    trouble = Refused(Code.HUB_AWAY, reason="no route to host")
    sentence, why = said(sync, head, Standing(Truth.OFFLINE, since, last_round=since, trouble=trouble))
    assert sentence == f"Offline since {since.astimezone():%H:%M}"
    assert "no route to host" in why
    assert why.endswith(f"Last round {since.astimezone():%H:%M}.")


def test_catching_up_tells_how_far(sync: Sync, head: Head) -> None:
    sentence, _ = said(sync, head, Standing(Truth.SENDING, sent=1240, whole=3900))
    assert sentence == "Catching up: 1,240 of 3,900 changes are sent"


def test_a_missing_worker_is_told_with_what_it_means(sync: Sync, head: Head) -> None:
    now = sync.services.clock.now()
    for company, begins in (
        (Company(known=True), "No worker was ever heard of at this hub:"),
        (Company(beat=now - timedelta(minutes=7), known=True), "No worker was heard of for 7 m:"),
    ):
        _, why = said(sync, head, Standing(Truth.CONNECTED, company=company))
        assert why.startswith(begins)
        assert "support-console worker" in why
    assert said(sync, head, Standing(Truth.CONNECTED, company=Company(beat=now, known=True)))[1] == ""
