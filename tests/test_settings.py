"""Options of this machine and person: file, environment, and values that cannot be (SPEC 1.7)."""

from __future__ import annotations

import stat
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.alert_kinds import AlertKind
from console.models.kinds import Code, Locale, Refused
from console.settings import PREFIX, Language, RowHeight, Settings, Switch, Theme, load, save
from console.words import refusal

EVERY = st.builds(
    Settings,
    st.sampled_from(Language),
    st.sampled_from(Theme),
    st.sampled_from(RowHeight),
    st.sampled_from(Switch),
)


def refused(path: Path, environment: dict[str, str]) -> Refused:
    """The refusal of these settings."""
    with pytest.raises(Refused) as caught:
        load(path, environment)
    assert caught.value.code is Code.BAD_SETTING
    return caught.value


def test_without_a_file_everything_is_as_usual(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml", {}) == Settings()


def test_every_option_has_a_default_among_its_choices_and_help() -> None:
    for option in fields(Settings):
        assert isinstance(option.default, StrEnum)
        assert option.metadata["help"]


@given(settings=EVERY)
def test_what_was_saved_is_loaded(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "settings.toml"
    save(path, settings)
    assert load(path, {}) == settings


def test_only_what_differs_is_written_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    save(path, Settings(theme=Theme.DARK))
    assert path.read_text("utf-8") == 'theme = "dark"\n'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    save(path, Settings())
    assert path.read_text("utf-8") == ""
    assert [one.name for one in tmp_path.iterdir()] == ["settings.toml"]


def test_a_save_that_fails_leaves_the_former_file_and_nothing_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "settings.toml"
    folder.mkdir()
    (folder / "in the way").touch()
    with pytest.raises(OSError, match="settings"):
        save(folder, Settings())
    assert [one.name for one in tmp_path.iterdir()] == ["settings.toml"]


@given(settings=EVERY, other=EVERY)
def test_the_environment_rules_over_the_file(
    settings: Settings, other: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "settings.toml"
    save(path, settings)
    environment = {PREFIX + option.name.upper(): str(getattr(other, option.name)) for option in fields(Settings)}
    assert load(path, environment | {PREFIX + "PROFILE": "/somewhere", "THEME": "loud"}) == other


@pytest.mark.parametrize("value", ["", "Dark", "blue", " dark", "dark\n", "\ud800"])
def test_a_value_that_cannot_be_is_refused_with_its_source(tmp_path: Path, value: str) -> None:
    error = refused(tmp_path / "none.toml", {PREFIX + "THEME": value})
    assert error.params == {"name": "theme", "value": value, "source": "SUPPORT_CONSOLE_THEME"}
    assert "SUPPORT_CONSOLE_THEME" in refusal(error, Locale.EN)


@pytest.mark.parametrize(
    "content",
    [
        'theme = "blue"',
        "theme = 1",
        "theme = true",
        'theme = ["dark"]',
        'theme = {dark = "dark"}',
        "theme = 2026-02-27",
        'colour = "red"',
        '[look]\ntheme = "dark"',
        "theme = dark",
        "theme",
        "\0",
    ],
)
def test_a_file_that_cannot_be_is_refused_with_its_path(tmp_path: Path, content: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(content, "utf-8")
    assert refused(path, {}).params["source"] == str(path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b'theme = "\xff"')
    assert refused(path, {}).params["name"] == "settings.toml"
    assert refused(tmp_path, {}).params["source"] == str(tmp_path)
    assert refused(path / "below.toml", {}).code is Code.BAD_SETTING


def test_every_kind_of_alert_has_its_switch() -> None:
    assert {kind: Settings().pops_up(kind) for kind in AlertKind} == dict.fromkeys(AlertKind, True)
