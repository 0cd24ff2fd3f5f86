"""Files become drafts, and what cannot be read hurts no other."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.models.kinds import Code, Locale, Refused
from console.models.knowledge_kinds import ArticleState, ContentType
from console.services.knowledge.drafts import Draft
from console.services.knowledge.reading import read_all, read_categories

WHOLE = """---
title: Reset MFA
type: faq
category: Accounts
language: en
tags: [mfa, phone]
state: published
owner: Wei
review_by: 2027-01-31
pair: 重置多因素认证
---

Verify, then reset.
"""


def drafts(path: Path) -> list[Draft]:
    found = [one.found for one in read_all(path)]
    assert not [one for one in found if isinstance(one, Refused)]
    return [one for one in found if isinstance(one, Draft)]


def test_a_markdown_file_says_everything_of_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(WHOLE, "utf-8")
    (draft,) = drafts(tmp_path)
    assert (draft.content.title, draft.content.body) == ("Reset MFA", "Verify, then reset.\n")
    assert (draft.content.type, draft.content.category) == (ContentType.FAQ, "Accounts")
    assert draft.content.tags == ("mfa", "phone")
    assert (draft.language, draft.state) == (Locale.EN, ArticleState.PUBLISHED)
    assert (draft.owner, draft.pair) == ("Wei", "重置多因素认证")
    assert draft.review_by == datetime(2027, 1, 31, tzinfo=UTC)


def test_a_file_without_a_head_is_called_by_its_heading_or_name(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# 打印机\n\n先重启。", "utf-8")
    (tmp_path / "two.md").write_text("No heading.", "utf-8")
    assert [(d.content.title, d.language) for d in drafts(tmp_path)] == [("打印机", Locale.ZH), ("two", Locale.EN)]


def test_json_is_one_document_or_a_line_each(tmp_path: Path) -> None:
    rows = [{"title": "A", "body": "x"}, {"title": "B", "tags": "p, q"}]
    (tmp_path / "a.json").write_text(json.dumps({"articles": rows}), "utf-8")
    (tmp_path / "b.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    for name in ("a.json", "b.jsonl"):
        found = drafts(tmp_path / name)
        assert [draft.content.title for draft in found] == ["A", "B"]
        assert found[1].content.tags == ("p", "q")


def test_rows_of_post_mortems_are_known_by_their_names(tmp_path: Path) -> None:
    row = {
        "uuid": "u",
        "company": "ACME",
        "product": "DNS",
        "body": "It {fell}.",
        "url": "https://a.example",
        "keywords": ["dns"],
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row), "utf-8")
    (draft,) = drafts(tmp_path / "a.jsonl")
    assert draft.content.title == "ACME: DNS"
    assert draft.content.body == "It {fell}.\n\n*ACME, DNS*\n\n<https://a.example>"
    assert (draft.key, draft.content.tags, draft.content.category) == ("u", ("dns",), "Post-mortems")


@pytest.mark.parametrize(
    ("values", "place"),
    [("type: x", "type"), ("state: x", "state"), ("language: klingon", "language"), ("review_by: soon", "review_by")],
)
def test_a_value_nobody_knows_is_refused_by_its_name(tmp_path: Path, values: str, place: str) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: A\n{values}\n---\nx", "utf-8")
    (tmp_path / "b.md").write_text("# B", "utf-8")
    bad, good = (one.found for one in read_all(tmp_path))
    assert isinstance(bad, Refused)
    assert (bad.code, bad.params["place"]) == (Code.BAD_VALUE, place)
    assert isinstance(good, Draft)


def test_what_is_no_text_is_told_and_hurts_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "b.md").write_text("# B", "utf-8")
    bad, good = (one.found for one in read_all(tmp_path))
    assert isinstance(bad, Refused)
    assert bad.code is Code.IMPORT_UNREADABLE
    assert isinstance(good, Draft)


def test_links_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("x")
    folder = tmp_path / "docs"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "a.md").write_text("# Hidden")
    (folder / "b.md").symlink_to(secret)
    (folder / "c.md").write_text("# C")
    assert [draft.content.title for draft in drafts(folder)] == ["C"]


@pytest.mark.parametrize("content", ["", "[]", "nonsense", "[" * 100_000])
def test_a_file_without_articles_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content)
    with pytest.raises(Refused) as caught:
        list(read_all(tmp_path / "a.json"))
    assert caught.value.code is Code.IMPORT_UNREADABLE


def test_a_folder_without_articles_and_a_file_that_is_not_there_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.md"):
        with pytest.raises(Refused):
            list(read_all(path))
    assert read_categories(tmp_path) == ()
