"""Labels: every word and sentence of a figure, in Chinese and in English."""

from __future__ import annotations

_WORDS = {
    "similarity": ("TF-IDF 余弦相似度", "TF-IDF cosine similarity"),
    "similarity of documents": (
        "TF-IDF 余弦相似度：文本之间",
        "TF-IDF cosine similarity between documents",
    ),
    "similarity of districts": (
        "TF-IDF 余弦相似度：区县之间",
        "TF-IDF cosine similarity between districts",
    ),
    "similarity of years": (
        "TF-IDF 余弦相似度：年份之间",
        "TF-IDF cosine similarity between years",
    ),
    "slogan matrix": ("反复出现的提法（每万字次数）", "Recurring slogans (per 10,000 characters)"),
    "per 10,000": ("每万字次数", "per 10,000 characters"),
    "word cloud": ("词云：{group}", "Word cloud: {group}"),
    "word cloud note": (
        "{n} 份；字号＝平均 TF-IDF 权重",
        "n = {n}; size = mean TF-IDF weight",
    ),
    "distinctive": ("各区县的区别性词语", "Distinctive terms of each district"),
    "log odds": ("加权对数优势比 z（>0：该组更常用）", "weighted log-odds z (>0: used more here)"),
    "counts beside": (
        "词后数字＝本组次数:其余各组次数；z 只用于排序，不是检验。",
        "Beside each term: count here : count in all others. z ranks, it does not test. ",
    ),
    "counts in cells": (
        "格内数字＝次数，颜色＝每万字次数，斜线＝只嵌在更长的提法中出现，空白＝未见。",
        "In cells: count; colour: per 10,000 characters; hatched: only inside longer slogans; blank: none. ",
    ),
    "scale": ("颜色只在图中数值的范围内展开。", "Colours span the range of the values shown. "),
    "central": ("中央提法", "central slogan"),
    "provincial": ("省级提法", "provincial slogan"),
    "local": ("地方提法", "local slogan"),
    "generic": ("固定套语", "set expression"),
    "unclassified": ("未入词库的引语或缩略", "quoted or numeral, not in the lexicon"),
    "word": ("普通词语", "other word"),
    "n documents": ("{n} 份", "n = {n}"),
    "first of": ("只显示 {total} 中的前 {shown} 项", "first {shown} of {total} shown"),
    "nothing": ("语料中没有可显示的内容", "the corpus holds nothing to show"),
    "estimate": ("估计值（>0：成立）", "estimate (>0: holds)"),
    "claim holds": ("{n} 种做法中 {holds} 种成立", "holds under {holds} of {n} specifications"),
    "specifications": ("{n} 种做法，按估计值排列", "{n} specifications in order of their estimate"),
    "unit word": ("单位：词", "unit: word"),
    "unit character": ("单位：字串", "unit: character"),
    "slogans whole": ("提法：完整", "slogans: whole"),
    "slogans cut": ("提法：切开", "slogans: cut"),
    "slogans left out": ("提法：不计", "slogans: left out"),
    "stop_words removed": ("停用词：去掉", "stop words: removed"),
    "stop_words kept": ("停用词：保留", "stop words: kept"),
    "scope whole": ("范围：全文", "scope: whole text"),
    "scope no central slogans": ("范围：不计中央提法", "scope: no central slogans"),
    "scope body": ("范围：不计标题", "scope: without headings"),
    "length as is": ("长度：原样", "length: as is"),
    "length equal": ("长度：等长", "length: equal"),
    "idf smoothed": ("idf：平滑", "idf: smoothed"),
    "idf none": ("idf：无", "idf: none"),
    "score intervals": (
        "哪些文本最相像：TF-IDF 余弦相似度与区间",
        "Most similar documents: TF-IDF cosine with intervals",
    ),
    "with interval": ("相似度与 95% 区间", "similarity with 95% interval"),
    "no interval": ("不给区间（文本或章节太少）", "no interval (too few texts or sections)"),
    "single": ("其中一方只有一份文本", "one side has a single document"),
    "expected": ("其余同类文本对的平均", "mean of the other pairs of that kind"),
    "intervals each": (
        "每条区间各自为 95%：许多对一起看，总有几对只是偶然偏离平均。",
        "Each interval is 95% by itself: among many pairs a few miss the mean by chance. ",
    ),
    "keyness effects": (
        "各区县多说与少说的词：效应与区间",
        "What each district says more and less often: effects with intervals",
    ),
    "effect": (
        "加权对数优势比（Monroe 等 2008）\n>0：该组更常用",
        "weighted log-odds ratio\n(Monroe et al. 2008; >0: used more here)",
    ),
    "significant": ("q < .05", "q < .05"),
    "not significant": ("未检验，或 q ≥ .05", "not tested, or q ≥ .05"),
    "chosen by z": (
        "按 z 选词并排序；词后数字＝本组次数:其余各组次数。",
        "Terms are chosen and ordered by z; the numbers are the count here : the count in all others. ",
    ),
    "tree": ("文本聚类树（平均联接）", "Tree of the documents (average linkage)"),
    "distance": ("余弦距离（1 − TF-IDF 余弦相似度）", "cosine distance (1 − TF-IDF cosine)"),
    "not from zero": ("；横轴不从 0 起", "; the axis does not start at 0"),
    "support": (
        "百分数＝重抽词语后同一分支再现的比例",
        "per cent: how often the same cluster appears again when words are resampled",
    ),
    "folded": ("{first} 等 {n} 份", "{first} and others, {n} in all"),
    "tree note": (
        "树总会把文本连起来，连上不等于成类；再现率低的分支不宜解释。",
        "A tree joins even unrelated documents; do not interpret a cluster that rarely appears again. ",
    ),
    "map": ("文本地图（经典多维标度）", "Map of the documents (classical scaling)"),
    "axis x": ("第一轴（占方差 {share}）", "axis 1 ({share} of the variance)"),
    "axis y": ("第二轴（占方差 {share}）", "axis 2 ({share} of the variance)"),
    "stress": (
        "应力 {stress}：{grade}（Kruskal 1964）。",
        "Stress {stress}: {grade} (Kruskal 1964). ",
    ),
    "good": ("好", "good"),
    "fair": ("尚可", "fair"),
    "middling": ("介于尚可与差之间", "between fair and poor"),
    "poor": ("差", "poor"),
    "without label": (
        "有 {n} 个点太挤，未标名称。",
        "Points without a name, because there is no space: {n}. ",
    ),
    "map note": (
        "坐标轴本身没有含义，只看远近。",
        "The axes mean nothing by themselves; only distances do. ",
    ),
}


def word(name: str, language: str = "zh", **values: object) -> str:
    """A label of a figure in a language.

    Raises:
        KeyError: there is no such label.
    """
    return _WORDS[name][0 if language == "zh" else 1].format(**values)
