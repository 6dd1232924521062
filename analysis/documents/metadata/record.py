"""What is known of a document, and the form in which each field's reader gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from analysis.chinese.folding import INNER_BLANKS, fold, one_spelling
from analysis.chinese.line_roles import LineRole
from analysis.chinese.page_fields import fields_of
from analysis.chinese.patterns import DOCUMENT_NUMBER
from analysis.documents.cleaning import Cleaned, Line
from analysis.documents.places import AdminLevel, Evidence, mentions, read_admin_level
from analysis.notices import Confidence, Notice, Source

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document; an empty string or None where nothing is.

    How sure a value is: "high" where it stands in a place made for it (red header, date line,
    title) and nothing contradicts it; "medium" where it is derived or stands in a weaker place
    (the page's posting time, a namesake settled by the text); "low" where it is a last resort
    (the file's name) or contradicted.

    Attributes:
        province, city, district: names in full.
        adcode: GB/T 2260 code of the narrowest of them, as of the plan's year.
        year: the year the plan is for.
        issued: date of issue, YYYY-MM-DD; YYYY-MM where no day is told.
        issuer: the body that issued it.
        number: its official number, 西教委〔2022〕3号.
        title, genre: the plan's own title, and the kind of document that the title names.
        sources: field → where it was read, for each field that has a value ("place" stands for
            the four fields of the place).
        confidence: field → "high", "medium" or "low", for the same fields.
        warnings: what a person should look at.
    """

    province: str = ""
    city: str = ""
    district: str = ""
    adcode: str = ""
    year: int | None = None
    issued: str = ""
    issuer: str = ""
    number: str = ""
    title: str = ""
    genre: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)
    confidence: Mapping[str, Confidence] = field(default_factory=dict)
    warnings: tuple[Notice, ...] = ()

    @property
    def place(self) -> str:
        """The narrowest place named; empty if none is."""
        return self.district or self.city or self.province

    @property
    def admin_level(self) -> AdminLevel:
        """The level of the issuing body."""
        return read_admin_level(self.issuer, self.title, place=self.place, year=self.year)


class Found(NamedTuple):
    """A value, where it was read, and how sure it is; all empty where nothing was found."""

    value: str = ""
    source: Source | Literal[""] = ""
    confidence: Confidence | Literal[""] = ""


class Titles(NamedTuple):
    """What the head of a document is called.

    Attributes:
        own: the plan's own title.
        all: every title in the head, in order.
        of_site: whether the title stands above a site's introduction, so that it is the site's.
    """

    own: Found
    all: list[str]
    of_site: bool


class Page:
    """A document's furniture and text as the readers of the fields ask for them.

    Attributes:
        lines: the furniture.
        text: the clean text.
        start: where the text starts in the raw file.
        facts: the page's table of facts, by kind.
        embedded: embedded metadata: what the file says of itself beside its text.
        file_stem: the file's name without suffix.
    """

    def __init__(self, cleaned: Cleaned, embedded: Mapping[str, str], file_stem: str) -> None:
        self.lines: tuple[Line, ...] = cleaned.furniture
        self.text = cleaned.text
        self.start = cleaned.steps[0][1] if cleaned.steps else 0
        self.embedded = embedded
        self.file_stem = file_stem
        self._by_role: dict[str, list[str]] = {}
        for line in self.lines:
            self._by_role.setdefault(line.role, []).append(line.text)
        info = self._by_role.get(LineRole.PAGE_INFO)
        self.facts = fields_of([one_spelling(text) for text in info]) if info else {}

    def texts(self, *roles: str) -> list[str]:
        """The lines of some roles, role after role."""
        return [text for wanted in roles for text in self._by_role.get(wanted, ())]

    def said(self, *roles: str) -> str:
        """The lines of some roles in one string, without blanks inside Chinese."""
        return "；".join(tidy(text) for text in self.texts(*roles))

    def fact(self, *kinds: str) -> str:
        """The first fact of some kinds; empty if the page has none."""
        values = [value for kind in kinds for value in self.facts.get(kind, ())]
        return tidy(values[0]) if values else ""


@lru_cache(4096)
def tidy(text: str) -> str:
    """A line without blanks inside Chinese, widths folded."""
    return fold(INNER_BLANKS.sub("", text)).strip()


def names_place(text: str) -> bool:
    """Whether a text names a province, a city or a district in full."""
    return bool(mentions(text))


NUMBER = re.compile(DOCUMENT_NUMBER)

__all__ = [
    "HIGH",
    "LOW",
    "MEDIUM",
    "NUMBER",
    "Evidence",
    "Found",
    "Metadata",
    "Page",
    "Titles",
    "names_place",
    "tidy",
]
