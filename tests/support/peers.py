"""Servers a runbook talks to, on loopback: HTTP with or without TLS, identity provider, automation system, Prometheus.

Promise: real sockets and protocols; each is gone with its test; what was asked is kept in order.
"""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tests.support.certificates import Issued
from tests.support.waiting import until


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        """The fields of a form."""
        return {key: values[0] for key, values in parse_qs(self.body.decode()).items()}


@dataclass(frozen=True)
class Reply:
    """What is answered."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)


Answering = Callable[[Asked], Reply]


def reply(value: object, status: int = 200) -> Reply:
    """An answer in JSON."""
    return Reply(status, json.dumps(value).encode(), {"Content-Type": "application/json"})


def always(made: Reply) -> Answering:
    """Answers every request alike."""
    return lambda _: made


@dataclass
class Peer:
    """A running HTTP server."""

    port: int
    asked: list[Asked] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever hangs up is no fault of the test."""


@contextmanager
def serving(answer: Answering, issued: Issued | None = None, port: int = 0) -> Iterator[Peer]:
    """An HTTP server on loopback that answers by a function; with a certificate over TLS, on any port or that one."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {key.lower(): value for key, value in self.headers.items()}
            asked = Asked(self.command, self.path, headers, self.rfile.read(length))
            peer.asked.append(asked)
            made = answer(asked)
            self.send_response(made.status)
            for key, value in made.headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(made.body)))
            self.end_headers()
            self.wfile.write(made.body)

        def do_POST(self) -> None:
            self.do_GET()

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Nothing is written to the terminal."""

    with _Server(("127.0.0.1", port), Handler) as server:
        if issued is not None:
            server.socket = _context(issued).wrap_socket(server.socket, server_side=True)
        peer = Peer(server.server_address[1])
        running = threading.Thread(target=server.serve_forever, args=(0.02,))
        running.start()
        try:
            yield peer
        finally:
            server.shutdown()
            running.join()


def _context(issued: Issued) -> ssl.SSLContext:
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = Path(folder, "c.pem"), Path(folder, "k.pem")
        certificate.write_bytes(issued.certificate)
        key.write_bytes(issued.key)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
    return context


@contextmanager
def talking(first: bytes, *, drip: bytes = b"", issued: Issued | None = None) -> Iterator[int]:
    """A server that says `first` to whoever connects, then `drip` again and again until they go; the port."""
    ending = threading.Event()

    def talk(listening: socket.socket) -> None:
        while not ending.is_set():
            try:
                plug, _ = listening.accept()
            except OSError:
                return
            with plug:
                try:
                    plug.sendall(first)
                    while drip and not ending.wait(0.05):
                        plug.sendall(drip)
                except OSError:
                    continue

    with (
        socket.create_server(("127.0.0.1", 0)) as plain,
        plain if issued is None else _context(issued).wrap_socket(plain, server_side=True) as listening,
    ):
        running = threading.Thread(target=talk, args=(listening,))
        running.start()
        try:
            yield listening.getsockname()[1]
        finally:
            ending.set()
            listening.shutdown(socket.SHUT_RDWR)
            running.join()


def shut_port() -> int:
    """A port of loopback nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def identity_provider(asked: Asked) -> Reply:
    """A token endpoint that knows one person and one client (RFC 6749 4.3, 4.4, 5.2)."""
    form = asked.form
    if form.get("client_id") != "desk":
        return reply({"error": "invalid_client"}, 401)
    grant = form.get("grant_type")
    if grant == "password":
        good = (form.get("username"), form.get("password")) == ("probe", "right horse")
    elif grant == "client_credentials":
        good = form.get("client_secret") == "right horse"
    else:
        return reply({"error": "unsupported_grant_type"}, 400)
    if not good:
        return reply({"error": "invalid_grant"}, 400)
    return reply({"access_token": "eyJ.token.x", "token_type": "Bearer", "expires_in": 60})


@dataclass
class Automation:
    """An automation system: a start with a key it knows is the same job; each look tells the next state."""

    states: list[str]
    jobs: dict[str, int] = field(default_factory=dict)
    looks: int = 0

    def answer(self, asked: Asked) -> Reply:
        """Start a job, or tell its state."""
        if asked.method == "POST":
            key = asked.headers["idempotency-key"]
            return reply({"id": self.jobs.setdefault(key, len(self.jobs) + 1)}, 201)
        if urlsplit(asked.path).path.removeprefix("/jobs/") not in map(str, self.jobs.values()):
            return reply({}, 404)
        state = self.states[min(self.looks, len(self.states) - 1)]
        self.looks += 1
        return reply({"state": state}) if state else Reply(500)


@contextmanager
def prometheus() -> Iterator[int]:
    """Prometheus of the system, watching itself; the answer is its port."""
    port = shut_port()
    config = (
        "global: {scrape_interval: 1s}\n"
        f"scrape_configs: [{{job_name: itself, static_configs: [{{targets: ['127.0.0.1:{port}']}}]}}]\n"
    )
    with watching(port, {"prometheus.yml": config}):
        yield port


@contextmanager
def watching(port: int, files: dict[str, str]) -> Iterator[Path]:
    """Prometheus of the system on that port, with these files beside its configuration; the answer is its folder."""
    where = f"--web.listen-address={HERE}:{port}"
    arguments = "--config.file={0}/prometheus.yml", "--storage.tsdb.path={0}/data", where
    with _running("prometheus", port, files, arguments) as folder:
        yield folder


@contextmanager
def alertmanager(port: int, receiver: str = "") -> Iterator[None]:
    """Alertmanager of the system, alone, without waits; `receiver` is the YAML of what its one receiver does."""
    told = "{receiver: desk, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}"
    config = f"route: {told}\nreceivers:\n- name: desk\n{receiver}"
    where = f"--web.listen-address={HERE}:{port}", "--cluster.listen-address="
    arguments = "--config.file={0}/alertmanager.yml", "--storage.path={0}/data", *where
    with _running("prometheus-alertmanager", port, {"alertmanager.yml": config}, arguments):
        yield


HERE = "127.0.0.1"


@contextmanager
def _running(name: str, port: int, files: dict[str, str], arguments: tuple[str, ...]) -> Iterator[Path]:
    program = shutil.which(name)
    if program is None:
        raise FileNotFoundError(f"{name}: install the package {name}")
    folder = Path(tempfile.mkdtemp(prefix=f"{name}."))
    for file, text in files.items():
        (folder / file).write_text(text)
    command = [program, *(argument.format(folder) for argument in arguments)]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        until(lambda: running.poll() is not None or _is_ready(port))
        yield folder
    finally:
        running.terminate()
        running.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/-/ready", timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def send(port: int, path: str, body: object) -> None:
    """Post JSON to a peer."""
    with closing(HTTPConnection(HERE, port, timeout=10)) as client:
        client.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        answer = client.getresponse()
        if answer.status >= 300:
            raise OSError(answer.status, answer.read())
