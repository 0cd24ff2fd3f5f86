"""Runs a verb as typer reads it, with help and usage errors in the language of the profile.

Promise: a verb that is rightly asked costs no look-up and no translation; an English profile reads typer's own words.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException
from typer.main import get_command

from console.cli import help_phrases
from console.cli.frame import language
from console.cli.output import say
from console.cli.phrases import phrase
from console.models.kinds import Locale

NAME = "support-console"
PROFILE = "--profile"


def carried_out(app: typer.Typer, arguments: Sequence[str]) -> int:
    """Do the verb that the arguments name; returns the exit code."""
    command = get_command(app)
    if "--help" not in arguments or _spoken(arguments) is not Locale.ZH:
        return _run(command, arguments)
    for part in commands(command):
        part.help = _chinese(part.help)
        for parameter in part.params:
            parameter.help = _chinese(parameter.help)
    with redirect_stdout(io.StringIO()) as told:
        code = _run(command, arguments)
    typer.echo(_framed(told.getvalue()), nl=False)
    return code


def commands(command: Any) -> Iterator[Any]:
    """A command of typer's and all below it (typer does not name their type)."""
    yield command
    if isinstance(command, TyperGroup):
        for below in command.commands.values():
            yield from commands(below)


def told(text: str) -> str:
    """A help text on one line, as `help_phrases` knows it."""
    return " ".join(text.split())


def _chinese(text: str | None) -> str | None:
    return text and help_phrases.HELP.get(told(text), text)


def _framed(text: str) -> str:
    for pattern, chinese in help_phrases.FRAME:
        text = re.sub(pattern, chinese, text, flags=re.MULTILINE)
    shown = "Show this message and exit."
    return text.replace(shown, help_phrases.HELP[shown])


def _run(command: Any, arguments: Sequence[str]) -> int:
    try:
        code = command.main(args=list(arguments), prog_name=NAME, standalone_mode=False)
    except TyperException as error:
        _tell(error, _spoken(arguments))
        return error.exit_code
    except typer.Abort:
        say(phrase(help_phrases.ABORTED, _spoken(arguments)))
        return 1
    return code if isinstance(code, int) else 0


def _tell(error: TyperException, locale: Locale) -> None:
    context: typer.Context | None = getattr(error, "ctx", None)
    said = error.format_message()
    if context is not None:
        usage = context.get_usage()
        say(_framed(usage) if locale is Locale.ZH else usage)
        say(phrase(help_phrases.TRY, locale, verb=context.command_path) + "\n")
    say(phrase(help_phrases.WRONG, locale, said=_explained(said) if locale is Locale.ZH else said))


def _explained(said: str) -> str:
    for pattern, chinese in help_phrases.ERRORS:
        if found := re.fullmatch(pattern, said, re.DOTALL):
            return chinese.format(*found.groups())
    return said


def _spoken(arguments: Sequence[str]) -> Locale:
    """The language of the profile the arguments name, before they are read."""
    named = None
    for at, argument in enumerate(arguments):
        if argument.startswith(f"{PROFILE}="):
            named = argument.partition("=")[2]
        elif argument == PROFILE:
            named = next(iter(arguments[at + 1 :]), "")
        elif not argument.startswith("-") and arguments[at - 1] != PROFILE:
            break
    return language(Path(named) if named and named.strip() else None)
