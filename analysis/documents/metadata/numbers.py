"""The official number of a document: 徐教发〔2022〕3号."""

from __future__ import annotations

import re

from analysis.chinese.line_roles import LineRole
from analysis.chinese.page_fields import NUMBER, NUMBER_SHAPE
from analysis.chinese.patterns import ARABIC_YEAR, YEAR_CLOSES, YEAR_OPENS
from analysis.documents.metadata.page import Page
from analysis.documents.metadata.values import HIGH, LOW, MEDIUM, FieldValue
from analysis.notices import Field, Kind, Notice, Source

NOT_NUMBER = re.compile(r"签发人.*|\s+")
BRACKETS = re.compile(rf"{YEAR_OPENS}({ARABIC_YEAR}){YEAR_CLOSES}")


def read_number(page: Page) -> tuple[FieldValue, list[Notice]]:
    """The official number, with a notice if the page gives another."""
    printed = [_find_number(text) for text in page.texts(LineRole.NUMBER)]
    on_page = [_find_number(text) for text in page.facts.get(NUMBER, ())]
    for numbers, source in ((printed, Source.NUMBER_LINE), (on_page, Source.PAGE_INFORMATION)):
        number = next(filter(None, numbers), "")
        if number:
            other = next((n for n in on_page if n and _strip_marks(n) != _strip_marks(number)), "")
            if not other:
                return FieldValue(number, source, HIGH), []
            notice = Notice.of(Field.NUMBER, Kind.PAGE_GIVES_OTHER_NUMBER, number=number, other=other)
            return FieldValue(number, source, LOW), [notice]
    embedded = _find_number(page.embedded.get("number", ""))
    return (FieldValue(embedded, Source.PAGE, MEDIUM) if embedded else FieldValue()), []


def _find_number(text: str) -> str:
    """The number in a line, its year in the brackets 〔〕; empty for none."""
    text = NOT_NUMBER.sub("", text).strip("（）()")
    match = NUMBER_SHAPE.search(text)
    return BRACKETS.sub(r"〔\1〕", match[0]) if match else ""


def _strip_marks(number: str) -> str:
    return "".join(c for c in number if c.isalnum() and c != "第")


def normalise_number(text: str) -> str:
    """A number that someone stated, its year in the brackets 〔〕; as it stands if it is none of the usual form."""
    return _find_number(text) or text
