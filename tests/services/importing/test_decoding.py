"""An encoding is taken because the file decodes by it; what is no text is refused with what it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from console.models.kinds import Code, Refused, Unreadable
from console.services.importing.decoding import encoding_of

CHINESE = "标题,描述\n登录失败,全员无法登录系统，请尽快处理\n密码重置,用户忘记密码\n"
GERMAN = "title,description\nStörung,Die Straße heißt für Größe Übermaß\nGrün,Äpfel und Öl für später\n"


def write(folder: Path, content: bytes) -> Path:
    path = folder / "tickets.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        (CHINESE, "utf-8", "utf-8"),
        (CHINESE, "utf-8-sig", "utf-8-sig"),
        (CHINESE, "utf-16", "utf-16"),
        (CHINESE, "utf-16-le", "utf-16-le"),
        (CHINESE, "utf-16-be", "utf-16-be"),
        (CHINESE, "utf-32", "utf-32"),
        (CHINESE, "gb18030", "gb18030"),
        (CHINESE, "gbk", "gb18030"),
        ("title\n𠀀一丁\n" * 5, "gb18030", "gb18030"),
        (GERMAN, "utf-8", "utf-8"),
        (GERMAN, "utf-16-le", "utf-16-le"),
        (GERMAN, "cp1252", "cp1252"),
        ("title\nplain\n", "ascii", "utf-8"),
    ],
)
def test_a_text_is_read_as_it_was_written(tmp_path: Path, text: str, written: str, found: str) -> None:
    path = write(tmp_path, text.encode(written))
    encoding = encoding_of(path)
    assert encoding.codec == found
    assert path.read_text(encoding.codec, encoding.errors) == text


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Unreadable.EMPTY),
        (b" \r\n\t", Unreadable.EMPTY),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", Unreadable.PDF),
        (b"PK\x03\x04\x14\x00", Unreadable.WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unreadable.WORKBOOK),
        (b"\x89PNG\r\n\x1a\n", Unreadable.BINARY),
        (bytes(range(256)) * 8, Unreadable.BINARY),
    ],
)
def test_what_is_no_text_is_refused_with_what_it_is(tmp_path: Path, content: bytes, reason: Unreadable) -> None:
    with pytest.raises(Refused) as refused:
        encoding_of(write(tmp_path, content))
    assert refused.value.code is Code.IMPORT_UNREADABLE
    assert refused.value.params == {"file": "tickets.csv", "reason": reason}


def test_a_missing_file_is_refused_with_the_systems_reason(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        encoding_of(tmp_path / "gone.csv")
    assert isinstance(refused.value.params["reason"], FileNotFoundError)


def test_one_damaged_byte_does_not_turn_the_whole_file_into_another_encoding(tmp_path: Path) -> None:
    damaged = CHINESE.encode().replace("密".encode(), "密".encode()[:2], 1)
    encoding = encoding_of(write(tmp_path, damaged))
    assert encoding.codec == "utf-8"
    assert "登录失败" in damaged.decode(encoding.codec, encoding.errors)


def test_damage_far_behind_the_start_is_seen(tmp_path: Path) -> None:
    path = write(tmp_path, CHINESE.encode() * 3000 + b"\xff\xfe,x\n")
    assert encoding_of(path).errors == "surrogateescape"


@pytest.mark.parametrize(
    ("content", "codec"),
    [
        (b"title,description\n" * 5000 + CHINESE.encode() + b"\xff,x\n", "utf-8"),
        (CHINESE.encode() + "中文,乱\n".encode("gb18030"), "utf-8"),
        (CHINESE.encode("gb18030") + b"\xff,x\n", "gb18030"),
        (CHINESE.encode("gb18030")[:-1] + b"\xc3", "gb18030"),
        (GERMAN.encode("cp1252") + b"\x81,x\n", "cp1252"),
    ],
    ids=["ASCII comes first", "rows of two encodings", "one bad byte", "cut off", "one undefined byte"],
)
def test_damage_shows_in_its_row_and_leaves_all_others_as_they_were_written(
    tmp_path: Path, content: bytes, codec: str
) -> None:
    encoding = encoding_of(write(tmp_path, content))
    assert encoding.codec == codec
    lines = content.decode(encoding.codec, encoding.errors).splitlines()
    whole = (GERMAN if codec == "cp1252" else CHINESE).splitlines()
    assert set(whole[:-1]) <= set(lines)
    assert any("\udc80" <= sign <= "\udcff" for line in lines for sign in line)


def test_a_pipe_is_refused_before_it_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused) as refused:
        encoding_of(tmp_path / "pipe")
    assert refused.value.params["reason"] is Unreadable.NO_FILE
