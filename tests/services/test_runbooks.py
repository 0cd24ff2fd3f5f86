"""What ships is whole, believable, and in both languages (SPEC 8.4, 8.6)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from console.models.kinds import Category
from console.models.reading_tables import Wrong
from console.models.runbook import Runbook
from console.models.runbook_kinds import Part, Recovery, StepKind
from console.services.runbooks import Source, faults, from_file, runbooks, shipped

CHINESE = re.compile("[\u4e00-\u9fff]")
BOOKS = runbooks(shipped())


def ids(book: Runbook, part: Part) -> list[str]:
    return [step.id for step in book.part(part)]


def test_every_category_but_one_has_its_runbook_without_a_fault() -> None:
    assert set(BOOKS) == set(Category) - {Category.UNCLASSIFIED}
    assert not list(faults(shipped()))
    assert {source.file for source in shipped()} == {f"{category.lower()}.toml" for category in BOOKS}


@pytest.mark.parametrize("category", list(BOOKS))
def test_every_sentence_stands_in_both_languages(category: Category) -> None:
    book = BOOKS[category]
    texts = [book.title, *(step.title for step in book.steps), *(step.help for step in book.steps if step.help.en)]
    assert all(CHINESE.search(text.zh) and not CHINESE.search(text.en) for text in texts)


@pytest.mark.parametrize("category", list(BOOKS))
def test_recovery_is_verified_by_health_sign_in_and_metrics_and_can_be_taken_back(category: Category) -> None:
    book = BOOKS[category]
    assert {"service_healthy", "users_can_sign_in", "metrics_normal"} <= set(ids(book, Part.VERIFICATION))
    assert {"last_stable_version", "restore_configuration", "tell_all_affected"} <= set(ids(book, Part.ROLLBACK))


def test_the_lists_of_the_specification_stand_first() -> None:
    authentication = BOOKS[Category.AUTHENTICATION_FAILURE]
    assert ids(authentication, Part.PRIORITY) == [
        "restart_authentication",
        "database_connection",
        "configuration_valid",
    ]
    assert ids(authentication, Part.SEQUENTIAL)[:2] == ["identity_provider_status", "certificate_valid"]
    assert ids(authentication, Part.SEQUENTIAL)[-1] == "review_security_policy"
    slow = BOOKS[Category.PERFORMANCE_DEGRADATION]
    assert ids(slow, Part.PRIORITY) == ["scale_out", "clear_caches", "restart_slowest"]
    assert {"slow_queries", "network_latency", "broken_indexes"} <= set(ids(slow, Part.SEQUENTIAL))


def test_recovery_is_proposed_for_three_categories_and_never_for_a_breach() -> None:
    plans = {category: book.recovery for category, book in BOOKS.items() if book.recovery is not None}
    assert {category: plan.step for category, plan in plans.items()} == {
        Category.AUTHENTICATION_FAILURE: "restart_authentication",
        Category.PERFORMANCE_DEGRADATION: "scale_out",
        Category.CONFIGURATION_ERROR: "restore_configuration",
    }
    assert {plan.policy for plan in plans.values()} == {Recovery.PROPOSE}


def test_every_kind_that_reaches_out_is_in_use() -> None:
    used = {step.kind for book in BOOKS.values() for step in book.steps}
    assert used == set(StepKind) - {StepKind.COMMAND}


def test_a_category_taken_twice_is_a_fault_and_the_later_one_counts(tmp_path: Path) -> None:
    first = shipped()[0]
    later = tmp_path / "mine.toml"
    later.write_text(first.text.replace("Authentication failure", "Nobody gets in"), "utf-8-sig")
    sources = (first, from_file(later))
    assert [(found.file, found.fault.wrong, found.fault.value) for found in faults(sources)] == [
        ("mine.toml", Wrong.CATEGORY_TAKEN, first.file)
    ]
    assert runbooks(sources)[Category.AUTHENTICATION_FAILURE].title.en == "Nobody gets in"


def test_a_file_of_bytes_is_a_fault_of_that_file(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00PDF")
    assert [
        (found.file, found.fault.wrong) for found in faults([from_file(tmp_path / "x.toml"), Source("y", "=")])
    ] == [
        ("x.toml", Wrong.NOT_TOML),
        ("y", Wrong.NOT_TOML),
    ]
