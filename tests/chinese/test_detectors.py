"""Detectors of what the genre builds, and that no caller contradicts another."""

from __future__ import annotations

import pytest

from analysis.chinese.detectors.numeral import (
    ALTERNATING,
    SEVERAL_ONES,
    is_plain_count,
    is_plain_word,
    read_numeral_form,
)
from analysis.chinese.detectors.parallel import PROMOTIONS, Likeness, is_formula, judge_likeness
from analysis.chinese.detectors.quotation import (
    find_titles,
    is_name,
    is_sentence,
    may_be_name,
    may_be_phrase,
    read_form,
)
from analysis.chinese.text_array import Characters
from analysis.slogans.discovery.clues import Clue
from analysis.slogans.discovery.numerals import propose_numerals
from analysis.slogans.discovery.parallel import propose_parallel
from analysis.slogans.discovery.quoted import propose_quoted
from analysis.slogans.lexicon import Lexicon
from analysis.slogans.mentions.search import find_in_text

NOTHING = Lexicon(())


def mentioned(text: str) -> dict[str, str]:
    """The mentions of a text by their name, with their kind."""
    return {mention.slogan.name: mention.slogan.kind for mention in find_in_text(text, NOTHING)}


@pytest.mark.parametrize(
    "slogan", ["三会一课", "一岗双责", "三会两制一课", "一体两翼", "一校一策", "一人一策"]
)
def test_words_and_numerals_in_turn(slogan: str) -> None:
    assert ALTERNATING.fullmatch(slogan)
    text = f"落实{slogan}。"
    assert mentioned(text) == {slogan: "numeral"}
    (proposed,) = propose_numerals(text, range(len(text)))
    assert proposed.candidate == slogan
    assert {"two numerals"} <= set(proposed.clues)
    assert not {"plain count", "plain word"} & set(proposed.clues)


@pytest.mark.parametrize("words", ["一个三年", "两人一组", "第三会一课", "近三会一课", "三年一届"])
def test_counts_are_no_abbreviations(words: str) -> None:
    assert not ALTERNATING.match(words)
    assert not mentioned(f"落实{words}。")


@pytest.mark.parametrize("idiom", ["一心一意", "一代一代", "四面八方"])
def test_idioms_are_plain_words_to_both_callers(idiom: str) -> None:
    assert is_plain_word(idiom)
    assert not list(read_numeral_form(idiom))
    text = f"干部{idiom}抓落实。"
    assert not mentioned(text)
    assert all("plain word" in proposal.clues for proposal in propose_numerals(text, range(len(text))))


def test_several_ones() -> None:
    assert SEVERAL_ONES.fullmatch("五个一")
    assert SEVERAL_ONES.fullmatch("五个一批")
    assert not SEVERAL_ONES.match("三个一体化")
    assert mentioned("开展五个一批。") == {"五个一批": "numeral"}


def test_plain_counts_and_words() -> None:
    assert is_plain_count("三个方面")
    assert is_plain_count("抓好五大任务", 2)
    assert not is_plain_count("三会一课")
    assert is_plain_word("双向")
    assert is_plain_word("四川云教")
    assert not is_plain_word("一体两翼")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("两个维护", "numeral"),
        ("双减", "numeral"),
        ("三会一课", "numeral"),
        ("315", "numeral"),
        ("1+3+N", "numeral"),
        ("5×5", "numeral"),
        ("十四五", "event"),
        ("二十大", "event"),
        ("七一", "event"),
    ],
)
def test_quoted_phrases_are_of_one_kind_to_both_callers(words: str, kind: str) -> None:
    text = f"落实“{words}”要求。"
    assert mentioned(text) == {words: kind}
    assert [(proposal.candidate, proposal.kind) for proposal in propose_quoted(text)] == [(words, kind)]


@pytest.mark.parametrize("words", ["主任培训班", "全区教育工作会议", "印发通知"])
def test_names_are_no_slogans_to_either_caller(words: str) -> None:
    assert is_name(words)
    text = f"落实“{words}”要求。"
    assert not mentioned(text)
    assert [Clue.NAME_ENDING in proposal.clues for proposal in propose_quoted(text)] == [True]


@pytest.mark.parametrize("words", ["杏花奖", "全国教育大会", "钉钉客户端", "疫情防控方案"])
def test_what_may_be_a_name_or_a_brand_is_counted_and_shown_to_the_reader_with_the_clue(words: str) -> None:
    assert may_be_name(words) and not is_name(words)
    text = f"落实“{words}”要求。"
    assert mentioned(text) == {words: "unclassified"}
    assert [Clue.NAME_ENDING in proposal.clues for proposal in propose_quoted(text)] == [True]


def test_an_abbreviation_that_ends_as_names_may_is_a_slogan_to_both_callers() -> None:
    words = "一校一案"
    assert not may_be_name(words)
    text = f"落实“{words}”要求。"
    assert mentioned(text) == {words: "numeral"}
    assert [Clue.NAME_ENDING in proposal.clues for proposal in propose_quoted(text)] == [False]


@pytest.mark.parametrize("words", ["好！", "要求：办好教育", "我是党员", "准备好了吗", "干得好!"])
def test_sentences_are_no_slogans_to_either_caller(words: str) -> None:
    assert is_sentence(words)
    text = f"落实“{words}”要求。"
    assert not mentioned(text)
    assert all(Clue.SENTENCE in proposal.clues for proposal in propose_quoted(text))


@pytest.mark.parametrize("words", ["不忘初心，牢记使命", "不忘初心,牢记使命"])
def test_a_comma_of_either_width_makes_no_sentence(words: str) -> None:
    assert not is_sentence(words)
    text = f"落实“{words}”要求。"
    assert list(mentioned(text)) == [words]
    assert [Clue.SENTENCE in proposal.clues for proposal in propose_quoted(text)] == [False]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("学习《教育法》。", ["《教育法》"]),
        ("学习〈教育法〉。", ["《教育法》"]),
        ("《关于印发〈党建要点〉的通知》", ["《关于印发〈党建要点〉的通知》", "《党建要点》"]),
        ("《关于《党建要点》的通知》", ["《关于《党建要点》的通知》", "《党建要点》"]),
        ("《法》，《未完", []),
    ],
)
def test_titles_are_the_same_to_both_callers(text: str, titles: list[str]) -> None:
    spans = list(find_titles(Characters(text)))
    assert [f"《{text[start + 1 : end - 1]}》" for start, end in spans] == titles
    assert mentioned(text) == dict.fromkeys(titles, "document")
    proposals = propose_quoted(text)
    assert [proposal.candidate for proposal in proposals] == titles
    assert [(proposal.start, proposal.end) for proposal in proposals] == spans


@pytest.mark.parametrize("formula", ["以评促建、以建促评", "以学促干、以干促学、以考促用"])
def test_promotions_are_formulae_of_one_frame_to_both_callers(formula: str) -> None:
    assert PROMOTIONS.fullmatch(formula)
    assert judge_likeness(formula.split("、"), "、") == Likeness.SAME_FRAME
    text = f"，{formula}。"
    assert mentioned(text) == {formula: "formula"}
    assert [proposal.candidate for proposal in propose_parallel(text, range(len(text)))] == [formula]


@pytest.mark.parametrize("words", ["XX", "××", "A", "QQ", "课", "20", "《通知》", "党" * 25])
def test_what_no_caller_takes_from_quotation_marks(words: str) -> None:
    assert not may_be_phrase(words)
    assert not mentioned(f"落实“{words}”要求。").get(words)
    assert {proposal.kind for proposal in propose_quoted(f"落实“{words}”要求。")} <= {"document"}


def test_forms_of_quoted_phrases() -> None:
    assert list(read_form("三会一课")) == ["numeral", "two numerals"]
    assert list(read_form("党建+")) == ["plus"]
    assert list(read_form("红色引擎")) == []
    assert list(read_form("四川云教")) == []


@pytest.mark.parametrize(
    ("parts", "likeness"),
    [
        (["同部署", "同落实", "同考核"], "same start"),
        (["获得感", "幸福感", "安全感"], "same end"),
        (["改革强军", "科技强军", "人才强军"], "same closing word"),
        (["政治建军", "改革强军", "依法治军"], "same end"),
        (["以学铸魂", "以学增智"], "same start"),
        (["听党话", "跟党走"], None),
        (["语文", "数学"], None),
        (["产业链", "供应链", "价值链"], Likeness.LIST),
        (["区教育局", "区财政局", "区民政局"], Likeness.LIST),
        (["台湾同胞", "港澳同胞", "海外侨胞"], Likeness.LIST),
    ],
)
def test_likeness_of_parts(parts: list[str], likeness: Likeness | None) -> None:
    assert judge_likeness(parts, "、") == likeness


@pytest.mark.parametrize(
    "listed", ["产业链、供应链、价值链", "长婚假、生育假、护理假", "教育局、财政局、民政局"]
)
def test_plain_lists_are_no_formula_to_either_caller(listed: str) -> None:
    assert not is_formula(listed.split("、"), "、")
    text = f"，{listed}。"
    assert not mentioned(text)
    assert all(Clue.LIST_OF_THINGS in proposal.clues for proposal in propose_parallel(text, range(len(text))))


@pytest.mark.parametrize(
    "formula", ["同部署、同落实、同考核", "网上办、掌上办、一次办", "政治建军、改革强军、依法治军"]
)
def test_no_formula_is_a_list(formula: str) -> None:
    text = f"，{formula}。"
    assert mentioned(text) == {formula: "formula"}
    assert [proposal.candidate for proposal in propose_parallel(text, range(len(text)))] == [formula]
    assert all(
        Clue.LIST_OF_THINGS not in proposal.clues for proposal in propose_parallel(text, range(len(text)))
    )
