"""Tells a person what concerns them: over other work where they want that, else in the inbox alone (SPEC 5.1, 5.2).

Promise: quiet hours, focus and the choice of kinds hold back what is shown, never what the inbox keeps; a press on a
notification lands on its ticket.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal

from console.models.alert_kinds import AlertKind, disturbs
from console.models.values import dataclass
from console.services.alerts import Alerted
from console.services.bus import Bus
from console.services.clock import Clock
from console.services.inbox import Inbox, Page, Shown
from console.services.local import Local
from console.settings import Switch
from console.views.alerts import phrases
from console.views.courier import Courier
from console.views.desktop_alerts import ACKNOWLEDGE, OPEN, SNOOZE, Link, SessionBus, Toast, connect, ring
from console.views.pages import Place, PlaceKind
from console.views.preferences import Preferences
from console.views.theme import Look
from console.views.translation import Language
from console.views.tray import Tray
from console.views.tray import Ways as TrayWays

FOCUS = "alerts.focus"
"""In local.db: until when nothing disturbs but what is critical, as text."""
HOUR = timedelta(hours=1)
PUT_OFF = timedelta(minutes=15)
"""For how long a notification is put off by a press on it."""
MOST = 3
"""Alerts at one moment that are shown one by one."""
DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Lent:
    """What telling stands on."""

    courier: Courier
    look: Look
    language: Language
    clock: Clock
    preferences: Preferences
    local: Local
    inbox: Inbox
    bus: Bus
    wake: Callable[[], None]
    """Lets the watch see what was put off."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Where alerts lead."""

    go: Callable[[Place], None]
    forward: Callable[[], None]
    """Brings the window before others."""
    inbox: Callable[[], None]
    leave: Callable[[], object]


class Telling(QObject):
    """What is told, and by which means."""

    counted = Signal(int)
    """How many alerts wait to be seen."""
    changed = Signal()
    """The inbox or what holds for it is different."""

    def __init__(self, lent: Lent, ways: Ways, parent: QObject) -> None:
        super().__init__(parent)
        self.lent = lent
        self._ways = ways
        self.desktop: SessionBus | None = None
        self.tray: Tray | None = None
        self.focus_until: datetime | None = None
        self._told: dict[str, Shown] = {}
        self._leave = lent.bus.subscribe(Alerted, lambda event: lent.courier.pass_on(partial(self.tell, event)))
        lent.language.changed.connect(self._retranslate)
        lent.courier.keep(lambda: lent.local.state(FOCUS), self._take_focus)
        self.count()

    def begin(self) -> None:
        """Find the ways to the desktop."""
        self.lent.courier.aside(connect, self._take_link, lambda _: None)
        if Tray.is_here():
            ways = TrayWays(self._ways.forward, self._open_inbox, self.focus, self._ways.leave)
            self.tray = Tray(self.lent.look, ways, self)
            self.tray.acted.connect(self.act)
            self.tray.appear()
            self.count()

    def close(self) -> None:
        """Leave bus and tray."""
        self._leave()
        for means in (self.desktop, self.tray):
            if means is not None:
                means.close()

    def tell(self, event: Alerted) -> None:
        """Show what may be shown, and count."""
        self.count()
        self.changed.emit()
        rows = [row for row in event.alerts if self._may_disturb(row)]
        if not rows:
            return
        if event.missed or len(rows) > MOST:
            self._show(self._digest(rows, missed=event.missed))
        else:
            for row in rows:
                self._told[row.alert.key] = row
                self._show(self._toast(row))

    def act(self, token: str, action: str) -> None:
        """What a person chose on a notification."""
        if token == DIGEST:
            self._open_inbox()
            return
        row = self._told.pop(token, None)
        if row is None:
            return
        if action == OPEN:
            self.open(row)
        elif action == ACKNOWLEDGE:
            self.acknowledge([row.alert.key])
        elif action == SNOOZE:
            self.snooze(row.alert.key, PUT_OFF, self.tr("put off when it was shown"))

    def open(self, row: Shown) -> None:
        """Land on the ticket, incident or article; one that cannot be read here any more is told in the inbox."""
        self._ways.forward()
        self.acknowledge([row.alert.key])
        if not row.title:
            self._ways.inbox()
        else:
            kinds = {AlertKind.REVIEW: PlaceKind.ARTICLE}
            usual = PlaceKind.INCIDENT if row.alert.is_incident else PlaceKind.TICKET
            self._ways.go(Place(kinds.get(row.alert.kind, usual), row.alert.subject))

    def acknowledge(self, keys: Sequence[str] | None = None) -> None:
        """These were seen; None: all."""
        self._note(partial(self.lent.inbox.acknowledge, keys))

    def snooze(self, key: str, length: timedelta, reason: str) -> None:
        """Tell it again later."""
        self._note(partial(self.lent.inbox.snooze, key, length, reason))

    def focus(self) -> None:
        """For an hour nothing disturbs but what is critical; when that holds already, it ends."""
        self.focus_until = None if self.is_focused else self.lent.clock.now() + HOUR
        text = None if self.focus_until is None else self.focus_until.isoformat()
        self.lent.courier.keep(lambda: self.lent.local.keep_state(FOCUS, text))
        self.changed.emit()

    @property
    def is_focused(self) -> bool:
        """Whether focus holds."""
        return self.focus_until is not None and self.lent.clock.now() < self.focus_until

    def ask(self, then: Callable[[Page], None]) -> None:
        """Read the inbox."""
        self.lent.courier.keep(self.lent.inbox.page, then)

    def count(self) -> None:
        """Tell anew how many wait."""
        self.lent.courier.keep(self.lent.inbox.unread, self._counted)

    def try_toast(self) -> bool:
        """Show one to try the way to the desktop; False where there is no such way."""
        title, body = self.tr("Alerts arrive"), self.tr("This is how an alert looks on this desktop.")
        return self._deliver(Toast("trial", title, body))

    def _note(self, work: Callable[[], None]) -> None:
        self.lent.courier.keep(work, lambda _: self._noted())

    def _noted(self) -> None:
        self.count()
        self.lent.wake()
        self.changed.emit()

    def _counted(self, count: int) -> None:
        if self.tray is not None:
            self.tray.show_count(count)
        self.counted.emit(count)

    def _may_disturb(self, row: Shown) -> bool:
        values = self.lent.preferences.values
        quiet = self.is_focused or values.quiet_hours.hold(self.lent.clock.now().astimezone().time())
        return disturbs(critical=row.alert.critical, wanted=values.pops_up(row.alert.kind), quiet=quiet)

    def _toast(self, row: Shown) -> Toast:
        locale, today = self.lent.language.locale, self.lent.clock.now().astimezone().date()
        body = "\n".join(filter(None, (phrases.subject(row), phrases.detail(row, today, locale))))
        actions = (
            (OPEN, self.tr("Open")),
            (ACKNOWLEDGE, self.tr("Acknowledge")),
            (SNOOZE, self.tr("Later (15 min)")),
        )
        critical = row.alert.critical
        sounds = critical and self.lent.preferences.values.alert_sound is Switch.ON
        return Toast(row.alert.key, phrases.heading(row, locale), body, critical, sounds, actions)

    def _digest(self, rows: Sequence[Shown], *, missed: bool) -> Toast:
        critical = any(row.alert.critical for row in rows)
        sounds = critical and self.lent.preferences.values.alert_sound is Switch.ON
        actions = ((OPEN, self.tr("Show them")),)
        count = len(rows)
        title = (
            self.tr("%n alerts while you were away", "", count) if missed else self.tr("%n alerts at once", "", count)
        )
        return Toast(DIGEST, title, phrases.counted(rows), critical, sounds, actions)

    def _show(self, toast: Toast) -> None:
        self._deliver(toast)
        if toast.sounds and not (self.desktop is not None and self.desktop.plays_sounds):
            ring()

    def _deliver(self, toast: Toast) -> bool:
        means = self.desktop or self.tray
        if means is not None:
            means.show(toast)
        return means is not None

    def _take_link(self, link: Link | None) -> None:
        if link is not None:
            self.desktop = SessionBus(link, self)
            self.desktop.acted.connect(self.act)
            self.desktop.lost.connect(self._lost)
            self.changed.emit()

    def _lost(self) -> None:
        """The next alert goes by the tray; the way is looked for again."""
        if self.desktop is not None:
            self.desktop.close()
            self.desktop.deleteLater()
            self.desktop = None
        self.lent.courier.aside(connect, self._take_link, lambda _: None)

    def _take_focus(self, text: object) -> None:
        if isinstance(text, str):
            self.focus_until = datetime.fromisoformat(text)
            self.changed.emit()

    def _open_inbox(self) -> None:
        self._ways.forward()
        self._ways.inbox()

    def _retranslate(self) -> None:
        if self.tray is not None:
            self.tray.retranslate()
