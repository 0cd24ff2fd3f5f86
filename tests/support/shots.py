"""Pictures of the window: `python -m tests.support.shots FOLDER [names...]` draws them in both themes and languages.

Promise: the real window on a real store with the shipped demo tickets; nothing of the person who runs it is read.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console import settings
from console.bootstrap import build_services, settings_path
from console.models.alert_kinds import AlertKind
from console.models.incident_kinds import Duty, EntryKind, IncidentStatus
from console.models.kinds import ClockKind, Code, Locale, Priority, Refused, Severity
from console.models.message_kinds import MessageKind
from console.services.demo import fill
from console.services.inbox import Alert, Inbox
from console.services.incidents.commands import AddEntry, DeclareIncident, MoveIncident, SendMessage
from console.services.incidents.work_commands import AskTask, LinkToIncident, OfferRole
from console.services.sync.connection import Connection, Method
from console.services.sync.profiles import Membership
from console.services.sync.state import Phase, SyncState
from console.services.tickets.commands import CreateTicket, SetPriority, SetTags
from console.settings import Language, Settings, Theme
from console.views.alerts.telling import Lent as AlertsLent
from console.views.alerts.telling import Telling
from console.views.alerts.telling import Ways as AlertWays
from console.views.error_window import ErrorWindow
from console.views.joining import JoiningPanel
from tests.support.certificates import Authority
from tests.support.isolation import enter
from tests.support.refusing import end_that_was_refused, reply_that_was_refused
from tests.support.window import Stand, stand

SIZE = 1440, 900
TICKETS = 400
SEED = 7
WORN = [(theme, language) for theme in (Theme.LIGHT, Theme.DARK) for language in (Language.EN, Language.ZH)]


@dataclass(frozen=True, slots=True)
class Shot:
    """One state of the window and how to get there."""

    name: str
    arrange: Callable[[Stand], object]
    tickets: int = TICKETS
    member: Membership | None = None
    """The team's login the window takes itself for."""


def typed(text: str) -> None:
    """Type into what has the focus."""
    focused = QApplication.focusWidget()
    if focused is not None:
        QTest.keyClicks(focused, text)


def palette(window: Stand, text: str) -> None:
    """Open the palette and type."""
    window.shell.open_palette()
    typed(text)


def run(window: Stand, action: str, text: str = "") -> None:
    """Run an action of the table, then type."""
    window.shell.actions_table.run(action)
    typed(text)


def nothing(window: Stand) -> None:
    """As it opens."""


def offline(window: Stand) -> None:
    """A team's console with no way to its hub."""
    now = window.services.clock.now()
    since, trouble = now - timedelta(minutes=27), Refused(Code.HUB_AWAY, reason="no route to host")
    window.services.bus.publish(SyncState(Phase.OFFLINE, since, 3, 2, since, trouble))


def refused(window: Stand) -> None:
    """The hub refused two operations, and three wait for it."""
    end_that_was_refused(window.services)
    key, _ = reply_that_was_refused(window.services)
    for command in (SetPriority(key, Priority.HIGH), SetTags(key, ("gate",)), CreateTicket("Badge reader is dark")):
        window.services.desk.do(command)
    offline(window)
    settle(100)
    window.shell.open_sync()


def joining(window: Stand) -> None:
    """How a team is joined: nothing answers at the address."""
    window.shell.open_joining()
    (panel,) = window.shell.findChildren(JoiningPanel)
    panel.choose_team()
    file = window.services.profile / "hub.toml"
    certificate = Authority().pem
    file.write_text(
        Connection("Corp desk", "localhost", 1, "desk", Method.SCRAM, certificate, "zhou.wei").written(), "utf-8"
    )
    panel.form.read(file)
    settle(200)
    typed("a password")
    panel.form.test.click()
    settle(500)


def page(window: Stand, key: str) -> None:
    """Go to a page and let it draw."""
    window.shell.show_page(key)
    settle(1500)


def war_room(window: Stand, mode: str = "") -> None:
    """Three incidents, one of them well under way; then an action."""
    do = window.services.desk.do
    grave = do(DeclareIncident("Nobody can sign in", "SSO answers 503 at all offices", 3120, Severity.CRITICAL)).subject
    for title, users in (("Directory 同步延迟", 140), ("Wiki is slow", 5)):
        do(DeclareIncident(title, users=users))
    do(MoveIncident(grave, IncidentStatus.ACKNOWLEDGED))
    do(MoveIncident(grave, IncidentStatus.INVESTIGATING))
    for kind, text in (
        (EntryKind.NOTE, "Token service of cn-north logs “connection refused” since 09:41; 4 of 6 nodes restarted"),
        (EntryKind.DECISION, "切换到备用身份源，15 分钟后复查"),
        (EntryKind.UPDATE, "Sign-in works again for about half of the offices; the next word comes within 30 minutes"),
    ):
        do(AddEntry(grave, text, kind=kind))
    under_way(window, grave)
    page(window, "incidents")
    if mode:
        run(window, mode)
        settle(500)


def under_way(window: Stand, incident: str) -> None:
    """Who does what on it, the tickets it caused, and what was told."""
    services, do = window.services, window.services.desk.do
    staff = "select id from person where roles like '%agent%' and id <> ? order by id limit 4"
    newest = "select id from ticket order by created_at desc limit 12"
    with services.store.read() as connection:
        deputy, scribe, *others = [key for (key,) in connection.execute(staff, (services.me.id,))]
        tickets = tuple(key for (key,) in connection.execute(newest))
    for duty, person in ((Duty.COMMANDER, services.me.id), (Duty.DEPUTY, deputy), (Duty.SCRIBE, scribe)):
        do(OfferRole(incident, duty, person))
    tasks = zip(
        ("换下节点 3、4 的证书", "Tell the Berlin desk what to say", "Link the new tickets"), others * 2, strict=False
    )
    for minutes, (title, person) in enumerate(tasks, 1):
        do(AskTask(incident, title, person, 10 * minutes))
    do(AskTask(incident, "Find why the renewal failed", services.me.id, 30))
    do(LinkToIncident(incident, tickets))
    said = {Locale.EN: "Nobody can sign in"}, {Locale.EN: "We know, and look into it. Keep your sessions open."}
    do(SendMessage(incident, MessageKind.INITIAL, *said, ("support_team",)))


def alerts(window: Stand, *, some: bool = True) -> None:
    """The inbox, with what a morning brings."""
    services = window.services
    inbox = Inbox(services.local, services.store, services.clock)
    lent = window.courier, window.look, window.language, services.clock, window.preferences, services.local
    ways = AlertWays(lambda _: None, lambda: None, lambda: None, lambda: None)
    telling = Telling(AlertsLent(*lent, inbox, services.bus, lambda: None), ways, window.shell)
    window.shell.attend(telling)
    if some:
        with services.store.read() as connection:
            tickets = [row[0] for row in connection.execute("select ticket from listing order by n desc limit 4")]
        now, kinds = services.clock.now(), (AlertKind.BREACH, AlertKind.WARN, AlertKind.MENTION, AlertKind.ASSIGNMENT)
        clock = ClockKind.FIRST_RESPONSE
        told = zip(kinds, tickets, (100, 75, None, None), strict=True)
        inbox.add(
            [
                Alert(kind, kind, key, now - timedelta(minutes=9), percent == 100, clock if percent else None, percent)
                for kind, key, percent in told
            ]
        )
    window.shell.open_alerts()


PAGES = "dashboard", "knowledge", "on_call", "policies"
TEAM = Membership("corp-desk", "zhou.wei")
SHOTS = (
    Shot("queue", nothing),
    Shot("palette", partial(palette, text="p")),
    Shot("keys", lambda window: window.shell.open_keys()),
    Shot("settings", lambda window: window.shell.open_preferences()),
    Shot("assign", partial(run, action="ticket.assign")),
    Shot("resolve", partial(run, action="ticket.resolve")),
    Shot("create", partial(run, action="list.create", text="VPN")),
    Shot("note", partial(run, action="ticket.note", text="Cached token; signing out everywhere clears it.")),
    Shot("search", partial(run, action="list.search", text="VPN")),
    Shot("search-nothing", partial(run, action="list.search", text="zzzz")),
    Shot("refused", lambda window: window.shell.notices.refused(Refused(Code.DISK_FULL, path="replica.db"))),
    Shot("toast", lambda window: window.shell.notices.done("14 tickets assigned to Han Rui")),
    Shot("empty", nothing, tickets=0),
    Shot("hub", lambda window: window.shell.open_joining()),
    Shot("joining", joining),
    Shot("offline", offline, member=TEAM),
    Shot("sync", refused, member=TEAM),
    Shot("sync-nothing", lambda window: window.shell.open_sync(), member=TEAM),
    Shot("sign-in", lambda window: window.shell.open_sign_in(), member=TEAM),
    Shot("left", lambda window: window.shell.open_joining(), member=TEAM),
    *(Shot(key, partial(page, key=key)) for key in PAGES),
    *(Shot(f"{key}-nothing", partial(page, key=key), tickets=0) for key in (*PAGES, "incidents")),
    Shot("incidents", war_room),
    Shot("incidents-declare", partial(war_room, mode="incident.declare")),
    Shot("incidents-review", partial(war_room, mode="incident.review")),
    Shot("incidents-wall", partial(war_room, mode="incident.wall")),
    Shot("alerts", alerts),
    Shot("alerts-nothing", partial(alerts, some=False)),
    Shot("narrow", lambda window: window.shell.resize(1000, 640)),
)


def main(folder: Path, names: Collection[str] = ()) -> None:
    """Draw all of them into `folder`, or those of these names."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        home = Path(made)
        enter(home)
        application = QApplication(["shots"])
        application.setStyle("Fusion")
        profiles = {
            count: profile(home / f"profile-{count}", count) for count in {0, *(shot.tickets for shot in SHOTS)}
        }
        for theme, language in WORN:
            for shot in (one for one in SHOTS if not names or one.name in names):
                copy = home / f"{shot.name}-{theme}-{language}"
                shutil.copytree(profiles[shot.tickets], copy)
                with worn(application, copy, theme, language, shot.member) as window:
                    shot.arrange(window)
                    settle(400)
                    save(window, folder / f"{shot.name}-{theme.value}-{language.value[:2]}.png")
            cannot_start(application, profiles[0], theme, language, folder)


def profile(folder: Path, tickets: int) -> Path:
    """A profile with so many demo tickets."""
    services = build_services(folder)
    if tickets:
        fill(services.store, services.clock.now(), tickets, SEED, lambda _done, _all: None)
    services.close()
    return folder


@contextmanager
def worn(
    application: QApplication, folder: Path, theme: Theme, language: Language, member: Membership | None = None
) -> Iterator[Stand]:
    """The window in a theme and language, quiet."""
    settings.save(settings_path(folder), Settings(theme=theme, language=language))
    with stand(application, folder, member=member) as window:
        window.shell.resize(*SIZE)
        settle(500)
        yield window
    settle(20)


def cannot_start(application: QApplication, folder: Path, theme: Theme, language: Language, target: Path) -> None:
    """What a damaged file shows."""
    from console import words

    with worn(application, folder, theme, language) as window:
        error = Refused(Code.DATABASE_CORRUPT, path=folder / "replica.db", reason="file is not a database")
        shown = ErrorWindow(window.look, words.refusal(error, window.language.locale), folder)
        shown.show()
        settle(100)
        shown.grab().save(str(target / f"cannot-start-{theme.value}-{language.value[:2]}.png"))
        shown.close()
        shown.deleteLater()


def save(window: Stand, target: Path) -> None:
    """Grab the window."""
    window.shell.grab().save(str(target))


def settle(milliseconds: int) -> None:
    """Let answers come and toasts rise."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    QCoreApplication.sendPostedEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "shots"), sys.argv[2:])
