"""Sentences on characters that were not understood, and on text that a page hides."""

from __future__ import annotations

from analysis.notices.kinds import Kind
from analysis.notices.sentence import Sentence

CHARACTER_SENTENCES = {
    Kind.PRIVATE_CHARACTERS: Sentence(
        "有{n:,}个自造字（{codes}），只有原来的字体能显示，原样保留；请对照原文改正。",
        "{n:,} characters ({codes}) are of a private range that only their own font can show; they were kept. "
        "Compare the text with its source.",
    ),
    Kind.HIDDEN_TEXT: Sentence(
        "网页隐藏了{n:,}个字的文字，没有读取；如果那是正文，请把文字另存为文本文件。",
        "the page hides {n:,} characters of prose, which were not read; if they are the plan's, save them as a text "
        "file.",
    ),
}
