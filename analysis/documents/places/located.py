"""Where a document comes from, as far as its evidence shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.documents.places.gazetteer import Place
from analysis.notices import Confidence, Source

Evidence = tuple[Source, str]
# The place of a document of the centre, which is of no province.
NATIONWIDE = "全国"


@dataclass(frozen=True, slots=True)
class Located:
    """Where a document comes from, as far as the evidence shows.

    Attributes:
        place: the place of the gazetteer that it is, or that its zone or town lies in; None if none or several
            fit, and for a document of the centre.
        name: the name that was read, even if several places have it.
        source: which evidence names it; empty if none does.
        confidence: "high" if the document names its own place; "medium" if its page or its text does,
            or decides between namesakes; "low" for a file's name and for a contradicted place.
        namesakes: the places that remain possible if nothing decides between them.
        others: (source, name) of other places that the document says it comes from.
        partial: whether the text speaks of a district (全区) without naming it.
        zone: a zone without a code of its own that stands in the place of a district.
        town: a town, a street, or a zone or part of one inside the district or zone.
        is_nationwide: whether it is of a body of the centre.
    """

    place: Place | None
    name: str
    source: Source | Literal[""]
    confidence: Confidence | Literal[""] = ""
    namesakes: tuple[Place, ...] = ()
    others: tuple[Evidence, ...] = ()
    partial: bool = False
    zone: str = ""
    town: str = ""
    is_nationwide: bool = False

    @property
    def narrowest(self) -> str:
        """The narrowest name that is known."""
        return self.town or self.zone or self.name
