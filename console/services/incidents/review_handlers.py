"""What each command on an analysis does, one function each, on the entities of one transaction.

Promise: what the command changes, its event and its timeline entry come together or not at all; the command that takes
a change back is answered where there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import NAMESPACE_OID, uuid5

from console.models.incident import Incident
from console.models.incident_kinds import EntryKind, IncidentEventKind
from console.models.kinds import Code, Refused, Role
from console.models.post_incident import ActionItem, Review
from console.models.review_facts import first_texts
from console.models.review_kinds import MOVES, REVIEWERS, ActionState, ReviewState, ReviewText
from console.services.bus import Changed
from console.services.desk import Done, Handler, handled
from console.services.incidents.noting import changed, check_seen, colleague, enter
from console.services.incidents.review_commands import (
    AddAction,
    ChangeAction,
    EndAction,
    LinkRecurrence,
    MoveReview,
    PrefillReview,
    SetReviewer,
    WriteReview,
)
from console.services.incidents.reviews import recurrences
from console.services.tickets import texts
from console.services.transaction import Transaction


def review_id(incident: str) -> str:
    """The id of the one analysis of an incident: whoever begins it begins the same."""
    return str(uuid5(NAMESPACE_OID, f"review:{incident}"))


def write(tx: Transaction, command: WriteReview) -> Done:
    """One text; refused where somebody wrote another one meanwhile."""
    incident, review = _opened(tx, command.incident)
    name, text = command.field.value, texts.description(command.text)
    before = str(getattr(review, name))
    if before == text:
        return Done(incident.id)
    check_seen(name, command.expect, before)
    setattr(review, name, text)
    return changed(incident, WriteReview(incident.id, command.field, before, text))


def prefill(tx: Transaction, command: PrefillReview) -> Done:
    """What the incident tells goes where nobody has written; what a person wrote stays."""
    incident, review = _opened(tx, command.incident)
    told = first_texts(
        incident.root_cause,
        incident.causes,
        incident.affected_services,
        incident.resolution_summary,
        incident.resolution_details,
    )
    for field, text in told.items():
        if text and not getattr(review, field.value):
            setattr(review, field.value, text)
    return changed(incident)


def set_reviewer(tx: Transaction, command: SetReviewer) -> Done:
    """Who goes through it, and when."""
    incident, review = _opened(tx, command.incident)
    _check_person(tx, command.reviewer)
    before = SetReviewer(incident.id, review.reviewer, review.review_at)
    review.reviewer, review.review_at = command.reviewer, command.at
    return changed(incident, before)


def move(tx: Transaction, command: MoveReview) -> Done:
    """Along its states; one that names no cause is not signed off."""
    incident = tx.get(Incident, command.incident)
    _check_role(tx)
    review = _begun(tx, incident)
    before, target = review.state, command.target
    check_seen("state", command.expect, before)
    if before is target:
        return Done(incident.id)
    if target not in MOVES[before]:
        raise Refused(Code.REVIEW_STANDS, state=before)
    if target is ReviewState.SIGNED_OFF and not review.root_cause.strip():
        raise Refused(Code.EMPTY_TEXT, field=ReviewText.ROOT_CAUSE.value)
    signs = target is ReviewState.SIGNED_OFF
    tx.session.flush()  # a hub takes a new one as a draft alone
    tx.noted(incident, IncidentEventKind.REVIEW, before, target)
    review.state = target
    review.signed_by, review.signed_at = (tx.me.id, tx.at) if signs else (None, None)
    enter(tx, incident, EntryKind.REVIEW, str(target))
    back = MoveReview(incident.id, before, target) if before in MOVES[target] else None
    return changed(incident, back)


def add_action(tx: Transaction, command: AddAction) -> Done:
    """One more thing to do."""
    incident = tx.get(Incident, command.incident)
    _check_role(tx)
    _check_person(tx, command.owner)
    row = ActionItem(
        id=tx.new_id(),
        text=texts.title(command.text),
        owner=command.owner,
        due_at=command.due_at,
        state=ActionState.OPEN,
        author=tx.me.id,
        created_at=tx.at,
    )
    tx.add(row, incident.id, incident.scope)
    enter(tx, incident, EntryKind.REVIEW, f"{ActionState.OPEN}: {row.text}")
    return Done(row.id, Changed(incidents=frozenset({incident.id})), EndAction(row.id, ActionState.DROPPED))


def change_action(tx: Transaction, command: ChangeAction) -> Done:
    """What, who and until when."""
    row = tx.get(ActionItem, command.action)
    _check_role(tx)
    _check_person(tx, command.owner)
    check_seen("text", command.expect, row.text)
    before = ChangeAction(row.id, row.text, row.owner, row.due_at)
    row.text, row.owner, row.due_at = texts.title(command.text), command.owner, command.due_at
    return changed(tx.get(Incident, row.root), before)


def end_action(tx: Transaction, command: EndAction) -> Done:
    """Done, dropped or open again, by its owner or who writes the analysis."""
    row = tx.get(ActionItem, command.action)
    if row.owner != tx.me.id:
        _check_role(tx)
    before = row.state
    check_seen("state", command.expect, before)
    if before is command.state:
        return Done(row.id)
    back = EndAction(row.id, before, row.result or "", command.state)
    row.state, row.result = command.state, texts.reason(command.result) or None
    row.done_at = None if command.state is ActionState.OPEN else tx.at
    incident = tx.get(Incident, row.root)
    enter(tx, incident, EntryKind.REVIEW, ": ".join(filter(None, (str(row.state), row.text, row.result))))
    return Done(row.id, Changed(incidents=frozenset({incident.id})), back)


def link_recurrence(tx: Transaction, command: LinkRecurrence) -> Done:
    """An event of the incident tells of it, so links of two people never undo each other."""
    incident, earlier = tx.get(Incident, command.incident), tx.get(Incident, command.earlier)
    _check_role(tx)
    if earlier.id == incident.id or earlier.reported_at > incident.reported_at:
        raise Refused(Code.BAD_VALUE, place="recurrence", value=earlier.title)
    if (earlier.id in recurrences(tx.connection, incident.id)) is command.recurs:
        return Done(incident.id)
    before, after = (None, earlier.id) if command.recurs else (earlier.id, None)
    tx.noted(incident, IncidentEventKind.RECURRENCE, before, after)
    return changed(incident, LinkRecurrence(incident.id, earlier.id, not command.recurs))


def _opened(tx: Transaction, key: str) -> tuple[Incident, Review]:
    """The incident and its analysis, begun where there is none; raises Refused for who may not write it, and where it
    is signed off.
    """
    incident = tx.get(Incident, key)
    _check_role(tx)
    review = _begun(tx, incident)
    if review.state is ReviewState.SIGNED_OFF:
        raise Refused(Code.REVIEW_STANDS, state=review.state)
    return incident, review


def _begun(tx: Transaction, incident: Incident) -> Review:
    found = tx.session.get(Review, review_id(incident.id))
    if found is not None:
        return found
    row = Review(
        id=review_id(incident.id),
        state=ReviewState.DRAFT,
        author=tx.me.id,
        created_at=tx.at,
        **dict.fromkeys(map(str, ReviewText), ""),
    )
    return tx.add(row, incident.id, incident.scope)


def _check_role(tx: Transaction) -> None:
    if not set(map(Role, tx.me.roles)) & set(REVIEWERS):
        raise Refused(Code.ROLE_NEEDED, role=Role.COMMANDER)


def _check_person(tx: Transaction, key: str | None) -> None:
    if key is not None:
        colleague(tx, key)


def all_handlers() -> Mapping[type, Handler]:
    """Who carries out which command on analyses."""
    return dict(
        (
            handled(WriteReview, write),
            handled(PrefillReview, prefill),
            handled(SetReviewer, set_reviewer),
            handled(MoveReview, move),
            handled(AddAction, add_action),
            handled(ChangeAction, change_action),
            handled(EndAction, end_action),
            handled(LinkRecurrence, link_recurrence),
        )
    )
