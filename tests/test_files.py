"""Files are written whole and for their owner alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from console.files import make_private_folder, write_whole


def mode(path: Path) -> int:
    """Its rights."""
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_written_whole_over_the_former_one(tmp_path: Path) -> None:
    path = tmp_path / "a"
    for content in (b"first", b"second, longer", b""):
        write_whole(path, content)
        assert path.read_bytes() == content
    assert (mode(path), list(tmp_path.iterdir())) == (0o600, [path])


def test_a_write_that_fails_leaves_the_former_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "no folder" / "a", b"x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_whole(tmp_path / "folder", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"theirs")
    link.symlink_to(target)
    write_whole(link, b"ours")
    assert (target.read_bytes(), link.read_bytes(), link.is_symlink()) == (b"theirs", b"ours", False)


def test_a_folder_and_those_above_it_that_are_missing_are_private(tmp_path: Path) -> None:
    before = os.umask(0)
    make_private_folder(tmp_path / "a" / "b" / "c")
    os.umask(before)
    assert [mode(tmp_path / part) for part in ("a", "a/b", "a/b/c")] == [0o700] * 3


def test_only_the_folder_itself_is_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o755)
    make_private_folder(tmp_path / "open" / "inner")
    make_private_folder(tmp_path / "open" / "inner")
    assert [mode(tmp_path / "open"), mode(tmp_path / "open" / "inner")] == [0o755, 0o700]


def test_a_file_in_the_way_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").touch(mode=0o644)
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(NotADirectoryError):
            make_private_folder(path)
    assert mode(tmp_path / "file") == 0o644
