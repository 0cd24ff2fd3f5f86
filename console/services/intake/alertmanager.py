"""Asks an Alertmanager which alerts there are (API v2).

Promise: what it says is foreign: it is read by `alert_bodies` alone; what suppresses an alert over there comes with it.
"""

from __future__ import annotations

from console.models.alert_rules import AlertSource
from console.models.runbook_kinds import Finding, Scheme
from console.models.step_outcome import Unreached
from console.services import http
from console.services.scene import Scene

PATH = "/api/v2/alerts"
SECONDS = 10.0


def ask(source: AlertSource, scene: Scene) -> list[object]:
    """The alerts that are active, silenced or inhibited now, decoded; raises Unreached."""
    place = scene.place(source.target, Scheme.HTTPS, Scheme.HTTP)
    headers = http.signed_in(place, scene.secret(place))
    answer = http.ask(place, PATH, scene.deadline(SECONDS), headers=headers)
    if answer.status != 200:
        raise Unreached(Finding.HTTP_STATUS, status=answer.status, expected="200")
    alerts = answer.json()
    if not isinstance(alerts, list):
        raise Unreached(Finding.NOT_JSON)
    return alerts
