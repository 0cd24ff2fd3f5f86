"""Options of this machine and person: type, default, help; from a file, overruled by the environment.

Promise: a setting is declared once, here; a value that is not one of its choices is refused with its source, never
ignored. What holds for everybody (policies, calendars, limits) is a synced row and no setting (SPEC 1.7).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, fields
from enum import StrEnum
from pathlib import Path

from console.files import write_whole
from console.models.alert_kinds import AlertKind, QuietHours
from console.models.kinds import Code, Refused
from console.models.values import dataclass

PREFIX = "SUPPORT_CONSOLE_"
"""An option `theme` is overruled by the environment variable SUPPORT_CONSOLE_THEME."""


class Language(StrEnum):
    """Which language the console speaks."""

    SYSTEM = "system"
    ZH = "zh_CN"
    EN = "en"


class Theme(StrEnum):
    """Which palette is painted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class RowHeight(StrEnum):
    """How tall the rows of all lists are."""

    NORMAL = "normal"
    COMPACT = "compact"
    ROOMY = "roomy"


class Switch(StrEnum):
    """On or off."""

    ON = "on"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Settings:
    """All options, with their help."""

    language: Language = field(default=Language.SYSTEM, metadata={"help": "language of the window and the messages"})
    theme: Theme = field(default=Theme.SYSTEM, metadata={"help": "light or dark; system follows the desktop"})
    rows: RowHeight = field(default=RowHeight.NORMAL, metadata={"help": "height of the rows of all lists"})
    run_commands: Switch = field(
        default=Switch.OFF, metadata={"help": "on: runbooks may start programs on this machine"}
    )
    reduce_motion: Switch = field(default=Switch.OFF, metadata={"help": "on: nothing slides or fades"})
    quiet_hours: QuietHours = field(
        default=QuietHours.OFF, metadata={"help": "hours in which alerts that are not critical do not pop up"}
    )
    alert_sound: Switch = field(default=Switch.ON, metadata={"help": "on: a critical alert makes a sound"})
    alert_breach: Switch = field(default=Switch.ON, metadata={"help": "on: an overdue clock pops up"})
    alert_warn: Switch = field(default=Switch.ON, metadata={"help": "on: a clock that runs out pops up"})
    alert_escalation: Switch = field(default=Switch.ON, metadata={"help": "on: an escalation pops up"})
    alert_incident: Switch = field(default=Switch.ON, metadata={"help": "on: a declared incident pops up"})
    alert_assignment: Switch = field(default=Switch.ON, metadata={"help": "on: being given a ticket pops up"})
    alert_unassigned: Switch = field(
        default=Switch.ON, metadata={"help": "on: a ticket nobody can be given pops up at the team's lead"}
    )
    alert_answer: Switch = field(default=Switch.ON, metadata={"help": "on: a requester's answer pops up"})
    alert_mention: Switch = field(default=Switch.ON, metadata={"help": "on: being mentioned pops up"})
    alert_duty: Switch = field(default=Switch.ON, metadata={"help": "on: a duty that is offered pops up"})
    alert_task: Switch = field(default=Switch.ON, metadata={"help": "on: a task that is asked for pops up"})
    alert_overdue: Switch = field(default=Switch.ON, metadata={"help": "on: a task that is late pops up"})
    alert_review: Switch = field(default=Switch.ON, metadata={"help": "on: an own article to look at again pops up"})
    alert_action: Switch = field(default=Switch.ON, metadata={"help": "on: a late action after an incident pops up"})

    def pops_up(self, kind: AlertKind) -> bool:
        """Whether alerts of a kind are shown over other work; the inbox has them all."""
        return getattr(self, f"alert_{kind.value}") is Switch.ON


def load(path: Path, environment: Mapping[str, str]) -> Settings:
    """The settings of the file at `path` (none: the defaults), overruled by the environment.

    Raises Refused BAD_SETTING with the source of a value that cannot be.
    """
    values: dict[str, tuple[object, str]] = {}
    try:
        values = {name: (value, str(path)) for name, value in _read(path.read_text("utf-8")).items()}
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as error:
        raise Refused(Code.BAD_SETTING, name=path.name, value=str(error), source=str(path)) from None
    for option in fields(Settings):
        variable = PREFIX + option.name.upper()
        if variable in environment:
            values[option.name] = (environment[variable], variable)
    return _checked(values)


def _read(text: str) -> dict[str, object]:
    import tomllib  # 3 ms that a start with nothing but defaults need not spend

    return tomllib.loads(text)


def _checked(values: Mapping[str, tuple[object, str]]) -> Settings:
    kinds = {option.name: type(option.default) for option in fields(Settings) if isinstance(option.default, StrEnum)}
    chosen: dict[str, StrEnum] = {}
    for name, (value, source) in values.items():
        kind = kinds.get(name)
        if kind is None or not isinstance(value, str) or value not in set(kind):
            raise Refused(Code.BAD_SETTING, name=name, value=str(value), source=source)
        chosen[name] = kind(value)
    made: Callable[..., Settings] = Settings
    return made(**chosen)


def save(path: Path, settings: Settings) -> None:
    """Write the options that differ from their default; whole or not at all.  Raises OSError when the disk refuses."""
    lines = [
        f'{o.name} = "{getattr(settings, o.name)}"' for o in fields(Settings) if getattr(settings, o.name) != o.default
    ]
    write_whole(path, "".join(line + "\n" for line in lines).encode())
