"""Reading the metadata of one document: what it says itself, under what a person stated."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.documents.cleaning import Cleaned
from analysis.documents.metadata.dates import read_issued, read_year
from analysis.documents.metadata.issuers import read_issuer, read_number
from analysis.documents.metadata.record import HIGH, Found, Metadata, Page
from analysis.documents.metadata.titles import genre_of, read_titles
from analysis.documents.metadata.whereabouts import place_fields, place_warnings, read_place, stated_place
from analysis.notices import Field, Kind, Notice, Source

PLACE_FIELDS = {"province", "city", "district", "adcode"}


def read_metadata(
    cleaned: Cleaned,
    *,
    file_stem: str = "",
    manifest: Mapping[str, str] | None = None,
    embedded: Mapping[str, str] | None = None,
) -> Metadata:
    """Read a document's metadata from its furniture and text.

    Args:
        cleaned: the clean text with its furniture.
        file_stem: the file's name without suffix, the last resort for title, place and year.
        manifest: what a person stated; it overrides what is detected.
        embedded: what the file says of itself beside its text: title, issued, issuer, number, source
            and url, as a web page's markup does. It counts less than the document's own lines.
    """
    stated = dict(manifest or {})
    page = Page(cleaned, embedded or {}, file_stem)
    titles = read_titles(page)
    issued, issued_warnings = read_issued(page)
    number, number_warnings = read_number(page)
    issuer = read_issuer(page, titles)
    year, year_warnings = read_year(page, titles, issued, number.value)
    plan_year = int(stated.get("year") or year.value or 0) or None
    located = read_place(page, titles, issuer, number.value, plan_year)
    place = Found(located.name, located.source, located.confidence)
    found = {
        "title": titles.own,
        "issuer": issuer,
        "place": place,
        "year": year,
        "issued": issued,
        "number": number,
        "genre": genre_of(titles.own),
    }
    values: dict[str, object] = {
        **{name: field.value for name, field in found.items() if name != "place"},
        **place_fields(located),
        "year": int(year.value) if year.value else None,
    }
    warnings = [*year_warnings, *issued_warnings, *number_warnings]
    warnings += place_warnings(located, [*titles.all, page.text])
    return _with_manifest(values, found, stated, warnings)


def _with_manifest(
    values: dict[str, object],
    found: dict[str, Found],
    stated: dict[str, str],
    warnings: list[Notice],
) -> Metadata:
    if PLACE_FIELDS & stated.keys():
        warnings = _state_place(values, stated, warnings)
    for name in stated.keys() - PLACE_FIELDS:
        values[name] = int(stated[name]) if name == "year" else stated[name]
        # A person settles what the document leaves open or contradicts.
        warnings = [notice for notice in warnings if notice.field != name]
    if not values["year"]:
        warnings.append(Notice.of(Field.YEAR, Kind.NO_YEAR))
    by_person = {"place" if name in PLACE_FIELDS else name for name in stated}
    found = found | {name: Found(name, Source.MANIFEST, HIGH) for name in by_person}
    return Metadata(
        **values,  # type: ignore[arg-type]
        sources={name: field.source for name, field in found.items() if field.value and field.source},
        confidence={
            name: field.confidence for name, field in found.items() if field.value and field.confidence
        },
        warnings=tuple(warnings),
    )


def _state_place(values: dict[str, object], stated: dict[str, str], warnings: list[Notice]) -> list[Notice]:
    """A person who names the district means that place; what was detected of another is void."""
    located = stated_place(stated)
    values.update(place_fields(located) if located.place else dict.fromkeys(PLACE_FIELDS, ""))
    values.update({name: stated[name] for name in PLACE_FIELDS & stated.keys()})
    warnings = [notice for notice in warnings if notice.field != Field.PLACE]
    if located.namesakes:
        warnings += place_warnings(located, [])
    elif not located.place and "adcode" not in stated:
        names = "".join(stated.get(name, "") for name in ("province", "city", "district"))
        warnings.append(Notice.of(Field.PLACE, Kind.PLACE_NOT_IN_GAZETTEER, names=names))
    return warnings
