"""Builds the services of one profile by plain constructor calls.

Promise: no question is asked at the first start (SPEC 1.5); window, worker and command line get the same services from
here.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from console import settings as options
from console.models.kinds import Locale
from console.services import people
from console.services.attachments import Blobs, clean_name
from console.services.bus import Bus
from console.services.clock import Clock, SystemClock
from console.services.desk import Desk, Handler
from console.services.local import Local
from console.services.people import Me, WhoAmI
from console.services.store import Store, claim, make_private
from console.settings import Language, Settings

EMBEDDED = "embedded"
"""The hub's name in the profile's path while there is none but this machine."""


@dataclass(frozen=True, slots=True)
class Services:
    """What the window, the worker and the command line work with."""

    profile: Path
    settings: Settings
    clock: Clock
    bus: Bus
    store: Store
    local: Local
    blobs: Blobs
    desk: Desk
    me: Me

    @property
    def locale(self) -> Locale:
        """The language to speak: the setting, else the system's."""
        return speaking(self.settings)

    def close(self) -> None:
        """Close the files in order."""
        self.store.close()
        self.local.close()


def default_profile(name: str = "default") -> Path:
    """Where this system keeps a person's profile of that name."""
    from platformdirs import user_data_path  # 20 ms, and only when no profile was named

    return user_data_path("support-console", appauthor=False) / "profiles" / name


def speaking(settings: Settings) -> Locale:
    """The language of a setting; `system` asks the environment of this process."""
    if settings.language is Language.SYSTEM:
        return system_locale(os.environ)
    return Locale(settings.language.value)


def system_locale(environment: Mapping[str, str]) -> Locale:
    """Chinese where the system speaks it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if spoken := environment.get(name):
            return Locale.ZH if spoken.lower().startswith("zh") else Locale.EN
    import locale  # 2 ms, and hardly ever asked

    return Locale.ZH if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else Locale.EN


def settings_path(profile: Path) -> Path:
    """The file of the options of one profile."""
    return profile / "settings.toml"


def build_services(profile: Path, clock: Clock | None = None) -> Services:
    """Open or make the profile in the folder `profile`; raises Refused when a file of it cannot be used."""
    clock = clock or SystemClock()
    claim(profile)
    make_private(profile / EMBEDDED)
    settings = options.load(settings_path(profile), os.environ)
    login = system_login()
    folder = profile / EMBEDDED / clean_name(login)
    with ExitStack() as opened:
        store = Store(folder / "replica.db")
        opened.callback(store.close)
        people.first_start(store, clock.now(), login, full_name(login), speaking(settings))
        blobs = Blobs(folder / "blobs")
        bus = Bus()
        desk = Desk(store, clock, bus, lambda: _handlers(blobs))
        me = desk.ask(WhoAmI())
        local = Local(folder / "local.db")
        opened.callback(local.close)
        with store.read() as connection:
            local.drop_sent_drafts(connection)
        opened.pop_all()
    return Services(profile, settings, clock, bus, store, local, blobs, desk, me)


def _handlers(blobs: Blobs) -> Mapping[type, Handler]:
    # Imported when the first command comes or the desk is warmed: SQLAlchemy is not part of the first paint.
    from console.services.tickets.conversation import all_handlers

    return all_handlers(blobs)


def system_login() -> str:
    """The name this person signed in to the system with; where the system has none, the number of the user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return str(os.getuid()) if os.name == "posix" else "user"


def full_name(login: str) -> str:
    """The person's name as the system knows it, else the login."""
    if os.name != "posix":
        return login
    import pwd

    try:
        name = pwd.getpwnam(login).pw_gecos.split(",")[0].strip()
    except KeyError:
        name = ""
    return name or login
