"""The address of a hub: no password in it, nothing said to a server over a network that does not prove itself."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest

from console.models.kinds import Code, Refused
from console.services.sync.postgres_address import PROVEN, address, connected
from tests.support.postgres import FAST, cluster


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ada@hub.example/desk",
        "postgresql://ada@10.0.0.5:5433/desk",
        "postgresql://ada@localhost,hub.example/desk",
        "postgresql://ada@localhost/desk?hostaddr=10.0.0.5",
        "host=hub.example user=ada dbname=desk",
        "host=localhost.example dbname=desk",
    ],
)
def test_a_server_over_a_network_must_prove_itself(url: str) -> None:
    assert PROVEN.items() <= address(url).items()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ada@/desk?host=/run/postgresql",
        "postgresql://ada@localhost/desk",
        "postgresql://ada@127.0.0.1/desk",
        "postgresql://ada@[::1]/desk",
        "dbname=desk",
    ],
)
def test_this_machine_need_not(url: str) -> None:
    assert not PROVEN.keys() & address(url).keys()


def test_an_address_may_say_how_the_server_proves_itself() -> None:
    told = address("postgresql://ada@hub.example/desk?sslmode=verify-full&sslrootcert=/etc/ca.pem")
    assert told["sslmode"] == "verify-full"
    assert "channel_binding" not in told


def test_a_server_that_cannot_prove_itself_is_not_spoken_to() -> None:
    """One on this machine, reached as if over a network: it trusts everybody and has no certificate."""
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
    with cluster(f"{FAST} -c listen_addresses=127.0.0.1 -c port={port}"):
        url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        with connected(url, str) as connection:
            assert connection.info.host == "127.0.0.1"
        with pytest.raises(Refused) as refused, connected(url, str, **PROVEN):
            raise AssertionError("connected")
    assert refused.value.code is Code.HUB_UNREACHABLE
    assert "SSL" in str(refused.value.params["reason"])
