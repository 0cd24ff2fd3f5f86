"""Articles are found by their words, and suggested with the reason."""

from __future__ import annotations

import pytest

from console.models.knowledge_kinds import Content
from console.services.knowledge.commands import ArchiveArticle, EditArticle, SaveCategory
from console.services.knowledge.finding import FindArticles, SuggestArticles
from tests.services.knowledge.conftest import Write
from tests.support.desk import Office


def titles(office: Office, text: str, category: str | None = None) -> list[str]:
    return [hit.row.title for hit in office.ask(FindArticles(text, category=category))]


@pytest.fixture
def shelf(office: Office, article: Write) -> dict[str, str]:
    accounts = office.do(SaveCategory("Accounts")).subject
    return {
        "category": accounts,
        "reset": article(
            "Reset a password", "Open the portal and choose *Forgotten*.", tags=("sso",), category=accounts
        ),
        "mfa": article("重置多因素认证", "员工换手机后，先核实身份，再重置令牌。"),
        "vpn": article("VPN drops every hour", "Renew the expired certificate of the VPN gateway.", tags=("vpn",)),
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("pass", ["Reset a password"]),
        ("forgotten portal", ["Reset a password"]),
        ("sso", ["Reset a password"]),
        ("令牌", ["重置多因素认证"]),
        ("证", ["重置多因素认证"]),
        ("ＶＰＮ", ["VPN drops every hour"]),
        ("portal vpn", []),
        ("'\"*(", []),
    ],
)
def test_all_words_must_stand_in_it(office: Office, shelf: dict[str, str], text: str, found: list[str]) -> None:
    assert titles(office, text) == found


def test_a_word_in_the_title_counts_more(office: Office, article: Write) -> None:
    article("Printers", "They may need a token.")
    article("Token", "Renew it.")
    assert titles(office, "token") == ["Token", "Printers"]


def test_the_newest_words_are_found_and_the_former_ones_no_more(office: Office, shelf: dict[str, str]) -> None:
    office.do(EditArticle(shelf["vpn"], Content("Tunnel drops", "Renew it.")))
    assert (titles(office, "gateway"), titles(office, "tunnel")) == ([], ["Tunnel drops"])
    office.do(ArchiveArticle(shelf["vpn"]))
    assert titles(office, "tunnel") == []


def test_what_was_found_is_shown_in_its_words(office: Office, shelf: dict[str, str]) -> None:
    (hit,) = office.ask(FindArticles("核实"))
    assert "核实身份" in hit.snippet
    assert hit.score > 0


def test_a_category_narrows(office: Office, shelf: dict[str, str]) -> None:
    assert titles(office, "the", shelf["category"]) == ["Reset a password"]


def test_a_suggestion_names_the_words_it_rests_on(office: Office, shelf: dict[str, str]) -> None:
    """SPEC 6.4."""
    (one,) = office.ask(SuggestArticles("Hello, my VPN is gone, it says the certificate expired"))
    assert one.row.title == "VPN drops every hour"
    assert set(one.likeness.shared) == {"vpn", "certificate", "expired"}
    (one,) = office.ask(SuggestArticles("换手机了，登录令牌不能用"))
    assert one.row.title == "重置多因素认证"
    assert "令牌" in one.likeness.shared


def test_nothing_alike_is_no_suggestion(office: Office, shelf: dict[str, str]) -> None:
    assert office.ask(SuggestArticles("The coffee machine is broken")) == ()
    assert office.ask(SuggestArticles("")) == ()


def test_drafts_are_not_suggested(office: Office, article: Write) -> None:
    article("VPN drops", "Renew the certificate.", published=False)
    assert office.ask(SuggestArticles("VPN certificate")) == ()


def test_an_article_that_came_from_a_hub_is_found(office: Office, shelf: dict[str, str]) -> None:
    """Whatever writes the rows, the full text follows."""
    version = {"title": "Pulled", "body": "from elsewhere", "type": "FAQ", "tags": "[]"}
    office.execute(
        "insert into article(id, root, dead, language, stage, version, created_at, updated_at)"
        " values ('a', 'a', 0, 'en', 'DRAFT', 'v', 1, 1)"
    )
    assert titles(office, "elsewhere") == []
    office.execute(
        "insert into article_version(id, root, dead, title, body, type, tags, created_at)"
        " values ('v', 'a', 0, ?, ?, ?, ?, 1)",
        *version.values(),
    )
    assert titles(office, "elsewhere") == ["Pulled"]
    office.execute("delete from article where id = 'a'")
    assert titles(office, "elsewhere") == []
