"""Evidence from Prometheus: how its series went in the window (SPEC 8.2)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from console.models.allowed import Source
from console.models.evidence import Gathered, Series
from console.models.runbook_kinds import Finding, SourceKind
from console.models.step_outcome import Unreached
from console.services import http
from console.services.look import SECONDS, Look

KIND = SourceKind.METRICS
QUERY = "/api/v1/query_range"
POINTS = 120
"""Of each series."""
MOST_SERIES = 200


def collect(source: Source, look: Look) -> Gathered:
    """Least, most and last value of every series; raises Unreached."""
    made = [series for name, query in source.queries for series in _asked(name, query, source, look)]
    return Gathered(source.name, KIND, series=tuple(made[:MOST_SERIES]))


def _asked(name: str, query: str, source: Source, look: Look) -> Iterator[Series]:
    place = look.scene.place(source.target)
    length = (look.last - look.first).total_seconds()
    asked = {"query": query, "start": look.first.timestamp(), "end": look.last.timestamp()}
    path = f"{QUERY}?{urlencode(asked | {'step': max(1, round(length / POINTS))})}"
    headers = http.signed_in(place, look.scene.secret(place))
    answer = http.ask(place, path, look.scene.deadline(SECONDS), headers=headers).json()
    result = http.at(answer, "data.result")
    if http.at(answer, "status") != "success" or not isinstance(result, list):
        raise Unreached(Finding.QUERY_REFUSED, reason=str(http.at(answer, "error") or "")[:200])
    for series in result:
        labels, points = http.at(series, "metric"), http.at(series, "values")
        told = [(_instant(point), _number(point)) for point in points] if isinstance(points, list) else []
        values = [value for _, value in told]
        shown = ",".join(f"{key}={value}" for key, value in labels.items()) if isinstance(labels, dict) else ""
        if values:
            yield Series(f"{name}{{{shown}}}"[:200], min(values), max(values), values[-1], tuple(told))


def _instant(point: object) -> float:
    at = http.at(point, "0")
    if not isinstance(at, int | float):
        raise Unreached(Finding.NOT_JSON)
    return float(at)


def _number(point: object) -> float:
    try:
        return float(str(http.at(point, "1")))
    except ValueError:
        raise Unreached(Finding.NOT_JSON) from None
