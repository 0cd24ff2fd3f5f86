"""What the console needs of this machine, looked at piece by piece.

Promise: looking makes and changes nothing; a piece that is broken hides no other; each finding says what to do.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from enum import StrEnum
from pathlib import Path

from console import words
from console.bootstrap import system_login
from console.cli import phrases
from console.cli.phrases import Pair, phrase
from console.models.kinds import Code, Locale, Refused
from console.models.values import dataclass
from console.services import audit, secrets
from console.services.store import check_whole, explained
from console.services.sync import profiles

LOW = 500 * 1024 * 1024
FULL = 50 * 1024 * 1024
"""Free bytes below which the disk is worth a note, and below which writing will fail soon."""
PROBE_MILLISECONDS = 20_000
_TICKETS = "select count(*) from ticket where dead = 0"
_SAID: Pair = ("{said}", "{said}")


class State(StrEnum):
    """How a piece is."""

    FINE = "fine"
    NOTE = "note"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the answer."""

    subject: str
    state: State
    sentence: str
    mark: str

    @property
    def broken(self) -> bool:
        """Whether the console cannot do its work with this."""
        return self.state is State.BROKEN


class Doctor:
    """Looks at a machine and one profile."""

    def __init__(self, profile: Path, locale: Locale) -> None:
        self._profile = profile
        self._locale = locale

    def findings(self) -> Iterator[Finding]:
        """All findings, the quick ones first."""
        yield self._found("Python", State.FINE, phrases.VERSION, version=platform.python_version())
        yield self._qt()
        yield self._sqlite()
        yield self._folder()
        yield from self._data()
        yield self._disk()
        yield from self._window()
        yield self._keyring()

    def _found(self, subject: str, state: State, pair: Pair, **values: object) -> Finding:
        named = phrases.SUBJECTS.get(subject)
        return Finding(
            phrase(named, self._locale) if named else subject,
            state,
            phrase(pair, self._locale, **values),
            phrase(phrases.MARKS[state.value], self._locale),
        )

    def _qt(self) -> Finding:
        try:
            from PySide6.QtCore import qVersion
        except ImportError as error:
            return self._found("Qt", State.BROKEN, phrases.QT_MISSING, reason=error)
        version = qVersion()
        crashes = tuple(map(int, version.split(".")[:2])) >= (6, 12) and sys.version_info < (3, 12)
        if crashes:
            return self._found("Qt", State.BROKEN, phrases.QT_TOO_NEW, version=version)
        return self._found("Qt", State.FINE, phrases.VERSION, version=version)

    def _sqlite(self) -> Finding:
        version = sqlite3.sqlite_version
        try:
            with closing(sqlite3.connect(":memory:")) as connection:
                connection.execute("create virtual table t using fts5(x)")
        except sqlite3.Error:
            return self._found("SQLite", State.BROKEN, phrases.NO_FULL_TEXT, version=version)
        return self._found("SQLite", State.FINE, phrases.VERSION, version=version)

    def _folder(self) -> Finding:
        folder = self._profile
        if not folder.exists():
            able = os.access(_existing(folder), os.W_OK)
            state, pair = (State.FINE, phrases.PROFILE_NEW) if able else (State.BROKEN, phrases.PROFILE_CLOSED)
        elif not folder.is_dir() or not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            state, pair = State.BROKEN, phrases.PROFILE_CLOSED
        elif os.name == "posix" and stat.S_IMODE(folder.stat().st_mode) & 0o077:
            state, pair = State.NOTE, phrases.PROFILE_SHARED
        else:
            state, pair = State.FINE, phrases.PROFILE_FINE
        return self._found("profile", state, pair, path=folder)

    def _data(self) -> Iterator[Finding]:
        """The replica, and on one machine the hub beside it."""
        try:
            member = profiles.active(self._profile, system_login())
        except Refused as error:
            yield self._found("replica", State.BROKEN, _SAID, said=words.refusal(error, self._locale))
            return
        replica = member.folder(self._profile) / "replica.db"
        if not replica.exists():
            yield self._found("replica", State.FINE, phrases.REPLICA_NEW)
            return
        yield self._file("replica", replica, self._replica)
        if (hub := replica.with_name("hub.db")).exists():
            yield self._file("hub", hub, self._hub)

    def _file(self, subject: str, path: Path, look: Callable[[Path], Finding]) -> Finding:
        """What `look` finds in a database whose pages are sound; only one that is damaged is to be moved away."""
        try:
            check_whole(path)
            with explained(path):
                return look(path)
        except Refused as error:
            if error.code is not Code.DATABASE_CORRUPT:
                return self._found(subject, State.BROKEN, _SAID, said=words.refusal(error, self._locale))
            broken = phrases.REPLICA_BROKEN if subject == "replica" else phrases.HUB_BROKEN
            return self._found(subject, State.BROKEN, broken, path=path, reason=error.params["reason"])

    def _replica(self, path: Path) -> Finding:
        with closing(_opened(path)) as db:
            tickets = f"{db.execute(_TICKETS).fetchone()[0]:,}"
        return self._found("replica", State.FINE, phrases.REPLICA_FINE, size=self._size(path), tickets=tickets)

    def _hub(self, path: Path) -> Finding:
        with closing(_opened(path)) as db:
            verdict = audit.of_sqlite(db)
        if (link := verdict.broken) is not None:
            return self._found("hub", State.BROKEN, phrases.HUB_ALTERED, path=path, seq=link.seq, n=link.n)
        entries = f"{verdict.entries:,}"
        return self._found("hub", State.FINE, phrases.HUB_FINE, size=self._size(path), entries=entries)

    def _size(self, path: Path) -> str:
        return words.size(path.stat().st_size, self._locale)

    def _disk(self) -> Finding:
        free = shutil.disk_usage(_existing(self._profile)).free
        state = State.BROKEN if free < FULL else State.NOTE if free < LOW else State.FINE
        pair = phrases.DISK_FINE if state is State.FINE else phrases.DISK_LOW
        return self._found("disk", state, pair, free=words.size(free, self._locale))

    def _window(self) -> Iterator[Finding]:
        """Asked of another process: Qt ends the one that asks when there is no display."""
        told, trouble = probed()
        if trouble:
            yield self._found("display", State.BROKEN, phrases.DISPLAY_NONE, reason=trouble)
            return
        yield self._found("display", State.FINE, phrases.DISPLAY_FINE, platform=told["platform"])
        if told["family"]:
            yield self._found("font", State.FINE, phrases.FONT_FINE, family=told["family"])
        else:
            needed = self._locale is Locale.ZH
            yield self._found("font", State.BROKEN if needed else State.NOTE, phrases.FONT_NONE)

    def _keyring(self) -> Finding:
        name = secrets.backend()
        if name is None:
            return self._found("keyring", State.NOTE, phrases.KEYRING_NONE)
        return self._found("keyring", State.FINE, phrases.KEYRING_FINE, name=name)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)


def probed() -> tuple[dict[str, str], str]:
    """What `probe` answers in a process of its own; or, as the second value, why it did not."""
    try:
        from PySide6.QtCore import QProcess
    except ImportError as error:
        return {}, str(error)
    process = QProcess()
    before = [] if getattr(sys, "frozen", False) else ["-m", "console"]
    process.start(sys.executable, [*before, "doctor", "--probe"])
    if not process.waitForFinished(PROBE_MILLISECONDS):
        process.kill()
        return {}, process.errorString()
    answer = bytes(process.readAllStandardOutput().data()).decode(errors="replace").strip()
    if process.exitStatus() is not QProcess.ExitStatus.NormalExit or process.exitCode() or not answer:
        told = bytes(process.readAllStandardError().data()).decode(errors="replace").strip()
        return {}, told.splitlines()[0] if told else "?"
    read: dict[str, str] = json.loads(answer)
    return read, ""


def probe() -> dict[str, str]:
    """Open a connection to the display: its kind, and a font that has Chinese."""
    from PySide6.QtGui import QFontDatabase, QGuiApplication

    application = QGuiApplication([])
    families = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
    return {"platform": application.platformName(), "family": families[0] if families else ""}


def _existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next(place for place in (folder, *folder.absolute().parents) if place.exists())
