"""The tree speaks of itself alone, names only what exists, and locks exactly what it declares."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.reading import ROOT, Source, files, sources
from tests.house.tree import foreign_words, missing_files, missing_resources
from tests.support.order import LONG, TESTS

TEXTS = frozenset(
    {".py", ".md", ".toml", ".txt", ".ts", ".qss", ".json", ".sql", ".svg", ".spec", ".desktop", ".xml", ".iss", ""}
)
PINNED = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)
NAMED = re.compile(r"[a-z0-9-]+")
PACKAGES = {"PySide6": "pyside6-essentials", "uuid_utils": "uuid-utils", "markdown_it": "markdown-it-py"}
"""Packages that are called otherwise than what is imported."""
WAITED_FOR = frozenset({"keyring", "requests", "tzdata", "shiboken6"})
"""What pages and services to come are bound to use, and what others load by themselves."""


def texts() -> list[tuple[str, str]]:
    """Path and text of each file people read or write."""
    paths = [path for path in files() if path.suffix in TEXTS]
    return [(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in paths]


def declared_packages(pyproject: str, *, tools: bool = False) -> set[str]:
    """Names of the packages the console needs, and with `tools` of those its developers need."""
    project = tomllib.loads(pyproject)["project"]
    lines = [*project["dependencies"], *(project["optional-dependencies"]["dev"] if tools else ())]
    return {found.group() for line in lines if (found := NAMED.match(line.lower()))}


def unlocked(pyproject: str, lock: str) -> set[str]:
    """Packages declared and not locked."""
    return declared_packages(pyproject, tools=True) - set(PINNED.findall(lock))


def undeclared(source: Source, declared: set[str]) -> list[str]:
    """Packages that shipped code imports and pyproject.toml does not name."""
    own = {"console", "__future__", *sys.stdlib_module_names}
    tops = {name.split(".")[0] for _, name in source.imports()}
    return sorted(f"{source.path}: {name}" for name in tops - own if PACKAGES.get(name, name) not in declared)


def test_the_project_speaks_of_itself_alone() -> None:
    assert not [told for path, text in texts() for told in foreign_words(path, text)]


def test_documents_name_only_files_that_exist() -> None:
    documents = [(path, text) for path, text in texts() if path.endswith(".md")]
    assert not [told for path, text in documents for told in missing_files(path, text, ROOT)]


def test_the_code_names_only_resources_that_exist() -> None:
    assert not [
        told for source in sources() if source.in_console for told in missing_resources(source, ROOT / "resources")
    ]


def test_the_code_imports_only_what_is_declared() -> None:
    declared = declared_packages((ROOT / "pyproject.toml").read_text("utf-8"))
    assert not [told for source in sources() if source.in_console for told in undeclared(source, declared)]


def test_what_is_declared_is_imported_or_waited_for() -> None:
    imported = {name.split(".")[0] for source in sources() if source.in_console for _, name in source.imports()}
    declared = declared_packages((ROOT / "pyproject.toml").read_text("utf-8"))
    assert declared - {PACKAGES.get(name, name) for name in imported} <= WAITED_FOR


def test_the_lock_holds_all_that_is_declared_and_no_address() -> None:
    lock = (ROOT / "requirements-dev.txt").read_text("utf-8")
    assert not unlocked((ROOT / "pyproject.toml").read_text("utf-8"), lock)
    assert "/" not in re.sub(r"--hash=sha256:[0-9a-f]{64}", "", lock)
    assert lock.count("--hash=") >= len(PINNED.findall(lock))


@pytest.mark.parametrize(
    "line",
    [
        "See /work/x.py",
        "HOME = '/root/.config'",
        "/home/ann/support",
        "written by a sub-agent",
        "as the brief says",
        "from files.pythonhosted.org",
        "--index-url x",
    ],
)
def test_foreign_words_are_caught(line: str) -> None:
    assert list(foreign_words("README.md", f"\n{line}\n"))


@pytest.mark.parametrize(
    "line", ["a network/rooted path", "the workshop", "framework/root cause/", "a session of SQLAlchemy"]
)
def test_ordinary_words_are_not_blamed(line: str) -> None:
    assert not list(foreign_words("README.md", line))


def test_a_document_that_names_what_is_not_there_is_caught(tmp_path: Path) -> None:
    (tmp_path / "console").mkdir()
    (tmp_path / "console/kinds.py").touch()
    kept = (
        "`console/kinds.py` `kinds.py` `console/*.py` `tr()` `console/{a,b}.py` [it](console/kinds.py) `python3 dev.py`"
    )
    assert not list(missing_files("README.md", kept, tmp_path))
    for wrong in ("`console/gone.py`", "`gone.md`", "[there](console/gone.py)", "`console/*.sql`"):
        assert list(missing_files("README.md", wrong, tmp_path)), wrong


def test_a_resource_that_is_not_there_is_caught(tmp_path: Path) -> None:
    (tmp_path / "icons").mkdir()
    (tmp_path / "icons/bell.svg").touch()
    (tmp_path / "x.ts").touch()
    kept = (
        "resource('icons/bell.svg'); resource(f'icons/{n}.svg'); resource('x.qm'); icon('bell', 1); Action(icon='bell')"
    )
    assert not list(missing_resources(Source("x.py", kept), tmp_path))
    for wrong in ("resource('gone.svg')", "resource(f'gone/{n}.svg')", "icons.pixmap('gone')", "Action(icon='gone')"):
        assert list(missing_resources(Source("x.py", wrong), tmp_path)), wrong


def test_a_package_that_is_not_locked_is_caught() -> None:
    pyproject = '[project]\ndependencies = ["A-b>=1"]\noptional-dependencies = {dev = ["c>=1"]}\n'
    assert unlocked(pyproject, "c==1 \\\n") == {"a-b"}
    assert unlocked(pyproject, "c==1 \\\na-b==1 \\\n") == set()


def test_an_undeclared_import_is_caught() -> None:
    source = Source("console/x.py", "import os, console.words, numpy\ndef f():\n    from PySide6 import QtCore\n")
    assert undeclared(source, {"pyside6-essentials"}) == ["console/x.py: numpy"]


def test_the_files_that_are_begun_first_exist() -> None:
    assert [name for name in LONG if not (TESTS / name).is_file()] == []
