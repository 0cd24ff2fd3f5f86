"""How a new version of what is ruled is published (SPEC 1.7, 4.1).

Promise: what cannot be understood is not published; nothing takes effect before it was published.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import func, select

from console.models.agreements import agreements_of
from console.models.channels import channels_of
from console.models.contacts import contacts_of
from console.models.groups import groups_of
from console.models.hours import hours_of
from console.models.kinds import COMMON_SHELF, Code, PolicyKind, Refused, Role
from console.models.people import Person, Team
from console.models.policy import Policy
from console.models.rota import people_of, rota_of
from console.models.rulings import rules_of, severities_of
from console.services.alert_rules import alert_rules_of
from console.services.bus import Changed
from console.services.desk import Done
from console.services.runbooks import allowed_of, runbook_of
from console.services.tickets.commands import PublishPolicy
from console.services.transaction import Transaction

_READ: Mapping[PolicyKind, Callable[[object], object]] = {
    PolicyKind.CALENDAR: hours_of,
    PolicyKind.SEVERITY: severities_of,
    PolicyKind.RULES: rules_of,
    PolicyKind.RUNBOOK: runbook_of,
    PolicyKind.ALLOWED: allowed_of,
    PolicyKind.ALERTS: alert_rules_of,
    PolicyKind.CONTACTS: contacts_of,
    PolicyKind.GROUPS: groups_of,
    PolicyKind.CHANNELS: channels_of,
}


def publish(tx: Transaction, command: PublishPolicy) -> Done:
    """Publish the next version; raises Refused ROLE_NEEDED (SPEC 1.3), CHANGED_MEANWHILE, or what is wrong with it."""
    team = None if command.owner is None else tx.get(Team, command.owner)
    roles = {Role(role) for role in tx.me.roles}
    if Role.ADMIN not in roles and (team is None or Role.LEAD not in roles or tx.my_team() != team.id):
        raise Refused(Code.ROLE_NEEDED, role=Role.ADMIN if team is None else Role.LEAD)
    if command.kind is PolicyKind.SLA:
        agreements_of(command.body, whole=team is None)
    elif command.kind is PolicyKind.ROTA:
        _check_rota(tx, command)
    else:
        _READ[command.kind](command.body)
    named = select(func.max(Policy.version)).where(
        Policy.kind == command.kind,
        Policy.owner.is_(None) if team is None else Policy.owner == team.id,
        Policy.name == command.name,
    )
    last = tx.session.scalar(named) or 0
    if command.expect is not None and command.expect != last:
        raise Refused(Code.CHANGED_MEANWHILE, field="version", expected=command.expect, found=last)
    row = Policy(
        id=tx.new_id(),
        kind=command.kind,
        owner=command.owner,
        name=command.name,
        version=last + 1,
        effective_at=max(command.effective or tx.at, tx.at),
        published_at=tx.at,
        author=tx.me.id,
        body=dict(command.body),
    )
    tx.add(row, scope=COMMON_SHELF)
    return Done(row.id, Changed(everything=True))


def _check_rota(tx: Transaction, command: PublishPolicy) -> None:
    """A rota is a team's, and names people who work here."""
    if command.owner is None:
        raise Refused(Code.VALUE_NEEDED, place="owner")
    for person in people_of(rota_of(command.body)):
        if tx.get(Person, person).login is None:
            raise Refused(Code.NOT_FOUND, what="person")
