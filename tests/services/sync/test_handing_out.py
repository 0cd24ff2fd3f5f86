"""The file handed to a new member holds what their console needs, or is not written."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.models.kinds import Code, ConnectionFault, Refused
from console.services.sync.connection import Method, read_connection
from console.services.sync.handing_out import Handout, hand_out
from tests.support.certificates import Authority

WAY = {"host": "desk.corp.example", "dbname": "desk", "user": "ada", "port": "6432"}


@pytest.fixture
def ca(tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    path.write_text("Bag Attributes\n" + Authority().pem, "ascii")
    return path


def test_it_says_what_the_admins_own_address_says(tmp_path: Path, ca: Path) -> None:
    file = tmp_path / "desk.toml"
    hand_out(Handout(file, "bo", Method.KERBEROS), WAY | {"sslrootcert": str(ca)})
    found = read_connection(file)
    assert (found.place, found.method, found.login) == ("desk.corp.example:6432/desk", Method.KERBEROS, "bo")


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"host": "/run/postgresql"}, "host"),
        ({"host": "a.example,b.example"}, "host"),
        ({"dbname": "", "user": ""}, "database"),
    ],
)
def test_an_address_no_console_gets_by_is_named(tmp_path: Path, ca: Path, changes: dict[str, str], place: str) -> None:
    file = tmp_path / "desk.toml"
    with pytest.raises(Refused) as refused:
        hand_out(Handout(file, "bo", Method.SCRAM, ca=ca), WAY | changes)
    assert refused.value.params["reason"] == (ConnectionFault.BAD_VALUE, place)
    assert not file.exists()


def test_without_certificates_nothing_is_written(tmp_path: Path) -> None:
    file = tmp_path / "desk.toml"
    for given in (WAY, WAY | {"sslrootcert": "system"}):
        with pytest.raises(Refused) as refused:
            hand_out(Handout(file, "bo", Method.SCRAM), given)
        assert refused.value.code is Code.HANDOUT_FAILED
    assert not file.exists()


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path, ca: Path) -> None:
    file = tmp_path / "desk.toml"
    file.write_text("mine", "utf-8")
    with pytest.raises(Refused) as refused:
        hand_out(Handout(file, "bo", Method.SCRAM, ca=ca), WAY)
    assert refused.value.code is Code.HANDOUT_EXISTS
    assert file.read_text("utf-8") == "mine"
