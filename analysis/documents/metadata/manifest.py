"""What a row of the manifest changes in the metadata that were read from a document."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.documents.metadata.place import place_fields, place_notices
from analysis.documents.metadata.values import HIGH, FieldValue
from analysis.documents.places import Located, Place, locate, place_of_code
from analysis.notices import Confidence, Field, Kind, Notice, Source

PLACE_FIELDS = {"province", "city", "district", "town", "adcode"}
# Notices of the last year that was read; the manifest may state another.
OF_PERIOD = {Kind.PERIOD, Kind.PERIOD_INFERRED, Kind.END_OF_PERIOD_OPEN}


def apply_manifest(
    values: Mapping[str, object],
    fields: Mapping[str, FieldValue],
    notices: list[Notice],
    row: Mapping[str, str],
) -> tuple[dict[str, object], dict[str, FieldValue], list[Notice]]:
    """Values, fields and notices after the manifest: it decides what a document leaves open.

    Args:
        values: the value of each attribute of `Metadata`.
        fields: each field with its source; "place" stands for all fields of the place.
        notices: what is doubtful in the values.
        row: the file's row of the manifest, without empty cells.
    """
    values = dict(values)
    row = {name: value for name, value in row.items() if name != "kind"}
    if PLACE_FIELDS & row.keys():
        # A row that names the district replaces the whole place that was read.
        located = _locate(row)
        values |= place_fields(located) if located.place else dict.fromkeys(PLACE_FIELDS, "")
        values |= {name: row[name] for name in PLACE_FIELDS & row.keys()}
        if "adcode" not in row and located.place and not _has_code(values, located.place):
            values["adcode"] = ""
        notices = [notice for notice in notices if notice.field != Field.PLACE]
        notices += _check_place(located, row)
    if "year" in row and values.get("year") != int(row["year"]):
        values["year_end"] = None  # the last year that was read belongs to the first one that was read
    if "year_end" in row:
        notices = [notice for notice in notices if notice.kind not in OF_PERIOD]
    for name in row.keys() - PLACE_FIELDS:
        values[name] = int(row[name]) if name in ("year", "year_end") else row[name]
        notices = [notice for notice in notices if notice.field != name]
    stated = {name: FieldValue(row[name], Source.MANIFEST, HIGH) for name in row.keys() - PLACE_FIELDS}
    if PLACE_FIELDS & row.keys():
        stated["place"] = FieldValue(_join_names(row) or row["adcode"], Source.MANIFEST, HIGH)
    return values, {**fields, **stated}, notices


def _locate(row: Mapping[str, str]) -> Located:
    """The place that a row gives, by its code or by its names."""
    place = place_of_code(row.get("adcode", ""))
    if place:
        return Located(place, place.name, Source.MANIFEST, Confidence.HIGH)
    year = int(row["year"]) if "year" in row else None
    return locate([(Source.MANIFEST, _join_names(row))], "", year)


def _has_code(values: Mapping[str, object], place: Place) -> bool:
    """Whether the code of a place is that of the narrowest name: 未来科技城 has none, though its city has one."""
    names = [values.get(name) for name in ("town", "district", "city", "province")]
    return next(filter(None, names), "") == place.name


def _check_place(located: Located, row: Mapping[str, str]) -> list[Notice]:
    """Notices of a place in the manifest that is not known, or is one of several namesakes."""
    if located.namesakes:
        return place_notices(located, [])
    if not located.place and "adcode" not in row:
        return [Notice.of(Field.PLACE, Kind.PLACE_NOT_IN_GAZETTEER, names=_join_names(row))]
    return []


def _join_names(row: Mapping[str, str]) -> str:
    return "".join(row.get(name, "") for name in ("province", "city", "district", "town"))
