"""Joining: lines that break inside a sentence become one paragraph again."""

from __future__ import annotations

import re

# A line that starts a numbered heading or item: 第一章 一、 （一） 1. (1) ① 一是 is none.
MARKER = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]{1,4}(?:[章节编篇条]|部分)"
    r"|[一二三四五六七八九十]{1,3}\s*[、.．]"
    r"|[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]"
    r"|\d{1,2}\s*(?:[、．]|\.(?!\d))"
    r"|[（(]\s*\d{1,2}\s*[）)]"
    r"|\d{1,2}\s*[）)]"
    r"|[①-⑳])"
)
SENTENCE_END = re.compile(r"[。！？!?；;：:…][”’」』）)》〉\"']*\s*$")
INNER_END = re.compile(r"[。！？；]")
OPEN_TAIL = re.compile(r"[，,、（(《〈“‘「—及和与]\s*$")
# A heading of its own line is shorter than this; a longer marked line is the start of an item.
HEADING_LENGTH = 40
# A line this short without any punctuation is a title, a name or a table cell, not a broken line.
SHORT_LINE = 20


def continues(line: str, following: str) -> bool:
    """Whether the sentence at the end of `line` goes on in the line that follows it."""
    if "\t" in line or "\t" in following or MARKER.match(following):
        return False
    if SENTENCE_END.search(line):
        return False
    if OPEN_TAIL.search(line):
        return True
    if MARKER.match(line) and not INNER_END.search(line) and len(line) <= HEADING_LENGTH:
        return False
    return len(line) >= SHORT_LINE or bool(INNER_END.search(line))
