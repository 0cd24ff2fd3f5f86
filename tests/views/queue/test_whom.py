"""Somebody new by what was typed."""

from __future__ import annotations

import pytest

from console.services.tickets.commands import NewRequester
from console.views.queue.whom import new_requester


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("Lin Qiao", NewRequester("Lin Qiao")),
        ("林乔", NewRequester("林乔")),
        ("lin.qiao@corp.example", NewRequester("lin.qiao", "lin.qiao@corp.example")),
        ("Lin Qiao <lin.qiao@corp.example>", NewRequester("Lin Qiao", "lin.qiao@corp.example")),
    ],
)
def test_a_name_an_address_or_both_make_a_requester(typed: str, made: NewRequester) -> None:
    assert new_requester(typed) == made
