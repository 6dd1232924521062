"""The numbers of an ordered list: a browser shows them, but they do not stand in the source of the page."""

from __future__ import annotations

import re

from lxml import etree

from analysis.chinese.numerals import TENS
from analysis.chinese.patterns import NUMBERED_MARK, PART_NUMBER
from analysis.reading.word.numerals import write_number

STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.I)
# Pattern and numerals of each list style, by its name in CSS, in the attribute `type` (whose case matters)
# or in UEditor, the editor of most Chinese content management systems.
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
# A number that the author typed, in a list whose own numbers the style sheet hides.
TYPED_NUMBER = re.compile(rf"\s*(?:{NUMBERED_MARK}|{PART_NUMBER}|[{TENS}]{{1,3}}[）)])")


class Numbering:
    """Counts the items of one `<ol>`."""

    def __init__(self, ol: etree._Element) -> None:
        names = [ol.get("type") or "", *(ol.get("class") or "").split()]
        named_styles = (STYLES[name] for name in names if name in STYLES)
        self._style = _read_css(ol) or next(named_styles, DECIMAL)
        self._step = -1 if ol.get("reversed") is not None else 1
        first = sum(1 for _ in ol.iterchildren("li")) if self._step < 0 else 1
        self._next = _parse_integer(ol.get("start"), first)

    def count_item(self, li: etree._Element) -> str:
        """Count an item and return the number before it; empty where the list shows none."""
        number = _parse_integer(li.get("value"), self._next)
        self._next = number + self._step
        pattern, numerals = _read_css(li) or self._style
        return pattern.format(write_number(number, numerals))


def _read_css(element: etree._Element) -> tuple[str, str] | None:
    """Read pattern and numerals from the style attribute; None where it states none."""
    declaration = STYLE.search(element.get("style") or "")
    words = declaration[1].lower().split() if declaration else []
    return next((STYLES[word] for word in words if word in STYLES), None)


def _parse_integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch("-?[0-9]{1,9}", text) else default
