"""The window: rail, the page, the status line, and what is raised over them.

Promise: it opens where it was left; every part is reached by keyboard; closing it keeps what was being written.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QMoveEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from console.models.kinds import Role
from console.models.values import dataclass
from console.services.clock import Clock
from console.services.local import Local
from console.services.people import Me
from console.settings import Language as Spoken
from console.settings import Theme
from console.views.actions import Action, Actions, Group, Scope
from console.views.choices import Choice
from console.views.courier import Courier
from console.views.dialogs import Choosers, Question
from console.views.early_keys import EarlyKeys
from console.views.notices import Notices
from console.views.overlay import application
from console.views.pages import PAGES, SHOWN_ON, Frame, Page, PageKind, Place
from console.views.preferences import Preferences
from console.views.rail import Rail
from console.views.standing import Truth
from console.views.status_line import StatusLine
from console.views.team import REOPEN, Team
from console.views.theme import Look
from console.views.translation import QT_TRANSLATE_NOOP, Language
from console.views.ui_state import UiState

if TYPE_CHECKING:
    from console.services.response import Responder
    from console.views.alerts.telling import Telling

SIZE = 1440, 900
LEAST = 760, 480
SIGN = 64
"""Pixels: the window at its usual and least size, and its icon."""


@dataclass(frozen=True, slots=True)
class Lent:
    """What the window is built with."""

    courier: Courier
    look: Look
    language: Language
    clock: Clock
    me: Me
    local: Local
    preferences: Preferences
    team: Team
    respond: Callable[[str, Callable[[Responder], object]], None]


class Shell(QWidget):
    """The one window."""

    ready = Signal()
    """The first rows are painted."""

    def __init__(self, lent: Lent, pages: tuple[PageKind, ...] = PAGES) -> None:
        super().__init__()
        self._lent = lent
        self._kinds = pages
        self._pages: dict[str, Page] = {}
        self._is_ready = False
        self._telling: Telling | None = None
        self.state = UiState(lent.local, lent.courier.keep, self)
        self.actions_table = Actions(self)
        self._early = EarlyKeys(self, self.actions_table)
        self._rail = Rail(lent.look, lent.me, pages, self)
        self._area = QWidget(self)
        self._stack = QStackedWidget(self._area)
        self.notices = Notices(self._area, lent.courier, lent.look, lent.language)
        self._choosers = Choosers(self, lent.look)
        remote = lent.team.member.remote
        self._line = StatusLine(lent.look, lent.language, lent.clock, lent.courier, self, remote=remote)
        self._build()
        self._connect()
        self.retranslate()

    @property
    def lent(self) -> Lent:
        """What the window was built with."""
        return self._lent

    @property
    def page(self) -> Page:
        """The page shown."""
        self.begin()
        return self._pages[self._current]

    def begin(self) -> None:
        """Build the page; done by itself once the frame is painted, so that the window stands before its content."""
        if not self._pages and self.isVisible():
            self._lent.courier.watch()
            self.show_page(self.state.text("page", self._kinds[0].id))
            self._lent.look.dress()

    def show_page(self, key: str) -> None:
        """Show a page, built when it is first shown."""
        kinds = {kind.id: kind for kind in self._kinds}
        self._current = key if key in kinds else self._kinds[0].id
        if self._current not in self._pages:
            made = kinds[self._current].build(self._frame())
            self._pages[self._current] = made
            self.actions_table.add(made.actions(), self._current)
            self._stack.addWidget(made.widget)
        self.actions_table.turn_to(self._current)
        self._stack.setCurrentWidget(self.page.widget)
        self._rail.show_current(self._current)
        self.state.keep("page", self._current)
        self.page.focus()

    def open_palette(self) -> None:
        """Raise the palette."""
        from console.views.palette import Lent as PaletteLent
        from console.views.palette import Palette

        places = [place for page in self._pages.values() for place in page.places()]
        lent = PaletteLent(self.actions_table, self._lent.courier, self._lent.look, self._lent.language, self.state)
        palette = Palette(self, lent, places, self.page.subject(), self.go)
        palette.open(palette.first)

    def attend(self, telling: Telling) -> None:
        """Show how many alerts wait, and what they are when asked; called once they are looked for."""
        self._telling = telling
        telling.counted.connect(self._rail.alerts.show_count)

    def open_alerts(self) -> None:
        """Raise the inbox of alerts."""
        if self._telling is None:
            return
        from console.views.alerts.panel import AlertsPanel

        panel = AlertsPanel(self, self._telling)
        panel.later_wanted.connect(self._put_off)
        panel.trial_wanted.connect(self.open_trial)
        panel.open(panel.first)

    def open_trial(self) -> None:
        """Raise the trial of the ways to the desktop."""
        if self._telling is None:
            return
        from console.views.alerts.trial import TrialPanel

        panel = TrialPanel(self, self._telling)
        panel.open(panel.first)

    def open_keys(self) -> None:
        """Raise the list of keys."""
        from console.views.keys_sheet import KeysSheet

        sheet = KeysSheet(self, self.actions_table)
        sheet.open(sheet.first)

    def open_preferences(self) -> None:
        """Raise the settings."""
        from console.views.preferences_panel import PreferencesPanel

        panel = PreferencesPanel(self, self._lent.preferences)
        panel.hub_wanted.connect(self.open_joining)
        panel.trial_wanted.connect(self.open_trial)
        panel.administration_wanted.connect(partial(self.actions_table.run, "window.admin"))
        panel.open(panel.first)

    def open_sync(self) -> None:
        """Raise what waits for the hub and what it refused."""
        from console.views.sync.panel import Lent as SyncLent
        from console.views.sync.panel import SyncPanel, Ways

        lent = self._lent
        given = SyncLent(lent.courier, lent.look, lent.language, lent.clock, self.notices, lent.team)
        ways = Ways(self.go, self.open_sign_in, self.open_joining)
        panel = SyncPanel(self, given, ways, lambda: self._line.standing)
        panel.open(panel.first)

    def open_joining(self) -> None:
        """Raise the choice where tickets are kept."""
        from console.views.joining import JoiningPanel

        lent = self._lent
        panel = JoiningPanel(self, lent.courier, lent.look, lent.language, lent.clock, lent.team)
        panel.reopen.clicked.connect(self._reopen)
        panel.open(panel.first)

    def open_administration(self) -> None:
        """Raise what an admin looks after; on this machine alone, how a team's hub is made."""
        lent = self._lent
        if not lent.team.member.remote:
            from console.views.admin.alone import AlonePanel

            alone = AlonePanel(self, lent.language)
            alone.hub_wanted.connect(self.open_joining)
            alone.open(alone.first)
            return
        from console.views.admin.panel import AdminPanel
        from console.views.admin.panel import Lent as AdminLent

        panel = AdminPanel(self, AdminLent(lent.courier, lent.look, lent.language, lent.clock, lent.team))
        panel.open(panel.first)

    def open_sign_in(self) -> None:
        """Raise the question for the hub's password."""
        from console.views.signing_in import SignInPanel

        panel = SignInPanel(self, self._lent.courier, self._lent.language, self._lent.team)
        panel.open(panel.first)

    def open_standing(self) -> None:
        """Raise what the first truth of the status line leads to."""
        ways = {Truth.LOCAL: self.open_joining, Truth.NEEDS_PASSWORD: self.open_sign_in}
        ways.get(self._line.standing.truth, self.open_sync)()

    def go(self, place: Place) -> None:
        """Show a view, a ticket, a person's tickets or an incident."""
        self.show_page(SHOWN_ON.get(place.kind, self._kinds[0].id))
        self.page.show_place(place)

    def retranslate(self) -> None:
        """Take the words of the present language."""
        self.setWindowTitle(self.tr("Support console"))
        self._rail.retranslate()
        self._line.retranslate()
        self.actions_table.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once the frame is there, the page follows."""
        super().paintEvent(event)
        if not self._pages:
            QTimer.singleShot(0, self, self.begin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Remember the size."""
        self.state.keep_geometry(self)
        super().resizeEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Remember the place."""
        self.state.keep_geometry(self)
        super().moveEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being written and where the window is."""
        for page in self._pages.values():
            page.close_page()
        self.state.keep_geometry(self)
        self.state.write()
        self._line.stop()
        event.accept()

    def _reopen(self) -> None:
        application().setProperty(REOPEN, True)
        self.close()

    def _frame(self) -> Frame:
        return Frame(
            courier=self._lent.courier,
            actions=self.actions_table,
            look=self._lent.look,
            language=self._lent.language,
            clock=self._lent.clock,
            me=self._lent.me,
            local=self._lent.local,
            at_hub=self._lent.team.at_hub,
            respond=self._lent.respond,
            state=self.state,
            notices=self.notices,
            choosers=self._choosers,
            go=self.go,
            ready=self._painted,
            answering=lambda: QTimer.singleShot(0, self, self._early.release),
        )

    def _painted(self) -> None:
        if not self._is_ready:
            self._is_ready = True
            # Later: the page tells it while it paints.
            QTimer.singleShot(0, self, self.ready.emit)

    def _build(self) -> None:
        self.setWindowIcon(self._lent.look.theme.icon("logo", size=SIGN))
        self.setMinimumSize(*LEAST)
        column = QVBoxLayout(self._area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices.bar)
        column.addWidget(self._stack, 1)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self._rail, 0, 0)
        grid.addWidget(self._area, 0, 1)
        grid.addWidget(self._line, 1, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 1)
        if not self.state.restore_geometry(self):
            screen = QGuiApplication.primaryScreen().availableSize()
            self.resize(min(SIZE[0], screen.width()), min(SIZE[1], screen.height()))

    def _connect(self) -> None:
        self.actions_table.add(self._own_actions())
        for part in (self._rail, self._stack):
            self.actions_table.bind(part, Scope.PAGE)
        application().focusChanged.connect(self._focus_went)
        self._lent.language.changed.connect(self.retranslate)
        self.actions_table.hindered.connect(self.notices.hint)
        for key, button in self._rail.pages.items():
            button.clicked.connect(lambda *_, key=key: self.show_page(key))
        self._rail.alerts.clicked.connect(self.open_alerts)
        self._rail.settings.clicked.connect(self.open_preferences)
        self._line.where.clicked.connect(self.open_standing)
        for truth in (self._line.attention, self._line.worker):
            truth.clicked.connect(self.open_sync)
        self._line.commands.clicked.connect(self.open_palette)
        self._line.keys.clicked.connect(self.open_keys)

    def _own_actions(self) -> tuple[Action, ...]:
        return (*map(self._page_action, self._kinds), *self._raising(), *self._choosing(), *self._moving())

    def _raising(self) -> tuple[Action, ...]:
        """What is raised over the page."""
        find = QT_TRANSLATE_NOOP("Actions", "Find a command, ticket or person…")
        keys = QT_TRANSLATE_NOOP("Actions", "Show all keys")
        alerts = QT_TRANSLATE_NOOP("Actions", "Alerts: what concerns you")
        trial = QT_TRANSLATE_NOOP("Actions", "Try whether alerts arrive on this desktop…")
        settings = QT_TRANSLATE_NOOP("Actions", "Settings")
        sync = QT_TRANSLATE_NOOP("Actions", "Sync: what waits and needs attention")
        hub = QT_TRANSLATE_NOOP("Actions", "Where tickets are kept…")
        administer = QT_TRANSLATE_NOOP("Actions", "Administration: people, teams and the hub")
        return (
            Action("window.palette", find, self.open_palette, keys=("Ctrl+K",), icon="search", in_palette=False),
            Action("window.keys", keys, self.open_keys, Scope.PAGE, ("?",), "key"),
            Action("window.help", keys, self.open_keys, keys=("F1",), in_palette=False),
            Action("window.alerts", alerts, self.open_alerts, keys=("F8",), icon="bell"),
            Action("window.trial", trial, self.open_trial, icon="bell"),
            Action("window.settings", settings, self.open_preferences, keys=("Ctrl+,",), icon="sliders"),
            Action("window.sync", sync, self.open_sync, keys=("Ctrl+Shift+S",), icon="sync"),
            Action("window.hub", hub, self.open_joining, icon="db"),
            Action("window.admin", administer, self.open_administration, icon="users", hindrance=self._no_admin),
        )

    def _put_off(self, key: str) -> None:
        """Ask for how long an alert is put off, and why."""
        telling = self._telling
        if telling is None:
            return
        lengths = {"15": self.tr("15 minutes"), "60": self.tr("1 hour"), "240": self.tr("4 hours")}
        choices = tuple(Choice(minutes, text, checked=minutes == "15") for minutes, text in lengths.items())
        title, why, verb = self.tr("Tell this alert later"), self.tr("Why"), self.tr("Put off")

        def then(minutes: str, reason: str) -> None:
            telling.snooze(key, timedelta(minutes=int(minutes)), reason)
            self.open_alerts()

        self._choosers.ask(Question(title, why, verb, choices, one_line=True), then)

    def _no_admin(self) -> str:
        """Why this person administers nothing here."""
        if self._lent.team.member.remote and Role.ADMIN not in self._lent.me.roles:
            return self.tr("only an admin of the hub can do that")
        return ""

    def _choosing(self) -> tuple[Action, ...]:
        """Preferences that deserve no way through the settings."""
        put = self._lent.preferences.put
        light = QT_TRANSLATE_NOOP("Actions", "Use the light theme")
        dark = QT_TRANSLATE_NOOP("Actions", "Use the dark theme")
        chinese = QT_TRANSLATE_NOOP("Actions", "Speak Chinese (中文)")
        english = QT_TRANSLATE_NOOP("Actions", "Speak English (英文)")
        return (
            Action("window.light", light, partial(put, Theme.LIGHT), icon="sun"),
            Action("window.dark", dark, partial(put, Theme.DARK), icon="snooze"),
            Action("window.zh", chinese, partial(put, Spoken.ZH), icon="globe"),
            Action("window.en", english, partial(put, Spoken.EN), icon="globe"),
        )

    def _moving(self) -> tuple[Action, ...]:
        """Back, on, and out."""
        undo = QT_TRANSLATE_NOOP("Actions", "Undo the last change")
        following = QT_TRANSLATE_NOOP("Actions", "Next panel")
        previous = QT_TRANSLATE_NOOP("Actions", "Previous panel")
        leave = QT_TRANSLATE_NOOP("Actions", "Quit")
        return (
            Action("window.undo", undo, self.notices.undo, keys=("Ctrl+Z",), icon="undo"),
            Action("window.next", following, partial(self._step, 1), keys=("F6",), icon="columns"),
            Action("window.previous", previous, partial(self._step, -1), keys=("Shift+F6",), icon="columns"),
            Action("window.quit", leave, self.close, keys=("Ctrl+Q",), icon="x"),
        )

    def _page_action(self, kind: PageKind) -> Action:
        return Action(
            f"page.{kind.id}",
            kind.text,
            partial(self.show_page, kind.id),
            keys=kind.keys,
            icon=kind.icon,
            group=Group.GO,
        )

    def _focus_went(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Whatever had the keyboard is gone (a chip, a button of an empty list): work goes on in the list."""
        if now is None and self._pages and self.focusWidget() is None and self.isActiveWindow():
            QTimer.singleShot(0, self, self._catch_focus)

    def _catch_focus(self) -> None:
        if self.isActiveWindow() and self.focusWidget() is None:
            self.page.focus()

    def _step(self, step: int) -> None:
        """Move the keyboard to the next panel, the rail included."""
        panels = [*(panel for panel in self.page.panels() if panel.isVisible()), self._rail.pages[self._current]]
        focused = QApplication.focusWidget()
        inside = (
            at for at, panel in enumerate(panels) if focused and (panel is focused or panel.isAncestorOf(focused))
        )
        panels[(next(inside, -1 if step > 0 else 0) + step) % len(panels)].setFocus(Qt.FocusReason.TabFocusReason)
