"""What a person asks of the hub itself, beside the rounds: the content of a file that lies there.

Promise: each call reaches out, so none is for the window's thread; why the hub cannot be asked is a refusal; nothing
waits for a round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from console.models import schema
from console.models.kinds import Code, Refused
from console.services.attachments import Blobs
from console.services.bus import Bus
from console.services.store import Store
from console.services.sync.files import QUOTA, download, evict
from console.services.sync.hub import Hub, TooOld, Unreachable
from console.services.sync.state import FileMoved
from console.services.tickets.whole import AttachmentRow


class AtHub:
    """The hub of the opened profile, asked when a person wants something of it."""

    def __init__(self, to_hub: Callable[[], AbstractContextManager[Hub]], store: Store, blobs: Blobs, bus: Bus) -> None:
        self._to_hub = to_hub
        self._store = store
        self._blobs = blobs
        self._bus = bus

    def save(self, file: AttachmentRow, target: Path) -> None:
        """Save a file of a ticket as `target`, fetched from the hub where it is not here; raises Refused HUB_AWAY,
        HUB_NEWER, FILE_NOT_AT_HUB, or what keeps it from being written.
        """
        if not self._blobs.path(file.sha256).exists():
            self._fetch(file)
        self._blobs.copy_to(file.sha256, target)

    def _fetch(self, file: AttachmentRow) -> None:
        def tell(done: int, whole: int) -> None:
            self._bus.publish(FileMoved(done, whole, comes=True))

        try:
            with self._reached() as hub:
                download(hub, self._blobs, file.id, file.sha256, file.size, tell)
        finally:
            tell(file.size, file.size)
        with self._store.read() as db:
            on_hub = [row[0] for row in db.execute("select distinct sha256 from attachment where seq > 0")]
        evict(self._blobs, (sha256 for sha256 in on_hub if sha256 != file.sha256), QUOTA)

    @contextmanager
    def _reached(self) -> Iterator[Hub]:
        try:
            with self._to_hub() as hub:
                yield hub
        except Unreachable as error:
            raise Refused(Code.HUB_AWAY, reason=str(error)) from error
        except TooOld as error:
            raise Refused(Code.HUB_NEWER, found=error.args[0], known=schema.VERSION) from error
