"""A test stands where its source stands: tests/models/test_triage.py for console/models/triage.py."""

from __future__ import annotations

from pathlib import Path

from tests.house.reading import ROOT

MIRRORED = ("models", "services", "views")


def orphans(root: Path) -> list[str]:
    """Tests of the mirrored folders that belong to no module.

    `services/test_store_faults.py` belongs to `store.py`; a test of a whole slice, `services/sync/test_simulation.py`,
    to its folder.
    """
    tests = [path for folder in MIRRORED for path in (root / "tests" / folder).rglob("test_*.py")]
    return [path.relative_to(root).as_posix() for path in sorted(tests) if not _has_source(path, root)]


def _has_source(test: Path, root: Path) -> bool:
    folder = root / "console" / test.parent.relative_to(root / "tests")
    if folder.parent.name in MIRRORED and folder.is_dir():
        return True
    words = test.stem.removeprefix("test_").split("_")
    names = ["_".join(words[:count]) for count in range(1, len(words) + 1)]
    names += [name.removesuffix("s") for name in names]
    return any((folder / f"{name}.py").exists() or (folder / name / "__init__.py").exists() for name in names)


def test_every_test_has_its_source() -> None:
    assert not orphans(ROOT)


def test_a_test_without_a_source_is_caught(tmp_path: Path) -> None:
    made = ("console/services/store.py", "console/services/tickets/__init__.py")
    kept = ("services/test_store.py", "services/test_store_faults.py", "services/tickets/test_whole.py")
    orphaned = ("tests/services/mail/test_whole.py", "tests/services/test_everything.py")
    for path in (*made, *(f"tests/{test}" for test in kept), *orphaned):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    assert orphans(tmp_path) == [*orphaned]
