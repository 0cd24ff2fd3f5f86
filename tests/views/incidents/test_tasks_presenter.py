"""What is typed for a task is read as words and a time."""

from __future__ import annotations

import pytest

from console.views.incidents.tasks_presenter import MINUTES, boxed


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Look at node 3 20m", ("Look at node 3", 20)),
        ("  Look at node 3 ", ("Look at node 3", MINUTES)),
        ("检查节点 3 20分", ("检查节点 3", 20)),
        ("Brief the desk 5 min", ("Brief the desk", 5)),
        ("Wait 0m", ("Wait 0m", MINUTES)),
        ("Wait 1441m", ("Wait 1441m", MINUTES)),
        ("20m", ("20m", MINUTES)),
        ("", ("", MINUTES)),
    ],
)
def test_a_time_at_the_end_is_the_box(text: str, read: tuple[str, int]) -> None:
    assert boxed(text) == read
