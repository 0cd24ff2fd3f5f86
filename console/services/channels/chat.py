"""A message to a chat room or a text message gateway, by an address of apprise.

Promise: the address is a secret, for it holds the token, and stands in no log; what could not be sent is never tried
again, for nobody says whether something has left.
"""

from __future__ import annotations

import logging
import warnings

from console.models.channels import Channel
from console.models.message_kinds import ChannelKind
from console.models.runbook_kinds import Finding
from console.services.letter import Fate, Letter, NotSent
from console.services.reach import Deadline

KIND = ChannelKind.CHAT
_LOGGER = "apprise"


def send(channel: Channel, letter: Letter, secret: str | None, deadline: Deadline) -> None:
    """Tell it to the room; raises NotSent."""
    deadline.left()
    if not secret:
        raise NotSent(Fate.AGAIN, Finding.UNSIGNED, name=channel.name)
    logging.getLogger(_LOGGER).propagate = False  # it writes addresses down
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of what it imports itself
        import apprise  # half a second, and only where somebody set a room up

        room = apprise.Apprise(asset=apprise.AppriseAsset(app_id="Support console", async_mode=False))
        is_address = room.add(secret)
    if not is_address:
        raise NotSent(Fate.NEVER, Finding.CHAT_BAD_ADDRESS, name=channel.name)
    if not room.notify(title=letter.subject, body=letter.body, body_format=apprise.NotifyFormat.MARKDOWN):
        raise NotSent(Fate.NEVER, Finding.CHAT_FAILED, name=channel.name)
