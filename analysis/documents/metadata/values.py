"""What is known of a document: all its metadata, and one value with its source and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from analysis.documents.places import AdminLevel, read_admin_level
from analysis.notices import Confidence, Notice, Source

HIGH, MEDIUM, LOW = Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document; an empty string or None for what is not known.

    The confidence of a value is "high" if it is in a place made for it (red header, date line,
    title) and nothing contradicts it; "medium" if it is derived or is in a weaker place (the
    page's posting time, a namesake that the text decides); "low" if it is a last resort (the
    file's name) or contradicted.

    Attributes:
        province, city, district: names in full.
        adcode: GB/T 2260 code of the narrowest of them, as of the plan's year.
        year: the year the plan is for; the first year of a plan for several, and of a school year.
        year_end: the last year of a plan for several years; None for a plan of one year or school year.
        issued: date of issue, YYYY-MM-DD; YYYY-MM if the day is not given.
        issuer: the body that issued it.
        number: its official number, 西教委〔2022〕3号.
        title, genre: the plan's own title, and the kind of document that the title names.
        sources: field → where it was read, for each field that has a value ("place" stands for
            the four fields of the place).
        confidence: field → "high", "medium" or "low", for the same fields.
        warnings: notices of what needs your attention.
    """

    province: str = ""
    city: str = ""
    district: str = ""
    adcode: str = ""
    year: int | None = None
    year_end: int | None = None
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
        """The narrowest place that is known; empty if no place is."""
        return self.district or self.city or self.province

    @property
    def admin_level(self) -> AdminLevel:
        """The level of the issuing body."""
        return read_admin_level(self.issuer, self.title, place=self.place, year=self.year)


class FieldValue(NamedTuple):
    """The value of a field, where it was read and how sure it is; all empty where nothing was read."""

    value: str = ""
    source: Source | Literal[""] = ""
    confidence: Confidence | Literal[""] = ""


class Titles(NamedTuple):
    """The titles in the head of a document.

    Attributes:
        own: the plan's own title.
        all: every title in the head, in order.
        of_site: whether the last title is above a site's introduction, so that it may be the site's.
    """

    own: FieldValue
    all: list[str]
    of_site: bool
