"""Evidence from a real Prometheus: how its series went (SPEC 8.2)."""

from __future__ import annotations

import pytest

from console.models.evidence import Series
from console.models.runbook_kinds import Finding, SourceKind
from console.models.step_outcome import Unreached
from console.services.evidence import metrics
from tests.support.looks import look, source
from tests.support.peers import prometheus, shut_port
from tests.support.scenes import place


def test_least_most_and_last_of_each_series_and_a_bad_query_as_failure() -> None:
    with prometheus() as port:
        good = source(SourceKind.METRICS, queries=(("two", "vector(2)"), ("none", "gone")))
        gathered = metrics.collect(good, look(place(port)))
        (two,) = gathered.series
        assert two == Series("two{}", 2.0, 2.0, 2.0, two.points)
        assert {value for _, value in two.points} == {2.0}
        assert [at for at, _ in two.points] == sorted({at for at, _ in two.points})
        assert two.points
        with pytest.raises(Unreached) as caught:
            metrics.collect(source(SourceKind.METRICS, queries=(("bad", "rate("),)), look(place(port)))
        assert caught.value.finding is Finding.QUERY_REFUSED
    with pytest.raises(Unreached) as caught:
        metrics.collect(source(SourceKind.METRICS, queries=(("up", "up"),)), look(place(shut_port())))
    assert caught.value.finding is Finding.CONNECTION_REFUSED
