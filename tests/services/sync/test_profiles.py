"""Which hub a profile works with: chosen in one small file, kept in folders of their own, never outside the profile."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.bootstrap import build_services
from console.models.kinds import Code, Refused
from console.services.store import HUB_FILE, claim
from console.services.sync.profiles import (
    ACTIVE,
    EMBEDDED,
    LARGEST,
    LONGEST,
    Membership,
    activate,
    active,
    folder_name,
    joined,
    settle,
)


def test_without_a_choice_it_works_on_this_machine_alone(tmp_path: Path) -> None:
    """SPEC 1.5."""
    assert active(tmp_path, "mei") == Membership(EMBEDDED, "mei")
    services = build_services(tmp_path / "profile")
    assert (services.hub, services.member.remote) == (EMBEDDED, False)
    assert services.folder == tmp_path / "profile" / EMBEDDED / services.login
    services.close()


def test_a_choice_is_kept_and_taken_back(tmp_path: Path) -> None:
    settle(tmp_path, "corp", "", "")
    for chosen in (Membership("corp", "mei"), Membership(EMBEDDED, "wei")):
        activate(tmp_path, chosen)
        assert active(tmp_path, "wei") == chosen
    assert (tmp_path / "corp" / HUB_FILE).exists()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no json",
        "[]",
        "{}",
        '{"hub": "corp"}',
        '{"hub": "corp", "login": 5}',
        '{"hub": "gone", "login": "mei"}',
        '{"hub": "../corp", "login": "mei"}',
        '{"hub": "/etc", "login": "mei"}',
        json.dumps({"hub": "corp", "login": "x" * LARGEST}),
    ],
)
def test_a_choice_that_cannot_be_read_is_told_and_not_guessed(tmp_path: Path, content: str) -> None:
    """Another desk than the chosen one would look as if all tickets were gone."""
    settle(tmp_path, "corp", "", "")
    (tmp_path / ACTIVE).write_text(content)
    with pytest.raises(Refused) as refused:
        active(tmp_path, "mei")
    assert refused.value.code is Code.BAD_SETTING


def test_a_login_never_leaves_the_folder_of_its_hub(tmp_path: Path) -> None:
    for login in ("..", "../../x", "/etc", "a\\b", "con"):
        folder = Membership("corp", login).folder(tmp_path)
        assert folder.parent == tmp_path / "corp"
        assert folder.name not in {"", ".", ".."}


@given(st.text(max_size=80))
def test_any_name_makes_a_plain_folder(name: str) -> None:
    made = folder_name(name)
    assert made
    assert len(made) <= LONGEST + len("-hub")
    assert Path(made).name == made
    assert made.strip(". ") == made
    assert made != EMBEDDED
    assert folder_name(made) == made


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Corp desk", "corp-desk"),
        ("../../etc", "etc"),
        ("embedded", "embedded-hub"),
        ("CON", "con-hub"),
        ("服务台", "服务台"),
        ("...", "hub"),
    ],
)
def test_names_are_folded_for_every_system(name: str, folder: str) -> None:
    assert folder_name(name) == folder


def test_what_a_hub_needs_is_for_this_person_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    folder = settle(tmp_path, "corp", "text", "pem")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    claim(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700, "the hub's folder is the console's own"


def test_hubs_once_joined_are_listed(tmp_path: Path) -> None:
    for hub, login in (("corp", "mei"), ("corp", "wei"), ("other", "mei")):
        settle(tmp_path, hub, "", "")
        (tmp_path / hub / login).mkdir()
        (tmp_path / hub / login / "replica.db").touch()
    (tmp_path / "stray" / "mei").mkdir(parents=True)
    assert joined(tmp_path) == (Membership("corp", "mei"), Membership("corp", "wei"), Membership("other", "mei"))
