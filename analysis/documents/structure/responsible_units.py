"""Responsible units: which bodies a task of a plan is given to, as it is written behind the task.

（责任单位：县财政局，各镇（街道）） and the like repeat the names of the same offices behind each task. They say
who does the work and nothing of what is planned, so that comparison may leave them out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.chinese.characters import HANZI
from analysis.chinese.patterns import BULLETS, NUMBERED_MARK, SENTENCE_MARK

Spans = tuple[tuple[int, int], ...]

_DUTY = "责任|牵头|配合|主责|主办|协办|承办|协同|协作|落实|实施|完成|负责|督办|督导|督查|分管|包保|包抓|挂联|联系|主管"
_BODY = "单位|部门|科室|处室|股室|科所|主体|领导|人|县领导|市领导|区领导"
_WHOSE = "(?:第一|主要|具体|共同|[省市县区镇乡]级|[市县区]直)?"
_NAME = rf"(?:{_WHOSE}(?:{_DUTY})(?:责任)?(?:{_BODY})|参[加与](?:单位|部门))"
# 责任单位, 市级牵头部门, 责任领导及责任人.
_LABEL = rf"{_NAME}(?:[及和与、/](?:{_NAME}|{_BODY}))*"
LABEL_AT_END = re.compile(f"(?:{_LABEL})$")
# Only in brackets, where no sentence is meant: （牵头：县教育局；配合：各镇）.
SHORT_LABEL_AT_END = re.compile("(?:责任|(?:责任|任务|职责)分工|牵头|配合|负责|主办|协办)$")
LONGEST_LABEL = 24
# The last characters of labels: most colons come after others.
LABEL_ENDS = frozenset("位门室所体导人任头合责办工")
COLON = re.compile("[:：]")
OPENS, CLOSES = "（(【[〔", "）)】]〕"
BRACKET = re.compile(f"[{re.escape(OPENS + CLOSES)}]")
CLOSING_BRACKET = re.compile(f"[{re.escape(CLOSES)}]")
# Where a label without brackets may begin: a line, its mark, the end of a sentence, a cell.
BEFORE_LABEL = re.compile(rf"(?:^|[。；！？）】\s])(?:(?:{NUMBERED_MARK})|[{BULLETS}-]|—{{1,2}})?\s*$")
SENTENCE_OR_CELL_END = re.compile("。|\t|\n|$")
# What may come in a bracket before the label: （完成时限：6月；责任单位：县教育局）.
OTHER_FACT = 40

# （县教育局牵头，各镇（街道）配合）: a bracket without a label, of bodies and of what they do.
_ORGAN = "局|委|办|部|厅|院|会|镇|乡|街道|单位|部门|公司|中心|学校|政府|科|处|室|社区|村|小组|专班"
_DOES = "(?:分别|共同|具体|按照?职责(?:分工)?|分工)*(?:牵头(?:负责|组织|落实)?|负责(?:落实)?|配合|参与|参加|落实|承办)"
DONE = re.compile(f"(?:{_DOES})$")
DOES_ENDS = frozenset("责头合与加实办")
BODY_WITH_DUTY = re.compile(
    rf"由?(?:[{HANZI}\d]{{0,24}}(?:{_ORGAN})|各[{HANZI}]{{1,6}}?(?:[（(][^（()）]{{1,8}}[）)])?[{HANZI}]{{0,3}}?)(?:[（(][^（()）]{{1,30}}[）)])?等?(?:有关|相关)?(?:单位|部门|地方)?"
    rf"(?:{_DOES})?$"
)
BODIES_APART = re.compile("[、，；,;]")
# A bracket without a label that is longer is no list of bodies.
LONGEST_LIST = 300
# A table's column of this name holds such bodies.
COLUMN = re.compile(rf"(?:^|(?<=\t))(?:{_LABEL})(?=\t|$)", re.M)
# The longest line below a label alone.
LONGEST_VALUE = 200


def find_responsible_units(text: str) -> Spans:
    """Where a clean text names the bodies responsible for a task.

    Found are brackets with such a label (责任单位：, 牵头部门：, 责任领导：) or of bodies and what they do
    (县教育局牵头，各镇配合), lines and ends of paragraphs with such a label, the line below a label alone, and
    the cells below such a label in a table.

    Args:
        text: the clean text; a paragraph a line.

    Returns:
        Start and end of each span, label and brackets included, in order and without overlap.
    """
    spans = sorted([*_find_labelled(text), *_find_lists(text), *_find_cells(text)])
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if apart and start <= apart[-1][1]:
            apart[-1] = apart[-1][0], max(end, apart[-1][1])
        else:
            apart.append((start, end))
    return tuple(apart)


def _find_labelled(text: str) -> Iterator[tuple[int, int]]:
    """The spans of brackets and sentences that have a label."""
    reached = 0
    for colon in COLON.finditer(text):
        at = colon.start()
        if at < reached or text[at - 1 : at] not in LABEL_ENDS:
            continue
        line = text.rfind("\n", 0, at) + 1
        window = text[max(line, at - LONGEST_LABEL) : at]
        label, short = LABEL_AT_END.search(window), SHORT_LABEL_AT_END.search(window)
        if not label and not short:
            continue
        start = at - len(window) + min(match.start() for match in (label, short) if match)
        opening = _find_opening(text, line, start)
        if opening >= 0 and start - opening <= OTHER_FACT:
            reached = _find_closing(text, opening)
            yield opening, reached
        elif label and BEFORE_LABEL.search(text[line:start]):
            reached = _find_end(text, at + 1)
            yield start, reached


def _find_opening(text: str, line: int, at: int) -> int:
    """The bracket that is open at a place in a line; -1 if none is."""
    opened: list[int] = []
    for bracket in BRACKET.finditer(text, line, at):
        if bracket[0] in OPENS:
            opened.append(bracket.start())
        elif opened:
            opened.pop()
    return opened[-1] if opened else -1


def _find_closing(text: str, opening: int) -> int:
    """Where a bracket ends; the end of the line if it is never closed."""
    depth = 0
    stop = text.find("\n", opening)
    stop = len(text) if stop < 0 else stop
    for bracket in BRACKET.finditer(text, opening, stop):
        depth += 1 if bracket[0] in OPENS else -1
        if not depth:
            return bracket.end()
    return stop


def _find_end(text: str, at: int) -> int:
    """Where a sentence with a label ends: its full stop, cell or line; the next line if it stops at its label."""
    match = SENTENCE_OR_CELL_END.search(text, at)
    end = len(text) if match is None else match.start() + (match[0] == "。")
    if text[at:end].strip() or not text.startswith("\n", end):
        return end
    below = text[end + 1 :].partition("\n")[0]
    is_value = len(below) <= LONGEST_VALUE and not SENTENCE_MARK.search(below) and re.search(_ORGAN, below)
    return end + 1 + len(below) if is_value and "\t" not in below else end


def _find_lists(text: str) -> Iterator[tuple[int, int]]:
    """The spans of brackets that hold bodies and what they do, without a label."""
    for bracket in CLOSING_BRACKET.finditer(text):
        at = bracket.start()
        if text[at - 1 : at] not in DOES_ENDS or not DONE.search(text, max(0, at - 12), at):
            continue
        line = text.rfind("\n", 0, at) + 1
        opening = _find_opening(text, line, at)
        if opening >= 0 and at - opening <= LONGEST_LIST:
            bodies = BODIES_APART.split(text[opening + 1 : at])
            n_bodies = sum(BODY_WITH_DUTY.fullmatch(body) is not None for body in bodies)
            if 2 * n_bodies > len(bodies):
                yield opening, bracket.end()


def _find_cells(text: str) -> Iterator[tuple[int, int]]:
    """The cells of a table's columns of bodies, without the name of the column."""
    if "\t" not in text:
        return
    for name in COLUMN.finditer(text):
        line = text.rfind("\n", 0, name.start()) + 1
        end = text.find("\n", line)
        header = text[line : end if end >= 0 else len(text)]
        column, width = text.count("\t", line, name.start()), header.count("\t")
        while end >= 0:
            line, end = end + 1, text.find("\n", end + 1)
            row = text[line : end if end >= 0 else len(text)]
            if row.count("\t") != width:
                break
            cells = row.split("\t")
            start = line + sum(len(cell) + 1 for cell in cells[:column])
            if cells[column]:
                yield start, start + len(cells[column])
