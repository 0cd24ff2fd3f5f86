"""How every test is run: in private surroundings, and failed by whatever it leaves behind.

Promise: a test that passes has logged nothing unexpected and has left no window, timer or thread.
"""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.isolation import REAL_DATA, enter, loopback_only
from tests.support.order import turn
from tests.support.strict import LogWatch, QtWatch, ThreadWatch

PASSED = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    """Enter the private surroundings before anything asks where home is."""
    home = Path(tempfile.mkdtemp(prefix="console-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    enter(home)
    settings.register_profile("everywhere", deadline=None, print_blob=True)
    settings.register_profile("ci", settings.get_profile("everywhere"), derandomize=True, database=None)
    settings.load_profile("ci" if os.environ.get("CI") else "everywhere")


def pytest_xvfb_disable() -> bool:
    """Spare the start of an X server unless the tests were asked to draw on one (`QT_QPA_PLATFORM=xcb`)."""
    return not os.environ.get("QT_QPA_PLATFORM", "").startswith("xcb")


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave tests/real alone where no real data was named."""
    return True if collection_path.name == "real" and REAL_DATA not in os.environ else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; the others keep their order."""
    items.sort(key=lambda item: turn(item.path))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember whether the test itself passed: a failed one keeps its windows in the traceback."""
    report = yield
    item.stash[PASSED] = report.passed and item.stash.get(PASSED, True)
    return report


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Tests reach this machine alone."""
    with loopback_only():
        yield


@pytest.fixture(autouse=True)
def logs(request: pytest.FixtureRequest) -> Iterator[LogWatch]:
    """Fails the test for log records of WARNING and above but those announced by `logs.expect(logger, pattern)`."""
    watch = LogWatch()
    logging.getLogger().addHandler(watch)
    yield watch
    logging.getLogger().removeHandler(watch)
    _fail(request, watch.problems())


@pytest.fixture(autouse=True)
def nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails the test for threads it left running."""
    watch = ThreadWatch()
    yield
    _fail(request, watch.problems())


@pytest.fixture(autouse=True)
def nothing_shown(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails a test of widgets for windows, timers and Qt threads it left."""
    if "qapp" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    watch = QtWatch()
    watch.install(monkeypatch)
    yield
    _fail(request, watch.problems())


def _fail(request: pytest.FixtureRequest, problems: list[str]) -> None:
    if problems and request.node.stash.get(PASSED, True):
        pytest.fail("\n".join(problems), pytrace=False)
