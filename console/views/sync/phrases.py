"""What operations are called, and the values in them, in words.

Promise: a command nobody knows is still called something; a value is a word, a name or plain text, never code.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from console import words
from console.models.incident_kinds import IncidentStatus
from console.models.kinds import (
    Category,
    Channel,
    Code,
    Impact,
    Locale,
    Outcome,
    Priority,
    Refused,
    Severity,
    Status,
    TicketType,
    Urgency,
    local_mark,
)
from console.views.translation import QT_TRANSLATE_NOOP

CONTEXT = "Operations"
_NAMES = {
    "CreateTicket": QT_TRANSLATE_NOOP("Operations", "New ticket"),
    "SetStatus": QT_TRANSLATE_NOOP("Operations", "Change of status"),
    "Assign": QT_TRANSLATE_NOOP("Operations", "Assignment"),
    "Transfer": QT_TRANSLATE_NOOP("Operations", "Hand-over to another team"),
    "SetPriority": QT_TRANSLATE_NOOP("Operations", "Change of priority"),
    "SetType": QT_TRANSLATE_NOOP("Operations", "Change of type"),
    "SetImpact": QT_TRANSLATE_NOOP("Operations", "Change of impact and urgency"),
    "SetTitle": QT_TRANSLATE_NOOP("Operations", "Change of title"),
    "SetDescription": QT_TRANSLATE_NOOP("Operations", "Change of description"),
    "SetRequester": QT_TRANSLATE_NOOP("Operations", "Change of requester"),
    "SetTags": QT_TRANSLATE_NOOP("Operations", "Change of tags"),
    "AddMessage": QT_TRANSLATE_NOOP("Operations", "Message"),
    "RecordMessage": QT_TRANSLATE_NOOP("Operations", "Words of the requester"),
    "Attach": QT_TRANSLATE_NOOP("Operations", "Attached files"),
    "LinkTickets": QT_TRANSLATE_NOOP("Operations", "Link to another ticket"),
    "UnlinkTickets": QT_TRANSLATE_NOOP("Operations", "Removal of a link"),
    "SaveView": QT_TRANSLATE_NOOP("Operations", "Saved view"),
    "DropView": QT_TRANSLATE_NOOP("Operations", "Removal of a view"),
    "PublishPolicy": QT_TRANSLATE_NOOP("Operations", "Published rule"),
    "SetAvailability": QT_TRANSLATE_NOOP("Operations", "Absence"),
    "CreateArticle": QT_TRANSLATE_NOOP("Operations", "New article"),
    "EditArticle": QT_TRANSLATE_NOOP("Operations", "Version of an article"),
    "RestoreVersion": QT_TRANSLATE_NOOP("Operations", "Earlier version of an article"),
    "SetStage": QT_TRANSLATE_NOOP("Operations", "Review of an article"),
    "PublishArticle": QT_TRANSLATE_NOOP("Operations", "Publication of an article"),
    "ArchiveArticle": QT_TRANSLATE_NOOP("Operations", "Archiving of an article"),
    "SetCare": QT_TRANSLATE_NOOP("Operations", "Owner of an article"),
    "PairArticles": QT_TRANSLATE_NOOP("Operations", "Pair of articles"),
    "VoteOnArticle": QT_TRANSLATE_NOOP("Operations", "Vote on an article"),
    "NoteView": QT_TRANSLATE_NOOP("Operations", "View of an article"),
    "NoteSearch": QT_TRANSLATE_NOOP("Operations", "Search for articles"),
    "UseArticle": QT_TRANSLATE_NOOP("Operations", "Article on a ticket"),
    "SaveCategory": QT_TRANSLATE_NOOP("Operations", "Category of articles"),
    "DropCategory": QT_TRANSLATE_NOOP("Operations", "Removal of a category"),
    "ImportArticles": QT_TRANSLATE_NOOP("Operations", "Imported articles"),
    "DeclareIncident": QT_TRANSLATE_NOOP("Operations", "New incident"),
    "MoveIncident": QT_TRANSLATE_NOOP("Operations", "Change of an incident's status"),
    "SetSeverity": QT_TRANSLATE_NOOP("Operations", "Change of severity"),
    "SetCategory": QT_TRANSLATE_NOOP("Operations", "Change of category"),
    "AddEntry": QT_TRANSLATE_NOOP("Operations", "Timeline entry"),
    "PinEntry": QT_TRANSLATE_NOOP("Operations", "Pinned entry"),
    "MergeIncident": QT_TRANSLATE_NOOP("Operations", "Merger of incidents"),
    "SetHandler": QT_TRANSLATE_NOOP("Operations", "Handler of an incident"),
    "SetCommander": QT_TRANSLATE_NOOP("Operations", "Command of an incident"),
    "SetEvidence": QT_TRANSLATE_NOOP("Operations", "Evidence of an incident"),
    "SetFindings": QT_TRANSLATE_NOOP("Operations", "Findings on an incident"),
    "WriteReview": QT_TRANSLATE_NOOP("Operations", "Words of an analysis"),
    "PrefillReview": QT_TRANSLATE_NOOP("Operations", "Known words of an analysis"),
    "SetReviewer": QT_TRANSLATE_NOOP("Operations", "Reviewer of an analysis"),
    "MoveReview": QT_TRANSLATE_NOOP("Operations", "Sign-off of an analysis"),
    "AddAction": QT_TRANSLATE_NOOP("Operations", "New action item"),
    "ChangeAction": QT_TRANSLATE_NOOP("Operations", "Change of an action item"),
    "EndAction": QT_TRANSLATE_NOOP("Operations", "End of an action item"),
    "LinkRecurrence": QT_TRANSLATE_NOOP("Operations", "Link to an earlier incident"),
    "OfferRole": QT_TRANSLATE_NOOP("Operations", "Offer of a duty"),
    "MoveRole": QT_TRANSLATE_NOOP("Operations", "Answer about a duty"),
    "AskTask": QT_TRANSLATE_NOOP("Operations", "New task"),
    "MoveTask": QT_TRANSLATE_NOOP("Operations", "Change of a task"),
    "LinkToIncident": QT_TRANSLATE_NOOP("Operations", "Tickets put under an incident"),
    "UnlinkFromIncident": QT_TRANSLATE_NOOP("Operations", "Tickets taken off an incident"),
    "SendMessage": QT_TRANSLATE_NOOP("Operations", "Message about an incident"),
}
"""By the name of the command."""
_OTHER = QT_TRANSLATE_NOOP("Operations", "Change")
_KINDS: dict[str, tuple[type[StrEnum], ...]] = {
    "status": (Status, IncidentStatus),
    "priority": (Priority,),
    "type": (TicketType,),
    "impact": (Impact,),
    "urgency": (Urgency,),
    "outcome": (Outcome,),
    "channel": (Channel,),
    "severity": (Severity,),
    "category": (Category,),
}
"""Fields whose values are words of the house."""


def name(what: str) -> str:
    """What a person calls the operation a command made: "Change of status"."""
    return QCoreApplication.translate(CONTEXT, _NAMES.get(what, _OTHER))


def called(ticket: str | None, number: int | None) -> str:
    """A ticket by its number, before it has one by its local mark; "" where there is no ticket."""
    if ticket is None:
        return ""
    return local_mark(ticket) if number is None else str(number)


def heading(what: str, ticket: str | None, number: int | None) -> str:
    """An operation and its ticket: "Change of status, 48166"."""
    if ticket is None:
        return name(what)
    return QCoreApplication.translate("Operations", "{what}, {ticket}").format(
        what=name(what), ticket=called(ticket, number)
    )


def value(field: str, stored: str | None, locale: Locale) -> str:
    """A stored value as it is read: a word of the house, a name, "none"."""
    if stored is None:
        return QCoreApplication.translate("Operations", "none")
    for kind in _KINDS.get(field, ()):
        if stored in {member.value for member in kind}:
            return words.word(kind(stored), locale)
    return stored


def reason(refused: Refused, locale: Locale) -> str:
    """The sentence of a refusal, its stored values in words."""
    told = dict(refused.params)
    if refused.code is Code.CHANGED_MEANWHILE:
        told |= {name: value(str(told.get("field")), _text(told.get(name)), locale) for name in ("expected", "found")}
    return words.refusal(Refused(refused.code, **told), locale)


def _text(stored: object) -> str | None:
    return None if stored is None else str(stored)


def field(key: str, locale: Locale) -> str:
    """The word of a field at the beginning of a line."""
    word = words.field(key, locale)
    return word[:1].upper() + word[1:]
