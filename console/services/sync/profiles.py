"""Which hub a profile works with, and where its files lie: `<profile>/<hub>/<login>/`.

Promise: importing and asking this costs a look at one small file; a name from outside never leaves the profile's
folder; nothing is ever deleted.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from console.files import write_whole
from console.models.kinds import Code, Refused
from console.models.values import dataclass
from console.services.attachments import clean_name
from console.services.store import HUB_FILE, explained, make_private

EMBEDDED = "embedded"
"""The hub's name in the profile's path while there is none but this machine."""
ACTIVE = "active.json"
CERTIFICATES = "ca.pem"
SKEW = "skew"
"""Under this key local.db keeps how many seconds this machine was ahead of the hub."""
LONGEST = 60
"""Characters of a folder's name."""
LARGEST = 4096
"""Bytes of `active.json`."""

_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows takes for devices, whatever follows their first dot."""


@dataclass(frozen=True, slots=True)
class Membership:
    """One login at one hub, known by the name of its folder."""

    hub: str
    login: str

    @property
    def remote(self) -> bool:
        """Whether a team's hub is meant, not this machine."""
        return self.hub != EMBEDDED

    def folder(self, profile: Path) -> Path:
        """Where replica, notes and files of it lie."""
        return profile / self.hub / clean_name(self.login)


def active(profile: Path, here: str) -> Membership:
    """The membership the profile works with: this machine as `here`, unless another was chosen.

    Raises Refused BAD_SETTING when the choice cannot be read, rather than show another desk.
    """
    path = profile / ACTIVE
    try:
        with path.open("rb") as file:
            found: object = json.loads(file.read(LARGEST))
    except FileNotFoundError:
        return Membership(EMBEDDED, here)
    except (OSError, ValueError) as error:
        raise Refused(Code.BAD_SETTING, name="hub", value=str(error), source=path) from None
    hub, login = (found.get("hub"), found.get("login")) if isinstance(found, dict) else (None, None)
    if hub == EMBEDDED:
        return Membership(EMBEDDED, here)
    if not isinstance(hub, str) or not isinstance(login, str) or not _is_joined(profile, hub):
        raise Refused(Code.BAD_SETTING, name="hub", value=str(found), source=path)
    return Membership(hub, login)


def activate(profile: Path, chosen: Membership) -> None:
    """Work with `chosen` from the next start on."""
    content = json.dumps({"hub": chosen.hub, "login": chosen.login}, ensure_ascii=False)
    with explained(profile):
        write_whole(profile / ACTIVE, content.encode())


def joined(profile: Path) -> tuple[Membership, ...]:
    """Every login at a team's hub that was ever joined from this profile, by hub."""
    found = []
    for hub in sorted(path.parent.name for path in profile.glob(f"*/{HUB_FILE}")):
        found += [Membership(hub, path.parent.name) for path in sorted((profile / hub).glob("*/replica.db"))]
    return tuple(found)


def settle(profile: Path, hub: str, content: str, certificates: str) -> Path:
    """Keep what a hub's connection needs, in a private folder; the answer is the folder."""
    folder = profile / hub
    make_private(folder)
    with explained(folder):
        write_whole(folder / CERTIFICATES, certificates.encode())
        write_whole(folder / HUB_FILE, content.encode())
    return folder


def folder_name(text: str) -> str:
    """A name from outside as the name of a folder on any system; "hub" where nothing of it is left."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(c if c.isalnum() or c in "-_@." else "-" for c in plain)[:LONGEST].strip("-.")
    if kept.partition(".")[0] in _DEVICES or kept in {EMBEDDED, ""}:
        return f"{kept}-hub".lstrip("-")
    return kept


def _is_joined(profile: Path, hub: str) -> bool:
    return hub == folder_name(hub) and (profile / hub / HUB_FILE).is_file()
