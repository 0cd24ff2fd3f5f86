"""Evidence from a log service by HTTP: lines, a list in JSON, or what Loki answers (SPEC 8.2)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from console.models import log_lines
from console.models.allowed import Source
from console.models.evidence import Gathered
from console.models.kinds import to_micros
from console.models.runbook_kinds import Finding, SourceKind
from console.models.step_outcome import Unreached
from console.services import http
from console.services.look import SECONDS, Look

KIND = SourceKind.HTTP_LOG


def collect(source: Source, look: Look) -> Gathered:
    """The entries of the window; raises Unreached."""
    place = look.scene.place(source.target)
    path = _filled(source.path, look.first, look.last)
    headers = http.signed_in(place, look.scene.secret(place))
    answer = http.ask(place, path, look.scene.deadline(SECONDS), headers=headers)
    if answer.status != 200:
        raise Unreached(Finding.HTTP_STATUS, status=answer.status, expected="200")
    log = log_lines.read(_lines(answer.text), look.first, look.last, ZoneInfo(source.zone))
    return Gathered(source.name, KIND, log=log)


def _filled(path: str, first: datetime, last: datetime) -> str:
    """The path with its window: `{from}` and `{to}` as ISO 8601, `{from_ns}` and `{to_ns}` as Loki counts."""
    for name, instant in (("from", first), ("to", last)):
        path = path.replace(f"{{{name}}}", quote(instant.isoformat(), safe=""))
        path = path.replace(f"{{{name}_ns}}", str(to_micros(instant) * 1000))
    return path


def _lines(text: str) -> Iterator[str]:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        yield from text.splitlines()
        return
    if isinstance(told, list):
        yield from (item if isinstance(item, str) else json.dumps(item) for item in told)
        return
    streams = http.at(told, "data.result")
    if not isinstance(streams, list):
        yield text
        return
    for stream in streams:
        labels, values = http.at(stream, "stream"), http.at(stream, "values")
        for value in values if isinstance(values, list) else ():
            yield _of_loki(labels, value)


def _of_loki(labels: object, value: object) -> str:
    """A line of Loki that tells its own time and level, else one made of its stamp and its label."""
    line = str(http.at(value, "1"))
    if log_lines.entry_of(line) is not None:
        return line
    level = http.at(labels, "level") or http.at(labels, "detected_level")
    return json.dumps({"ts": http.at(value, "0"), "level": level, "message": line})
