"""Builds the services of one profile by plain constructor calls.

Promise: no question is asked at the first start (SPEC 1.5); window, worker and command line get the same services from
here.
"""

from __future__ import annotations

import getpass
import os
import threading
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from console import settings as options
from console.models.kinds import Code, Locale, Refused
from console.models.values import dataclass
from console.services import people
from console.services.attachments import Blobs
from console.services.bus import Bus
from console.services.clock import Clock, HubClock, SystemClock, zone_name
from console.services.desk import Desk, Handler
from console.services.first_policies import rule_first
from console.services.local import Local
from console.services.people import Me, WhoAmI
from console.services.secrets import Password
from console.services.store import HUB_FILE, Store, check_whole, claim, make_private
from console.services.sync import profiles
from console.services.sync.administering import Administration
from console.services.sync.profiles import SKEW, Membership
from console.services.sync.state import SyncWanted
from console.settings import Language, Settings, Switch

if TYPE_CHECKING:
    from console.models.allowed import Place
    from console.services.alert_intake import AlertIntake
    from console.services.alerts import AlertWatch
    from console.services.housekeeping import Housekeeper, Housekeeping
    from console.services.response import Ground, Responder
    from console.services.sla_watch import SlaWatch
    from console.services.sync.at_hub import AtHub
    from console.services.sync.opening import Opener
    from console.services.sync.rounds import Rounds


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
    member: Membership
    password: Password
    """Of the team's hub; unused on this machine alone."""
    notice: Refused | None = None
    """What was made good at the start, for the person to know."""

    @property
    def hub(self) -> str:
        """The name of the hub's folder in the profile; `embedded` on this machine alone."""
        return self.member.hub

    @property
    def login(self) -> str:
        """Who signs in there."""
        return self.member.login

    @property
    def folder(self) -> Path:
        """Where replica, notes and files lie."""
        return self.store.path.parent

    @property
    def to_hub(self) -> Opener:
        """How to reach the hub, beside the rounds."""
        from console.services.sync.opening import opener

        return opener(self.profile, self.member, self.store.path, self.clock, self.password)

    def open_watch(self, refresh: Callable[[], object] = lambda: None) -> SlaWatch:
        """What records what befalls clocks, for a thread of its own; `refresh` brings what others did."""
        from console.services.sla_watch import SlaWatch

        return SlaWatch(self.store, self.clock, self.to_hub, refresh)

    def open_house(self) -> Housekeeping:
        """What keeps the desk in order by itself, for a thread of its own."""
        from console.services.housekeeping import Housekeeping

        return Housekeeping(self.desk, self.clock, self.to_hub, lambda: self.ground)

    def open_intake(self, refresh: Callable[[], object] = lambda: None) -> AlertIntake:
        """What takes alerts in, for a thread of its own; `refresh` brings what others did and sends what was done."""
        from console.services import secrets
        from console.services.alert_intake import AlertIntake

        def token(address: tuple[str, int]) -> str | None:
            return secrets.of_place(secrets.ALERTS, secrets.place_of_alerts(address), secrets.ALERTS)

        numbers = not self.member.remote
        ground = self.desk, self.clock, lambda: self.ground
        return AlertIntake(*ground, self.to_hub, token, numbers=numbers, refresh=refresh)

    def open_keeper(self) -> Housekeeper:
        """The thread that does so on a machine alone, not yet begun."""
        from console.services.housekeeping import Housekeeper

        return Housekeeper(self.open_house, lambda: self.desk.stillness)

    def open_alerts(self) -> AlertWatch:
        """What tells the person of this profile what concerns them, for a thread of its own."""
        from console.services.alerts import AlertWatch

        return AlertWatch(self.store, self.local, self.clock, self.bus, self.me)

    def open_sync(self) -> Rounds:
        """The rounds with the hub, not yet begun.  Takes a second and writes: no call for the window's thread."""
        from console.services.sync.opening import rounds

        return rounds(self)

    @property
    def ground(self) -> Ground:
        """What responses to incidents stand on."""
        from console.services import secrets
        from console.services.response import Ground

        def secret(place: Place) -> str | None:
            return secrets.of_place(place.name, place.address, place.login or place.client or place.name)

        commands = self.settings.run_commands is Switch.ON
        return Ground(self.store, self.desk, self.clock, self.bus, secret, commands, threading.Event())

    def respond(self, incident: str, act: Callable[[Responder], object]) -> None:
        """Begin the response to an incident where there is none, do `act`, and go on as far as this console may; raises
        Refused.  It reaches out: no call for the window's thread.
        """
        from console.services.response import Responder

        responder = Responder(self.ground)
        responder.start(incident)
        act(responder)
        responder.go_on(incident)
        while self.do_steps():
            responder.go_on(incident)

    def do_steps(self) -> int:
        """Do the approved steps where this machine works for its own hub; the number done.  In a team a worker does."""
        if self.member.remote:
            return 0
        from console.services.step_duties import StepDuties
        from console.services.sync.duties import duties_of

        with self.to_hub() as hub:
            return StepDuties(self.ground, duties_of(hub, self.clock)).carry_out()

    def sign_in(self, secret: str, *, keep_it: bool) -> bool:
        """Try again with this password; whether the keyring keeps it.  No call for the window's thread."""
        kept = self.password.give(secret, keep_it=keep_it)
        self.bus.publish(SyncWanted())
        return kept

    def at_hub(self) -> AtHub:
        """What a person asks of the hub itself, beside the rounds."""
        from console.services.sync.at_hub import AtHub

        handlers = partial(_handlers, self.blobs, numbers=not self.member.remote)
        given = self.to_hub, self.store, self.blobs, self.bus
        return AtHub(*given, lambda store: Desk(store, self.clock, Bus(), handlers))

    @property
    def administration(self) -> Administration:
        """What an admin does to the team's hub; each call reaches out."""
        return Administration(self.profile, self.member, self.password)

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


def language_of(profile: Path) -> Locale:
    """The language to speak about a profile that is not open: its setting, else the system's."""
    try:
        return speaking(options.load(settings_path(profile), os.environ))
    except Refused:
        return system_locale(os.environ)


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
    settings = options.load(settings_path(profile), os.environ)
    member = profiles.active(profile, system_login())
    make_private(profile / member.hub)
    folder = member.folder(profile)
    with ExitStack() as opened:
        local = Local(folder / "local.db")
        opened.callback(local.close)
        if member.remote:
            clock = HubClock(clock, _last_skew(local))
        own = None if member.remote else folder / "hub.db"
        fills = own is None or own.exists()
        store, notice = _store(folder / "replica.db", local, clock, own, fills=fills)
        opened.callback(store.close)
        password = Password(partial(_place, profile / member.hub), member.login)
        if fills and not people.is_inhabited(store):
            if own is not None:
                check_whole(own)
            _fill(profile, member, store, local, clock, password)
        elif not member.remote:
            people.first_start(store, clock.now(), member.login, full_name(member.login), speaking(settings))
            rule_first(store, clock.now(), zone_name)
        if saved := local.kept_operations():
            from console.services.sync.recovery import give_back

            give_back(store, local, saved, member.login)
        blobs = Blobs(folder / "blobs")
        bus = Bus()
        desk = Desk(store, clock, bus, partial(_handlers, blobs, numbers=not member.remote))
        me = desk.ask(WhoAmI())
        with store.read() as connection:
            local.drop_sent_drafts(connection)
        opened.pop_all()
    return Services(profile, settings, clock, bus, store, local, blobs, desk, me, member, password, notice)


def _store(path: Path, local: Local, clock: Clock, own: Path | None, *, fills: bool) -> tuple[Store, Refused | None]:
    """The replica; a damaged one is set aside where a hub `fills` a new one, and the notice of it comes with that.

    This machine's `own` hub must be whole for that: an empty desk would look like one without tickets.
    """
    try:
        if not fills or not path.with_name("replica.damaged").exists():
            return Store(path, clock, alone=own is not None), None
    except Refused as error:
        if error.code is not Code.DATABASE_CORRUPT or not fills:
            raise
    if own is not None:
        check_whole(own)
    from console.services.sync.recovery import set_aside

    notice = set_aside(path, local)
    return Store(path, clock, alone=own is not None), notice


def _fill(profile: Path, member: Membership, store: Store, local: Local, clock: Clock, password: Password) -> None:
    """Give a new replica its person: whom the hub knows by the login."""
    from console.services.sync.opening import opener
    from console.services.sync.recovery import fill

    fill(store, local, member.login, clock.now(), opener(profile, member, store.path, clock, password))


def _last_skew(local: Local) -> timedelta:
    seconds = local.state(SKEW)
    return timedelta(seconds=seconds) if isinstance(seconds, int | float) else timedelta()


def _place(hub: Path) -> str:
    """The address by which the keyring knows the password; read when it is first needed."""
    from console.services.sync.connection import read_connection

    return read_connection(hub / HUB_FILE).place


def _handlers(blobs: Blobs, *, numbers: bool) -> Mapping[type, Handler]:
    # Imported when the first command comes or the desk is warmed: SQLAlchemy is not part of the first paint.
    from console.services.incidents import handlers as incidents
    from console.services.incidents import review_handlers
    from console.services.knowledge import carrying_out
    from console.services.sync.redoing import attending
    from console.services.tickets.conversation import all_handlers

    usual = {**all_handlers(blobs, numbers=numbers), **carrying_out.all_handlers()}
    usual |= {**incidents.all_handlers(numbers=numbers), **review_handlers.all_handlers()}
    return {**usual, **attending(blobs, numbers=numbers)}


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
