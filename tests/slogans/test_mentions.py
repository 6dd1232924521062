"""Which mentions hide in longer ones, and what the genre builds anew each year."""

from __future__ import annotations

import pytest

from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel
from analysis.slogans.mentions import find_in_text


def named(text: str, *entries: Entry) -> list[tuple[str, str]]:
    """Each slogan with its origin, in text order."""
    return [(name.name, name.origin) for *_, name, _ in find_in_text(text, Lexicon(entries))]


def built(text: str) -> list[tuple[str, str]]:
    """What the genre's own forms find, with the kind of each."""
    found = find_in_text(text, Lexicon(()))
    return [(name.name, name.kind) for *_, name, _ in found if name.origin == "formula"]


STRICT = Entry("从严治党", (), SloganKind.FORMULA, SloganLevel.CENTRAL)
FULL = Entry("全面从严治党", (), SloganKind.FORMULA, SloganLevel.CENTRAL, inside="yes")
DUTY = Entry("全面从严治党主体责任", (), SloganKind.FORMULA, SloganLevel.CENTRAL)


def test_words_of_a_longer_slogan_are_no_mention_of_the_shorter() -> None:
    assert named("推进全面从严治党。", STRICT, FULL) == [("全面从严治党", "lexicon")]
    assert named("坚持从严治党。", STRICT, FULL) == [("从严治党", "lexicon")]


def test_entry_marked_as_inside_is_mentioned_by_a_longer_slogan() -> None:
    found = find_in_text("落实全面从严治党主体责任", Lexicon((STRICT, FULL, DUTY)))
    assert [(name.name, around.name if around else "") for *_, name, around in found] == [
        ("全面从严治党主体责任", ""),
        ("全面从严治党", "全面从严治党主体责任"),
    ]


@pytest.mark.parametrize(
    ("kind", "seen"),
    [(SloganKind.NUMERAL, True), (SloganKind.EVENT, True), (SloganKind.CAMPAIGN, False)],
)
def test_kind_decides_where_the_entry_does_not(kind: SloganKind, seen: bool) -> None:
    inner = Entry("四个意识", (), kind, SloganLevel.CENTRAL)
    outer = Entry("增强四个意识", (), SloganKind.FORMULA, SloganLevel.CENTRAL)
    assert (("四个意识", "lexicon") in named("要增强四个意识。", inner, outer)) == seen


def test_quotation_inside_a_known_slogan_is_part_of_it() -> None:
    day = Entry("三八妇女节", ("三八节",), SloganKind.EVENT, SloganLevel.CENTRAL)
    assert named("举办“三八”节活动", day) == [("三八妇女节", "lexicon")]
    assert named("举办“三八”活动", day) == [("三八", "quoted")]


def test_known_slogan_inside_a_quotation_is_kept() -> None:
    root = Entry("立德树人", (), SloganKind.FORMULA, SloganLevel.CENTRAL, inside="yes")
    assert named("“不忘初心，立德树人”主题活动", root) == [
        ("不忘初心，立德树人", "quoted"),
        ("立德树人", "lexicon"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("庆祝建党101周年活动", [("建党101周年", "event")]),
        ("新中国成立70周年之际", [("新中国成立70周年", "event")]),
        ("建校60周年", [("建校60周年", "event")]),
        ("学习十八届三中、四中、五中全会精神", [("十八届三中、四中、五中全会", "event")]),
        ("十九届二中全会", []),  # one session is no list; the lexicon has each
        (
            "贯彻习近平总书记对某项工作的重要指示精神，",
            [("习近平总书记对某项工作的重要指示精神", "formula")],
        ),
        ("习近平总书记指出，要认真学习重要讲话精神", []),
        ("坚持以评促建、以建促评。", [("以评促建、以建促评", "formula")]),
        ("以评促建。", []),
        ("实施“名师”培育工程", [("名师培育工程", "local_brand")]),
        ("实施“XX”工程", []),
        ("实施“532”发展战略", [("532发展战略", "local_brand")]),
    ],
)
def test_forms_of_the_genre(text: str, expected: list[tuple[str, str]]) -> None:
    assert built(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("做到同部署、同落实、同考核。", ["同部署、同落实、同考核"]),
        ("学习好、宣传好、贯彻好", ["学习好、宣传好、贯彻好"]),
        ("坚持学站位、学自信、学融合，", ["学站位、学自信、学融合"]),
        ("区教育局、区财政局、区民政局", []),  # names of offices
        ("小学部、初中部、高中部", []),
        ("精神文化、制度文化、课程文化", []),  # one noun with attributes
        ("重要时节、重要时段、重要节点", []),  # one adjective
        ("同部署、同落实", []),  # two are no series
        ("同部署、同落实、再考核", []),  # nothing shared by all
        ("同部署、同落实、同落实", []),  # a repeat
        ("同部署、同落实、同考", []),  # the text ends within the last part
        ("同部署、同落实、同检查考核组", []),  # the last part is longer: where it ends is unsure
    ],
)
def test_parallel_parts_share_a_word_that_is_no_name(text: str, expected: list[str]) -> None:
    assert [slogan for slogan, _ in built(text)] == expected
