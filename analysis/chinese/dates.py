"""Dates of documents: found in a text or read from a value, in digits or in hanzi.

A day that the calendar does not have, such as 2022年2月31日, is not a date.
"""

from __future__ import annotations

import re
from datetime import date

from analysis.chinese.numerals import TENS, read_numeral
from analysis.chinese.patterns import ARABIC_YEAR, DAY, NUMERIC_DAY, YEAR_MONTH

COMPACT_DAY = rf"{ARABIC_YEAR}\d{{4}}"
_DAY = re.compile(f"{NUMERIC_DAY}|{DAY}")
_DAY_OR_COMPACT = re.compile(f"{_DAY.pattern}|{COMPACT_DAY}")
_WHOLE_DAY = re.compile(rf"{NUMERIC_DAY}\s*日?|{DAY}|{COMPACT_DAY}")
# 2022年3月, not followed by a day.
_MONTH = re.compile(rf"{YEAR_MONTH}(?!\s*(?:\d|[{TENS}]{{1,3}}\s*日))")
_NUMBER = re.compile(r"[^\s年月日./-]+")


def find_day(text: str, *, compact: bool = False) -> str:
    """Find the first day in a text: 2022年3月5日, 二〇二二年三月五日, 2022-03-05, 2022/3/5, 2022.3.5.

    Args:
        text: any text.
        compact: whether 20220305 counts; in prose such digits are more often part of a code.

    Returns:
        YYYY-MM-DD; empty if the text has no date with a day.
    """
    days = (_read_day(match[0]) for match in (_DAY_OR_COMPACT if compact else _DAY).finditer(text))
    return next(filter(None, days), "")


def find_date(text: str) -> str:
    """Find the first day in a text, or else the first month: 2022年3月, 二〇二二年三月.

    Returns:
        YYYY-MM-DD or YYYY-MM; empty if the text has neither.
    """
    months = (_read_month(match[0]) for match in _MONTH.finditer(text))
    return find_day(text) or next(filter(None, months), "")


def parse_day(value: str) -> str:
    """Read a value that is a day and nothing else, in any of the forms of `find_day` or as 20220305.

    Returns:
        YYYY-MM-DD; empty if the value is anything else.
    """
    return _read_day(value) if _WHOLE_DAY.fullmatch(value) else ""


def _read_day(text: str) -> str:
    numbers = _read_numbers(text)
    if len(numbers) == 1:
        digits = f"{numbers[0]}"
        numbers = [int(digits[:4]), int(digits[4:6]), int(digits[6:])]
    try:
        return date(*numbers).isoformat()
    except ValueError:
        return ""


def _read_month(text: str) -> str:
    year, month = _read_numbers(text)
    return f"{year:04d}-{month:02d}" if 1 <= month <= 12 else ""


def _read_numbers(text: str) -> list[int]:
    return [int(part) if part.isdecimal() else read_numeral(part) for part in _NUMBER.findall(text)]
