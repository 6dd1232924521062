"""What is known of a document: all its metadata, and one value with its source and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from analysis.documents.places import NATIONWIDE, AdminLevel
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
        province, city, district: names in full; of a document of the centre all are empty. The district may be a
            zone without a code of its own: 雄安新区.
        town: a town or a street, or a zone or part of one inside the district.
        adcode: GB/T 2260 code of the narrowest of them, as of the plan's year; empty for a zone and a town.
        admin_level: the level of the issuing body.
        year: the year the plan is for; the first year of a plan for several, and of a school year.
        year_end: the last year of a plan for several years; None for a plan of one year or school year.
        issued: date of issue, YYYY-MM-DD; YYYY-MM if the day is not given.
        issuer: the body that issued it.
        number: its official number, 西教委〔2022〕3号.
        title, genre: the plan's own title, and the kind of document that the title names.
        sources: field → where it was read, for each field that has a value ("place" stands for
            all fields of the place).
        confidence: field → "high", "medium" or "low", for the same fields.
        warnings: notices of what needs your attention.
    """

    province: str = ""
    city: str = ""
    district: str = ""
    town: str = ""
    adcode: str = ""
    admin_level: AdminLevel = AdminLevel.UNKNOWN
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
        """The narrowest place that is known, or 全国 for a document of the centre; empty if no place is."""
        nationwide = NATIONWIDE if self.admin_level == AdminLevel.NATIONAL else ""
        return self.town or self.district or self.city or self.province or nationwide

    @property
    def place_names(self) -> tuple[str, ...]:
        """The names of the place, the widest first: one for 上海市, which is province and city at once."""
        names = (self.province, self.city, self.district, self.town)
        return tuple(dict.fromkeys(filter(None, names))) or tuple(filter(None, (self.place,)))


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
