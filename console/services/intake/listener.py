"""Takes bodies that monitoring sends: Alertmanager's webhook and PagerDuty's Events v2 (SPEC 7.10).

Promise: only who knows the token is heard; a body has a largest size and a time to arrive in; what was answered with
success is kept, anything else is for the sender to send again.
"""

from __future__ import annotations

import hmac
import json
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LARGEST = 1024 * 1024
"""Bytes of one body."""
SECONDS = 10.0
"""In which a request has to arrive."""
MOST = 16
"""Requests at the same time."""

Take = Callable[[object], bool]
"""Takes a decoded body in; whether it is kept."""


class Listener:
    """A server on one address, until it is closed."""

    def __init__(self, address: tuple[str, int], token: str, take: Take) -> None:
        """Raises OSError where the address cannot be taken."""
        self.address = address
        handler = type("Answering", (_Answering,), {"token": token, "take": staticmethod(take)})
        self._server = _Server(address, handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.2,), name="alerts", daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._server.server_address[1])

    def close(self) -> None:
        """Take no more; who is being answered is answered first."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self._places = threading.BoundedSemaphore(MOST)
        super().__init__(address, handler)

    def process_request(self, request: socket.socket | tuple[bytes, socket.socket], client_address: object) -> None:
        if self._places.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: object
    ) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, *_: object) -> None:
        """Whoever hangs up is no trouble of ours."""


class _Answering(BaseHTTPRequestHandler):
    """One request of a sender; the connection ends with its answer."""

    seconds = SECONDS
    server_version, sys_version = "support-console", ""
    token: str
    take: Take

    def setup(self) -> None:
        """From now on it has so long to arrive, however little of it comes at a time."""
        super().setup()
        self._late = threading.Timer(self.seconds, self._hang_up)
        self._late.daemon = True
        self._late.start()

    def finish(self) -> None:
        """It is answered, or hung up on."""
        self._late.cancel()
        super().finish()

    def _hang_up(self) -> None:
        with suppress(OSError):  # they did so themselves
            self.connection.shutdown(socket.SHUT_RDWR)

    def do_POST(self) -> None:
        """Take one body."""
        status, said, body = self._judged()
        answer = {"status": "success" if status == HTTPStatus.ACCEPTED else "error", "message": said}
        if key := _text_in(body, "dedup_key"):
            answer["dedup_key"] = key
        told = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def _judged(self) -> tuple[HTTPStatus, str, object]:
        """How it is answered, and the decoded body."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()):
            return HTTPStatus.LENGTH_REQUIRED, "Content-Length is needed", None
        if int(length) > LARGEST:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"at most {LARGEST} bytes", None
        sent = self.rfile.read(int(length))
        self._late.cancel()
        try:
            body = json.loads(sent)
        except (ValueError, RecursionError):
            body = None
        if not self._is_known(body):
            return HTTPStatus.UNAUTHORIZED, "the token is another", None
        if body is None:
            return HTTPStatus.BAD_REQUEST, "no JSON", None
        if not self.take(body):
            return HTTPStatus.SERVICE_UNAVAILABLE, "not now: send it again", body
        return HTTPStatus.ACCEPTED, "Event processed", body

    def _is_known(self, body: object) -> bool:
        """Whether the bearer token, or the routing key of an event of PagerDuty, is the one set."""
        header = self.headers.get("Authorization", "")
        given = header.removeprefix("Bearer ") if header.startswith("Bearer ") else _text_in(body, "routing_key")
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.token.encode())

    def log_message(self, *_: object) -> None:
        """Nothing of what senders say is written to the terminal."""


def _text_in(body: object, key: str) -> str:
    found = body.get(key) if isinstance(body, dict) else None
    return found if isinstance(found, str) else ""
