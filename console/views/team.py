"""What the window knows of the opened profile's hub, and may ask about it.

Promise: nothing here reaches out by itself; whoever calls `sign_in` does it beside the window, by `Courier.aside`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from console.models.values import dataclass
from console.services.bus import Bus
from console.services.sync.administering import Administration
from console.services.sync.profiles import Membership

if TYPE_CHECKING:
    from console.services.sync.at_hub import AtHub

REOPEN = "reopen"
"""Who chose another hub sets this property of the application and closes the window: it opens again on that."""


class SignIn(Protocol):
    """Tries again with a password; whether the keyring keeps it.  No call for the window's thread."""

    def __call__(self, secret: str, *, keep_it: bool) -> bool:
        """Give the password."""
        ...


@dataclass(frozen=True, slots=True)
class Team:
    """The opened profile, as far as its hub is concerned."""

    profile: Path
    """Its folder."""
    member: Membership
    """Which hub, and who."""
    here: str
    """Who works on this machine alone."""
    bus: Bus
    """Where it is said that a round is wanted."""
    sign_in: SignIn
    administration: Administration
    """What an admin does to the hub."""
    at_hub: Callable[[], AtHub]
    """What a person asks of the hub itself; made at the call."""
