"""All metadata of one document: what each field's reader finds, overruled by columns and by the manifest."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.documents.cleaning import Cleaned
from analysis.documents.metadata.columns import ColumnValues
from analysis.documents.metadata.issue_dates import read_issued
from analysis.documents.metadata.issuers import read_issuer
from analysis.documents.metadata.manifest import apply_manifest
from analysis.documents.metadata.numbers import read_number
from analysis.documents.metadata.page import Page
from analysis.documents.metadata.place import list_seen, place_fields, place_notices, read_place
from analysis.documents.metadata.titles import open_notice, read_genre, read_titles
from analysis.documents.metadata.values import FieldValue, Metadata
from analysis.documents.metadata.years import read_year
from analysis.documents.places import NATIONWIDE, AdminLevel, read_admin_level
from analysis.notices import Source


def read_metadata(
    cleaned: Cleaned,
    *,
    file_stem: str = "",
    folders: tuple[str, ...] = (),
    manifest: Mapping[str, str] | None = None,
    columns: ColumnValues | None = None,
    embedded: Mapping[str, str] | None = None,
) -> Metadata:
    """Read a document's metadata from its furniture and text.

    Args:
        cleaned: the clean text with its furniture.
        file_stem: the file's name without suffix, the last resort for title, place and year.
        folders: the names of the folders above the file, the nearest first; weaker still.
        manifest: the file's row of the manifest; it overrules what is read.
        columns: what the columns of a table state about a document that is a row of it; the manifest overrules
            it too.
        embedded: what the file says about itself beside its text: title, issued, issuer, number, source
            and url, as a web page's markup does. It counts less than the document's own lines.
    """
    row = dict(manifest or {})
    page = Page(cleaned, embedded or {}, file_stem, folders)
    titles = read_titles(page)
    issued, issued_notices = read_issued(page)
    number, number_notices = read_number(page)
    issuer = read_issuer(page, titles)
    if columns:
        if columns.states_place:
            columns.note_text_place(read_place(page, titles, issuer, number.value, None))
        titles, issued, number = (
            columns.prefer_title(titles),
            columns.prefer_issued(issued),
            columns.prefer_number(number),
        )
    plan_years = read_year(page, titles, issued, number.value)
    author = issuer
    if columns:
        issuer, author = columns.prefer_issuer(issuer)
        plan_years = columns.prefer_years(plan_years)
    year = plan_years.year
    plan_year = int(row.get("year") or year.value or 0) or None
    located = read_place(page, titles, author, number.value, plan_year)
    if columns:
        located = columns.prefer_place(located, plan_year)
    fields = {
        "title": titles.own,
        "issuer": issuer,
        "place": FieldValue(located.narrowest, located.source, located.confidence),
        "year": year,
        "issued": issued,
        "number": number,
        "genre": read_genre(open_notice(titles.own) if columns else titles.own),
    }
    values: dict[str, object] = {
        **{name: field.value for name, field in fields.items() if name != "place"},
        **place_fields(located),
        "year": int(year.value) if year.value else None,
        "year_end": plan_years.year_end,
    }
    notices = [*plan_years.notices, *issued_notices, *number_notices]
    if located.source == Source.COLUMN and columns:
        values |= columns.name_unknown_place(located)
        notices += columns.check_place(located)
    else:
        notices += place_notices(located, [*titles.all, page.text], list_seen(page, titles))
    if columns:
        fields = {name: columns.correct_source(field) for name, field in fields.items()}
        notices += columns.notices
    if row:
        values, fields, notices = apply_manifest(values, fields, notices, row)
    values["admin_level"] = _find_level(values, fields["place"])
    known = {name: field for name, field in fields.items() if field.value}
    return Metadata(
        **values,  # type: ignore[arg-type]
        sources={name: field.source for name, field in known.items() if field.source},
        confidence={name: field.confidence for name, field in known.items() if field.confidence},
        warnings=tuple(notices),
    )


def _find_level(values: Mapping[str, object], place: FieldValue) -> AdminLevel:
    """The level of the issuing body: what the manifest states, what the issuer or the title shows, or its place."""
    if values.get("admin_level"):
        return AdminLevel(str(values["admin_level"]))
    if place.value == NATIONWIDE:
        return AdminLevel.NATIONAL
    names = [str(values.get(name) or "") for name in ("town", "district", "city", "province")]
    level = read_admin_level(
        str(values["issuer"]),
        str(values["title"]),
        place=next(filter(None, names), ""),
        year=values["year"],  # type: ignore[arg-type]
    )
    if level != AdminLevel.UNKNOWN:
        return level
    is_read = place.source in (Source.ISSUER, Source.TITLE, Source.SIGNATURE, Source.SUBTITLE)
    if names[0] and is_read:
        return AdminLevel.ZONE if names[0].endswith(("区", "新城")) else AdminLevel.TOWN
    return AdminLevel.ZONE if names[1] and is_read and not values["adcode"] else level
