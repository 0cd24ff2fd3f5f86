"""A definition is read whole or every fault in it is told, with its step (SPEC 8.4, 8.5)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.models.kinds import Category
from console.models.reading_tables import Fault, Wrong
from console.models.runbook import Bound, CommandRun, HttpCheck, SqlCheck, WebhookJob
from console.models.runbook_kinds import Part, Radius, Recovery, StepKind
from console.models.runbook_reading import LARGEST, read

TITLE = 'title = { en = "Look", zh = "查看" }'
BOOK = f"""
category = "SYSTEM_UNAVAILABLE"
{TITLE}
[[diagnose]]
id = "look"
kind = "tcp"
{TITLE}
target = "database"
[[priority]]
id = "restart"
kind = "command"
radius = "reversible"
{TITLE}
program = "restart"
arguments = ["--incident", "{{incident}}", '{{"a": 1}}']
[[sequential]]
id = "ask"
kind = "sql"
{TITLE}
target = "database"
query = "select 1;"
expect = "<= 1.5"
timeout = 3
retries = 2
[[verification]]
id = "healthy"
kind = "http"
{TITLE}
target = "gateway"
[[rollback]]
id = "back"
kind = "webhook"
radius = "disruptive"
{TITLE}
target = "automation"
path = "/jobs"
job = "id"
poll = "/jobs/{{job}}"
state = "job.state"
done = ["ok"]
"""


def faults(text: str) -> set[tuple[str, Wrong, str]]:
    book, found = read(text)
    assert (book is None) is bool(found)
    return {(fault.step, fault.wrong, fault.key) for fault in found}


def changed(before: str, after: str) -> str:
    assert before in BOOK
    return BOOK.replace(before, after, 1)


def test_a_whole_definition_is_read() -> None:
    book, found = read(BOOK)
    assert found == ()
    assert book is not None
    assert (book.category, book.title.zh, book.recovery) == (Category.SYSTEM_UNAVAILABLE, "查看", None)
    assert [step.id for part in Part for step in book.part(part)] == ["look", "restart", "ask", "healthy", "back"]
    look, restart, ask, healthy, back = book.steps
    assert (look.kind, look.radius, look.checks, look.timeout, look.retries) == (
        StepKind.TCP,
        Radius.NONE,
        True,
        timedelta(seconds=15),
        0,
    )
    assert restart.work == CommandRun("restart", ("--incident", "{incident}", '{"a": 1}'), (0,), "")
    assert ask.work == SqlCheck("database", "select 1;", Bound("<=", 1.5))
    assert (ask.timeout, ask.retries) == (timedelta(seconds=3), 2)
    assert healthy.work == HttpCheck("gateway", "/", (200,), (), "")
    assert back.work == WebhookJob("automation", "/jobs", (), "id", "/jobs/{job}", "job.state", ("ok",), ())
    assert not back.checks


def test_a_hash_changes_with_the_definition_and_not_with_its_layout() -> None:
    book, again = read(BOOK)[0], read("\n\n" + BOOK.replace(" = ", "="))[0]
    other = read(changed('program = "restart"', 'program = "restarted"'))[0]
    assert book is not None
    assert again is not None
    assert other is not None
    assert (book.hash, book.steps) == (again.hash, again.steps)
    assert book.hash != other.hash
    assert [one.hash == two.hash for one, two in zip(book.steps, other.steps, strict=True)] == [1, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('"SYSTEM_UNAVAILABLE"', '"UNCLASSIFIED"', ("", Wrong.BAD_VALUE, "category")),
        ('"SYSTEM_UNAVAILABLE"', '"system"', ("", Wrong.BAD_VALUE, "category")),
        ("[[verification]]", "[[verify]]", ("", Wrong.MISSING, "verification")),
        ('zh = "查看"', 'cn = "查看"', ("", Wrong.MISSING, "title.zh")),
        ('id = "look"\n', "", ("diagnose 1", Wrong.MISSING, "id")),
        ('id = "look"', 'id = "Look at"', ("diagnose 1", Wrong.BAD_NAME, "id")),
        ('id = "restart"', 'id = "look"', ("look", Wrong.REPEATED, "id")),
        ('kind = "tcp"', 'kind = "icmp"', ("look", Wrong.BAD_VALUE, "kind")),
        ('target = "database"', "target = 5", ("look", Wrong.WRONG_KIND, "target")),
        ('target = "database"', 'target = "database"\nport = 5', ("look", Wrong.UNKNOWN_KEY, "port")),
        ('target = "database"', 'target = "database"\nradius = "reversible"', ("look", Wrong.ONLY_LOOKS, "radius")),
        ('radius = "reversible"\n', "", ("restart", Wrong.MISSING, "radius")),
        ('radius = "reversible"', 'radius = "reversible"\nretries = 1', ("restart", Wrong.NEVER_REPEATED, "retries")),
        ("{incident}", "{title}", ("restart", Wrong.PLACEHOLDER, "arguments")),
        ("timeout = 3\n", "timeout = 0\n", ("ask", Wrong.OUT_OF_RANGE, "timeout")),
        ("retries = 2", "retries = true", ("ask", Wrong.WRONG_KIND, "retries")),
        ('"select 1;"', '"delete from account"', ("ask", Wrong.NOT_A_QUERY, "query")),
        ('"select 1;"', '"select 1; select 2"', ("ask", Wrong.NOT_A_QUERY, "query")),
        ('"<= 1.5"', '"at most 1"', ("ask", Wrong.BAD_BOUND, "expect")),
        ('target = "gateway"', 'target = "gateway"\npath = "//x"', ("healthy", Wrong.BAD_PATH, "path")),
        ('target = "gateway"', 'target = "gateway"\npath = "/a b"', ("healthy", Wrong.BAD_PATH, "path")),
        ('target = "gateway"', 'target = "gateway"\njson = { "a..b" = 1 }', ("healthy", Wrong.BAD_PLACE, "json")),
        ('target = "gateway"', 'target = "gateway"\nstatus = [200, 700]', ("healthy", Wrong.OUT_OF_RANGE, "status")),
        ("/jobs/{job}", "/jobs", ("back", Wrong.PLACEHOLDER, "poll")),
        ('state = "job.state"\n', "", ("back", Wrong.MISSING, "state")),
        ('done = ["ok"]\n', "", ("back", Wrong.MISSING, "done")),
    ],
)
def test_what_is_wrong_is_told_with_its_step(before: str, after: str, fault: tuple[str, Wrong, str]) -> None:
    assert fault in faults(changed(before, after))


def test_a_check_changes_nothing_and_so_does_a_diagnosis() -> None:
    assert ("restart", Wrong.CHECKS_ONLY, "radius") in faults(changed("[[priority]]", "[[diagnose]]"))


def test_all_faults_are_told_at_once() -> None:
    twice = changed('kind = "tcp"', 'kind = "icmp"').replace("timeout = 3\n", "timeout = 0\n")
    assert len(faults(twice)) >= 2


def test_recovery_names_a_step_and_is_never_automatic_where_it_may_not_be() -> None:
    plan = '{title}\n[recovery]\nstep = "{step}"\npolicy = "{policy}"\n[[diagnose]]'

    def planned(step: str, policy: str, category: str = "SYSTEM_UNAVAILABLE") -> str:
        head = f"{TITLE}\n[[diagnose]]"
        return changed(head, plan.format(title=TITLE, step=step, policy=policy)).replace("SYSTEM_UNAVAILABLE", category)

    book, found = read(planned("restart", "auto"))
    assert found == ()
    assert book is not None
    assert book.recovery is not None
    assert (book.recovery.step, book.recovery.policy, book.recovery.cooldown) == (
        "restart",
        Recovery.AUTO,
        timedelta(minutes=30),
    )
    assert ("", Wrong.NO_STEP, "recovery.step") in faults(planned("gone", "propose"))
    assert ("", Wrong.AUTO_REVERSIBLE, "recovery.policy") in faults(planned("back", "auto"))
    assert ("", Wrong.NEVER_AUTOMATIC, "recovery.policy") in faults(planned("restart", "propose", "SECURITY_BREACH"))


def test_what_is_no_toml_or_too_large_is_one_fault() -> None:
    assert [fault.wrong for fault in read("category = ")[1]] == [Wrong.NOT_TOML]
    assert read("a" * (LARGEST + 1)) == (None, (Fault("", Wrong.TOO_LARGE, "", str(LARGEST)),))
    assert faults("a = " + "[" * 10_000)


SCALARS = st.one_of(st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.just("x"))
KEYS = ("category", "title", "diagnose", "id", "kind", "radius", "target", "timeout", "query", "expect", "body", "x")


@given(st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner)))
def test_any_shape_is_told_as_faults(value: object) -> None:
    def written(value: object) -> str:
        if isinstance(value, dict):
            return "{ " + ", ".join(f"{key} = {written(item)}" for key, item in value.items()) + " }"
        if isinstance(value, list):
            return "[" + ", ".join(map(written, value)) + "]"
        return f'"{value}"' if isinstance(value, str) else repr(value).lower()

    for key in KEYS:
        assert faults(f"{key} = {written(value)}")


@pytest.mark.parametrize(
    ("bound", "kept", "broken"),
    [
        (Bound("<", 2), 1.9, 2),
        (Bound("<=", 2), 2, 2.1),
        (Bound("=", 2), 2, 3),
        (Bound("!=", 2), 3, 2),
        (Bound(">=", 2), 2, 1),
        (Bound(">", 2), 3, 2),
        (Bound("!=", 2), 3, float("nan")),
    ],
)
def test_a_bound_holds_numbers(bound: Bound, kept: float, broken: float) -> None:
    assert bound.holds(kept)
    assert not bound.holds(broken)
