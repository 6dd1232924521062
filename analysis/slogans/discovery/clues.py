"""Why a phrase is proposed: clues with weights, their sum as a score, and the same as a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from math import exp
from typing import NamedTuple

from analysis.chinese.detectors.numeral import NumeralForm
from analysis.chinese.detectors.parallel import Likeness
from analysis.chinese.detectors.quotation import QuotedForm


class Clue(StrEnum):
    """What speaks for or against a phrase being a slogan; `EXPLANATIONS` says what each means."""

    QUOTED = "quoted"
    IN_TITLE_MARKS = "in title marks"
    GENERAL_DOCUMENT = "general document"
    HEAD_CAMPAIGN = "head campaign"
    HEAD_BRAND = "head brand"
    HEAD_FORMULA = "head formula"
    HEAD_NAME = "head name"
    UPHELD = "upheld"
    LAUNCHED = "launched"
    AWARDED = "awarded"
    AVOIDED = "avoided"
    FIGURE_OF_SPEECH = "figure of speech"
    NAME_ENDING = "name ending"
    ONE_WORD = "one word"
    SENTENCE = "sentence"
    IN_A_HEADING = "in a heading"
    BESIDE_OTHERS = "beside others"
    PLAN_YEARS = "plan years"
    CONGRESS = "congress"
    A_DAY = "a day"
    CODE = "code"
    PLUS = "plus"
    NUMERAL = "numeral"
    NO_QUOTATION_MARKS = "no quotation marks"
    TWO_NUMERALS = "two numerals"
    NUMERAL_WITH_VERB = "numeral with verb"
    SEVERAL_ONES = "several ones"
    ABSTRACT_MEMBERS = "abstract members"
    SPELLED_OUT = "spelled out"
    SUMMED_UP = "summed up"
    PLAIN_COUNT = "plain count"
    PLAIN_WORD = "plain word"
    FOLLOWED_BY_A_HEAD = "followed by a head"
    PARALLEL = "parallel"
    THREE_PARTS = "three parts"
    FOUR_PARTS = "four parts"
    SAME_START = "same start"
    SAME_OPENING_WORD = "same opening word"
    SAME_FRAME = "same frame"
    SAME_END = "same end"
    SAME_CLOSING_WORD = "same closing word"
    VERBS_AND_OBJECTS = "verbs and objects"
    MIRRORED = "mirrored"
    IDIOMS = "idioms"
    CLAUSES = "clauses"
    LIST_OF_THINGS = "list of things"
    LONG_PARTS = "long parts"
    RAGGED_EDGE = "ragged edge"
    RECURRING = "recurring"
    COHESIVE = "cohesive"
    FREE = "free"
    BOUND = "bound"
    LONG_PHRASE = "long phrase"
    ORDINARY_WORDS = "ordinary words"
    SHORT_AND_PLAIN = "short and plain"
    SET_FRAME = "set frame"
    POLITICAL_WORDS = "political words"
    TEMPLATE = "template"
    SEVERAL_DOCUMENTS = "several documents"
    SEVERAL_DISTRICTS = "several districts"
    MANY_DISTRICTS = "many districts"
    UNQUOTED_ELSEWHERE = "unquoted elsewhere"


# What each form that the detectors recognise is a clue to.
CLUES_OF_FORMS: dict[NumeralForm | QuotedForm | Likeness, Clue] = {
    NumeralForm.NUMERAL: Clue.NUMERAL,
    NumeralForm.TWO_NUMERALS: Clue.TWO_NUMERALS,
    NumeralForm.WITH_VERB: Clue.NUMERAL_WITH_VERB,
    NumeralForm.SEVERAL_ONES: Clue.SEVERAL_ONES,
    NumeralForm.ABSTRACT_MEMBERS: Clue.ABSTRACT_MEMBERS,
    NumeralForm.WITH_HEAD: Clue.FOLLOWED_BY_A_HEAD,
    QuotedForm.PLAN_YEARS: Clue.PLAN_YEARS,
    QuotedForm.CONGRESS: Clue.CONGRESS,
    QuotedForm.DAY: Clue.A_DAY,
    QuotedForm.CODE: Clue.CODE,
    QuotedForm.PLUS: Clue.PLUS,
    Likeness.SAME_FRAME: Clue.SAME_FRAME,
    Likeness.MIRRORED: Clue.MIRRORED,
    Likeness.SAME_START: Clue.SAME_START,
    Likeness.SAME_OPENING_WORD: Clue.SAME_OPENING_WORD,
    Likeness.SAME_END: Clue.SAME_END,
    Likeness.SAME_CLOSING_WORD: Clue.SAME_CLOSING_WORD,
    Likeness.LIST: Clue.LIST_OF_THINGS,
}


class Explanation(NamedTuple):
    """What a clue means.

    Attributes:
        weight: what it adds to the log-odds that a phrase is a slogan.
        zh, en: the clue in words; empty where it is not worth saying.
    """

    weight: float
    zh: str
    en: str


# Weights are log-odds set by hand on the sample plans and on reports of other governments, never
# on a gold standard; they rank phrases for a reader and are not probabilities.
EXPLANATIONS = {
    # Quotation marks.
    Clue.QUOTED: Explanation(0.2, "原文加了引号", "it is in quotation marks"),
    Clue.IN_TITLE_MARKS: Explanation(-0.9, "书名号里的文件名", "it is the name of a document"),
    Clue.GENERAL_DOCUMENT: Explanation(0.9, "属于法规、纲要一类文件", "it is a law, an outline or the like"),
    Clue.HEAD_CAMPAIGN: Explanation(
        1.3, "后面紧跟“活动”“行动”“工程”一类的词", "a word such as 活动, 行动 or 工程 follows"
    ),
    Clue.HEAD_BRAND: Explanation(1.3, "后面紧跟“品牌”“名片”一类的词", "a word such as 品牌 or 名片 follows"),
    Clue.HEAD_FORMULA: Explanation(
        1.0, "后面紧跟“战略”“要求”“机制”一类的词", "a word such as 战略, 要求 or 机制 follows"
    ),
    Clue.HEAD_NAME: Explanation(
        -1.6,
        "后面紧跟“平台”“号”“杯”一类的词，像是名称",
        "a word such as 平台, 号 or 杯 follows, as after a name",
    ),
    Clue.UPHELD: Explanation(
        1.0, "前面是“坚持”“增强”“落实”一类的动词", "a verb such as 坚持, 增强 or 落实 comes before"
    ),
    Clue.LAUNCHED: Explanation(
        0.6, "前面是“打造”“开展”“实施”一类的动词", "a verb such as 打造, 开展 or 实施 comes before"
    ),
    Clue.AWARDED: Explanation(
        -1.5,
        "前面是“荣获”“称为”一类的词，像是称号",
        "a word such as 荣获 or 称为 comes before, as before a title",
    ),
    Clue.AVOIDED: Explanation(
        -0.9,
        "前面是“防止”“破解”一类的词，像是问题的说法",
        "a word such as 防止 or 破解 comes before, as before a grievance",
    ),
    Clue.FIGURE_OF_SPEECH: Explanation(-0.8, "像是比喻的说法", "it looks like a figure of speech"),
    Clue.NAME_ENDING: Explanation(
        -1.6, "结尾像机构、奖项或物件的名称", "it ends as names of bodies, awards or things do"
    ),
    Clue.ONE_WORD: Explanation(-0.9, "只是一个普通词", "it is a single ordinary word"),
    Clue.SENTENCE: Explanation(-1.2, "像一句话", "it reads like a sentence"),
    Clue.IN_A_HEADING: Explanation(0.5, "出现在标题里", "it is in a heading"),
    Clue.BESIDE_OTHERS: Explanation(0.4, "与别的引号短语并列", "other quoted phrases are beside it"),
    Clue.PLAN_YEARS: Explanation(1.0, "五年规划的简称", "it is short for a five-year plan"),
    Clue.CONGRESS: Explanation(1.0, "党代会或全会的简称", "it is short for a party congress or plenum"),
    Clue.A_DAY: Explanation(0.5, "像纪念日的简称", "it looks short for a commemoration day"),
    Clue.CODE: Explanation(0.6, "数字代号", "it is a code of digits"),
    Clue.PLUS: Explanation(0.6, "“……+”的说法", "it is built with a plus sign"),
    # Numerals.
    Clue.NUMERAL: Explanation(0.4, "数字开头的缩略语", "it begins with a numeral as abbreviations do"),
    Clue.NO_QUOTATION_MARKS: Explanation(-0.5, "", ""),
    Clue.TWO_NUMERALS: Explanation(0.8, "两个以上数词交替出现", "numerals alternate with words"),
    Clue.NUMERAL_WITH_VERB: Explanation(
        0.8, "数词带动词性的四字格", "a numeral and a verb make four characters"
    ),
    Clue.SEVERAL_ONES: Explanation(0.8, "“几个一”的说法", "it is built like 五个一"),
    Clue.ABSTRACT_MEMBERS: Explanation(
        0.7, "数词后是“意识”“坚持”一类的抽象词", "an abstract word such as 意识 or 坚持 follows the numeral"
    ),
    Clue.SPELLED_OUT: Explanation(
        1.6, "附近按这个数目逐项列出", "as many members as the numeral says are spelled out nearby"
    ),
    Clue.SUMMED_UP: Explanation(
        -1.6, "只是总括前面列举的各项", "it only sums up the members listed before it"
    ),
    Clue.PLAIN_COUNT: Explanation(-2.2, "像普通的计数", "it looks like a plain count"),
    Clue.PLAIN_WORD: Explanation(-2.5, "是普通的词或成语", "it is an ordinary word or idiom"),
    Clue.FOLLOWED_BY_A_HEAD: Explanation(
        0.7, "后面紧跟“工程”“机制”一类的词", "a word such as 工程 or 机制 follows"
    ),
    # Parallel formulae.
    Clue.PARALLEL: Explanation(-1.1, "字数相同的并列结构", "its parts are equally long"),
    Clue.THREE_PARTS: Explanation(0.5, "三项以上并列", "it has three parts or more"),
    Clue.FOUR_PARTS: Explanation(0.3, "四项以上并列", "it has four parts or more"),
    Clue.SAME_START: Explanation(1.3, "各项开头相同", "its parts begin alike"),
    Clue.SAME_OPENING_WORD: Explanation(0.3, "各项以同一个词开头", "its parts begin with the same word"),
    Clue.SAME_FRAME: Explanation(1.5, "各项格式相同", "its parts share a frame"),
    Clue.SAME_END: Explanation(0.9, "各项结尾相同", "its parts end alike"),
    Clue.SAME_CLOSING_WORD: Explanation(0.5, "各项以同一个词结尾", "its parts end with the same word"),
    Clue.VERBS_AND_OBJECTS: Explanation(1.1, "各项都是动词带宾语", "each part is a verb with its object"),
    Clue.MIRRORED: Explanation(1.4, "前后两项回环", "one part turns the other round"),
    Clue.IDIOMS: Explanation(0.6, "各项都是四字熟语", "each part is a set phrase of four characters"),
    Clue.CLAUSES: Explanation(-0.8, "用逗号隔开，像分句", "commas part it, as they part clauses"),
    Clue.LIST_OF_THINGS: Explanation(-2.0, "像普通的列举", "it looks like a plain list"),
    Clue.LONG_PARTS: Explanation(-0.7, "各项较长", "its parts are long"),
    Clue.RAGGED_EDGE: Explanation(-0.8, "边界不清楚", "where it begins or ends is not clear"),
    # Recurring phrases.
    Clue.RECURRING: Explanation(-1.6, "在多份文件里原样出现", "it recurs word for word"),
    Clue.COHESIVE: Explanation(0.8, "字与字结合紧密", "its characters hold together"),
    Clue.FREE: Explanation(0.6, "前后搭配自由", "what comes before and after it varies"),
    Clue.BOUND: Explanation(-1.2, "前后总是同样的字", "the same characters are beside it nearly always"),
    Clue.LONG_PHRASE: Explanation(0.6, "长而固定", "it is long and set"),
    Clue.ORDINARY_WORDS: Explanation(-1.4, "由常用词组成", "it is made of ordinary words"),
    Clue.SHORT_AND_PLAIN: Explanation(-0.7, "短而平常", "it is short and plain"),
    Clue.SET_FRAME: Explanation(0.7, "有“以……为……”一类的格式", "it has a frame such as 以……为……"),
    Clue.POLITICAL_WORDS: Explanation(
        0.8, "用的是政治话语里的词", "its words are those of political language"
    ),
    # The corpus as a whole.
    Clue.TEMPLATE: Explanation(1.2, "", ""),
    Clue.SEVERAL_DOCUMENTS: Explanation(0.3, "", ""),
    Clue.SEVERAL_DISTRICTS: Explanation(0.5, "", ""),
    Clue.MANY_DISTRICTS: Explanation(0.5, "", ""),
    Clue.UNQUOTED_ELSEWHERE: Explanation(
        0.3, "别处不加引号也出现", "it occurs without quotation marks elsewhere"
    ),
}


def compute_score(clues: Iterable[Clue]) -> float:
    """Add the clues up, from 0 (against) to 1 (for)."""
    return 1 / (1 + exp(-sum(EXPLANATIONS[clue].weight for clue in clues)))


def write_sentence(clues: Iterable[Clue], language: str) -> str:
    """Say the clues in words: the weightiest first, those against it last.

    Args:
        clues: each is said once.
        language: "zh" or "en".
    """
    explanations = [EXPLANATIONS[clue] for clue in dict.fromkeys(clues)]
    explanations.sort(key=lambda explanation: (explanation.weight < 0, -abs(explanation.weight)))
    if language == "zh":
        clauses = [explanation.zh for explanation in explanations if explanation.zh]
        return "；".join(clauses) + "。" if clauses else ""
    clauses = [explanation.en for explanation in explanations if explanation.en]
    return "; ".join(clauses).capitalize() + "." if clauses else ""
