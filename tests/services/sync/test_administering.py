"""An admin looks after people, teams and the hub from a joined profile; nobody else can (SPEC 1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from console.models.faults import Finding, HubFault
from console.models.kinds import Code, Locale, Refused, Role
from console.services.secrets import Password
from console.services.sync.admin import FIRST_TEAM
from console.services.sync.administering import Administration, Newcomer, Staffer
from console.services.sync.profiles import Membership
from tests.support.consoles import joined
from tests.support.secure_hub import ADMIN, AGENT, AUDITOR, LEAD, OTHER_TEAM, PEOPLE, SecureHub, secure_hub

FOLDER = "corp-desk"


@pytest.fixture(scope="module")
def hub() -> Iterator[SecureHub]:
    with secure_hub() as made:
        yield made


def administration(hub: SecureHub, profile: Path, login: str, password: str | None = None) -> Administration:
    """What the window of that person has."""
    joined(hub, profile, login)
    kept = Password(lambda: "nowhere", login)
    if password != "":
        kept.give(password or hub.passwords[login], keep_it=False)
    return Administration(profile, Membership(FOLDER, login), kept)


@pytest.fixture
def ada(hub: SecureHub, tmp_path: Path) -> Administration:
    """The admin at a joined console."""
    return administration(hub, tmp_path / "ada", ADMIN)


def staffer(ada: Administration, login: str) -> Staffer:
    return next(one for one in ada.roster().people if one.login == login)


def code(call: object) -> Code:
    assert callable(call)
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.code


def test_everybody_who_signs_in_is_listed_with_roles_and_teams(ada: Administration) -> None:
    roster = ada.roster()
    assert {one.login for one in roster.people} >= {ADMIN, *PEOPLE}
    assert roster.teams[:2] == (FIRST_TEAM, OTHER_TEAM)
    assert staffer(ada, LEAD) == Staffer(LEAD, "Lena", FIRST_TEAM, (Role.LEAD,), (FIRST_TEAM,))


def test_a_newcomer_signs_in_with_the_password_that_was_told_once(hub: SecureHub, ada: Administration) -> None:
    password = ada.add(Newcomer("nia", "Nia Okoro", OTHER_TEAM, (Role.AGENT,), Locale.EN))
    assert password is not None
    assert signs_in(hub, "nia", password)
    renewed = ada.renew_password("nia")
    assert renewed is not None
    assert not signs_in(hub, "nia", password)
    assert signs_in(hub, "nia", renewed)
    ada.disable("nia")
    assert not signs_in(hub, "nia", renewed)
    assert staffer(ada, "nia") == Staffer("nia", "Nia Okoro", OTHER_TEAM, (), ())


def signs_in(hub: SecureHub, login: str, password: str) -> bool:
    address = f"host=localhost port={hub.port} dbname=desk user={login} sslmode=require"
    try:
        psycopg.connect(address, password=password).close()
    except psycopg.OperationalError:
        return False
    return True


def test_roles_and_teams_are_given_and_taken(ada: Administration) -> None:
    assert ada.change_roles(AUDITOR, (Role.AGENT, Role.LEAD), ()) == (Role.AGENT, Role.LEAD, Role.AUDITOR)
    assert ada.change_roles(AUDITOR, (), (Role.AGENT, Role.LEAD)) == (Role.AUDITOR,)
    assert ada.change_teams(AGENT, (OTHER_TEAM,), ()) == (FIRST_TEAM, OTHER_TEAM)
    assert staffer(ada, AGENT).teams == (FIRST_TEAM, OTHER_TEAM)
    assert ada.change_teams(AGENT, (), (OTHER_TEAM,)) == (FIRST_TEAM,)


def test_a_team_of_its_own_is_made_once(ada: Administration) -> None:
    ada.add_team("Printing")
    assert "Printing" in ada.roster().teams
    assert code(lambda: ada.add_team("printing")) is Code.HUB_TEAM_TAKEN
    assert code(lambda: ada.add_team("  ")) is Code.EMPTY_TEXT


def test_the_hub_s_figures_and_what_is_wrong_are_told(hub: SecureHub, ada: Administration) -> None:
    assert ada.look().findings == ()
    with hub.root() as root:
        root.execute("grant temporary on database desk to public")
        health = ada.look()
        root.execute("revoke temporary on database desk from public")
    assert health.findings == (Finding(HubFault.DATABASE_OPEN, "temporary"),)
    assert health.status.people >= len(PEOPLE)


def test_nobody_but_an_admin_changes_anything(hub: SecureHub, tmp_path: Path) -> None:
    lena = administration(hub, tmp_path / "lena", LEAD)
    for call in (
        lambda: lena.add(Newcomer("eve", "Eve", FIRST_TEAM, (Role.ADMIN,), Locale.EN)),
        lambda: lena.change_roles(LEAD, (Role.ADMIN,), ()),
        lambda: lena.change_teams(LEAD, (OTHER_TEAM,), ()),
        lambda: lena.renew_password(ADMIN),
        lambda: lena.disable(AGENT),
        lambda: lena.add_team("Lena's"),
        lena.look,
    ):
        assert code(call) is Code.ROLE_NEEDED


def test_the_last_admin_stays(ada: Administration) -> None:
    assert code(lambda: ada.disable(ADMIN)) is Code.HUB_LAST_ADMIN


def test_without_a_password_or_a_hub_it_says_so(hub: SecureHub, tmp_path: Path, ada: Administration) -> None:
    assert code(administration(hub, tmp_path / "new", ADMIN, "").roster) is Code.HUB_SIGN_IN_NEEDED
    assert code(administration(hub, tmp_path / "wrong", ADMIN, "wrong").roster) is Code.HUB_SIGN_IN_WRONG
    with hub.gone():
        assert code(ada.roster) in (Code.HUB_UNREACHABLE, Code.HUB_NO_DATABASE)
