"""The numbers of an ordered list: a browser writes them before the items, the source does not."""

from __future__ import annotations

import re

from lxml import etree

from analysis.chinese.numerals import TENS
from analysis.chinese.patterns import NUMBERED_MARK, PART_NUMBER
from analysis.reading.word.numbering import spell

STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.I)
# Pattern and numerals by the name that CSS, the attribute `type` (whose case matters) or UEditor,
# the editor of most Chinese content management systems, gives them.
HIDDEN, DECIMAL = ("", ""), ("{}. ", "decimal")
STYLES = {
    "none": HIDDEN,
    "disc": HIDDEN,
    "circle": HIDDEN,
    "square": HIDDEN,
    "decimal": DECIMAL,
    "1": DECIMAL,
    "decimal-leading-zero": ("{}. ", "decimalZero"),
    "cjk-ideographic": ("{}、", "chineseCountingThousand"),
    "simp-chinese-informal": ("{}、", "chineseCountingThousand"),
    "lower-alpha": ("{}. ", "lowerLetter"),
    "lower-latin": ("{}. ", "lowerLetter"),
    "upper-alpha": ("{}. ", "upperLetter"),
    "upper-latin": ("{}. ", "upperLetter"),
    "lower-roman": ("{}. ", "lowerRoman"),
    "upper-roman": ("{}. ", "upperRoman"),
    "a": ("{}. ", "lowerLetter"),
    "A": ("{}. ", "upperLetter"),
    "i": ("{}. ", "lowerRoman"),
    "I": ("{}. ", "upperRoman"),
    "custom_cn": ("{}、", "chineseCountingThousand"),
    "custom_cn1": ("{}）", "chineseCountingThousand"),
    "custom_cn2": ("（{}）", "chineseCountingThousand"),
    "custom_num": ("{}、", "decimal"),
    "custom_num1": ("{}）", "decimal"),
    "custom_num2": ("（{}）", "decimal"),
}
# What an author typed by hand before an item of a list whose own numbers the style sheet hides.
NUMBERED = re.compile(rf"\s*(?:{NUMBERED_MARK}|{PART_NUMBER}|[{TENS}]{{1,3}}[）)])")


class Numbering:
    """Counts the items of one `<ol>`."""

    def __init__(self, ol: etree._Element) -> None:
        kinds = [ol.get("type") or "", *(ol.get("class") or "").split()]
        named = (STYLES[kind] for kind in kinds if kind in STYLES)
        self.style = _styled(ol) or next(named, DECIMAL)
        self.step = -1 if ol.get("reversed") is not None else 1
        last = sum(1 for _ in ol.iterchildren("li")) if self.step < 0 else 1
        self.next = _whole(ol.get("start"), last)

    def take(self, li: etree._Element) -> str:
        """The number that stands before an item; empty where the list shows none."""
        number = _whole(li.get("value"), self.next)
        self.next = number + self.step
        pattern, numerals = _styled(li) or self.style
        return pattern.format(spell(number, numerals))


def _styled(element: etree._Element) -> tuple[str, str] | None:
    """What the style attribute says of the numbers; None where it says nothing."""
    found = STYLE.search(element.get("style") or "")
    words = found[1].lower().split() if found else []
    return next((STYLES[word] for word in words if word in STYLES), None)


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch("-?[0-9]{1,9}", text) else otherwise
