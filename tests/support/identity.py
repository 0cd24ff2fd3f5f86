"""A small identity service that can be broken in four ways, with its metrics and the automation that repairs it.

Promise: real sockets on loopback; what is repaired is repaired by who asks for it over HTTP, never by the test itself.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from tests.support.certificates import Authority
from tests.support.peers import Asked, Reply, identity_provider, reply, serving

LONGEST = 20.0
"""Seconds a slow answer takes at most."""
METRICS = {"Content-Type": "text/plain; version=0.0.4", "Connection": "close"}


class Fault(StrEnum):
    """What is wrong with it."""

    STOPPED = "stopped"
    CERTIFICATE = "certificate"
    SLOW = "slow"
    DATABASE = "database"


@dataclass
class Identity:
    """The service: sign-in and health over TLS on `port`; metrics and automation answer beside it, in the clear."""

    authority: Authority
    port: int
    fault: Fault | None = None
    hangs: bool = False
    """Whether the automation lets a job wait for ever."""
    jobs: list[str] = field(default_factory=list)
    """The keys of the jobs that were asked for."""
    _running: ExitStack = field(default_factory=ExitStack)
    _hurry: threading.Event = field(default_factory=threading.Event)

    def breaks(self, fault: Fault | None) -> None:
        """Have that fault from now on, or none."""
        self._hurry.set()
        self._running.close()
        self._hurry.clear()
        self.fault = fault
        if fault is not Fault.STOPPED:
            by = Authority("Somebody else") if fault is Fault.CERTIFICATE else self.authority
            self._running.enter_context(serving(self.answer, by.issue(), self.port))

    def answer(self, asked: Asked) -> Reply:
        """Health, and tokens."""
        if self.fault is Fault.SLOW:
            self._hurry.wait(LONGEST)
        if self.fault is Fault.DATABASE:
            return reply({"error": "server_error"}, 503)
        return identity_provider(asked) if asked.path == "/token" else reply({"status": "up"})

    def operate(self, asked: Asked) -> Reply:
        """Metrics, and the automation: a restart repairs all but the database, a reconnection that one."""
        if asked.path == "/metrics":
            lines = (f'identity_healthy{{fault="{one}"}} {int(self.fault is not one)}\n' for one in Fault)
            return Reply(200, "".join(lines).encode(), METRICS)
        if asked.path == "/reconnect":
            self.breaks(None if self.fault is Fault.DATABASE else self.fault)
            return reply({})
        if asked.method != "POST":
            return reply({"state": "ok"})
        self.jobs.append(asked.headers["idempotency-key"])
        if self.hangs:
            self._hurry.wait(LONGEST)
        elif self.fault is not Fault.DATABASE:
            self.breaks(None)
        return reply({"id": 1}, 201)

    def close(self) -> None:
        """Stop answering."""
        self._hurry.set()
        self._running.close()


@contextmanager
def identity(authority: Authority, port: int, beside: int) -> Iterator[Identity]:
    """One that works, on these two ports."""
    made = Identity(authority, port)
    made.breaks(None)
    with serving(made.operate, port=beside):
        try:
            yield made
        finally:
            made.close()
