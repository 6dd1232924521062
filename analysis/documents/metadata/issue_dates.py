"""The date of issue of a document."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.chinese.dates import find_date
from analysis.chinese.line_roles import LineRole
from analysis.chinese.page_fields import POSTED, SIGNED
from analysis.documents.metadata.page import Page, tidy
from analysis.documents.metadata.values import HIGH, LOW, MEDIUM, FieldValue
from analysis.notices import Confidence, Field, Kind, Notice, Source

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
            date = find_date(tidy(text))
            if len(date) == 10:
                return FieldValue(date, source, sure)
            if date:
                months.append(FieldValue(date, source, MEDIUM if sure == HIGH else sure))
    return months[0] if months else FieldValue()
