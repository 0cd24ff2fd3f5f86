"""Operations and their values in words."""

from __future__ import annotations

import pytest

from console.models.kinds import Code, Locale, Refused, local_mark
from console.services.tickets.commands import Command, DiscardRefused, KeepRefused, MergeRefused, RedoRefused
from console.views.sync import phrases
from tests.support.window import Window

KEY = "0199c9dc-0000-7000-8000-00000000ab12"
THEIR_OWN = {KeepRefused, RedoRefused, MergeRefused, DiscardRefused}
"""They are told by what they stand for."""


@pytest.mark.parametrize("command", [one for one in Command.__args__ if one not in THEIR_OWN])
def test_every_command_has_a_name(command: type) -> None:
    assert phrases.name(command.__name__) != phrases.name("no such command")


def test_a_ticket_is_called_by_its_number_or_mark() -> None:
    assert phrases.heading("SetTitle", KEY, 48166) == "Change of title, 48166"
    assert phrases.heading("SetTitle", KEY, None) == f"Change of title, {local_mark(KEY)}"
    assert phrases.heading("SaveView", None, None) == "Saved view"


@pytest.mark.parametrize(
    ("field", "stored", "word"),
    [
        ("status", "PENDING_USER", "Pending user"),
        ("status", "NO_SUCH", "NO_SUCH"),
        ("status", "MONITORING", "Monitoring"),
        ("severity", "LOW", "Low"),
        ("title", "PENDING_USER", "PENDING_USER"),
        ("assignee", None, "none"),
    ],
)
def test_values_are_words(field: str, stored: str | None, word: str) -> None:
    assert phrases.value(field, stored, Locale.EN) == word


def test_a_reason_tells_stored_values_in_words(small: Window) -> None:
    refused = Refused(Code.CHANGED_MEANWHILE, field="status", expected="NEW", found="IN_PROGRESS")
    assert "In progress" in phrases.reason(refused, Locale.EN)
    assert "IN_PROGRESS" not in phrases.reason(refused, Locale.EN)
    assert "处理中" in phrases.reason(refused, Locale.ZH)


def test_a_field_begins_a_line() -> None:
    assert phrases.field("title", Locale.EN) == "Title"
    assert phrases.field("title", Locale.ZH) == "标题"
