"""A step that asks Prometheus and holds every value against a bound (SPEC 8.5)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from console.models.runbook import Bound, PrometheusCheck, Step
from console.models.runbook_kinds import Finding, Result
from console.models.step_outcome import Outcome, Unreached, found
from console.services import http
from console.services.reach import Deadline
from console.services.scene import Scene, evidence, work_as

KIND = PrometheusCheck
QUERY = "/api/v1/query"


def run(step: Step, scene: Scene, deadline: Deadline) -> Outcome:
    """Whether all values keep the bound; raises Unreached."""
    work = work_as(step.work, PrometheusCheck)
    place = scene.place(work.target)
    path = f"{QUERY}?{urlencode({'query': work.query})}"
    answer = http.ask(place, path, deadline, headers=http.signed_in(place, scene.secret(place)))
    told = answer.json()
    if http.at(told, "status") != "success":
        raise Unreached(Finding.QUERY_REFUSED, reason=evidence(str(http.at(told, "error") or answer.status))[:200])
    values = list(_values(http.at(told, "data.resultType"), http.at(told, "data.result")))
    if not values:
        return found(Result.PASSED if work.without_data else Result.FAILED, Finding.NO_DATA)
    return _judged(values, work.expect)


def _judged(values: list[tuple[float, str]], expect: Bound) -> Outcome:
    listed = evidence("\n".join(f"{value:g}  {series}" for value, series in values[:50]))
    bad = [(value, series) for value, series in values if not expect.holds(value)]
    value, series = (bad or values)[0]
    if bad:
        shown = (("count", len(bad)), ("value", value), ("expected", str(expect)), ("series", series))
        return Outcome(Result.FAILED, Finding.SERIES_BAD, shown, listed)
    return found(Result.PASSED, Finding.SERIES_GOOD, listed, count=len(values), value=value, expected=str(expect))


def _values(kind: object, result: object) -> Iterator[tuple[float, str]]:
    """The values of an answer, each with the name of its series; raises Unreached NOT_JSON for another shape."""
    if kind in ("scalar", "string"):
        yield _number(result), ""
        return
    if kind != "vector" or not isinstance(result, list):
        raise Unreached(Finding.QUERY_REFUSED, reason=str(kind)[:80])
    for sample in result:
        labels = http.at(sample, "metric")
        named = ", ".join(f"{key}={value}" for key, value in labels.items()) if isinstance(labels, dict) else ""
        yield _number(http.at(sample, "value")), evidence(named)[:200]


def _number(pair: object) -> float:
    try:
        return float(str(http.at(pair, "1")))
    except ValueError:
        raise Unreached(Finding.NOT_JSON) from None
