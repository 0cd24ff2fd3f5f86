"""A message reaches each of those it is for once, and what became of it is told (SPEC 9.1, 9.3)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from console.bootstrap import Services, build_services
from console.models.channels import CHANNELS
from console.models.groups import GROUPS
from console.models.kinds import Locale, PolicyKind, to_micros
from console.models.message_kinds import RECENT, DeliveryState, MessageKind
from console.models.runbook_kinds import Finding
from console.services import communications, deliveries
from console.services.communications import DeliveriesOf, DeliveryRow, MessagesOf
from console.services.deliveries import LEASE, Deliveries
from console.services.housekeeping import MessagesWait
from console.services.incidents.commands import DeclareIncident, SendMessage
from console.services.sync.recording import recording_of
from console.services.tickets.commands import PublishPolicy
from tests.support.mail import Post, posting
from tests.support.peers import Asked, Peer, Reply, serving
from tests.support.queue import HandClock

MEMBERS = [
    {"address": "wei@example.org", "locale": "zh_CN", "name": "Wei"},
    {"address": "priya@example.org", "locale": "en", "name": "Priya"},
]
TEXT = """
[channels.mail]
kind = "smtp"
host = "localhost"
port = {port}
security = "plain"
from = "desk@example.org"

[channels.hook]
kind = "webhook"
scheme = "http"
host = "127.0.0.1"
port = {hook}
groups = ["ops_team"]
language = "en"
"""


@dataclass
class Desk:
    """A desk with an incident, two people outside who hear of it, and a webhook."""

    services: Services
    clock: HandClock
    post: Post
    hook: Peer
    incident: str
    secrets: dict[str, str] = field(default_factory=lambda: {"hook": "s3cret"})

    def send(self, subject: str = "Sign-in fails") -> str:
        """Put a message down, and let the hub have it."""
        texts = {Locale.EN: subject, Locale.ZH: f"{subject}（中文）"}
        told = self.services.desk.do(SendMessage(self.incident, MessageKind.INITIAL, texts, texts, ("ops_team",)))
        self.round()
        return told.subject

    def round(self) -> None:
        self.services.open_sync().once()

    def work(self) -> int:
        """One worker's turn, and the round that brings its rows."""
        with self.services.to_hub() as hub:
            worker = Deliveries(self.services.desk, self.clock, recording_of(hub, self.clock), self.secrets.get)
            sent = worker.carry_out()
        self.round()
        return sent

    def rows(self, message: str) -> dict[str, DeliveryRow]:
        return {row.name: row for row in self.services.desk.ask(DeliveriesOf(message))}


@contextmanager
def standing(folder: Path, answer: list[int]) -> Iterator[Desk]:
    def told(asked: Asked) -> Reply:
        del asked
        return Reply(answer[0])

    clock = HandClock()
    with posting() as post, serving(told) as hook:
        services = build_services(folder / "profile", clock)
        try:
            groups = {"groups": [{"name": "ops_team", "members": MEMBERS}]}
            text = TEXT.format(port=post.port, hook=hook.port)
            services.desk.do(PublishPolicy(PolicyKind.GROUPS, GROUPS, groups))
            services.desk.do(PublishPolicy(PolicyKind.CHANNELS, CHANNELS, {"text": text}))
            incident = services.desk.do(DeclareIncident("It is down")).subject
            yield Desk(services, clock, post, hook, incident)
        finally:
            services.close()


@pytest.fixture
def answer() -> list[int]:
    """What the webhook answers."""
    return [200]


@pytest.fixture
def desk(tmp_path: Path, answer: list[int]) -> Iterator[Desk]:
    with standing(tmp_path, answer) as made:
        yield made


def test_each_gets_it_once_in_their_language_and_a_second_turn_sends_nothing(desk: Desk) -> None:
    message = desk.send()
    assert desk.rows(message) == {}, "nothing is sent by whoever writes"
    assert (desk.work(), desk.work()) == (3, 0)
    subjects = {mail["To"].addresses[0].addr_spec: mail["Subject"] for mail in desk.post.letters}
    assert subjects == {"wei@example.org": "Sign-in fails（中文）", "priya@example.org": "Sign-in fails"}
    assert len(desk.hook.asked) == 1
    rows = desk.rows(message)
    assert {row.state for row in rows.values()} == {DeliveryState.SENT}
    assert {row.attempts for row in rows.values()} == {1}
    (shown,) = desk.services.desk.ask(MessagesOf(desk.incident))
    assert shown.counts == {DeliveryState.SENT: 3}


def test_what_did_not_leave_is_tried_again_after_a_pause_and_what_is_refused_is_not(
    desk: Desk, answer: list[int]
) -> None:
    desk.post.answers = {"wei@example.org": "450 busy", "priya@example.org": "550 nobody"}
    answer[0] = 503
    message = desk.send()
    assert desk.work() == 0
    rows = desk.rows(message)
    assert [rows[name].state for name in ("Wei", "Priya", "hook")] == [
        DeliveryState.PENDING,
        DeliveryState.FAILED,
        DeliveryState.PENDING,
    ]
    trouble = rows["Wei"].trouble
    assert trouble is not None
    assert (trouble.finding, dict(trouble.params)["code"]) == (Finding.MAIL_REFUSED, 450)
    desk.post.answers, answer[0] = {}, 200
    assert desk.work() == 0, "not before the pause is over"
    desk.clock.wait(40)
    assert desk.work() == 2
    rows = desk.rows(message)
    assert (rows["Wei"].state, rows["Wei"].attempts, rows["Wei"].trouble) == (DeliveryState.SENT, 2, None)
    assert rows["Priya"].state is DeliveryState.FAILED
    keys = {asked.headers["idempotency-key"] for asked in desk.hook.asked}
    assert (len(desk.hook.asked), len(keys)) == (2, 1)


def test_it_is_given_up_after_many_tries(desk: Desk, answer: list[int]) -> None:
    answer[0] = 503
    message = desk.send()
    for _ in range(deliveries.MOST_TRIES + 1):
        desk.work()
        desk.clock.wait(3660)
    row = desk.rows(message)["hook"]
    assert (row.state, row.attempts) == (DeliveryState.FAILED, deliveries.MOST_TRIES)


def test_a_letter_whose_sender_was_killed_is_unsure_and_is_never_sent_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    message = desk.send()
    monkeypatch.setattr(deliveries, "hand_over", killed)
    with pytest.raises(Killed):
        desk.work()
    monkeypatch.undo()
    desk.round()
    assert desk.work() == 2, "the others are sent"
    assert sorted(row.state for row in desk.rows(message).values()) == ["PENDING", "SENT", "SENT"]
    desk.clock.wait(LEASE.total_seconds() + 1)
    assert (desk.work(), desk.work()) == (0, 0)
    (unsure,) = [row for row in desk.rows(message).values() if row.state is not DeliveryState.SENT]
    assert unsure.state is DeliveryState.UNSURE
    assert unsure.trouble is not None
    assert unsure.trouble.finding is Finding.STOPPED
    assert len(desk.post.given) + len(desk.hook.asked) == 2


def test_two_workers_at_once_send_each_letter_once(desk: Desk) -> None:
    desk.send()
    with desk.services.to_hub() as first, desk.services.to_hub() as second:
        workers = [
            Deliveries(desk.services.desk, desk.clock, recording_of(hub, desk.clock), desk.secrets.get)
            for hub in (first, second)
        ]
        others = [workers[1]]

        def other_first() -> bool:
            while others:
                others.pop().carry_out()
            return True

        workers[0].may_go_on = other_first
        sent = workers[0].carry_out()
    assert len(desk.post.given) + len(desk.hook.asked) == 3
    assert sent < 3, "the other one took part"


def test_a_message_to_nobody_stops_no_other(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody: tuple[str, ...] = ()
    with monkeypatch.context() as other:  # a hub takes what another client wrote
        other.setattr(communications, "_check_groups", lambda *_: None)
        texts = {Locale.EN: "It is down"}
        desk.services.desk.do(SendMessage(desk.incident, MessageKind.INITIAL, texts, texts, nobody))
    message = desk.send()
    assert desk.work() == 3
    assert {row.state for row in desk.rows(message).values()} == {DeliveryState.SENT}


def test_a_message_nobody_hears_brings_no_turn_to_the_hub_for_ever(desk: Desk) -> None:
    def waits() -> bool:
        return desk.services.desk.ask(MessagesWait(to_micros(desk.clock.now() - RECENT)))

    desk.services.desk.do(PublishPolicy(PolicyKind.GROUPS, GROUPS, {"groups": [{"name": "ops_team"}]}))
    desk.services.desk.do(PublishPolicy(PolicyKind.CHANNELS, CHANNELS, {"text": ""}))
    desk.send()
    assert desk.work() == 0
    assert waits()
    desk.clock.wait(RECENT.total_seconds() + 1)
    assert not waits()


def test_a_channel_without_its_secret_says_so_and_is_tried_again(desk: Desk) -> None:
    desk.secrets.clear()
    message = desk.send()
    assert desk.work() == 2
    row = desk.rows(message)["hook"]
    assert row.trouble is not None
    assert (row.state, row.trouble.finding) == (DeliveryState.PENDING, Finding.UNSIGNED)
    assert not desk.hook.asked
