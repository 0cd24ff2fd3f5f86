"""Typed publish and subscribe inside one process.

Promise: events are values, delivered in order on the publisher's thread; a failing listener is logged and hurts nobody.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from console.models.values import dataclass

T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Changed:
    """Rows that are different from now on; who shows them asks again."""

    tickets: frozenset[str] = frozenset()
    """Ids of tickets of which a field, message, tag, link or attachment changed."""
    people: bool = False
    """Whether people or teams changed."""
    views: bool = False
    """Whether saved views changed."""
    articles: bool = False
    """Whether an article changed, a category, or what is told of one."""
    incidents: frozenset[str] = frozenset()
    """Ids of incidents of which a field, event, timeline entry or other part changed."""
    everything: bool = False
    """Too much changed to name it (an import): ask for all anew."""


class Bus:
    """Listeners by the type of event they take."""

    def __init__(self) -> None:
        self._listeners: dict[type, list[Callable[[object], None]]] = {}

    def subscribe(self, kind: type[T], listener: Callable[[T], None]) -> Callable[[], None]:
        """Call `listener` with every event of exactly that type; the answer ends the subscription."""

        def take(event: object) -> None:
            if isinstance(event, kind):
                listener(event)

        def leave() -> None:
            if take in self._listeners[kind]:
                self._listeners[kind].remove(take)

        self._listeners.setdefault(kind, []).append(take)
        return leave

    def publish(self, event: object) -> None:
        """Tell every listener of the event's type, in the order they came."""
        for take in tuple(self._listeners.get(type(event), ())):
            try:
                take(event)
            except Exception:
                log.exception("a listener of %s failed", type(event).__name__)
