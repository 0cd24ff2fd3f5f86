"""What is due is told once, by its newest instant."""

from __future__ import annotations

from console.services.agenda import Agenda


def test_a_thing_is_due_at_its_newest_instant_and_once() -> None:
    agenda = Agenda()
    agenda.expect("a", 5)
    agenda.expect("b", 7)
    agenda.expect("a", 9)
    assert (agenda.next, agenda.due(6), agenda.due(7), agenda.due(8)) == (5, set(), {"b"}, set())
    assert (agenda.due(9), agenda.due(9), agenda.next) == ({"a"}, set(), None)


def test_an_instant_may_be_taken_back_and_told_again() -> None:
    agenda = Agenda()
    agenda.expect("a", 5)
    agenda.expect("a", None)
    assert agenda.due(5) == set()
    agenda.expect("a", 5)
    assert agenda.due(5) == {"a"}
