"""Who may import whom: the contracts of pyproject.toml hold, name what they should, and are each broken here once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.house.reading import ROOT, Source, sources

LINTER = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
NOT_ON_THE_START_PATH = frozenset(
    {"sqlalchemy", "typer", "pypinyin", "requests", "numpy", "pyqtgraph", "pydantic", "keyring"}
)
FAMILIES = (
    "console/views",
    *(f"console/services/{family}" for family in ("channels", "steps", "evidence", "intake", "reports")),
)
"""Folders whose members know nothing of each other: pages, and the kinds of a thing, one file each."""

BREACHES = (
    ("layers", "console/models/kinds.py", "import console.services.clock"),
    ("layers", "console/services/clock.py", "from console.views import queue"),
    ("layers", "console/services/clock.py", "def f():\n    from console import bootstrap"),
    ("layers", "console/views/queue/__init__.py", "from console.app import main"),
    ("layers", "console/views/queue/__init__.py", "import console.bootstrap"),
    ("layers", "console/words.py", "import console.settings"),
    ("layers", "console/stray.py", "x = 1"),
    ("core-without-qt", "console/services/clock.py", "from PySide6.QtCore import QObject"),
    ("core-without-qt", "console/models/kinds.py", "def f():\n    import pyqtgraph"),
    ("core-without-qt", "console/bootstrap.py", "import console.app"),
    ("views-without-stores", "console/views/queue/__init__.py", "import sqlite3"),
    ("views-without-stores", "console/views/courier.py", "from sqlalchemy import orm"),
    ("views-without-entities", "console/views/queue/__init__.py", "from console.models.ticket import Ticket"),
    ("views-without-entities", "console/views/queue/__init__.py", "from console.models import people"),
    ("presenters-without-qt", "console/views/queue/presenter.py", "from PySide6.QtCore import QObject"),
    ("presenters-without-qt", "console/views/queue/presenter.py", "from console.views import courier"),
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package and its contracts that may be broken."""
    shutil.copytree(ROOT / "console", tmp_path / "console", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    if not (tmp_path / "console/app.py").exists():
        (tmp_path / "console/app.py").write_text("import PySide6.QtWidgets\n", "utf-8")
    return tmp_path


def lint(root: Path, *contracts: str) -> tuple[int, str]:
    """The exit code and words of the import linter for the package below `root`."""
    chosen = [word for contract in contracts for word in ("--contract", contract)]
    command = [sys.executable, "-c", LINTER, "--no-cache", "--no-logo", *chosen]
    environment = {**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def contracts() -> dict[str, dict[str, list[str]]]:
    """The contracts of pyproject.toml by id."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def test_the_contracts_hold() -> None:
    code, told = lint(ROOT)
    assert code == 0, told


@pytest.mark.parametrize(("contract", "path", "line"), BREACHES)
def test_a_breach_is_caught(copy: Path, contract: str, path: str, line: str) -> None:
    broken = copy / path
    with broken.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    code, told = lint(copy, contract)
    assert code == 1, told
    assert "BROKEN" in told
    assert path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") in told


def test_every_contract_has_been_tried() -> None:
    assert {contract for contract, _, _ in BREACHES} == set(contracts())


def test_every_module_below_the_views_is_bound_to_know_no_qt() -> None:
    tops = {
        path.stem for path in (ROOT / "console").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    with_a_window = {"__init__", "__main__", "cli", "app", "views"}
    assert set(contracts()["core-without-qt"]["source_modules"]) == {f"console.{name}" for name in tops - with_a_window}


def test_every_mapped_module_is_hidden_from_the_views() -> None:
    models = [source for source in sources() if source.path.startswith("console/models/")]
    mapped = {
        source.path.removesuffix(".py").replace("/", ".")
        for source in models
        if any(name.split(".")[0] == "sqlalchemy" or name == "console.models.base" for _, name in source.imports())
    }
    assert mapped <= set(contracts()["views-without-entities"]["forbidden_modules"])


def strangers(source: Source) -> list[str]:
    """Imports by which one member of a family knows another."""
    for family in FAMILIES:
        if source.path.startswith(f"{family}/"):
            package = f"{family.replace('/', '.')}."
            own = source.path.removeprefix(f"{family}/").split("/")[0].removesuffix(".py")
            others = members(family) - {own}
            named = (
                (line, name.removeprefix(package).split(".")[0])
                for line, name in source.imports()
                if name.startswith(package)
            )
            return [
                f"{source.path}:{line}: {own} knows {name}"
                for line, name in named
                if own in members(family) and name in others
            ]
    return []


def members(family: str) -> set[str]:
    """The pages of the views, or the files of any other family."""
    folder = ROOT / family
    pages = {path.parent.name for path in folder.glob("*/page.py")}
    return pages if family == "console/views" else {path.stem for path in folder.glob("*.py")} - {"__init__"}


def test_members_of_a_family_do_not_know_each_other() -> None:
    assert not [told for source in sources() for told in strangers(source)]


def test_a_page_that_knows_another_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.members", lambda _family: {"queue", "warroom"})
    assert strangers(Source("console/views/queue/page.py", "def f():\n    from console.views.warroom import page\n"))
    assert not strangers(Source("console/views/queue/page.py", "from console.views.queue import presenter\n"))
    assert not strangers(Source("console/views/pages.py", "from console.views.warroom import page\n"))
    assert not strangers(Source("console/views/warroom/page.py", "from console.views import theme\n"))


def loaded(statement: str, root: Path) -> set[str]:
    """The top-level modules a fresh Python holds after `statement`."""
    script = f"{statement}\nimport sys\nprint(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def start_path() -> str:
    """The imports of a window that opens, as far as they are written."""
    wanted = ("__main__", "settings", "words", "resources", "bootstrap", "app", "views.shell", "views.queue.page")
    there = [name for name in wanted if (ROOT / "console" / f"{name.replace('.', '/')}.py").exists()]
    return "import " + ", ".join(f"console.{name}" for name in there)


def test_the_start_path_imports_nothing_that_costs() -> None:
    """These cost 100 to 450 ms each, more than the window."""
    assert not loaded(start_path(), ROOT) & NOT_ON_THE_START_PATH


@pytest.mark.parametrize("name", ["sqlalchemy", "requests"])
def test_a_costly_import_on_the_start_path_is_caught(copy: Path, name: str) -> None:
    with (copy / "console/resources.py").open("a", encoding="utf-8") as file:
        file.write(f"\nimport {name}\n")
    assert name in loaded(start_path(), copy) & NOT_ON_THE_START_PATH
