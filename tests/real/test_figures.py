"""The figures of real incidents are those of the durations they were published with."""

from __future__ import annotations

import json
import math
import os
from datetime import datetime
from pathlib import Path

from console.models.incident_measures import Course, incident_figures
from console.models.kinds import Category, Severity, to_micros
from console.models.rulings import default_severities, severities_of
from tests.support.isolation import REAL_DATA

PUBLISHED = Path(os.environ[REAL_DATA]) / "incidents/github_status_incidents.jsonl"


def test_real_incidents_take_as_long_as_was_published() -> None:
    told = [json.loads(line) for line in PUBLISHED.read_text("utf-8").splitlines()]
    whole = [one for one in told if one["duration_minutes"] is not None]
    assert len(whole) > 390
    spans = [
        [to_micros(datetime.fromisoformat(one[name])) for name in ("downtime_start", "downtime_end")] for one in whole
    ]
    terms = severities_of(default_severities())
    courses = [Course(Category.UNCLASSIFIED, Severity.MEDIUM, start, None, end, ended=True) for start, end in spans]
    (row,) = incident_figures(courses, lambda _at: terms, max(end for _, end in spans))
    minutes = sorted(one["duration_minutes"] for one in whole)
    assert (row.n, row.resolved.spread.n, row.resolved.spread.open) == (len(whole), len(whole), 0)
    assert row.resolved.spread.median == 60 * minutes[math.ceil(len(minutes) / 2) - 1]
    assert row.resolved.spread.p90 == 60 * minutes[math.ceil(len(minutes) * 9 / 10) - 1]
    assert row.resolved.spread.longest == 60 * minutes[-1]
    assert row.resolution.met == sum(length <= 1440 for length in minutes)
    assert row.resolution.missed == sum(length > 1440 for length in minutes)
