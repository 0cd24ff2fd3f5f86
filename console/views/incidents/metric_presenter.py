"""The metrics of the open incident, without their widget.

Promise: plain Python; they are asked for again when something of the incident was committed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from console.services.bus import Changed
from console.services.incidents.metrics import Metrics, MetricsOf
from console.views.carrier import Carrier


class MetricPresenter:
    """What the chart shows."""

    def __init__(self, carrier: Carrier, show: Callable[[Metrics], None]) -> None:
        """`show` is called when it is another."""
        self._carrier = carrier
        self._show = show
        self.incident: str | None = None
        """Whose they are."""
        self.metrics = Metrics()

    def open(self, incident: str | None) -> None:
        """Show those of this incident, asked for anew; None: of none."""
        if incident != self.incident:
            self.incident = incident
            self._put(Metrics())
        self._ask()

    def take(self, event: Changed) -> None:
        """Follow what was committed."""
        if event.everything or self.incident in event.incidents:
            self._ask()

    def _ask(self) -> None:
        if self.incident is not None:
            then = partial(self._came, self.incident)
            query = MetricsOf(self.incident)
            self._carrier.ask(query, then, refused=lambda _: None, latest="incidents.metrics", slow=True)

    def _came(self, incident: str, metrics: Metrics) -> None:
        if incident == self.incident:
            self._put(metrics)

    def _put(self, metrics: Metrics) -> None:
        if metrics != self.metrics:
            self.metrics = metrics
            self._show(metrics)
