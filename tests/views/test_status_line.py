"""The status line says what is true now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from console.settings import Language as Spoken
from console.views.keys_sheet import KeysSheet
from console.views.palette import Palette
from console.views.status_line import StatusLine, zone
from tests.support.window import Window


def line(small: Window) -> StatusLine:
    return small.shell._line


def test_local_data_is_called_local_and_pending_operations_no_problem(small: Window) -> None:
    assert line(small)._where.text() == "This computer only"
    assert line(small)._saved.text() == "All changes saved"


def test_writing_that_takes_noticeable_time_is_told_until_it_is_done(small: Window) -> None:
    small.courier.writing.emit(2)
    assert line(small)._saved.text() == "All changes saved"
    line(small)._slow.timeout.emit()
    assert line(small)._saved.text() == "Saving…"
    small.courier.writing.emit(0)
    assert line(small)._saved.text() == "All changes saved"


def test_the_time_has_seconds_and_zone_and_follows_the_language(small: Window) -> None:
    at = datetime(2026, 3, 2, 6, 32, 7, tzinfo=UTC)
    line(small)._say_time(at)
    assert line(small)._time.text() == "Mon 2 Mar 14:32:07 UTC+8"
    small.preferences.put(Spoken.ZH)
    line(small)._say_time(at)
    assert line(small)._time.text() == "3月2日 周一 14:32:07 UTC+8"


def test_its_keys_can_be_pressed(small: Window) -> None:
    line(small).commands.click()
    assert any(palette.isVisible() for palette in small.shell.findChildren(Palette))
    line(small).keys.click()
    assert any(sheet.isVisible() for sheet in small.shell.findChildren(KeysSheet))
    assert line(small).keys.accessibleName() == "keys (?)"


@pytest.mark.parametrize(
    ("minutes", "text"), [(0, "UTC"), (480, "UTC+8"), (-210, "UTC-3:30"), (345, "UTC+5:45"), (-300, "UTC-5")]
)
def test_a_zone_is_its_distance(minutes: int, text: str) -> None:
    assert zone(datetime(2026, 3, 2, tzinfo=timezone(timedelta(minutes=minutes)))) == text
