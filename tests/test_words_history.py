"""What the console itself wrote as the reason of an event is told in words, what people wrote as it stands."""

from __future__ import annotations

import pytest

from console.models.kinds import Channel, Code, EventKind, Locale, Priority, Refused
from console.words import event, refusal


def told(kind: EventKind, before: str | None, after: str | None, why: str | None = None) -> tuple[str, str]:
    """The sentence in English and Chinese, by Wei."""
    english, chinese = (event(kind, before, after, why, "Wei", locale) for locale in (Locale.EN, Locale.ZH))
    return english, chinese


def test_a_change_of_the_requester_is_a_sentence() -> None:
    """SPEC 1.6."""
    assert told(EventKind.REQUESTER, "Li Si", "张三") == (
        "Wei changed the requester from Li Si to 张三.",
        "Wei 将提单人从“Li Si”改为“张三”。",
    )
    assert told(EventKind.REQUESTER, None, "Li Si") == ("Wei set the requester to Li Si.", "Wei 将提单人设为“Li Si”。")
    assert told(EventKind.REQUESTER, "Li Si", None) == ("Wei removed the requester Li Si.", "Wei 清除了提单人“Li Si”。")


def test_an_overridden_suggestion_is_named() -> None:
    """SPEC 3.5."""
    assert told(EventKind.PRIORITY, "HIGH", "LOW", "suggested HIGH") == (
        "Wei changed the priority from High to Low. Suggested was High.",
        "Wei 将优先级从“高”改为“低”。建议为“高”。",
    )


@pytest.mark.parametrize("channel", list(Channel))
def test_a_message_that_moved_the_ticket_is_named_by_its_channel(channel: Channel) -> None:
    """SPEC 3.3."""
    english, chinese = told(EventKind.STATUS, "PENDING_USER", "OPEN", channel.value)
    assert channel.value not in english.replace("PENDING", "")
    assert "A message of the requester came in (" in english
    assert "收到提单人的消息（" in chinese


@pytest.mark.parametrize("why", ["suggested by Anna", "PHONE call", "HIGH", "{reason}"])
def test_what_a_person_wrote_stands_as_it_is(why: str) -> None:
    english, chinese = told(EventKind.PRIORITY, Priority.LOW, Priority.HIGH, why)
    assert english.endswith(f"Reason: {why}")
    assert chinese.endswith(f"原因：{why}")


def test_an_empty_field_in_a_clash_is_none() -> None:
    error = Refused(Code.CHANGED_MEANWHILE, field="assignee", expected=None, found="Wei")
    assert "no longer none" in refusal(error, Locale.EN)
    assert "不再是“无”" in refusal(error, Locale.ZH)
