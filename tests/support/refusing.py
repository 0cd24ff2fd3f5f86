"""Operations of a console that its hub has refused or not answered, made by the product's own commands.

Promise: what is in the replica is what a real round would leave there; only the hub's answer is given by hand.
"""

from __future__ import annotations

from console.bootstrap import Services
from console.models.kinds import Outcome, Status, Visibility
from console.services.sync.hub import Answer
from console.services.sync.replica import Replica, settle, undo
from console.services.tickets.commands import AddMessage, Command, CreateTicket, SetStatus

CHANGED, FORBIDDEN = "DS001", "42501"
MANY = 1000


def ticket(services: Services, title: str) -> str:
    """A new ticket that the hub has taken; its id."""
    key = services.desk.do(CreateTicket(title)).subject
    answer(services)
    return key


def answer(services: Services) -> None:
    """Have the hub take everything that waits."""
    operations = Replica(services.store, services.login).pending(MANY)
    with services.store.bulk() as db:
        settle(db, [Answer(operation.id) for operation in operations])
        db.execute("delete from _shadow")


def refuse(services: Services, command: Command, code: str = CHANGED, message: str = "") -> str:
    """Do a command, have the hub refuse it, and take its effect back as a round does; the operation's id."""
    services.desk.do(command)
    (operation,) = Replica(services.store, services.login).pending(MANY)
    with services.store.bulk() as db:
        settle(db, [Answer(operation.id, code, message)])
        undo(db)
    return operation.id


def end_that_was_refused(services: Services, title: str = "VPN client pauses after renewal") -> tuple[str, str]:
    """A ticket a colleague took up while this console resolved it; ticket and refused operation."""
    key = ticket(services, title)
    command = SetStatus(key, Status.RESOLVED, "Certificate renewed, works on both laptops.", Outcome.SOLVED, Status.NEW)
    operation = refuse(services, command)
    services.desk.do(SetStatus(key, Status.IN_PROGRESS))
    answer(services)
    return key, operation


def reply_that_was_refused(services: Services, title: str = "Gate 4 terminal asks for a key") -> tuple[str, str]:
    """A reply on a ticket this person's team has no more; ticket and refused operation."""
    key = ticket(services, title)
    services.desk.do(SetStatus(key, Status.OPEN))
    answer(services)
    text = "The key is in the box at gate 3. Ask the guard for it; he knows about it."
    return key, refuse(services, AddMessage(key, text, Visibility.PUBLIC), FORBIDDEN)
