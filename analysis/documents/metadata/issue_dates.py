"""The date of issue of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analysis.chinese.line_roles import LineRole
from analysis.chinese.numerals import TENS, read_numeral
from analysis.chinese.page_fields import POSTED, SIGNED
from analysis.chinese.patterns import ARABIC_YEAR, HANZI_YEAR
from analysis.documents.metadata.page import Page, tidy
from analysis.documents.metadata.values import HIGH, LOW, MEDIUM, FieldValue
from analysis.notices import Confidence, Field, Kind, Notice, Source

DATE = re.compile(rf"({ARABIC_YEAR})\s*[年./-]\s*(\d{{1,2}})\s*[月./-]\s*(\d{{1,2}})")
MONTH = re.compile(rf"({ARABIC_YEAR})\s*年\s*(\d{{1,2}})\s*月(?!\s*\d)")
HANZI_MONTH = re.compile(f"({HANZI_YEAR})年([{TENS}元]{{1,2}})月(?!.{{1,3}}日)")
HANZI_DATE = re.compile(f"({HANZI_YEAR})年([{TENS}元]{{1,2}})月([{TENS}]{{1,3}})日")


# The document's own lines that are dated, the strongest first.
DATED_LINES = (
    (LineRole.DATE, Source.DATE_LINE, HIGH),
    (LineRole.SIGNATURE, Source.SIGNATURE, HIGH),
    (LineRole.IMPRINT, Source.IMPRINT, HIGH),
    (LineRole.SUBTITLE, Source.SUBTITLE, MEDIUM),
)


def read_issued(page: Page) -> tuple[FieldValue, list[Notice]]:
    """The date of issue, with a notice if the page gives another."""
    printed = _find_first_date((page.texts(role), source, sure) for role, source, sure in DATED_LINES)
    on_page = _find_first_date([(page.facts.get(SIGNED, []), Source.PAGE_INFORMATION, HIGH)])
    if printed.value and on_page.value and printed.value[:4] != on_page.value[:4]:
        notice = Notice.of(
            Field.ISSUED,
            Kind.PAGE_GIVES_OTHER_DATE,
            source=printed.source,
            issued=printed.value,
            other=on_page.value,
        )
        return printed._replace(confidence=LOW), [notice]
    posted = (
        (page.facts.get(POSTED, []), Source.PAGE_INFORMATION, MEDIUM),
        (page.texts(LineRole.PAGE_INFO), Source.PAGE_INFORMATION, MEDIUM),
        ([page.embedded.get("issued", "")], Source.PAGE, MEDIUM),
        (page.texts(LineRole.SITE), Source.PAGE, LOW),
    )
    # A day that the page gives says more than a month that the document gives.
    if printed.value and (len(printed.value) == 10 or not on_page.value):
        return printed, []
    return (on_page if on_page.value else _find_first_date(posted)), []


def _find_first_date(dated: Iterable[tuple[list[str], Source, Confidence]]) -> FieldValue:
    """The first full date of the texts, in order; else the first month."""
    months = []
    for texts, source, sure in dated:
        for text in texts:
            date = _read_date(text)
            if len(date) == 10:
                return FieldValue(date, source, sure)
            if date:
                months.append(FieldValue(date, source, MEDIUM if sure == HIGH else sure))
    return months[0] if months else FieldValue()


def _read_date(text: str) -> str:
    """YYYY-MM-DD, or YYYY-MM if no day is given; empty for no date."""
    text = tidy(text)
    if plain := DATE.search(text):
        parts = [int(part) for part in plain.groups()]
    elif hanzi := HANZI_DATE.search(text):
        year = read_numeral(hanzi[1])
        parts = [year, read_numeral(hanzi[2]), read_numeral(hanzi[3])]
    elif month := MONTH.search(text):
        parts = [int(part) for part in month.groups()]
    elif month := HANZI_MONTH.search(text):
        parts = [read_numeral(month[1]), read_numeral(month[2])]
    else:
        return ""
    if not 1 <= parts[1] <= 12 or not 1 <= parts[-1] <= (31 if len(parts) == 3 else 12):
        return ""
    return f"{parts[0]:04d}" + "".join(f"-{part:02d}" for part in parts[1:])
