"""Labels: the words of figures, Chinese by default and English by one setting."""

from __future__ import annotations

_WORDS = {
    "similarity": ("TF-IDF 余弦相似度", "TF-IDF cosine similarity"),
    "documents": ("文本之间", "between documents"),
    "district": ("区县之间", "between districts"),
    "year": ("年份之间", "between years"),
    "slogan matrix": ("反复出现的提法（每万字次数）", "Recurring slogans (per 10,000 characters)"),
    "per 10,000": ("每万字次数", "per 10,000 characters"),
    "word cloud": ("词云：{group}", "Word cloud: {group}"),
    "word cloud note": (
        "字号＝平均 TF-IDF 权重",
        "size = mean TF-IDF weight",
    ),
    "distinctive": ("各区县的区别性词语", "Distinctive terms of each district"),
    "log odds": ("加权对数优势比 z（>0：该组更常用）", "weighted log-odds z (>0: used more here)"),
    "counts beside": (
        "词后数字＝本组次数:其余各组次数；z 只用于排序，不是检验。",
        "Beside each term: count here : count in all others. z ranks, it is no test. ",
    ),
    "counts in cells": (
        "格内数字＝次数（嵌在更长提法中的不计），颜色＝每万字次数，空白＝未见。",
        "In cells: count, not where part of a longer slogan; colour: per 10,000 characters; blank: none. ",
    ),
    "scale": ("颜色只在图中数值的范围内展开。", "Colours span the range of the values shown. "),
    "central": ("中央提法", "central slogan"),
    "provincial": ("省级提法", "provincial slogan"),
    "local": ("地方提法", "local slogan"),
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
}


def word(name: str, language: str = "zh", **values: object) -> str:
    """A label of a figure in a language.

    Raises:
        KeyError: there is no such label.
    """
    return _WORDS[name][0 if language == "zh" else 1].format(**values)
