"""Why an open ticket cannot go to a status now, in a few words, before anything is asked (SPEC 3.3).

Promise: says no only where the command would be refused; what is not known here, the command decides.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.models import workflow
from console.models.kinds import Code, Direction, Locale, Outcome, Refused, Role, Status, Visibility
from console.services.tickets.whole import Whole
from console.words import word


def hindrance(whole: Whole, target: Status, locale: Locale) -> str:
    """The phrase beside a move that would be refused; "" where it can be tried."""
    answered = workflow.Ending("-", Outcome.SOLVED)
    try:
        workflow.check_move(whole.status, target, _facts(whole), answered)
    except Refused as error:
        return _phrase(error.code, whole.status, locale)
    return ""


def _facts(whole: Whole) -> workflow.Facts:
    public = [one.direction for one in whole.messages if one.visibility is Visibility.PUBLIC]
    folded = len(whole.messages) < whole.message_count
    return workflow.Facts(
        publicly_answered=folded or whole.first_responded is not None or Direction.OUT in public,
        requester_waits=public[-1:] == [Direction.IN],
        roles=frozenset(Role),
    )


def _phrase(code: Code, status: Status, locale: Locale) -> str:
    if code is Code.NO_PUBLIC_REPLY:
        return QCoreApplication.translate("Actions", "only after a public reply")
    if code is Code.UNANSWERED_MESSAGE:
        return QCoreApplication.translate("Actions", "the requester waits for an answer")
    return QCoreApplication.translate("Actions", "it is: {status}").format(status=word(status, locale))
