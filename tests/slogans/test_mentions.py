"""What counts as a slogan in one text: known slogans, quotations, titles, numerals, and what the genre builds."""

from __future__ import annotations

import random

import pytest

from analysis.documents.corpus import Corpus
from analysis.slogans.lexicon import Entry, Lexicon, SloganKind, SloganLevel, read_lexicon
from analysis.slogans.mentions import Origin, find_in_text

NOTHING = Lexicon(())
KNOWN = Lexicon(
    (
        Entry("三会一课", (), SloganKind.NUMERAL, SloganLevel.CENTRAL),
        Entry("党史学习教育", ("党史学习教育活动",), SloganKind.CAMPAIGN, SloganLevel.CENTRAL),
        Entry("党史", (), SloganKind.FORMULA, SloganLevel.CENTRAL),
    )
)


def entry(slogan: str, *variants: str, kind: SloganKind = SloganKind.EVENT) -> Entry:
    # An event is mentioned by a longer slogan that contains its name; a formula is only a part of its words.
    return Entry(slogan, variants, kind, SloganLevel.CENTRAL)


def list_surfaces(text: str, *entries: Entry) -> list[str]:
    return [text[mention.start : mention.end] for mention in find_in_text(text, Lexicon(entries))]


def list_nesting(text: str, *entries: Entry) -> list[tuple[str, str]]:
    """The name of each slogan, and of the slogan around it."""
    mentions = find_in_text(text, Lexicon(entries))
    return [(m.slogan.name, m.around.name if m.around else "") for m in mentions]


def list_origins(text: str, lexicon: Lexicon = NOTHING) -> list[tuple[str, str, str]]:
    """Name, kind and origin of each slogan."""
    slogans = [mention.slogan for mention in find_in_text(text, lexicon)]
    return [(slogan.name, slogan.kind, slogan.origin) for slogan in slogans]


def list_built(text: str) -> list[tuple[str, str]]:
    """What the genre's own forms find, with the kind of each."""
    slogans = [mention.slogan for mention in find_in_text(text, NOTHING)]
    return [(slogan.name, slogan.kind) for slogan in slogans if slogan.origin == Origin.FORMULA]


def test_first_last_and_no_match() -> None:
    assert list_surfaces("党史甲乙党史", entry("党史")) == ["党史", "党史"]
    assert list_surfaces("甲乙", entry("党史")) == []
    assert list_surfaces("", entry("党史")) == []


def test_offsets_behind_characters_of_the_supplementary_planes() -> None:
    text = "𠮷😀党史“𪚥史之学”三查两改"
    assert list_surfaces(text, entry("党史")) == ["党史", "𪚥史之学", "三查两改"]


@pytest.mark.parametrize(
    "words", ["亲情家访", "红色引擎工程", "党建+互联网", "1234", "12345", "1+10", "1+N+X"]
)
def test_quoted_phrase_is_a_slogan(words: str) -> None:
    assert [slogan for slogan, _, _ in list_origins(f"打造“{words}”品牌")] == [words]


@pytest.mark.parametrize(
    "words",
    [
        "我们要办好教育。",  # a sentence
        "要求：办好教育",
        "好！",
        "XX",  # a mask
        "××",
        "○○",
        "A",  # a letter
        "Word",
        "红",  # one hanzi
        "主任培训班",  # a class, a meeting, a notice
        "全区教育工作会议",
        "开学通知",
        "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄",  # 25 hanzi are too many
    ],
)
def test_sentences_masks_and_names_in_quotation_marks_are_not_slogans(words: str) -> None:
    assert words not in [slogan for slogan, _, _ in list_origins(f"打造“{words}”品牌")]


def test_quotation_of_24_hanzi_is_still_a_slogan() -> None:
    words = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地"
    assert list_origins(f"“{words}”") == [(words, "unclassified", "quoted")]


def test_kind_of_what_is_quoted() -> None:
    assert list_origins("“三查两改”、“亲情家访”、“1234”") == [
        ("三查两改", "numeral", "quoted"),
        ("亲情家访", "unclassified", "quoted"),
        ("1234", "numeral", "quoted"),
    ]


def test_lexicon_comes_before_quotation_and_quotation_before_numeral() -> None:
    lexicon = Lexicon((Entry("三会一课", (), SloganKind.NUMERAL, SloganLevel.CENTRAL),))
    assert list_origins("“三会一课”“三查两改”五讲四美", lexicon) == [
        ("三会一课", "numeral", "lexicon"),
        ("三查两改", "numeral", "quoted"),
        ("五讲四美", "numeral", "numeral"),
    ]


def test_titles_inside_titles_are_slogans_too() -> None:
    assert list_nesting("落实《关于印发〈党建要点〉的通知》和《教育法》。") == [
        ("《关于印发〈党建要点〉的通知》", ""),
        ("《党建要点》", "《关于印发〈党建要点〉的通知》"),
        ("《教育法》", ""),
    ]
    assert list_nesting("《关于《党建要点》的通知》") == [
        ("《关于《党建要点》的通知》", ""),
        ("《党建要点》", "《关于《党建要点》的通知》"),
    ]
    assert list_nesting("《关于\n通知》《法》") == []


def test_title_in_quotation_marks_is_a_title() -> None:
    assert list_origins("学习“《教育法》”") == [("《教育法》", "document", "quoted")]


def test_document_of_the_lexicon_includes_its_title_marks() -> None:
    law = entry("《教育法》", "教育法", kind=SloganKind.DOCUMENT)
    assert list_surfaces("《教育法》规定，教育法。", law) == ["《教育法》", "教育法"]
    assert list_surfaces("〈教育法〉", law) == ["〈教育法〉"]


@pytest.mark.parametrize("text", ["教育法", "教育法》是", "《教育法", "是教育法》"])
def test_document_with_half_its_title_marks_keeps_its_own_span(text: str) -> None:
    assert list_surfaces(text, entry("《教育法》", kind=SloganKind.DOCUMENT)) == ["教育法"]


@pytest.mark.parametrize(
    ("text", "slogan"),
    [
        ("三查两改", "三查两改"),
        ("一校一策制度", "一校一策"),
        ("四个一工程", "四个一"),
        ("双减双增", "双减双增"),
    ],
)
def test_numeral_patterns(text: str, slogan: str) -> None:
    assert list_surfaces(f"推行{text}。") == [slogan]


@pytest.mark.parametrize(
    "text",
    [
        "五大项目载体",
        "第二十届",
        "第三届一中全会",
        "一个一个",
        "在三方面一体推进",
        "一是抓学习二是抓作风",
        "二〇二二年一季度",
        "三年级二班",
        "一代一代",
        "一心一意",
        "统一部一级",
        "唯一的双语学校",
        "三月一日",
        "二十三中一校",
    ],
)
def test_counts_ordinals_measures_and_idioms_are_not_slogans(text: str) -> None:
    assert list_surfaces(f"，{text}。") == []


def test_rejected_idiom_does_not_lend_its_half_to_a_slogan() -> None:
    assert list_surfaces("一心一意三查两改") == ["三查两改"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("庆祝建党101周年活动", [("建党101周年", "event")]),
        ("新中国成立70周年之际", [("新中国成立70周年", "event")]),
        ("建校60周年", [("建校60周年", "event")]),
        ("学习十八届三中、四中、五中全会精神", [("十八届三中、四中、五中全会", "event")]),
        ("十九届二中全会", []),  # one session is not a list; the lexicon has each
        ("坚持以评促建、以建促评。", [("以评促建、以建促评", "formula")]),
        ("以评促建。", []),
        ("实施“名师”培育工程", [("名师培育工程", "local_brand")]),
        ("实施“XX”工程", []),
        ("实施“532”发展战略", [("532发展战略", "local_brand")]),
    ],
)
def test_forms_of_the_genre(text: str, expected: list[tuple[str, str]]) -> None:
    assert list_built(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "贯彻习近平总书记对某项工作的重要指示精神，",
            [("习近平总书记对某项工作的重要指示精神", "template", "formula")],
        ),
        ("习近平总书记指出，要认真学习重要讲话精神", []),
    ],
)
def test_templates_of_the_lexicon_are_filled(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = [mention.slogan for mention in find_in_text(text, read_lexicon())]
    assert [(s.name, s.kind, s.origin) for s in found] == expected


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
        ("同部署、同落实", []),  # two parts are not enough
        ("同部署、同落实、再考核", []),  # nothing shared by all
        ("同部署、同落实、同落实", []),  # a repeat
        ("同部署、同落实、同考", []),  # the text ends within the last part
        ("同部署、同落实、同检查考核组", []),  # the last part is longer: where it ends is unsure
    ],
)
def test_parallel_parts_share_a_word_that_does_not_name_things(text: str, expected: list[str]) -> None:
    assert [slogan for slogan, _ in list_built(text)] == expected


def test_slogans_do_not_depend_on_what_stands_around_the_paragraph(samples: Corpus) -> None:
    # Each paragraph alone gives what it gives inside its plan.
    rng = random.Random(7)
    for document in samples:
        paragraphs = document.text.split("\n")
        for i in rng.sample(range(len(paragraphs)), 8):
            start = sum(len(p) + 1 for p in paragraphs[:i])
            end = start + len(paragraphs[i])
            inside = [m for m in find_in_text(document.text, KNOWN) if start <= m.start < end]
            alone = find_in_text(paragraphs[i], KNOWN)
            assert [m[:2] for m in alone] == [(m.start - start, m.end - start) for m in inside]
