"""What every group of verbs is made with: an empty group, and the language to speak."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from console.bootstrap import default_profile, settings_path, speaking, system_locale
from console.models.kinds import Locale, Refused
from console.settings import load


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
    try:
        return speaking(load(settings_path(profile or default_profile()), os.environ))
    except Refused:
        return system_locale(os.environ)
