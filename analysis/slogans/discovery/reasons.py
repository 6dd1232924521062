"""Why a phrase is proposed: reasons with weights, their sum as a score, and as a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp
from typing import NamedTuple


class Mention(NamedTuple):
    """A place where a detector sees a phrase that may be a slogan.

    Attributes:
        start, end: offsets into the text.
        candidate: the phrase without quotation marks.
        kind: numeral, formula, event, campaign, local_brand or document; a guess.
        reasons: what speaks for and against it; keys of `REASONS`.
    """

    start: int
    end: int
    candidate: str
    kind: str
    reasons: tuple[str, ...]


class Reason(NamedTuple):
    """What a reason adds to the log-odds that a phrase is a slogan, and how it is said."""

    weight: float
    zh: str
    en: str


# Weights are log-odds set by hand on the sample plans and on reports of other governments, never
# on a gold standard; they rank for a reader and are no probabilities.
REASONS = {
    # Quotation marks.
    "quoted": Reason(0.2, "原文加了引号", "it is in quotation marks"),
    "in title marks": Reason(-0.9, "书名号里的文件名", "it is the name of a document"),
    "general document": Reason(0.9, "属于法规、纲要一类文件", "it is a law, an outline or the like"),
    "head campaign": Reason(
        1.3, "后面紧跟“活动”“行动”“工程”一类的词", "a word such as 活动, 行动 or 工程 follows"
    ),
    "head brand": Reason(1.3, "后面紧跟“品牌”“名片”一类的词", "a word such as 品牌 or 名片 follows"),
    "head formula": Reason(
        1.0, "后面紧跟“战略”“要求”“机制”一类的词", "a word such as 战略, 要求 or 机制 follows"
    ),
    "head name": Reason(
        -1.6,
        "后面紧跟“平台”“号”“杯”一类的词，像是名称",
        "a word such as 平台, 号 or 杯 follows, as after a name",
    ),
    "upheld": Reason(
        1.0, "前面是“坚持”“增强”“落实”一类的动词", "a verb such as 坚持, 增强 or 落实 comes before"
    ),
    "launched": Reason(
        0.6, "前面是“打造”“开展”“实施”一类的动词", "a verb such as 打造, 开展 or 实施 comes before"
    ),
    "awarded": Reason(
        -1.5,
        "前面是“荣获”“称为”一类的词，像是称号",
        "a word such as 荣获 or 称为 comes before, as before a title",
    ),
    "avoided": Reason(
        -0.9,
        "前面是“防止”“破解”一类的词，像是问题的说法",
        "a word such as 防止 or 破解 comes before, as before a grievance",
    ),
    "likened": Reason(-0.8, "像是比喻的说法", "it looks like a figure of speech"),
    "name ending": Reason(
        -1.6, "结尾像机构、奖项或物件的名称", "it ends as names of bodies, awards or things do"
    ),
    "one word": Reason(-0.9, "只是一个普通词", "it is a single ordinary word"),
    "sentence": Reason(-1.2, "像一句话", "it reads like a sentence"),
    "in a heading": Reason(0.5, "出现在标题里", "it stands in a heading"),
    "beside others": Reason(0.4, "与别的引号短语并列", "other quoted phrases stand beside it"),
    "plan years": Reason(1.0, "五年规划的简称", "it is short for a five-year plan"),
    "congress": Reason(1.0, "党代会或全会的简称", "it is short for a party congress or plenum"),
    "a day": Reason(0.5, "像纪念日的简称", "it looks short for a commemoration day"),
    "code": Reason(0.6, "数字代号", "it is a code of digits"),
    "plus": Reason(0.6, "“……+”的说法", "it is built with a plus sign"),
    # Numerals.
    "numeral": Reason(0.4, "数字开头的缩略语", "it begins with a numeral as abbreviations do"),
    "no quotation marks": Reason(-0.5, "", ""),
    "two numerals": Reason(0.8, "两个以上数词交替出现", "numerals alternate with words"),
    "numeral with verb": Reason(0.8, "数词带动词性的四字格", "a numeral and a verb make four characters"),
    "several ones": Reason(0.8, "“几个一”的说法", "it is built like 五个一"),
    "abstract members": Reason(
        0.7, "数词后是“意识”“坚持”一类的抽象词", "an abstract word such as 意识 or 坚持 follows the numeral"
    ),
    "spelled out": Reason(
        1.6, "附近按这个数目逐项列出", "as many members as the numeral says are spelled out nearby"
    ),
    "summed up": Reason(-1.6, "只是总括前面列举的各项", "it only sums up the members listed before it"),
    "plain count": Reason(-2.2, "像普通的计数", "it looks like a plain count"),
    "plain word": Reason(-2.5, "是普通的词或成语", "it is an ordinary word or idiom"),
    "followed by a head": Reason(0.7, "后面紧跟“工程”“机制”一类的词", "a word such as 工程 or 机制 follows"),
    # Parallel formulae.
    "parallel": Reason(-1.1, "字数相同的并列结构", "its parts are equally long"),
    "three parts": Reason(0.5, "三项以上并列", "it has three parts or more"),
    "four parts": Reason(0.3, "四项以上并列", "it has four parts or more"),
    "same start": Reason(1.3, "各项开头相同", "its parts begin alike"),
    "same opening word": Reason(0.3, "各项以同一个词开头", "its parts begin with the same word"),
    "same frame": Reason(1.5, "各项格式相同", "its parts share a frame"),
    "same end": Reason(0.9, "各项结尾相同", "its parts end alike"),
    "same closing word": Reason(0.5, "各项以同一个词结尾", "its parts end with the same word"),
    "verbs and objects": Reason(1.1, "各项都是动词带宾语", "each part is a verb with its object"),
    "mirrored": Reason(1.4, "前后两项回环", "one part turns the other round"),
    "idioms": Reason(0.6, "各项都是四字熟语", "each part is a set phrase of four characters"),
    "clauses": Reason(-0.8, "用逗号隔开，像分句", "commas part it, as they part clauses"),
    "list of things": Reason(-2.0, "像普通的列举", "it looks like a plain list"),
    "long parts": Reason(-0.7, "各项较长", "its parts are long"),
    "ragged edge": Reason(-0.8, "边界不清楚", "where it begins or ends is not clear"),
    # Recurring phrases.
    "recurring": Reason(-1.6, "在多份文件里原样出现", "it recurs word for word"),
    "cohesive": Reason(0.8, "字与字结合紧密", "its characters hold together"),
    "free": Reason(0.6, "前后搭配自由", "what stands before and after it varies"),
    "bound": Reason(-1.2, "前后总是同样的字", "the same characters stand beside it nearly always"),
    "long phrase": Reason(0.6, "长而固定", "it is long and set"),
    "ordinary words": Reason(-1.4, "由常用词组成", "it is made of ordinary words"),
    "short and plain": Reason(-0.7, "短而平常", "it is short and plain"),
    "set frame": Reason(0.7, "有“以……为……”一类的格式", "it has a frame such as 以……为……"),
    "creed": Reason(0.8, "用的是政治话语里的词", "its words are those of political language"),
    # Of the corpus as a whole.
    "mould": Reason(1.2, "", ""),
    "several documents": Reason(0.3, "", ""),
    "several districts": Reason(0.5, "", ""),
    "many districts": Reason(0.5, "", ""),
    "unquoted elsewhere": Reason(0.3, "别处不加引号也出现", "it stands without quotation marks elsewhere"),
}


def score(reasons: Iterable[str]) -> float:
    """The reasons taken together, from 0 (against) to 1 (for)."""
    return 1 / (1 + exp(-sum(REASONS[key].weight for key in reasons)))


def sentence(reasons: Iterable[str], language: str) -> str:
    """The reasons in plain words, the weightiest first, what speaks against it last."""
    told = [REASONS[key] for key in dict.fromkeys(reasons)]
    told.sort(key=lambda reason: (reason.weight < 0, -abs(reason.weight)))
    words = [reason.zh if language == "zh" else reason.en for reason in told]
    words = [word for word in words if word]
    if language == "zh":
        return "；".join(words) + "。" if words else ""
    return ("; ".join(words)).capitalize() + "." if words else ""
