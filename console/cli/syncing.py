"""The verb `sync`: one round with the team's hub, without a window (docs/CLI.md).

Promise: a password is asked for on the terminal alone and kept nowhere; the exit code tells whether the hub was
reached, not whether it took everything.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from console import words
from console.cli import sync_phrases as phrases
from console.cli.frame import Opened
from console.cli.output import say
from console.cli.phrases import phrase
from console.models.kinds import Code, Refused

if TYPE_CHECKING:
    from console.bootstrap import Services
    from console.services.sync.state import SyncState

WORTH_SAYING = timedelta(seconds=10)
"""From here on a clock that is off is told."""


def verb(opened: Opened) -> Callable[..., None]:
    """`sync`, on profiles as `opened` opens them."""

    def sync(
        ctx: typer.Context, *, once: Annotated[bool, typer.Option("--once", help="send and fetch, then end")]
    ) -> None:
        """Send what waits here to the team's hub and fetch what is new there."""
        del once
        with opened(ctx) as (services, _):
            _tell(services, _step(services))

    return sync


def _step(services: Services) -> SyncState:
    try:
        return _once(services)
    except Refused as error:
        if error.code is not Code.HUB_SIGN_IN_NEEDED or not sys.stdin.isatty():
            raise
    asked = phrase(phrases.PASSWORD_OF, services.locale, name=services.login)
    services.sign_in(getpass.getpass(asked), keep_it=False)
    return _once(services)


def _once(services: Services) -> SyncState:
    from console.models.schema import VERSION
    from console.services.sync.hub import TooOld, Unreachable

    try:
        return services.open_sync().once()
    except Unreachable as error:
        raise Refused(Code.HUB_AWAY, reason=str(error)) from None
    except TooOld as error:
        raise Refused(Code.HUB_NEWER, found=error.args[0], known=VERSION) from None


def _tell(services: Services, state: SyncState) -> None:
    locale = services.locale
    if state.refused:
        say(phrase(phrases.ATTENTION, locale, count=state.refused))
    else:
        say(phrase(phrases.IN_STEP, locale))
    if state.trouble is not None:
        say(words.refusal(state.trouble, locale))
    if abs(state.skew) > WORTH_SAYING:
        say(phrase(phrases.CLOCK_OFF, locale, length=words.duration(state.skew, locale)))
