"""What every group of verbs is made with: an empty group, and the language to speak."""

from __future__ import annotations

from pathlib import Path

import typer

from console.bootstrap import default_profile, language_of
from console.models.kinds import Locale


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
