"""What a person asks of the hub itself, beside the rounds: the content of a file, and what lies in archives.

Promise: each call reaches out, so none is for the window's thread; why the hub cannot be asked is a refusal; nothing
waits for a round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from console.models import schema
from console.models.kinds import Code, Refused, Status
from console.services.attachments import Blobs
from console.services.bus import Bus
from console.services.desk import Desk
from console.services.store import Store
from console.services.sync.archives import bring, search_archives
from console.services.sync.attention import FORBIDDEN
from console.services.sync.files import QUOTA, download, evict
from console.services.sync.hub import Answer, Hub, TooOld, Unreachable
from console.services.sync.replica import Replica
from console.services.sync.state import FileMoved, SyncWanted
from console.services.tickets.commands import SetStatus
from console.services.tickets.queries import Hit
from console.services.tickets.whole import AttachmentRow, OpenTicket, Whole

if TYPE_CHECKING:
    from console.models.figures import Dimension
    from console.services.statistics.periods import Span
    from console.services.sync.hub_figures import HubHistory


class AtHub:
    """The hub of the opened profile, asked when a person wants something of it."""

    def __init__(
        self,
        to_hub: Callable[[], AbstractContextManager[Hub]],
        store: Store,
        blobs: Blobs,
        bus: Bus,
        desk_on: Callable[[Store], Desk],
    ) -> None:
        """`desk_on` makes the door of another replica."""
        self._to_hub = to_hub
        self._desk_on = desk_on
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

    def search_archives(self, text: str, limit: int | None = None) -> tuple[Hit, ...]:
        """Archived tickets in which all words are found; raises Refused HUB_AWAY, HUB_NEWER."""
        with self._reached() as hub:
            return search_archives(hub, text, limit)

    def history(self, span: Span, now: datetime, chosen: Sequence[tuple[Dimension, str]] = ()) -> HubHistory:
        """The figures of all tickets one may read there, those in archives among them; raises Refused HUB_AWAY,
        HUB_NEWER, or what is wrong with the period.
        """
        from console.services.sync.hub_figures import history_of

        with self._reached() as hub:
            told = history_of(hub, span, now, chosen)
        with self._store.read() as db:
            unsent = (f"select 1 from {table} where seq is null limit 1" for table in ("ticket", "event"))
            return replace(told, is_partial=any(db.execute(sql).fetchone() for sql in unsent))

    def open_archived(self, ticket: str) -> Whole:
        """An archived ticket as it lies there, to be read; raises Refused NOT_FOUND, HUB_AWAY, HUB_NEWER."""
        with self._reached() as hub, self._brought(hub, ticket) as store, store.read() as db:
            return OpenTicket(ticket, None).answer(db)

    def reopen(self, ticket: str, reason: str) -> None:
        """Open an archived ticket again (SPEC 3.3): the hub moves it back to its team, and a round brings it.

        It is done by the ordinary command on a replica of its own.  Raises Refused as that does, and CHANGED_MEANWHILE.
        """
        with self._reached() as hub, self._brought(hub, ticket) as store:
            self._desk_on(store).do(SetStatus(ticket, Status.OPEN, reason, expect=Status.CLOSED))
            (answer,) = hub.push(Replica(store, "").pending())
            if answer.code is not None:
                raise self._refusal(hub, ticket, answer)
        self._bus.publish(SyncWanted())

    def _refusal(self, hub: Hub, ticket: str, answer: Answer) -> Refused:
        if answer.code == FORBIDDEN:
            return Refused(Code.OPERATION_FORBIDDEN)
        with self._brought(hub, ticket) as store, store.read() as db:
            found = OpenTicket(ticket, 0).answer(db).status
        if found is not Status.CLOSED:
            return Refused(Code.CHANGED_MEANWHILE, field="status", expected=Status.CLOSED, found=found)
        return Refused(Code.OPERATION_UNSETTLED, reason=f"{answer.code} {answer.message}".strip())

    @contextmanager
    def _brought(self, hub: Hub, ticket: str) -> Iterator[Store]:
        """A replica for this ticket alone, gone afterwards."""
        with TemporaryDirectory() as folder, closing(Store(Path(folder) / "archived.db")) as store:
            with self._store.read() as here, store.bulk() as to:
                if not bring(hub, ticket, here, to):
                    raise Refused(Code.NOT_FOUND, what="ticket")
            yield store

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
