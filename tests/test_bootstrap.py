"""The services of a profile: built without a question, the same at every start (SPEC 1.5)."""

from __future__ import annotations

import getpass
import json
from contextlib import closing
from pathlib import Path

import pytest

from console import bootstrap
from console.bootstrap import build_services, full_name, settings_path, speaking, system_locale, system_login
from console.models.kinds import HUMAN_ROLES, Code, Locale, Refused
from console.services.clock import SystemClock
from console.services.people import Staff, Teams
from console.services.sync.profiles import EMBEDDED
from console.services.tickets.queries import Count
from console.settings import Language, Settings, Theme, save
from tests.support.desk import START, Office, SetClock, open_office
from tests.support.processes import told


def test_the_first_start_records_a_person_with_all_human_roles_and_a_team(tmp_path: Path) -> None:
    """SPEC 1.5."""
    office = open_office(tmp_path / "profile")
    me = office.services.me
    assert (me.name, me.roles, me.team_name) == (full_name(getpass.getuser()), frozenset(HUMAN_ROLES), "Helpdesk")
    assert me.locale is Locale.EN
    (person,), (team,) = office.ask(Staff()), office.ask(Teams())
    assert (person.id, person.login, person.team) == (me.id, getpass.getuser(), team.id)
    assert office.rows("team")[0]["lead"] == me.id
    assert office.rows("_op") == []
    office.services.close()


def test_the_next_start_finds_the_same_person(tmp_path: Path) -> None:
    first = build_services(tmp_path / "profile", SetClock())
    first.close()
    second = build_services(tmp_path / "profile", SetClock())
    assert second.me == first.me
    second.close()


def test_a_desk_with_a_hub_of_before_there_were_policies_gets_them_once(tmp_path: Path) -> None:
    """SPEC 1.5."""
    first = open_office(tmp_path / "profile")
    ruled_first = len(first.rows("policy"))
    with first.store.bulk() as connection:
        connection.execute("delete from policy")
    first.services.folder.joinpath("hub.db").touch()
    first.services.close()
    second = open_office(tmp_path / "profile")
    ruled = second.rows("policy")
    assert len({row["id"] for row in ruled}) == ruled_first > 0
    second.services.close()
    third = open_office(tmp_path / "profile")
    assert third.rows("policy") == ruled
    third.services.close()


def test_each_login_has_a_replica_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DESIGN 1.4: profile/<hub>/<login>."""
    names = {"wei": "wei", "../../na": "na", "CORP\\lee": "lee", "a/b": "b", "..": "file", "王伟": "王伟"}
    for login, folder in names.items():
        monkeypatch.setenv("LOGNAME", login)
        services = build_services(tmp_path / "profile", SetClock())
        assert services.store.path == tmp_path / "profile" / EMBEDDED / folder / "replica.db"
        assert services.me.name == login
        services.close()
    assert [path.name for path in tmp_path.iterdir()] == ["profile"]


def test_a_user_the_system_does_not_know_gets_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container, whose user is but a number."""

    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr(getpass, "getuser", unknown)
    assert system_login().isdigit()
    assert full_name("nobody here by that name") == "nobody here by that name"


def test_the_language_is_that_of_the_setting_else_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert speaking(Settings(language=Language.ZH)) is Locale.ZH
    assert speaking(Settings(language=Language.EN)) is Locale.EN
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert speaking(Settings()) is Locale.ZH


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LANG": "zh_CN.UTF-8"}, Locale.ZH),
        ({"LANG": "zh_TW"}, Locale.ZH),
        ({"LANG": "de_DE.UTF-8"}, Locale.EN),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, Locale.EN),
        ({"LANG": "en_US", "LC_MESSAGES": "zh_CN"}, Locale.ZH),
        ({"LANG": "zh_CN", "LC_ALL": ""}, Locale.ZH),
    ],
    ids=str,
)
def test_the_system_speaks_chinese_or_english(environment: dict[str, str], spoken: Locale) -> None:
    assert system_locale(environment) is spoken


def test_settings_of_the_profile_are_heard_and_bad_ones_keep_it_closed(tmp_path: Path) -> None:
    office = open_office(tmp_path / "profile")
    office.services.close()
    save(settings_path(tmp_path / "profile"), Settings(theme=Theme.DARK, language=Language.ZH))
    services = build_services(tmp_path / "profile")
    assert (services.settings.theme, services.locale) == (Theme.DARK, Locale.ZH)
    assert isinstance(services.clock, SystemClock)
    services.close()
    settings_path(tmp_path / "profile").write_text("theme = 7", "utf-8")
    with pytest.raises(Refused) as caught:
        build_services(tmp_path / "profile")
    assert caught.value.code is Code.BAD_SETTING


def _garbled(path: Path) -> None:
    path.write_bytes(b"this is no database" * 500)


@pytest.mark.parametrize("gone", [False, True])
def test_where_replica_and_own_hub_are_damaged_no_empty_desk_stands_in(tmp_path: Path, *, gone: bool) -> None:
    """It would answer that there are no tickets; both files stay where they are until somebody decides."""
    with closing(build_services(tmp_path / "profile")) as services:
        folder = services.folder
    if gone:
        (folder / "replica.db").unlink()
    else:
        _garbled(folder / "replica.db")
    _garbled(folder / "hub.db")
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            build_services(tmp_path / "profile")
        assert (refused.value.code, refused.value.params["path"]) == (Code.DATABASE_CORRUPT, folder / "hub.db")
    assert not list(folder.glob("replica.damaged*"))


def test_the_usual_profile_lies_where_the_system_keeps_data() -> None:
    path = bootstrap.default_profile()
    assert path.is_relative_to(Path.home())
    assert path.parts[-3:] == ("support-console", "profiles", "default")


def test_a_question_costs_no_mapping_and_no_pinyin(tmp_path: Path) -> None:
    """DESIGN 6: the first screen comes from plain SQLite."""
    office = open_office(tmp_path / "profile")
    office.ticket("登录失败")
    office.services.close()
    script = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from console.bootstrap import build_services\n"
        "from console.services.people import Staff, Teams, WhoAmI\n"
        "from console.services.tickets import queries, whole, views\n"
        "from console.services.tickets.filters import Filter, Sort\n"
        "services = build_services(Path(sys.argv[1]))\n"
        "ask = services.desk.ask\n"
        "lines = ask(queries.FirstWindow(Filter(text='登录'), Sort()))\n"
        "ask(whole.OpenTicket(lines[0].ticket))\n"
        "for query in (Staff(), Teams(), WhoAmI(), views.SavedViews(services.me), queries.Find('登录')):\n"
        "    ask(query)\n"
        "services.close()\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))\n"
    )
    modules = set(json.loads(told(script, tmp_path / "profile")[0]))
    assert not modules & {"sqlalchemy", "pypinyin", "PySide6", "requests", "typer", "puremagic", "hashlib", "uuid"}


def test_the_services_are_closed_in_order_and_may_be_closed_again(office_of_my_own: Office) -> None:
    folder = office_of_my_own.store.path.parent
    office_of_my_own.services.close()
    office_of_my_own.services.close()
    assert {path.name for path in folder.iterdir()} == {"replica.db", "local.db"}


@pytest.fixture
def office_of_my_own(tmp_path: Path) -> Office:
    """A new profile, left open."""
    office = open_office(tmp_path / "profile")
    office.ticket()
    assert office.ask(Count(())) == ()
    assert office.clock.now() > START
    return office
