"""The connection file is taken for hostile: what is wrong in it is named, and it names nothing but a server."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console import words
from console.models.kinds import Code, ConnectionFault, Locale, Refused
from console.services.sync.connection import LARGEST, Connection, Method, is_login, read_connection
from tests.support.certificates import Authority

PEM = Authority().pem
GOOD = f"""
hub = "Corp desk"
host = "desk.corp.example"
database = "desk"
method = "password"
ca = \"\"\"
{PEM}\"\"\"
"""


def fault(path: Path) -> tuple[object, ...]:
    """What is wrong with the file, and where."""
    with pytest.raises(Refused) as refused:
        read_connection(path)
    assert refused.value.code is Code.CONNECTION_BAD
    for locale in Locale:
        assert str(path.name) in words.refusal(refused.value, locale)
    reason = refused.value.params["reason"]
    return reason if isinstance(reason, tuple) else (reason,)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "desk.toml"
    path.write_text(GOOD, "utf-8")
    return path


def test_a_good_file_says_where_the_hub_is(file: Path) -> None:
    found = read_connection(file)
    assert (found.hub, found.host, found.port, found.database) == ("Corp desk", "desk.corp.example", 5432, "desk")
    assert (found.method, found.login, found.ca.strip()) == (Method.SCRAM, None, PEM.strip())
    assert found.place == "desk.corp.example:5432/desk"


def test_certificates_may_lie_beside_it(file: Path) -> None:
    (file.parent / "ca.pem").write_text("Bag Attributes\n" + PEM, "ascii")
    file.write_text(GOOD.partition("ca =")[0] + 'ca = "ca.pem"\nport = 6432\nlogin = "mei"\n', "utf-8")
    found = read_connection(file)
    assert (found.ca.strip(), found.port, found.login) == (PEM.strip(), 6432, "mei")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('host = "/run/postgresql"', "host"),
        ('host = "@abstract"', "host"),
        ('host = "a.example,evil.example"', "host"),
        ('host = "a.example password=x"', "host"),
        ('host = ""', "host"),
        ("host = 5", "host"),
        ('hub = "\\u001b[31m"', "hub"),
        (f'hub = "{"x" * 61}"', "hub"),
        ('database = "desk\\u0000"', "database"),
        ('method = "trust"', "method"),
        ('login = "desk\'; drop"', "login"),
        ('login = "../ada"', "login"),
        ("port = 0", "port"),
        ("port = 65536", "port"),
        ("port = true", "port"),
        ('port = "5432"', "port"),
        ('ca = "../../etc/passwd"', "ca"),
        ('ca = "/etc/passwd"', "ca"),
        ('ca = ".."', "ca"),
        ('ca = "-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----"', "ca"),
    ],
)
def test_a_value_that_cannot_be_is_named(file: Path, line: str, place: str) -> None:
    key = line.partition(" =")[0]
    kept = [part for part in GOOD.partition("ca =")[0].splitlines() if not part.startswith(f"{key} =")]
    authority = [] if key == "ca" else [f'ca = """\n{PEM}"""']
    file.write_text("\n".join([*kept, line, *authority]), "utf-8")
    kind = ConnectionFault.NO_CERTIFICATE if "BEGIN" in line else ConnectionFault.BAD_VALUE
    assert fault(file) == (kind, place)


@pytest.mark.parametrize("key", ["hub", "host", "database", "method"])
def test_a_missing_value_is_named(file: Path, key: str) -> None:
    file.write_text("\n".join(line for line in GOOD.splitlines() if not line.startswith(key)), "utf-8")
    assert fault(file) == (ConnectionFault.MISSING, key)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (GOOD + 'colour = "red"\n', ConnectionFault.UNKNOWN_KEY),
        (GOOD + 'password = "hunter2"\n', ConnectionFault.TELLS_TOO_MUCH),
        (GOOD + 'Password = "hunter2"\n', ConnectionFault.TELLS_TOO_MUCH),
        (GOOD + "#-----BEGIN EC PRIVATE KEY-----\n", ConnectionFault.PRIVATE_KEY),
        (GOOD + "hub = \n", ConnectionFault.NOT_TOML),
        ("a = " + "[" * 5000, ConnectionFault.NOT_TOML),
        ("#" * (LARGEST + 1), ConnectionFault.TOO_LARGE),
    ],
)
def test_what_does_not_belong_in_it_is_refused(file: Path, content: str, kind: ConnectionFault) -> None:
    file.write_text(content, "utf-8")
    told = fault(file)
    assert told[0] is kind
    assert "hunter2" not in str(told)


def test_a_file_that_is_not_there_or_no_text_is_told(file: Path, tmp_path: Path) -> None:
    assert isinstance(fault(tmp_path / "none.toml")[0], OSError)
    file.write_bytes(b"\xff\xfe\x00")
    assert fault(file)[0] is ConnectionFault.NOT_TOML
    assert isinstance(fault(tmp_path)[0], OSError)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(content)
    assert fault(path)


NAMES = st.text(min_size=1, max_size=20).filter(lambda text: text.isprintable() and text == text.strip() and text)


@given(
    NAMES,
    st.integers(1, 65535),
    st.sampled_from(Method),
    st.none() | st.from_regex(r"[a-z][a-z0-9.]{0,9}", fullmatch=True),
)
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, name: str, port: int, method: Method, login: str | None
) -> None:
    made = Connection(name, "desk.corp.example", port, name[:15].strip(), method, PEM, login)
    path = tmp_path_factory.getbasetemp() / "written.toml"
    path.write_text(made.written(), "utf-8")
    assert read_connection(path) == made


def test_a_login_is_what_a_hub_gives_out() -> None:
    assert all(map(is_login, ("mei", "a.b-c_d@corp", "x9")))
    assert not any(map(is_login, ("", "Mei", "9x", "a b", "..", "a" * 64, "mei\n")))
