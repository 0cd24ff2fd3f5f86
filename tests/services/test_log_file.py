"""The log tells what went wrong without what belongs to customers."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

import pytest

from console.services import log_file
from tests.support.strict import LogWatch


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sent to lin.qiao@corp.example now", "sent to <address> now"),
        ("called +49 30 1234567", "called <number>"),
        ("password=hunter2 next", "password=<secret> next"),
        ("口令：abc123", "口令：<secret>"),
        ("密码是abc123。", "密码是<secret>"),
        ("postgresql://mei:s3cr/et@localhost/desk", "postgresql://mei:<secret>@localhost/desk"),
        ("to postgresql://mei:p@ss:w@db:5432/desk failed", "to postgresql://mei:<secret>@db:5432/desk failed"),
        ("smtp://:only@mail:25", "smtp://:<secret>@mail:25"),
        ("https://example.org/a:b/c", "https://example.org/a:b/c"),
        ('{"password": "hunter 2", "host": "db"}', '{"password": <secret>, "host": "db"}'),
        ("{'api_token': 'a\\'b', 'n': 1}", "{'api_token': <secret>, 'n': 1}"),
        ("password='two words' host=db", "password=<secret> host=db"),
        ("Login(password='x', user='mei')", "Login(password=<secret>, user='mei')"),
        ("PGPASSWORD=hunter2 psql", "PGPASSWORD=<secret> psql"),
        ("passwd: a pwd=b passphrase=c", "passwd: <secret> pwd=<secret> passphrase=<secret>"),
        ("X-Api-Key: abc access_key=def", "X-Api-Key: <secret> access_key=<secret>"),
        ("?access_token=abc&page=2", "?access_token=<secret>&page=2"),
        ("Authorization: Bearer eyJ.abc", "Authorization: Bearer <secret>"),
        ("{'Authorization': 'Basic bWVpOng='}", "{'Authorization': 'Basic <secret>'}"),
        ("sent eyJhbGciOi.eyJzdWIi.SflKxw on", "sent <secret> on"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nnext", "<secret>\nnext"),
        ("the password is wrong, the token expired", "the password is wrong, the token expired"),
        ("line 120 in file_2.py, 2026-03-02", "line 120 in file_2.py, 2026-03-02"),
    ],
)
def test_addresses_numbers_and_secrets_are_masked(text: str, shown: str) -> None:
    assert log_file.masked(text) == shown


@pytest.mark.parametrize("text", ["a" * 10**6, "ab://x:" * 10**5, "1 " * 10**5, "token" * 10**5, "'\\" * 10**5])
def test_a_long_text_is_masked_in_one_walk(text: str) -> None:
    """A message in a traceback must not hold the window up."""
    assert log_file.masked(text)


def test_warnings_and_tracebacks_are_written_masked_for_the_owner_alone(tmp_path: Path, logs: LogWatch) -> None:
    logs.expect("console.trial", "could not reach")
    handler = log_file.start(tmp_path)
    error = ValueError("mei@corp.example is unknown")
    logging.getLogger("console.trial").error("could not reach", exc_info=error)
    logging.getLogger("console.trial").info("nothing to see")
    log_file.stop(handler)
    written = (tmp_path / log_file.NAME).read_text("utf-8")
    assert "ERROR console.trial: could not reach" in written
    assert "ValueError: <address> is unknown" in written
    assert "nothing to see" not in written
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / log_file.NAME).stat().st_mode) == 0o600


def test_it_does_not_grow_without_bound(tmp_path: Path, logs: LogWatch, monkeypatch: pytest.MonkeyPatch) -> None:
    logs.expect("console.trial", "again")
    monkeypatch.setattr(log_file, "LARGEST", 2000)
    handler = log_file.start(tmp_path)
    for _ in range(200):
        logging.getLogger("console.trial").warning("again and again and again")
    log_file.stop(handler)
    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert len(sizes) == log_file.KEPT + 1
    assert max(sizes) <= 2000
