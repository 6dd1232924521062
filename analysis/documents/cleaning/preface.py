"""A preface: the fields that a crawler writes above a text, 标题: … 发布时间: … ==== 正文 ====.

Such fields are information about the page, whatever their names are; they end at a line of = or -, or at
the name of the text itself.
"""

from __future__ import annotations

import re

from analysis.chinese.page_fields import LINE_START

# A preface is within so many lines, and has so many fields with names that pages use.
MOST_LINES, FEWEST_KNOWN = 30, 2
FIELD = re.compile(r"[^\s:：，。；|]{1,16}(?: [A-Za-z]{1,12})?\s*[:：](?!//)")
KNOWN = re.compile(LINE_START)
# ===== 正文 =====, --- and ***.
RULE = re.compile(r"(?P<sign>[=\-—*#_~])(?P=sign){2,}\s*(?:[^\s=\-—*#_~]{1,12}\s*(?P=sign){3,})?$")
# The name of the text, alone or before it in the same line.
TEXT_LABEL = re.compile(
    r"(?:(?:正\s*文|文章)(?:内容)?|全\s*文|内\s*容|(?i:content|text|body|full[ _]?text))\s*[:：]\s*"
)
# Where fields and the text are in one line: the name of the text or the rule above it, and each field.
TEXT_IN_LINE = re.compile(
    rf"(?<=[\s|;；,])(?P<label>{TEXT_LABEL.pattern})|(?P<rule>[=\-—*#_~]{{4,}}(?:\s*[^\s=\-—*#_~]{{1,12}}\s*[=\-—*#_~]{{4,}})?)"
)
FIELD_IN_LINE = re.compile(rf"(?<=[\s|;；,]){FIELD.pattern}")
PREFACE_LENGTH = 1000


def find_preface(lines: list[str]) -> int:
    """How many lines at the start are a preface; 0 for none.

    Args:
        lines: those of a text that are not blank.
    """
    head = lines[:MOST_LINES]
    start = 1 if head and RULE.match(head[0]) else 0
    known = named = 0
    for i in range(start, len(head)):
        line = head[i]
        if RULE.match(line) or (TEXT_LABEL.fullmatch(line) and known >= FEWEST_KNOWN):
            # A line without a name may be among the fields: 附件见目录.
            return i + 1 if known >= FEWEST_KNOWN and 2 * named >= i - start else 0
        if FIELD.match(line):
            named += 1
            known += KNOWN.match(line) is not None
        elif 2 * named < i - start:
            return 0
    return 0


def cut_preface(lines: list[str]) -> dict[int, list[int]]:
    """Where to cut a line that holds fields and the text, or the name of the text and the text."""
    known = 0
    for i, line in enumerate(lines[:MOST_LINES]):
        label = TEXT_LABEL.match(line)
        if label and known >= FEWEST_KNOWN:
            return {i: [label.end()]} if label.end() < len(line) else {}
        if KNOWN.match(line):
            known += 1
            found = TEXT_IN_LINE.search(line, 0, PREFACE_LENGTH)
            if found and known + len(FIELD_IN_LINE.findall(line, 0, found.start())) >= FEWEST_KNOWN:
                fields = [field.start() for field in FIELD_IN_LINE.finditer(line, 0, found.start())]
                return {i: [*fields, found.start(), found.end()]}
        elif not FIELD.match(line) and not RULE.match(line) and i > 2 * known + 1:
            return {}
    return {}
