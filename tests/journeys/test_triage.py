"""Tickets are triaged by keys alone, in the whole console."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.models.kinds import EventKind, Impact, Outcome, Priority, Status, TicketType, Urgency, Visibility
from console.views.rows import Column
from tests.support.journey import Person, fill, live, ticket

THREE = ("third", "second", "first")


def test_a_ticket_goes_from_new_to_closed_by_keys(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """SPEC 3.3, 3.4: each step is on disk, and the history tells it."""
    profile = tmp_path / "profile"
    fill(profile, "first", "second", "third")

    def act(person: Person) -> None:
        person.view("All open", THREE)
        person.open("second")
        person.press("A")
        person.asked()
        person.press("Return")
        person.until(lambda: person.cell("second", Column.ASSIGNEE) != "Unassigned")
        person.choose("P", "crit")
        person.until(lambda: person.cell("second", Column.PRIORITY) == "Critical")
        person.choose("T", "login")
        person.press("W")
        person.until(lambda: person.cell("second", Column.STATUS) == "In progress")
        person.write("R", "Please try again.")
        person.press("E")
        assert person.asked() == "Form"
        person.press("Return")
        person.type("Cleared the cache.")
        person.press("Ctrl+Return")
        person.until(lambda: "second" not in person.titles)
        person.view("Resolved", ["second"])
        person.until(lambda: person.current == "second")
        person.choose("S", "closed")
        person.until(lambda: person.titles == [])

    live(profile, qtbot, act)
    whole = ticket(profile, "second")
    assert (whole.status, whole.outcome, whole.resolution) == (Status.CLOSED, Outcome.SOLVED, "Cleared the cache.")
    assert (whole.priority, whole.type) == (Priority.CRITICAL, TicketType.LOGIN_PROBLEM)
    assert [(one.body, one.visibility) for one in whole.messages] == [("Please try again.", Visibility.PUBLIC)]
    moves = [event.after for event in whole.events if event.kind is EventKind.STATUS]
    assert moves == [Status.IN_PROGRESS, Status.RESOLVED, Status.CLOSED]


def test_every_property_is_changed_by_its_key(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    fill(profile, "first", "second", "third")

    def act(person: Person) -> None:
        person.view("All open", THREE)
        person.open("third")
        person.choose("U", "department")
        person.answer("high")
        person.until(lambda: person.ticket("third").urgency)
        person.choose("G", "vpn")
        person.until(lambda: person.ticket("third").tags)
        person.choose("Q", "Chen Yu")
        person.until(lambda: person.cell("third", Column.REQUESTER) == "Chen Yu")
        person.choose("L", "first")
        person.answer("duplicates")
        person.until(lambda: person.ticket("third").links)
        person.write("N", "Only for us.")
        person.press("F2")
        assert person.asked() == "Form"
        person.type("VPN")
        person.press("Return")
        person.until(lambda: "VPN" in person.titles)

    live(profile, qtbot, act)
    whole = ticket(profile, "VPN")
    assert (whole.impact, whole.urgency, whole.tags) == (Impact.DEPARTMENT, Urgency.HIGH, ("vpn",))
    assert whole.requester is not None
    assert whole.requester.name == "Chen Yu"
    assert [link.title for link in whole.links] == ["first"]
    assert [one.visibility for one in whole.messages] == [Visibility.INTERNAL]


def test_what_was_sent_leaves_the_keys_to_the_list(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """A key pressed after sending must not become the first letter of the next public reply."""
    profile = tmp_path / "profile"
    fill(profile, "only")

    def act(person: Person) -> None:
        person.view("All open", ["only"])
        person.press("R")
        person.type("We are on it.")
        person.press("Ctrl+Return")
        person.until(lambda: person.ticket("only").messages)
        person.until(lambda: person.focused is person.page.display.table)
        person.press("N")
        person.type("internal")
        assert person.writing == "internal"
        person.press("Ctrl+Return")
        person.until(lambda: len(person.ticket("only").messages) == 2)

    live(profile, qtbot, act)
    said = {one.body: one.visibility for one in ticket(profile, "only").messages}
    assert said == {"We are on it.": Visibility.PUBLIC, "internal": Visibility.INTERNAL}


def test_an_undo_brings_the_ticket_back_under_the_eyes(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """SPEC 3.9."""
    profile = tmp_path / "profile"
    fill(profile, "first", "second", "third")

    def act(person: Person) -> None:
        person.view("All open", THREE)
        person.open("second")
        person.press("E")
        person.asked()
        person.press("Return", "Ctrl+Return")
        person.until(lambda: person.titles == ["third", "first"])
        person.until(lambda: person.current == "first")
        person.until(lambda: person.toast == "Ticket 2 is now Resolved")
        person.press("Ctrl+Z")
        person.until(lambda: sorted(person.titles) == sorted(THREE))
        person.until(lambda: person.current == "second")
        person.until(lambda: person.toast == "Undone: Ticket 2 is now Resolved")

    live(profile, qtbot, act)
    assert ticket(profile, "second").status is Status.OPEN


def test_a_pause_is_not_offered_before_the_first_public_reply(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """SPEC 3.3: nobody writes a reason that is then refused."""
    profile = tmp_path / "profile"
    fill(profile, "only")

    def act(person: Person) -> None:
        person.view("All open", ["only"])
        person.press("W")
        person.until(lambda: person.cell("only", Column.STATUS) == "In progress")
        person.until(lambda: person.toast == "Ticket 1 is now In progress")
        person.command("pause, wait for the requester")
        assert person.asked() == "Palette"
        person.press("Esc")
        person.write("R", "Which error do you see?")
        person.choose("S", "user")
        assert person.asked() == "Form"
        person.type("asked for the code")
        person.press("Ctrl+Return")
        person.until(lambda: person.cell("only", Column.STATUS) == "Pending user")

    live(profile, qtbot, act)
    assert ticket(profile, "only").status is Status.PENDING_USER


def test_a_new_ticket_with_a_new_requester(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """SPEC 3.5, 3.8: the suggestion stands until a person decides."""
    profile = tmp_path / "profile"

    def act(person: Person) -> None:
        person.until(lambda: person.page.presenter.listing.state.count == 0)
        person.press("C")
        person.type("VPN fails for all users")
        person.press("Tab")
        person.type("Nobody can connect.")
        person.press("Tab", "Space")
        person.answer("Zhang Wei wei@corp.example")
        person.press("Ctrl+Return")
        person.until(lambda: person.current == "VPN fails for all users")
        person.until(lambda: person.focused is person.page.display.table)

    live(profile, qtbot, act)
    whole = ticket(profile, "VPN fails for all users")
    assert (whole.priority, whole.description) == (Priority.CRITICAL, "Nobody can connect.")
    assert whole.requester is not None
    assert (whole.requester.name, whole.requester.email) == ("Zhang Wei", "wei@corp.example")
