"""What is refused of a response is told, and never done again by redoing it."""

from __future__ import annotations

from console.services.sync.redoing_incidents import is_response, step_of


def test_what_a_step_did_is_not_told_again() -> None:
    entry = {"t": "timeline_entry", "k": "e", "new": {"root": "i", "text": "restart: approved"}}
    asked = {"t": "step_run", "k": "s", "new": {"root": "i", "step": "restart"}}
    approved = {"t": "approval", "k": "a", "new": {"root": "i", "step_run": "s"}}
    assert (is_response([entry]), is_response([approved, entry]), is_response([asked])) == (False, True, True)
    assert (step_of([entry, asked]), step_of([approved])) == ("restart", "")
