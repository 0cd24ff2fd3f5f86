"""Full text finds exactly what a scan by the same rule finds: recall and precision 1.00 (SPEC 3.10)."""

from __future__ import annotations

import shutil
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import TypeAlias

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from console.models.kinds import Visibility
from console.models.schema import statements
from console.resources import resource
from console.services import search
from console.services.tickets.commands import (
    AddMessage,
    CreateTicket,
    NewRequester,
    SetRequester,
    SetTags,
    SetTitle,
)
from console.services.tickets.filters import Filter, Sort, SortKey
from console.services.tickets.queries import Count, Find, Lines, Order
from tests.support.desk import Office, open_office, quick_folder
from tests.support.scanning import scan

HAN = "登录失败密码系统不能开断々〇"
LETTERS = "abAB12éßｖＰµﬁ"
OTHERS = "カナﾊﾟ한글\U00020000"
SIGNS = " \t　-_.,，。・'\"*():^+{}<>=\\%\0\u200b\u0301😀"
QUOTED = (
    "AND",
    "OR",
    "NOT",
    "NEAR(a b)",
    'title:"a"',
    "a*",
    '"',
    '""',
    "-a",
    "^a",
    "{title}:a",
    "a\0b",
    "';--",
    ")",
    "\ud800",
)

words = st.text(st.sampled_from(HAN + LETTERS + OTHERS + SIGNS), max_size=8)
texts = st.lists(words, max_size=3)
documents = st.tuples(words, texts, texts, texts)


Held: TypeAlias = tuple[str, list[str], list[str], list[str]]
"""Title, bodies, people and tags of one document."""


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    """The full-text table as a replica has it."""
    connection = sqlite3.connect(":memory:")
    script = statements(resource("replica/local.sql").read_text("utf-8"))
    connection.execute(next(part for part in script if "using fts5" in part))
    yield connection
    connection.close()


def found(index: sqlite3.Connection, typed: str) -> set[int]:
    """The documents the index finds."""
    expression = search.expression(typed)
    if expression is None:
        return set()
    return {row[0] for row in index.execute("select rowid from search where search match ?", (expression,))}


def fill(index: sqlite3.Connection, several: Sequence[Held]) -> None:
    """Put these documents into the index, and no others."""
    index.execute("delete from search")
    for n, (title, bodies, people, tags) in enumerate(several):
        made = search.document(title, bodies, people, tags)
        row = (n, made.title, made.body, made.people, made.tags)
        index.execute("insert into search(rowid, title, body, people, tags) values (?, ?, ?, ?, ?)", row)


def held(one: Held) -> list[str]:
    """The texts of a document a person can scan; of people also how their names are spoken."""
    title, bodies, people, tags = one
    spoken = [" ".join(read) for name in people for read in search.readings(name)]
    return [title, *bodies, *people, *tags, *spoken]


@settings(max_examples=400)
@given(
    several=st.lists(documents, min_size=1, max_size=4), typed=words, cut=st.integers(0, 30), length=st.integers(1, 4)
)
@example(several=[("断开", [], [], []), ("断 开", [], [], [])], typed="断开", cut=0, length=1)
@example(several=[("カ・ナ", [], [], [])], typed="・ナ", cut=1, length=1)
@example(several=[("佐々木〇", [], [], [])], typed="々木", cut=2, length=2)
def test_the_index_finds_what_a_scan_finds(
    index: sqlite3.Connection,
    several: list[Held],
    typed: str,
    cut: int,
    length: int,
) -> None:
    """SPEC 3.10: words of one to four characters, Chinese, Latin, mixed, whole texts and pieces of them."""
    several = [(title, bodies, [], [*people, *tags]) for title, bodies, people, tags in several]
    fill(index, several)
    everything = " ".join(several[0][1]) + several[0][0]
    for wanted in (typed, everything[cut : cut + length], several[0][0]):
        assert found(index, wanted) == scan(wanted, [held(one) for one in several]), wanted


ANY = st.characters(exclude_categories=("Cs", "Cn"))
"""Half a pair of surrogates and numbers without a character are nothing anybody types."""


@given(typed=st.one_of(st.text(ANY, max_size=30), st.lists(st.sampled_from(QUOTED), max_size=4).map(" ".join)))
def test_whatever_is_typed_is_words_and_never_syntax(index: sqlite3.Connection, typed: str) -> None:
    """Quotes, operators, column filters, stars and NUL."""
    several: list[Held] = [("and or not near a b", [], [], []), ("title a", [], [], []), ("其他", ["x"], [], [])]
    fill(index, several)
    assert found(index, typed) == scan(typed, [held(one) for one in several])


def test_no_phrase_reaches_from_one_message_into_the_next(index: sqlite3.Connection) -> None:
    fill(index, [("系统", ["密码", "错误 vpn", "12"], [], ["登", "录"])])
    assert found(index, "密码") == found(index, "误vpn") == found(index, "错误-vpn") == {0}
    for across in ("密码错", "码错误", "vpn12", "vpn-1", "系统密", "登录"):
        assert found(index, across) == set()


def test_a_word_is_no_part_of_a_longer_one_before_it(index: sqlite3.Connection) -> None:
    fill(index, [("reset password", [], [], []), ("the set", [], [], [])])
    assert found(index, "set") == {1}
    assert found(index, "res pass") == {0}
    assert found(index, "password reset") == {0}
    assert found(index, "RESET-PASS") == {0}


def test_people_are_found_by_how_their_names_are_spoken(index: sqlite3.Connection) -> None:
    """SPEC 3.10: pinyin initials of names."""
    fill(
        index,
        [
            ("x", [], ["王小明", "wang@example.org", "财务部"], []),
            ("y", [], ["Ann Lee"], []),
            ("z", ["王小明"], [], []),
        ],
    )
    assert found(index, "王小明") == {0, 2}
    for typed in ("wangxiaoming", "wangxiao", "xiaom", "wxm", "xm", "ming", "wang xm", "cwb", "caiwu", "财务"):
        assert found(index, typed) == {0}, typed
    assert found(index, "lee") == {1}


def test_pinyin_is_the_reading_without_tones() -> None:
    assert search.syllables("王小明") == ("wang", "xiao", "ming")
    assert search.syllables("Ann 李 Lee") == ("li",)
    assert search.syllables("Ann Lee") == ()
    assert search.syllables("\U0003fff0") == ()


def test_a_surname_is_read_as_one_and_the_same_character_in_a_word_as_a_word() -> None:
    assert search.readings("曾敏") == (("ceng", "min"), ("zeng", "min"))
    assert search.readings("王曾") == (("wang", "ceng"),)
    assert search.readings("Ann Lee") == ()
    assert {"zengmin", "zm", "cengmin"} <= set(search.spoken("曾敏").split())


@given(st.text(max_size=40))
def test_comparing_is_settled_after_one_fold(text: str) -> None:
    assert search.fold(search.fold(text)) == search.fold(text) or not text.isascii()
    assert search.tokens(text) == search.tokens(search.fold(text)) or unicodedata.normalize("NFKC", text) != text


def test_the_best_hit_stands_first_and_its_snippet_shows_where(office: Office) -> None:
    body = office.do(CreateTicket("printer", "long ago " * 40 + "the VPN断开了 again and " + "so on " * 40)).subject
    title = office.ticket("VPN断开")
    for _ in range(8):
        office.ticket("mail")
    hits = office.ask(Find("vpn断开"))
    assert [hit.id for hit in hits] == [title, body]
    assert hits[0].score > hits[1].score
    assert "VPN断开了" in hits[1].snippet
    assert hits[1].snippet.startswith("…")
    assert hits[1].snippet.endswith("…")
    assert [hit.id for hit in office.ask(Find("vpn断开", 1))] == [title]
    assert office.ask(Find(' "*: ')) == ()


@pytest.mark.parametrize("typed", ["abc", "断", "Straße", "ÜNAL", "ﬁn"])
def test_a_snippet_shows_every_kind_of_word(typed: str) -> None:
    text = f"前面的文字{typed}后面 and more"
    assert search.fold(typed) in search.fold(search.snippet([text], typed))
    assert search.snippet(["nothing here"], typed) == ""


def test_a_snippet_is_about_as_wide_as_asked() -> None:
    for at in (0, 50, 5000):
        made = search.snippet(["x " * at + "needle" + " y" * 5000], "needle", 60)
        assert "needle" in made
        assert len(made) <= 62


def test_highlights_follow_the_rule_of_the_search() -> None:
    text = "中文vpn12 xvpn 断开了"
    assert [text[start:end] for start, end in search.places(text, search.sought("断开 vpn"))] == ["vpn", "断开"]
    assert search.sought("..") == ()


def test_search_follows_every_change_at_once(office: Office) -> None:
    """What was is found no more, what is now is."""
    ticket = office.ticket("old title", NewRequester("张三"))

    def hits(typed: str) -> bool:
        wanted = Filter(text=typed)
        assert office.ask(Count((wanted,)))[0] == len(office.ask(Order(wanted, Sort())))
        return bool(office.ask(Count((wanted,)))[0])

    office.do(SetTitle(ticket, "新标题"))
    assert (hits("old"), hits("新标")) == (False, True)
    office.do(AddMessage(ticket, "the cable was loose", Visibility.INTERNAL))
    assert (hits("cable"), hits("cable 新")) == (True, True)
    office.do(SetTags(ticket, ("urgent",)))
    assert hits("urg")
    office.do(SetTags(ticket, (), ("urgent",)))
    assert not hits("urg")
    assert hits("zhangsan")
    office.do(SetRequester(ticket, NewRequester("李四")))
    assert (hits("zs"), hits("ls")) == (False, True)
    office.rename(str(office.rows("person", "name = '李四'")[0]["id"]), "赵六")
    assert (hits("lisi"), hits("zhaoliu"), hits("赵六")) == (False, True, True)
    office.execute("update message set body = ''")
    assert not hits("cable")
    office.execute("update ticket set dead = 1")
    assert not hits("新标题")


@settings(max_examples=1, phases=[Phase.generate])
@given(random=st.randoms(use_true_random=True))
def test_recall_and_precision_on_a_thousand_tickets(pattern: Path, random: Random) -> None:
    """The same on a real store, with messages."""

    def some(most: int) -> str:
        return "".join(random.choices(HAN + LETTERS[:6] + "   ", k=random.randint(1, most)))

    with quick_folder() as folder:
        office = open_office(shutil.copytree(pattern, folder / "profile"))
        with office.store.bulk() as connection:
            for n in range(1000):
                connection.execute(
                    "insert into ticket(id, root, dead, title, description, priority, status, channel, team,"
                    " created_at, updated_at, cycle)"
                    " values (?1, ?1, 0, ?2, ?3, 'LOW', 'OPEN', 'EMAIL', 't', ?4, ?4, 1)",
                    (f"{n:08}", some(12), some(40), n * 1000),
                )
                for m in range(n % 3):
                    connection.execute(
                        "insert into message(id, root, dead, direction, visibility, channel, body, created_at)"
                        " values (?, ?, 0, 'OUT', 'PUBLIC', 'EMAIL', ?, 0)",
                        (f"{n}-{m}", f"{n:08}", some(30)),
                    )
        held_texts: dict[int, list[str]] = {n: [] for n in range(1000)}
        for row in office.rows("ticket"):
            held_texts[int(str(row["id"]))] += [str(row["title"]), str(row["description"])]
        for row in office.rows("message"):
            held_texts[int(str(row["root"]))].append(str(row["body"]))
        every = [held_texts[n] for n in range(1000)]
        for _ in range(150):
            typed = random.choice(HAN) + " ".join(some(4) for _ in range(random.randint(1, 2)))
            places = office.ask(Order(Filter(text=typed), Sort(SortKey.CREATED)))
            hit = {int(line.ticket) for line in office.ask(Lines(tuple(places)))}
            assert hit == scan(typed, every), typed
        office.services.close()


@pytest.mark.parametrize(
    ("text", "typed", "found"),
    [
        ("VPN drops, VPN-809", "vpn", ["VPN", "VPN"]),
        ("Sign-in resigned", "sign", ["Sign"]),
        ("居家同事ＶＰＮ全部连不上", "vpn 全部", ["ＶＰＮ", "全部"]),
        ("Straße… ﬁle 密码", "strasse file 密码", ["Straße", "ﬁle", "密码"]),
        ("😀 密码", "密码", ["密码"]),
        ("e\u0301tude vpn", "vpn", []),
        ("nothing", "else", []),
    ],
)
def test_what_was_found_is_told_in_the_text_as_it_is_written(text: str, typed: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in search.places(text, search.sought(typed))] == found
