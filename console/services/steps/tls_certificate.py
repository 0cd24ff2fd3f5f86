"""A step that looks at a server's certificate: trusted, for its name, and for some days yet (SPEC 8.5)."""

from __future__ import annotations

import ssl

from console.models.kinds import EPOCH
from console.models.runbook import CertificateCheck, Step
from console.models.runbook_kinds import Finding, Result
from console.models.step_outcome import Outcome, Unreached, found
from console.services.reach import Deadline, conversation
from console.services.scene import Scene, work_as

KIND = CertificateCheck
DAY = 86400


def run(step: Step, scene: Scene, deadline: Deadline) -> Outcome:
    """Whether the certificate is good for as many days as asked for; raises Unreached for one that is not good now."""
    work = work_as(step.work, CertificateCheck)
    place = scene.place(work.target)
    with conversation(place, deadline, encrypted=True) as plug:
        told = plug.getpeercert() if isinstance(plug, ssl.SSLSocket) else None
    if not told:
        raise Unreached(Finding.NO_TLS, host=place.host)
    now = (scene.clock.now() - EPOCH).total_seconds()
    days = int((ssl.cert_time_to_seconds(str(told["notAfter"])) - now) // DAY)
    if days < work.days:
        return found(Result.FAILED, Finding.CERTIFICATE_ENDING, days=days, needed=work.days)
    return found(Result.PASSED, Finding.CERTIFICATE_GOOD, days=days)
