"""A step that asks Prometheus: the real one for what it answers, a false one for what it never would (SPEC 8.5)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.models.runbook import Bound, PrometheusCheck
from console.models.runbook_kinds import Finding, Result
from console.services import stepping
from tests.support.peers import Reply, always, prometheus, reply, serving, shut_port
from tests.support.scenes import done, params, place, scene, step


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with prometheus() as running:
        yield running


def asking(query: str, bound: Bound, *, without_data: bool = False) -> PrometheusCheck:
    return PrometheusCheck("there", query, bound, without_data)


@pytest.mark.parametrize(
    ("query", "bound", "result", "finding"),
    [
        ("vector(0.02)", Bound("<", 0.05), Result.PASSED, Finding.SERIES_GOOD),
        ("scalar(vector(3))", Bound("=", 3), Result.PASSED, Finding.SERIES_GOOD),
        ("vector(0.2)", Bound("<", 0.05), Result.FAILED, Finding.SERIES_BAD),
        ("vector(1) / 0", Bound("<", 1), Result.FAILED, Finding.SERIES_BAD),
        ("vector(0) / 0", Bound("!=", 1), Result.FAILED, Finding.SERIES_BAD),
        ("nobody_counts_this", Bound("<", 1), Result.FAILED, Finding.NO_DATA),
        ("rate(", Bound("<", 1), Result.FAILED, Finding.QUERY_REFUSED),
        ("vector(1)[5m:1m]", Bound("<", 1), Result.FAILED, Finding.QUERY_REFUSED),
    ],
)
def test_every_value_is_held_against_the_bound(
    port: int, query: str, bound: Bound, result: Result, finding: Finding
) -> None:
    assert done(step(asking(query, bound)), scene(place(port))) == (result, finding)


def test_the_series_that_breaks_the_bound_is_named(port: int) -> None:
    query = 'label_replace(vector(9), "site", "north", "", "") or label_replace(vector(1), "site", "south", "", "")'
    outcome = stepping.run(step(asking(query, Bound("<", 5))), scene(place(port)))
    assert params(outcome) == {"count": 1, "value": 9.0, "expected": "< 5", "series": "site=north"}
    assert "1  site=south" in outcome.evidence


def test_an_empty_answer_may_be_a_good_one(port: int) -> None:
    empty = asking("nobody_counts_this", Bound("<", 1), without_data=True)
    assert done(step(empty), scene(place(port))) == (Result.PASSED, Finding.NO_DATA)


def test_what_is_no_answer_of_prometheus_is_told() -> None:
    look = step(asking("up", Bound("=", 1)))
    odd = {"status": "success", "data": {"resultType": "vector", "result": [{"metric": {}, "value": [1, "many"]}]}}
    for answer, finding in (
        (Reply(200, b"<html>"), Finding.NOT_JSON),
        (reply({"status": "success"}), Finding.QUERY_REFUSED),
        (reply(odd), Finding.NOT_JSON),
    ):
        with serving(always(answer)) as peer:
            assert done(look, scene(place(peer.port))) == (Result.FAILED, finding)
    assert done(look, scene(place(shut_port())))[1] is Finding.CONNECTION_REFUSED
