"""The site holds what readers may see, and nothing that acts."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from console.models.kinds import Locale
from console.models.knowledge_kinds import Content
from console.services.knowledge.commands import ArchiveArticle, EditArticle, PairArticles, SaveCategory
from console.services.knowledge.site import write_site
from tests.services.knowledge.conftest import Write
from tests.support.desk import Office


class Links(HTMLParser):
    """Where a page leads, and what it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.elements: set[str] = set()
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.found.append(value)
            if name.startswith("on") or name == "style":
                self.handlers.append(name)


def parsed(path: Path) -> Links:
    made = Links()
    made.feed(path.read_text("utf-8"))
    return made


def written(office: Office, folder: Path) -> int:
    with office.store.read() as connection:
        return write_site(connection, folder)


@pytest.fixture
def site(office: Office, article: Write, tmp_path: Path) -> Path:
    """One pair, a draft, an archived one, one with a newer draft, and one that is hostile."""
    accounts = office.do(SaveCategory("Accounts <b>")).subject
    english = article("Reset MFA", "Verify **first**.", category=accounts, tags=("phone",))
    office.do(PairArticles(english, article("重置多因素认证", "先核实身份。", language=Locale.ZH)))
    article("Only a draft", published=False)
    office.do(ArchiveArticle(article("Put away")))
    office.do(EditArticle(article("Printers", "Readers see this."), Content("Printers", "Not yet this.")))
    article("</title><script>alert(1)</script>", "<img src=x onerror=a>\n\n[x](javascript:a) </script>")
    assert written(office, tmp_path / "site") == 4
    return tmp_path / "site"


def test_only_what_readers_may_see_is_written(site: Path) -> None:
    everything = "\n".join(path.read_text("utf-8") for path in site.rglob("*") if path.is_file())
    for hidden in ("Only a draft", "Put away", "Not yet this"):
        assert hidden not in everything
    assert "Readers see this" in everything


def test_every_link_leads_somewhere_on_the_site_or_the_web(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) == 7
    for page in pages:
        for link in parsed(page).found:
            assert re.match(r"https?://|mailto:", link) or (page.parent / link).is_file(), (page.name, link)


def test_no_text_becomes_a_script_or_element(site: Path) -> None:
    for page in site.rglob("*.html"):
        found = parsed(page)
        assert not found.handlers
        assert found.elements.isdisjoint({"img", "iframe", "form", "object", "style", "b"})
        assert [link for link in found.found if link.endswith(".js")] == (
            ["words.js", "../search.js"] if page.name == "index.html" and page.parent != site else []
        )


def test_a_pair_leads_to_each_other(site: Path) -> None:
    (chinese,) = [path for path in (site / "zh").glob("*.html") if path.name != "index.html"]
    (english,) = [path for path in (site / "en").glob("*.html") if "Reset MFA" in path.read_text("utf-8")[:600]]
    assert f"../zh/{chinese.name}" in parsed(english).found
    assert f"../en/{english.name}" in parsed(chinese).found


def test_the_words_are_searched_without_a_server(site: Path) -> None:
    """Read by a script element: a page opened from a folder may fetch nothing."""
    script = (site / "en" / "words.js").read_text("utf-8")
    assert "</" not in script
    found = json.loads(script.removeprefix("var WORDS = ").rstrip(";\n").replace("<\\/", "</"))
    assert any("reset mfa" in words and "verify first" in words and "phone" in words for words in found.values())


def test_a_site_of_nothing_says_so(office: Office, tmp_path: Path) -> None:
    assert written(office, tmp_path) == 0
    assert "尚未发布" in (tmp_path / "zh" / "index.html").read_text("utf-8")
