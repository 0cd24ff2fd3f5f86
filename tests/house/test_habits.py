"""The tree keeps every habit, and every habit is caught broken here."""

from __future__ import annotations

import pytest

from tests.house import habits
from tests.house.habits import HABITS, Habit
from tests.house.reading import ROOT, Source, files, sources

MODEL = "console/models/thing.py"
VIEW = "console/views/thing.py"
SAID = '"""A module."""\n'
LONG_FUNCTION = "def long():\n" + "    pass\n" * 41

BREACHES: tuple[tuple[Habit, str, str], ...] = (
    (habits.stays_short, MODEL, SAID + "x = 1\n" * 501),
    (habits.stays_short, "tests/test_thing.py", SAID + "x = 1\n" * 801),
    (habits.stays_short, MODEL, SAID + LONG_FUNCTION),
    (habits.introduces_itself, MODEL, "x = 1\n"),
    (habits.introduces_itself, MODEL, '"""things"""\n'),
    (habits.asks_the_clock, MODEL, "from datetime import datetime, UTC\ndef f(): return datetime.now(UTC)\n"),
    (habits.asks_the_clock, MODEL, "import datetime as d\ndef f(): return d.date.today()\n"),
    (habits.asks_the_clock, MODEL, "from time import monotonic as m\ndef f(clock=m): return clock()\n"),
    (habits.asks_the_clock, MODEL, "import time\ndef f(): return time.perf_counter()\n"),
    (
        habits.asks_the_clock,
        "console/views/x.py",
        "from PySide6.QtCore import QDateTime\nx = QDateTime.currentDateTime\n",
    ),
    (habits.asks_the_clock, MODEL, "import uuid_utils\ndef f(): return uuid_utils.uuid7()\n"),
    (habits.asks_the_clock, MODEL, "def f(c): c.execute(\"insert into t values (datetime('now'))\")\n"),
    (habits.asks_the_clock, MODEL, 'def f(c): c.execute("select current_timestamp")\n'),
    (habits.does_nothing_at_import, MODEL, SAID + "print('hello')\n"),
    (habits.does_nothing_at_import, MODEL, SAID + "for x in range(3):\n    pass\n"),
    (habits.does_nothing_at_import, MODEL, SAID + "from pathlib import Path\nTEXT = Path('x').read_text()\n"),
    (habits.does_nothing_at_import, MODEL, SAID + "import os\nHOME = [os.getenv('HOME')]\n"),
    (habits.does_nothing_at_import, MODEL, SAID + "try:\n    import x\nexcept ImportError:\n    x = None\n"),
    (habits.does_nothing_at_import, MODEL, SAID + "def _all(): return open('x').read()\nALL = _all()\n"),
    (habits.does_nothing_at_import, MODEL, SAID + "from x import load\nALL = load()\n"),
    (habits.does_nothing_at_import, MODEL, SAID + "if True:\n    x = 1\n"),
    (habits.does_nothing_at_import, MODEL, SAID + "if __name__ == '__main__':\n    x()\n"),
    (habits.does_nothing_at_import, "console/models/__init__.py", SAID + "LIMIT = 3\n"),
    (habits.keeps_state_in_objects, MODEL, "bus = None\ndef start():\n    global bus\n    bus = 1\n"),
    (habits.names_what_it_is, "console/models/utils.py", SAID),
    (habits.names_what_it_is, MODEL, "class TicketManager: ...\n"),
    (habits.names_what_it_is, MODEL, "def date_helper(): ...\n"),
    (habits.translates_whole_texts, "console/views/x.py", "def f(self, n): return self.tr(f'{n} tickets')\n"),
    (
        habits.translates_whole_texts,
        "console/views/x.py",
        "from q import Q\ndef f(n): return Q.translate('C', f'{n}')\n",
    ),
    (habits.is_finished, MODEL, "x = 1  # TO" + "DO: later\n"),
    (habits.is_finished, MODEL, "x: int = ''  # type: " + "ignore[assignment]\n"),
    (habits.is_finished, MODEL, "import os  # no" + "qa: F401\n"),
    (habits.is_finished, MODEL, "def f(): raise NotImplementedError\n"),
    (habits.is_finished, "tests/test_x.py", "import pytest\n@pytest.mark.skipif(True)\ndef test_x(): ...\n"),
    (habits.is_finished, "tests/test_x.py", "from pytest import xfail\ndef test_x(): xfail('later')\n"),
    (habits.waits_for_conditions, "tests/test_x.py", "from time import sleep\ndef test_x(): sleep(1)\n"),
    (habits.waits_for_conditions, "tests/test_x.py", "def test_x(qtbot): qtbot.wait(100)\n"),
    (habits.waits_for_conditions, MODEL, "import time\ndef f(): time.sleep(1)\n"),
    (habits.reaches_out_at_the_rim, MODEL, "def f():\n    import requests\n"),
    (habits.reaches_out_at_the_rim, "console/views/shell.py", "from urllib import request\n"),
    (habits.reaches_out_at_the_rim, "console/services/search.py", "import subprocess\n"),
    (habits.shows_data_plainly, VIEW, "def f(self, name): self.grid.add(QLabel(name, self))\n"),
    (habits.shows_data_plainly, VIEW, "def f(self, name): label = QLabel(f'{name}!', self)\n"),
    (habits.shows_data_plainly, VIEW, "def f(self, row):\n    self.a = QLabel(self)\n    self.a.setText(row.name)\n"),
    (habits.shows_data_plainly, VIEW, "def f(self, me): self.setToolTip(f'{me.name}, {me.team}')\n"),
    (habits.shows_data_plainly, VIEW, "def f(self, me): self.setToolTip(me.name)\n"),
    (habits.shows_data_plainly, VIEW, "def f(self, body): self.setHtml(body)\n"),
)

KEPT: tuple[tuple[Habit, str, str], ...] = (
    (habits.introduces_itself, MODEL, '"""A module over\ntwo lines.\n\nPromise: none\n"""\n'),
    (habits.asks_the_clock, "console/services/clock.py", "import time\ndef f(): return time.monotonic()\n"),
    (habits.asks_the_clock, "tests/benchmarks/x.py", "import time\ndef f(): return time.monotonic()\n"),
    (habits.asks_the_clock, "console/services/sync/hub_schema.py", "SQL = 'default current_timestamp'\n"),
    (habits.asks_the_clock, MODEL, "def f(clock): return clock.now(), clock.monotonic()\n"),
    (
        habits.does_nothing_at_import,
        MODEL,
        SAID + "import re\nRULE = re.compile('x')\nODD = frozenset({1, 3})\n'''Odd.'''\n",
    ),
    (
        habits.does_nothing_at_import,
        MODEL,
        SAID + "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import x\n",
    ),
    (habits.does_nothing_at_import, MODEL, SAID + "ASK = {1: lambda: open('x')}\n"),
    (habits.does_nothing_at_import, MODEL, SAID + "def _upto(n): return lambda: open(n)\nTEN = tuple(_upto(10))\n"),
    (habits.does_nothing_at_import, "console/__main__.py", SAID + "if __name__ == '__main__':\n    main()\n"),
    (habits.does_nothing_at_import, "console/services/steps/__init__.py", SAID + "from x import a\nSTEPS = (a,)\n"),
    (habits.names_what_it_is, MODEL, "def management(): ...\n"),
    (
        habits.translates_whole_texts,
        "console/views/x.py",
        "def f(self, n): return self.tr('{n} tickets').format(n=n)\n",
    ),
    (habits.reaches_out_at_the_rim, "console/services/channels/smtp.py", "import smtplib\n"),
    (habits.reaches_out_at_the_rim, MODEL, "from urllib.parse import urlsplit\n"),
    (habits.shows_data_plainly, VIEW, "def f(self): self.grid.add(QLabel(self.tr('Name'), self))\n"),
    (habits.shows_data_plainly, VIEW, "def f(self):\n    a = QLabel(self)\n    a.setText(self.tr('Name'))\n"),
    (habits.shows_data_plainly, VIEW, "def f(self, n):\n    a = QLabel(n, self)\n    a.setTextFormat(PLAIN)\n"),
    (habits.shows_data_plainly, VIEW, "def f(self, n): self.setToolTip(f'<b>{escape(n.name)}</b>')\n"),
)


@pytest.mark.parametrize("habit", HABITS)
def test_the_tree_keeps_the_habit(habit: Habit) -> None:
    told = [f"{source.path}:{line}: {words}" for source in sources() for line, words in habit(source)]
    assert not told, f"{habit.__doc__}\n" + "\n".join(told)


@pytest.mark.parametrize(("habit", "path", "text"), BREACHES)
def test_a_breach_is_caught(habit: Habit, path: str, text: str) -> None:
    assert list(habit(Source(path, text)))


@pytest.mark.parametrize(("habit", "path", "text"), KEPT)
def test_what_is_allowed_is_not_blamed(habit: Habit, path: str, text: str) -> None:
    assert not list(habit(Source(path, text)))


def test_every_habit_has_been_tried() -> None:
    assert {habit for habit, _, _ in BREACHES} == set(HABITS)


def test_the_whole_tree_is_read() -> None:
    paths = {source.path for source in sources()}
    assert {"dev.py", "console/models/kinds.py", "tests/house/test_habits.py"} <= paths
    assert not [path for path in files() if ".venv" in path.parts or "__pycache__" in path.parts]
    assert ROOT / ".ci" / "run" in set(files())
