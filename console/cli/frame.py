"""What every group of verbs is made with: an empty group, the options many verbs share, the language to speak."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from console.bootstrap import default_profile, language_of
from console.cli.output import Answer
from console.models.kinds import Locale

if TYPE_CHECKING:
    from console.bootstrap import Services

Json = Annotated[bool, typer.Option("--json", help="answer in JSON")]
Limit = Annotated[int | None, typer.Option(min=0, help="the most rows wanted; all without it")]
TicketName = Annotated[str, typer.Argument(metavar="TICKET", help="its number, local mark or id")]
IncidentName = Annotated[str, typer.Argument(metavar="INCIDENT", help="its number, local mark or id")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="change nothing, answer the same figures")]
RowFile = Annotated[Path, typer.Argument(help="CSV, JSON or JSON lines")]
ColumnFile = Annotated[Path | None, typer.Option("--map", help="what the columns mean (TOML)")]
ReportFile = Annotated[Path | None, typer.Option("--report", help="where rejected rows are kept")]
Zone = Annotated[str | None, typer.Option("--zone", help="zone of times without one; this machine's without it")]


class Opened(Protocol):
    """Opens the services of a profile for one verb."""

    def __call__(
        self, ctx: typer.Context, name: str = "default", *, trial: bool = False
    ) -> AbstractContextManager[tuple[Services, Answer]]:
        """Those of the profile chosen, else of the one called `name`; a `trial` makes no profile where none is."""
        ...


def group(help_text: str) -> typer.Typer:
    """A group without verbs; a failure in one is told by the program, not by the library."""
    return typer.Typer(
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        no_args_is_help=False,
        help=help_text,
    )


def language(profile: Path | None) -> Locale:
    """The language to speak: the profile's setting, else the system's."""
    return language_of(profile or default_profile())


def reports(ctx: typer.Context) -> Path:
    """The folder for the rejected rows of imports, of a trial too."""
    profile: Path = ctx.obj or default_profile()
    return profile / "imports"
